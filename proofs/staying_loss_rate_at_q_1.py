"""E[F(theta_k) 1_{E_infinity}] <= gamma^2 c^2 C/(alpha gamma - 2) 1/k + o(1/k): (4.13), as E_infinity lies in E_k."""

from lojverify.derive import Derivation, Proved, proved
from lojverify.paper.rate_steps import stays_below
from lojverify.paper.section4_lemma import rate_at_one as problem


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("rate", proved("expected_loss_rate_at_q_1"), note="(4.13)")
    stays_below(d)
    d.have("bound", "mean(e_inf*H[k+1]) <= A*exp(-log(num[k+1])) + o[k]", by=["smaller", "rate.1"])
    return d.qed("bound", "rate.2")


if __name__ == "__main__":
    print(derive().report())
