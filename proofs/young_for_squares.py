"""(A.10): (y - phi)^2 >= y^2 + phi^2 - 2 |phi| |y| >= phi^2/2 - y^2, averaged over the data.

The first is Cauchy-Schwarz on the line; the second is Young's inequality: the difference is (|phi| - 2 |y|)^2/2.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.appendix_a import young


def problem() -> Problem:
    return young()


def derive() -> Proved:
    d = Derivation(problem())
    phi, y, a, b = "N(theta + node[0])", "y[0]", "absphi[0]", "absy[0]"
    d.have("phi^2>=0", "N(theta + node[k])^2 >= 0", by=["[N(theta + node[k])]"])
    d.have("y^2>=0", "y[k]^2 >= 0", by=["[y[k]]"])
    for name, square in (("absphi", "phi^2>=0"), ("absy", "y^2>=0")):
        d.cut(f"{name} k", f"{name}.square", square)
        d.instance(f"{name} 0", f"{name} k", k="0")
        d.instance(f"{name}>=0", f"{name}.nonnegative", k="0")
    products = ["absphi>=0 * absy>=0", "not * not", "not * absphi>=0 * absy>=0"]
    d.contradiction("product", f"{a}*{b} - {phi}*{y} >= 0", by=products, eq=[f"absphi 0: {b}^2", f"absy 0: {phi}^2"])
    middle = f"{y}^2 + {phi}^2 - 2*{a}*{b}"
    d.have("above", f"({y} - {phi})^2 - ({middle}) >= 0", by=["product"])
    d.have("below", f"{middle} - 1/2*{phi}^2 + {y}^2 >= 0", by=[f"[{a} - 2*{b}]"], eq=["absphi 0", "absy 0"])
    d.step("above on average", "expect", fact="above", index="0")
    d.step("below on average", "expect", fact="below", index="0")
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.have("first", f"F(theta) >= E[0]({middle})", by=["above on average"], eq=["loss"])
    d.have("second", f"E[0]({middle}) >= E[0]({phi}^2)/2 - E[0](y[0]^2)", by=["below on average"])
    return d.qed("first", "second")


if __name__ == "__main__":
    print(derive().report())
