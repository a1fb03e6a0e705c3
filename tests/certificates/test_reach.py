"""Targets and horizons: what a certificate says beyond P(exit) <= delta."""

import json
import random
import re
from fractions import Fraction
from itertools import pairwise

import pytest

from lojverify import certify, check
from lojverify.bounds import sums
from lojverify.certificates.certificate import Certificate
from lojverify.constants import Constants
from lojverify.errors import InputError, NotApplicableError, RejectedError
from lojverify.kernel.certificate import KEYS, REACH, digest

CONSTANTS = Constants(1, 1, "1/2", "1/10", 3, "1/2")
RHO1 = Fraction(363, 400)
GAP = Fraction(1, 10**18)
TARGET = {"initial_loss": "1/40", "target_loss": "1/100000"}


def missed(loss, target, steps):
    """rho1^n F(theta0)/T, exactly."""
    return RHO1**steps * Fraction(loss) / Fraction(target)


# -- powers ----------------------------------------------------------------------------------------------------------


def test_a_chain_bounds_powers_from_above_closely():
    draw = random.Random(3)
    long = 0
    for _ in range(300):
        rate = Fraction(draw.randint(0, 10**12), 10**12)
        steps = draw.choice((1, 2, 3, draw.randint(1, 60), draw.randint(1, 2000)))
        chain = sums.power_chain(rate, steps)
        assert chain[-1][0] == steps
        assert all(b in (2 * a, a + 1) for (a, _), (b, _) in pairwise(chain))
        bound, exact = chain[-1][1], rate**steps
        assert exact <= bound <= max(exact * (1 + Fraction(1, 2**180)), sums.LEAST_POWER)
        long += steps > 50 and exact > sums.LEAST_POWER
    assert long > 30


def test_a_chain_is_short_for_ten_million_steps_and_beyond():
    for steps in (10**7, 10**7 + 1, 10**60):
        chain = sums.power_chain(Fraction(10**70 - 1, 10**70), steps)
        assert len(chain) <= 2 * steps.bit_length()
        assert all(u.denominator.bit_length() < 2000 for _, u in chain)


# -- what is solved for ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["1/100000", "1/50", "1"])
def test_the_steps_are_the_fewest_for_the_exit_probability_of_the_bound(target):
    found = certify(CONSTANTS, initial_loss="1/40", target_loss=target, delta="1/20")
    alone = certify(CONSTANTS, initial_loss="1/40")
    assert (found.kind, found.bound, found.value) == ("steps", alone.bound, found.reach.steps)
    assert found.reach.exit == alone.delta
    steps, room = found.reach.steps, found.delta - found.reach.exit
    assert missed("1/40", target, steps) <= found.reach.miss <= room
    assert steps == 1 or missed("1/40", target, steps - 1) > room
    assert found.check().status == "proved"


def test_the_target_is_the_least():
    found = certify(CONSTANTS, initial_loss="1/40", steps=200, delta="1/20")
    assert (found.kind, found.value) == ("target-loss", found.reach.target_loss)
    room = found.delta - found.reach.exit
    assert missed("1/40", found.value, 200) <= room < missed("1/40", found.value * (1 - GAP), 200)
    assert found.check().status == "proved"


def test_the_failure_probability_is_the_sum_of_its_parts():
    found = certify(CONSTANTS, **TARGET, steps=150)
    exact = certify(CONSTANTS, initial_loss="1/40").delta + missed("1/40", "1/100000", 150)
    assert exact * (1 - GAP) <= found.reach.exit + found.reach.miss <= found.value <= exact * (1 + GAP)


def test_the_initial_loss_is_the_largest():
    given = {"target_loss": "1/100000", "steps": 150}
    found = certify(CONSTANTS, **given, delta="1/20")
    assert found.kind == "epsilon"
    assert found.check().status == "proved"
    assert certify(CONSTANTS, **given, initial_loss=found.value, delta="1/20").kind == "claim"
    with pytest.raises(RejectedError, match=r"P\(target missed\) <= .* which exceeds delta = 1/20 by"):
        certify(CONSTANTS, **given, initial_loss=found.value * (1 + GAP), delta="1/20", bound=found.bound)
    assert found.value < certify(CONSTANTS, delta="1/20").value


def test_the_radius_is_the_smallest():
    given = {**TARGET, "steps": 150, "delta": "1/20", "solve_for": "radius"}
    found = certify(CONSTANTS, **given)
    assert found.check().status == "proved"
    assert found.value > certify(CONSTANTS, initial_loss="1/40", delta="1/20", solve_for="radius").value


@pytest.mark.parametrize("bound", ["ville", "path-length", "drift-martingale", "cantelli-ville", "log-ville"])
@pytest.mark.parametrize("horizon", [None, 500])
def test_every_bound_reaches_a_target(bound, horizon):
    found = certify(CONSTANTS, **TARGET, delta="1/5", bound=bound, horizon=horizon)
    assert found.check().status == "proved"
    assert Certificate.from_json(found.to_json()) == found
    ends = found.proof["claims"][-1]["problem"]["goals"]
    stay = "e_inf" if horizon is None else "e[500]"
    assert ends[0] == f"1 - mean({stay}*hit[{found.reach.steps}]) <= 1/5"


def test_ten_million_steps_are_certified_in_few():
    slow = Constants(1, 1, "1/2", "1/1000000", 3, "1/2")
    found = certify(slow, initial_loss="1/40", steps=10**7, delta="1/20")
    assert Fraction(1, 10**6) < found.value < Fraction(1, 10**4)  # exp(-10)/40/room
    assert check(found).steps < 800


def test_all_bounds_are_compared_by_their_answers():
    found = certify(CONSTANTS, **TARGET, delta="1/5", bound="all")
    assert found.best.value == min(one.value for one in found.certificates)
    assert check(found).status == "proved"
    assert certify(CONSTANTS, **TARGET, delta="1/5").value == found.best.value


def test_no_loss_and_a_loss_that_vanishes_at_once():
    found = certify(CONSTANTS, initial_loss=0, target_loss="1e-9", delta="1/20")
    assert (found.value, found.reach.miss) == (1, 0)
    assert found.check().status == "proved"
    at_once = Constants(2, 1, 0, 1, 3)  # rho1 = 0
    assert certify(at_once, initial_loss="1/40", target_loss="1e-9", delta="1/20").value == 1
    with pytest.raises(RejectedError, match="every target loss serves"):
        certify(at_once, initial_loss="1/40", steps=3, delta="1/20")


# -- horizons --------------------------------------------------------------------------------------------------------


def test_a_horizon_is_never_worse():
    draw = random.Random(5)
    for _ in range(6):
        c = Constants(1, draw.choice((1, 4)), f"{draw.randint(1, 9)}/10", f"{draw.randint(1, 9)}/100", 3, "1/5")
        for given in ({"delta": "1/20"}, {"initial_loss": "1/60"}):
            ever, within = certify(c, **given), certify(c, **given, horizon=draw.randint(1, 100))
            sign = 1 if ever.kind == "epsilon" else -1
            assert sign * within.value >= sign * ever.value
            assert within.check().status == "proved"


# -- what cannot be used, and what cannot be shown -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({**TARGET}, "delta is missing: only one number can be solved for, here steps"),
        ({"steps": 10, "delta": "1/20"}, "initial_loss is missing: .* here target_loss"),
        ({**TARGET, "delta": "1/20", "solve_for": "radius"}, "solve_for = radius: only one number"),
        ({**TARGET, "steps": 0}, r"steps = 0: it must satisfy steps > 0, by \(3\.9\)"),
        ({**TARGET, "steps": "1/2"}, r"steps = 1/2: an integer from 1 to 10\^60 is needed"),
        ({**TARGET, "steps": 1.0}, "a float is not exact"),
        ({"initial_loss": "1/40", "target_loss": 0, "steps": 3}, r"target_loss > 0, by \(3\.9\)"),
        ({**TARGET, "steps": 10, "horizon": 9}, "steps = 10: it must satisfy steps <= horizon = 9"),
        ({"delta": "1/20", "horizon": "1e61"}, "horizon = .*: an integer from"),
    ],
)
def test_wrong_input_is_one_sentence(given, message):
    with pytest.raises((InputError, NotApplicableError)) as caught:
        certify(CONSTANTS, **given)
    assert re.search(message, str(caught.value)), str(caught.value)
    assert caught.value.exit_code == 2


def test_a_target_needs_the_step_size():
    with pytest.raises(InputError, match="step_size is missing: with a target loss"):
        certify(Constants(1, 1, "1/2", None, 3), **TARGET, steps=10, delta="1/20")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"delta": "1/2100"}, r"leaves no room for missing the target: it exceeds delta = 1/2100 by about"),
        ({"delta": "1/20", "horizon": 3}, "the target needs 112 steps, which is beyond the horizon = 3"),
        ({"steps": 3}, "in all .* which is not below 1"),
        ({"delta": "1/20", "steps": 20}, "which exceeds delta = 1/20 by"),
        ({"delta": "1/20", "steps": 20, "solve_for": "radius"}, "the target is missed with probability up to"),
        ({"delta": "1/20", "target_loss": "1e-390", "initial_loss": "1e-389", "horizon": 10**59}, None),
    ],
)
def test_what_is_not_shown_is_rejected(given, message):
    if message is None:
        assert certify(CONSTANTS, **{**TARGET, **given}).check().status == "proved"
        return
    with pytest.raises(RejectedError, match=message):
        certify(CONSTANTS, **{**TARGET, **given})


# -- forgeries -------------------------------------------------------------------------------------------------------


def forged(change):
    data = json.loads(certify(CONSTANTS, **TARGET, delta="1/20", horizon=400).to_json())
    change(data)
    data["digest"] = digest(data)
    return check(data)


def put(**fields):
    return lambda data: data.update(fields)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (put(), None),
        (put(horizon=None), "another statement"),
        (put(horizon="401"), "another statement"),
        (put(horizon="5"), "beyond the horizon"),
        (put(horizon=400), "not a number"),
        (put(horizon="400/3"), "not an integer"),
        (put(target_loss="1/1000000"), "another statement"),
        (put(target_loss="0"), "wrong sign"),
        (put(target_loss=None), "target_loss is not a number"),
        (put(steps="111", value="111", decimal="111"), "another statement"),
        (put(steps=None), "a target without steps"),
        (put(steps=None, target_loss=None, exit_at_most=None, miss_at_most=None), "no steps to solve for"),
        (put(exit_at_most="0"), "another statement"),
        (put(miss_at_most="1/10000"), "another statement"),
        (put(miss_at_most="-1/10000"), "wrong sign"),
        (lambda data: data.pop("horizon"), "the keys are not those"),
        (lambda data: [data.pop(key) for key in REACH], "no steps to solve for"),
        (put(exit_probability="0"), "the keys are not those"),
    ],
)
def test_forged_fields_are_found(change, reason):
    verdict = forged(change)
    assert (verdict.status == "proved") == (reason is None)
    assert reason is None or re.search(reason, verdict.reason), verdict.reason


def test_an_ordinary_certificate_has_the_promised_keys_only():
    assert set(certify(CONSTANTS, delta="1/20").as_dict()) == set(KEYS)
    assert set(certify(CONSTANTS, delta="1/20", horizon=5).as_dict()) == {*KEYS, *REACH}
    assert certify(CONSTANTS, delta="1/20", horizon=5).as_dict()["miss_at_most"] is None


def test_the_words_say_what_is_proved():
    found = certify(CONSTANTS, **TARGET, delta="1/20", horizon=400)
    words = "stays for 400 steps in the ball of radius 3 and has F(theta_112) <= 1/100000, except with"
    assert words in found.statement
    assert r"k \le 400" in found._repr_latex_()
    assert r"F(\theta_{112}) > \frac{1}{100000}" in found._repr_latex_()
    assert "target_loss" in found._repr_html_()
    assert "within 7 steps leaves" in certify(CONSTANTS, delta="1/20", horizon=7).statement
