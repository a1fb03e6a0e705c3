"""Upper bounds of N^(-t), and their proofs in the kernel."""

from fractions import Fraction as Q

import pytest

from lojverify import RobbinsMonro
from lojverify.certificates.certificate import numbers_of
from lojverify.certificates.powers import power_bound, show_power
from lojverify.certificates.recorder import Recorder
from lojverify.enclose import enclose
from lojverify.kernel import replay

BASES = ["1", "2", "1000", "1/7", "123456789/1000", "1e40", "1e-30"]
EXPONENTS = ["2", "3/2", "4/3", "1001/1000", "7/5"]


def true_power(base, exponent):
    """Tight bounds of base^(-exponent)."""
    p, q = exponent.numerator, exponent.denominator
    return enclose(lambda x: x.root(q) ** -p, {"x": base}, ("rational",), bits=200)


@pytest.mark.parametrize("exponent", EXPONENTS)
@pytest.mark.parametrize("base", BASES)
def test_bounds_are_above_the_power_and_close(base, exponent):
    base, exponent = Q(base), Q(exponent)
    found, true = power_bound(base, exponent, 96).value, true_power(base, exponent)
    assert true.lower <= found <= true.upper * (1 + Q(1, 2**70))


def proved(bound, goal=None):
    """The kernel's verdict on the proof of a bound; `goal` replaces what it is to show."""
    constants = RobbinsMonro(1, 1, 1, 1, bound.base, 1, "1/2")
    recorder = Recorder("power", numbers_of(constants, Q(1, 10), Q(1, 2), None))
    show_power(recorder, "power", bound)
    claim = recorder.claim("power")
    claim["problem"]["goals"] = [goal or f"exp(-({bound.exponent})*log({bound.base})) <= {bound.value}"]
    return replay([claim])[0]


@pytest.mark.parametrize("exponent", EXPONENTS)
@pytest.mark.parametrize("base", BASES)
def test_the_kernel_follows(base, exponent):
    verdict = proved(power_bound(Q(base), Q(exponent), 40))
    assert verdict.status == "proved", verdict.reason


def test_more_is_not_proved():
    bound = power_bound(Q(1000), Q(3, 2), 40)
    less = bound.value * (1 - Q(1, 2**60))
    assert proved(bound, f"exp(-(3/2)*log(1000)) <= {less}").status == "rejected"
