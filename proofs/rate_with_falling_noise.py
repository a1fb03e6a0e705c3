"""Lemma 4.1 with a noise term C2 m_k x^(-q-p), where m falls to M: b_k <= A M x^(-p) + o(x^(-p)), A as there.

Let v satisfy (4.2) with equality and C2 itself. Then a = b/v moves towards m, a[k+1] <= (1 - g) a[k] + g m[k], by the
weight g = C2 x^(-q-p)/v[k+1]. As v is of order x^(-p), by Lemma 4.1, g is at least a multiple of x^(-q), of infinite
sum; so limsup a <= M, and b = a v.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, lower, power, proved
from lojverify.derive.language import k
from lojverify.paper.powers import laws

LOG = "log(x[k])"
F, H, XP = f"(1 - C1*exp(-q*{LOG}))", f"C2*exp((-q-p)*{LOG})", f"exp(-p*{LOG})"


def problem() -> Problem:
    p = Problem("rate_with_falling_noise", "the rate of a sequence with (4.2) whose noise term falls to a limit")
    c, rate, q, C1, C2, M = p.constants("c p q C1 C2 M")
    for symbol in (c, rate, q, C1, C2):
        p.assume(f"{symbol}>0", symbol > 0)
    p.assume("q<=1", q <= 1)
    x, b, m = p.counter("x", c), p.process("b", level=None), p.process("m", level=None)
    factor = 1 - C1 * power(x[k], -q)
    p.assume("factor>=0", factor >= 0)
    p.assume("m falls", m[k] >= m[k + 1])
    p.assume("m tends", "m[k] -> M (k)")
    p.assume("M>=0", M >= 0)
    p.assume("recursion", b[k + 1] <= factor * b[k] + C2 * m[k] * power(x[k], -q - rate))
    for name, below, on in (("r", C1 - rate, [Eq(q, 1), rate < C1]), ("w", C1, [q < 1])):
        A = p.define("quotient", f"A{name}", value=C2, by=below)
        bound = A * M * power(x[k], -rate)
        excess = p.define("positive_part", name, "k", value=b[k] - bound)[k]
        p.goal(b[k] <= bound + excess, on)
        p.goal(f"{lower(power(x[k], rate) * excess)} -> 0 (k)", on)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    laws(d, "s", "z")
    for name, exponent in (("x^-q", "-q"), ("x^-q-p", "-q-p"), ("x^-p", "-p"), ("x^p", "p")):
        d.instance(f"{name}>0", "exp.3", s=f"({exponent})*{LOG}")
    d.instance("x^p x^-p", "exp.2", s=f"p*{LOG}")
    d.step("x^-q x^-p", "exp_sum", first=f"-q*{LOG}", second=f"-p*{LOG}")
    d.define("recursion", "v", "k", level=None, start="1", step=f"{F}*v[k] + {H}")
    by, start = ["factor>=0 * so far", "C2>0 * x^-q-p>0"], (["1"], ["v.start"])
    d.induct("v>0", "k", "v[k] > 0", by, ["v.step"], start)
    d.instance("v'>0", "v>0", k="k+1")
    d.have("v>=0", "v[k] >= 0", by=["v>0"])
    d.have("v (4.2)", f"v[k+1] <= {F}*v[k] + {H}", eq=["v.step"])

    # -- a = b/v moves towards m by the weight g
    d.define("quotient", "g", "k", value=H, by="v[k+1]")
    d.define("quotient", "a", "k", value="b[k]", by="v[k]")
    d.cut("g is", "g.times", "v'>0")
    d.cut("a is", "a.times", "v>0")
    d.instance("a' is", "a is", k="k+1")
    d.contradiction("g>=0", "g[k] >= 0", by=["not * v'>0", "C2>0 * x^-q-p>0"], eq=["g is"])
    d.contradiction("g<=1", "g[k] <= 1", by=["not * v'>0", "factor>=0 * v>0"], eq=["g is", "v.step"])
    eq = ["a' is", "g is: a[k]", "g is: m[k]", "v.step: a[k]", f"a is: {F}"]
    d.contradiction("moves", "a[k+1] <= (1 - g[k])*a[k] + g[k]*m[k]", by=["not * v'>0", "recursion"], eq=eq)

    # -- t = exp(-(g[0] + ... + g[k-1])) falls to T
    d.define("recursion", "G", "k", level=None, start="0", step="G[k] + g[k]")
    d.define("abbreviation", "t", "k", value="exp(-G[k])")
    d.instance("t positive", "exp.3", s="-G[k]")
    d.have("t>0", "t[k] > 0", by=["t positive"], eq=["t.is"])
    d.have("t>=0", "t[k] >= 0", by=["t>0"])
    d.step("one step", "exp_sum", first="-G[k]", second="-g[k]")
    d.have("exponent", "-G[k+1] = -G[k] - g[k]", eq=["G.step"])
    d.use("next step", "exp.8", s="-G[k+1]", z="-G[k] - g[k]", by=["exponent"])
    d.instance("t' is", "t.is", k="k+1")
    d.step("tangent", "exp_tangent", exponent="-g[k]")
    eq = ["t.is", "t.is: -exp(-g[k])", "t.is: -1 + g[k]", "t' is", "next step", "one step"]
    d.have("t falls slower", "t[k+1] >= (1 - g[k])*t[k]", by=["t>0 * tangent"], eq=eq)
    d.have("less", "-G[k+1] <= -G[k]", by=["g>=0"], eq=["G.step"])
    d.use("fall", "exp.4", s="-G[k+1]", z="-G[k]", by=["less"])
    d.have("t falls", "t[k] - t[k+1] >= 0", by=["fall"], eq=["t.is", "t' is"])
    d.define("extremum", "T", value="t", of="infimum")
    d.step("t to T", "infimum", symbol="T", letter="k", lower="t>=0", step="t falls")
    d.define("positive_part", "y", "k", value="a[k] - M")
    d.cite("average", proved("averages_fall_to_limit"), {}, {"t tends": "t to T.3"})

    # -- x grows
    d.induct("x>=c", "k", "x[k] >= c", ["so far", "1"], ["x.step"], ([], ["x.start"]))
    d.have("x>0", "x[k] > 0", by=["x>=c", "c>0"])
    d.have("x<=x'", "x[k] <= x[k+1]", by=["1"], eq=["x.step"])
    d.use("log c<=", "log.4", s="c", z="x[k]", by=["c>0", "x>=c"])
    d.use("log x<=", "log.4", s="x[k]", z="x[k+1]", by=["x>0", "x<=x'"])
    d.have("x' exponent", f"-p*log(x[k+1]) <= -p*{LOG}", by=["p>0 * log x<="])
    d.use("x' power", "exp.4", s="-p*log(x[k+1])", z=f"-p*{LOG}", by=["x' exponent"])

    # -- the two cases: v <= A x^(-p) + K x^(-e), e > p, and T = 0
    d.assume("q=1", "q = 1")
    d.assume("C1>p", "C1 > p")
    d.assume("q<1", "q < 1")
    d.have("C1-p>0", "C1 - p > 0", by=["C1>p"])
    d.have("1-q>0", "1 - q > 0", by=["q<1"])
    for name, script, e, K, positive, gap in (
        ("r", "decays_at_q_1", "C1", "K", "C1-p>0", "C1-p>0"),
        ("w", "decays_below_q_1", "(p + 1 - q)", "B", "C1>0", "1-q>0"),
    ):
        A = f"A{name}"
        terms, premises = {"b": ("k", "v[k]"), "A": A}, {"b>=0": "v>=0", "(4.2)": "v (4.2)", "A.times": f"{A}.times"}
        d.cite(f"decays {name}", proved(script), terms, premises, new={K: f"K{name}"})
        d.cut(f"{A} is", f"{A}.times", positive)
        d.contradiction(f"{A}>0", f"{A} > 0", by=[f"not * {positive}", "C2>0"], eq=[f"{A} is"])
        d.cite(f"gap {name}", proved("powers_vanish"), {"a": f"{e} - p"})
        d.cut(f"gap {name} vanishes", f"gap {name}.2", gap)
        d.define("positive_part", f"k{name}", value=f"K{name}")
        small, first = f"exp(-({e} - p)*{LOG})", f"exp(-({e} - p)*log(c))"
        d.instance(f"small {name}>0", "exp.3", s=f"-({e} - p)*{LOG}")
        d.instance(f"first {name}>0", "exp.3", s=f"-({e} - p)*log(c)")
        d.step(f"apart {name}", "exp_sum", first=f"-p*{LOG}", second=f"-({e} - p)*{LOG}")
        by = [f"decays {name}.2", f"k{name}.above * x^-p>0 * small {name}>0"]
        v_bound = f"v[k] <= ({A} + k{name}*{small})*{XP}"
        d.have(f"v bound {name}", v_bound, by=by, eq=[f"apart {name}: K{name}"])

        # -- v <= N x^(-p), so that g >= C2/N x^(-q)
        low, high = f"-({e} - p)*{LOG}", f"-({e} - p)*log(c)"
        d.have(f"less {name}", f"{low} <= {high}", by=[f"{gap} * log c<="])
        d.use(f"small<=first {name}", "exp.4", s=low, z=high, by=[f"less {name}"])
        d.define("positive_part", f"p{name}", value=A)
        N, rate = f"(p{name} + k{name}*{first} + 1)", f"rate{name}"
        by = [f"p{name}.nonnegative", f"k{name}.nonnegative * first {name}>0", "1"]
        d.have(f"N{name}>0", f"{N} > 0", by=by)
        by = [
            f"v bound {name}",
            f"p{name}.above * x^-p>0",
            f"k{name}.nonnegative * small<=first {name} * x^-p>0",
            "x^-p>0",
        ]
        d.have(f"v<=N {name}", f"v[k] <= {N}*{XP}", by=by)
        d.define("quotient", rate, value="C2", by=N)
        d.cut(f"{rate} is", f"{rate}.times", f"N{name}>0")
        d.contradiction(f"{rate}>0", f"{rate} > 0", by=[f"not * N{name}>0", "C2>0"], eq=[f"{rate} is"])
        d.define("recursion", f"S{name}", "k", level=None, start="0", step=f"S{name}[k] + {rate}*exp(-q*{LOG})")
        terms, premises = {"gamma": rate, "S": ("k", f"S{name}[k]")}, {"gamma>0": f"{rate}>0"}
        premises |= {f"S.{what}": f"S{name}.{what}" for what in ("start", "step")}
        d.cite(f"sum {name}", proved("step_sizes_diverge"), terms, premises)
        d.instance(f"v'<=N {name}", f"v<=N {name}", k="k+1")
        # C2 x^(-q-p) = g v' <= g N x^(-p)
        by = ["not * v'>0", f"{rate}>0 * x^-q>0 * v'<=N {name}", f"{rate}>0 * x^-q>0 * N{name}>0 * x' power"]
        eq = ["g is", f"{rate} is: exp(-q*{LOG})*{XP}", "x^-q x^-p: C2"]
        d.contradiction(f"g large {name}", f"g[k] >= {rate}*exp(-q*{LOG})", by=by, eq=eq)
        start = ([], ["G.start", f"S{name}.start"])
        by, eq = ["so far", f"g large {name}"], ["G.step", f"S{name}.step"]
        d.induct(f"G large {name}", "k", f"G[k] >= S{name}[k]", by, eq, start)
        d.have(f"-G {name}", f"-G[k] <= -S{name}[k]", by=[f"G large {name}"])
        d.use(f"exp(-G) {name}", "exp.4", s="-G[k]", z=f"-S{name}[k]", by=[f"-G {name}"])
        d.have(f"t small {name}", f"exp(-S{name}[k]) - t[k] >= 0", by=[f"exp(-G) {name}"], eq=["t.is"])
        d.step(f"t vanishes {name}", "squeeze", lower="t>=0", upper=f"t small {name}", fact=f"sum {name}.2")
        d.step(f"T=0 {name}", "limit_unique", first="t to T.3", second=f"t vanishes {name}")
        d.cut(f"y vanishes {name}", "average", f"T=0 {name}")

        # -- b = a v <= (M + y) v, so the excess over A M x^(-p) is at most (A y + (M + y) k x^(p-e)) x^(-p)
        rest = f"({A}*y[k] + (M + y[k])*k{name}*{small})"
        by = ["y.above * v>0", f"M>=0 * v bound {name}", f"y.nonnegative * v bound {name}"]
        claim = f"b[k] - {A}*M*{XP} <= {rest}*{XP}"
        d.have(f"over {name}", claim, by=by, eq=["a is"])
        by = [f"{A}>0 * y.nonnegative", f"M>=0 * k{name}.nonnegative * small {name}>0"]
        by += [f"y.nonnegative * k{name}.nonnegative * small {name}>0"]
        d.have(f"rest>=0 {name}", f"{rest} >= 0", by=by)
        by = ["not * not", f"not * rest>=0 {name} * x^-p>0", f"{name}.nonnegative * over {name}"]
        d.contradiction(f"{name} small", f"{name}[k] <= {rest}*{XP}", by=by, eq=[f"{name}.either"])
        weighted = f"exp(p*{LOG})*{name}[k]"
        d.have(f"{name} lower", f"{weighted} >= 0", by=[f"x^p>0 * {name}.nonnegative"])
        d.have(f"{name} upper", f"{rest} - {weighted} >= 0", by=[f"x^p>0 * {name} small"], eq=[f"x^p x^-p: {rest}"])
        y, small = f"y vanishes {name}", f"gap {name} vanishes"
        summands = [[A, [y]], [f"M*k{name}", [small]], [f"k{name}", [y, small]]]
        d.step(f"rest vanishes {name}", "limit_algebra", letter="k", terms=summands)
        ends = {"lower": f"{name} lower", "upper": f"{name} upper", "fact": f"rest vanishes {name}"}
        d.step(f"{name} vanishes", "squeeze", **ends)
        d.have(f"{name} is", f"b[k] <= {A}*M*{XP} + {name}[k]", by=[f"{name}.above"])
    return d.qed("r is", "r vanishes", "w is", "w vanishes")


if __name__ == "__main__":
    print(derive().report())
