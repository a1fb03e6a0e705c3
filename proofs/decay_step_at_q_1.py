"""One step of the recursion (4.2) with q = 1 keeps b <= A x^(-p) + K x^(-C1), if (C1 - p) A = C2 and x >= C1.

With y = x + 1, powers lie above their tangents: y^(-p) >= x^(-p) - p x^(-p-1), and the same for C1. So the bound at y
is at least (1 - C1/x) (A x^(-p) + K x^(-C1)) + (C1 - p) A x^(-p-1), which is what (4.2) gives.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, power, proved


def problem() -> Problem:
    p = Problem("decay_step_at_q_1", "one step of the recursion (4.2) with q = 1")
    x, y, q, C1, C2, A, K, b, after = p.constants("x y p C1 C2 A K b after")
    p.assume("x>0", x > 0)
    p.assume("y", Eq(y, x + 1))
    p.assume("p>=0", q >= 0)
    p.assume("C1>=0", C1 >= 0)
    p.assume("A>=0", A >= 0)
    p.assume("K>=0", K >= 0)
    p.assume("A", Eq((C1 - q) * A, C2))
    p.assume("late", x >= C1)
    p.assume("bounded", b <= A * power(x, -q) + K * power(x, -C1))
    p.assume("recursion", after <= (1 - C1 * power(x, -1)) * b + C2 * power(x, -1 - q))
    p.goal(after <= A * power(y, -q) + K * power(y, -C1))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "stuva":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"))
    d.cite("log", proved("logarithm_of_product"))
    d.cite("tangent", proved("power_tangent"), {"x": "u", "y": "v"})
    d.have("y>0", "y > 0", by=["x>0", "1"], eq=["y"])
    d.use("1/x", "log.7", s="x", by=["x>0"])
    d.instance("1/x>0", "exp.3", s="-log(x)")
    d.have("contracts", "1 - C1*exp(-log(x)) >= 0", by=["late * 1/x>0"], eq=["1/x"])
    for name in ("p", "C1"):
        d.have(f"-{name}<=0", f"-{name} <= 0", by=[f"{name}>=0"])
        d.use(f"power {name}", "tangent.3", u="x", v="y", a=f"-{name}", by=["x>0", "y>0", f"-{name}<=0"])
        claim = f"exp(-{name}*log(y)) >= exp(-{name}*log(x)) - {name}*exp(-({name}+1)*log(x))"
        d.have(f"step {name}", claim, by=[f"power {name}"], eq=[f"y: -{name}*exp(-({name}+1)*log(x))"])
        d.step(f"over x {name}", "exp_sum", first=f"-{name}*log(x)", second="-log(x)")
    by = ["recursion", "contracts * bounded", "A>=0 * step p", "K>=0 * step C1"]
    eq = ["over x p: C1*A", "over x C1: C1*K", "A: exp(-(1+p)*log(x))"]
    d.have("next", "after <= A*exp(-p*log(y)) + K*exp(-C1*log(y))", by=by, eq=eq)
    return d.qed("next")


if __name__ == "__main__":
    print(derive().report())
