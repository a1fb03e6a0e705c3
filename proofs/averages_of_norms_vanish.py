"""(4.19): the averages of the series are the series plus over[k] times it minus the averages of |Z_i|, which so vanish.

Adding up by parts, the sum of the first n sums of |Z_i|/i is (n + 1) times the n-th sum minus the sum of the |Z_i|. The
averages and the sums have the same limit (4.18), and 1/n tends to 0.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.escape import norms, weights
from lojverify.paper.section4_escape import averages_apart


def problem() -> Problem:
    return averages_apart()


def derive() -> Proved:
    d = Derivation(problem())
    norms(d)
    weights(d)
    d.cite("averages", proved("averages_converge"), note="(4.18)")
    d.instance("H.step at 0", "H.step", k="0")
    d.instance("H.step ahead", "H.step", k="k+1")
    d.instance("over is ahead", "over is", k="k+1")

    # AS[k] + N[k] = (k + 1) H[k+1].
    claim = "AS[k] + N[k] - (t[k] + 1)*H[k+1] = 0"
    eq = [
        "so far",
        "AS.step",
        "N.step",
        "t.step: H[k+2]",
        "H.step ahead: t[k] + 1",
        "weight.step: (t[k] + 1)*size[k+1]",
    ]
    eq += ["over is: size[k+1]"]
    start = ["AS.start", "N.start", "t.start: H[1]", "H.step at 0", "H.start", "weight.start: size[0]"]
    d.induct("parts", "k", claim, [], eq, ([], start))
    d.instance("parts ahead", "parts", k="k+1")
    claim = "avg[k] = H[k+2] + over[k]*H[k+2] - over[k]*N[k+1]"
    eq = ["avg.is", "parts ahead: over[k]", "t.step: over[k]*H[k+2]", "over is: H[k+2]"]
    d.have("apart", claim, eq=eq, note="(4.19)")

    # over[k] -> 0: over[k] - over[k+1] = over[k] over[k+1].
    d.instance("over>=0 ahead", "over>=0", k="k+1")
    eq = ["over is: over[k+1]", "over is ahead: over[k]", "t.step: over[k]*over[k+1]"]
    d.have("over step", "over[k] - over[k+1] - over[k]*over[k+1] = 0", eq=eq)
    d.have("over falls", "over[k] - over[k+1] >= 0", by=["over>=0 * over>=0 ahead"], eq=["over step"])
    d.define("extremum", "low", value="over", of="infimum")
    d.step("over tends", "infimum", symbol="low", letter="k", lower="over>=0", step="over falls")
    d.step("over tends ahead", "subsequence", fact="over tends.3", index="k+1")
    both = ["over tends.3", "over tends ahead"]
    terms = [["1", both[:1]], ["-1", both[1:]], ["-1", both]]
    d.step("step tends", "limit_algebra", letter="k", terms=terms)
    d.have("over step>=0", "over[k] - over[k+1] - over[k]*over[k+1] >= 0", eq=["over step"])
    d.step("low^2<=0", "limit_order", fact="step tends", bound="over step>=0")
    d.contradiction("low<=0", "-low >= 0", by=["not * not", "low^2<=0"])
    d.step("low=0", "antisymmetry", first="over tends.1", second="low<=0")

    d.step("H tends", "subsequence", fact="converges", index="k+1")
    terms = [["1", ["H tends"]], ["1", ["over tends.3", "H tends"]], ["-1", ["averages"]], ["-low", ["H tends"]]]
    d.step("norms tend", "limit_algebra", letter="k", terms=terms)
    rest = "H[k+2] + over[k]*H[k+2] - avg[k] - low*H[k+2]"
    d.have("norms", f"{rest} - over[k]*N[k+1] = 0", eq=["apart", "low=0: H[k+2]"])
    d.step("vanish", "limit_equal", fact="norms tend", equal="norms", term="over[k]*N[k+1]", note="below (4.19)")
    return d.qed("apart", "vanish")


if __name__ == "__main__":
    print(derive().report())
