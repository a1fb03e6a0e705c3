from fractions import Fraction

import pytest

from lojverify.enclose import Answer, Bounds, compare, contract, cross_check, enclose, piecewise, recompute
from lojverify.enclose.rational import RationalInterval
from lojverify.errors import DisagreementError, EnclosureError, InputError

ALL = ("rational", "arb", "mpiv")


def closed_form(x, y):
    return (1 - x * y / 2) ** 2 * (x / (3 - y)).sqrt() + 7


def test_the_intersection_of_all_back_ends_is_returned():
    values = {"x": Fraction(1, 3), "y": Fraction(2, 7)}
    together = enclose(closed_form, values, ALL, bits=80)
    alone = [enclose(closed_form, values, (name,), bits=80) for name in ALL]
    assert together.lower == max(bounds.lower for bounds in alone)
    assert together.upper == min(bounds.upper for bounds in alone)
    assert 0 < together.upper - together.lower < Fraction(1, 2**70)


def test_bounds_may_stand_for_a_value():
    low, high = enclose(lambda x: x.sqrt() - 1, {"x": Bounds(Fraction(4), Fraction(9))}, ALL)
    assert low <= 1
    assert high >= 2
    assert high - low < Fraction(1001, 1000)


def test_more_bits_give_tighter_bounds():
    widths = [
        bounds.upper - bounds.lower
        for bits in (20, 60, 200)
        for bounds in [enclose(lambda x: x.sqrt(), {"x": Fraction(2)}, ALL, bits=bits)]
    ]
    assert widths[0] > widths[1] * 10**9
    assert widths[1] > widths[2] * 10**30


def test_a_constant_formula_is_exact():
    assert enclose(lambda x: 3, {"x": Fraction(1)}) == (3, 3)  # noqa: ARG005


def test_a_formula_that_returns_a_float_is_refused():
    with pytest.raises(TypeError, match="float"):
        enclose(lambda x: 0.5, {"x": Fraction(1)})  # noqa: ARG005
    with pytest.raises(TypeError, match="float"):
        enclose(lambda x: x, {"x": 0.5})


@pytest.mark.parametrize("backends", [(), ("exact",), ("arb", "double")])
def test_unknown_back_ends_are_refused(backends):
    with pytest.raises(InputError, match="backends among arb, mpiv, rational"):
        enclose(lambda x: x, {"x": Fraction(1)}, backends)


def test_senseless_precisions_and_bounds_are_refused():
    with pytest.raises(InputError, match="bits >= 2"):
        enclose(lambda x: x, {"x": Fraction(1)}, bits=0)
    with pytest.raises(InputError, match="digits >= 50"):
        recompute(lambda x: x, {"x": Fraction(1)}, digits=15)
    with pytest.raises(InputError, match="wrong order"):
        enclose(lambda x: x, {"x": Bounds(Fraction(2), Fraction(1))})


@pytest.mark.parametrize("evaluate", [enclose, recompute, cross_check])
def test_a_formula_outside_its_domain_raises(evaluate):
    with pytest.raises(EnclosureError, match="contains zero"):
        evaluate(lambda x: 1 / (x - 1), {"x": Fraction(1)})
    with pytest.raises(EnclosureError, match="negative"):
        evaluate(lambda x: (x - 2).sqrt(), {"x": Fraction(1)})


class Broken(RationalInterval):
    """A back end with a fault planted on purpose: its roots are too large."""

    def sqrt(self):
        return super().sqrt() * (1 + Fraction(1, 10**30))


def test_back_ends_that_exclude_each_other_are_a_failure(monkeypatch):
    monkeypatch.setattr("lojverify.enclose.rational.RationalInterval", Broken)
    with pytest.raises(DisagreementError, match="rational and arb exclude each other") as caught:
        enclose(lambda x: x.sqrt(), {"x": Fraction(2)})
    assert set(caught.value.objects) == {"rational", "arb"}


def test_recomputation_catches_a_fault_in_a_lone_back_end(monkeypatch):
    monkeypatch.setattr("lojverify.enclose.rational.RationalInterval", Broken)
    with pytest.raises(DisagreementError, match="recomputed value"):
        cross_check(lambda x: x.sqrt(), {"x": Fraction(2)}, ("rational",))


def test_recomputation_agrees_with_the_enclosure():
    values = {"x": Fraction(1, 3), "y": Fraction(2, 7)}
    bounds = cross_check(closed_form, values, ALL, bits=300)
    value = recompute(closed_form, values)
    assert abs(value - bounds.lower) < Fraction(1, 10**60)


def test_recomputation_is_not_rounded_to_a_double():
    assert abs(recompute(lambda x: x / 3, {"x": Fraction(1)}) - Fraction(1, 3)) < Fraction(1, 10**60)


ONE, TWO = Fraction(1), Fraction(2)


@pytest.mark.parametrize(
    ("a", "b", "at_most", "below"),
    [
        (1, 2, Answer.YES, Answer.YES),
        (2, 1, Answer.NO, Answer.NO),
        (ONE, 1, Answer.YES, Answer.NO),
        (Bounds(ONE, TWO), 2, Answer.YES, Answer.UNKNOWN),
        (Bounds(ONE, TWO), 1, Answer.UNKNOWN, Answer.NO),
        (Bounds(ONE, TWO), Bounds(ONE, TWO), Answer.UNKNOWN, Answer.UNKNOWN),
        (RationalInterval(ONE, TWO, 53), 3, Answer.YES, Answer.YES),
        (RationalInterval(ONE, TWO, 53), Fraction(1, 2), Answer.NO, Answer.NO),
    ],
)
def test_comparison_has_three_answers(a, b, at_most, below):
    assert compare(a, b) is at_most
    assert compare(a, b, strict=True) is below


def test_an_unknown_answer_has_no_truth_value():
    assert Answer.YES
    assert not Answer.NO
    with pytest.raises(EnclosureError, match="undecided"):
        bool(Answer.UNKNOWN)


def test_floats_are_not_compared():
    with pytest.raises(TypeError, match="float"):
        compare(0.1, 1)


def test_every_back_end_that_is_named_exists():
    values = {"x": Fraction(1, 2)}
    assert [enclose(lambda x: x, values, (name,)) for name in contract.BACKENDS] == [(ONE / 2, ONE / 2)] * 3


@pytest.mark.parametrize("backend", ["rational", "arb"])
def test_a_formula_in_pieces_encloses_both_where_the_sign_is_not_known(backend):
    def formula(x):
        return piecewise(x - 1, 2 * x, x + 1)

    assert enclose(formula, {"x": Fraction(3)}, (backend,)) == (6, 6)
    assert enclose(formula, {"x": Fraction(1, 2)}, (backend,)) == (Fraction(3, 2), Fraction(3, 2))
    assert enclose(formula, {"x": Fraction(1)}, (backend,)) == (2, 2)  # where both agree
    found = enclose(formula, {"x": Bounds(Fraction(0), Fraction(2))}, (backend,))
    assert found.lower <= 0
    assert found.upper >= 4
    assert recompute(formula, {"x": Fraction(3)}) == 6
