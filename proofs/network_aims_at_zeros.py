"""<grad F, theta - z> >= 2 F - h sqrt(F) |theta - z|^2 for every zero z of a mean of squares whose Jacobian changes
little.

At a zero all residuals vanish, so that those at theta are e_i = <grad phi_i, theta - z> + rest, |rest| <=
(h_i/2)|theta - z|^2 (`network_outputs_expand`). <grad F, theta - z> is 2 mean(e^2) - 2 mean(e rest); Cauchy-Schwarz
for the mean. It is what `near-linear` needs, with tau = 2.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, inner, norm2
from lojverify.paper.residual_steps import cauchy
from lojverify.paper.residuals import Residuals


def problem() -> Problem:
    p = Problem("network_aims_at_zeros", "the gradient of a mean of squares points away from its zeros")
    loss = Residuals(p)
    loss.chain_rule()
    (h,) = p.constants("h")
    (z,) = p.vectors("z")
    rates = p.process("hs", level=1, order=0)
    theta, F = loss.theta, loss.F
    f = p.root("f", F(theta))
    p.assume("z", loss.is_parameter(z))
    p.assume("h>=0", h >= 0)
    rest = loss.error(theta) - loss.slope(theta, theta - z)
    p.assume("expansion", 4 * rest**2 <= (rates[0] * norm2(theta - z)) ** 2)
    p.assume("h", expect(0, rates[0] ** 2) <= h**2)
    p.goal(inner(F.grad(theta), theta - z) >= 2 * F(theta) - h * f * norm2(theta - z))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    U, e = "<theta - z, theta - z>", "(N(theta + node[0]) - y[0])"
    rest = f"({e} - <grad N(theta + node[0]), theta - z>)"
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.have("direction", "<theta - z, o> = 0", eq=["theta", "z"])
    d.use("slope", "gradient", p="theta", w="theta - z", by=["theta", "direction"])
    d.step("expansion on average", "expect", fact="expansion", index="0")
    d.step("U>=0", "norm", vector="theta - z")
    cauchy(d, "cauchy", e, rest)
    d.have("F>=0", "F(theta) >= 0", by=["cauchy.first"], eq=["loss"])
    d.cut("f^2", "f.square", "F>=0")
    both, size = f"E[0]({e}*{rest})", f"E[0]({rest}^2)"
    d.have("rest", f"4*{size} <= h^2*{U}^2", by=["expansion on average", f"h * [{U}]"])
    squares = f"4*{both}^2 <= f^2*h^2*{U}^2"
    d.have("squares", squares, by=["cauchy", "F>=0 * rest"], eq=[f"loss: {size}", f"f^2: h^2*{U}^2"])
    d.have("most>=0", f"f*h*{U} >= 0", by=["f.nonnegative * h>=0 * U>=0"])
    d.contradiction("product", f"2*{both} <= f*h*{U}", by=["squares", "not * not", "not * most>=0"])
    goal = f"<grad F(theta), theta - z> >= 2*F(theta) - h*f*{U}"
    d.have("aims", goal, by=["product"], eq=["slope", "loss"])
    return d.qed("aims")


if __name__ == "__main__":
    print(derive().report())
