"""A real power lies on one side of its tangents: y^a >= x^a + a x^(a-1) (y - x) for a <= 0 and for a >= 1, else <=.

Bernoulli's inequality at y/x, times x^a.
"""

from lojverify.derive import Derivation, Problem, Proved, power, proved


def problem() -> Problem:
    p = Problem("power_tangent", "a real power lies on one side of its tangents")
    x, y, a = p.variables("x y a")
    tangent = power(x, a) + a * power(x, a - 1) * (y - x)
    p.goal(power(y, a) <= tangent, [x > 0, y > 0, a >= 0, a <= 1])
    p.goal(power(y, a) >= tangent, [x > 0, y > 0, a >= 1])
    p.goal(power(y, a) >= tangent, [x > 0, y > 0, a <= 0])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "st":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"))
    d.cite("log", proved("logarithm_of_product"))
    d.cite("bernoulli", proved("bernoulli"))
    for condition in ("x > 0", "y > 0", "a >= 0", "a <= 1", "a >= 1", "a <= 0"):
        d.assume(condition, condition)
    d.use("1/x", "log.7", s="x", by=["x > 0"])
    d.instance("1/x>0", "exp.3", s="-log(x)")
    d.instance("x^a>0", "exp.3", s="a*log(x)")
    ratio = "y*exp(-log(x))"
    d.have("y/x>0", f"{ratio} > 0", by=["y > 0 * 1/x>0"])
    d.use("log y/x", "log.3", s="y", t="exp(-log(x))", by=["y > 0", "1/x>0"])
    d.instance("log 1/x", "log.1", s="-log(x)")
    d.have("a log y/x", f"a*log({ratio}) = a*log(y) - a*log(x)", eq=["log y/x: a", "log 1/x: a"])
    d.use("power of y/x", "exp.8", s=f"a*log({ratio})", t="a*log(y) - a*log(x)", by=["a log y/x"])
    d.step("times x^a", "exp_sum", first="a*log(x)", second="a*log(y) - a*log(x)")
    d.step("over x", "exp_sum", first="a*log(x)", second="-log(x)")
    power_x, tangent = "exp(a*log(x))", "exp(a*log(x)) + a*exp((a - 1)*log(x))*(y - x)"
    eq = [f"power of y/x: {power_x}", "times x^a", "over x: a*y", "over x: a*x", f"1/x: a*{power_x}"]
    for number, relation, by in ((1, "<=", ["a >= 0", "a <= 1"]), (2, ">=", ["a >= 1"]), (3, ">=", ["a <= 0"])):
        d.use(f"at y/x {number}", f"bernoulli.{number}", t=ratio, by=["y/x>0", *by])
        d.have(f"tangent {number}", f"exp(a*log(y)) {relation} {tangent}", by=[f"x^a>0 * at y/x {number}"], eq=eq)
    return d.qed("tangent 1", "tangent 2", "tangent 3")


if __name__ == "__main__":
    print(derive().report())
