"""The triangle inequality, in squares: |u| <= a and |v| <= b give |u + v| <= a + b."""

from lojverify.derive import Derivation, Problem, Proved, norm2


def problem() -> Problem:
    p = Problem("triangle", "the triangle inequality")
    a, b = p.constants("a b")
    u, v = p.vectors("u v")
    p.assume("a>=0", a >= 0)
    p.assume("b>=0", b >= 0)
    p.assume("|u|<=a", norm2(u) <= a**2)
    p.assume("|v|<=b", norm2(v) <= b**2)
    p.goal(norm2(u + v) <= (a + b) ** 2)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.step("|u|^2>=0", "norm", vector="u")
    d.step("cauchy", "cauchy_schwarz", first="u", second="v")
    d.contradiction(
        "<u,v><=ab",
        "<u, v> <= a*b",
        by=["not * not", "not * a>=0 * b>=0", "cauchy", "|u|^2>=0 * |v|<=b", "|u|<=a * [b]"],
    )
    d.have("sum", "<u+v, u+v> <= (a+b)^2", by=["|u|<=a", "|v|<=b", "<u,v><=ab"])
    return d.qed("sum")


if __name__ == "__main__":
    print(derive().report())
