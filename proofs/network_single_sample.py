"""E|v|^2 <= 4 G^2 F and E|v - grad F|^2 <= (4 G^2 - alpha) F for the gradient v = 2 e grad phi of a single sample.

G bounds the gradients of the outputs, and |grad F|^2 >= alpha F; v has mean grad F.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, norm2
from lojverify.paper.residuals import Residuals


def problem() -> Problem:
    p = Problem("network_single_sample", "the second moment and the noise of single-sample gradients")
    loss = Residuals(p)
    G, alpha = p.constants("G alpha")
    v = p.vector_process("v", level=1, order=0)
    squares = p.process("gs", level=1, order=0)
    theta, F = loss.theta, loss.F
    g = F.grad(theta)
    p.assume("gradients", squares[0] <= G**2)
    p.assume("v", Eq(norm2(v[0]), 4 * loss.error(theta) ** 2 * squares[0]))
    p.assume("mean", Eq(expect(0, inner(v[0], g)), norm2(g)))
    p.assume("alpha", norm2(g) >= alpha * F(theta))
    p.goal(expect(0, norm2(v[0])) <= 4 * G**2 * F(theta))
    p.goal(expect(0, norm2(v[0] - g)) <= (4 * G**2 - alpha) * F(theta))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    e, g = "(N(theta + node[0]) - y[0])", "grad F(theta)"
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.have("one", f"<v[0], v[0]> <= 4*G^2*{e}^2", by=[f"gradients * [{e}]"], eq=["v"])
    d.step("one on average", "expect", fact="one", index="0")
    d.have("moment", "E[0](<v[0], v[0]>) <= 4*G^2*F(theta)", by=["one on average"], eq=["loss: G^2"])
    noise = f"E[0](<v[0] - {g}, v[0] - {g}>) <= (4*G^2 - alpha)*F(theta)"
    d.have("noise", noise, by=["moment", "alpha"], eq=["mean"])
    return d.qed("moment", "noise")


if __name__ == "__main__":
    print(derive().report())
