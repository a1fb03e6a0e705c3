"""A nonnegative process that shrinks by q on average vanishes faster than beta^-k almost surely, if beta q < 1.

The terms of a convergent series vanish: that of `process_summable`.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, proved
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("process_vanishes", "a nonnegative process that shrinks on average vanishes geometrically")
    H = p.process("H", level=0, order=2)
    q, beta, h0 = p.constants("q beta h0")
    b = p.define("recursion", "b", "k", level=None, start=1, step="beta*b[k]")
    p.assume("beta>=0", beta >= 0)
    p.assume("beta*q<1", beta * q < 1)
    p.assume("H>=0", H[k] >= 0)
    p.assume("H start", H[0] <= h0)
    p.assume("contracts", expect(k, H[k + 1]) <= q * H[k])
    p.goal(f"{b[k]}*H[k] -> 0 (k)")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("recursion", "S", "k", level=0, start="0", step="S[k] + b[k]*H[k]")
    d.define("extremum", "total", value="S", of="supremum")
    d.cite("sum", proved("process_summable"))
    return d.qed("sum.3")


if __name__ == "__main__":
    print(derive().report())
