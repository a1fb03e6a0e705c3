"""`distance` and `distance-log`: P(exit) where the loss is star-convex about a point theta* near theta0.

With kappa = eta sigma/(2 tau - eta l), d = sqrt(V0) and m = r - d > d, `distance` is, for every shift 0 <= a <= d,
    P(exit) <= ((d - a)^2 + kappa d^2)/((m - a)^2 + kappa m^2),
which is smallest for the a with (m - a)(d - a) = kappa (a (m + d) - m d). With u = d - a that is
u^2 + (m - d + kappa (m + d)) u = kappa d^2, and the bound is u/(m - d + u). It tends to (d/m)^2 as eta tends to
2 tau/l, where it is that.

`distance-log` is P(exit) <= u(d/m), u(x) = 1 - (1-x) z^(j+1) with z = (1 - j x/(j+1))^(-1/j), where j is the largest
integer in 1, ..., 31 with (2j+1) eta sigma <= 2 tau - eta l. Neither is always the smaller one.

Both increase with V0 and eta and fall as r grows, so that the answers for these are ends of intervals. Whether they are
at most delta is decided exactly, with a rational d that is a little too large.
"""

from fractions import Fraction
from typing import Any, NamedTuple

from lojverify.bounds.base import MOST_EXPONENT
from lojverify.bounds.witnesses import root_above, short_below

NAME, LOG_NAME = "distance", "distance-log"
TITLES = {
    NAME: "((d - a)^2 + kappa d^2)/((r - d - a)^2 + kappa (r - d)^2), d = sqrt(V0), kappa = eta sigma/(2 tau - eta l)",
    LOG_NAME: "u(d/(r - d)), d = sqrt(V0) (see its module)",
}


class Star(NamedTuple):
    """The numbers of the bounds."""

    tau: Fraction
    expected_smoothness: Fraction
    noise: Fraction
    step_size: Fraction
    radius: Fraction
    distance: Fraction


def room(star: Star) -> Fraction:
    """2 tau - eta l, which must not be negative."""
    return 2 * star.tau - star.step_size * star.expected_smoothness


def exponent(star: Star) -> int:
    """The j of `distance-log`; 0 if there is none."""
    spread, rest = star.step_size * star.noise, room(star)
    if (2 * MOST_EXPONENT + 1) * spread <= rest:
        return MOST_EXPONENT
    return max(0, int((rest / spread - 1) // 2))


def shifted(*, kappa: Any, radius: Any, distance: Any) -> Any:
    """`distance` with the best shift, by any number type with roots."""
    d = distance.sqrt()
    gap = radius - 2 * d
    u = _part(kappa, gap, d, lambda x: x.sqrt())
    return u / (gap + u)


def logarithmic(*, radius: Any, distance: Any, exponent: Any) -> Any:
    """`distance-log`."""
    j = int(exponent.lower)
    x = distance.sqrt() / (radius - distance.sqrt())
    z = (Fraction(j + 1) / (j + 1 - j * x)).root(j)
    return 1 - (1 - x) * z ** (j + 1)


def any_noise(*, radius: Any, distance: Any) -> Any:
    """`distance` at the end of the range of step sizes."""
    d = distance.sqrt()
    return (d / (radius - d)) ** 2


def _part(kappa: Any, gap: Any, d: Any, root: Any) -> Any:
    """d - a for the best shift a, where gap = m - d > 0: the positive zero, without cancellation."""
    rise = gap + kappa * (gap + 2 * d)
    return 2 * kappa * d**2 / (rise + root(rise**2 + 4 * kappa * d**2))


class Shift(NamedTuple):
    """Rationals with which `distance` is shown: d^2 >= V0, kappa >= eta sigma/(2 tau - eta l), the shift, the bound."""

    d: Fraction
    kappa: Fraction | None  # None where 2 tau = eta l: there is no shift, and nothing is supposed of the noise
    a: Fraction
    bound: Fraction


def shift(star: Star, bits: int) -> Shift | None:
    """The witnesses of `distance`, roots as tight as `bits`; None where it does not apply, or says nothing."""
    d = root_above(star.distance, bits)
    m, rest = star.radius - d, room(star)
    if m <= d or rest < 0:
        return None
    if rest == 0:
        return Shift(d, None, Fraction(0), d**2 / m**2)
    kappa = star.step_size * star.noise / rest
    u = min(short_below(_part(kappa, m - d, d, lambda x: root_above(x, bits)), bits), d)
    return Shift(d, kappa, d - u, (u**2 + kappa * d**2) / ((m - d + u) ** 2 + kappa * m**2))


class Point(NamedTuple):
    """Rationals with which `distance-log` is shown: d^2 >= V0, j, a point (c, zeta) with c m >= d, and the bound."""

    d: Fraction
    j: int
    c: Fraction
    zeta: Fraction
    bound: Fraction


def point(star: Star, bits: int) -> Point | None:
    """The witnesses of `distance-log`, roots as tight as `bits`; None where it does not apply, or says nothing."""
    d = root_above(star.distance, bits)
    m, rest = star.radius - d, room(star)
    if m <= d or rest < 0:
        return None
    j = exponent(star)
    if j == 0:
        return None
    zeta = root_above(Fraction(j + 1) / (j + 1 - j * (d / m)), bits, j)
    c = Fraction(j + 1, j) * (1 - zeta**-j)
    return None if c >= 1 else Point(d, j, c, zeta, 1 - (1 - c) * zeta ** (j + 1))
