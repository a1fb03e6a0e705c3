import functools
import re
from fractions import Fraction

import pytest

from lojverify import certify
from lojverify.bounds import REGISTRY
from lojverify.errors import DisagreementError, InputError, NotApplicableError, RejectedError


@pytest.mark.parametrize(
    ("changes", "given", "message"),
    [
        ({}, {}, "initial_loss and delta are missing"),
        ({"step_size": None}, {"delta": "1/20"}, "initial_loss and step_size are missing"),
        ({"step_size": None}, {}, "initial_loss and delta and step_size are missing"),
        ({}, {"delta": 0}, r"delta = 0: it must satisfy delta > 0, by \(3\.20\)"),
        ({}, {"delta": 1}, r"delta = 1: it must satisfy 0 < delta < 1, by \(3\.20\)"),
        ({}, {"delta": "-1/2"}, "delta = -1/2"),
        ({}, {"delta": 0.05}, 'delta = 0.05: a float is not exact .*"0.1"'),
        ({}, {"delta": "5%"}, "delta = 5%: not a number"),
        ({}, {"initial_loss": -1}, r"initial_loss = -1: it must satisfy initial_loss >= 0, by \(2\.2\)"),
        ({}, {"delta": "1/20", "bound": "chernoff"}, "bound = chernoff: it is none of printed, "),
        ({}, {"delta": "1/20", "bound": ["ville"]}, "bound must be one name, not a list"),
        ({}, {"delta": "1/20", "two_sided": "yes"}, "two_sided must be True or False, not a str"),
        ({"confinement": 5}, {"delta": "1/20"}, r"confinement = 5: .* sqrt\(smoothness/2\) radius, .*\(2\.5\)"),
        ({"confinement": 3}, {"initial_loss": "1/2"}, r"sqrt\(confinement\) \+ sqrt\(initial_loss\) <= .*\(2\.5\)"),
        (
            {"step_size": "2"},
            {"delta": "1/20", "bound": "ville"},
            r"the bound ville does not apply: step_size = 2 .*\(3\.2\)",
        ),
        (
            {"annulus": None},
            {"delta": "1/20", "bound": "printed"},
            "the bound printed does not apply: it needs annulus",
        ),
    ],
)
def test_wrong_input_is_one_sentence_and_exit_code_2(constants, changes, given, message):
    with pytest.raises((InputError, NotApplicableError)) as caught:
        certify(constants(**changes), **given)
    assert re.search(message, str(caught.value)), str(caught.value)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_constants_must_be_constants():
    with pytest.raises(InputError, match="must be Constants, not a dict"):
        certify({"alpha": 1}, delta="1/20")


def test_two_computations_that_exclude_each_other_are_a_failure(constants, monkeypatch):
    ville = REGISTRY["ville"]
    right = ville.threshold

    def scaled(factor):
        @functools.wraps(right)
        def wrong(**given):
            return right(**given) * factor

        monkeypatch.setattr(ville, "threshold", wrong)

    scaled(Fraction(11, 10))
    with pytest.raises(DisagreementError, match="forward check"):
        certify(constants(), delta="1/20", bound="ville")
    scaled(Fraction(1, 2))
    with pytest.raises(DisagreementError, match="too small"):
        certify(constants(), delta="1/20", bound="ville")


def test_a_formula_that_differs_from_the_proved_one_is_caught_by_the_proof(constants, monkeypatch):
    chebyshev = REGISTRY["chebyshev-union"]
    right = chebyshev.failure
    monkeypatch.setattr(chebyshev, "failure", functools.wraps(right)(lambda **given: right(**given) / 2))
    inverse = chebyshev.threshold
    monkeypatch.setattr(chebyshev, "threshold", functools.wraps(inverse)(lambda **given: inverse(**given) * 2))
    with pytest.raises(RejectedError, match="no proof was found"):
        certify(constants(), delta="1/20", bound="chebyshev-union")
