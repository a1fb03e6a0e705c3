"""Lemma 4.1 with a noise term C2 m_k x^(-q-p), where m falls to M: b_k <= A M x^(-p) + o(x^(-p)), A as there.

Let v satisfy (4.2) with equality and C2 itself. Then b/v moves towards m, by the weights g = C2 x^(-q-p)/v[k+1]. As v
is of the order of x^(-p), g is at least a multiple of x^(-q), of infinite sum; so limsup b/v <= M.
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

    # -- a = b/v is at most M + y, and y tends to 0 if T = 0, where exp(-(g[0] + ... + g[k-1])) falls to T
    d.define("quotient", "g", "k", value=H, by="v[k+1]")
    d.cut("g is", "g.times", "v'>0")
    d.define("recursion", "G", "k", level=None, start="0", step="G[k] + g[k]")
    d.define("abbreviation", "t", "k", value="exp(-G[k])")
    d.define("extremum", "T", value="t", of="infimum")
    d.define("quotient", "a", "k", value="b[k]", by="v[k]")
    d.define("positive_part", "y", "k", value="a[k] - M")
    d.have("H>=0", f"{H} >= 0", by=["C2>0 * x^-q-p>0"])
    premises = {"f>=0": "factor>=0", "h>=0": "H>=0", "v step": "v.step", "b step": "recursion"}
    d.cite("ratio", proved("ratio_falls_to_limit"), {"f": ("k", F), "h": ("k", H)}, premises)
    d.instance("t positive", "exp.3", s="-G[k]")
    d.have("t>=0", "t[k] >= 0", by=["t positive"], eq=["t.is"])

    # -- x grows
    d.induct("x>=c", "k", "x[k] >= c", ["so far", "1"], ["x.step"], ([], ["x.start"]))
    d.have("x>0", "x[k] > 0", by=["x>=c", "c>0"])
    d.have("x<=x'", "x[k] <= x[k+1]", by=["1"], eq=["x.step"])
    d.use("log x<=", "log.4", s="x[k]", z="x[k+1]", by=["x>0", "x<=x'"])
    d.have("x' exponent", f"-p*log(x[k+1]) <= -p*{LOG}", by=["p>0 * log x<="])
    d.use("x' power", "exp.4", s="-p*log(x[k+1])", z=f"-p*{LOG}", by=["x' exponent"])

    # -- the two cases, v <= (A + K x^(-s)) x^(-p) <= N x^(-p)
    new = {name: name for name in ("kr", "Nr", "kw", "Nw")}
    d.cite("order", proved("order_of_power"), {"b": ("k", "v[k]")}, {"b>=0": "v>=0", "(4.2)": "v (4.2)"}, new)
    d.assume("q=1", "q = 1")
    d.assume("C1>p", "C1 > p")
    d.assume("q<1", "q < 1")
    d.have("C1-p>0", "C1 - p > 0", by=["C1>p"])
    for name, s, positive, first in (("r", "(C1 - p)", "C1-p>0", 1), ("w", "(1 - q)", "C1>0", 6)):
        A, N, weight, rate, sums = (f"{symbol}{name}" for symbol in ("A", "N", "k", "rate", "S"))
        weight_low, N_low, bound, small_vanishes, order = (f"order.{first + i}" for i in range(5))
        d.cut(f"{A} is", f"{A}.times", positive)
        d.contradiction(f"{A}>0", f"{A} > 0", by=[f"not * {positive}", "C2>0"], eq=[f"{A} is"])

        # C2 x^(-q-p) = g v[k+1] <= g N x^(-p), so g >= C2/N x^(-q): T = 0
        d.define("quotient", rate, value="C2", by=N)
        d.cut(f"{rate} is", f"{rate}.times", N_low)
        d.contradiction(f"{rate}>0", f"{rate} > 0", by=[f"not * {N_low}", "C2>0"], eq=[f"{rate} is"])
        d.instance(f"order {name}", order, k="k+1")
        by = ["not * v'>0", f"{rate}>0 * x^-q>0 * order {name}", f"{rate}>0 * x^-q>0 * {N_low} * x' power"]
        eq = ["g is", f"{rate} is: exp(-q*{LOG})*{XP}", "x^-q x^-p: C2"]
        d.contradiction(f"g {name}", f"g[k] >= {rate}*exp(-q*{LOG})", by=by, eq=eq)
        d.define("recursion", sums, "k", level=None, start="0", step=f"{sums}[k] + {rate}*exp(-q*{LOG})")
        terms, premises = {"gamma": rate, "S": ("k", f"{sums}[k]")}, {"gamma>0": f"{rate}>0"}
        premises |= {f"S.{what}": f"{sums}.{what}" for what in ("start", "step")}
        d.cite(f"sum {name}", proved("step_sizes_diverge"), terms, premises)
        by, eq, start = ["so far", f"g {name}"], ["G.step", f"{sums}.step"], ([], ["G.start", f"{sums}.start"])
        d.induct(f"G {name}", "k", f"-G[k] <= -{sums}[k]", by, eq, start)
        d.use(f"exp(-G) {name}", "exp.4", s="-G[k]", z=f"-{sums}[k]", by=[f"G {name}"])
        d.have(f"t {name}", f"exp(-{sums}[k]) - t[k] >= 0", by=[f"exp(-G) {name}"], eq=["t.is"])
        d.step(f"t vanishes {name}", "squeeze", lower="t>=0", upper=f"t {name}", fact=f"sum {name}.2")
        d.step(f"T=0 {name}", "limit_unique", first="ratio.1", second=f"t vanishes {name}")
        d.cut(f"y vanishes {name}", "ratio.3", f"T=0 {name}")

        # b <= (M + y) v, so the excess over A M x^(-p) is at most (A y + (M + y) K x^(-s)) x^(-p)
        small = f"exp(-{s}*{LOG})"
        d.instance(f"small {name}>0", "exp.3", s=f"-{s}*{LOG}")
        rest = f"({A}*y[k] + (M + y[k])*{weight}*{small})"
        by = ["ratio.2", f"M>=0 * {bound}", f"y.nonnegative * {bound}"]
        d.have(f"over {name}", f"b[k] - {A}*M*{XP} <= {rest}*{XP}", by=by)
        by = [
            f"{A}>0 * y.nonnegative",
            *(f"{one} * {weight_low} * small {name}>0" for one in ("M>=0", "y.nonnegative")),
        ]
        d.have(f"rest>=0 {name}", f"{rest} >= 0", by=by)
        by = ["not * not", f"not * rest>=0 {name} * x^-p>0", f"{name}.nonnegative * over {name}"]
        d.contradiction(f"{name} small", f"{name}[k] <= {rest}*{XP}", by=by, eq=[f"{name}.either"])
        weighted = f"exp(p*{LOG})*{name}[k]"
        d.have(f"{name} lower", f"{weighted} >= 0", by=[f"x^p>0 * {name}.nonnegative"])
        d.have(f"{name} upper", f"{rest} - {weighted} >= 0", by=[f"x^p>0 * {name} small"], eq=[f"x^p x^-p: {rest}"])
        y = f"y vanishes {name}"
        summands = [[A, [y]], [f"M*{weight}", [small_vanishes]], [weight, [y, small_vanishes]]]
        d.step(f"rest vanishes {name}", "limit_algebra", letter="k", terms=summands)
        ends = {"lower": f"{name} lower", "upper": f"{name} upper", "fact": f"rest vanishes {name}"}
        d.step(f"{name} vanishes", "squeeze", **ends)
        d.have(f"{name} is", f"b[k] <= {A}*M*{XP} + {name}[k]", by=[f"{name}.above"])
    return d.qed("r is", "r vanishes", "w is", "w vanishes")


if __name__ == "__main__":
    print(derive().report())
