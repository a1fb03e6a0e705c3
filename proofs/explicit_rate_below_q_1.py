"""(4.2) with q < 1 from an index on at which c = k + n0 is large: an explicit bound for every later k.

If c^q >= C1 and C1 c^(1-q) >= 2 (p + 1 - q), and x = c + k, then
    b[k] <= u(x) + (b[0] - u(c))+ exp(-C1 (x^(1-q) - c^(1-q))/(1-q)),   u(x) = A x^(-p) + B x^(-p-1+q),
with A = C2/C1 and B = 2 p A/C1. By induction: u is a super-solution, and with y = x + 1, as y^(1-q) lies below its
tangent, exp(-C1 (y^(1-q) - x^(1-q))/(1-q)) >= exp(-C1 x^(-q)) >= 1 - C1 x^(-q). b need not be nonnegative.
"""

from lojverify.derive import Derivation, Problem, Proved, exp, power, proved
from lojverify.derive.language import k
from lojverify.paper.section4 import Recursion


def problem() -> Problem:
    p = Problem("explicit_rate_below_q_1", "an explicit bound for (4.2) with q < 1, for every k")
    run = Recursion(p, weak=True)
    c, q, C1, rate = run.c, run.q, run.C1, run.p
    p.assume("c>0", c > 0)
    p.assume("C1>0", C1 > 0)
    p.assume("q>=0", q >= 0)
    p.assume("q<1", q < 1)
    p.assume("late", power(c, q) >= C1)
    p.assume("later", C1 * power(c, 1 - q) >= 2 * (rate + 1 - q))
    A = run.limit("A", C1)
    B = p.define("quotient", "B", value=2 * rate * A, by=C1)
    h = p.define("quotient", "h", value=C1, by=1 - q)
    D = p.define("positive_part", "D", value=run.b[0] - A * power(c, -rate) - B * power(c, -rate - 1 + q))
    x = run.x[k]
    rest = D * exp(h * power(c, 1 - q) - h * power(x, 1 - q))
    p.goal(run.b[k] <= A * power(x, -rate) + B * power(x, -rate - 1 + q) + rest)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "stuv":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"))
    d.cite("log", proved("logarithm_of_product"))
    d.cite("tangent", proved("power_tangent"), {"x": "u", "y": "v", "a": "s"})
    d.have("1-q>0", "1 - q > 0", by=["q<1"])
    d.have("q<=1", "q <= 1", by=["q<1"])
    for name, positive in (("A", "C1>0"), ("B", "C1>0"), ("h", "1-q>0")):
        d.cut(f"{name} is", f"{name}.times", positive)
    d.have("C1*A=C2", "C1*A = C2", eq=["A is"])
    d.contradiction("A>=0", "A >= 0", by=["not * C1>0", "C2>=0"], eq=["A is"])
    d.contradiction("B>=0", "B >= 0", by=["not * C1>0", "p>=0 * A>=0"], eq=["B is"])
    d.contradiction("h>=0", "h >= 0", by=["not * 1-q>0", "C1>0"], eq=["h is"])
    d.have("C1*B", "C1*B >= 2*p*A", eq=["B is"])
    d.induct("far", "k", "x[k] >= c", ["so far", "1"], ["x.step"], ([], ["x.start"]))
    d.have("x>0", "x[k] > 0", by=["far", "c>0"])
    d.instance("y>0", "x>0", k="k+1")

    # -- x is as large as c
    d.use("log c<=log x", "log.4", s="c", t="x[k]", by=["c>0", "far"])
    for label, exponent, sign in (("c^q<=x^q", "q", "q>=0"), ("c^(1-q)<=x^(1-q)", "(1-q)", "1-q>0")):
        low, high = f"{exponent}*log(c)", f"{exponent}*log(x[k])"
        d.have(f"{label} exponents", f"{low} <= {high}", by=[f"{sign} * log c<=log x"])
        d.use(label, "exp.4", s=low, t=high, by=[f"{label} exponents"])
    d.instance("x^-q>0", "exp.3", s="-q*log(x[k])")
    d.instance("x^q x^-q", "exp.2", s="q*log(x[k])")
    d.have("x^q>=C1", "exp(q*log(x[k])) >= C1", by=["late", "c^q<=x^q"])
    d.have("x late", "C1*exp(-q*log(x[k])) <= 1", by=["x^q>=C1 * x^-q>0"], eq=["x^q x^-q"])
    by = ["later", "C1>0 * c^(1-q)<=x^(1-q)"]
    d.have("x later", "C1*exp((1-q)*log(x[k])) >= 2*(p+1-q)", by=by)

    # -- the exponential falls no faster than (4.2) with C2 = 0
    from_c, here, there = (f"exp((1-q)*log({x}))" for x in ("c", "x[k]", "x[k+1]"))
    d.have("1-q>=0", "1 - q >= 0", by=["q<1"])
    d.have("1-q<=1", "1 - q <= 1", by=["q>=0"])
    by = ["x>0", "y>0", "1-q>=0", "1-q<=1"]
    d.use("below tangent", "tangent.1", u="x[k]", v="x[k+1]", s="1-q", by=by)
    slope = "exp(-q*log(x[k]))"
    d.have("grows", f"{there} <= {here} + (1-q)*{slope}", by=["below tangent"], eq=[f"x.step: (1-q)*{slope}"])
    d.have("exponent", f"h*{here} - h*{there} >= -C1*{slope}", by=["h>=0 * grows"], eq=[f"h is: {slope}"])
    rest, after = f"exp(h*{from_c} - h*{here})", f"exp(h*{from_c} - h*{there})"
    d.step("falls", "exp_sum", first=f"h*{from_c} - h*{here}", second=f"h*{here} - h*{there}")
    d.step("above tangent", "exp_tangent", exponent=f"h*{here} - h*{there}")
    d.instance("rest>0", "exp.3", s=f"h*{from_c} - h*{here}")
    by = ["D.nonnegative * rest>0 * above tangent", "D.nonnegative * rest>0 * exponent"]
    d.have("g", f"D*{after} >= (1 - C1*{slope})*D*{rest}", by=by, eq=["falls: D"])

    # -- the induction
    bound = f"A*exp(-p*log(x[k])) + B*exp((-p-1+q)*log(x[k])) + D*{rest}"
    d.assume("so far", f"b[k] <= {bound}")
    terms = {"x": "x[k]", "y": "x[k+1]", "b": "b[k]", "after": "b[k+1]", "g": f"D*{rest}", "after_g": f"D*{after}"}
    premises = {"y": "x.step", "A": "C1*A=C2", "B": "C1*B", "late": "x late", "later": "x later"}
    premises |= {"bounded": "so far", "recursion": "(4.2)"}
    d.cite("next", proved("decay_step_below_q_1"), terms, premises)
    d.have("x0>0", "x[0] > 0", by=["c>0"], eq=["x.start"])
    d.have("x0=c", "x[0] = c", eq=["x.start"])
    d.use("log x0", "log.8", s="x[0]", t="c", by=["x0>0", "x0=c"])
    for label, exponent in (("p", "-p"), ("s", "-p-1+q"), ("1-q", "1-q")):
        at_0, at_c = f"({exponent})*log(x[0])", f"({exponent})*log(c)"
        d.have(f"{label} there", f"{at_0} = {at_c}", eq=[f"log x0: {exponent}"])
        d.use(f"{label} at 0", "exp.8", s=at_0, t=at_c, by=[f"{label} there"])
    first = f"h*{from_c} - h*{from_c.replace('log(c)', 'log(x[0])')}"
    d.have("no time", f"{first} = 0", eq=["1-q at 0: -h"])
    d.use("rest at 0", "exp.8", s=first, t="0", by=["no time"])
    eq = ["p at 0: A", "s at 0: B", "rest at 0: D", "exp.1: D"]
    d.have("at 0", f"b[0] <= {bound}".replace("[k]", "[0]"), by=["D.above"], eq=eq)
    d.step("decays", "induction", start="at 0", step="next", letter="k", condition=f"b[k] <= {bound}")
    return d.qed("decays")


if __name__ == "__main__":
    print(derive().report())
