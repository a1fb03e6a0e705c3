"""A sequence with (4.2) is at most (A + k x^(-s)) x^(-p) <= N x^(-p), where x^(-s) tends to 0, A as in Lemma 4.1.

Here s = C1 - p if q = 1 and s = 1 - q if q < 1, and N = A + k c^(-s) + 1, as x >= c.
"""

import sympy

from lojverify.derive import Derivation, Eq, Problem, Proved, lower, power, proved
from lojverify.derive.language import k
from lojverify.paper.powers import laws
from lojverify.paper.section4 import Recursion


def problem() -> Problem:
    p = Problem("order_of_power", "a sequence with (4.2) is of the order of x^(-p)")
    run = Recursion(p)
    b, x, rate, q, C1 = run.b[k], run.x[k], run.p, run.q, run.C1
    for name, below, s, on in (("r", C1 - rate, C1 - rate, [Eq(q, 1), rate < C1]), ("w", C1, 1 - q, [q < 1])):
        A = run.limit(f"A{name}", below)
        p.exists |= {f"k{name}": "constant", f"N{name}": "constant"}
        weight, N = sympy.symbols(f"k{name} N{name}")
        p.goal(weight >= 0)
        p.goal(N > 0)
        p.goal(b <= (A + weight * power(x, -s)) * power(x, -rate), on)
        p.goal(f"{lower(power(x, -s))} -> 0 (k)", on)
        p.goal(b <= N * power(x, -rate), on)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    laws(d, "s", "z")
    LOG = "log(x[k])"
    d.instance("x^-p>0", "exp.3", s=f"-p*{LOG}")
    d.assume("q=1", "q = 1")
    d.assume("C1>p", "C1 > p")
    d.assume("q<1", "q < 1")
    d.have("C1-p>0", "C1 - p > 0", by=["C1>p"])
    d.have("1-q>0", "1 - q > 0", by=["q<1"])
    goals: list[str] = []
    witness: dict[str, object] = {}
    for name, script, K, s, gap in (
        ("r", "decays_at_q_1", "K", "(C1 - p)", "C1-p>0"),
        ("w", "decays_below_q_1", "B", "(1 - q)", "1-q>0"),
    ):
        A, weight = f"A{name}", f"part_{name}"
        d.cite(f"decays {name}", proved(script), {"A": A}, {"A.times": f"{A}.times"}, new={K: f"K{name}"})
        d.define("positive_part", weight, value=f"K{name}")
        small, first = f"exp(-{s}*{LOG})", f"exp(-{s}*log(c))"
        d.instance(f"small {name}>0", "exp.3", s=f"-{s}*{LOG}")
        d.instance(f"first {name}>0", "exp.3", s=f"-{s}*log(c)")
        d.step(f"apart {name}", "exp_sum", first=f"-p*{LOG}", second=f"-{s}*{LOG}")
        by = [f"decays {name}.2", f"{weight}.above * x^-p>0 * small {name}>0"]
        bound = f"b[k] <= ({A} + {weight}*{small})*exp(-p*{LOG})"
        d.have(f"bound {name}", bound, by=by, eq=[f"apart {name}: K{name}"])
        d.cite(f"powers {name}", proved("powers_vanish"), {"a": s})
        d.cut(f"small {name} vanishes", f"powers {name}.2", gap)

        d.use(f"log c {name}", "log.4", s="c", z="x[k]", by=["c>0", f"decays {name}.1"])
        d.have(f"less {name}", f"-{s}*{LOG} <= -{s}*log(c)", by=[f"{gap} * log c {name}"])
        d.use(f"small<=first {name}", "exp.4", s=f"-{s}*{LOG}", z=f"-{s}*log(c)", by=[f"less {name}"])
        d.define("positive_part", f"most_{name}", value=A)
        N = f"(most_{name} + {weight}*{first} + 1)"
        by = [f"most_{name}.nonnegative", f"{weight}.nonnegative * first {name}>0", "1"]
        d.have(f"N{name}>0", f"{N} > 0", by=by)
        by = [f"bound {name}", f"most_{name}.above * x^-p>0", "x^-p>0"]
        by += [f"{weight}.nonnegative * small<=first {name} * x^-p>0"]
        d.have(f"order {name}", f"b[k] <= {N}*exp(-p*{LOG})", by=by)
        goals += [f"{weight}.nonnegative", f"N{name}>0", f"bound {name}", f"small {name} vanishes", f"order {name}"]
        witness |= {f"k{name}": weight, f"N{name}": N}
    return d.qed(*goals, witness=witness)


if __name__ == "__main__":
    print(derive().report())
