"""Step sizes gamma/(k + n0)^q with q <= 1 have an infinite sum S: exp(-S[k]) tends to 0. So has the harmonic series.

With x[k] = c + k: 1/x >= log(x + 1) - log(x), and x^(-q) >= c^(1-q)/x. So S[k] >= g (log(x[k]) - log(c)) with
g = gamma c^(1-q), and exp(-S[k]) <= c^g x[k]^(-g).
"""

from lojverify.derive import Derivation, Problem, Proved, exp, log, power, proved
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("step_sizes_diverge", "step sizes gamma/(k + n0)^q with q <= 1 have an infinite sum")
    c, q, gamma = p.constants("c q gamma")
    p.assume("c>0", c > 0)
    p.assume("gamma>0", gamma > 0)
    p.assume("q<=1", q <= 1)
    x = p.counter("x", c)
    S = p.sum("S", gamma * power(x[k], -q))
    p.goal(S[k] >= gamma * power(c, 1 - q) * (log(x[k]) - log(c)))
    p.goal(f"{exp(-S[k])} -> 0 (k)")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "st":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"))
    d.cite("log", proved("logarithm_of_product"))
    g = "gamma*exp((1-q)*log(c))"
    d.instance("c^>0", "exp.3", s="(1-q)*log(c)")
    d.have("g>0", f"{g} > 0", by=["gamma>0 * c^>0"])
    d.cite("vanish", proved("powers_vanish"), {"a": g})
    d.cut("powers vanish", "vanish.2", "g>0")
    d.have("x>0", "x[k] > 0", by=["vanish.1", "c>0"])

    # -- one term: gamma x^(-q) >= g/x >= g (log(x + 1) - log(x)) ------------------------------------------------------
    d.use("log c<=log x", "log.4", s="c", t="x[k]", by=["c>0", "vanish.1"])
    d.have("exponents", "(1-q)*log(c) <= (1-q)*log(x[k])", by=["q<=1 * log c<=log x"])
    d.use("c^<=x^", "exp.4", s="(1-q)*log(c)", t="(1-q)*log(x[k])", by=["exponents"])
    d.step("over x", "exp_sum", first="(1-q)*log(x[k])", second="-log(x[k])")
    d.instance("1/x>0", "exp.3", s="-log(x[k])")
    by = ["gamma>0 * c^<=x^ * 1/x>0"]
    d.have("term", f"gamma*exp(-q*log(x[k])) >= {g}*exp(-log(x[k]))", by=by, eq=["over x: gamma"])
    d.use("1/x", "log.7", s="x[k]", by=["x>0"])
    d.have("ratio>0", "(x[k]+1)*exp(-log(x[k])) > 0", by=["x>0 * 1/x>0", "1/x>0"])
    d.have("x+1>0", "x[k] + 1 > 0", by=["x>0", "1"])
    d.use("log ratio", "log.3", s="x[k]+1", t="exp(-log(x[k]))", by=["x+1>0", "1/x>0"])
    d.instance("log 1/x", "log.1", s="-log(x[k])")
    d.use("tangent", "log.6", s="(x[k]+1)*exp(-log(x[k]))", by=["ratio>0"])
    eq = ["log ratio", "log 1/x", "1/x"]
    d.have("log grows", "log(x[k]+1) - log(x[k]) <= exp(-log(x[k]))", by=["tangent"], eq=eq)
    d.have("step down", "x[k+1] <= x[k]+1", eq=["x.step"])
    d.have("x+>0", "x[k+1] > 0", by=["x+1>0"], eq=["x.step"])
    d.use("log next", "log.4", s="x[k+1]", t="x[k]+1", by=["x+>0", "step down"])

    # -- the sum -------------------------------------------------------------------------------------------------------
    claim = f"S[k] >= {g}*(log(x[k]) - log(c))"
    d.have("x0>0", "x[0] > 0", by=["c>0"], eq=["x.start"])
    d.have("x0<=c", "x[0] <= c", eq=["x.start"])
    d.use("log at 0", "log.4", s="x[0]", t="c", by=["x0>0", "x0<=c"])
    d.have("at 0", claim.replace("[k]", "[0]"), by=["g>0 * log at 0"], eq=["S.start"])
    d.assume("so far", claim)
    by = ["so far", "term", "g>0 * log grows", "g>0 * log next"]
    d.have("next", claim.replace("[k]", "[k+1]"), by=by, eq=["S.step"])
    d.step("large", "induction", start="at 0", step="next", letter="k", condition=claim)

    # -- exp(-S) -> 0 --------------------------------------------------------------------------------------------------
    exponent = f"({g}*log(c) - {g}*log(x[k]))"
    d.have("-S", f"-S[k] <= {exponent}", by=["large"])
    d.use("exp(-S)", "exp.4", s="-S[k]", t=exponent, by=["-S"])
    d.step("apart", "exp_sum", first=f"{g}*log(c)", second=f"-{g}*log(x[k])")
    bound = f"exp({g}*log(c))*exp(-{g}*log(x[k]))"
    d.have("upper", f"{bound} - exp(-S[k]) >= 0", by=["exp(-S)"], eq=["apart"])
    d.instance("positive", "exp.3", s="-S[k]")
    d.step("bound vanishes", "limit_algebra", letter="k", terms=[[f"exp({g}*log(c))", ["powers vanish"]]])
    d.step("vanishes", "squeeze", lower="positive", upper="upper", fact="bound vanishes")
    return d.qed("large", "vanishes")


if __name__ == "__main__":
    print(derive().report())
