"""A loss that grows quadratically from a point is confined: F >= lambda (r - d)^2 on the sphere of radius r.

With p = y - theta0 and q = zero - theta0, |q| <= d <= r = |p|: |y - zero|^2 = |p - q|^2 >= (r - |q|)^2 >= (r - d)^2.
"""

from lojverify.derive import Derivation, Problem, Proved, inner, norm2


def problem() -> Problem:
    p = Problem("confined_by_growth", "a loss that grows quadratically from a point near theta0 is confined, (2.5)")
    F = p.function("F")
    theta0, zero = p.vectors("theta0 zero")
    (y,) = p.points("y")
    lam, d, r = p.constants("lambda d r")
    moved = y - theta0
    p.assume("lambda>=0", lam >= 0)
    p.assume("d>=0", d >= 0)
    p.assume("d<=r", d <= r)
    p.assume("distance", norm2(zero - theta0) <= d**2)
    p.assume("grows", F(y) >= lam * norm2(y - zero))
    p.goal(F(y) >= lam * (r - d) ** 2, [r**2 - inner(moved, moved) >= 0, inner(moved, moved) - r**2 >= 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    p, q = "y - theta0", "zero - theta0"
    d.assume("inside", f"r^2 - <{p}, {p}> >= 0")
    d.assume("outside", f"<{p}, {p}> - r^2 >= 0")
    d.step("|q|^2>=0", "norm", vector=q)
    d.root("s", f"<{q}, {q}>", "|q|^2>=0")
    d.contradiction("s<=d", "s <= d", by=["not * not", "not * d>=0", "distance"], eq=["s.sq"])
    d.have("r>=0", "r >= 0", by=["d>=0", "d<=r"])
    d.have("rs>=0", "r*s >= 0", by=["r>=0 * s.nonnegative"])
    d.step("cauchy", "cauchy_schwarz", first=p, second=q)
    d.contradiction("<p, q><=rs", f"<{p}, {q}> <= r*s",
                    by=["not * not", "not * rs>=0", "cauchy", "inside * |q|^2>=0"], eq=["s.sq: r^2"])  # fmt: skip
    # |p - q|^2 - (r - d)^2 = (|p|^2 - r^2) + 2 (r s - <p, q>) + (d - s)(2 (r - d) + (d - s)), and |q|^2 = s^2.
    d.have("far", "<y - zero, y - zero> >= (r - d)^2",
           by=["outside", "<p, q><=rs", "s<=d * d<=r", "s<=d * s<=d"], eq=["s.sq"])  # fmt: skip
    d.have("confined", "F(y) >= lambda*(r - d)^2", by=["grows", "far * lambda>=0"])
    return d.qed("confined")


if __name__ == "__main__":
    print(derive().report())
