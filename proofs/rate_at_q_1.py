"""(4.3) with k^(-p) in place of 1/k: the first case of Lemma 4.1."""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section4 import rate_at_one


def problem() -> Problem:
    return rate_at_one(repaired=True)


def derive() -> Proved:
    d = Derivation(problem())
    d.define("quotient", "At", value="C2", by="C1")
    d.define("positive_part", "t", "k", value="b[k+1] - At*exp(-p*log(num[k+1]))")
    d.cite("rates", proved("lemma_4_1"))
    d.cut("bound", "rates.1", "q=1", "C1>p", note="(4.3)")
    d.cut("vanishes", "rates.2", "q=1", "C1>p", note="(4.3)")
    return d.qed("bound", "vanishes")


if __name__ == "__main__":
    print(derive().report())
