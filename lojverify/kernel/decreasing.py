"""The statement of a certificate for the steps eta_k = gamma/(k + n0)^q, (4.1), and noise of bounded second moment.

It is about every offset n0 from the one of the certificate on. n[k] is k + n0, and a real power t^a is exp(a log t).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .statement import LossStated


@dataclass(frozen=True)
class DecreasingNumbers(LossStated):
    """The numbers of a certificate with decreasing step sizes."""

    smoothness: Fraction
    noise_moment: Fraction
    gamma: Fraction
    q: Fraction
    n0: Fraction
    radius: Fraction
    confinement: Fraction
    initial_loss: Fraction
    delta: Fraction
    # What these statements do not have.
    alpha = annulus = interval = horizon = steps = target_loss = exit = miss = None

    def symbols(self) -> dict[str, object]:
        """The offset."""
        return {"n0": {"sort": "constant"}}

    def definitions(self) -> list[dict[str, object]]:
        """k + n0, and the step sizes."""
        power = f"{self.gamma}*exp(-({self.q})*log(n[k]))"
        return [
            {"kind": "recursion", "name": "n", "letter": "k", "level": None, "start": "n0", "step": "n[k] + 1"},
            {"kind": "abbreviation", "name": "eta", "letter": "k", "value": power},
        ]

    def iteration(self) -> dict[str, tuple[str, str]]:
        """The iteration, and the least offset."""
        power = "" if self.q == 1 else f"^({self.q})"
        steps = f"(4.1) eta_k = {self.gamma}/(k + n0){power}"
        return {
            "iteration": (
                "<theta[k+1] - theta[k] + eta[k]*(grad F(theta[k]) + w[k]), y> = 0",
                f"theta_{{k+1}} = theta_k - eta_k (grad F(theta_k) + w_k), {steps}",
            ),
            "offset": (f"n0 >= {self.n0}", f"n0 >= {self.n0}"),
        }

    def moments(self) -> tuple[str, str, str, str]:
        """Noise of bounded second moment, (2.7), (2.9)."""
        return "(2.7)", str(self.noise_moment**2), "(2.9)", str(self.noise_moment**2)
