"""`markov-union`: the paper's argument, corrected.

P(exit) <= sqrt(F(theta0)) (sqrt(2 C) + sqrt(sigma)) eta/((1 - sqrt(rho)) w) + F(theta0) rho/(M0 (1 - rho)): the
chance to step over the annulus, by Markov's inequality, and the chance to step into it, each summed over k.

The step sizes for which it is at most delta form an interval: with t, s and q as in `chebyshev_union` it is
sqrt(F(theta0)) (sqrt(2 C) + sqrt(sigma)) (s + sqrt(q(t)))/w + F(theta0) q(t)/(M0 t). Here s is affine in t, and the
root of the nonnegative quadratic q is convex (q >= 0 because alpha^2 <= 4 C^2 <= 2 D).
"""

from typing import Any

from lojverify.bounds.base import Bound, Limit, drop, paper_step_limit
from lojverify.constants import Constants


def _coefficients(
    alpha: Any, smoothness: Any, noise: Any, step_size: Any, confinement: Any, annulus: Any, rho: Any
) -> tuple[Any, Any]:
    # 1 - sqrt(rho) = (1 - rho)/(1 + sqrt(rho)), and 1 - rho = eta slope.
    slope = drop(alpha, smoothness, noise, step_size)
    root = ((2 * smoothness).sqrt() + noise.sqrt()) * (1 + rho.sqrt()) / (slope * annulus)
    return rho / (confinement * step_size * slope), root


class MarkovUnion(Bound):
    """See the module."""

    name = "markov-union"
    title = "sqrt(F(theta0)) (sqrt(2 C) + sqrt(sigma)) eta/((1 - sqrt(rho)) w) + F(theta0) rho/(M0 (1 - rho))"
    paper = ("3.10", "3.14", "3.15", "3.18", "3.19")
    needs = ("confinement", "annulus")

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
        rho: Any,
    ) -> Any:
        """sqrt(F(theta0)) (sqrt(2 C) + sqrt(sigma)) eta/((1 - sqrt(rho)) w) + F(theta0) rho/(M0 (1 - rho))."""
        linear, root = _coefficients(alpha, smoothness, noise, step_size, confinement, annulus, rho)
        return initial_loss.sqrt() * root + initial_loss * linear

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
        rho: Any,
    ) -> Any:
        """The square of the positive x with linear x^2 + root x = delta."""
        linear, root = _coefficients(alpha, smoothness, noise, step_size, confinement, annulus, rho)
        # Not as (-root + sqrt(...))/(2 linear), where digits cancel.
        return (2 * delta / (root + (root**2 + 4 * linear * delta).sqrt())) ** 2

    def step_limit(self, constants: Constants) -> Limit:
        """The range of rho."""
        return paper_step_limit(constants)

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:  # noqa: ARG002
        """One derivation, whatever the initial loss is."""
        return [(None, "markov_union")]


BOUND = MarkovUnion()
