"""`printed`: the paper's own final bound (3.19).

P(exit) <= F(theta0) ((sqrt(2 C) + sqrt(sigma)) eta sqrt(rho)/(1 - sqrt(rho)) + rho^2/(M0 (1 - rho))). Its derivation in
the paper has two errors, but under the step bound of Theorem 3.1 the bound itself is true, because `ville` is smaller:
rho > 1/2 there, so that rho F(theta0)/M0 <= rho^2 F(theta0)/(M0 (1 - rho)). Beyond that step bound it can be false.

The step sizes within it for which the bound is at most delta form an interval, because it is convex in eta. Its first
part is 1/g - eta, where g = (1 - sqrt(rho))/eta is positive and concave: g(eta) is the mean of -sqrt(rho)' over
[0, eta], and sqrt(rho)''' = -(3/8) (2 D - alpha^2) rho' rho^(-5/2) >= 0 for eta < alpha/D. Its second part is
x + 1/x - 2 with x = 1 - rho, which is concave in eta and below 1, where x + 1/x is convex and falls.
"""

from typing import Any

from lojverify.bounds.base import Bound, Limit, below, drop, outer
from lojverify.constants import Constants, shown


class Printed(Bound):
    """See the module."""

    name = "printed"
    title = "F(theta0) ((sqrt(2 C) + sqrt(sigma)) eta sqrt(rho)/(1 - sqrt(rho)) + rho^2/(M0 (1 - rho)))"
    paper = ("3.19",)
    needs = ("confinement", "annulus")

    @staticmethod
    def failure(
        *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, confinement: Any, initial_loss: Any, rho: Any
    ) -> Any:
        """F(theta0) ((sqrt(2 C) + sqrt(sigma)) eta sqrt(rho)/(1 - sqrt(rho)) + rho^2/(M0 (1 - rho)))."""
        return initial_loss * _coefficient(alpha, smoothness, noise, step_size, confinement, rho)

    @staticmethod
    def threshold(
        *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, confinement: Any, delta: Any, rho: Any
    ) -> Any:
        """`delta` over the coefficient of F(theta0)."""
        return delta / _coefficient(alpha, smoothness, noise, step_size, confinement, rho)

    def step_limit(self, constants: Constants) -> Limit:
        """The step bound of Theorem 3.1; since alpha <= 2 C, 1/alpha is never the smaller one."""
        first = 1 / constants.alpha
        D = constants.smoothness * (2 * constants.smoothness + constants.noise)
        second = constants.alpha / (4 * D)
        words = "min(1/alpha, alpha/(4 C (2 C + sigma)))"
        return Limit(min(first, second), closed=True, words=words)

    def mismatches(self, constants: Constants) -> list[str]:
        """The paper's annulus has width 1."""
        if constants.annulus in (None, 1):
            return []
        assert constants.annulus is not None  # noqa: S101
        gap = shown(abs(constants.annulus - 1))
        return [f"annulus = {shown(constants.annulus)} is not the paper's width 1: it differs by {gap}, (2.5)"]

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:
        """F(theta0) <= M0, or the local Lojasiewicz condition (2.2) on the outer ball, as the paper assumes."""
        return [
            (limit, f"printed_bound{which}") for limit, which in ((below(constants), "_below"), (outer(constants), ""))
        ]


def _coefficient(alpha: Any, smoothness: Any, noise: Any, step_size: Any, confinement: Any, rho: Any) -> Any:
    # 1 - sqrt(rho) = (1 - rho)/(1 + sqrt(rho)), and 1 - rho = eta slope.
    slope = drop(alpha, smoothness, noise, step_size)
    root = rho.sqrt()
    return ((2 * smoothness).sqrt() + noise.sqrt()) * root * (1 + root) / slope + rho**2 / (
        confinement * step_size * slope
    )


BOUND = Printed()
