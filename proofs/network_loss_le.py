"""F(theta) <= (f0 + a)^2 if F(theta0) <= f0^2 and the outputs move by at most a, in the mean square.

Minkowski's inequality: the residuals at theta are those at theta0 plus the changes of the outputs. `a` is J times the
distance by `network_outputs_are_lipschitz`.
"""

from lojverify.derive import Derivation, Problem, Proved, expect
from lojverify.paper.residual_steps import cauchy
from lojverify.paper.residuals import Residuals


def problem() -> Problem:
    p = Problem("network_loss_le", "the loss on the ball from above")
    loss = Residuals(p)
    f0, a = p.constants("f0 a")
    p.assume("f0>=0", f0 >= 0)
    p.assume("a>=0", a >= 0)
    p.assume("f0", loss.F(loss.theta0) <= f0**2)
    p.assume("outputs", expect(0, (loss.error(loss.theta) - loss.error(loss.theta0)) ** 2) <= a**2)
    p.goal(loss.F(loss.theta) <= (f0 + a) ** 2)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    old, new = "(N(theta0 + node[0]) - y[0])", "(N(theta + node[0]) - y[0])"
    change = f"({new} - {old})"
    d.use("old loss", "(A.1)", p="theta0", by=["theta0"])
    d.use("new loss", "(A.1)", p="theta", by=["theta"])
    cauchy(d, "cauchy", old, change)
    d.have("F0>=0", "F(theta0) >= 0", by=["cauchy.first"], eq=["old loss"])
    both = f"E[0]({old}*{change})"
    d.have(
        "squares",
        f"{both}^2 <= f0^2*a^2",
        by=["cauchy", "F0>=0 * outputs", "f0 * [a]"],
        eq=[f"old loss: E[0]({change}^2)"],
    )
    d.contradiction("product", f"{both} <= f0*a", by=["squares", "not * not", "not * f0>=0 * a>=0"])
    d.have("bound", "F(theta) <= (f0 + a)^2", by=["product", "f0", "outputs"], eq=["old loss", "new loss"])
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
