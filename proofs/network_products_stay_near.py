"""|y' - x'| <= (w + r) a - w b for x' = W^T x, y' = (W + D)^T y, |W| <= w, |D| <= r, |y| <= a and |y - x| <= a - b.

With a and b the products of w + r and of w over the layers above, it follows by induction that the product of the
matrices on the ball of radius r differs from that at the start by at most the product of w + r less that of w.
"""

from lojverify.derive import Derivation, Problem, Proved, norm2, proved


def problem() -> Problem:
    p = Problem("network_products_stay_near", "how far a product of matrices moves")
    a, b, w, r = p.constants("a b w r")
    x, y, u, v = p.vectors("x y u v")
    for name, one in (("a", a), ("w", w), ("r", r)):
        p.assume(f"{name}>=0", one >= 0)
    p.assume("a>=b", a >= b)
    p.assume("|y|", norm2(y) <= a**2)
    p.assume("|y-x|", norm2(y - x) <= (a - b) ** 2)
    p.assume("W^T (y-x)", norm2(u) <= w**2 * norm2(y - x))
    p.assume("D^T y", norm2(v) <= r**2 * norm2(y))
    p.goal(norm2(u + v) <= ((w + r) * a - w * b) ** 2)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("|u|", "<u, u> <= (w*(a - b))^2", by=["W^T (y-x)", "|y-x| * [w]"])
    d.have("|v|", "<v, v> <= (r*a)^2", by=["D^T y", "|y| * [r]"])
    d.have("u>=0", "w*(a - b) >= 0", by=["w>=0 * a>=b"])
    d.have("v>=0", "r*a >= 0", by=["r>=0 * a>=0"])
    terms = {"u": "u", "v": "v", "a": "w*(a - b)", "b": "r*a"}
    d.cite("sum", proved("triangle"), terms, {"a>=0": "u>=0", "b>=0": "v>=0", "|u|<=a": "|u|", "|v|<=b": "|v|"})
    return d.qed("sum")


if __name__ == "__main__":
    print(derive().report())
