"""`near-linear`: P(exit) for nearly linear least squares, with step sizes of about 1/l.

With s = s_J - h (r + d0)/2, c = 4 - eta l - 2 h (r + d0)/s, p = 2 h (r + d0)/(c s), kappa = eta sigma/c,
S = (1 + p)^2 kappa d0^2 and L = r - (2 + p) d0 > 0,
    P(exit) <= S/(L^2 + S)  if S <= (1 + p) d0 L,  and  (1 + p)^2 (1 + kappa) d0^2/(r - d0)^2  otherwise.

It increases with d0 and eta, but need not fall as r grows, since s and c do. There are no roots: everything is exact.
"""

from fractions import Fraction
from typing import NamedTuple

NAME = "near-linear"
TITLE = "S/((r - (2 + p) d0)^2 + S), S = (1 + p)^2 d0^2 eta sigma/c, p = 2 h (r + d0)/(c s) (see its module)"


class Near(NamedTuple):
    """The numbers of the bound."""

    singular_value: Fraction
    curvature: Fraction
    expected_smoothness: Fraction
    noise: Fraction
    step_size: Fraction
    radius: Fraction
    distance: Fraction


class NearShift(NamedTuple):
    """With what it is shown: s, c, p, kappa, the shift a, and the bound."""

    s: Fraction
    c: Fraction
    p: Fraction
    kappa: Fraction
    a: Fraction
    bound: Fraction


def steepness(near: Near) -> Fraction:
    """s."""
    return near.singular_value - near.curvature * (near.radius + near.distance) / 2


def turn(near: Near) -> Fraction:
    """2 h (r + d0)/s, for s > 0."""
    return 2 * near.curvature * (near.radius + near.distance) / steepness(near)


def shift(near: Near) -> NearShift | None:
    """The witnesses of the bound; None where it does not apply, or says nothing."""
    s = steepness(near)
    if s <= 0:
        return None
    c = 4 - near.step_size * near.expected_smoothness - turn(near)
    if c <= 0:
        return None
    p, kappa, d = turn(near) / c, near.step_size * near.noise / c, near.distance
    room, spread = near.radius - (2 + p) * d, (1 + p) ** 2 * kappa * d**2
    if room <= 0:
        return None
    if spread <= (1 + p) * d * room:
        return NearShift(s, c, p, kappa, d - spread / ((1 + p) * room), spread / (room**2 + spread))
    return NearShift(s, c, p, kappa, Fraction(0), (1 + p) ** 2 * (1 + kappa) * d**2 / (near.radius - d) ** 2)
