import random
from fractions import Fraction

import pytest

from lojverify import certify
from lojverify.bounds import REGISTRY
from lojverify.errors import NotApplicableError, RejectedError

NAMES = list(REGISTRY)
GAP = Fraction(1, 10**18)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("delta", ["1/20", "0.3", "1e-30"])
def test_epsilon_lies_below_the_threshold_by_at_most_one_part_in_10_18(constants, holds, name, delta):
    found = certify(constants(), delta=delta, bound=name)
    assert (found.kind, found.bound, found.value) == ("epsilon", name, found.initial_loss)
    assert holds(name, found.constants, found.value, delta)
    assert not holds(name, found.constants, found.value * (1 + GAP), delta)
    assert found.check().status == "proved"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("loss", ["1/400", "1e-5", "1e-40"])
def test_delta_lies_above_the_bound_by_at_most_one_part_in_10_18(constants, holds, name, loss):
    found = certify(constants(), initial_loss=loss, bound=name)
    assert (found.kind, found.value) == ("delta", found.delta)
    assert holds(name, found.constants, loss, found.value)
    assert not holds(name, found.constants, loss, found.value * (1 - GAP))
    assert found.check().status == "proved"


@pytest.mark.parametrize("name", NAMES)
def test_no_loss_never_leaves(constants, name):
    found = certify(constants(), initial_loss=0, bound=name)
    assert found.delta == 0
    assert found.decimal == "0"
    assert found.check().status == "proved"


@pytest.mark.parametrize("name", NAMES)
def test_without_noise_too(constants, holds, name):
    found = certify(constants(noise=0), delta="1/20", bound=name)
    assert holds(name, found.constants, found.value, "1/20")
    assert found.check().status == "proved"


@pytest.mark.parametrize(
    ("name", "loss", "delta"),
    [
        *[(name, loss, "1/20") for name in NAMES[4:] for loss in ("1/20", "1/40", "1/90")],
        ("log-ville", "1/4", "1/20"),
        ("log-ville", "1/5", "1/12"),
        ("cantelli-ville", "1/4", "1/100"),
        ("ville", "1/40", "1/21"),  # between two roots of a quadratic
        ("ville", "1/40", "1/20"),  # F0/M0 = delta: up to the open end
        ("chebyshev-union", "1/4000", "1/5"),
        ("markov-union", "1/4000", "1/5"),
        ("printed", "1/4000", "1/5"),  # up to the closed end
    ],
)
def test_a_step_size_is_the_largest_and_its_interval_is_certified(constants, holds, name, loss, delta):
    found = certify(constants(step_size=None), initial_loss=loss, delta=delta, bound=name)
    low, high = found.interval
    assert (found.kind, found.value) == ("step-size", found.constants.step_size)
    assert 0 < low <= found.value <= high
    draw = random.Random(7)
    for share in [0, 1, *(Fraction(draw.randint(0, 1000), 1000) for _ in range(50))]:
        assert holds(name, constants(step_size=low + share * (high - low)), loss, delta)
    limit = REGISTRY[name].step_limit(found.constants)
    further = found.value + min(Fraction(1), found.value) / 10**12
    if limit.admits(further):
        assert not holds(name, constants(step_size=further), loss, delta)
        assert not found.notes
    else:
        assert any("limited by the hypothesis step_size <" in note for note in found.notes)
    assert found.check().status == "proved"


def test_the_interval_of_ville_reaches_both_roots(constants, holds):
    found = certify(constants(step_size=None), initial_loss="1/40", delta="1/21", bound="ville")
    low, high = found.interval
    for end, beyond in ((low, low * (1 - GAP)), (high, high * (1 + GAP))):
        assert holds("ville", constants(step_size=end), "1/40", "1/21")
        assert not holds("ville", constants(step_size=beyond), "1/40", "1/21")


def test_a_smaller_step_can_fail(constants):
    found = certify(constants(step_size=None), initial_loss="1/40", delta="1/21", bound="ville")
    with pytest.raises(RejectedError, match="exceeds delta"):
        certify(constants(step_size=found.interval[0] / 2), initial_loss="1/40", delta="1/21", bound="ville")


@pytest.mark.parametrize("name", NAMES)
def test_a_claim_is_tested(constants, name):
    delta = certify(constants(), initial_loss="1/1000", bound=name).delta
    found = certify(constants(), initial_loss="1/1000", delta=delta, bound=name)
    assert (found.kind, found.value) == ("claim", delta)
    with pytest.raises(RejectedError, match=rf"{name} gives P\(exit\) <= .*which exceeds delta"):
        certify(constants(), initial_loss="1/1000", delta=delta * (1 - GAP), bound=name)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in ("cantelli-ville", "shifted-ville", "log-ville")]
)
def test_a_bound_that_is_not_below_1_shows_nothing(constants, name):
    loss = "2" if name.startswith("drift-martingale") else "3.99"
    with pytest.raises(RejectedError, match="not below 1"):
        certify(constants(confinement="1/2000"), initial_loss=loss, bound=name)


@pytest.mark.parametrize("name", ["drift-martingale", "drift-martingale-sharp", "drift-martingale-shifted"])
def test_the_drift_must_not_reach_the_sphere(constants, name):
    with pytest.raises(NotApplicableError, match=r"radius = 3 breaks Lamd sqrt\(initial_loss\) < radius: .* short by"):
        certify(constants(confinement=None, annulus=None), initial_loss="3", bound=name)


def test_no_step_size_may_be_small_enough(constants):
    with pytest.raises(RejectedError, match="no step size"):
        certify(constants(step_size=None), initial_loss="1/4000", delta="1/1000000", bound="chebyshev-union")
