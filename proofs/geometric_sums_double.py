"""Geometric sums from few products: s[j+k] = s[j] + b[j] s[k] and (1 - q) s[k] = 1 - b[k].

Here b[k] = q^k and s[k] = 1 + q + ... + q^(k-1).
"""

from lojverify.derive import Derivation, Problem, Proved, proved


def problem() -> Problem:
    p = Problem("geometric_sums_double", "geometric sums of j + k terms from those of j and of k terms")
    (rate,) = p.constants("rate")
    p.assume("rate>=0", rate >= 0)
    p.define("recursion", "b", "k", level=None, start=1, step="rate*b[k]")
    p.define("recursion", "s", "k", level=None, start=0, step="s[k] + b[k]")
    p.goal("b[j+k] = b[j]*b[k]")
    p.goal("b[k] >= 0")
    p.goal("s[j+k] = s[j] + b[j]*s[k]")
    p.goal("s[k] >= 0")
    p.goal("(1 - rate)*s[k] = 1 - b[k]")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("powers", proved("powers_multiply"))
    claim = "s[j+k] = s[j] + b[j]*s[k]"
    d.have("sum at 0", "s[j+0] = s[j] + b[j]*s[0]", eq=["s.start: -b[j]"])
    d.assume("sum so far", claim)
    d.instance("later", "s.step", k="j+k")
    eq = ["later", "sum so far", "powers.1", "s.step: -b[j]"]
    d.have("sum next", "s[j+k+1] = s[j] + b[j]*s[k+1]", eq=eq)
    d.step("sum", "induction", start="sum at 0", step="sum next", letter="k", condition=claim)

    d.have("nonnegative at 0", "s[0] >= 0", eq=["s.start"])
    d.assume("nonnegative so far", "s[k] >= 0")
    d.have("nonnegative next", "s[k+1] >= 0", by=["nonnegative so far", "powers.2"], eq=["s.step"])
    ends = {"start": "nonnegative at 0", "step": "nonnegative next"}
    d.step("nonnegative", "induction", **ends, letter="k", condition="s[k] >= 0")

    closed = "(1 - rate)*s[k] = 1 - b[k]"
    d.have("closed at 0", "(1 - rate)*s[0] = 1 - b[0]", eq=["s.start: 1 - rate", "b.start"])
    d.assume("closed so far", closed)
    eq = ["s.step: 1 - rate", "closed so far", "b.step"]
    d.have("closed next", "(1 - rate)*s[k+1] = 1 - b[k+1]", eq=eq)
    d.step("closed", "induction", start="closed at 0", step="closed next", letter="k", condition=closed)
    return d.qed("powers.1", "powers.2", "sum", "nonnegative", "closed")


if __name__ == "__main__":
    print(derive().report())
