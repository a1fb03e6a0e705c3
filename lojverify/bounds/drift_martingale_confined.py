"""`drift-martingale-confined`: P(exit) <= S/(L^2 + t S) with L = r - Lamd (f0 - m), where F >= M0 on the sphere.

Here f0 = sqrt(F(theta0)), m = sqrt(M0), and S, t, Lamd, z are as in `drift_martingale_shifted`: it is that bound with
r + Lamd m for r. To leave the ball the run must not only get there, but still have the loss M0. So it applies to larger
initial losses than the bounds by Ville's inequality, which need F(theta0) < M0, and than `drift_martingale_shifted`.

It increases in eta, as m <= sqrt(C/2) r: it is the least over u in [0, f0] of ((1 + z) Lamd u^2/sqrt(C/2) + S)/(r +
Lamd w)^2, w = m - f0 + u <= sqrt(C/2) r, and both Lamd and 1 + z = 1 + sqrt(C/2) Lamd increase relatively at least as
fast as r + Lamd w.
"""

from fractions import Fraction
from typing import Any

from lojverify.bounds.base import Limit
from lojverify.bounds.drift_martingale import reach
from lojverify.bounds.drift_martingale_shifted import DriftMartingaleShifted
from lojverify.bounds.witnesses import Witnesses, root_below
from lojverify.constants import Constants
from lojverify.kernel.statement import Numbers


class DriftMartingaleConfined(DriftMartingaleShifted):
    """See the module."""

    name = "drift-martingale-confined"
    title = "S/(L^2 + t S), L = r - Lamd (sqrt(F(theta0)) - sqrt(M0)), S and t as in drift-martingale-shifted"
    needs = ("confinement",)
    condition = "Lamd (sqrt(initial_loss) - sqrt(confinement)) < radius"
    smallest_radius = None  # type: ignore[assignment]  # M0 depends on the radius

    @classmethod
    def failure(  # type: ignore[override]
        cls,
        *,
        alpha: Any,
        smoothness: Any,
        noise: Any,
        step_size: Any,
        radius: Any,
        confinement: Any,
        initial_loss: Any,
        rho1: Any,
    ) -> Any:
        """That of `drift_martingale_shifted` for r + Lamd sqrt(M0)."""
        of_step = {"alpha": alpha, "smoothness": smoothness, "noise": noise, "step_size": step_size, "rho1": rho1}
        return super().failure(
            radius=radius + reach(**of_step) * confinement.sqrt(), initial_loss=initial_loss, **of_step
        )

    @staticmethod
    def room(  # type: ignore[override]
        *,
        alpha: Any,
        smoothness: Any,
        noise: Any,
        step_size: Any,
        radius: Any,
        confinement: Any,
        initial_loss: Any,
        rho1: Any,
    ) -> Any:
        """L, which must be positive."""
        return radius + reach(alpha, smoothness, noise, step_size, rho1) * (confinement.sqrt() - initial_loss.sqrt())

    @classmethod
    def threshold(  # type: ignore[override]
        cls,
        *,
        alpha: Any,
        smoothness: Any,
        noise: Any,
        step_size: Any,
        radius: Any,
        confinement: Any,
        delta: Any,
        rho1: Any,
    ) -> Any:
        """That of `drift_martingale_shifted` for r + Lamd sqrt(M0)."""
        of_step = {"alpha": alpha, "smoothness": smoothness, "noise": noise, "step_size": step_size, "rho1": rho1}
        return super().threshold(radius=radius + reach(**of_step) * confinement.sqrt(), delta=delta, **of_step)

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:  # noqa: ARG002
        """One derivation, whatever the initial loss is."""
        return [(None, "drift_martingale_confined")]

    def gap(self, numbers: Numbers, lam: Fraction, f0: Fraction, bits: int) -> Witnesses:
        """Also m <= sqrt(M0), and L with it."""
        assert numbers.confinement is not None  # noqa: S101
        m = root_below(numbers.confinement, bits)
        return {"m": (m,), "L": (numbers.radius - lam * (f0 - m),)}


BOUND = DriftMartingaleConfined()
