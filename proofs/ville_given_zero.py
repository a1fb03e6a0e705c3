"""P(exit) <= rho1 F(theta0) / M0, whatever F(theta0) is, if the ball contains a zero of F.

The first step starts at the center of the ball, so `crossing_given_zero` gives the hypothesis `first` of `ville`.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem(
        "ville_given_zero", "the exit probability is at most rho1 F(theta0) / M0 if the ball contains a zero of F"
    )
    run = Run(p)
    run.positive("M0")
    run.assumptions()
    run.step_below_limit()
    run.confined()
    (zero,) = p.vectors("zero")
    p.assume("zero in ball", run.inside(zero))
    p.assume("F(zero)=0", Eq(run.F(zero), 0))
    F0 = run.F(run.theta0)
    e_inf = p.define("extremum", "e_inf", value="e", of="infimum")
    p.goal(run.M0 * (1 - mean(e_inf)) <= run.rho1 * F0)
    p.goal(run.M0 * (1 - mean(run.e[k])) <= run.rho1 * F0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.instance("at start", "start", y="theta[0] - theta0")
    d.have("theta0 in ball", "r^2 - <theta[0]-theta0, theta[0]-theta0> >= 0", by=["r>0 * r>0"], eq=["at start"])
    d.cut("e0", "e.start", "theta0 in ball")
    d.have("stays", "e[0] - 1 >= 0", eq=["e0"])
    d.assume("leaves", "-e[1] >= 0")
    d.use("out", "e.stops", k="0", by=["stays", "leaves"])

    # theta[1] - theta0 = -eta v.
    v = "(grad F(theta[0]) + w[0])"
    a, b = "(theta[1] - theta0)", f"(-eta*{v})"
    d.instance("step 0", "iteration", k="0", y=f"{a} + {b}")
    d.instance("start 0", "start", y=f"{a} + {b}")
    d.have("long", f"<{b}, {b}> - r^2 >= 0", by=["out"], eq=["step 0", "start 0"])
    d.cite("crossing", proved("crossing_given_zero"), {"u": b})
    d.cut("model", "crossing", "long")

    # The loss and its gradient at theta[0] are those at theta0.
    d.step("same loss", "same_point", fact="at start", first="theta[0]", second="theta0", function="F")
    g = "grad F(theta[0])"
    same = {"fact": "at start", "first": "theta[0]", "second": "theta0", "function": "F"}
    d.step("same gradient", "same_point", against=g, **same)
    d.step("same noise", "same_point", against="w[0]", **same)
    d.have(
        "first",
        f"F(theta[0]) - eta*<{g}, {v}> + C/2*eta^2*<{v}, {v}> >= M0",
        by=["model"],
        eq=["same loss", "same gradient: eta", "same noise: eta"],
    )
    d.cite("ville", proved("ville"))
    return d.qed("ville.1", "ville.2")


if __name__ == "__main__":
    print(derive().report())
