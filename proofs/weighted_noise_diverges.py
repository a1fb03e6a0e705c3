"""(4.17): the sum of |Z_k|/k is infinite almost surely, if E|Z_k| = m > 0 and E|Z_k|^2 <= c^2 given the past.

The weights 1/k are bounded and their sum is not, so `drift_outgrows_noise` applies. This needs neither the law of large
numbers nor (4.18), (4.19), nor that the Z_k are independent or have equal laws.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.escape import norms, weights
from lojverify.paper.powers import laws
from lojverify.paper.section4_escape import weighted_noise


def problem() -> Problem:
    return weighted_noise()


def derive() -> Proved:
    d = Derivation(problem())
    norms(d)
    weights(d)

    # -- the sum of the weights: weight[k+1] = 1/(k+1) = exp(-log(x[k])) with x[k] = 1 + k ----------------------------
    d.define("recursion", "x", "k", level=None, start="1", step="x[k] + 1")
    d.define("recursion", "S", "k", level=None, start="0", step="S[k] + 1*exp(-1*log(x[k]))")
    d.have("1>0", "1 > 0", by=["1"])
    d.have("1<=1", "1 <= 1", by=["1 * [0]"])
    given = {"c>0": "1>0", "gamma>0": "1>0", "q<=1": "1<=1"}
    d.cite("harmonic", proved("step_sizes_diverge"), {"c": "1", "q": "1", "gamma": "1"}, given)
    d.induct("x", "k", "x[k] = t[k] + 1", [], ["so far", "x.step", "t.step"], ([], ["x.start", "t.start"]))
    d.have("x>0", "x[k] > 0", by=["t+1>0"], eq=["x"])
    laws(d, "s0", "t0")
    d.use("1/x", "log.7", s0="x[k]", by=["x>0"])
    eq = ["1/x: over[k]", "over is: exp(-log(x[k]))", "x: over[k]*exp(-log(x[k]))"]
    d.have("over", "over[k] = exp(-log(x[k]))", eq=eq)
    d.define("recursion", "h", "k", level=None, start="0", step="h[k] + weight[k]")
    d.instance("h first", "h.step", k="0")
    d.instance("h later", "h.step", k="k+1")
    at_0 = ["h first", "h.start", "weight.start", "S.start"]
    d.induct("h", "k", "h[k+1] = S[k]", [], ["so far", "h later", "weight.step", "over", "S.step"], ([], at_0))
    d.have("exponent", "-S[k] = -h[k+1]", eq=["h"])
    d.use("exp", "exp.8", s0="-S[k]", t0="-h[k+1]", by=["exponent"])
    d.step("unbounded", "limit_equal", fact="harmonic.2", equal="exp", term="exp(-h[k+1])")

    # -- the sum of the noise ------------------------------------------------------------------------------------------
    d.have("term>=0", "weight[k]*size[k] >= 0", by=["weight>=0 * size.nonnegative"])
    d.induct("H>=0", "k", "H[k] >= 0", ["so far", "term>=0"], ["H.step"], ([], ["H.start"]))
    d.have("H up", "H[k+1] >= H[k]", by=["term>=0"], eq=["H.step"])
    d.have("H>=H", "H[k] >= H[k]", by=["1 * [0]"])
    d.have("1+H>0", "1 + H[k] > 0", by=["H>=0", "1"])
    d.cut("Y is", "Y.times", "1+H>0")
    d.step("square mean", "expect", fact="size.sq", index="k")
    d.have("moment", "E[k](size[k]^2) <= c^2", by=["second_moment"], eq=["square mean"])
    terms = {"v": "c^2", "b": "1", "eta": ("k", "weight[k]"), "S": ("k", "H[k]"), "X": ("k", "size[k]")}
    terms |= {"M": ("k", "H[k]"), "Y": ("k", "Y[k]"), "h": ("k", "h[k]"), "m": "m"}
    premises = {"b>=0": "weight<=1", "eta>=0": "weight>=0", "eta<=b": "weight<=1", "h unbounded": "unbounded"}
    premises |= {"mean": "mean_norm", "M>=0": "H>=0", "M>=S": "H>=H", "M up": "H up", "Y": "Y is"}
    premises |= {"S.start": "H.start", "S.step": "H.step"}
    d.have("b>=0", "1 >= 0", by=["1"])
    d.cite("diverges", proved("drift_outgrows_noise"), terms, premises | {"b>=0": "b>=0"}, note="(4.17)")
    return d.qed("diverges")


if __name__ == "__main__":
    print(derive().report())
