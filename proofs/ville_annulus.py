"""P(exit) <= rho1 F(theta0) / M0 in the setting of Theorem 3.1: no relation between F(theta0) and M0 is needed.

Everything is assumed on B(theta0, R), with 4 F(theta0) < R^2 alpha, and F >= M0 where r < |theta - theta0| <= R (then
also where |theta - theta0| = r, by `closure`). There is a zero of F in B(theta0, R), by `zero_exists`; it does not lie
in the annulus, where F >= M0 > 0, so it lies in B(theta0, r), and `ville_given_zero` applies.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem("ville_annulus", "the exit probability is at most rho1 F(theta0) / M0 if F >= M0 on the annulus")
    run = Run(p)
    run.positive("M0")
    (R,) = p.constants("R")
    p.assume("r<R", run.r < R)
    run.loss_nonnegative("loss>=0 on R", R)
    run.smooth("smooth on R", R)
    run.growth("growth on R", R)
    run.lojasiewicz("lojasiewicz on R", R)
    F0, y = run.F(run.theta0), run.y
    p.assume("(2.2)", R**2 * run.alpha > 4 * F0)
    p.assume("(2.5)", run.F(y) >= run.M0, [norm2(y - run.theta0) - run.r**2 > 0, run.inside(y, R)])
    run.noise()
    run.step_below_limit()
    e_inf = p.define("extremum", "e_inf", value="e", of="infimum")
    p.goal(run.M0 * (1 - mean(e_inf)) <= run.rho1 * F0)
    p.goal(run.M0 * (1 - mean(run.e[k])) <= run.rho1 * F0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("R>0", "R > 0", by=["r<R", "r>0"])
    d.have("r<=R", "r <= R", by=["r<R"])
    labels = ("loss>=0", "smooth", "growth", "lojasiewicz")
    on_R = {"r>0": "R>0"} | {label: f"{label} on R" for label in labels}
    d.cite("zero", proved("zero_exists"), {"r": "R"}, on_R, new={"zstar": "zero"})

    # The zero does not lie in the annulus.
    d.assume("beyond", "<zero-theta0, zero-theta0> - r^2 > 0")
    d.use("high", "(2.5)", y="zero", by=["beyond", "zero.1"], note="(2.5)")
    d.have("bad", "0 > 0", by=["high", "M0>0"], eq=["zero.2"])
    d.step("absurd", "absurd", fact="bad", goal="r^2 - <zero-theta0, zero-theta0> >= 0")
    d.assume("within", "r^2 - <zero-theta0, zero-theta0> >= 0")
    d.cases("zero in ball", "within", "absurd", "r^2 - <zero-theta0, zero-theta0> >= 0")

    for point in "yz":
        d.assume(f"{point} in r", f"r^2 - <{point}-theta0, {point}-theta0> >= 0")
        d.have(
            f"{point} in R",
            f"R^2 - <{point}-theta0, {point}-theta0> >= 0",
            by=[f"{point} in r", "r<=R * R>0", "r<=R * r>0"],
        )
    for label in labels:
        d.cut(label, f"{label} on R", "y in R", *(["z in R"] if label == "smooth" else []))
    d.cite("confined", proved("closure"))
    d.cite("ville", proved("ville_given_zero"), premises={"F(zero)=0": "zero.2"})
    return d.qed("ville.1", "ville.2")


if __name__ == "__main__":
    print(derive().report())
