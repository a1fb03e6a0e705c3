"""The laws of the exponential, from exp(s + t) = exp(s) exp(t) and exp(t) >= 1 + t alone.

exp(0) = exp(0)^2 >= 1, so exp(0) = 1. exp(s) = exp(s/2)^2 >= 0 has the inverse exp(-s), so it is positive. For s <= t,
exp(t) = exp(s) exp(t - s) >= exp(s) (1 + t - s) >= exp(s).
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, exp


def problem() -> Problem:
    p = Problem("exponential_increases", "the exponential is positive and increasing")
    s, t = p.variables("s t")
    p.goal(Eq(exp(0), 1))
    p.goal(Eq(exp(s) * exp(-s), 1))
    p.goal(exp(s) > 0)
    p.goal(exp(s) <= exp(t), [s <= t])
    p.goal(exp(s) < exp(t), [s < t])
    p.goal(s <= t, [exp(s) <= exp(t)])
    p.goal(Eq(s, t), [Eq(exp(s), exp(t))])
    p.goal(Eq(exp(s), exp(t)), [Eq(s, t)])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.step("0+0", "exp_sum", first="0", second="0")
    d.step("at 0", "exp_tangent", exponent="0")
    d.contradiction("at most 1", "exp(0) <= 1", by=["not * not", "not"], eq=["0+0"])
    d.have("at least 1", "exp(0) >= 1", by=["at 0"])
    d.step("one", "antisymmetry", first="at least 1", second="at most 1")
    d.step("s-s", "exp_sum", first="s", second="-s")
    d.have("inverse", "exp(s)*exp(-s) = 1", eq=["s-s", "one"])
    d.step("-s/2", "exp_sum", first="-s/2", second="-s/2")
    d.contradiction("positive", "exp(s) > 0", by=["not * [exp(-s/2)]"], eq=["-s/2: exp(s)", "inverse"])

    d.step("t-s", "exp_sum", first="s", second="t - s")
    d.step("tangent", "exp_tangent", exponent="t - s")
    d.assume("s<=t", "s <= t")
    d.assume("s<t", "s < t")
    for order, relation in (("s<=t", "<="), ("s<t", "<")):
        by = ["positive * tangent", f"positive * {order}"]
        d.have(f"increases{relation}", f"exp(s) {relation} exp(t)", by=by, eq=["t-s"])
    d.instance("swapped", "increases<", s="t", t="s")
    d.assume("no larger", "exp(s) <= exp(t)")
    d.have("0>0", "0 > 0", by=["no larger", "swapped"])
    d.step("absurd", "absurd", fact="0>0", goal="s <= t")
    d.step("reflects", "cases", first="s<=t", second="absurd", on="t - s >= 0")

    d.assume("same", "exp(s) = exp(t)")
    d.have("not above", "exp(s) <= exp(t)", eq=["same"])
    d.cut("s below", "reflects", "not above")
    d.instance("reflects swapped", "reflects", s="t", t="s")
    d.have("not below", "exp(t) <= exp(s)", eq=["same"])
    d.cut("t below", "reflects swapped", "not below")
    d.step("injective", "antisymmetry", first="t below", second="s below")

    d.assume("s=t", "s = t")
    d.have("s-t<=0", "s <= t", eq=["s=t"])
    d.have("t-s<=0", "t <= s", eq=["s=t"])
    d.cut("image below", "increases<=", "s-t<=0")
    d.instance("increases swapped", "increases<=", s="t", t="s")
    d.cut("image above", "increases swapped", "t-s<=0")
    d.step("function", "antisymmetry", first="image above", second="image below")
    return d.qed("one", "inverse", "positive", "increases<=", "increases<", "reflects", "injective", "function")


if __name__ == "__main__":
    print(derive().report())
