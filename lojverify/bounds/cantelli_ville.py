"""`cantelli-ville`: P(exit) <= beta F(theta0)/((sqrt(M0) - s0 sqrt(F(theta0)))^2 + beta M0).

Here s0^2 = 1 - eta alpha (1 - eta C/2) and beta = nu^2/(1 - rho1) with nu^2 = eta^2 C sigma/2: Cantelli's inequality in
a potential, with the shift s0 sqrt(F(theta0)). It is at most F(theta0)/M0, and of order eta.

The step sizes for which it is at most delta need not form an interval: for F(theta0) close to M0 it rises from 0 to
almost 1, falls and rises again. So the largest one is searched for from the top.
"""

from typing import Any

from lojverify.bounds.base import Bound, Limit, below, rho1_step_limit
from lojverify.bounds.witnesses import Witnesses, chord, drop1, mean_factor, root_above, root_below
from lojverify.constants import Constants
from lojverify.kernel.statement import Numbers


def _parts(alpha: Any, smoothness: Any, noise: Any, step_size: Any) -> tuple[Any, Any, Any]:
    # beta = spread/fall, without the common factor eta.
    spread = step_size * smoothness * noise / 2
    fall = alpha - step_size * smoothness * (alpha + noise) / 2
    return spread, fall, (1 - step_size * alpha * (1 - step_size * smoothness / 2)).sqrt()


class CantelliVille(Bound):
    """See the module."""

    name = "cantelli-ville"
    title = "beta F(theta0)/((sqrt(M0) - s0 sqrt(F(theta0)))^2 + beta M0)"
    paper = ("3.15", "3.19")
    needs = ("confinement",)
    steps_have_gaps = True

    @staticmethod
    def failure(*, alpha: Any, smoothness: Any, noise: Any, step_size: Any, confinement: Any, initial_loss: Any) -> Any:
        """P <= beta F(theta0)/((m - s0 f0)^2 + beta M0)."""
        spread, fall, s0 = _parts(alpha, smoothness, noise, step_size)
        gap = confinement.sqrt() - s0 * initial_loss.sqrt()
        return spread * initial_loss / (gap**2 * fall + spread * confinement)

    @staticmethod
    def threshold(*, alpha: Any, smoothness: Any, noise: Any, step_size: Any, confinement: Any, delta: Any) -> Any:
        """M0 x^2 with x = delta (1 + beta)/(delta s0 + sqrt(delta beta (1 + beta - delta s0^2)))."""
        spread, fall, s0 = _parts(alpha, smoothness, noise, step_size)
        beta = spread / fall
        root = (delta * beta * (1 + beta - delta * s0**2)).sqrt()
        return confinement * (delta * (1 + beta) / (delta * s0 + root)) ** 2

    def vanishes(self, constants: Constants) -> bool:
        """Without noise."""
        return constants.noise == 0

    def step_limit(self, constants: Constants) -> Limit:
        """The range of rho1."""
        return rho1_step_limit(constants)

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:
        """F(theta0) <= M0, which makes the shift less than sqrt(M0)."""
        return [(below(constants), "shifted_ville_below")]

    def witnesses(self, numbers: Numbers, bits: int) -> Witnesses:
        """The shift a = t >= s0 sqrt(F(theta0)), m <= sqrt(M0), h >= t - a, and beta; t and beta are convex in eta."""
        assert numbers.confinement is not None  # noqa: S101
        C, sigma = numbers.smoothness, numbers.noise
        shift = chord(lambda eta: root_above(mean_factor(numbers, eta) * numbers.initial_loss, bits), numbers)
        beta = chord(lambda eta: eta * C * sigma / (2 * drop1(numbers, eta)), numbers)
        return {"a": shift, "t": shift, "h": (), "m": (root_below(numbers.confinement, bits),), "beta": beta}


BOUND = CantelliVille()
