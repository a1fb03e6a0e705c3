"""Inequalities for u(x) = 1 - (1-x) z^(j+1) with z = (1 - j x/(j+1))^(-1/j), for a literal integer j in 1, ..., 31.

G(x) = z^(j+1) is convex with G' = K = z^(2j+1), and u' = x K/(j+1). Without calculus, for points (x, s) and (y, t) on
the curve (j+1 - j x) z^j = j+1, z > 0:
    G(y) >= G(x) + K(x) (y-x)                                 the tangent,
    u(y) - u(x) >= K(x) (y^2-x^2)/(2 (j+1))   if 0 <= x <= y  the growth, since K increases;
and so t >= s and u(y) >= u(x) for these; and u(y) >= 0. The tangent, times j t^j, is the inequality of weighted means
j t^(2j+1) + (j+1) s^(2j+1) >= (2j+1) t^j s^(j+1): the difference is (t-s)^2 times a polynomial with positive
coefficients. The growth, times 2 j^2 s^j t^(2j), is (t-s)^3 times such a polynomial, plus (s^j - 1) 2 t^j times that
difference.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved


def problem(j: int = 1) -> Problem:
    name = "log_curve" if j == 1 else f"log_curve_{j}"
    p = Problem(name, "inequalities for u = 1 - (1-x) z^(j+1), where (j+1 - j x) z^j = j+1")
    x, y, s, t = p.constants("x y s t")
    at_x = [s > 0, Eq((j + 1 - j * x) * s**j, j + 1)]
    at_y = [t > 0, Eq((j + 1 - j * y) * t**j, j + 1)]
    up = [*at_x, *at_y, x >= 0, y - x >= 0]
    u_x, u_y, K = 1 - (1 - x) * s ** (j + 1), 1 - (1 - y) * t ** (j + 1), s ** (2 * j + 1)
    p.goal(t ** (j + 1) - s ** (j + 1) - K * (y - x) >= 0, [*at_x, *at_y])
    p.goal(u_y - u_x - K * (y**2 - x**2) / (2 * (j + 1)) >= 0, up)
    p.goal(t >= s, up)
    p.goal(u_y >= u_x, up)
    p.goal(u_y >= 0, at_y)
    return p


def derive(j: int = 1) -> Proved:
    d = Derivation(problem(j))
    d.assume("s>0", "s > 0")
    d.assume("t>0", "t > 0")
    d.assume("s is", f"({j + 1} - {j}*x)*s^{j} = {j + 1}")
    d.assume("t is", f"({j + 1} - {j}*y)*t^{j} = {j + 1}")
    d.assume("x>=0", "x >= 0")
    d.assume("x<=y", "y - x >= 0")
    d.have("s^j>0", f"s^{j} > 0", by=[power("s>0", j)])
    d.have("t^j>0", f"t^{j} > 0", by=[power("t>0", j)])

    # -- the tangent ------------------------------------------------------------------------------------------------
    gap = f"({j}*t^{2 * j + 1} - {2 * j + 1}*t^{j}*s^{j + 1} + {j + 1}*s^{2 * j + 1})"
    d.have("means", f"{gap} >= 0", by=[f"[t - s]{term(i, 2 * j - 1 - i)}" for i in range(2 * j)])
    tangent = f"t^{j + 1} - s^{j + 1} - s^{2 * j + 1}*(y - x)"
    both = [f"s is: s^{j + 1}*t^{j}", f"t is: s^{2 * j + 1}"]
    d.have("tangent times", f"{j}*t^{j}*({tangent}) = {gap}", eq=both)
    d.contradiction("tangent", f"{tangent} >= 0", by=["not * t^j>0", "means"], eq=["tangent times"])

    # -- the curve rises --------------------------------------------------------------------------------------------
    d.have("s^j>=1", f"s^{j} >= 1", by=["x>=0 * s^j>0"], eq=["s is"])
    steeper = [f"not{term(i, j - 1 - i, strict=True)}" for i in range(j)]
    rises = [*steeper, "x<=y * s^j>0 * t^j>0"]
    d.contradiction("s<=t", "t - s >= 0", by=rises, eq=[f"s is: t^{j}", f"t is: s^{j}"])

    # -- the growth -------------------------------------------------------------------------------------------------
    u = f"(1 - x)*s^{j + 1} - (1 - y)*t^{j + 1}"
    growth = f"({u} - s^{2 * j + 1}*(y^2 - x^2)/{2 * (j + 1)})"
    cubic = f"({2 * j}*t^{2 * j}*(t^{j + 1} - {j + 1}*t*s^{j} + {j}*s^{j + 1}) - {j + 1}*s^{j + 1}*(t^{j} - s^{j})^2)"
    d.have("cubic", f"{cubic} >= 0", by=[f"[t - s] * s<=t{term(i, 3 * j - 2 - i)}" for i in range(3 * j - 1)])
    both = [f"s is: t^{2 * j}*s^{j + 1}{more}" for more in ("", f"*s^{j}", f"*x*s^{j}")]
    both += [f"t is: t^{2 * j + 1}*s^{j}"]
    both += [f"t is: s^{2 * j + 1}*s^{j}{more}" for more in ("", f"*t^{j}", f"*y*t^{j}")]
    d.have("growth times", f"{2 * j * j}*s^{j}*t^{2 * j}*{growth} = {cubic} + 2*(s^{j} - 1)*t^{j}*{gap}", eq=both)
    by = ["not * s^j>0 * t^j>0 * t^j>0", "cubic", "s^j>=1 * t^j>0 * means"]
    d.contradiction("growth", f"{growth} >= 0", by=by, eq=["growth times"])

    # -- u rises, and is nonnegative --------------------------------------------------------------------------------
    d.have("K>=0", f"s^{2 * j + 1} >= 0", by=[f"[s^{j}] * s>0"])
    d.have("u rises", f"{u} >= 0", by=["growth", "K>=0 * x<=y * x<=y", "K>=0 * x>=0 * x<=y"])
    squares = [f"[t - 1]{term(i, 0)}" for i in range(j)]
    d.have("u>=0", f"1 - (1 - y)*t^{j + 1} >= 0", by=squares, eq=["t is: t"])
    return d.qed("tangent", "growth", "s<=t", "u rises", "u>=0")


def power(positive: str, n: int) -> str:
    """The product of n copies of a fact."""
    return " * ".join([positive] * n)


def term(a: int, b: int, *, strict: bool = False) -> str:
    """Further factors t^a s^b of a product, mostly squares unless they are to be strict."""
    if strict:
        return " * t>0" * a + " * s>0" * b
    squares = "*".join(f"{x}^{n // 2}" for x, n in (("t", a), ("s", b)) if n > 1)
    return (f" * [{squares}]" if squares else "") + " * t>0" * (a % 2) + " * s>0" * (b % 2)


if __name__ == "__main__":
    print(derive().report())
