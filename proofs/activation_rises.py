"""An activation function rises at least as fast as its least slope: r (sigma(b) - sigma(a)) >= c r (b - a) >= 0.

sigma(t) = S(t e + q), a function of the real t, has the derivative <grad S(t e + q), e> >= c. By the fundamental
theorem of calculus sigma(b) - sigma(a) is b - a times a mean of slopes; r only says in which direction b lies.
"""

from lojverify.derive import Derivation, Problem, Proved, inner


def problem() -> Problem:
    p = Problem("activation_rises", "an activation function rises at least as fast as its least slope")
    S = p.function("S")
    e, q = p.vectors("e q")
    a, b, c, r = p.constants("a b c r")
    (t,) = p.variables("t")
    p.assume("slope", inner(S.grad(t * e + q), e) >= c)
    p.goal(r * (S(b * e + q) - S(a * e + q)) >= c * r * (b - a), [r * (b - a) >= 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("variable", "s", of="variable")
    d.step("path", "path_integral", function="S", start="a*e + q", end="b*e + q", variable="s")
    d.instance("slope there", "slope", t="a + s*(b - a)")
    d.step("mean slope", "integrate", fact="slope there", variable="s")
    d.assume("ahead", "r*(b - a) >= 0")
    d.have("rises", "r*(S(b*e + q) - S(a*e + q)) >= c*r*(b - a)", by=["ahead * mean slope"], eq=["path: r"])
    return d.qed("rises")


if __name__ == "__main__":
    print(derive().report())
