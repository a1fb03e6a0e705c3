"""Whether x[k] >= 0 holds almost surely is a number, B[k]: 1 if so, else 0.

g[k] is the indicator of x[k] >= 0 and B[k] that of mean(g[k]) >= 1. If B[k] = 1, then 1 - g[k] >= 0 has mean zero, so
it vanishes. If x[k] >= 0 wherever the constant q[k] is 1, then g[k] >= q[k], so B[k] = 1 wherever q[k] = 1.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, mean
from lojverify.derive.language import k
from lojverify.paper.layer_steps import indicator_is_one


def problem() -> Problem:
    p = Problem("holds_surely", "whether an inequality holds almost surely is a constant")
    x, q = p.process("x", level=1), p.process("q", level=None)
    g = p.define("bit", "g", "k", value=x[k])
    B = p.define("bit", "B", "k", value=mean(g[k]) - 1)
    p.assume("q bit", Eq(q[k] ** 2, q[k]))
    p.assume("where q", x[k] >= 0, [q[k] >= 1])
    p.goal(x[k] >= 0, [B[k] >= 1])
    p.goal(B[k] >= 1, [q[k] >= 1])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for e in "gB":
        d.have(f"{e}>=0", f"{e}[k] >= 0", by=[f"[{e}[k]]"], eq=[f"{e}.bit"])
    d.have("g<=1", "1 - g[k] >= 0", by=["[1 - g[k]]"], eq=["g.bit"])
    d.have("q<=1", "q[k] <= 1", by=["[1 - q[k]]"], eq=["q bit"])
    d.step("mean<=1", "average", fact="g<=1")

    # B = 1: the mean of B (1 - g) >= 0 is B (1 - mean(g)) <= 0.
    d.assume("sure", "B[k] - 1 >= 0")
    d.cut("mean>=1", "B.yes", "sure")
    d.have("null if sure", "B[k]*mean(g[k]) - B[k] >= 0", by=["B>=0 * mean>=1"])
    d.assume("unsure", "-B[k] >= 0")
    d.have("null if unsure", "B[k]*mean(g[k]) - B[k] >= 0", by=["unsure * mean<=1"])
    d.split("null", "B[k]", "B.bit", "null if sure", "null if unsure")
    d.have("lack>=0", "B[k] - B[k]*g[k] >= 0", by=["B>=0 * g<=1"])
    d.step("no lack", "null_mean", fact="lack>=0", mean="null")
    d.have("g=1", "g[k] - 1 >= 0", by=["sure * g<=1"], eq=["no lack"])
    d.cut("holds", "g.yes", "g=1")

    # q = 1: g >= q, so mean(g) >= q.
    d.assume("on q", "q[k] - 1 >= 0")
    d.cut("x>=0", "where q", "on q")
    indicator_is_one(d, "g is 1", "g[k]", "x>=0")
    d.have("q<=g on q", "g[k] - q[k] >= 0", by=["g is 1", "q<=1"])
    d.assume("off q", "-q[k] >= 0")
    d.have("q<=g off q", "g[k] - q[k] >= 0", by=["g>=0", "off q"])
    d.have("q is a bit", "q[k]^2 - q[k] = 0", eq=["q bit"])
    d.split("q<=g", "q[k]", "q is a bit", "q<=g on q", "q<=g off q")
    d.step("q<=mean", "average", fact="q<=g")
    d.have("surely", "mean(g[k]) - 1 >= 0", by=["q<=mean", "on q"])
    indicator_is_one(d, "B is 1", "B[k]", "surely")
    return d.qed("holds", "B is 1")


if __name__ == "__main__":
    print(derive().report())
