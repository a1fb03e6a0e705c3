"""`drift-martingale-within`: P(exit within N steps) <= (1 + z)^2 spread F(theta0)/(r - reach sqrt(F(theta0)))^2.

Here spread = eta^2 sigma (1 + rho1 + ... + rho1^(N-1)) and, for any share s in (0, 1], with p = s eta (1 - eta C/2) and
A = rho1 + p alpha, reach^2 = (eta^2/p)(A + ... + A^N), z^2 = (C/2)(eta^2/p)(A + ... + A^(N-1)). For N infinite and the
best share this is `drift_martingale_sharp`, and it is smaller for every N: in the first 1/(eta alpha) steps or so the
drift is at most about sqrt(N eta F(theta0)), and then z, whose square may be the condition number, is small too.

The share is chosen with floats, once for the constants; whatever it is, the bound is proved.
"""

from fractions import Fraction
from math import expm1
from typing import Any

from lojverify.bounds.base import Limit, rho1
from lojverify.bounds.drift_martingale import DriftMartingale
from lojverify.bounds.sums import LEAST_POWER, sum_above
from lojverify.bounds.witnesses import Witnesses, root_above
from lojverify.constants import Constants
from lojverify.errors import EnclosureError
from lojverify.kernel.statement import Numbers

_MOST_POWER: int = 2**8000
_GRID = 1024  # shares are multiples of its inverse


class DriftMartingaleWithin(DriftMartingale):
    """See the module; `horizon` is N."""

    name = "drift-martingale-within"
    title = "(1 + z)^2 eta^2 sigma (1 + rho1 + ... + rho1^(N-1)) F(theta0)/(r - reach sqrt(F(theta0)))^2"
    condition = "reach sqrt(initial_loss) < radius"

    def __init__(self, horizon: int, constants: Constants) -> None:
        self.horizon = horizon
        self.share = Fraction(1) if constants.step_size is None else _best_share(constants, horizon)

    def _parts(self, alpha: Any, smoothness: Any, noise: Any, step_size: Any, rho1: Any) -> tuple[Any, Any]:
        """The reach, and what F(theta0)/(r - reach f0)^2 is multiplied by."""
        p = self.share * step_size * (1 - step_size * smoothness / 2)
        unit, A = step_size**2 / p, rho1 + p * alpha
        # A + ... + A^N = A (1 + (A + ... + A^(N-1)))
        before = A * _geometric(A, self.horizon - 1)
        z = (smoothness / 2 * unit * before).sqrt()
        spread = step_size**2 * noise * _geometric(rho1, self.horizon)
        return (unit * A * (1 + before)).sqrt(), (1 + z) ** 2 * spread

    def failure(  # type: ignore[override]  # it depends on the horizon
        self, *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, radius: Any, initial_loss: Any, rho1: Any
    ) -> Any:
        """(1 + z)^2 spread F(theta0)/L^2, L = r - reach f0 > 0."""
        reach, wide = self._parts(alpha, smoothness, noise, step_size, rho1)
        return wide * initial_loss / (radius - reach * initial_loss.sqrt()) ** 2

    def room(  # type: ignore[override]
        self, *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, radius: Any, initial_loss: Any, rho1: Any
    ) -> Any:
        """L = r - reach f0, which must be positive."""
        return radius - self._parts(alpha, smoothness, noise, step_size, rho1)[0] * initial_loss.sqrt()

    def threshold(  # type: ignore[override]
        self, *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, radius: Any, delta: Any, rho1: Any
    ) -> Any:
        """(r/(reach + (1 + z) sqrt(spread/delta)))^2."""
        reach, wide = self._parts(alpha, smoothness, noise, step_size, rho1)
        return (radius / (reach + (wide / delta).sqrt())) ** 2

    def smallest_radius(  # type: ignore[override]
        self, *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, initial_loss: Any, delta: Any, rho1: Any
    ) -> Any:
        """sqrt(F(theta0)) (reach + (1 + z) sqrt(spread/delta))."""
        reach, wide = self._parts(alpha, smoothness, noise, step_size, rho1)
        return initial_loss.sqrt() * (reach + (wide / delta).sqrt())

    def mismatches(self, constants: Constants) -> list[str]:
        """A step size to be solved for."""
        return ["it needs a step size that is given, (3.2)"] if constants.step_size is None else []

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:  # noqa: ARG002
        """One derivation, whatever the initial loss is."""
        return [(None, "drift_martingale_within")]

    def witnesses(self, numbers: Numbers, bits: int) -> Witnesses:
        """The constants of `drift_martingale_within`: sums and roots by bounds, everything else exactly."""
        eta, C = numbers.step_size, numbers.smoothness
        p = self.share * eta * (1 - eta * C / 2)
        rate = 1 - eta * numbers.alpha + eta**2 * C * (numbers.alpha + numbers.noise) / 2
        A, R = rate + p * numbers.alpha, rate or Fraction(1, 2**bits)
        unit, least = eta**2 / p, eta**2 * numbers.noise
        x0 = unit * A * sum_above(A, self.horizon)
        lam, f0 = root_above(x0, bits), root_above(numbers.initial_loss, bits)
        found = {
            "p": p,
            "unit": unit,
            "least": least,
            "A": A,
            "Ainv": 1 / A,
            "R": R,
            "Rinv": 1 / R,
            "x0": x0,
            "c0": least * sum_above(R, self.horizon),
            "zeta": root_above(C / 2 * max(x0 / A - unit, Fraction(0)), bits) or Fraction(1, 2**bits),
            "lam": lam,
            "f0": f0,
            "L": numbers.radius - lam * f0,
        }
        return {name: (value,) for name, value in found.items()}


def _geometric(rate: Any, terms: int) -> Any:
    """1 + rate + ... + rate^(terms - 1), by doubling; no digits cancel.

    What a power below 2^-1400 would add is left out. One above 2^8000 ends the sum, as no ball is large enough then.
    """
    if terms == 0:
        return 0 * rate
    power, total = rate, 0 * rate + 1
    for digit in f"{terms:b}"[1:]:
        if power.upper < LEAST_POWER or power.lower > _MOST_POWER:
            return total * (1 + power)
        if power.upper > _MOST_POWER:
            raise EnclosureError("the precision is too low for so many steps", power=power)
        power, total = power**2, total * (1 + power)
        if digit == "1":
            power, total = power * rate, total * rate + 1
    return total


def _best_share(constants: Constants, horizon: int) -> Fraction:
    """The share for which reach is about smallest."""
    # With A = 1 - h, h = (1 - rho1) - p alpha, reach^2/eta^2 is about (1 - exp(-N h))/(p h).
    eta = constants.step_size
    assert eta is not None  # noqa: S101
    gain = float(eta * constants.alpha * (1 - eta * constants.smoothness / 2))
    loss = float(1 - rho1(constants))
    steps = float(min(horizon, 10**300))

    def size(n: int) -> float:
        share = n / _GRID
        h = loss - share * gain
        grown = steps if abs(h) * steps < 1e-9 else -expm1(max(-h * steps, -700.0)) / h if h > 0 else _grow(-h, steps)
        return grown / share

    return Fraction(min(range(1, _GRID + 1), key=size), _GRID)


def _grow(h: float, steps: float) -> float:
    return expm1(min(h * steps, 700.0)) / h
