"""Bounds of b_k under (4.2): proved, above every sequence that satisfies it, close to the best; forgeries are found."""

import copy
import random
from fractions import Fraction

import pytest

from lojverify import rate
from lojverify.errors import InputError
from lojverify.kernel.certificate import checker, digest
from lojverify.rates import constants

LINEAR = {"q": 1, "p": 1, "c1": 2, "c2": 1, "n0": 1, "b1": 1}
SLOWER = {"q": "2/3", "p": "2/3", "c1": 2, "c2": 3, "n0": "5/2", "b1": 1}
CASES = [
    LINEAR,
    SLOWER,
    {"q": 1, "p": "1/2", "c1": "5/2", "c2": 1, "n0": 0, "b1": 0},
    {"q": "9/10", "p": "1/10", "c1": "1/3", "c2": "1/7", "n0": 7, "b1": 3},
    {"q": "1/2", "p": "3/2", "c1": 10, "c2": "1/1000", "n0": 100, "b1": "1e-3"},
]


def verdict(data):
    return checker(data)()


@pytest.mark.parametrize("case", CASES)
def test_bounds_are_proved_and_hold_for_the_recursion_carried_out(case):
    found = rate(**case, k=[1, 2, 3, 30, 61, 62, 1000, 10**6])
    assert found.check().status == "proved"
    for row in found.rows:
        if row.iterated is not None:
            assert row.iterated <= row.bound * (1 + Fraction(1, 10**18))
            # Up to index 60 the proof carries out the recursion too.
            assert row.k > 60 or row.bound <= row.iterated * (1 + Fraction(1, 10**15)) + Fraction(1, 10**40)
    last = found.rows[-1]
    assert float(last.bound) <= 40 * float(found.limit) * (last.k + float(found.numbers.n0)) ** -float(found.numbers.p)


def test_the_bound_times_k_to_the_p_tends_to_the_limit():
    for case, k in ((LINEAR, 10**9), (SLOWER, 10**15)):
        found = rate(**case, k=k)
        ratio = float(found.rows[0].bound) * k ** float(found.numbers.p) / float(found.limit)
        assert abs(ratio - 1) < 1e-4


def test_random_sequences_stay_below():
    """A sequence that falls short of (4.2) by random amounts, in floats, which lose far less than the bounds leave."""
    rng, compared = random.Random(42), 0
    for case in CASES:
        found = rate(**case, k=[2, 5, 50, 100, 400])
        q, p, c1, c2, n0 = (float(getattr(found.numbers, name)) for name in ("q", "p", "c1", "c2", "n0"))
        bounds = {row.k: float(row.bound) for row in found.rows}
        for _ in range(20):
            b = float(found.numbers.b1) * rng.random()
            for k in range(1, 401):
                if k in bounds:
                    assert b <= bounds[k] * (1 + 1e-9)
                    compared += 1
                most = (1 - c1 / (k + n0) ** q) * b + c2 / (k + n0) ** (q + p)
                b = max(0.0, most if rng.random() < 0.9 else most * rng.random())
                if most < 0:
                    break  # no b_{k+1} >= 0 satisfies (4.2)
    assert compared > 300


def test_the_start_is_where_the_explicit_bound_holds():
    assert constants.start(constants.read(**LINEAR)) == 1
    assert constants.start(constants.read(**{**LINEAR, "c1": 20})) == 19
    late = constants.read(**{**LINEAR, "q": "9/10", "p": "9/10", "c1": 1})
    found = constants.start(late)
    assert 1022 <= found <= 1025  # 2^10 - 1
    assert constants.start(constants.read(**{**LINEAR, "q": "99/100", "c1": "1/10"})) is None


def test_a_late_start_is_bridged_by_one_bound():
    found = rate(q="9/10", p="9/10", c1=1, c2=1, n0=1, b1=1, k=[61, 500, 1024, 1100])
    assert found.start > 1000
    assert found.rows[0].bound <= found.rows[0].iterated * (1 + Fraction(1, 10**15))
    assert found.rows[1].bound == found.rows[2].bound < Fraction(2, 100)
    assert found.check().status == "proved"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"q": 2}, "0 < q <= 1"),
        ({"q": 0}, "q > 0"),
        ({"p": -1}, "p > 0"),
        ({"c1": 1}, "c1 > p = 1"),
        ({"c2": 0}, "c2 > 0"),
        ({"n0": -1}, "n0 >= 0"),
        ({"b1": -1}, "b1 >= 0"),
        ({"b1": 0.5}, "a float is not exact"),
        ({"k": 0}, "k > 0"),
        ({"k": "1/2"}, "integer"),
        ({"k": 10**19}, "integer from 1"),
        ({"k": []}, "an index"),
        ({"p": "1/1001"}, "1000"),
        ({"c1": 1000, "k": 10**18}, "4,000 digits"),
    ],
)
def test_numbers_that_cannot_be_used_are_named(change, says):
    with pytest.raises(InputError, match=says):
        rate(**{**LINEAR, "k": 5, **change})


@pytest.fixture(scope="module")
def certificate():
    return rate(**LINEAR, k=[5, 100]).as_dict()


def test_the_certificate_is_valid(certificate):
    assert verdict(certificate).status == "proved"


FORGERIES = {
    "a smaller bound": lambda d: d["rows"][1].update(bound="1/1000", decimal="0.001"),
    "another index": lambda d: d["rows"][1].update(k="101"),
    "another constant": lambda d: d["constants"].update(c1="3"),
    "a constant out of range": lambda d: d["constants"].update(q="2"),
    "a row less": lambda d: d["rows"].pop(),
    "no rows": lambda d: (d["rows"].clear(), d["iterated"].clear()),
    "another decimal": lambda d: d["rows"][0].update(decimal="0.1"),
    "not in lowest terms": lambda d: d["constants"].update(c1="4/2"),
    "an assumption less": lambda d: d["assumes"].pop(),
    "a key more": lambda d: d.update(more="1"),
    "a hypothesis more": lambda d: d["proof"]["claims"][-1]["problem"]["hypotheses"].update(extra="b[0] >= 1"),
    "a goal for another": lambda d: d["proof"]["claims"][-1]["problem"]["goals"].reverse(),
    "no proof": lambda d: d["proof"]["claims"][-1].update(proof=None),
    "no claims": lambda d: d["proof"]["claims"].clear(),
    "a step less": lambda d: d["proof"]["claims"][-1]["proof"]["steps"].pop(5),
    "iterated is no number": lambda d: d["iterated"].__setitem__(0, "x"),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_forgeries_are_rejected_even_with_a_new_digest(certificate, forge):
    forged = copy.deepcopy(certificate)
    forge(forged)
    assert verdict(forged).status == "rejected"  # the digest does not fit
    forged["digest"] = digest(forged)
    assert verdict(forged).status != "proved"


def test_the_recursion_is_carried_out_as_far_as_there_is_no_explicit_bound():
    found = rate(q=1, p=100, c1=200, c2=1, b1=1, k=[100, 300])
    assert found.check().status == "proved"
    assert [row.bound <= row.iterated * (1 + Fraction(1, 10**15)) for row in found.rows] == [True, False]
    assert found.rows[0].decimal == "1.00000000000001e-202"
