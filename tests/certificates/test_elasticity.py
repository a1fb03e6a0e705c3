"""Elasticities against answers that are solved for at changed constants."""

from dataclasses import replace
from fractions import Fraction

import pytest

from lojverify import certify
from lojverify.bounds import REGISTRY
from lojverify.constants import Constants
from lojverify.reporting.certificates import _percent

CONSTANTS = Constants("9/10", 1, "3/7", "1/11", 3, "1/2", 1)
CHANGE = Fraction(1, 10**6)
LOSS = {"initial_loss": "1/400"}


def changed(name, constants, given):
    """The constants and the given numbers with one of them larger by one part in a million."""
    if name in given:
        return constants, {**given, name: Fraction(given[name]) * (1 + CHANGE)}
    return replace(constants, **{name: getattr(constants, name) * (1 + CHANGE)}), given


def compared(constants, **given):
    """How many elasticities of a certificate agree with what comes of solving again, and are not 0."""
    numbers = {key: value for key, value in given.items() if key in ("initial_loss", "delta", "target_loss")}
    rest = {key: value for key, value in given.items() if key not in numbers}
    found = certify(constants, **given)
    effective = 0
    for name, elasticity in found.elasticities.items():
        if name == "steps" or (name == "annulus" and found.bound == "printed"):  # of which only 1 will do
            continue
        c, other = changed(name, constants, numbers)
        again = certify(c, **other, **{**rest, "bound": found.bound})
        quotient = (again.value / found.value - 1) / CHANGE
        assert abs(elasticity - quotient) <= Fraction(1, 10**4) * max(1, abs(quotient)), name
        effective += elasticity != 0
    return effective


@pytest.mark.parametrize("name", REGISTRY)
def test_they_say_how_epsilon_changes(name):
    assert compared(CONSTANTS, delta="1/20", bound=name) >= 5


@pytest.mark.parametrize("name", REGISTRY)
def test_they_say_how_delta_changes(name):
    assert compared(CONSTANTS, **LOSS, bound=name) >= 5


@pytest.mark.parametrize("name", ["path-length", "drift-martingale-sharp"])
def test_they_say_how_the_radius_and_the_step_size_change(name):
    given = {"initial_loss": "1/40", "delta": "1/20", "bound": name}
    free = replace(CONSTANTS, confinement=None, annulus=None)
    assert compared(replace(free, step_size=None), **given) >= 5
    assert compared(replace(free, radius=Fraction(100)), **given, solve_for="radius") >= 5


def test_they_say_how_a_target_changes():
    assert compared(CONSTANTS, **LOSS, delta="1/20", steps=90) >= 7
    assert compared(CONSTANTS, **LOSS, target_loss="1e-6", steps=200) >= 7
    assert compared(CONSTANTS, delta="1/20", target_loss="1e-6", steps=200) >= 7


def test_the_elasticity_of_steps_is_that_of_the_target_taken_over():
    # N(T) and T(N) are inverse to each other.
    for_target = certify(CONSTANTS, **LOSS, delta="1/20", steps=90)
    for_steps = certify(CONSTANTS, **LOSS, delta="1/20", target_loss=for_target.value)
    assert for_steps.value == 90
    assert abs(for_target.elasticities["steps"] * for_steps.elasticities["target_loss"] - 1) < Fraction(1, 10**6)


def test_an_answer_that_a_hypothesis_limits_changes_with_it():
    by_confinement = certify(Constants("1/100", 1, "1/2", "1/100", 3, "1/2"), delta="0.99995", bound="ville")
    expected = {"confinement": 1, "alpha": 0, "smoothness": 0, "noise": 0, "step_size": 0, "radius": 0, "delta": 0}
    assert {name: round(x, 6) for name, x in by_confinement.elasticities.items()} == expected
    by_range = certify(Constants(1, 1, "1/2", None, 3, "1/2"), initial_loss="1/40", delta="1/20", bound="ville")
    assert round(by_range.elasticities["smoothness"], 6) == -1
    assert by_range.elasticities["delta"] == 0


def test_where_the_bound_changes_its_form_there_is_none():
    # eta C sigma/(alpha (1 - eta C/2)) = 1/19, where the exponent of log-ville jumps if one of these changes.
    found = certify(Constants(1, 1, "1/2", "1/10", 3, "1/2"), delta="1/20", bound="log-ville").elasticities
    assert [name for name, x in found.items() if x is None] == ["alpha", "smoothness", "noise", "step_size"]
    assert round(found["confinement"], 6) == 1
    assert found["radius"] == 0


def test_where_a_constant_cannot_grow_the_other_side_counts():
    found = certify(Constants(2, 1, "1/2", "1/10", 3), initial_loss="1/40", bound="path-length").elasticities
    assert found["alpha"] < 0 < found["smoothness"]


def test_a_target_loss_at_the_floor_has_none_and_says_so():
    c = Constants(1, 1, "1/2", "1/10", 3)
    for steps in ("1e6", "1e9"):
        found = certify(c, initial_loss="1/40", delta="1/20", steps=steps)
        assert set(found.elasticities.values()) == {None}
        (note,) = found.notes
        assert note.startswith("a floor: rho1^steps is below 2^-1400 and replaced by that")
    found = certify(c, initial_loss="1/40", delta="1/20", steps=1000)
    assert found.notes == ()
    assert found.elasticities["steps"] < -90


def test_what_is_not_known_is_none():
    # Without noise the drift alone decides, whose root of rho1 = 0 has no derivative.
    found = certify(Constants(2, 1, 0, 1, 2), delta="1/20", bound="drift-martingale-sharp")
    assert found.elasticities["alpha"] is None
    assert found.elasticities["noise"] == 0
    assert _percent(None) == "-"


def test_two_decimals_are_printed():
    shown = [_percent(Fraction(x)) for x in ("0", "1/1000", "-1/1000", "-3/2", "12.345", "1/200001")]
    assert shown == ["0", "0.00", "0.00", "-1.50", "+12.34", "0.00"]
