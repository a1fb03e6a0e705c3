"""The hypothesis `first` of the exit bounds, for F(theta0) <= M0: a first step out of the ball has Q[1] >= M0.

The first step starts at the center of the ball, so `crossing_from_center` applies, also where F(theta0) = M0.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem("first_step_below", "a first step out of the ball has Q at M0 or above, if F(theta0) <= M0")
    run = Run(p)
    run.positive("M0")
    run.smooth()
    run.confined()
    p.assume("low start", run.F(run.theta0) <= run.M0)
    p.goal(run.quadratic().subs(k, 0) >= run.M0, [-run.e[1] >= 0])
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
    d.cite("crossing", proved("crossing_from_center"), {"u": b})
    d.cut("model", "crossing", "long", "low start")

    # The loss and its gradient at theta[0] are those at theta0.
    d.step("same loss", "same_point", fact="at start", first="theta[0]", second="theta0", function="F")
    g = "grad F(theta[0])"
    for name, against in (("gradient", g), ("noise", "w[0]")):
        d.step(
            f"same {name}",
            "same_point",
            fact="at start",
            first="theta[0]",
            second="theta0",
            function="F",
            against=against,
        )
    d.have(
        "first",
        f"F(theta[0]) - eta*<{g}, {v}> + C/2*eta^2*<{v}, {v}> >= M0",
        by=["model"],
        eq=["same loss", "same gradient: eta", "same noise: eta"],
    )
    return d.qed("first")


if __name__ == "__main__":
    print(derive().report())
