"""One step of the recursion (4.2) with q <= 1 keeps b <= A x^(-p) + B x^(-p-1+q) + g, if x is large.

Let s = p + 1 - q, C1 A = C2, C1 B >= 2 p A, and let g not fall faster than (4.2) with C2 = 0. With y = x + 1, powers
lie above their tangents: y^(-p) >= x^(-p) - p x^(-p-1) and y^(-s) >= x^(-s) - s x^(-s-1). So the bound at y exceeds
what (4.2) gives by at least x^(-p-1) (C1 B - p A - s B x^(q-1)), where s x^(q-1) <= C1/2.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, power, proved


def problem() -> Problem:
    p = Problem("decay_step_below_q_1", "one step of the recursion (4.2) with q <= 1")
    x, y, q, e, C1, C2, A, B, b, after, g, after_g = p.constants("x y q p C1 C2 A B b after g after_g")
    p.assume("x>0", x > 0)
    p.assume("y", Eq(y, x + 1))
    p.assume("p>=0", e >= 0)
    p.assume("q<=1", q <= 1)
    p.assume("A>=0", A >= 0)
    p.assume("B>=0", B >= 0)
    p.assume("A", Eq(C1 * A, C2))
    p.assume("B", 2 * e * A <= C1 * B)
    p.assume("late", C1 * power(x, -q) <= 1)
    p.assume("later", C1 * power(x, 1 - q) >= 2 * (e + 1 - q))
    p.assume("g", after_g >= (1 - C1 * power(x, -q)) * g)
    p.assume("bounded", b <= A * power(x, -e) + B * power(x, -e - 1 + q) + g)
    p.assume("recursion", after <= (1 - C1 * power(x, -q)) * b + C2 * power(x, -q - e))
    p.goal(after <= A * power(y, -e) + B * power(y, -e - 1 + q) + after_g)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "stuva":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"))
    d.cite("tangent", proved("power_tangent"), {"x": "u", "y": "v"})
    d.have("y>0", "y > 0", by=["x>0", "1"], eq=["y"])
    d.have("contracts", "1 - C1*exp(-q*log(x)) >= 0", by=["late"])
    for name, exponent, by in (("p", "p", ["p>=0"]), ("s", "p+1-q", ["p>=0", "q<=1"])):
        d.have(f"-{name}<=0", f"-({exponent}) <= 0", by=by)
        d.use(f"power {name}", "tangent.3", u="x", v="y", a=f"-({exponent})", by=["x>0", "y>0", f"-{name}<=0"])
        tangent = f"exp(-({exponent})*log(x)) - ({exponent})*exp(-({exponent}+1)*log(x))"
        eq = [f"y: -({exponent})*exp(-({exponent}+1)*log(x))"]
        d.have(f"step {name}", f"exp(-({exponent})*log(y)) >= {tangent}", by=[f"power {name}"], eq=eq)
    # x^(-p-1) (C1 B - p A - s B x^(q-1)) >= 0
    d.instance("x^(-p-1)>0", "exp.3", s="-(p+1)*log(x)")
    d.instance("x^(-s-1)>0", "exp.3", s="-(p+2-q)*log(x)")
    d.step("one more", "exp_sum", first="-(p+2-q)*log(x)", second="(1-q)*log(x)")
    d.step("q more", "exp_sum", first="-p*log(x)", second="-q*log(x)")
    d.step("q and s", "exp_sum", first="-(p+1-q)*log(x)", second="-q*log(x)")
    by = ["recursion", "contracts * bounded", "g", "A>=0 * step p", "B>=0 * step s"]
    by += ["B>=0 * later * x^(-s-1)>0", "B * x^(-p-1)>0"]
    eq = ["q more: C1*A", "q and s: C1*B", "A: exp(-(p+q)*log(x))", "one more: C1*B"]
    claim = "after <= A*exp(-p*log(y)) + B*exp(-(p+1-q)*log(y)) + after_g"
    d.have("next", claim, by=by, eq=eq)
    return d.qed("next")


if __name__ == "__main__":
    print(derive().report())
