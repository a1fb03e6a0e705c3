"""What every concrete loss offers: its constants on a ball, the evidence for them, and its mini-batch gradients.

The loss is F(theta) = (1/n) sum_i f_i(theta)^2 over n samples, and SGD draws a batch of them in every step.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lojverify.constants import Constants
from lojverify.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Batch:
    """How a step draws its batch, a fresh one each time: `size` of `samples`, uniformly.

    size         b >= 1; without replacement b <= samples
    samples      n, the number of data
    replacement  whether one sample may be drawn several times
    """

    size: int
    samples: int
    replacement: bool = True

    def __post_init__(self) -> None:
        if self.size < 1 or (not self.replacement and self.size > self.samples):
            most = "" if self.replacement else f" <= {self.samples}, the number of samples"
            raise InputError(name="batch", value=self.size, relation=f"1 <= batch{most}", display="2.6")

    @property
    def variance_factor(self) -> Fraction:
        """phi: the variance of the batch's gradient over that of one sample's.

        1/b with replacement, (n - b)/(b (n - 1)) without; proofs/batch_with_replacement.py and
        proofs/batch_without_replacement.py derive both.
        """
        if self.replacement:
            return Fraction(1, self.size)
        if self.samples == 1:
            return Fraction(0)
        return Fraction(self.samples - self.size, self.size * (self.samples - 1))

    def noise(self, single: Fraction, alpha: Fraction) -> Fraction:
        """sigma with E|v - grad F|^2 <= sigma F: phi (l - alpha).

        single  l with E|v|^2 <= l F for one sample;  alpha  a lower bound of |grad F|^2/F
        """
        return self.variance_factor * max(single - alpha, Fraction(0))

    def expected_smoothness(self, single: Fraction, growth: Fraction) -> Fraction:
        """l_b with E|v|^2 <= l_b F: phi l + (1 - phi) growth, where |grad F|^2 <= growth F."""
        share = self.variance_factor
        return share * single + (1 - share) * growth


@dataclass(frozen=True)
class Star:
    """The loss is star-convex at a zero theta* on the ball: what the bound `distance` needs.

    tau                  grad F(theta).(theta - theta*) >= tau F(theta)
    expected_smoothness  l: E|v|^2 <= l F given the past, v the stochastic gradient
    noise                sigma: E|v - grad F|^2 <= sigma F
    distance             V0 >= |theta0 - theta*|^2, a square of a length
    growth               mu: F >= mu |theta - theta*|^2, from which the rate follows; None where it is not known
    """

    tau: Fraction
    expected_smoothness: Fraction
    noise: Fraction
    distance: Fraction
    growth: Fraction | None = None


@dataclass(frozen=True)
class NearLinear:
    """The residuals have a Jacobian that changes little: what the bound `near-linear` needs, on the ball of radius r.

    singular_value       s_J: lambda_min(J J^T) >= n s_J^2 on B(theta0, 2 r + d0)
    curvature            h = sqrt(mean h_i^2), grad f_i h_i-Lipschitz there
    expected_smoothness  l: E|v|^2 <= l F on B(theta0, r)
    noise                sigma: E|v - grad F|^2 <= sigma F on B(theta0, r)
    distance             d0 >= |theta0 - theta*| for a zero theta*, a length; sqrt(F(theta0))/s_J is one
    """

    singular_value: Fraction
    curvature: Fraction
    expected_smoothness: Fraction
    noise: Fraction
    distance: Fraction


@dataclass(frozen=True)
class ProblemConstants:
    """The rigorous constants of a problem on the ball of one radius.

    constants     alpha, smoothness, noise, radius, and confinement or None; the step size is None
    initial_loss  an upper bound of F(theta0), equal to it where it is rational
    star, near_linear   what the bounds of these names need; None where it is not known to hold
    evidence      what `check` replays (see `replay`): an object of JSON with the key "kind"; no floats
    assumes       what is assumed of the data and the sampling, in words
    notes         what a reader should know: what was rounded, and what no kernel proof covers
    backends      what a replay of the evidence needs beyond the standard library, such as "arb"
    sharpest      by the name of a constant, a bound from its other side: no alpha above, no smoothness below this holds
    """

    constants: Constants
    initial_loss: Fraction
    star: Star | None
    near_linear: NearLinear | None
    evidence: Mapping[str, Any]
    assumes: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=(), compare=False)
    backends: tuple[str, ...] = ()
    sharpest: Mapping[str, Fraction] = field(default_factory=dict, compare=False)

    def as_json(self) -> dict[str, Any]:
        """The numbers as an object of JSON: rationals as texts, what is not known null."""
        return {
            "constants": self.constants.as_json(),
            "initial_loss": str(self.initial_loss),
            "star": _texts(self.star),
            "near_linear": _texts(self.near_linear),
            "sharpest": {name: str(value) for name, value in self.sharpest.items()},
        }


def _texts(part: Star | NearLinear | None) -> dict[str, str | None] | None:
    if part is None:
        return None
    return {name: None if value is None else str(value) for name, value in asdict(part).items()}


class Problem(ABC):
    """A loss with its data, its start and its batches.

    kind       as in the problem file
    title      in words
    batch      how a step draws its batch
    radius     of the ball, as the file gives it; None to have it chosen
    dimension  the number of parameters
    """

    kind: str
    title: str
    batch: Batch
    radius: Fraction | None
    dimension: int

    @abstractmethod
    def constants(self, radius: Fraction) -> ProblemConstants:
        """The constants on the ball of this radius around theta0.

        Raises InputError where there are none, such as for data that no parameters interpolate.
        """

    def first_radius(self) -> Fraction:
        """A radius of the right order of size, at which the search for the best one begins."""
        return Fraction(1)

    def scales_with_radius(self) -> bool:
        """Whether the constants depend on the radius (for a quadratic loss they do not, but for the confinement)."""
        return True

    def with_batch(self, size: int) -> Problem:
        """The same problem with another batch size."""
        raise NotImplementedError

    def with_time_limit(self, seconds: Fraction) -> Problem:
        """The same problem, whose constants on one ball take about this long and are weaker if that is too little.

        Raises InputError for a loss whose constants are computed directly.
        """
        raise InputError("a time limit is of use for residuals only", name="time_limit", value=seconds)

    # -- floating point, for simulation only: never evidence -------------------------------------------------------

    @abstractmethod
    def start(self) -> Floats:
        """theta0, of shape (dimension,)."""

    @abstractmethod
    def losses(self, thetas: Floats) -> Floats:
        """F at each row of `thetas`, which has shape (m, dimension); of shape (m,)."""

    @abstractmethod
    def gradients(self, thetas: Floats, rows: Integers) -> Floats:
        """The mean of grad (f_i^2) over the samples rows[j] at thetas[j]; `rows` has shape (m, b)."""
