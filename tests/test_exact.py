import random
from decimal import Decimal
from fractions import Fraction

import pytest

from lojverify.errors import InputError
from lojverify.exact import binary_exponent, decimal, read, root_bounds, sqrt_bounds, text


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (3, Fraction(3)),
        (Fraction(2, 6), Fraction(1, 3)),
        (Decimal("0.10"), Fraction(1, 10)),
        (Decimal("-3E+2"), Fraction(-300)),
        ("3", Fraction(3)),
        ("+3", Fraction(3)),
        ("-4/6", Fraction(-2, 3)),
        ("0/7", Fraction(0)),
        ("0.05", Fraction(1, 20)),
        ("-.5", Fraction(-1, 2)),
        ("2.", Fraction(2)),
        ("007.50", Fraction(15, 2)),
        ("1e-3", Fraction(1, 1000)),
        ("-1.5E+2", Fraction(-150)),
        ("1e400", Fraction(10**400)),
        ("1e-400", Fraction(1, 10**400)),
        ("9" * 60, Fraction(10**60 - 1)),
    ],
)
def test_a_number_is_read_exactly(given, value):
    read_back = read(given, "delta")
    assert read_back == value
    assert type(read_back) is Fraction


# fmt: off
NOT_NUMBERS = [
    "", " ", "1 ", " 1", "1\n", "1_000", "1/0", "1/-2", "1/+2", "1.5/2", "1/2.5", "1/2/3", "1e3/2", "1/2e1",
    ".", "e5", "-", "+", "--1", "1e", "1e5.5", "1e401", "1e-401", "9" * 61, "nan", "inf", "Infinity", "0x10",
    "1,5", "1d3", "\u0663", "\uff11", "1\u20442", "\u00bd", "\u22121",
    True, False, None, 0.1, float("nan"), 1j, b"1", [1], Decimal("nan"), Decimal("-Infinity"),
    Decimal("1e401"), Decimal("1e-999999"),
]
# fmt: on


@pytest.mark.parametrize("given", NOT_NUMBERS)
def test_anything_else_is_refused_naming_the_argument(given):
    with pytest.raises(InputError) as caught:
        read(given, "delta")
    assert caught.value.name == "delta"
    assert str(caught.value).startswith("delta")
    assert "\n" not in str(caught.value)


def test_a_float_is_refused_with_the_reason():
    with pytest.raises(InputError, match=r'0\.1 is not 1/10.*"0\.1"'):
        read(0.1, "delta")


def test_text_is_in_lowest_terms():
    assert text(Fraction(6, 4)) == "3/2"
    assert text(Fraction(-6, 2)) == "-3"
    assert text(Fraction(0)) == "0"


@pytest.mark.parametrize(
    ("x", "digits", "down", "up"),
    [
        ("0", 15, "0", "0"),
        ("1/20", 15, "0.05", "0.05"),
        ("1/3", 3, "0.333", "0.334"),
        ("-1/3", 3, "-0.334", "-0.333"),
        ("0.0001", 15, "0.0001", "0.0001"),
        ("0.00001", 15, "1e-5", "1e-5"),
        ("6.028103178872639e-5", 15, "6.02810317887263e-5", "6.02810317887264e-5"),
        ("0.02754820936639127", 15, "0.0275482093663912", "0.0275482093663913"),
        ("100", 3, "100", "100"),
        ("1000", 3, "1e3", "1e3"),
        ("12345", 3, "1.23e4", "1.24e4"),
        ("120.5", 15, "120.5", "120.5"),
        ("9996", 3, "9.99e3", "1e4"),
        ("99.96", 3, "99.9", "100"),
        ("0.00009999", 3, "9.99e-5", "0.0001"),
        ("99.96", 1, "9e1", "1e2"),
        ("5", 1, "5", "5"),
        ("1e-400", 15, "1e-400", "1e-400"),
    ],
)
def test_decimals_are_rounded_to_the_side_asked_for(x, digits, down, up):
    x = read(x, "x")
    assert decimal(x, digits, "down") == down
    assert decimal(x, digits, "up") == up
    assert decimal(-x, digits, "up") == ("-" + down if x > 0 else down.removeprefix("-"))


def test_decimals_bracket_the_number_within_one_unit():
    draw = random.Random(1)
    inexact = 0
    for _ in range(2000):
        x = Fraction(draw.randint(1, 10**20), draw.randint(1, 10**20)) * Fraction(10) ** draw.randint(-60, 60)
        x *= draw.choice([-1, 1])
        digits = draw.randint(1, 20)
        low, high = Fraction(decimal(x, digits, "down")), Fraction(decimal(x, digits, "up"))
        assert low <= x <= high, (x, digits)
        assert high - low <= abs(x) * Fraction(10) ** (1 - digits), (x, digits)
        inexact += low < high
    assert inexact > 1500


def test_a_decimal_needs_a_digit():
    with pytest.raises(InputError, match="digits >= 1"):
        decimal(Fraction(1), 0)


def test_the_binary_exponent_is_within_a_factor_four():
    draw = random.Random(2)
    for _ in range(1000):
        x = Fraction(draw.randint(1, 2 ** draw.randint(1, 80)), draw.randint(1, 2 ** draw.randint(1, 80)))
        assert Fraction(2) ** binary_exponent(x) <= x < Fraction(2) ** (binary_exponent(x) + 2), x


def test_root_bounds_bracket_the_root_tightly():
    draw = random.Random(3)
    strict = 0
    for _ in range(1500):
        x = Fraction(draw.randint(1, 2 ** draw.randint(1, 99)), draw.randint(1, 2 ** draw.randint(1, 99)))
        n, bits = draw.choice([1, 2, 3, 4, 7, 50]), draw.choice([1, 2, 53, 200])
        low, high = root_bounds(x, n, bits)
        assert 0 < low**n <= x <= high**n, (x, n, bits)
        assert high - low <= low / 2**bits, (x, n, bits)
        strict += low < high
    assert strict > 1000


def test_roots_of_perfect_powers_are_exact():
    draw = random.Random(4)
    for _ in range(500):
        root = Fraction(draw.randint(0, 10**20), draw.randint(1, 10**20))
        n = draw.randint(1, 9)
        assert root_bounds(root**n, n, 8) == (root, root), (root, n)
    assert sqrt_bounds(Fraction(9, 4), 8) == (Fraction(3, 2), Fraction(3, 2))
    assert root_bounds(Fraction(1), 10**9, 8) == (1, 1)


def test_almost_perfect_powers_are_not_taken_for_perfect():
    for n in (2, 3, 5):
        power = (10**30) ** n
        for x in (power - 1, power + 1):
            low, high = root_bounds(Fraction(x), n, 300)
            assert low < high
            assert low**n < x < high**n


@pytest.mark.parametrize(("x", "n", "bits"), [(-1, 2, 8), (-1, 3, 8), (2, 0, 8), (2, -1, 8), (2, 2, 0)])
def test_roots_outside_the_domain_are_refused(x, n, bits):
    with pytest.raises(InputError, match="x >= 0"):
        root_bounds(Fraction(x), n, bits)
