"""`shifted-ville`: P(exit) <= ((s0 f0 - a)^2 + beta F(theta0))/((m - a)^2 + beta M0) for the best shift a >= 0.

Here f0 = sqrt(F(theta0)), m = sqrt(M0), s0^2 = 1 - eta alpha (1 - eta C/2) and beta = nu^2/(1 - rho1) with
nu^2 = eta^2 C sigma/2. At a = 0 it is `ville`, at a = s0 f0 it is `cantelli-ville`, so it is at most either. Where the
bound is P, the best shift is a = (s0 f0 - P m)/(1 - P), or 0 if that is negative, that is if s0 m <= rho1 f0. With it,
P is the smaller root of beta (F(theta0) - P M0) (1 - P) = P (m - s0 f0)^2.

Every member of the family increases in s0, in beta and in F(theta0), so their minimum does. In eta it may have gaps, as
`cantelli-ville`.
"""

from fractions import Fraction
from typing import Any

from lojverify.bounds.cantelli_ville import CantelliVille, steepest
from lojverify.bounds.witnesses import Witnesses, ends, root_above
from lojverify.constants import Constants
from lojverify.enclose import piecewise
from lojverify.kernel.statement import Numbers

_BITS = 160  # of the root in `floor`


class ShiftedVille(CantelliVille):
    """See the module."""

    name = "shifted-ville"
    title = "((s0 sqrt(F(theta0)) - a)^2 + beta F(theta0))/((sqrt(M0) - a)^2 + beta M0), best a >= 0"

    @staticmethod
    def failure(*, mean: Any, beta: Any, confinement: Any, initial_loss: Any) -> Any:
        """2 beta F0/(S + sqrt((beta (m - f0)^2 + d^2) (beta (m + f0)^2 + d^2))) with d = m - s0 f0.

        Here S = beta (M0 + F0) + d^2, and the product is S^2 - 4 beta^2 M0 F0, so that P is that smaller root.
        Without shift, rho1 F0/M0, and rho1 = (s0^2 + beta)/(1 + beta).
        """
        m, f0 = confinement.sqrt(), initial_loss.sqrt()
        square = (m - (mean * initial_loss).sqrt()) ** 2
        root = ((beta * (m - f0) ** 2 + square) * (beta * (m + f0) ** 2 + square)).sqrt()
        shifted = 2 * beta * initial_loss / (beta * (confinement + initial_loss) + square + root)
        unshifted = (mean + beta) * initial_loss / ((1 + beta) * confinement)
        return piecewise(mean * confinement * (1 + beta) ** 2 - (mean + beta) ** 2 * initial_loss, shifted, unshifted)

    @staticmethod
    def threshold(*, mean: Any, beta: Any, confinement: Any, delta: Any) -> Any:
        """M0 x^2, x = delta b/(delta s0 + sqrt(delta (1 - delta) beta (b - delta s0^2))), b = 1 + beta (1 - delta).

        Without shift, which is best if s0^2 <= delta rho1, `delta` M0/rho1.
        """
        b = 1 + beta * (1 - delta)
        root = (delta * (1 - delta) * beta * (b - delta * mean)).sqrt()
        shifted = confinement * (delta * b / (delta * mean.sqrt() + root)) ** 2
        unshifted = delta * confinement * (1 + beta) / (mean + beta)
        return piecewise(mean * (1 + beta) - delta * (mean + beta), shifted, unshifted)

    def floor(self, constants: Constants, initial_loss: Fraction) -> Fraction:
        """For F(theta0) = M0 it is at least 2/(2 + q + sqrt(q (4 + q))) with q = (1 - s0)^2/beta."""
        q = steepest(constants, initial_loss)
        return Fraction(0) if q is None else 2 / (2 + q + root_above(q * (4 + q), _BITS))

    def witnesses(self, numbers: Numbers, bits: int) -> Witnesses:
        """As for `cantelli-ville`, but with the shift a = (t - delta m)/(1 - delta), which is best where P = delta."""
        found = super().witnesses(numbers, bits)
        delta = numbers.delta if numbers.exit is None else numbers.exit
        (start, *slope), (m,) = found["t"], found["m"]
        shift = ((start - delta * m) / (1 - delta), *(x / (1 - delta) for x in slope))
        if min(sum(c * eta**n for n, c in enumerate(shift)) for eta in ends(numbers)) < 0:
            return found | {"a": (), "h": found["t"]}
        return found | {"a": shift, "h": tuple(x - y for x, y in zip(found["t"], shift, strict=True))}


BOUND = ShiftedVille()
