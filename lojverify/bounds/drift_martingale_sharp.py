"""`drift-martingale-sharp`: P(exit) <= (1 + z)^2 eta^2 sigma F(theta0)/((1 - rho1) (r - Lamd sqrt(F(theta0)))^2).

As `drift_martingale`, with the drift and the noise in one potential: (1 + z)^2 is less than (1 + z^(2/3))^3. It
increases in eta for the same reason.
"""

from fractions import Fraction
from typing import Any

from lojverify.bounds.base import Limit
from lojverify.bounds.drift_martingale import DriftMartingale
from lojverify.bounds.witnesses import Witnesses, root_above
from lojverify.constants import Constants
from lojverify.kernel.statement import Numbers


class DriftMartingaleSharp(DriftMartingale):
    """See the module."""

    name = "drift-martingale-sharp"
    title = "(1 + z)^2 eta^2 sigma F(theta0)/((1 - rho1) (r - Lamd sqrt(F(theta0)))^2)"

    @staticmethod
    def factor(z: Any) -> Any:
        """(1 + z)^2."""
        return (1 + z) ** 2

    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:  # noqa: ARG002
        """One derivation, whatever the initial loss is."""
        return [(None, "drift_martingale")]

    def width(self, numbers: Numbers, lam: Fraction, bits: int) -> Witnesses:
        """The constant zeta >= z, and no shift h."""
        return {"zeta": (root_above(numbers.smoothness / 2, bits) * lam,), "h": ()}


BOUND = DriftMartingaleSharp()
