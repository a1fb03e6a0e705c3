"""|grad F(theta) - grad F(theta0)| <= C |theta - theta0| with C = 2 J^2 + 2 f h, for a mean F of squares of residuals.

Here F(theta) <= f^2, |J w|^2/n <= J^2 |w|^2 at theta0, the outputs move by at most J |theta - theta0| in the mean
square (`network_outputs_are_lipschitz`), and the gradient of output i is h_i-Lipschitz, h^2 the mean of h_i^2. The
difference of the gradients is twice the mean of e(theta) times the change of the gradient of the output, plus that of
the change of e times the gradient at theta0; each is bounded by Cauchy-Schwarz for the mean. No second derivatives are
needed.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, norm2
from lojverify.paper.residual_steps import cauchy
from lojverify.paper.residuals import Residuals


def problem() -> Problem:
    p = Problem("network_gradient_is_lipschitz", "the smoothness of a mean of squares")
    loss = Residuals(p)
    loss.chain_rule()
    loss.bounded_jacobian(loss.theta0)
    loss.changing_jacobian(loss.theta, loss.theta0)
    (f,) = p.constants("f")
    theta0, theta, F = loss.theta0, loss.theta, loss.F
    p.assume("f>=0", f >= 0)
    p.assume("f", F(theta) <= f**2)
    p.assume("outputs", expect(0, (loss.error(theta) - loss.error(theta0)) ** 2) <= loss.J**2 * norm2(theta - theta0))
    C = 2 * loss.J**2 + 2 * f * loss.h
    p.goal(norm2(F.grad(theta) - F.grad(theta0)) <= C**2 * norm2(theta - theta0))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    D, U = "(grad F(theta) - grad F(theta0))", "<theta - theta0, theta - theta0>"
    e, e0 = "(N(theta + node[0]) - y[0])", "(N(theta0 + node[0]) - y[0])"
    g, g0 = (f"<grad N({at} + node[0]), {D}>" for at in ("theta", "theta0"))
    for at in ("theta", "theta0"):
        d.instance(f"axis {at}", "axis", p=at)
    d.have("direction", f"<{D}, o> = 0", eq=["axis theta", "axis theta0"])
    for at in ("theta", "theta0"):
        d.use(f"slope {at}", "gradient", p=at, w=D, by=[at, "direction"])
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.use("J there", "J at theta0", w=D, by=["direction"])
    d.use("change", "lipschitz", w=D, by=["direction"])
    d.step("change on average", "expect", fact="change", index="0")
    d.step("D^2>=0", "norm", vector=D)
    d.step("U>=0", "norm", vector="theta - theta0")
    d.root("z", f"<{D}, {D}>", "D^2>=0")
    d.root("u", U, "U>=0")

    # E[0](e (g - g0)) <= f h u z
    cauchy(d, "first", e, f"({g} - {g0})")
    d.have("F>=0", "F(theta) >= 0", by=["first.first"], eq=["loss"])
    d.have("UD>=0", f"{U}*<{D}, {D}> >= 0", by=["U>=0 * D^2>=0"])
    moved = f"E[0](({g} - {g0})^2)"
    d.have(
        "moved",
        f"{moved} <= h^2*u^2*z^2",
        by=["change on average", "UD>=0 * h"],
        eq=["u.sq: h^2*z^2", f"z.sq: h^2*{U}"],
    )
    one = f"E[0]({e}*({g} - {g0}))"
    d.have(
        "one squared", f"{one}^2 <= f^2*h^2*u^2*z^2", by=["first", "F>=0 * moved", "f * [h*u*z]"], eq=[f"loss: {moved}"]
    )
    d.have("one>=0", "f*h*u*z >= 0", by=["f>=0 * h>=0 * u.nonnegative * z.nonnegative"])
    d.contradiction("one", f"{one} <= f*h*u*z", by=["one squared", "not * not", "not * one>=0"])

    # E[0]((e - e0) g0) <= J^2 u z
    cauchy(d, "second", f"({e} - {e0})", g0)
    two = f"E[0](({e} - {e0})*{g0})"
    d.have(
        "two squared",
        f"{two}^2 <= J^4*u^2*z^2",
        by=["second", "second.first * J there", "outputs * D^2>=0 * [J]"],
        eq=["u.sq: J^4*z^2", f"z.sq: J^4*{U}"],
    )
    d.have("two>=0", "J^2*u*z >= 0", by=["u.nonnegative * z.nonnegative * [J]"])
    d.contradiction("two", f"{two} <= J^2*u*z", by=["two squared", "not * not", "not * two>=0"])

    C = "(2*J^2 + 2*f*h)"
    d.have("product", f"z^2 <= {C}*u*z", by=["one", "two"], eq=["z.sq", "slope theta", "slope theta0"])
    d.have("C>=0", f"{C}*u >= 0", by=["u.nonnegative * [J]", "f>=0 * h>=0 * u.nonnegative"])
    d.contradiction("length", f"z <= {C}*u", by=["product", "not * not", "not * C>=0"])
    bound = f"<{D}, {D}> <= {C}^2*{U}"
    d.have("bound", bound, by=["length * z.nonnegative", "length * C>=0"], eq=["z.sq", f"u.sq: {C}^2"])
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
