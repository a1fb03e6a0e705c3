"""Bernoulli's inequality for real exponents: t^a <= 1 + a (t - 1) for 0 <= a <= 1, and >= for a >= 1 and for a <= 0.

Put u = 1 + a (t - 1) > 0 (where u <= 0, it is below t^a > 0). The exponential lies above its tangent at 0; two of these
inequalities, weighted so that their left sides add to a number, say that a log(t) <= log(u) or the opposite:
    0 <= a <= 1:   a t/u + (1 - a)/u = 1    at the exponents log(t) - log(u) and -log(u)
    a >= 1:        u/t + (a - 1)/t = a      at log(u) - log(t) and -log(t)
    a <= 0:        u - a t = 1 - a          at log(u) and log(t)
"""

from lojverify.derive import Derivation, Problem, Proved, power, proved


def problem() -> Problem:
    p = Problem("bernoulli", "Bernoulli's inequality for real exponents")
    t, a = p.variables("t a")
    u = 1 + a * (t - 1)
    p.goal(power(t, a) <= u, [t > 0, a >= 0, a <= 1])
    p.goal(power(t, a) >= u, [t > 0, a >= 1])
    p.goal(power(t, a) >= u, [t > 0, a <= 0])
    return p


u, power_t = "(1 + a*(t - 1))", "exp(a*log(t))"


def derive() -> Proved:
    d = Derivation(problem())
    d.define("variable", "s", of="variable")
    d.cite("exp", proved("exponential_increases"))
    d.assume("t>0", "t > 0")
    d.assume("a>=0", "a >= 0")
    d.assume("a<=1", "a <= 1")
    d.assume("a>=1", "a >= 1")
    d.assume("a<=0", "a <= 0")
    d.assume("u>0", f"{u} > 0")
    d.step("of t", "exp_log", fact="t>0")
    d.step("of u", "exp_log", fact="u>0")
    for name, number in (("t", "t"), ("u", u)):
        d.instance(f"{name} inverse", "exp.2", s=f"log({number})")
        d.have(
            f"1/{name}", f"{number}*exp(-log({number})) = 1", eq=[f"{name} inverse", f"of {name}: exp(-log({number}))"]
        )
        d.step(f"at -{name}", "exp_tangent", exponent=f"-log({number})")
        d.step(f"at {name}", "exp_tangent", exponent=f"log({number})")
    for over, under, number, by in (("t", "u", "t", u), ("u", "t", u, "t")):
        d.step(f"{over}/{under} sum", "exp_sum", first=f"log({number})", second=f"-log({by})")
        d.step(f"at {over}/{under}", "exp_tangent", exponent=f"log({number}) - log({by})")
    logs = f"a*log(t) - log({u})"

    # -- 0 <= a <= 1 ---------------------------------------------------------------------------------------------------
    eq = ["t/u sum: a", f"of t: a*exp(-log({u}))", "1/u"]
    d.have("below", f"{logs} <= 0", by=["a>=0 * at t/u", "a<=1 * at -u"], eq=eq)
    d.use("concave", "exp.4", s="a*log(t)", t=f"log({u})", by=["below"])
    d.have("power below", f"{power_t} <= {u}", by=["concave"], eq=["of u"])
    by = ["t>0", "not * t>0", "not", "a>=0 * [t]", "a<=1"]
    d.contradiction("u>0 here", f"{u} > 0", by=by)
    d.cut("first", "power below", "u>0 here")

    # -- a >= 1 --------------------------------------------------------------------------------------------------------
    eq = ["u/t sum", "of u: exp(-log(t))", "1/t: a"]
    d.have("above", f"{logs} >= 0", by=["at u/t", "a>=1 * at -t"], eq=eq)
    d.use("convex", "exp.4", s=f"log({u})", t="a*log(t)", by=["above"])
    d.have("power above", f"{power_t} >= {u}", by=["convex"], eq=["of u"])

    # -- a <= 0 --------------------------------------------------------------------------------------------------------
    d.have("above for a<=0", f"{logs} >= 0", by=["at u", "a<=0 * at t"], eq=["of u", "of t: a"])
    d.use("convex for a<=0", "exp.4", s=f"log({u})", t="a*log(t)", by=["above for a<=0"])
    d.have("power above for a<=0", f"{power_t} >= {u}", by=["convex for a<=0"], eq=["of u"])

    # -- where u <= 0 --------------------------------------------------------------------------------------------------
    d.instance("positive", "exp.3", s="a*log(t)")
    d.assume("u<=0", f"{u} <= 0")
    d.have("trivial", f"{power_t} >= {u}", by=["positive", "u<=0"])
    d.cases("second", "power above", "trivial", f"{u} >= 0")
    d.cases("third", "power above for a<=0", "trivial", f"{u} >= 0")
    return d.qed("first", "second", "third")


if __name__ == "__main__":
    print(derive().report())
