"""On E_infinity the iterates converge almost surely, to a zero of F in the ball, which may have any radius.

The path inside the ball has finite length almost surely, since its square has a finite mean (`path_length_finite`), so
the points converge (completeness), to a point of the ball (`limit_in_ball`). F(theta[k]) -> 0 by
`loss_vanishes_in_ball`, and F is continuous. Needs 0 < eta < 2 alpha/(C (alpha + sigma)) only, and no confinement.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section3_limit import convergence_goals
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start, bit_range, limit_inside, stays_for_ever
from lojverify.paper.stopped import finite_path


def problem() -> Problem:
    p = Problem("iterates_converge_in_ball", "the iterates that stay converge almost surely to a zero of F in the ball")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    convergence_goals(run)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    at_start(d)
    finite_path(d)
    stays_for_ever(d)

    # -- the limit ---------------------------------------------------------------------------------------------------
    d.have("bounded", "(1 + lsq_inf)/2 - length[k] >= 0", by=["[1 - length[k]]", "lsq<="], eq=["lsq.is"])
    d.have("length grows", "length[k+1] - length[k] - d[k] >= 0", eq=["length.step"])
    step = "(theta[k+1] - theta[k])"
    d.step("step^2>=0", "norm", vector=f"e[k]*{step}")
    d.have("dsq>=0", "dsq[k] >= 0", by=["step^2>=0"], eq=["dsq.is"])
    d.cut("d^2", "d.square", "dsq>=0")
    eq = ["d^2", "dsq.is", f"for ever: (1 + e[k])*<{step}, {step}>"]
    d.have("d long", f"d[k]^2 - <{step}, {step}> >= 0", eq=eq)
    path = {"sums": "length[k]", "distance": "d[k]", "bounded": "bounded", "step": "length grows"}
    path |= {"lower": "d.nonnegative", "bound": "d long"}
    d.step("converges", "complete", symbol="theta_star", letter="k", **path)
    limit_inside(d)

    # -- it is a zero of F: take beta = 1 ----------------------------------------------------------------------------
    d.step("continuous", "continuity", fact="converges", point="theta[k]", limit="theta_star", function="F")
    d.have("1=1", "0 = 0")
    d.have("1>=0", "1 >= 0", by=["1"])
    unit = {"b.start": "1=1", "b.step": "1=1", "beta>=0": "1>=0", "beta*rho1<1": "1-rho1>0"}
    terms = {"beta": "1", "b": ("k", "1")}
    d.cite("loss vanishes", proved("loss_vanishes_in_ball"), terms, unit, note="(3.1)")
    d.step("zero", "limit_unique", first="continuous", second="loss vanishes")
    return d.qed("converges", "inside", "zero")


if __name__ == "__main__":
    print(derive().report())
