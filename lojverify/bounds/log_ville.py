"""`log-ville`: P(exit) <= u(c) + K(c) nu^2 F(theta0)/M0, for c = s0 sqrt(F(theta0)/M0).

Here s0^2 = 1 - eta alpha (1 - eta C/2), nu^2 = eta^2 C sigma/2, and with zeta = (1 - j c/(j+1))^(-1/j)
    u(c) = 1 - (1 - c) zeta^(j+1),   K(c) = zeta^(2j+1),
where j is the largest integer in 1, ..., 31 with b = eta C sigma/(alpha (1 - eta C/2)) <= 1/(j+1).

The step sizes for which it is at most delta need not form an interval, as j changes with them, and s0 falls where nu
rises. So the largest one is searched for from the top. There is no inverse formula.
"""

from fractions import Fraction
from typing import Any

from lojverify.bounds.base import MOST_EXPONENT, Bound, Limit, below, exponent, mean_factor
from lojverify.bounds.witnesses import Witnesses, ends, root_above
from lojverify.constants import Constants
from lojverify.kernel.statement import Numbers


class LogVille(Bound):
    """See the module."""

    name = "log-ville"
    title = "u(c) + K(c) nu^2 F(theta0)/M0, c = s0 sqrt(F(theta0)/M0)"
    paper = ("3.15", "3.19")
    needs = ("confinement",)
    steps_have_gaps = True
    invertible = False

    @staticmethod
    def failure(*, mean: Any, variance: Any, confinement: Any, initial_loss: Any, exponent: Any) -> Any:
        """The bound, for s0^2, nu^2 and j; it increases in s0 and nu, because u and K increase."""
        j = int(exponent.lower)
        square = initial_loss / confinement
        c = (mean * square).sqrt()
        zeta = (Fraction(j + 1) / (j + 1 - j * c)).root(j)
        return 1 - (1 - c) * zeta ** (j + 1) + zeta ** (2 * j + 1) * variance * square

    def least(self, constants: Constants, low: Fraction, high: Fraction) -> dict[str, Any]:
        """The smallest s0 and nu; s0^2 is a quadratic with its minimum at 1/C, and nu rises. No end of j is inside."""
        place = min(max(1 / constants.smoothness, low), high)
        return {
            "mean": mean_factor(constants.with_step_size(place)),
            "variance": low**2 * constants.smoothness * constants.noise / 2,
        }

    def step_limit(self, constants: Constants) -> Limit:
        """The range b <= 1/2."""
        return Limit(_end(constants, 1), closed=True, words="2 alpha/(C (alpha + 4 sigma))")

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:
        """F(theta0) <= M0."""
        return [(below(constants), "log_ville_below")]

    def parameters(self, constants: Constants) -> tuple[int, ...]:
        """The integer j of the step size; for a smaller step size it serves too."""
        return (int(exponent(constants)),)

    def breaks(self, constants: Constants) -> tuple[Fraction, ...]:
        """Where j falls."""
        return tuple(_end(constants, j) for j in range(2, MOST_EXPONENT + 1)) if constants.noise else ()

    def witnesses(self, numbers: Numbers, bits: int) -> Witnesses:
        """A rational zeta, a little too large, and the c that belongs to it: the same for all step sizes.

        s0 is convex in eta, so it is largest at an end of the interval.
        """
        assert numbers.confinement is not None  # noqa: S101
        given = (numbers.alpha, numbers.smoothness, numbers.noise)
        low, high = (Constants(*given, eta, numbers.radius) for eta in ends(numbers))
        j, factor = int(exponent(high)), max(mean_factor(low), mean_factor(high))
        c = root_above(factor * numbers.initial_loss / numbers.confinement, 2 * bits)
        if c >= 1:
            return {"c": (Fraction(1),), "zeta": (root_above(Fraction(j + 1), bits, j),)}
        # Only zeta - 1 has to be precise; short, because its powers become long. The powers of zeta are exact.
        more = max(0, c.denominator.bit_length() - c.numerator.bit_length())
        rise = root_above((j + 1) / (j + 1 - j * c), 2 * bits + more, j) - 1
        unit = Fraction(2) ** (rise.numerator.bit_length() - rise.denominator.bit_length() - bits // 2)
        zeta = 1 - (-rise // unit) * unit if rise else Fraction(1)
        return {"zeta": (zeta,), "c": ((j + 1) * (1 - 1 / zeta**j) / j,)}


def _end(constants: Constants, j: int) -> Fraction:
    """The largest step size with b <= 1/(j+1)."""
    C, alpha = constants.smoothness, constants.alpha
    return 2 * alpha / (C * (alpha + 2 * (j + 1) * constants.noise))


BOUND = LogVille()
