"""x[k]^(-a) tends to 0 for a > 0, where x[k] = c + k, c > 0.

The powers decrease (those with the exponent min(-a, 0) do for every a), so they tend to their infimum y. If y were
positive, x[k] <= y^(-1/a) for every k; but a series of ones with bounded sums x[k] would have terms that tend to 0.
"""

from lojverify.derive import Derivation, Problem, Proved, power, proved
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("powers_vanish", "negative powers of k tend to 0")
    c, a = p.constants("c a")
    p.assume("c>0", c > 0)
    x = p.counter("x", c)
    p.goal(x[k] >= c)
    p.goal(f"{power(x[k], -a)} -> 0 (k)", [a > 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "st":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"))
    d.cite("log", proved("logarithm_of_product"))
    d.have("far at 0", "x[0] >= c", eq=["x.start"])
    d.assume("far so far", "x[k] >= c")
    d.have("far next", "x[k+1] >= c", by=["far so far", "1"], eq=["x.step"])
    d.step("far", "induction", start="far at 0", step="far next", letter="k", condition="x[k] >= c")
    d.have("x>0", "x[k] > 0", by=["far", "c>0"])

    d.define("positive_part", "e", value="a")
    d.define("abbreviation", "v", "k", value="exp(-e*log(x[k]))")
    d.instance("positive", "exp.3", s="-e*log(x[k])")
    d.have("v>=0", "v[k] >= 0", by=["positive"], eq=["v.is"])
    d.have("grows", "x[k+1] - x[k] >= 0", by=["1"], eq=["x.step"])
    d.use("log grows", "log.4", s="x[k]", t="x[k+1]", by=["x>0", "grows"])
    d.have("exponents", "-e*log(x[k+1]) <= -e*log(x[k])", by=["e.nonnegative * log grows"])
    d.use("powers", "exp.4", s="-e*log(x[k+1])", t="-e*log(x[k])", by=["exponents"])
    d.instance("v next", "v.is", k="k+1")
    d.have("v falls", "v[k] - v[k+1] >= 0", by=["powers"], eq=["v.is", "v next"])
    d.define("extremum", "y", value="v", of="infimum")
    d.step("low", "infimum", symbol="y", letter="k", lower="v>=0", step="v falls")

    # -- the infimum is 0 ----------------------------------------------------------------------------------------------
    d.assume("a>0", "a > 0")
    d.have("e>0", "e > 0", by=["a>0", "e.above"])
    d.assume("y>0", "y > 0")
    d.step("y as exp", "exp_log", fact="y>0")
    d.have("below", "exp(log(y)) <= exp(-e*log(x[k]))", by=["low.2"], eq=["y as exp", "v.is"])
    d.use("log below", "exp.6", s="log(y)", t="-e*log(x[k])", by=["below"])
    d.define("quotient", "b", value="1", by="e")
    d.cut("b*e=1", "b.times", "e>0")
    d.contradiction("b>=0", "b >= 0", by=["not * e>0", "1"], eq=["b*e=1"])
    d.have("log bounded", "log(x[k]) <= -b*log(y)", by=["b>=0 * log below"], eq=["b*e=1: log(x[k])"])
    d.use("bounded as exp", "exp.4", s="log(x[k])", t="-b*log(y)", by=["log bounded"])
    d.step("x as exp", "exp_log", fact="x>0")
    d.have("bounded", "exp(-b*log(y)) - x[k] >= 0", by=["bounded as exp"], eq=["x as exp"])
    d.have("one more", "x[k+1] - x[k] - 1 >= 0", eq=["x.step"])
    d.have("1>=0", "1 >= 0", by=["1"])
    terms = {"bounded": "bounded", "step": "one more", "lower": "1>=0"}
    d.step("ones vanish", "null_terms", letter="k", sums="x[k]", term="1", **terms)
    d.step("ones stay", "limit_algebra", letter="k", terms=[["1", []]])
    d.step("1=0", "limit_unique", first="ones stay", second="ones vanish")
    d.step("y<=0 if y>0", "absurd", fact="1=0", goal="-y >= 0")
    d.assume("y<=0 so", "-y >= 0")
    d.cases("y<=0", "y<=0 so", "y<=0 if y>0", "-y >= 0")
    d.step("y=0", "antisymmetry", first="low.1", second="y<=0")
    d.step("v-y", "limit_algebra", letter="k", terms=[["1", ["low.3"]], ["-y", []]])
    by = ["not * e>0", "not * not", "e.above * not"]
    d.contradiction("e<=a", "e <= a", by=by, eq=["e.either"])
    d.step("e=a", "antisymmetry", first="e.above", second="e<=a")
    d.have("exponent", "-e*log(x[k]) = -a*log(x[k])", eq=["e=a: log(x[k])"])
    d.use("v is", "exp.8", s="-e*log(x[k])", t="-a*log(x[k])", by=["exponent"])
    d.have("same", "v[k] - y - exp(-a*log(x[k])) = 0", eq=["v.is", "v is", "y=0"])
    d.step("vanishes", "limit_equal", fact="v-y", equal="same", term="exp(-a*log(x[k]))")
    return d.qed("far", "vanishes")


if __name__ == "__main__":
    print(derive().report())
