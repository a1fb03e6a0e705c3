"""`drift-martingale`: P(exit) <= (1 + z^(2/3))^3 eta^2 sigma F(theta0)/((1 - rho1) (r - Lamd sqrt(F(theta0)))^2).

Here Lamd = eta sqrt(alpha)/(1 - sqrt(rho1)) and z = sqrt(C/2) Lamd: the drift and the noise of the run, bounded one by
one. It needs Lamd sqrt(F(theta0)) < r, nothing of F on the sphere, and is of order eta.

It increases in eta, because Lamd does (see `path_length`), and so does eta^2 sigma/(1 - rho1) = eta sigma/drop1, where
drop1 = alpha - eta C (alpha + sigma)/2 falls. The condition on F(theta0) is lost where Lamd is too large.
"""

from fractions import Fraction
from typing import Any

from lojverify.bounds.base import Bound, Limit, arguments, rho1_step_limit
from lojverify.bounds.witnesses import Witnesses, drop1, ends, envelope, from_zero, root_above
from lojverify.constants import Constants, shown
from lojverify.enclose import enclose
from lojverify.kernel.statement import Numbers


def reach(alpha: Any, smoothness: Any, noise: Any, step_size: Any, rho1: Any) -> Any:
    """Lamd = sqrt(alpha) (1 + sqrt(rho1)) eta/(1 - rho1): how far the drift goes, for sqrt(F(theta0)) = 1."""
    return alpha.sqrt() * (1 + rho1.sqrt()) / (alpha - step_size * smoothness * (alpha + noise) / 2)


def spread(alpha: Any, smoothness: Any, noise: Any, step_size: Any) -> Any:
    """eta^2 sigma/(1 - rho1)."""
    return step_size * noise / (alpha - step_size * smoothness * (alpha + noise) / 2)


class DriftMartingale(Bound):
    """See the module. What this form does not share with the others are `factor`, `scripts`, `gap` and `width`."""

    name = "drift-martingale"
    title = "(1 + z^(2/3))^3 eta^2 sigma F(theta0)/((1 - rho1) (r - Lamd sqrt(F(theta0)))^2)"
    paper = ("3.10", "3.14", "3.19")
    condition = "Lamd sqrt(initial_loss) < radius"

    @staticmethod
    def factor(z: Any) -> Any:
        """(1 + z^(2/3))^3."""
        return (1 + (z**2).root(3)) ** 3

    @classmethod
    def failure(
        cls, *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, radius: Any, initial_loss: Any, rho1: Any
    ) -> Any:
        """(1 + z^(2/3))^3 eta^2 sigma F(theta0)/((1 - rho1) L^2), L = r - Lamd f0 > 0."""
        far = reach(alpha, smoothness, noise, step_size, rho1)
        wide = cls.factor((smoothness / 2).sqrt() * far) * spread(alpha, smoothness, noise, step_size)
        return wide * initial_loss / (radius - far * initial_loss.sqrt()) ** 2

    @staticmethod
    def room(
        *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, radius: Any, initial_loss: Any, rho1: Any
    ) -> Any:
        """L = r - Lamd f0, which must be positive."""
        return radius - reach(alpha, smoothness, noise, step_size, rho1) * initial_loss.sqrt()

    @classmethod
    def _scale(cls, alpha: Any, smoothness: Any, noise: Any, step_size: Any, rho1: Any, delta: Any) -> Any:
        # r/sqrt(F(theta0)) where the bound is delta
        far = reach(alpha, smoothness, noise, step_size, rho1)
        wide = cls.factor((smoothness / 2).sqrt() * far) * spread(alpha, smoothness, noise, step_size)
        return far + (wide / delta).sqrt()

    @classmethod
    def threshold(
        cls, *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, radius: Any, delta: Any, rho1: Any
    ) -> Any:
        """(r/(Lamd + sqrt((1 + z^(2/3))^3 eta^2 sigma/((1 - rho1) delta))))^2."""
        return (radius / cls._scale(alpha, smoothness, noise, step_size, rho1, delta)) ** 2

    @classmethod
    def smallest_radius(
        cls, *, alpha: Any, smoothness: Any, noise: Any, step_size: Any, initial_loss: Any, delta: Any, rho1: Any
    ) -> Any:
        """sqrt(F(theta0)) (Lamd + sqrt((1 + z^(2/3))^3 eta^2 sigma/((1 - rho1) delta)))."""
        return initial_loss.sqrt() * cls._scale(alpha, smoothness, noise, step_size, rho1, delta)

    def step_limit(self, constants: Constants) -> Limit:
        """The range of rho1."""
        return rho1_step_limit(constants)

    def broken(self, constants: Constants, initial_loss: Fraction | None = None) -> list[str]:
        """Also where `condition` does not hold, if both are given."""
        found = super().broken(constants, initial_loss)
        if found or initial_loss is None or constants.step_size is None or constants.radius is None:
            return found
        left = enclose(self.room, arguments(self.room, constants, initial_loss=initial_loss), ("rational",), 512)
        if left.lower > 0:
            return []
        lacks = f"it falls short by {shown(-left.lower)}" if left.upper < 0 else "it is equal to it"
        return [f"radius = {shown(constants.radius)} breaks {self.condition}: {lacks}, (3.10)"]

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:  # noqa: ARG002
        """One derivation, whatever the initial loss is."""
        return [(None, "drift_martingale_split")]

    def gap(self, numbers: Numbers, lam: Fraction, f0: Fraction, bits: int) -> Witnesses:  # noqa: ARG002
        """How far the noise alone must lead, L."""
        return {"L": (numbers.radius - lam * f0,)}

    def width(self, numbers: Numbers, lam: Fraction, bits: int) -> Witnesses:
        """The constants that say how drift and noise are weighed: c >= z^(2/3)."""
        return {"c": (root_above(numbers.smoothness * lam**2 / 2, bits, 3),)}

    def witnesses(self, numbers: Numbers, bits: int) -> Witnesses:
        """s, Lam, f0, L, and gamma, which is convex in eta and 0 at 0."""
        found = envelope(numbers, numbers.alpha, bits)
        lam, high = found["Lam"][0], ends(numbers)[1]
        f0 = root_above(numbers.initial_loss, bits)
        gamma = from_zero(Fraction(0), high * numbers.noise / drop1(numbers, high), numbers)
        found |= {"gamma": gamma, "f0": (f0,)} | self.gap(numbers, lam, f0, bits)
        return found | self.width(numbers, lam, bits)


BOUND = DriftMartingale()
