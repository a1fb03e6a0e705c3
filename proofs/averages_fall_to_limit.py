"""If a moves towards m by weights g, m falls to M, and the product of the 1 - g is 0, then limsup a <= M.

"Moves": a[k+1] <= (1 - g[k]) a[k] + g[k] m[k]; the product is at most the positive t[k], whose limit is T.

Let u = (a - m)+ + m - M. It falls, for (a - m)+ shrinks by 1 - g at least and grows by the fall of m at most; so it
tends to a limit low >= 0. From n on, u[k+n] is at most m[n] - M and a rest that tends to 0 in k: low <= m[n] - M for
each n, which tends to 0 in its turn. So low = 0, and (a - M)+ <= u.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("averages_fall_to_limit", "what is drawn to a falling sequence is at most its limit in the limit")
    M, T = p.constants("M T")
    a, g, m, t = (p.process(name, level=None) for name in "agmt")
    p.assume("m falls", m[k] >= m[k + 1])
    p.assume("m tends", "m[k] -> M (k)")
    p.assume("g>=0", g[k] >= 0)
    p.assume("g<=1", g[k] <= 1)
    p.assume("moves", a[k + 1] <= (1 - g[k]) * a[k] + g[k] * m[k])
    p.assume("t>0", t[k] > 0)
    p.assume("t falls slower", t[k + 1] >= (1 - g[k]) * t[k])
    p.assume("t tends", "t[k] -> T (k)")
    p.define("positive_part", "y", "k", value=a[k] - M)
    p.goal("y[k] -> 0 (k)", [Eq(T, 0)])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.instance("m falls later", "m falls", k="k+n")
    d.induct("m<=m[n]", "k", "m[n] - m[k+n] >= 0", ["so far", "m falls later"])
    d.step("m tends later", "subsequence", fact="m tends", index="k+n")
    d.step("m[n]-m tends", "limit_algebra", letter="k", terms=[["m[n]", []], ["-1", ["m tends later"]]])
    d.step("m[n]>=M", "limit_order", fact="m[n]-m tends", bound="m<=m[n]")
    d.instance("m>=M", "m[n]>=M", n="k")

    # -- u falls to its infimum low
    d.define("positive_part", "s", "k", value="a[k] - m[k]")
    d.define("abbreviation", "u", "k", value="s[k] + m[k] - M")
    d.instance("s' above", "s.above", k="k+1")
    d.instance("s'>=0", "s.nonnegative", k="k+1")
    d.instance("s' either", "s.either", k="k+1")
    d.instance("u' is", "u.is", k="k+1")
    d.have("1-g>=0", "1 - g[k] >= 0", by=["g<=1"])
    # s' (s' - (a' - m')) = 0, and a' - m' <= (1 - g) s + m - m', which is nonnegative.
    by = ["not * not", "not * s'>=0", "not * 1-g>=0 * s.nonnegative", "not * m falls", "s'>=0 * moves"]
    by += ["s'>=0 * 1-g>=0 * s.above"]
    d.contradiction("s step", "s[k+1] <= (1 - g[k])*s[k] + m[k] - m[k+1]", by=by, eq=["s' either"])
    d.have("u>=0", "u[k] >= 0", by=["s.nonnegative", "m>=M"], eq=["u.is"])
    d.have("u falls", "u[k] - u[k+1] >= 0", by=["s step", "g>=0 * s.nonnegative"], eq=["u.is", "u' is"])
    d.define("extremum", "low", value="u", of="infimum")
    d.step("u tends", "infimum", symbol="low", letter="k", lower="u>=0", step="u falls")

    # -- t[n] (u[k+n] - (m[n] - M)) <= t[k+n] s[n]
    for fact in ("s step", "g>=0", "1-g>=0", "t falls slower", "u.is", "u' is"):
        d.instance(f"{fact} later", fact, k="k+n")
    d.instance("s[n]>=0", "s.nonnegative", k="n")
    d.instance("t[n]>0", "t>0", k="n")
    d.instance("u[n] is", "u.is", k="n")
    claim = "t[k+n]*s[n] - t[n]*(u[k+n] - m[n] + M) >= 0"
    by = ["so far * 1-g>=0 later", "t falls slower later * s[n]>=0", "t[n]>0 * s step later"]
    by += ["t[n]>0 * g>=0 later * m<=m[n]"]
    eq = ["u.is later: t[n]", "u' is later: t[n]", "u.is later: t[n]*g[k+n]"]
    d.induct("bounded", "k", claim, by, eq, ([], ["u[n] is: t[n]"]))

    # -- k, then n to infinity
    d.assume("T=0", "T = 0")
    d.step("t tends later", "subsequence", fact="t tends", index="k+n")
    d.step("u tends later", "subsequence", fact="u tends.3", index="k+n")
    terms = [["s[n]", ["t tends later"]], ["-t[n]", ["u tends later"]], ["t[n]*(m[n] - M)", []]]
    d.step("bound tends", "limit_algebra", letter="k", terms=terms)
    d.step("in k", "limit_order", fact="bound tends", bound="bounded")
    by = ["not * t[n]>0", "in k"]
    d.contradiction("low<=m[n]-M", "m[n] - M - low >= 0", by=by, eq=["T=0: s[n]"])
    d.instance("low<=m-M", "low<=m[n]-M", n="k")
    d.step("m-M-low tends", "limit_algebra", letter="k", terms=[["1", ["m tends"]], ["-M - low", []]])
    d.step("low<=0", "limit_order", fact="m-M-low tends", bound="low<=m-M")
    d.step("low=0", "antisymmetry", first="u tends.1", second="low<=0")

    # -- (a - M)+ <= u
    by = ["not * not", "not * u>=0", "y.nonnegative * s.above"]
    d.contradiction("y<=u", "u[k] - y[k] >= 0", by=by, eq=["y.either", "u.is: y[k]"])
    d.step("u-low tends", "limit_algebra", letter="k", terms=[["1", ["u tends.3"]], ["-low", []]])
    d.have("u-low", "u[k] - low - u[k] = 0", eq=["low=0"])
    d.step("u vanishes", "limit_equal", fact="u-low tends", equal="u-low", term="u[k]")
    d.step("y vanishes", "squeeze", lower="y.nonnegative", upper="y<=u", fact="u vanishes")
    return d.qed("y vanishes")


if __name__ == "__main__":
    print(derive().report())
