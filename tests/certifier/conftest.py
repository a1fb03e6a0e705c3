"""The worked example of the mathematics, and the exact comparison of a bound with delta."""

from fractions import Fraction

import pytest

from lojverify.bounds import REGISTRY
from lojverify.certificates import numeric
from lojverify.constants import Constants

EXAMPLE = {
    "alpha": 1,
    "smoothness": 1,
    "noise": "1/2",
    "step_size": "1/10",
    "radius": 3,
    "confinement": "1/2",
    "annulus": 1,
}


def comparison(name, c, loss, delta):
    answer = numeric.holds(REGISTRY[name], c, Fraction(loss), Fraction(delta))
    assert answer is not None
    return answer


@pytest.fixture(scope="session")
def constants():
    """The example, with changes."""
    return lambda **changes: Constants(**EXAMPLE | changes)


@pytest.fixture(scope="session")
def holds():
    """Whether a bound is at most delta."""
    return comparison
