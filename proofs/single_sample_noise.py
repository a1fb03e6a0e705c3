"""The noise of SGD with one datum a step on a squared error has (2.10), (2.11) with sigma = 4 G - alpha.

The datum is drawn uniformly; r is its residual phi - y at theta_k and J the gradient of phi, |J|^2 <= G. The stochastic
gradient is 2 r J, of second moment at most 4 G F; its variance is that minus |grad F|^2 >= alpha F.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, norm2
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("single_sample_noise", "the noise of SGD with one datum a step scales with the squared error")
    F = p.function("F")
    (y,) = p.points("y")
    alpha, G = p.constants("alpha G")
    theta = p.vector_process("theta", level=0)
    r, J = p.process("r", level=1, order=1), p.vector_process("J", level=1, order=0)
    gradient = F.grad(theta[k])
    noise = 2 * r[k] * J[k] - gradient
    p.assume("(A.1)", Eq(F(theta[k]), expect(k, r[k] ** 2)))
    p.assume("(2.6)", Eq(inner(gradient, y), 2 * expect(k, r[k] * inner(J[k], y))))
    p.assume("G", norm2(J[k]) <= G)
    p.assume("(2.1)", norm2(gradient) >= alpha * F(theta[k]))
    p.goal(Eq(expect(k, inner(noise, y)), 0))
    p.goal(expect(k, norm2(noise)) <= (4 * G - alpha) * F(theta[k]))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    noise = "(2*r[k]*J[k] - grad F(theta[k]))"
    d.have("mean", f"E[k](<{noise}, y>) = 0", eq=["(2.6)"])
    d.instance("gradient", "(2.6)", y="grad F(theta[k])")
    d.have("short", "4*G*r[k]^2 - 4*r[k]^2*<J[k], J[k]> >= 0", by=["G * [r[k]]"])
    d.step("mean short", "expect", fact="short", index="k")
    d.have(
        "variance",
        f"E[k](<{noise}, {noise}>) <= (4*G - alpha)*F(theta[k])",
        by=["mean short", "(2.1)"],
        eq=["gradient", "(A.1): G"],
    )
    return d.qed("mean", "variance")


if __name__ == "__main__":
    print(derive().report())
