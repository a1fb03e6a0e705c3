"""`ville`: P(exit) <= rho1 F(theta0)/M0, from Ville's maximal inequality. Needs F >= M0 only on the sphere.

In eta it is a convex quadratic, so the step sizes for which it is at most delta form an interval.
"""

from typing import Any

from lojverify.bounds.base import Bound, Limit, below, inner, outer, rho1, rho1_step_limit
from lojverify.constants import Constants


def factor(alpha: Any, smoothness: Any, noise: Any, step_size: Any) -> Any:
    """rho1 = 1 - eta (alpha - eta C (alpha + sigma)/2)."""
    return 1 - step_size * (alpha - step_size * smoothness * (alpha + noise) / 2)


class Ville(Bound):
    """See the module."""

    name = "ville"
    title = "rho1 F(theta0)/M0"
    paper = ("3.15", "3.19")
    needs = ("confinement",)
    rational = True

    @staticmethod
    def failure(*, alpha: Any, smoothness: Any, noise: Any, step_size: Any, confinement: Any, initial_loss: Any) -> Any:
        """rho1 F(theta0)/M0."""
        return factor(alpha, smoothness, noise, step_size) * initial_loss / confinement

    @staticmethod
    def threshold(*, alpha: Any, smoothness: Any, noise: Any, step_size: Any, confinement: Any, delta: Any) -> Any:
        """`delta` M0/rho1."""
        return delta * confinement / factor(alpha, smoothness, noise, step_size)

    def step_limit(self, constants: Constants) -> Limit:
        """The range of rho1."""
        return rho1_step_limit(constants)

    def vanishes(self, constants: Constants) -> bool:
        """Where rho1 = 0."""
        return rho1(constants) == 0

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:
        """F(theta0) <= M0, or the local Lojasiewicz condition (2.2) on the ball, or on the outer one."""
        found: list[tuple[Limit | None, str]] = [(below(constants), "ville_below"), (inner(constants), "ville_high")]
        return [*found, (outer(constants), "ville_annulus")] if constants.annulus is not None else found


BOUND = Ville()
