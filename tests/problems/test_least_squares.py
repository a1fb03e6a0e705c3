"""Least squares: constants against floating point and exact enumeration, and evidence that cannot be strengthened."""

import itertools
import json
import random
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest

from lojverify.errors import InputError, RejectedError
from lojverify.problems.base import Batch
from lojverify.problems.data import Samples
from lojverify.problems.least_squares import LeastSquares
from lojverify.problems.replay import replay


def problem(inputs, targets, start=None, **batch):
    inputs = [[Fraction(x) for x in row] for row in inputs]
    names = tuple(str(n) for n in range(len(inputs[0])))
    samples = Samples(inputs, [Fraction(y) for y in targets], names)
    theta0 = tuple(Fraction(x) for x in start or [0] * len(names))
    size = batch.get("size", 1)
    return LeastSquares(samples, theta0, Batch(size, len(inputs), replacement=batch.get("replacement", True)))


def interpolated(generator, n, p, rank=None, **batch):
    """Random data that some theta interpolates, of a rank at most."""
    rank = min(n, p) if rank is None else rank
    left = [[generator.randrange(-4, 5) for _ in range(rank)] for _ in range(n)]
    right = [[generator.randrange(-4, 5) for _ in range(p)] for _ in range(rank)]
    rows = [[sum(a * right[k][j] for k, a in enumerate(row)) for j in range(p)] for row in left]
    theta = [Fraction(generator.randrange(-9, 10), generator.randrange(1, 4)) for _ in range(p)]
    targets = [sum(a * b for a, b in zip(row, theta, strict=True)) for row in rows]
    return problem(rows, targets, [generator.randrange(-3, 4) for _ in range(p)], **batch)


def floats(one):
    X = np.array([[float(x) for x in row] for row in one.samples.inputs])
    y = np.array([float(x) for x in one.samples.targets])
    return X, y, np.array([float(x) for x in one.theta0])


def cases(count, seed):
    generator, found = random.Random(seed), []
    while len(found) < count:
        n, p = generator.randrange(1, 6), generator.randrange(1, 6)
        one = interpolated(generator, n, p, generator.randrange(1, min(n, p) + 1))
        if any(any(row) for row in one.samples.inputs):
            found.append(one)
    return found


def test_constants_are_those_of_floating_point_within_1e_9():
    structures = set()
    for one in cases(60, 3):
        found, (X, y, theta0) = one.constants(Fraction(10)), floats(one)
        structures.add(found.evidence["structure"])
        n, values = len(X), np.linalg.svd(X, compute_uv=False)
        least = values[np.linalg.matrix_rank(X) - 1]
        move = np.linalg.pinv(X) @ (y - X @ theta0)
        known = found.constants
        assert float(known.alpha) == pytest.approx(4 * least**2 / n, rel=1e-9)
        assert float(known.smoothness) == pytest.approx(2 * values[0] ** 2 / n, rel=1e-9)
        assert float(found.star.distance) == pytest.approx(move @ move, rel=1e-7, abs=1e-18)
        assert float(found.initial_loss) == pytest.approx(np.mean((y - X @ theta0) ** 2), rel=1e-12)
        # The claims are on the right side of exact quotients.
        assert known.alpha <= found.sharpest["alpha"]
        assert known.smoothness >= found.sharpest["smoothness"]
    assert structures == {"rows", "columns", "basis"}


def test_sampled_gradients_lie_within_the_constants():
    sampled, generator = 0, np.random.default_rng(4)
    for one in cases(40, 11):
        found, (X, y, theta0) = one.constants(Fraction(5)), floats(one)
        zero = theta0 + np.linalg.pinv(X) @ (y - X @ theta0)
        known, star, n = found.constants, found.star, len(X)
        for scale in (1e-3, 1.0, 30.0):
            theta = theta0 + X.T @ generator.standard_normal(n) * scale  # in theta0 + span of the rows
            e = X @ theta - y
            F, g = np.mean(e**2), 2 * X.T @ e / n
            if F / max(1, np.max(y**2)) < 1e-20:
                continue
            sampled += 1
            assert g @ g >= float(known.alpha) * F * (1 - 1e-7)
            assert g @ g <= 2 * float(known.smoothness) * F * (1 + 1e-9)
            assert g @ (theta - zero) == pytest.approx(2 * F, rel=1e-6)
            assert float(star.growth) * ((theta - zero) @ (theta - zero)) <= F * (1 + 1e-6)
            second = np.mean(4 * e**2 * (X * X).sum(axis=1))
            assert second <= float(star.expected_smoothness) * F * (1 + 1e-9)
            assert second - g @ g <= float(star.noise) * F * (1 + 1e-9) + 1e-9 * second
            if known.confinement is not None:
                u = (theta - theta0) / (np.linalg.norm(theta - theta0) or 1.0) * 5
                assert np.mean((X @ (theta0 + u) - y) ** 2) >= float(known.confinement) * (1 - 1e-9)
    assert sampled > 80


@pytest.mark.parametrize("replacement", [True, False])
def test_moments_of_batches_against_exact_enumeration(replacement):
    generator, effective = random.Random(21), 0
    for _ in range(25):
        n = generator.randrange(2, 5)
        size = generator.randrange(1, n + 1)
        one = interpolated(generator, n, generator.randrange(1, 5), size=size, replacement=replacement)
        rows, targets = one.samples.inputs, one.samples.targets
        if not any(any(row) for row in rows):
            continue
        star = one.constants(Fraction(9)).star
        theta = [Fraction(generator.randrange(-9, 10), 2) for _ in one.theta0]
        errors = [sum(a * b for a, b in zip(row, theta, strict=True)) - y for row, y in zip(rows, targets, strict=True)]
        parts = [[2 * e * x for x in row] for e, row in zip(errors, rows, strict=True)]
        draws = itertools.product(range(n), repeat=size) if replacement else itertools.permutations(range(n), size)
        batches = [[sum(parts[i][j] for i in draw) / size for j in range(len(theta))] for draw in draws]
        mean = [sum(v[j] for v in batches) / len(batches) for j in range(len(theta))]
        assert mean == [sum(part[j] for part in parts) / n for j in range(len(theta))]
        loss = sum(e * e for e in errors) / n
        spread = sum(sum((a - b) ** 2 for a, b in zip(v, mean, strict=True)) for v in batches) / len(batches)
        second = sum(sum(a * a for a in v) for v in batches) / len(batches)
        effective += loss > 0
        assert spread <= star.noise * loss
        assert second <= star.expected_smoothness * loss
        single = sum(sum(a * a for a in part) for part in parts) / n - sum(m * m for m in mean)
        assert spread == one.batch.variance_factor * single
    assert effective > 15


def test_data_that_nothing_interpolates_are_refused_with_a_true_lower_bound():
    refused, generator = 0, random.Random(2)
    for _ in range(40):
        n, p = generator.randrange(2, 7), generator.randrange(1, 4)
        rows = [[generator.randrange(-5, 6) for _ in range(p)] for _ in range(n)]
        targets = [generator.randrange(-5, 6) for _ in range(n)]
        X, y = np.array(rows, dtype=float), np.array(targets, dtype=float)
        least = np.mean((X @ (np.linalg.pinv(X) @ y) - y) ** 2)
        if least < 1e-9 or not X.any():
            continue
        with pytest.raises(InputError) as caught:
            problem(rows, targets).constants(Fraction(1))
        refused += 1
        shown = float(str(caught.value).partition("F >= ")[2].partition(" ")[0])
        assert shown == pytest.approx(least, rel=1e-9)
    assert refused > 20


def test_special_cases():
    one = problem([[1, 2]], [3]).constants(Fraction(2))  # one sample: no noise but for the rounding of alpha
    assert one.star.noise <= Fraction(1, 10**8)
    assert one.star.distance >= Fraction(9, 5)
    assert one.star.distance - Fraction(9, 5) < Fraction(1, 10**20)
    at_zero = problem([[1, 0], [0, 1]], [1, 2], start=[1, 2]).constants(Fraction(1))
    assert (at_zero.initial_loss, at_zero.star.distance) == (0, 0)
    note = "up to 1/max |x_i|^2, 0.1, no run ever leaves the ball of radius 2 |theta0 - theta*|, 4.47214 "
    assert any(note in one for one in problem([[1, 3], [0, 1]], [7, 2], start=[0, 0]).constants(Fraction(1)).notes)
    with pytest.raises(InputError, match="all inputs are zero"):
        problem([[0, 0]], [0]).constants(Fraction(1))
    with pytest.raises(InputError, match="1 <= batch <= 2"):
        problem([[1], [2]], [1, 2], size=3, replacement=False)


def test_badly_conditioned_data_are_enclosed_as_closely():
    """The Hilbert matrix of order 8: the eigenvalues of X X^T spread over 20 orders of magnitude."""
    rows = [[Fraction(1, i + j + 1) for j in range(8)] for i in range(8)]
    found = problem(rows, [sum(row) for row in rows]).constants(Fraction(5))
    alpha, sharpest = found.constants.alpha, found.sharpest["alpha"]
    assert sharpest <= alpha * (1 + Fraction(1, 10**9))
    # The smallest singular value is known: 1.11153897e-10.
    assert float(alpha) * 8 / 4 == pytest.approx(1.1115389663725e-10**2, rel=1e-6)
    assert abs(found.star.distance - 8) < Fraction(1, 10**9)  # theta* = (1, ..., 1)


def test_an_intercept_moves_with_the_targets():
    """Metamorphic: targets + c with an intercept and the intercept's start + c leave all constants as they are."""
    rows, targets = [[1, 2, 1], [3, -1, 1]], [4, 5]
    first = problem(rows, targets, start=[1, 1, 0]).constants(Fraction(7))
    moved = problem(rows, [y + 10 for y in targets], start=[1, 1, 10]).constants(Fraction(7))
    assert first.as_json() == moved.as_json()


def test_a_unit_of_length_changes_the_constants_as_it_must():
    """Metamorphic: inputs times 3 and the start over 3 multiply alpha, C, sigma by 9 and divide V0 by 9."""
    rows, targets = [[1, 2, 0], [3, -1, 1]], [4, 5]
    first = problem(rows, targets, start=[3, 0, 3]).constants(Fraction(6))
    scaled = problem([[3 * x for x in row] for row in rows], targets, start=[1, 0, 1]).constants(Fraction(2))
    for name, factor in (("alpha", 9), ("smoothness", 9), ("noise", 9), ("confinement", 1)):
        assert float(getattr(scaled.constants, name)) == pytest.approx(factor * float(getattr(first.constants, name)))
    assert float(scaled.star.distance) == pytest.approx(float(first.star.distance) / 9)
    assert scaled.initial_loss == first.initial_loss


EVIDENCES = {
    "rows": lambda: problem([[1, 2, 0], [3, -1, 1]], [4, 5], size=2),
    "columns": lambda: problem([[1, 2], [3, -1], [0, 1]], [5, 1, 2]),
    "basis": lambda: problem([[1, 2, 0], [2, 4, 0], [0, 0, 1]], [1, 2, 3]),
}
STRONGER = {
    "smallest": Fraction(10001, 10000),
    "largest": Fraction(9999, 10000),
    "spread": Fraction(9999, 10000),
    "second_moment": Fraction(9999, 10000),
}


@pytest.mark.parametrize("structure", EVIDENCES)
def test_evidence_for_stronger_constants_is_rejected(structure):
    evidence = EVIDENCES[structure]().constants(Fraction(4)).evidence
    assert evidence["structure"] == structure
    replay(evidence)
    for key, factor in STRONGER.items():
        if evidence[key] is not None:
            with pytest.raises(RejectedError):
                replay({**evidence, key: str(float(Fraction(evidence[key]) * factor))})
    for other in set(EVIDENCES) - {structure}:
        with pytest.raises(RejectedError):
            replay({**evidence, "structure": other})


@pytest.mark.parametrize("structure", EVIDENCES)
def test_a_wrong_solution_gives_a_weaker_distance_or_none(structure):
    found = EVIDENCES[structure]().constants(Fraction(4))
    solution = found.evidence["solution"]
    numbers = [int(x) for x in solution["rows"][0].split()]
    for n in range(len(numbers)):
        moved = [x + (k == n) * (abs(x) // 3 + 1) for k, x in enumerate(numbers)]
        changed = {**solution, "rows": [" ".join(map(str, moved))]}
        try:
            other = replay({**found.evidence, "solution": changed})
        except RejectedError:
            assert structure == "columns"  # where the solution is exact
        else:
            assert other.star.distance >= found.star.distance


def test_changed_data_are_not_passed_over():
    """Any other integer in the data, for one that the constants depend on, must not leave false constants proved."""
    one = EVIDENCES["rows"]()
    found = one.constants(Fraction(4))
    for i, j in itertools.product(range(2), range(3)):
        rows = [list(row) for row in one.samples.inputs]
        rows[i][j] += 1
        evidence = {**found.evidence, "inputs": {"denominator": "1", "rows": [" ".join(map(str, r)) for r in rows]}}
        truth = problem(rows, one.samples.targets, size=2).constants(Fraction(4))
        try:
            other = replay(evidence)
        except RejectedError:
            continue
        assert other.constants.alpha <= truth.sharpest["alpha"]
        assert other.constants.smoothness >= truth.sharpest["smoothness"]
        assert other.star.distance * (1 + Fraction(1, 10**9)) >= truth.star.distance


@pytest.mark.parametrize(
    "change",
    [
        {"batch": True},
        {"batch": 0},
        {"replacement": 1},
        {"radius": "-1"},
        {"radius": "1e999999999"},
        {"smallest": "0"},
        {"smallest": None},
        {"inputs": {"denominator": "0", "rows": ["1 2 0", "3 -1 1"]}},
        {"inputs": {"denominator": "1", "rows": ["1 2 0", "3 -1"]}},
        {"inputs": []},
        {"directions": {"smallest": "0 0", "largest": "0 0"}},
        {"structure": "none"},
        {"kind": "none"},
        {"targets": {"denominator": "1", "rows": []}},
    ],
)
def test_malformed_evidence_is_rejected(change):
    evidence = EVIDENCES["rows"]().constants(Fraction(4)).evidence
    with pytest.raises(RejectedError):
        replay({**evidence, **change})
    for key in evidence:
        with pytest.raises(RejectedError):
            replay({name: value for name, value in evidence.items() if name != key})


def test_the_replay_uses_the_standard_library_alone():
    evidence = EVIDENCES["basis"]().constants(Fraction(4)).evidence
    code = (
        "import json, sys; from lojverify.problems.replay import replay; replay(json.loads(sys.argv[1])); "
        "print(sorted(set(sys.modules) & {'numpy', 'flint', 'sympy', 'mpmath'}))"
    )
    command = [sys.executable, "-c", code, json.dumps(evidence)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_gradients_for_simulation_average_to_the_gradient():
    one = interpolated(random.Random(9), 4, 3, size=2)
    X, y, _ = floats(one)
    thetas = np.random.default_rng(1).standard_normal((4, 3))
    each = np.arange(4)[:, None]
    whole = one.gradients(np.repeat(thetas[:1], 4, axis=0), each).mean(axis=0)
    np.testing.assert_allclose(whole, 2 * X.T @ (X @ thetas[0] - y) / 4)
    np.testing.assert_allclose(one.losses(thetas), ((thetas @ X.T - y) ** 2).mean(axis=1))
    assert one.start().tolist() == [float(x) for x in one.theta0]
