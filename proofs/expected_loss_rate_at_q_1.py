"""(4.13): E[F(theta_k) 1_{E_k}] <= gamma^2 c^2 C/(alpha gamma - 2) 1/k + o(1/k) for q = 1 and gamma > 2/alpha.

By (4.9) and (4.11) the expectation is at most B[k], which satisfies (4.2) with C1 = alpha gamma/2, p = 1 and
C2 = gamma^2 c^2 C/2; then Lemma 4.1.
"""

from lojverify.derive import Derivation, Proved
from lojverify.paper.rate_steps import as_recursion, expected_loss_below, rate_of_mean
from lojverify.paper.section4_rates import rate_at_one as problem


def derive() -> Proved:
    d = Derivation(problem())
    expected_loss_below(d)
    d.have("q=rate", "q = 1", eq=["q=1"])
    as_recursion(d, "1")
    d.have("rate>0", "1 > 0", by=["1"])
    d.have("condition", "1 < alpha*gamma/2", by=["gamma>2/alpha"])
    d.have("below>0", "alpha*gamma - 2 > 0", by=["gamma>2/alpha"])
    d.cut("A by 2", "A.times", "below>0")
    d.have("A is", "A*(alpha*gamma/2 - 1) - gamma^2*c^2*C/2 = 0", eq=["A by 2: 1/2"])
    rate_of_mean(d, "rate_at_q_1", "1", "C1>p")
    return d.qed("bound", "rate.2")


if __name__ == "__main__":
    print(derive().report())
