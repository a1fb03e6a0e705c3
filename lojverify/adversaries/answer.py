"""The lower side of a certified statement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from lojverify.constants import optional_text


@dataclass(frozen=True)
class TwoSided:
    """Explicit instances beside P(exit) <= `delta` for F(theta0) <= `initial_loss`, as `kernel.excursion` reads them.

    instance  one with F(theta0) <= initial_loss; None, for `reason`, where there is none
    failing   one that leaves the ball with a probability above delta; None for `failing_reason`
    """

    initial_loss: Fraction
    delta: Fraction
    instance: Mapping[str, Any] | None = field(repr=False)
    reason: str | None
    failing: Mapping[str, Any] | None = field(repr=False)
    failing_reason: str | None

    @property
    def probability(self) -> Fraction | None:
        """The instance leaves the ball with at least this probability."""
        return None if self.instance is None else Fraction(self.instance["probability"])

    @property
    def failing_loss(self) -> Fraction | None:
        """F(theta0) of the failing instance."""
        return None if self.failing is None else Fraction(self.failing["loss"])

    @property
    def delta_ratio(self) -> Fraction | None:
        """delta over that probability, at least 1: by how much delta might be too large."""
        return self.delta / self.probability if self.probability else None

    @property
    def loss_ratio(self) -> Fraction | None:
        """The failing initial loss over the certified one, above 1: by how much that might be too small."""
        return self.failing_loss / self.initial_loss if self.failing_loss and self.initial_loss else None

    def as_json(self) -> dict[str, Any]:
        """The keys that a certificate has besides its own."""
        return {
            "exit_probability_at_least": optional_text(self.probability),
            "failing_initial_loss": optional_text(self.failing_loss),
            "lower": {
                "delta_over_exit_probability": optional_text(self.delta_ratio),
                "failing_over_certified": optional_text(self.loss_ratio),
                "instance": self.instance,
                "reason": self.reason,
                "failing_instance": self.failing,
                "failing_reason": self.failing_reason,
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "TwoSided":
        """The answer that a checked certificate holds."""
        lower = data["lower"]
        return cls(
            Fraction(data["initial_loss"]),
            Fraction(data["delta"]),
            lower["instance"],
            lower["reason"],
            lower["failing_instance"],
            lower["failing_reason"],
        )
