import random
from fractions import Fraction

import pytest

from lojverify import certify
from lojverify.bounds import REGISTRY
from lojverify.certificates import rounding
from lojverify.constants import Constants

NAMES = list(REGISTRY)
FREE = [name for name, bound in REGISTRY.items() if not bound.needs]  # of any condition on the sphere
GAP = Fraction(1, 10**18)


SCALED = [name for name in NAMES if name != "printed"]  # the printed bound depends on the units


@pytest.mark.parametrize("name", SCALED)
@pytest.mark.parametrize("c", [Fraction(3), Fraction(2, 7)])
def test_lengths_in_other_units_leave_epsilon_alone(constants, name, c):
    one = constants()
    other = Constants(
        one.alpha / c**2,
        one.smoothness / c**2,
        one.noise / c**2,
        one.step_size * c**2,
        one.radius * c,
        one.confinement,
        one.annulus * c,
    )
    found = [certify(given, delta="1/20", bound=name).value for given in (one, other)]
    assert abs(found[0] - found[1]) <= GAP * found[0]


@pytest.mark.parametrize("name", SCALED)
@pytest.mark.parametrize("s", [Fraction(5), Fraction(1, 12)])
def test_losses_in_other_units_scale_epsilon(constants, name, s):
    one = constants()
    other = Constants(
        one.alpha * s,
        one.smoothness * s,
        one.noise * s,
        one.step_size / s,
        one.radius,
        one.confinement * s,
        one.annulus,
    )
    found = [certify(given, delta="1/20", bound=name).value for given in (one, other)]
    assert abs(found[0] * s - found[1]) <= GAP * found[1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("key", "values"),
    [("delta", ("1/100", "1/20", "1/10")), ("confinement", ("1/10", "1/2", "1")), ("noise", ("1/2", "1/3", 0))],
)
def test_epsilon_grows_with_delta_and_confinement_and_falls_with_noise(constants, name, key, values):
    found = []
    for value in values:
        changes, delta = ({}, value) if key == "delta" else ({key: value}, "1/20")
        found.append(certify(constants(**changes), delta=delta, bound=name).value)
    assert found == sorted(found)
    assert len(set(found)) == (1 if key == "confinement" and name in FREE else 3)


def test_a_redundant_annulus_changes_nothing_for_ville(constants):
    found = [certify(constants(annulus=w), delta="1/20", bound="ville").value for w in (None, 1)]
    assert found[0] == found[1]


def test_rounding_is_on_the_safe_side_and_tight():
    draw = random.Random(1)
    for _ in range(2000):
        x = Fraction(draw.randint(1, 10 ** draw.randint(1, 60)), draw.randint(1, 10 ** draw.randint(1, 60)))
        low, high, below = rounding.down(x), rounding.up(x), rounding.below(x)
        assert x * (1 - GAP / 10) <= low <= x <= high <= x * (1 + GAP / 10)
        assert x * (1 - GAP / 5) <= below < x
        assert 10**18 < x / rounding.unit(x) < 10**21
    assert rounding.down(Fraction(10, 363)) == rounding.up(Fraction(10, 363)) == Fraction(10, 363)
