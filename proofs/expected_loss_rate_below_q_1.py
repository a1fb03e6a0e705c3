"""(4.14): E[F(theta_k) 1_{E_k}] <= gamma^2 c^2 C/(alpha gamma) k^(-q) + o(k^(-q)) for 1/2 < q < 1.

By (4.9) and (4.11) the expectation is at most B[k], which satisfies (4.2) with C1 = alpha gamma/2, p = q and
C2 = gamma^2 c^2 C/2; then Lemma 4.1.
"""

from lojverify.derive import Derivation, Proved
from lojverify.paper.rate_steps import as_recursion, expected_loss_below, rate_of_mean
from lojverify.paper.section4_rates import rate_below_one as problem


def derive() -> Proved:
    d = Derivation(problem())
    expected_loss_below(d)
    d.have("q=rate", "q = q")
    as_recursion(d, "q")
    d.have("rate>0", "q > 0", by=["q>1/2", "1"])
    d.have("condition", "q < 1", by=["q<1"])
    d.have("below>0", "alpha*gamma > 0", by=["alpha>0 * gamma>0"])
    d.cut("A by 2", "A.times", "below>0")
    d.have("A is", "A*alpha*gamma/2 - gamma^2*c^2*C/2 = 0", eq=["A by 2: 1/2"])
    rate_of_mean(d, "rate_below_q_1", "q", "q<1")
    return d.qed("bound", "rate.2")


if __name__ == "__main__":
    print(derive().report())
