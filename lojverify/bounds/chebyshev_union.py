"""`chebyshev-union`: P(exit) <= F(theta0) (eta^2 (2 C + sigma)/w^2 + rho/M0)/(1 - rho).

The paper's argument with Chebyshev's inequality in (3.14): a step over the annulus, or one into it, summed over k.

The step sizes for which it is at most delta form an interval. With D = C (2 C + sigma), t = eta/(alpha - eta D/2),
which increases with eta, and s = (1 + t D/2)/alpha = t/eta, we have 1 - rho = t/s^2, and q(t) = s^2 rho is a quadratic
with q(0) = 1/alpha^2. The bound is F(theta0) ((2 C + sigma) t/w^2 + q(t)/(M0 t)), which is convex in t.
"""

from typing import Any

from lojverify.bounds.base import Bound, Limit, drop, paper_step_limit
from lojverify.constants import Constants


def _coefficient(alpha: Any, smoothness: Any, noise: Any, step_size: Any, confinement: Any, annulus: Any) -> Any:
    decay = step_size * drop(alpha, smoothness, noise, step_size)
    return (step_size**2 * (2 * smoothness + noise) / annulus**2 + (1 - decay) / confinement) / decay


class ChebyshevUnion(Bound):
    """See the module."""

    name = "chebyshev-union"
    title = "F(theta0) (eta^2 (2 C + sigma)/w^2 + rho/M0)/(1 - rho)"
    paper = ("3.14", "3.15", "3.18", "3.19")
    needs = ("confinement", "annulus")
    rational = True

    @staticmethod
    def failure(
        *,
        alpha: Any,
        smoothness: Any,
        noise: Any,
        step_size: Any,
        confinement: Any,
        annulus: Any,
        initial_loss: Any,
    ) -> Any:
        """F(theta0) (eta^2 (2 C + sigma)/w^2 + rho/M0)/(1 - rho)."""
        return initial_loss * _coefficient(alpha, smoothness, noise, step_size, confinement, annulus)

    @staticmethod
    def threshold(
        *,
        alpha: Any,
        smoothness: Any,
        noise: Any,
        step_size: Any,
        confinement: Any,
        annulus: Any,
        delta: Any,
    ) -> Any:
        """`delta` over the coefficient of F(theta0)."""
        return delta / _coefficient(alpha, smoothness, noise, step_size, confinement, annulus)

    def step_limit(self, constants: Constants) -> Limit:
        """The range of rho."""
        return paper_step_limit(constants)

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:  # noqa: ARG002
        """One derivation, whatever the initial loss is."""
        return [(None, "chebyshev_union")]


BOUND = ChebyshevUnion()
