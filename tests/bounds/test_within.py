"""The bound within a number of steps, and the sums that its proofs use."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from lojverify import certify, check
from lojverify.bounds import REGISTRY, available, sums
from lojverify.certificates import numeric
from lojverify.certificates.certificate import Certificate
from lojverify.constants import Constants
from lojverify.errors import InputError, NotApplicableError

CONSTANTS = Constants(1, 1, "1/2", "1/10", 3)
STEEP = Constants(1, 100, 1, "1/1000", 3)  # condition number 100
NAME = "drift-martingale-within"
LOSS = Fraction(1, 40)


def chance(constants, horizon, loss=LOSS):
    bound = available(constants, horizon)[NAME]
    return numeric.failure(bound, constants, loss).upper


# -- sums ------------------------------------------------------------------------------------------------------------


def test_a_chain_bounds_geometric_sums_from_above_closely():
    draw = random.Random(11)
    for _ in range(150):
        rate = Fraction(draw.randint(0, 1100), 1000)
        terms = draw.choice((1, 2, draw.randint(3, 40), draw.randint(41, 400)))
        chain = sums.sum_chain(rate, terms)
        exact = sum((rate**n for n in range(terms)), Fraction(0))
        assert chain[-1][0] == terms
        assert all(b in (2 * a, a + 1) for (a, _, _), (b, _, _) in pairwise(chain))
        for found in (chain[-1][2], sums.sum_above(rate, terms)):
            assert exact <= found <= exact * (1 + Fraction(1, 2**170))
        assert rate >= 1 or sums.sum_above(rate, terms) <= 1 / (1 - rate)


# -- the formula -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("constants", [CONSTANTS, STEEP])
def test_it_grows_with_the_horizon_up_to_the_bound_for_ever(constants):
    found = [chance(constants, n) for n in (1, 2, 3, 10, 30, 100, 1000, 10**4, 10**7)]
    assert found == sorted(found)
    ever = numeric.failure(REGISTRY["drift-martingale-sharp"], constants, LOSS).upper
    assert found[-1] <= ever * (1 + Fraction(1, 1000))  # but for the grid of shares
    assert found[0] < ever / 50


def test_it_is_much_smaller_for_few_steps_and_a_large_condition_number():
    ever = numeric.failure(REGISTRY["drift-martingale-sharp"], STEEP, LOSS).upper
    assert chance(STEEP, 100) < ever / 300


def test_one_step_is_almost_chebyshev():
    # P(exit at step 1) <= eta^2 sigma F0/(r - eta sqrt(2 C F0))^2
    first = Fraction(1, 100) * Fraction(1, 2) * LOSS / (3 - Fraction(1, 10) * Fraction(223607, 10**6)) ** 2
    assert first < chance(CONSTANTS, 1) < first * Fraction(103, 100)


def test_it_is_not_below_the_chance_of_an_explicit_run():
    # F = C x^2/2 from its minimum shifted: noise +-a, of which one sign leaves the ball at the first step.
    c = Constants(2, 1, 1, "1/2", 3)
    for loss in (Fraction(1, 50), Fraction(1, 2)):
        # x0 = sqrt(2 F0); the step is -x0/2 -+ 1/2 w; E w^2 = F0. A kick of size 2 r leaves.
        kick = 2 * 3
        probability = loss / kick**2 / 2
        assert chance(c, 1, loss) >= probability


# -- certificates ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("horizon", [1, 2, 3, 7, 100, 5000, 10**7])
def test_every_kind_is_proved_for_every_horizon(horizon):
    given = {"bound": NAME, "horizon": horizon}
    epsilon = certify(CONSTANTS, delta="1/20", **given)
    delta = certify(CONSTANTS, initial_loss="1/40", **given)
    claim = certify(CONSTANTS, initial_loss=epsilon.value, delta="1/20", **given)
    assert [one.kind for one in (epsilon, delta, claim)] == ["epsilon", "delta", "claim"]
    for found in (epsilon, delta):
        assert check(found).status == "proved"
        assert found.proof["claims"][-1]["problem"]["goals"] == [f"1 - mean(e[{horizon}]) <= {found.delta}"]
        assert Certificate.from_json(found.to_json()) == found
    assert abs(delta.delta / chance(CONSTANTS, horizon) - 1) < Fraction(1, 10**18)


def test_random_constants_are_proved():
    draw = random.Random(17)
    proved = 0
    for _ in range(10):
        smoothness, noise = draw.randint(1, 60), Fraction(draw.randint(0, 30), 10)
        limit = Fraction(2, smoothness) / (1 + noise)
        c = Constants(1, smoothness, noise, limit * Fraction(draw.randint(1, 99), 100), draw.randint(1, 9))
        found = certify(c, delta=Fraction(draw.randint(1, 90), 100), horizon=draw.randint(1, 3000), bound=NAME)
        proved += found.check().status == "proved"
    assert proved == 10


def test_the_radius_and_a_target():
    radius = certify(CONSTANTS, initial_loss="1/40", delta="1/1000", horizon=20, solve_for="radius")
    assert radius.bound == NAME
    assert radius.check().status == "proved"
    target = certify(CONSTANTS, initial_loss="1/40", delta="1/20", target_loss="1/90", horizon=60)
    assert target.bound == NAME
    assert target.check().status == "proved"
    assert target.reach.exit == certify(CONSTANTS, initial_loss="1/40", horizon=60).delta


def test_best_takes_it_where_it_is_the_strongest():
    ever = certify(CONSTANTS, delta="1/20")
    short, long = (certify(CONSTANTS, delta="1/20", horizon=n) for n in (20, 10**6))
    assert short.bound == NAME
    assert long.value >= ever.value
    assert short.value > Fraction(3, 2) * ever.value
    names = [one.bound for one in certify(CONSTANTS, delta="1/20", horizon=20, bound="all").results]
    assert names == [*REGISTRY, NAME]


def test_its_elasticities_are_those_of_its_answer():
    found = certify(CONSTANTS, initial_loss="1/40", horizon=50)
    more = certify(replace(CONSTANTS, noise=Fraction(501, 1000)), initial_loss="1/40", horizon=50)
    assert abs((more.value / found.value - 1) * 500 - found.elasticities["noise"]) < Fraction(1, 100)


def test_it_needs_a_horizon_a_step_size_and_room():
    with pytest.raises(InputError, match="bound = drift-martingale-within: it is none of"):
        certify(CONSTANTS, delta="1/20", bound=NAME)
    free = replace(CONSTANTS, step_size=None)
    with pytest.raises(NotApplicableError, match="it needs a step size that is given"):
        certify(free, initial_loss="1/40", delta="1/20", bound=NAME, horizon=9)
    with pytest.raises(
        NotApplicableError, match=r"radius = 3 breaks reach sqrt\(initial_loss\) < radius: it falls short"
    ):
        certify(CONSTANTS, initial_loss=400, bound=NAME, horizon=50)


@pytest.mark.parametrize(
    ("constants", "horizon"),
    [(CONSTANTS, 10**60), (Constants("1e-30", 1, "1e-30", "1e-31", "1e20"), 10**50), (Constants(2, 1, 0, 1, 3), 10**9)],
)
def test_extreme_horizons_end_at_once(constants, horizon):
    # Powers of so many steps neither overflow nor underflow.
    found = certify(constants, initial_loss="1/40", horizon=horizon)
    assert found.delta < Fraction(1, 500)
    assert found.check().status == "proved"
