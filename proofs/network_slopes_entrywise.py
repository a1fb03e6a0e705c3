"""D W^T p >= c c' W^T q >= 0, entry by entry, if D >= c >= 0, W >= 0 and p >= c' q >= 0.

So above the first layer the derivatives of the output by the inputs are at least the product of the least slopes times
the product of the matrices, while all of these are nonnegative: the slopes leave the product. A vector that is at
least c q >= 0 entry by entry is at least c |q| long.
"""

from lojverify.derive import Derivation, Problem, Proved, expect


def problem() -> Problem:
    p = Problem("network_slopes_entrywise", "the slopes above the first layer by the product of the matrices")
    c, cc, rate, d = p.constants("c cc rate d")
    weight, steep, q = (p.process(name, level=1, order=0) for name in ("weight", "steep", "q"))
    p.assume("c>=0", c >= 0)
    p.assume("cc>=0", cc >= 0)
    p.assume("d>=0", d >= 0)
    p.assume("slope", rate >= c)
    p.assume("weights", weight[0] >= 0)
    p.assume("q>=0", q[0] >= 0)
    p.assume("above", steep[0] >= cc * q[0])
    p.goal(rate * d * expect(0, weight[0] * steep[0]) >= c * cc * d * expect(0, weight[0] * q[0]))
    p.goal(expect(0, steep[0] ** 2) >= cc**2 * expect(0, q[0] ** 2))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("steep>=0", "steep[0] >= 0", by=["above", "cc>=0 * q>=0"])
    d.have("summand>=0", "weight[0]*steep[0] >= 0", by=["weights * steep>=0"])
    d.have("summand", "weight[0]*steep[0] >= cc*weight[0]*q[0]", by=["weights * above"])
    d.have("square", "steep[0]^2 >= cc^2*q[0]^2", by=["above * steep>=0", "above * cc>=0 * q>=0"])
    for fact in ("summand>=0", "summand", "square"):
        d.step(f"{fact} on average", "expect", fact=fact, index="0")
    goal = "rate*d*E[0](weight[0]*steep[0]) >= c*cc*d*E[0](weight[0]*q[0])"
    d.have("entry", goal, by=["slope * d>=0 * summand>=0 on average", "c>=0 * d>=0 * summand on average"])
    return d.qed("entry", "square on average")


if __name__ == "__main__":
    print(derive().report())
