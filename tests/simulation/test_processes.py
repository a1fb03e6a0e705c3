"""A step of a run has the law that was declared: that of the batches, or that of an instance."""

from fractions import Fraction as Q

import numpy as np
import pytest

from lojverify import Constants, certify
from lojverify.adversaries.search import two_sided
from lojverify.errors import InputError
from lojverify.kernel.planar import Piecewise
from lojverify.problems.base import Batch
from lojverify.simulation.processes import Excursions, draw

ETA, SIGMA = Q(1, 10), Q(1, 2)


@pytest.fixture(scope="module")
def numbers():
    return certify(Constants(1, 1, SIGMA, ETA, 3, "1/2"), delta="1/20").numbers


def test_batches_are_drawn_as_declared():
    random = np.random.Generator(np.random.PCG64(3))
    for size, replacement in ((3, True), (3, False), (7, False)):
        rows = draw(Batch(size, 7, replacement=replacement), 4000, random)
        assert rows.shape == (4000, size)
        # Each sample has the chance 1/7 at each place; 0.03 is five standard deviations.
        for place in rows.T:
            assert np.all(np.abs(np.bincount(place, minlength=7) / 4000 - 1 / 7) < 0.03)
        distinct = [len(set(row)) == size for row in rows.tolist()]
        assert all(distinct) if not replacement else not all(distinct)
    pairs = draw(Batch(2, 4, replacement=False), 12000, random)
    counts = np.bincount(4 * pairs[:, 0] + pairs[:, 1], minlength=16).reshape(4, 4)
    assert np.all(np.abs(counts[~np.eye(4, dtype=bool)] - 1000) < 160)


class Always:
    """Draws the same number each time."""

    def __init__(self, drawn):
        self.drawn = drawn

    def random(self, count):
        return np.full(count, self.drawn)


@pytest.mark.parametrize("family", ["along", "direct"])
def test_the_noise_of_an_instance_has_mean_zero_and_the_second_moment(numbers, family):
    instance = two_sided(numbers, failing=False, family=family).instance
    process = Excursions(instance, ETA)
    theta, kicks = process.start()[None, :], 0
    for k in range(60):
        p = process.chance(k)
        if p == 0:
            break
        kicks += 1
        calm = process.step(theta, k, Always(0.9999999))
        up, down = (process.step(theta, k, Always(p * share)) for share in (0.25, 0.75))
        without = theta - float(ETA) * np.array([[process.floor.slope(theta[:, 0])[0], 0.0]])
        mean = (1 - p) * calm + p * (up + down) / 2
        assert np.allclose(mean, without, rtol=0, atol=1e-12)
        squares = [np.sum((one - without) ** 2) for one in (calm, up, down)]
        second = ((1 - p) * squares[0] + p * (squares[1] + squares[2]) / 2) / float(ETA) ** 2
        assert second <= float(SIGMA) * process.losses(theta)[0] * (1 + 1e-9)
        for one in (up, down):
            assert np.sum(one**2) >= 9
        theta = calm
    assert kicks > 20


def test_the_chances_of_kicks_add_up_to_what_the_instance_says(numbers):
    instance = two_sided(numbers, failing=False, family="direct").instance
    process = Excursions(instance, ETA)
    none = 1.0
    for k in range(process.ends[-1]):
        none *= 1 - process.chance(k)
    assert abs(1 - none - float(Q(instance["probability"]))) < 1e-12
    assert process.chance(process.ends[-1]) == 0


def test_losses_and_gradients_are_those_of_the_pieces(numbers):
    instance = two_sided(numbers, failing=False).instance
    process = Excursions(instance, ETA)
    floor, rise, profile = (Piecewise(instance[name], name) for name in ("floor", "rise", "profile"))
    points = np.random.default_rng(5).uniform(-2, 2, size=(200, 2))
    for (x, y), loss in zip(points, process.losses(points), strict=True):
        exact = floor.value(Q(x)) + rise.value(Q(x)) * profile.value(abs(Q(y)))
        assert abs(loss - float(exact)) < 1e-12
    moved = process.step(points, process.ends[-1], Always(0.5))
    for (x, y), (after, height) in zip(points, moved, strict=True):
        slope = floor.value(Q(x), 1) + rise.value(Q(x), 1) * profile.value(abs(Q(y)))
        across = rise.value(Q(x)) * profile.value(abs(Q(y)), 1) * (1 if y > 0 else -1)
        assert abs(after - float(Q(x) - ETA * slope)) < 1e-12
        assert abs(height - float(Q(y) - ETA * across)) < 1e-12


def test_losses_near_the_zero_are_small_and_not_negative(numbers):
    process = Excursions(two_sided(numbers, failing=False).instance, ETA)
    theta = process.start()[None, :]
    for k in range(400):
        theta = process.step(theta, k, Always(1.0))
    assert 0 <= process.losses(theta)[0] < 1e-17


def test_another_family_is_refused(numbers):
    with pytest.raises(InputError, match="none of worst, along, direct, ledge"):
        two_sided(numbers, family="sideways")
