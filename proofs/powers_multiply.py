"""q^(j+k) = q^j q^k and q^k >= 0: large powers of a number come from few products, by repeated squaring."""

from lojverify.derive import Derivation, Problem, Proved


def problem() -> Problem:
    p = Problem("powers_multiply", "powers multiply, and those of a nonnegative number are nonnegative")
    (rate,) = p.constants("rate")
    p.assume("rate>=0", rate >= 0)
    p.define("recursion", "b", "k", level=None, start=1, step="rate*b[k]")
    p.goal("b[j+k] = b[j]*b[k]")
    p.goal("b[k] >= 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("product at 0", "b[j+0] = b[j]*b[0]", eq=["b.start: -b[j]"])
    d.assume("product so far", "b[j+k] = b[j]*b[k]")
    d.instance("later", "b.step", k="j+k")
    d.have("product next", "b[j+k+1] = b[j]*b[k+1]", eq=["later", "product so far: rate", "b.step: -b[j]"])
    ends = {"start": "product at 0", "step": "product next"}
    d.step("product", "induction", **ends, letter="k", condition="b[j+k] = b[j]*b[k]")

    d.have("nonnegative at 0", "b[0] >= 0", by=["1"], eq=["b.start"])
    d.assume("nonnegative so far", "b[k] >= 0")
    d.have("nonnegative next", "b[k+1] >= 0", by=["rate>=0 * nonnegative so far"], eq=["b.step"])
    ends = {"start": "nonnegative at 0", "step": "nonnegative next"}
    d.step("nonnegative", "induction", **ends, letter="k", condition="b[k] >= 0")
    return d.qed("product", "nonnegative")


if __name__ == "__main__":
    print(derive().report())
