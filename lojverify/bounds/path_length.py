"""`path-length`: P(exit) <= Lam^2 F(theta0)/r^2 with Lam = eta sqrt(alpha + sigma)/(1 - sqrt(rho1)).

The path inside the ball has a square integrable length. Nothing is supposed of F on the sphere, and F(theta0) need not
be small.

It increases in eta: sqrt(rho1) is convex, because rho1 is a quadratic that is nonnegative for all eta (its discriminant
alpha^2 - 2 C (alpha + sigma) is at most alpha (alpha - 2 C) <= 0), so (1 - sqrt(rho1))/eta, minus the slope of its
chord from 0, falls.
"""

from typing import Any

from lojverify.bounds.base import Bound, Limit, rho1_step_limit
from lojverify.bounds.witnesses import Witnesses, envelope
from lojverify.constants import Constants
from lojverify.kernel.statement import Numbers


def _length(alpha: Any, smoothness: Any, noise: Any, step_size: Any, rho1: Any) -> Any:
    # Lam = sqrt(alpha + sigma) (1 + sqrt(rho1)) eta/(1 - rho1)
    return (alpha + noise).sqrt() * (1 + rho1.sqrt()) / (alpha - step_size * smoothness * (alpha + noise) / 2)


class PathLength(Bound):
    """See the module."""

    name = "path-length"
    title = "Lam^2 F(theta0)/r^2"
    paper = ("3.10", "3.12", "3.19")

    @staticmethod
    def failure(
        *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, radius: Any, initial_loss: Any, rho1: Any
    ) -> Any:
        """Lam^2 F(theta0)/r^2."""
        return _length(alpha, smoothness, noise, step_size, rho1) ** 2 * initial_loss / radius**2

    @staticmethod
    def threshold(
        *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, radius: Any, delta: Any, rho1: Any
    ) -> Any:
        """`delta` r^2/Lam^2."""
        return delta * (radius / _length(alpha, smoothness, noise, step_size, rho1)) ** 2

    @staticmethod
    def smallest_radius(
        *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, initial_loss: Any, delta: Any, rho1: Any
    ) -> Any:
        """Lam sqrt(F(theta0)/delta)."""
        return _length(alpha, smoothness, noise, step_size, rho1) * (initial_loss / delta).sqrt()

    def step_limit(self, constants: Constants) -> Limit:
        """The range of rho1."""
        return rho1_step_limit(constants)

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:  # noqa: ARG002
        """One derivation, whatever the initial loss is."""
        return [(None, "path_length")]

    def witnesses(self, numbers: Numbers, bits: int) -> Witnesses:
        """The constants s and Lam."""
        return envelope(numbers, numbers.alpha + numbers.noise, bits)


BOUND = PathLength()
