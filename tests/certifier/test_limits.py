from fractions import Fraction

import pytest

from lojverify import certify
from lojverify.bounds import REGISTRY
from lojverify.constants import Constants
from lojverify.errors import RejectedError

NAMES = list(REGISTRY)
GAP = Fraction(1, 10**18)


@pytest.mark.parametrize(
    ("changes", "limit", "closed"),
    [
        ({"alpha": 2, "noise": 0, "step_size": 1, "annulus": None, "radius": 2}, Fraction(2), False),  # (2.2)
        ({"alpha": 2, "noise": 0, "step_size": 1, "annulus": None, "radius": "11/10"}, Fraction(121, 200), False),
        ({"alpha": 2, "noise": 0, "step_size": 1, "radius": 2}, Fraction(9, 2), False),  # (2.2) on the outer ball
        ({"alpha": "1/100", "step_size": "1/100", "annulus": None}, Fraction(1, 2), True),  # F(theta0) <= M0
    ],
)
def test_the_hypothesis_on_the_initial_loss_limits_epsilon_and_a_note_says_so(constants, changes, limit, closed):
    found = certify(constants(**changes), delta="0.99995", bound="ville")
    assert found.value == limit if closed else limit * (1 - GAP) <= found.value < limit
    assert any("limited by the hypothesis F(theta0)" in note for note in found.notes)
    assert REGISTRY["ville"].loss_limit(found.constants).admits(found.value)
    assert found.check().status == "proved"


@pytest.mark.parametrize("loss", ["1/2", "2", "3"])
def test_ville_holds_beyond_confinement_where_2_2_does(constants, loss):
    c = constants(radius=6, confinement="7/2", annulus=1)
    for given in (c, constants(radius=6, confinement="7/2", annulus=None)):
        assert certify(given, initial_loss=loss, bound="ville").check().status == "proved"


def test_extreme_numbers_are_certified(holds):
    tiny, huge = "1e-390", "1e390"
    c = Constants(tiny, 1, tiny, "1e-391", huge, 1, 1)
    for name in ("ville", "chebyshev-union"):
        found = certify(c, delta="1/20", bound=name)
        assert holds(name, c, found.value, "1/20")
        assert not holds(name, c, found.value * (1 + GAP), "1/20")


@pytest.mark.parametrize(
    ("given", "loss"),
    [
        # Coefficients of the proof had more digits than Python prints; than the kernel reads.
        (("15416e225", "82e229", 0, None, "294387/10", "24e-42", "10/19"), "24e-58"),
        (("17e290", "85e289", Fraction(425 * 10**288, 13), None, "5e-39", "17/2"), "85e-18"),
    ],
)
def test_a_step_size_of_extreme_numbers_is_certified(holds, given, loss):
    found = certify(Constants(*given), initial_loss=loss, delta="1/20")
    assert holds(found.bound, found.constants, loss, "1/20")
    assert found.check().status == "proved"


def test_the_step_sizes_that_serve_may_be_few_and_far_below_the_end_of_the_range():
    # For chebyshev-union the bound has a sharp minimum near eta = 10^-6, which is 10^-6 of the range.
    c = Constants(1, 1, 0, None, 3, "1/2", "1/1000000")
    least = certify(Constants(1, 1, 0, "1e-6", 3, "1/2", "1e-6"), initial_loss="1e-8", bound="chebyshev-union").delta
    found = certify(c, initial_loss="1e-8", delta=least, bound="chebyshev-union")
    assert found.interval[0] <= Fraction(1, 10**6) <= found.interval[1] < Fraction(1, 10**5)


def test_a_step_size_next_to_the_end_of_its_range_is_certified(constants, holds):
    end = Fraction(4, 5)
    c = constants(step_size=end * (1 - Fraction(1, 10**60)))
    for name in ("markov-union", "chebyshev-union"):
        found = certify(c, delta="1/20", bound=name)
        assert holds(name, c, found.value, "1/20")
        assert not holds(name, c, found.value * (1 + GAP), "1/20")
        assert found.check().status == "proved"


def test_a_note_says_where_no_loss_is_as_large_as_the_certified_one():
    found = certify(Constants(1, 1, "1/100", "1/10", 3, 2), delta="1/5")
    (note,) = found.notes
    assert note == (
        "no loss with these constants has F(theta0) between 1/2 and about 8.492640687, (2.1), (2.5): "
        "there the statement is true of nothing"
    )
    assert certify(Constants(1, 1, "1/100", "1/10", 3, "1/10"), delta="1/20").notes == ()


@pytest.mark.parametrize("name", NAMES[4:])
def test_extreme_numbers_are_certified_by_the_sharper_bounds_too(holds, name):
    c = Constants("1e-390", 1, "1e-390", "1e-391", "1e390", 1, 1)
    found = certify(c, delta="1/20", bound=name)
    assert holds(name, c, found.value, "1/20")
    assert found.check().status == "proved"


def test_no_step_size_may_serve_log_ville(constants):
    # As eta tends to 0 it tends to u(x0) with j = 31, which is not 0.
    for loss, delta in (("1/2", "1/3"), ("1/4", "1/1000")):
        with pytest.raises(RejectedError, match="no step size makes the bound at most delta"):
            certify(constants(step_size=None), initial_loss=loss, delta=delta, bound="log-ville")
