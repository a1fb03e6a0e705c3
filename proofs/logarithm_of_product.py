"""The laws of the logarithm, the inverse of the exponential: log(s t) = log(s) + log(t), and log increases."""

from lojverify.derive import Derivation, Eq, Problem, Proved, exp, log, proved


def problem() -> Problem:
    p = Problem("logarithm_of_product", "the logarithm of a product is the sum, and the logarithm increases")
    s, t = p.variables("s t")
    p.goal(Eq(log(exp(s)), s))
    p.goal(Eq(log(1), 0))
    p.goal(Eq(log(s * t), log(s) + log(t)), [s > 0, t > 0])
    p.goal(log(s) <= log(t), [s > 0, s <= t])
    p.goal(log(s) < log(t), [s > 0, s < t])
    p.goal(log(s) <= s - 1, [s > 0])
    p.goal(Eq(s * exp(-log(s)), 1), [s > 0])
    p.goal(Eq(log(s), log(t)), [s > 0, Eq(s, t)])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("exp", proved("exponential_increases"))
    d.assume("s>0", "s > 0")
    d.assume("t>0", "t > 0")
    d.step("of s", "exp_log", fact="s>0")
    d.step("of t", "exp_log", fact="t>0")

    d.have("st>0", "s*t > 0", by=["s>0 * t>0"])
    d.step("of st", "exp_log", fact="st>0")
    d.step("of exp", "exp_log", fact="exp.3")
    d.have("1>0", "1 > 0", by=["1"])
    d.step("of 1", "exp_log", fact="1>0")
    d.have("1 as exp", "exp(log(1)) = exp(0)", eq=["of 1", "exp.1"])
    d.step("of sum", "exp_sum", first="log(s)", second="log(t)")
    eq = ["of st", "of sum", "of s: exp(log(t))", "of t: s"]
    d.have("product as exp", "exp(log(s*t)) = exp(log(s) + log(t))", eq=eq)
    d.use("inverse", "exp.7", s="log(exp(s))", t="s", by=["of exp"])
    d.use("one", "exp.7", s="log(1)", t="0", by=["1 as exp"])
    d.use("product", "exp.7", s="log(s*t)", t="log(s) + log(t)", by=["product as exp"])

    # -- log increases, and lies below its tangent at 1 ----------------------------------------------------------------
    d.assume("s<=t", "s <= t")
    d.have("s<=t, t>0", "t > 0", by=["s>0", "s<=t"])
    d.step("of larger", "exp_log", fact="s<=t, t>0")
    d.have("larger exp", "exp(log(s)) <= exp(log(t))", by=["s<=t"], eq=["of s", "of larger"])
    d.use("increases", "exp.6", s="log(s)", t="log(t)", by=["larger exp"])
    d.assume("s<t", "s < t")
    d.have("s<t, t>0", "t > 0", by=["s>0", "s<t"])
    d.step("of strictly larger", "exp_log", fact="s<t, t>0")
    d.instance("strictly", "exp.4", s="log(t)", t="log(s)")
    by = ["strictly", "s<t"]
    d.have("strictly less", "0 > 0", by=by, eq=["of s", "of strictly larger"])
    d.step("strictly absurd", "absurd", fact="strictly less", goal="log(s) < log(t)")
    d.assume("strictly so", "log(s) < log(t)")
    d.cases("strictly increases", "strictly so", "strictly absurd", "log(t) - log(s) >= 0")
    d.step("tangent", "exp_tangent", exponent="log(s)")
    d.have("below tangent", "log(s) <= s - 1", by=["tangent"], eq=["of s"])
    d.instance("inverses", "exp.2", s="log(s)")
    d.have("reciprocal", "s*exp(-log(s)) = 1", eq=["inverses", "of s: exp(-log(s))"])

    d.assume("s=t", "s = t")
    d.have("t of s=t", "t > 0", by=["s>0"], eq=["s=t"])
    d.step("of equal", "exp_log", fact="t of s=t")
    d.have("equal exp", "exp(log(s)) = exp(log(t))", eq=["of s", "of equal", "s=t"])
    d.use("function", "exp.7", s="log(s)", t="log(t)", by=["equal exp"])
    first = ("inverse", "one", "product", "increases", "strictly increases", "below tangent", "reciprocal")
    return d.qed(*first, "function")


if __name__ == "__main__":
    print(derive().report())
