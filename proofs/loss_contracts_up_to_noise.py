"""(4.9): E H[k+1] <= (1 - alpha eta_k + eta_k^2 C^2) E H[k] + (eta_k^2 c^2 C/2), H[k] = F(theta_k) 1_{E_k}.

In `stopped_loss_with_noise` use |g|^2 >= alpha F in -eta_k |g|^2, |g|^2 <= 2 C F in (C/2) eta_k^2 |g|^2, and e <= 1.
"""

from lojverify.derive import Derivation, Proved
from lojverify.paper.decreasing_steps import PRINTED, stopped_loss_means
from lojverify.paper.section4_rates import contraction as problem


def derive() -> Proved:
    d = Derivation(problem())
    stopped_loss_means(d, PRINTED)
    d.step("mean", "average", fact="finite step")
    return d.qed("mean")


if __name__ == "__main__":
    print(derive().report())
