from fractions import Fraction

import pytest

from lojverify import certify, check
from lojverify.bounds import REGISTRY
from lojverify.certificates import numeric
from lojverify.certificates.certificate import Certificate
from lojverify.constants import Constants
from lojverify.errors import InputError, NotApplicableError, RejectedError

FREE = [name for name, bound in REGISTRY.items() if not bound.needs]  # of any condition on the sphere
GAP = Fraction(1, 10**18)


@pytest.mark.parametrize("name", FREE)
@pytest.mark.parametrize("changes", [{}, {"noise": 0}, {"step_size": "1/1000"}])
def test_a_radius_lies_above_the_smallest_by_at_most_one_part_in_10_18(constants, holds, name, changes):
    found = certify(constants(**changes), initial_loss="1/50", delta="1/20", bound=name, solve_for="radius")
    assert (found.kind, found.value) == ("radius", found.constants.radius)
    assert holds(name, found.constants, "1/50", "1/20")
    answer = numeric.holds(
        REGISTRY[name],
        Constants(*list(found.constants.known().values())[:4], found.value * (1 - GAP)),
        Fraction(1, 50),
        Fraction(1, 20),
    )
    assert not answer
    assert found.constants.confinement is None
    assert Certificate.from_json(found.to_json()) == found


def test_a_radius_that_is_not_attained_is_exceeded():
    # Without noise the bound is 0 as soon as Lamd sqrt(F(theta0)) < r.
    c = Constants(2, 1, 0, 1, 3)  # rho1 = 0, Lamd = sqrt(2)
    found = certify(c, initial_loss=2, delta="1/20", bound="drift-martingale", solve_for="radius")
    assert 2 < found.value <= 2 * (1 + GAP)


def test_a_radius_is_the_strongest_where_it_is_smallest_and_not_beyond_what_is_known(constants):
    given = {"initial_loss": "1/50", "delta": "1/20", "solve_for": "radius"}
    found = certify(constants(), bound="all", **given)
    assert [one.bound for one in found.certificates] == FREE
    assert found.best.value == min(one.value for one in found.certificates) == certify(constants(), **given).value
    assert check(found).status == "proved"
    assert all("other radii" in one.reason for one in found.results if one.bound not in FREE)
    with pytest.raises(RejectedError, match=r"needs a radius of .* exceeds radius = 1/10, up to which"):
        certify(constants(radius="1/10", confinement=None, annulus=None), bound="path-length", **given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"delta": "1/20"}, "initial_loss is missing: only one number can be solved for, here the radius"),
        ({"delta": "1/20", "initial_loss": "1/50", "bound": "ville"}, "does not apply: it says nothing of other radii"),
    ],
)
def test_a_radius_needs_the_other_numbers(constants, given, message):
    with pytest.raises((InputError, NotApplicableError), match=message):
        certify(constants(), solve_for="radius", **given)


def test_no_loss_has_no_smallest_radius(constants):
    with pytest.raises(RejectedError, match="no smallest one"):
        certify(constants(), initial_loss=0, delta="1/20", bound="path-length", solve_for="radius")
