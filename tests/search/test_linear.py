"""Exact linear feasibility against systems whose answer is known."""

import random
from fractions import Fraction

import pytest

from lojverify.search.linear import combination


def total(columns, coefficients):
    found = {}
    for column, c in zip(columns, coefficients, strict=True):
        for key, value in column.items():
            found[key] = found.get(key, Fraction(0)) + c * value
    return {key: value for key, value in found.items() if value}


@pytest.mark.parametrize(
    ("nonnegative", "free", "target", "solvable"),
    [
        ([{"a": 1}], [], {"a": 2}, True),
        ([{"a": 1}], [], {"a": -2}, False),
        ([], [{"a": 1}], {"a": -2}, True),
        ([{"a": 1, "b": 1}, {"b": -1}], [], {"a": 1}, True),
        ([{"a": 1, "b": 1}], [], {"a": 1}, False),
        ([], [], {}, True),
        ([], [], {"a": 1}, False),
        ([{"a": 1, "b": 2}, {"a": 1, "b": -1}], [{"c": 1}], {"a": 3, "c": 5}, True),
        ([{"a": 1}, {"a": -1}], [], {"a": 1}, True),
    ],
)
def test_small_systems(nonnegative, free, target, solvable):
    found = combination(nonnegative, free, target)
    assert (found is not None) == solvable
    if found is not None:
        assert total([*nonnegative, *free], found) == target
        assert all(c >= 0 for c in found[: len(nonnegative)])


def test_random_solvable_systems_are_solved_exactly():
    rng = random.Random(20230418)
    redundant = 0
    for _ in range(200):
        rows, wide, free = rng.randint(1, 6), rng.randint(1, 7), rng.randint(0, 3)
        columns = [
            {r: Fraction(rng.randint(-4, 4), rng.randint(1, 3)) for r in range(rows) if rng.random() < 0.7}
            for _ in range(wide + free)
        ]
        truth = [Fraction(rng.randint(0, 3)) for _ in range(wide)] + [Fraction(rng.randint(-3, 3)) for _ in range(free)]
        target = total(columns, truth)
        found = combination(columns[:wide], columns[wide:], target)
        assert found is not None, (columns, target)
        assert total(columns, found) == target
        assert all(c >= 0 for c in found[:wide])
        redundant += found != truth
    assert redundant > 20  # many systems have several solutions, so the solver had to choose


def test_unsolvable_systems_have_no_answer():
    # By Farkas: y separates the cone of the columns from the target.
    rng = random.Random(7)
    effective = 0
    for _ in range(200):
        y = [rng.randint(-3, 3) for _ in range(4)]
        columns = []
        while len(columns) < 6:
            column = [rng.randint(-4, 4) for _ in range(4)]
            if sum(a * b for a, b in zip(y, column, strict=True)) >= 0:
                columns.append(dict(enumerate(map(Fraction, column))))
        target = [rng.randint(-4, 4) for _ in range(4)]
        if sum(a * b for a, b in zip(y, target, strict=True)) < 0:
            effective += 1
            assert combination(columns, [], dict(enumerate(map(Fraction, target)))) is None
    assert effective > 50
