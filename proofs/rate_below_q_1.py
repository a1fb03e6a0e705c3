"""(4.4): the second case of Lemma 4.1."""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section4 import rate_below_one


def problem() -> Problem:
    return rate_below_one()


def derive() -> Proved:
    d = Derivation(problem())
    d.define("quotient", "Ar", value="C2", by="C1 - p")
    d.define("positive_part", "r", "k", value="b[k+1] - Ar*exp(-p*log(num[k+1]))")
    d.cite("rates", proved("lemma_4_1"))
    d.cut("bound", "rates.3", "q<1", note="(4.4)")
    d.cut("vanishes", "rates.4", "q<1", note="(4.4)")
    return d.qed("bound", "vanishes")


if __name__ == "__main__":
    print(derive().report())
