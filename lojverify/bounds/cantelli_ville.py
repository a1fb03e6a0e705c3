"""`cantelli-ville`: P(exit) <= beta F(theta0)/((sqrt(M0) - s0 sqrt(F(theta0)))^2 + beta M0).

Here s0^2 = 1 - eta alpha (1 - eta C/2) and beta = nu^2/(1 - rho1) with nu^2 = eta^2 C sigma/2: Cantelli's inequality in
a potential, with the shift s0 sqrt(F(theta0)). It is at most F(theta0)/M0, and of order eta.

The step sizes for which it is at most delta need not form an interval: for F(theta0) close to M0 it rises from 0 to
almost 1, falls and rises again. So the largest one is searched for from the top. It increases in s0 and in beta.
"""

from fractions import Fraction
from typing import Any

from lojverify.bounds.base import Bound, Limit, below, beta, mean_factor, rho1_step_limit
from lojverify.bounds.witnesses import Witnesses, chord, drop1, root_above, root_below
from lojverify.bounds.witnesses import mean_factor as mean_factor_at
from lojverify.constants import Constants
from lojverify.kernel.statement import Numbers


class CantelliVille(Bound):
    """See the module."""

    name = "cantelli-ville"
    title = "beta F(theta0)/((sqrt(M0) - s0 sqrt(F(theta0)))^2 + beta M0)"
    paper = ("3.15", "3.19")
    needs = ("confinement",)
    steps_have_gaps = True

    @staticmethod
    def failure(*, mean: Any, beta: Any, confinement: Any, initial_loss: Any) -> Any:
        """P <= beta F(theta0)/((m - s0 f0)^2 + beta M0)."""
        gap = confinement.sqrt() - (mean * initial_loss).sqrt()
        return beta * initial_loss / (gap**2 + beta * confinement)

    @staticmethod
    def threshold(*, mean: Any, beta: Any, confinement: Any, delta: Any) -> Any:
        """M0 x^2 with x = delta (1 + beta)/(delta s0 + sqrt(delta beta (1 + beta - delta s0^2)))."""
        root = (delta * beta * (1 + beta - delta * mean)).sqrt()
        return confinement * (delta * (1 + beta) / (delta * mean.sqrt() + root)) ** 2

    def vanishes(self, constants: Constants) -> bool:
        """Without noise."""
        return constants.noise == 0

    def step_limit(self, constants: Constants) -> Limit:
        """The range of rho1."""
        return rho1_step_limit(constants)

    def least(self, constants: Constants, low: Fraction, high: Fraction) -> dict[str, Any]:
        """The smallest s0 and beta; s0^2 is a quadratic with its minimum at 1/C, and beta rises."""
        place = min(max(1 / constants.smoothness, low), high)
        slope = beta(constants.with_step_size(low)) if low else Fraction(0)
        return {"mean": mean_factor(constants.with_step_size(place)), "beta": slope}

    def floor(self, constants: Constants, initial_loss: Fraction) -> Fraction:
        """For F(theta0) = M0 it is 1/(1 + q) with q = (1 - s0)^2/beta; it tends to 1 as eta -> 0."""
        q = steepest(constants, initial_loss)
        return Fraction(0) if q is None else 1 / (1 + q)

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:
        """F(theta0) <= M0, which makes the shift less than sqrt(M0)."""
        return [(below(constants), "shifted_ville_below")]

    def witnesses(self, numbers: Numbers, bits: int) -> Witnesses:
        """The shift a = t >= s0 sqrt(F(theta0)), m <= sqrt(M0), h >= t - a, and beta; t and beta are convex in eta."""
        assert numbers.confinement is not None  # noqa: S101
        C, sigma = numbers.smoothness, numbers.noise
        shift = chord(lambda eta: root_above(mean_factor_at(numbers, eta) * numbers.initial_loss, bits), numbers)
        slope = chord(lambda eta: eta * C * sigma / (2 * drop1(numbers, eta)), numbers)
        return {"a": shift, "t": shift, "h": (), "m": (root_below(numbers.confinement, bits),), "beta": slope}


def steepest(constants: Constants, initial_loss: Fraction) -> Fraction | None:
    """What (1 - s0)^2/beta is at most, for any step size up to the given one; None unless F(theta0) = M0 and sigma > 0.

    1 - s0 <= 1 - s0^2 <= eta alpha, and beta >= eta C sigma/(2 alpha).
    """
    if initial_loss != constants.confinement or not constants.noise or constants.step_size is None:
        return None
    return 2 * constants.step_size * constants.alpha**3 / (constants.smoothness * constants.noise)


BOUND = CantelliVille()
