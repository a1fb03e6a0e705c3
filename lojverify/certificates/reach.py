"""What a statement may say beyond P(exit) <= delta: how long the run stays, and that its loss reaches a target.

By the sharp (3.9), E[F(theta[n]); the run stays] <= rho1^n F(theta0), so by Markov's inequality a run that stays has
F(theta[n]) > T with probability at most rho1^n F(theta0)/T. Powers are bounded from above by repeated squaring, rounded
up each time: a chain that a proof repeats in as many steps as n has binary digits.
"""

from dataclasses import asdict, dataclass
from fractions import Fraction

from lojverify.bounds.base import rho1
from lojverify.bounds.sums import LEAST_POWER, power_chain
from lojverify.certificates import rounding
from lojverify.constants import Constants
from lojverify.errors import RejectedError

MOST_STEPS: int = 10**60


@dataclass(frozen=True)
class Reach:
    """A horizon and a target.

    horizon      the run is watched for this many steps; None: for ever
    steps        F(theta[steps]) <= target_loss is claimed too; None: there is no target
    target_loss  the target, None without steps
    exit, miss   the parts of delta: that the run leaves, and that it stays but misses the target; None without one
    """

    horizon: int | None = None
    steps: int | None = None
    target_loss: Fraction | None = None
    exit: Fraction | None = None
    miss: Fraction | None = None

    def as_json(self) -> dict[str, str | None]:
        """The keys that a certificate has for it."""
        names = {"exit": "exit_at_most", "miss": "miss_at_most"}
        return {names.get(key, key): None if value is None else str(value) for key, value in asdict(self).items()}

    def words(self) -> str:
        """How long the run stays, in words."""
        return "ever" if self.horizon is None else f"within {self.horizon} steps"


def miss(constants: Constants, initial_loss: Fraction, target_loss: Fraction, steps: int) -> Fraction:
    """rho1^steps F(theta0)/T, rounded up."""
    return rounding.up(_power(constants, steps) * initial_loss / target_loss)


def least_target(constants: Constants, initial_loss: Fraction, steps: int, room: Fraction) -> Fraction:
    """The smallest target that is missed with probability at most `room` > 0, rounded up; 0 if every target is met."""
    return rounding.up(_power(constants, steps) * initial_loss / room)


def fewest_steps(constants: Constants, initial_loss: Fraction, target_loss: Fraction, room: Fraction) -> int:
    """The smallest n >= 1 for which the target is missed with probability at most `room` > 0.

    Raises RejectedError where more than MOST_STEPS steps are needed.
    """

    def enough(steps: int) -> bool:
        return miss(constants, initial_loss, target_loss, steps) <= room

    many = 1
    while not enough(many):
        if many > MOST_STEPS:
            raise RejectedError("the target is not shown to be reached within 10^60 steps, (3.9)")
        many *= 2
    few = many // 2  # not enough, or 0
    while many - few > 1:
        middle = (few + many) // 2
        if enough(middle):
            many = middle
        else:
            few = middle
    return many


def is_floored(constants: Constants, steps: int | None) -> bool:
    """Whether rho1^steps is so small that LEAST_POWER replaces it: then the true answer is smaller."""
    return steps is not None and _power(constants, steps) == LEAST_POWER


def _power(constants: Constants, steps: int) -> Fraction:
    return power_chain(rho1(constants), steps)[-1][1]
