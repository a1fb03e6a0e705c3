"""If m^2 <= q^2 - x f^2 and f >= s q, then m <= q - x s f/2: what a square loses, its root loses at half the slope.

Indeed (q - m)(q + m) >= x f^2 and s (q + m) <= 2 s q <= 2 f.
"""

from lojverify.derive import Derivation, Problem, Proved


def problem() -> Problem:
    p = Problem("root_falls", "the root of what is left of a square")
    m, q, f, s, x = p.constants("m q f s x")
    for name, one in (("m", m), ("q", q), ("f", f)):
        p.assume(f"{name}>=0", one >= 0)
    p.assume("s>0", s > 0)
    p.assume("x>0", x > 0)
    p.assume("steep", f >= s * q)
    p.assume("left", m**2 <= q**2 - x * f**2)
    p.goal(m + x * s * f / 2 <= q)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.contradiction("m<=q", "m <= q", by=["not * not", "not * q>=0", "left", "x>0 * [f]"])
    d.have("s(q+m)<=2f", "2*f - s*(q + m) >= 0", by=["steep", "s>0 * m<=q"])
    d.assume("less", "x*s*f/2 - (q - m) > 0")
    # (q+m) times this is at most 0, so q + m = 0; then f = 0, and it is 0 as well.
    d.have("times", "(q + m)*(x*s*f/2 - (q - m)) <= 0", by=["left", "x>0 * f>=0 * s(q+m)<=2f"])
    d.contradiction("q+m<=0", "q + m <= 0", by=["not * less", "times"])
    d.have("f^2<=0", "x*f^2 <= 0", by=["left", "q+m<=0 * q>=0", "m>=0 * q>=0", "[m]"])
    d.contradiction("f<=0", "f <= 0", by=["not * not * x>0", "f^2<=0"])
    d.have("bad", "0 > 0", by=["less", "f<=0 * x>0 * s>0", "q+m<=0", "q>=0"])
    d.step("absurd", "absurd", fact="bad", goal="m + x*s*f/2 <= q")
    d.assume("so", "m + x*s*f/2 <= q")
    d.cases("falls", "so", "absurd", "q - m - x*s*f/2 >= 0")
    return d.qed("falls")


if __name__ == "__main__":
    print(derive().report())
