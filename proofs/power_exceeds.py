"""x^d >= h for x >= h^(1/d), d > 0."""

from lojverify.derive import Derivation, Eq, Problem, Proved, power, proved


def problem() -> Problem:
    p = Problem("power_exceeds", "powers of large numbers are large")
    x, h, a, b = p.constants("x h a b")
    p.assume("h>0", h > 0)
    p.assume("a>0", a > 0)
    p.assume("b*a=1", Eq(b * a, 1))
    p.assume("large", x >= power(h, b))
    p.goal(power(x, a) >= h)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    for name in "st":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"))
    d.cite("log", proved("logarithm_of_product"))
    d.instance("least>0", "exp.3", s="b*log(h)")
    d.use("log x", "log.4", s="exp(b*log(h))", t="x", by=["least>0", "large"])
    d.instance("log least", "log.1", s="b*log(h)")
    by, eq = ["a>0 * log x"], ["log least: a", "b*a=1: log(h)"]
    d.have("log h", "log(h) <= a*log(x)", by=by, eq=eq)
    d.use("order", "exp.4", s="log(h)", t="a*log(x)", by=["log h"])
    d.step("h as exp", "exp_log", fact="h>0")
    d.have("exceeds", "exp(a*log(x)) >= h", by=["order"], eq=["h as exp"])
    return d.qed("exceeds")


if __name__ == "__main__":
    print(derive().report())
