"""`drift-martingale-shifted`: P(exit) <= S/(L^2 + t S), S = (1 + z)^2 eta^2 sigma F(theta0)/(1 - rho1), t = z/(1 + z).

Here f0 = sqrt(F(theta0)), L = r - Lamd f0 > 0, and Lamd and z are as in `drift_martingale`. It is the potential of
`drift_martingale_sharp` with the shift h = t S/L where that is at most Lamd f0; otherwise h = Lamd f0, and the bound is
(Lamd^2/t + S/F(theta0)) F(theta0)/r^2. That is the least over h in [0, Lamd f0] of (h^2/t + S)/(L + h)^2, so it is at
most that of `drift_martingale_sharp`, which has h = 0.

It increases in eta: with h = Lamd u the numerator is (1 + z) Lamd u^2/sqrt(C/2) + S and L + h = r - Lamd (f0 - u), so
every member of the family, u in [0, f0], does.
"""

from fractions import Fraction
from typing import Any

from lojverify.bounds.drift_martingale import reach, spread
from lojverify.bounds.drift_martingale_sharp import DriftMartingaleSharp
from lojverify.bounds.witnesses import Witnesses, drop1, ends, short_below
from lojverify.enclose import piecewise
from lojverify.kernel.statement import Numbers


def _parts(alpha: Any, smoothness: Any, noise: Any, step_size: Any, rho1: Any) -> tuple[Any, Any, Any, Any]:
    """Lamd, t, S/F(theta0), and Lamd^2/t = Lamd (1 + z)/sqrt(C/2)."""
    far, kappa = reach(alpha, smoothness, noise, step_size, rho1), (smoothness / 2).sqrt()
    z = kappa * far
    return far, z / (1 + z), (1 + z) ** 2 * spread(alpha, smoothness, noise, step_size), far * (1 + z) / kappa


class DriftMartingaleShifted(DriftMartingaleSharp):
    """See the module."""

    name = "drift-martingale-shifted"
    title = "S/((r - Lamd sqrt(F(theta0)))^2 + t S), S = (1 + z)^2 eta^2 sigma F(theta0)/(1 - rho1), t = z/(1 + z)"

    @classmethod
    def failure(
        cls, *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, radius: Any, initial_loss: Any, rho1: Any
    ) -> Any:
        """S/(L^2 + t S), or with the largest shift (Lamd^2/t + S/F(theta0)) F(theta0)/r^2."""
        far, t, wide, steep = _parts(alpha, smoothness, noise, step_size, rho1)
        f0 = initial_loss.sqrt()
        room, S = radius - far * f0, wide * initial_loss
        largest = (steep + wide) * initial_loss / radius**2
        return piecewise(room * far - t * wide * f0, S / (room**2 + t * S), largest)

    @classmethod
    def _scale(cls, alpha: Any, smoothness: Any, noise: Any, step_size: Any, rho1: Any, delta: Any) -> Any:
        # r/sqrt(F(theta0)) where the bound is delta
        far, t, wide, steep = _parts(alpha, smoothness, noise, step_size, rho1)
        best, largest = far + (wide * (1 - t * delta) / delta).sqrt(), ((steep + wide) / delta).sqrt()
        return piecewise(far**2 * (1 - t * delta) - t**2 * wide * delta, best, largest)

    def witnesses(self, numbers: Numbers, bits: int) -> Witnesses:
        """Also a shift h close to the best one at the largest step size, the same for all of them."""
        found = super().witnesses(numbers, bits)
        (lam,), (f0,), (room,), (zeta,) = (found[name] for name in ("Lam", "f0", "L", "zeta"))
        high = ends(numbers)[1]
        gamma = high * numbers.noise / drop1(numbers, high)
        best = zeta * (1 + zeta) * gamma * numbers.initial_loss / room if room > 0 else Fraction(0)
        return found | {"h": (short_below(min(best, lam * f0), bits),)}


BOUND = DriftMartingaleShifted()
