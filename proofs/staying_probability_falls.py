"""P(E_k) falls to P(E_infinity), where E_k says that x_j >= 0 for every j <= k: the continuity of a probability.

The numbers P(E_k) fall to a limit p. P(E_infinity) >= p by monotone convergence, and <= P(E_k) for each k.
"""

from lojverify.derive import Derivation, Problem, Proved, mean
from lojverify.derive.language import k
from lojverify.paper.steps import bit_range


def problem() -> Problem:
    p = Problem("staying_probability_falls", "the probability to have stayed up to k falls to that to stay for ever")
    x = p.process("x", level=0)
    e = p.define("prefix", "e", "k", value=x[k])
    p.define("extremum", "e_inf", value="e", of="infimum")
    p.goal(mean(e[k]) >= mean(e[k + 1]))
    p.goal("mean(e[k]) -> mean(e_inf) (k)")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    d.define("abbreviation", "stay", "k", value="mean(e[k])")
    d.instance("stay' is", "stay.is", k="k+1")
    for label, fact in (("mean>=0", "e>=0"), ("mean falls", "e.decreases")):
        d.step(label, "average", fact=fact)
    d.have("stay>=0", "stay[k] >= 0", by=["mean>=0"], eq=["stay.is"])
    d.have("stay falls", "stay[k] - stay[k+1] >= 0", by=["mean falls"], eq=["stay.is", "stay' is"])
    d.define("extremum", "p", value="stay", of="infimum")
    d.step("to p", "infimum", symbol="p", letter="k", lower="stay>=0", step="stay falls")
    d.have("mean>=p", "mean(e[k]) - p >= 0", by=["to p.2"], eq=["stay.is"])
    d.step("to e_inf", "infimum", symbol="e_inf", letter="k", lower="e>=0", step="e.decreases", mean="mean>=p")
    d.step("mean>=mean(e_inf)", "average", fact="to e_inf.2")
    d.have("above", "stay[k] - mean(e_inf) >= 0", by=["mean>=mean(e_inf)"], eq=["stay.is"])
    terms = [["1", ["to p.3"]], ["-mean(e_inf)", []]]
    d.step("gap", "limit_algebra", letter="k", terms=terms)
    d.step("p>=mean(e_inf)", "limit_order", fact="gap", bound="above")
    d.step("p=mean(e_inf)", "antisymmetry", first="p>=mean(e_inf)", second="to e_inf.4")
    d.step("shifted", "limit_algebra", letter="k", terms=[["1", ["to p.3"]], ["mean(e_inf) - p", []]])
    eq = ["stay.is", "p=mean(e_inf)"]
    d.have("is mean", "stay[k] + mean(e_inf) - p - mean(e[k]) = 0", eq=eq)
    d.step("tends", "limit_equal", fact="shifted", equal="is mean", term="mean(e[k])")
    return d.qed("mean falls", "tends")


if __name__ == "__main__":
    print(derive().report())
