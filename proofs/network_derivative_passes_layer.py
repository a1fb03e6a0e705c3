"""|Dz_{l+1}| <= P' with P'^2 = omega^2 m^2 P^2 + A^2 + 1: the derivative by the parameters passes through a layer.

Da = sigma' Dz, unit by unit, is at most m P a in a direction of length a below layer l+1. W Da is at most omega m P a
long, and the part of the direction in layer l+1, of length b, adds V a_l + c, at most sqrt(A^2 + 1) b. Cauchy-Schwarz
in the plane of a and b: (omega m P a + sqrt(A^2 + 1) b)^2 <= P'^2 (a^2 + b^2).
"""

from lojverify.derive import Derivation, Problem, Proved, expect, norm2, proved


def problem() -> Problem:
    p = Problem("network_derivative_passes_layer", "the derivative of the inputs of the next layer")
    omega, m, P, A, a, b, d = p.constants("omega slope P A a b d")
    x, y = p.vectors("x y")
    rate, dz = (p.process(name, level=1, order=0) for name in ("rate", "dz"))
    for name, one in (("omega", omega), ("m", m), ("P", P), ("a", a), ("b", b), ("d", d)):
        p.assume(f"{name}>=0", one >= 0)
    p.assume("slopes", rate[0] ** 2 <= m**2)
    p.assume("Dz", d * expect(0, dz[0] ** 2) <= P**2 * a**2)
    p.assume("W", norm2(x) <= omega**2 * d * expect(0, (rate[0] * dz[0]) ** 2))
    p.assume("in the layer", norm2(y) <= (A**2 + 1) * b**2)
    p.goal(norm2(x + y) <= (omega**2 * m**2 * P**2 + A**2 + 1) * (a**2 + b**2))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("Da", "(rate[0]*dz[0])^2 <= slope^2*dz[0]^2", by=["slopes * [dz[0]]"])
    d.step("Da on average", "expect", fact="Da", index="0")
    d.have("|x|", "<x, x> <= (omega*slope*P*a)^2", by=["W", "d>=0 * Da on average * [omega]", "Dz * [omega*slope]"])
    d.have("x>=0", "omega*slope*P*a >= 0", by=["omega>=0 * m>=0 * P>=0 * a>=0"])
    d.have("B^2>=0", "A^2 + 1 >= 0", by=["[A]", "1"])
    d.root("B", "A^2 + 1", "B^2>=0")
    d.have("|y|", "<y, y> <= (B*b)^2", by=["in the layer"], eq=["B.sq: b^2"])
    d.have("y>=0", "B*b >= 0", by=["B.nonnegative * b>=0"])
    terms = {"u": "x", "v": "y", "a": "omega*slope*P*a", "b": "B*b"}
    d.cite("sum", proved("triangle"), terms, {"a>=0": "x>=0", "b>=0": "y>=0", "|u|<=a": "|x|", "|v|<=b": "|y|"})
    d.have(
        "bound",
        "<x + y, x + y> <= (omega^2*slope^2*P^2 + A^2 + 1)*(a^2 + b^2)",
        by=["sum", "[omega*slope*P*b - B*a]"],
        eq=["B.sq: a^2 + b^2"],
    )
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
