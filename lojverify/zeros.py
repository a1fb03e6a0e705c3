"""The constants of a problem of which points near theta0 are known, such as zeros of the loss."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from lojverify.constants import FIELDS, Constants, Exact, Known, RobbinsMonro, number, optional_text, shown
from lojverify.errors import InputError
from lojverify.exact import text
from lojverify.kernel.near import NearNumbers
from lojverify.kernel.star import StarNumbers

# As `constants.FIELDS`, for a loss that is star-convex about a point theta*; the paper has no such assumption.
STAR_FIELDS: dict[str, tuple[str, str, str, str]] = {
    "tau": (">", "", r"\tau", "grad F(theta).(theta - theta*) >= tau F(theta) on the ball"),
    "expected_smoothness": (">", "2.10", r"\ell", "E|v|^2 <= l F, v the stochastic gradient"),
    "noise": FIELDS["noise"],
    "step_size": FIELDS["step_size"],
    "radius": FIELDS["radius"],
    "distance": (">=", "", "V_0", "upper bound of |theta0 - theta*|^2"),
    "growth": (">", "", r"\mu", "F(theta) >= mu |theta - theta*|^2 on the ball"),
}
# The same for nearly linear least squares.
NEAR_FIELDS: dict[str, tuple[str, str, str, str]] = {
    "singular_value": (">", "", "s_J", "lambda_min(J J^T) >= n s_J^2, J the Jacobian, on the ball of radius 2 r + d0"),
    "curvature": (">=", "", "h", "root mean square of the Lipschitz constants of the rows of J, there"),
    "expected_smoothness": STAR_FIELDS["expected_smoothness"],
    "noise": FIELDS["noise"],
    "step_size": FIELDS["step_size"],
    "radius": FIELDS["radius"],
    "distance": (">=", "", "d_0", "upper bound of |theta0 - theta*|, theta* a zero"),
}


@dataclass(frozen=True, init=False, repr=False)
class AboutZeros(Known):
    """What is known about points near theta0, in place of an initial loss."""

    annulus: ClassVar[None] = None
    step_size: Fraction | None
    radius: Fraction | None
    distance: Fraction | None

    def _read(self, given: tuple[Exact | None, ...], optional: tuple[str, ...]) -> None:
        """Set the fields."""
        for (name, (relation, display, _, _)), one in zip(self.FIELDS.items(), given, strict=True):
            missing = one is None and name in optional
            object.__setattr__(self, name, None if missing else number(one, name, relation, display or None))

    def as_json(self) -> dict[str, str | None]:
        """The constants as the texts of a certificate."""
        return {name: optional_text(getattr(self, name)) for name in self.FIELDS}

    def numbers(self, delta: Fraction) -> StarNumbers | NearNumbers:
        """The numbers of a statement, for the kernel; nothing may be missing."""
        raise NotImplementedError


@dataclass(frozen=True, init=False, repr=False)
class StarConvex(AboutZeros):
    """What is known where the loss is star-convex about a point theta*, on the ball of radius r around theta0.

    tau                  grad F(theta).(theta - theta*) >= tau F(theta); least squares that interpolate have 2
    expected_smoothness  l: given the past, E|grad F(theta_k) + w_k|^2 <= l F(theta_k)
    noise                sigma: given the past, E|w_k|^2 <= sigma F(theta_k); zero is allowed
    step_size            eta; None (or left out) when it is to be solved for
    radius               r, the radius of the ball around theta0 that must not be left; None to solve for it
    distance             V0 >= |theta0 - theta*|^2; None to solve for it; zero is allowed
    growth               mu: F(theta) >= mu |theta - theta*|^2, from which a rate follows; None where it is not known

    Numbers are given and kept as in `Constants`. Raises InputError for what is no number, has the wrong sign or breaks
    growth <= expected_smoothness/tau^2.
    """

    FIELDS: ClassVar[dict[str, tuple[str, str, str, str]]] = STAR_FIELDS
    tau: Fraction
    expected_smoothness: Fraction
    noise: Fraction
    step_size: Fraction | None
    radius: Fraction | None
    distance: Fraction | None
    growth: Fraction | None

    def __init__(
        self,
        tau: Exact,
        expected_smoothness: Exact,
        noise: Exact,
        step_size: Exact | None = None,
        radius: Exact | None = None,
        distance: Exact | None = None,
        growth: Exact | None = None,
    ) -> None:
        given = (tau, expected_smoothness, noise, step_size, radius, distance, growth)
        self._read(given, ("step_size", "radius", "distance", "growth"))
        # tau F <= |grad F| |theta - theta*| and |grad F|^2 <= l F give F <= (l/tau^2) |theta - theta*|^2.
        most = self.expected_smoothness / self.tau**2
        if self.growth is not None and self.growth > most:
            relation = f"growth <= expected_smoothness/tau^2 = {shown(most)}"
            raise InputError(name="growth", value=text(self.growth), relation=relation)

    def numbers(self, delta: Fraction) -> StarNumbers:
        """The numbers of a statement, for the kernel; nothing but the growth may be missing."""
        given: dict[str, Any] = {name: getattr(self, name) for name in self.FIELDS}
        return StarNumbers(**given, delta=delta)


@dataclass(frozen=True, init=False, repr=False)
class NearlyLinear(AboutZeros):
    """What is known of nearly linear least squares F = (1/n) |residuals|^2 with the Jacobian J.

    singular_value       s_J: lambda_min(J J^T) >= n s_J^2 on the ball of radius 2 r + d0
    curvature            h: the rows of J are h_i-Lipschitz there, h^2 = mean h_i^2; zero is allowed
    expected_smoothness, noise, step_size, radius   as in `StarConvex`
    distance             d0 >= |theta0 - theta*| for a zero theta*, such as sqrt(F(theta0))/s_J; None to solve for it

    Numbers are given and kept as in `Constants`. Raises InputError for what is no number or has the wrong sign.
    """

    FIELDS: ClassVar[dict[str, tuple[str, str, str, str]]] = NEAR_FIELDS
    singular_value: Fraction
    curvature: Fraction
    expected_smoothness: Fraction
    noise: Fraction
    step_size: Fraction | None
    radius: Fraction | None
    distance: Fraction | None

    def __init__(
        self,
        singular_value: Exact,
        curvature: Exact,
        expected_smoothness: Exact,
        noise: Exact,
        step_size: Exact | None = None,
        radius: Exact | None = None,
        distance: Exact | None = None,
    ) -> None:
        given = (singular_value, curvature, expected_smoothness, noise, step_size, radius, distance)
        self._read(given, ("step_size", "distance"))

    def numbers(self, delta: Fraction) -> NearNumbers:
        """The numbers of a statement, for the kernel; nothing may be missing."""
        given: dict[str, Any] = {name: getattr(self, name) for name in self.FIELDS}
        return NearNumbers(**given, delta=delta)


Given = Constants | RobbinsMonro | AboutZeros
