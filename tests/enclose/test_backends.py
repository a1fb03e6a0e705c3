"""An exact rational drawn inside a random interval must stay inside what each operation returns."""

import operator
import random
from fractions import Fraction

import pytest
from mpmath import iv, mp

from lojverify.enclose.arb import ArbNumber
from lojverify.enclose.point import Point
from lojverify.enclose.rational import RationalInterval
from lojverify.errors import EnclosureError

OPERATIONS = [operator.add, operator.sub, operator.mul, operator.truediv]
CASES = 1500


def rational(draw):
    """A rational, with a bias to corners: zero, one, powers of two, their neighbours, long and tiny ones."""
    kind = draw.randrange(6)
    if kind == 0:
        return Fraction(draw.choice([-2, -1, 0, 0, 1, 2]))
    if kind == 1:
        return Fraction(draw.choice([-1, 1])) * Fraction(2) ** draw.randint(-90, 90)
    if kind == 2:
        return draw.choice([-1, 1]) * (1 + draw.choice([-1, 1]) * Fraction(1, 2 ** draw.randint(20, 200)))
    if kind == 3:
        return Fraction(draw.randint(-(10**40), 10**40), draw.randint(1, 10**40))
    return Fraction(draw.randint(-99, 99), draw.randint(1, 99))


def inside(draw):
    """(x, lower, upper) with lower <= x <= upper; half of the time a point, or x at an end."""
    lower, upper = sorted([rational(draw), rational(draw)])
    kind = draw.randrange(4)
    if kind == 0:
        return lower, lower, lower
    if kind == 1:
        return draw.choice([lower, upper]), lower, upper
    weight = Fraction(draw.randint(0, 1000), 1000)
    return lower + weight * (upper - lower), lower, upper


def inside_and_mostly_positive(draw):
    """As `inside`, moved above zero in all but a few cases."""
    x, lower, upper = inside(draw)
    shift = abs(lower) * draw.choice([0, 1, 1, 2, 2, 2])
    return x + shift, lower + shift, upper + shift


def bits_of(draw):
    return draw.choice([2, 10, 53, 64, 128, 300])


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.__name__)
def test_arithmetic_encloses(number, operation):
    draw = random.Random(11)
    effective = 0
    for _ in range(CASES):
        (x, *xs), (y, *ys), bits = inside(draw), inside(draw), bits_of(draw)
        a, b = number.between(*xs, bits), number.between(*ys, bits)
        assert a.lower <= xs[0] <= xs[1] <= a.upper, (xs, bits)
        if operation is operator.truediv and b.lower <= 0 <= b.upper:
            with pytest.raises(EnclosureError, match="contains zero"):
                operation(a, b)
            continue
        result = operation(a, b)
        assert result.lower <= operation(x, y) <= result.upper, (x, xs, y, ys, bits)
        effective += 1
    assert effective > CASES / 3


def test_operations_with_exact_constants_enclose(number):
    draw = random.Random(12)
    effective = 0
    for _ in range(CASES):
        (x, *xs), c, bits = inside(draw), rational(draw), bits_of(draw)
        a = number.between(*xs, bits)
        for operation in OPERATIONS:
            for left, right, exact in ((a, c, (x, c)), (c, a, (c, x))):
                divisor = number.between(c, c, bits) if right is c else a
                if operation is operator.truediv and divisor.lower <= 0 <= divisor.upper:
                    continue
                result = operation(left, right)
                assert result.lower <= operation(*exact) <= result.upper, (x, xs, c, bits)
                effective += 1
    assert effective > 4 * CASES


def test_integer_powers_enclose(number):
    draw = random.Random(13)
    effective = 0
    for _ in range(CASES):
        (x, *xs), n, bits = inside(draw), draw.randint(-6, 9), bits_of(draw)
        a = number.between(*xs, bits)
        try:
            result = a**n
        except EnclosureError:
            assert n < 0
            continue
        assert result.lower <= x**n <= result.upper, (x, xs, n, bits)
        effective += 1
    assert effective > CASES / 2


def test_square_roots_enclose(number):
    draw = random.Random(14)
    effective = 0
    for _ in range(CASES):
        (x, *xs), bits = inside_and_mostly_positive(draw), bits_of(draw)
        a = number.between(*xs, bits)
        if a.lower < 0:
            with pytest.raises(EnclosureError, match="negative"):
                a.sqrt()
            continue
        result = a.sqrt()
        assert max(result.lower, 0) ** 2 <= x <= result.upper**2, (x, xs, bits)
        effective += 1
    assert effective > CASES / 4


def test_roots_enclose(rooted):
    draw = random.Random(15)
    effective = 0
    for _ in range(CASES):
        (x, *xs), n, bits = inside_and_mostly_positive(draw), draw.choice([1, 2, 3, 4, 7]), bits_of(draw)
        a = rooted.between(*xs, bits)
        if a.lower < 0:
            with pytest.raises(EnclosureError, match="negative"):
                a.root(n)
            continue
        result = a.root(n)
        assert max(result.lower, 0) ** n <= x <= result.upper**n, (x, xs, n, bits)
        effective += 1
    assert effective > CASES / 4


def test_points_are_enclosed_to_the_precision_asked_for(number):
    for bits in (20, 53, 128, 1000):
        third = number.between(Fraction(1, 3), Fraction(1, 3), bits)
        result = (third.sqrt() + 1) * third
        assert 0 < result.upper - result.lower < Fraction(1, 2 ** (bits - 6))


def test_an_even_power_of_an_interval_around_zero_is_not_much_below_zero(number):
    square = number.between(Fraction(-1), Fraction(2), 53) ** 2
    assert square.upper < Fraction(401, 100)
    if number is RationalInterval:
        assert (square.lower, square.upper) == (0, 4)
    if number is ArbNumber:
        assert square.lower > -Fraction(1, 10**6)


def test_rational_end_points_stay_short():
    x = RationalInterval.between(Fraction(1, 3), Fraction(1, 3), 64)
    for _ in range(200):
        x = (x * x + Fraction(1, 7)) / 2
    assert x.upper.denominator.bit_length() <= 80
    assert x.upper - x.lower < Fraction(1, 2**60)
    huge = RationalInterval.between(Fraction(101, 100), Fraction(101, 100), 64) ** 100_000
    assert huge.upper.numerator >> 1_000 > 0
    assert huge.lower < huge.upper < huge.lower * (1 + Fraction(1, 2**40))


@pytest.mark.parametrize("other", [0.5, "1", None, 1j])
def test_nothing_inexact_enters(number, other):
    x = number.between(Fraction(1), Fraction(2), 53)
    for operation in OPERATIONS:
        with pytest.raises(TypeError, match="cannot enter"):
            operation(x, other)
        with pytest.raises(TypeError):
            operation(other, x)


def test_numbers_of_two_back_ends_do_not_mix():
    with pytest.raises(TypeError, match="cannot enter"):
        RationalInterval.between(Fraction(1), Fraction(1), 53) + ArbNumber.between(Fraction(1), Fraction(1), 53)


def test_equality_and_truth_of_an_enclosure_raise(number):
    x = number.between(Fraction(1), Fraction(2), 53)
    with pytest.raises(TypeError, match="compare"):
        _ = x == x  # noqa: PLR0124  the trap itself
    with pytest.raises(TypeError, match="compare"):
        bool(x)


def test_a_root_of_no_order_is_refused(rooted):
    with pytest.raises(EnclosureError, match="order 0"):
        rooted.between(Fraction(2), Fraction(2), 53).root(0)


def test_mpiv_refuses_what_mpmath_does_not_do_rigorously():
    from lojverify.enclose.mpiv import MpmathInterval

    x = MpmathInterval.between(Fraction(2), Fraction(2), 53)
    assert x.root(2).lower == x.sqrt().lower
    with pytest.raises(EnclosureError, match="no rigorous root"):
        x.root(3)


def test_an_infinite_result_does_not_get_through():
    from lojverify.enclose.mpiv import MpmathInterval

    with pytest.raises(EnclosureError, match="finite"):
        ArbNumber.between(Fraction(1), Fraction(2), 53)._at_precision(
            lambda: ArbNumber.between(Fraction(1), Fraction(1), 53).ball / 0
        )
    with pytest.raises(EnclosureError, match="finite"):
        _ = MpmathInterval(iv.mpf([1, "inf"]), 53).upper


def test_precision_is_never_global(number):
    from flint import ctx

    before = ctx.prec, iv.prec, mp.prec
    number.between(Fraction(1, 3), Fraction(1, 2), 300).sqrt()
    Point.between(Fraction(2), Fraction(2), 300).sqrt()
    assert (ctx.prec, iv.prec, mp.prec) == before


def test_points_recompute_closely():
    draw = random.Random(16)
    for _ in range(300):
        x, y = rational(draw), rational(draw)
        a, b = Point.between(x, x, 200), Point.between(y, y, 200)
        size = abs(x) + abs(y)
        assert abs((a + b).lower - (x + y)) <= size / 2**190
        assert abs((a * b - 1).upper - (x * y - 1)) <= (abs(x * y) + 1) / 2**190
        assert abs((a**3).lower - x**3) <= abs(x**3) / 2**190
        if y:
            assert abs((a / b).lower - x / y) <= abs(x / y) / 2**190
            assert abs((b**-2).lower - 1 / y**2) <= 1 / y**2 / 2**190


def test_the_root_of_zero_is_zero(rooted):
    for n in (1, 2, 3):
        nothing = rooted.between(Fraction(0), Fraction(0), 53).root(n)
        assert (nothing.lower, nothing.upper) == (0, 0)


def test_an_interval_that_starts_at_zero_has_a_root():
    result = RationalInterval.between(Fraction(0), Fraction(8), 53).root(3)
    assert (result.lower, result.upper) == (0, 2)
    with pytest.raises(EnclosureError, match="negative"):
        ArbNumber.between(Fraction(0), Fraction(8), 53).root(3)


def test_points_have_roots_of_every_order():
    for n in (1, 2, 3, 7):
        root = Point.between(Fraction(2), Fraction(2), 200).root(n).lower
        assert abs(root**n - 2) < Fraction(1, 2**190)
