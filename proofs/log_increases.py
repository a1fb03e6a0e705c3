"""The logarithm is increasing, and t^(-a) is decreasing for a >= 0: 0 < x <= y implies log x <= log y.

Were log x > log y, then x = y exp(log x - log y) >= y (1 + log x - log y) > y.
"""

from lojverify.derive import Derivation, Problem, Proved, log


def problem() -> Problem:
    p = Problem("log_increases", "the logarithm is increasing")
    x, y = p.constants("x y")
    p.assume("x>0", x > 0)
    p.assume("x<=y", x <= y)
    p.goal(log(x) <= log(y))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("y>0", "y > 0", by=["x>0", "x<=y"])
    d.step("x is", "exp_log", fact="x>0")
    d.step("y is", "exp_log", fact="y>0")
    d.step("sum", "exp_sum", first="log(y)", second="log(x) - log(y)")
    d.step("tangent", "exp_tangent", exponent="log(x) - log(y)")
    by = ["tangent * y>0", "x<=y", "not * y>0"]
    d.contradiction("log x<=log y", "log(x) <= log(y)", by=by, eq=["sum", "x is", "y is: exp(log(x) - log(y))"])
    return d.qed("log x<=log y")


if __name__ == "__main__":
    print(derive().report())
