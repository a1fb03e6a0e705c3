"""(4.9), sharp: E H[k+1] <= (1 - alpha eta_k (1 - eta_k C/2)) E H[k] + (eta_k^2 c^2 C/2) P(E_k), for eta_k <= 2/C.

In `stopped_loss_with_noise` use |g|^2 >= alpha F in the whole of eta_k (1 - eta_k C/2) |g|^2. The factor of (4.9) is
larger, as alpha <= 2 C, and 1 stands for P(E_k) there. `quadratic_loss_up_to_noise` has equality.
"""

from lojverify.derive import Derivation, Problem, Proved, mean
from lojverify.derive.language import k
from lojverify.paper.decreasing import NoisyRun
from lojverify.paper.decreasing_steps import SHARP, stopped_loss_means


def problem() -> Problem:
    p = Problem("sharp_loss_up_to_noise", "the expected stopped loss contracts up to the noise, sharply")
    run = NoisyRun(p)
    run.positive("alpha")
    run.assumptions()
    run.lojasiewicz()
    p.assume("step", run.eta[k] * run.C <= 2)
    H, eta = run.stopped_loss(), run.eta[k]
    factor = 1 - run.alpha * eta * (1 - eta * run.C / 2)
    p.goal(mean(H[k + 1]) <= factor * mean(H[k]) + eta**2 * run.c**2 * run.C / 2 * mean(run.e[k]))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("eta<=2/C", "2 - eta[k]*C >= 0", by=["step"])
    stopped_loss_means(d, SHARP)
    d.step("mean", "average", fact="contracts")
    return d.qed("mean")


if __name__ == "__main__":
    print(derive().report())
