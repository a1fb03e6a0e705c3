import functools
import random
import re
from fractions import Fraction
from pathlib import Path

import pytest

from lojverify import certify, check
from lojverify.bounds import REGISTRY, base
from lojverify.certificates import numeric, rounding
from lojverify.certificates.certificate import Certificate, Comparison, Unanswered
from lojverify.constants import Constants
from lojverify.errors import DisagreementError, InputError, NotApplicableError, RejectedError

EXAMPLE = {
    "alpha": 1,
    "smoothness": 1,
    "noise": "1/2",
    "step_size": "1/10",
    "radius": 3,
    "confinement": "1/2",
    "annulus": 1,
}
NAMES = list(REGISTRY)
FREE = ["path-length", "drift-martingale", "drift-martingale-sharp"]  # of any condition on the sphere
GAP = Fraction(1, 10**18)


def constants(**changes):
    return Constants(**EXAMPLE | changes)


def holds(name, c, loss, delta):
    """The exact comparison of a bound with delta."""
    answer = numeric.holds(REGISTRY[name], c, Fraction(loss), Fraction(delta))
    assert answer is not None
    return answer


# -- the three unknowns ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("delta", ["1/20", "0.3", "1e-30"])
def test_epsilon_lies_below_the_threshold_by_at_most_one_part_in_10_18(name, delta):
    found = certify(constants(), delta=delta, bound=name)
    assert (found.kind, found.bound, found.value) == ("epsilon", name, found.initial_loss)
    assert holds(name, found.constants, found.value, delta)
    assert not holds(name, found.constants, found.value * (1 + GAP), delta)
    assert found.check().status == "proved"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("loss", ["1/400", "1e-5", "1e-40"])
def test_delta_lies_above_the_bound_by_at_most_one_part_in_10_18(name, loss):
    found = certify(constants(), initial_loss=loss, bound=name)
    assert (found.kind, found.value) == ("delta", found.delta)
    assert holds(name, found.constants, loss, found.value)
    assert not holds(name, found.constants, loss, found.value * (1 - GAP))
    assert found.check().status == "proved"


@pytest.mark.parametrize("name", NAMES)
def test_no_loss_never_leaves(name):
    found = certify(constants(), initial_loss=0, bound=name)
    assert found.delta == 0
    assert found.decimal == "0"
    assert found.check().status == "proved"


@pytest.mark.parametrize("name", NAMES)
def test_without_noise_too(name):
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
def test_a_step_size_is_the_largest_and_its_interval_is_certified(name, loss, delta):
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


def test_the_interval_of_ville_reaches_both_roots():
    found = certify(constants(step_size=None), initial_loss="1/40", delta="1/21", bound="ville")
    low, high = found.interval
    for end, beyond in ((low, low * (1 - GAP)), (high, high * (1 + GAP))):
        assert holds("ville", constants(step_size=end), "1/40", "1/21")
        assert not holds("ville", constants(step_size=beyond), "1/40", "1/21")


def test_a_smaller_step_can_fail():
    found = certify(constants(step_size=None), initial_loss="1/40", delta="1/21", bound="ville")
    with pytest.raises(RejectedError, match="exceeds delta"):
        certify(constants(step_size=found.interval[0] / 2), initial_loss="1/40", delta="1/21", bound="ville")


@pytest.mark.parametrize("name", NAMES)
def test_a_claim_is_tested(name):
    delta = certify(constants(), initial_loss="1/1000", bound=name).delta
    found = certify(constants(), initial_loss="1/1000", delta=delta, bound=name)
    assert (found.kind, found.value) == ("claim", delta)
    with pytest.raises(RejectedError, match=rf"{name} gives P\(exit\) <= .*which exceeds delta"):
        certify(constants(), initial_loss="1/1000", delta=delta * (1 - GAP), bound=name)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("cantelli-ville", "log-ville")])
def test_a_bound_that_is_not_below_1_shows_nothing(name):
    loss = "2" if name.startswith("drift-martingale") else "3.99"
    with pytest.raises(RejectedError, match="not below 1"):
        certify(constants(confinement="1/2000"), initial_loss=loss, bound=name)


@pytest.mark.parametrize("name", ["drift-martingale", "drift-martingale-sharp"])
def test_the_drift_must_not_reach_the_sphere(name):
    with pytest.raises(NotApplicableError, match=r"radius = 3 breaks Lamd sqrt\(initial_loss\) < radius: .* short by"):
        certify(constants(confinement=None, annulus=None), initial_loss="3", bound=name)


def test_no_step_size_may_be_small_enough():
    with pytest.raises(RejectedError, match="no step size"):
        certify(constants(step_size=None), initial_loss="1/4000", delta="1/1000000", bound="chebyshev-union")


# -- limits ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "limit", "closed"),
    [
        ({"alpha": 2, "noise": 0, "step_size": 1, "annulus": None, "radius": 2}, Fraction(2), False),  # (2.2)
        ({"alpha": 2, "noise": 0, "step_size": 1, "annulus": None, "radius": "11/10"}, Fraction(121, 200), False),
        ({"alpha": 2, "noise": 0, "step_size": 1, "radius": 2}, Fraction(9, 2), False),  # (2.2) on the outer ball
        ({"alpha": "1/100", "step_size": "1/100", "annulus": None}, Fraction(1, 2), True),  # F(theta0) <= M0
    ],
)
def test_the_hypothesis_on_the_initial_loss_limits_epsilon_and_a_note_says_so(changes, limit, closed):
    found = certify(constants(**changes), delta="0.99995", bound="ville")
    assert found.value == limit if closed else limit * (1 - GAP) <= found.value < limit
    assert any("limited by the hypothesis F(theta0)" in note for note in found.notes)
    assert REGISTRY["ville"].loss_limit(found.constants).admits(found.value)
    assert found.check().status == "proved"


@pytest.mark.parametrize("loss", ["1/2", "2", "3"])
def test_ville_holds_beyond_confinement_where_2_2_does(loss):
    c = constants(radius=6, confinement="7/2", annulus=1)
    for given in (c, constants(radius=6, confinement="7/2", annulus=None)):
        assert certify(given, initial_loss=loss, bound="ville").check().status == "proved"


def test_extreme_numbers_are_certified():
    tiny, huge = "1e-390", "1e390"
    c = Constants(tiny, 1, tiny, "1e-391", huge, 1, 1)
    for name in ("ville", "chebyshev-union"):
        found = certify(c, delta="1/20", bound=name)
        assert holds(name, c, found.value, "1/20")
        assert not holds(name, c, found.value * (1 + GAP), "1/20")


@pytest.mark.parametrize(
    ("given", "loss"),
    [
        # Coefficients of the proof had more digits than Python prints; than the kernel reads.
        (("15416e225", "82e229", 0, None, "294387/10", "24e-42", "10/19"), "24e-58"),
        (("17e290", "85e289", Fraction(425 * 10**288, 13), None, "5e-39", "17/2"), "85e-18"),
    ],
)
def test_a_step_size_of_extreme_numbers_is_certified(given, loss):
    found = certify(Constants(*given), initial_loss=loss, delta="1/20")
    assert holds(found.bound, found.constants, loss, "1/20")
    assert found.check().status == "proved"


def test_the_step_sizes_that_serve_may_be_few_and_far_below_the_end_of_the_range():
    # For chebyshev-union the bound has a sharp minimum near eta = 10^-6, which is 10^-6 of the range.
    c = Constants(1, 1, 0, None, 3, "1/2", "1/1000000")
    least = certify(Constants(1, 1, 0, "1e-6", 3, "1/2", "1e-6"), initial_loss="1e-8", bound="chebyshev-union").delta
    found = certify(c, initial_loss="1e-8", delta=least, bound="chebyshev-union")
    assert found.interval[0] <= Fraction(1, 10**6) <= found.interval[1] < Fraction(1, 10**5)


def test_a_step_size_next_to_the_end_of_its_range_is_certified():
    end = Fraction(4, 5)
    c = constants(step_size=end * (1 - Fraction(1, 10**60)))
    for name in ("markov-union", "chebyshev-union"):
        found = certify(c, delta="1/20", bound=name)
        assert holds(name, c, found.value, "1/20")
        assert not holds(name, c, found.value * (1 + GAP), "1/20")
        assert found.check().status == "proved"


# -- best and all ----------------------------------------------------------------------------------------------------


def test_best_is_the_strongest():
    assert certify(constants(), delta="1/20").bound == "drift-martingale-sharp"
    weakest = {"epsilon": max, "delta": min, "step-size": max}
    for given in ({"delta": "1/20"}, {"initial_loss": "1/1000"}):
        found = certify(constants(), bound="all", **given)
        assert isinstance(found, Comparison)
        values = [one.value for one in found.certificates]
        assert found.best.value == weakest[found.best.kind](values) == certify(constants(), **given).value


def test_all_gives_every_bound_in_order_with_reasons():
    found = certify(constants(annulus=None), delta="1/20", bound="all")
    assert [one.bound for one in found.results] == NAMES
    assert [type(one) for one in found.results] == [Unanswered] * 3 + [Certificate] * (len(NAMES) - 3)
    assert all("annulus" in one.reason and not one.applies for one in found.results[:3])
    assert found.best.bound == "drift-martingale-sharp"
    assert check(found).status == "proved"


def test_all_may_certify_nothing():
    found = certify(constants(confinement=None, annulus=None, step_size=2), delta="1/20", bound="all")
    assert found.best is None
    assert found.as_dict()["best"] is None


def test_best_without_a_bound_that_applies_names_every_reason():
    with pytest.raises(
        NotApplicableError, match=r"printed: it needs .*; markov-union: .*; ville: it needs confinement"
    ) as e:
        certify(constants(confinement=None, annulus=None, step_size=2), delta="1/20")
    assert e.value.exit_code == 2


def test_these_need_no_confinement_and_no_small_loss():
    found = certify(constants(confinement=None, annulus=None), delta="1/20", bound="all")
    assert [one.bound for one in found.certificates] == FREE
    assert all("confine" not in words for one in found.certificates for words in one.assumes)
    assert check(found).status == "proved"


def test_the_largest_step_size_may_lie_beyond_a_gap():
    # F(theta0) close to M0: the bound rises almost to 1, falls and rises again.
    c, loss, delta = constants(step_size=None, noise="1/100"), "0.4999", "1/5"
    found = certify(c, initial_loss=loss, delta=delta, bound="cantelli-ville")
    assert not holds("cantelli-ville", constants(step_size=found.value / 500, noise="1/100"), loss, delta)
    assert holds("cantelli-ville", constants(step_size="1e-12", noise="1/100"), loss, delta)
    for n in range(1, 400):
        further = found.value + (2 - found.value) * Fraction(n, 400)
        if REGISTRY["cantelli-ville"].step_limit(found.constants).admits(further):
            assert not holds("cantelli-ville", constants(step_size=further, noise="1/100"), loss, delta)
    assert found.check().status == "proved"


def test_best_with_bounds_that_show_nothing_is_rejected():
    with pytest.raises(RejectedError, match=r"ville gives P\(exit\)") as caught:
        certify(constants(), initial_loss="1/2", delta="1/1000000")
    assert caught.value.exit_code == 1


def test_a_missing_derivation_is_a_reason(monkeypatch):
    monkeypatch.setattr(base, "exists", lambda script: script != "chebyshev_union")
    found = certify(constants(), delta="1/20", bound="all")
    assert found.results[2].reason == "its derivation is missing"
    with pytest.raises(NotApplicableError, match="its derivation is missing"):
        certify(constants(), delta="1/20", bound="chebyshev-union")


# -- wrong input ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "given", "message"),
    [
        ({}, {}, "initial_loss and delta are missing"),
        ({"step_size": None}, {"delta": "1/20"}, "initial_loss and step_size are missing"),
        ({"step_size": None}, {}, "initial_loss and delta and step_size are missing"),
        ({}, {"delta": 0}, r"delta = 0: it must satisfy delta > 0, by \(3\.20\)"),
        ({}, {"delta": 1}, r"delta = 1: it must satisfy 0 < delta < 1, by \(3\.20\)"),
        ({}, {"delta": "-1/2"}, "delta = -1/2"),
        ({}, {"delta": 0.05}, 'delta = 0.05: a float is not exact .*"0.1"'),
        ({}, {"delta": "5%"}, "delta = 5%: not a number"),
        ({}, {"initial_loss": -1}, r"initial_loss = -1: it must satisfy initial_loss >= 0, by \(2\.2\)"),
        ({}, {"delta": "1/20", "bound": "chernoff"}, "bound = chernoff: it must satisfy bound among printed, "),
        ({"confinement": 5}, {"delta": "1/20"}, r"confinement = 5: .* sqrt\(smoothness/2\) radius, .*\(2\.5\)"),
        ({"confinement": 3}, {"initial_loss": "1/2"}, r"sqrt\(confinement\) \+ sqrt\(initial_loss\) <= .*\(2\.5\)"),
        (
            {"step_size": "2"},
            {"delta": "1/20", "bound": "ville"},
            r"the bound ville does not apply: step_size = 2 .*\(3\.2\)",
        ),
        (
            {"annulus": None},
            {"delta": "1/20", "bound": "printed"},
            "the bound printed does not apply: it needs annulus",
        ),
    ],
)
def test_wrong_input_is_one_sentence_and_exit_code_2(changes, given, message):
    with pytest.raises((InputError, NotApplicableError)) as caught:
        certify(constants(**changes), **given)
    assert re.search(message, str(caught.value)), str(caught.value)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_constants_must_be_constants():
    with pytest.raises(InputError, match="must be Constants, not a dict"):
        certify(EXAMPLE, delta="1/20")


def test_two_computations_that_exclude_each_other_are_a_failure(monkeypatch):
    ville = REGISTRY["ville"]
    right = ville.threshold

    def scaled(factor):
        @functools.wraps(right)
        def wrong(**given):
            return right(**given) * factor

        monkeypatch.setattr(ville, "threshold", wrong)

    scaled(Fraction(11, 10))
    with pytest.raises(DisagreementError, match="forward check"):
        certify(constants(), delta="1/20", bound="ville")
    scaled(Fraction(1, 2))
    with pytest.raises(DisagreementError, match="too small"):
        certify(constants(), delta="1/20", bound="ville")


def test_a_formula_that_differs_from_the_proved_one_is_caught_by_the_proof(monkeypatch):
    chebyshev = REGISTRY["chebyshev-union"]
    right = chebyshev.failure
    monkeypatch.setattr(chebyshev, "failure", functools.wraps(right)(lambda **given: right(**given) / 2))
    inverse = chebyshev.threshold
    monkeypatch.setattr(chebyshev, "threshold", functools.wraps(inverse)(lambda **given: inverse(**given) * 2))
    with pytest.raises(RejectedError, match="no proof was found"):
        certify(constants(), delta="1/20", bound="chebyshev-union")


# -- metamorphic ----------------------------------------------------------------------------------------------------

SCALED = [name for name in NAMES if name != "printed"]  # the printed bound depends on the units


@pytest.mark.parametrize("name", SCALED)
@pytest.mark.parametrize("c", [Fraction(3), Fraction(2, 7)])
def test_lengths_in_other_units_leave_epsilon_alone(name, c):
    one = constants()
    other = Constants(
        one.alpha / c**2,
        one.smoothness / c**2,
        one.noise / c**2,
        one.step_size * c**2,
        one.radius * c,
        one.confinement,
        one.annulus * c,
    )
    found = [certify(given, delta="1/20", bound=name).value for given in (one, other)]
    assert abs(found[0] - found[1]) <= GAP * found[0]


@pytest.mark.parametrize("name", SCALED)
@pytest.mark.parametrize("s", [Fraction(5), Fraction(1, 12)])
def test_losses_in_other_units_scale_epsilon(name, s):
    one = constants()
    other = Constants(
        one.alpha * s,
        one.smoothness * s,
        one.noise * s,
        one.step_size / s,
        one.radius,
        one.confinement * s,
        one.annulus,
    )
    found = [certify(given, delta="1/20", bound=name).value for given in (one, other)]
    assert abs(found[0] * s - found[1]) <= GAP * found[1]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("key", "values"),
    [("delta", ("1/100", "1/20", "1/10")), ("confinement", ("1/10", "1/2", "1")), ("noise", ("1/2", "1/3", 0))],
)
def test_epsilon_grows_with_delta_and_confinement_and_falls_with_noise(name, key, values):
    found = []
    for value in values:
        changes, delta = ({}, value) if key == "delta" else ({key: value}, "1/20")
        found.append(certify(constants(**changes), delta=delta, bound=name).value)
    assert found == sorted(found)
    assert len(set(found)) == (1 if key == "confinement" and name in FREE else 3)


def test_a_redundant_annulus_changes_nothing_for_ville():
    found = [certify(constants(annulus=w), delta="1/20", bound="ville").value for w in (None, 1)]
    assert found[0] == found[1]


# -- rounding ----------------------------------------------------------------------------------------------------


def test_rounding_is_on_the_safe_side_and_tight():
    draw = random.Random(1)
    for _ in range(2000):
        x = Fraction(draw.randint(1, 10 ** draw.randint(1, 60)), draw.randint(1, 10 ** draw.randint(1, 60)))
        low, high, below = rounding.down(x), rounding.up(x), rounding.below(x)
        assert x * (1 - GAP / 10) <= low <= x <= high <= x * (1 + GAP / 10)
        assert x * (1 - GAP / 5) <= below < x
        assert 10**18 < x / rounding.unit(x) < 10**21
    assert rounding.down(Fraction(10, 363)) == rounding.up(Fraction(10, 363)) == Fraction(10, 363)


def test_check_reads_certificates_objects_and_files(tmp_path):
    found = certify(constants(), delta="1/20")
    path = tmp_path / "stay.json"
    found.write(path)
    for source in (found, found.as_dict(), path, str(path)):
        assert check(source).status == "proved"
    with pytest.raises(InputError, match="cannot be read: No such file"):
        check(Path(tmp_path) / "missing.json")
    with pytest.raises(InputError, match="cannot be checked"):
        check({"format": "something else"})


# -- the smallest radius ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FREE)
@pytest.mark.parametrize("changes", [{}, {"noise": 0}, {"step_size": "1/1000"}])
def test_a_radius_lies_above_the_smallest_by_at_most_one_part_in_10_18(name, changes):
    found = certify(constants(**changes), initial_loss="1/50", delta="1/20", bound=name, solve_for="radius")
    assert (found.kind, found.value) == ("radius", found.constants.radius)
    assert holds(name, found.constants, "1/50", "1/20")
    answer = numeric.holds(
        REGISTRY[name],
        Constants(*list(found.constants.known().values())[:4], found.value * (1 - GAP)),
        Fraction(1, 50),
        Fraction(1, 20),
    )
    assert not answer
    assert found.constants.confinement is None
    assert Certificate.from_json(found.to_json()) == found


def test_a_radius_that_is_not_attained_is_exceeded():
    # Without noise the bound is 0 as soon as Lamd sqrt(F(theta0)) < r.
    c = Constants(2, 1, 0, 1, 3)  # rho1 = 0, Lamd = sqrt(2)
    found = certify(c, initial_loss=2, delta="1/20", bound="drift-martingale", solve_for="radius")
    assert 2 < found.value <= 2 * (1 + GAP)


def test_a_radius_is_the_strongest_where_it_is_smallest_and_not_beyond_what_is_known():
    given = {"initial_loss": "1/50", "delta": "1/20", "solve_for": "radius"}
    found = certify(constants(), bound="all", **given)
    assert [one.bound for one in found.certificates] == FREE
    assert found.best.value == min(one.value for one in found.certificates) == certify(constants(), **given).value
    assert check(found).status == "proved"
    assert all("other radii" in one.reason for one in found.results if one.bound not in FREE)
    with pytest.raises(RejectedError, match=r"needs a radius of .* exceeds radius = 1/10, up to which"):
        certify(constants(radius="1/10", confinement=None, annulus=None), bound="path-length", **given)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"delta": "1/20"}, "initial_loss is missing: only one number can be solved for, here the radius"),
        ({"delta": "1/20", "initial_loss": "1/50", "bound": "ville"}, "does not apply: it says nothing of other radii"),
    ],
)
def test_a_radius_needs_the_other_numbers(given, message):
    with pytest.raises((InputError, NotApplicableError), match=message):
        certify(constants(), solve_for="radius", **given)


def test_no_loss_has_no_smallest_radius():
    with pytest.raises(RejectedError, match="no smallest one"):
        certify(constants(), initial_loss=0, delta="1/20", bound="path-length", solve_for="radius")


@pytest.mark.parametrize("name", NAMES[4:])
def test_extreme_numbers_are_certified_by_the_sharper_bounds_too(name):
    c = Constants("1e-390", 1, "1e-390", "1e-391", "1e390", 1, 1)
    found = certify(c, delta="1/20", bound=name)
    assert holds(name, c, found.value, "1/20")
    assert found.check().status == "proved"


def test_no_step_size_may_serve_log_ville():
    # As eta tends to 0 it tends to u(x0) with j = 31, which is not 0.
    for loss, delta in (("1/2", "1/3"), ("1/4", "1/1000")):
        with pytest.raises(RejectedError, match="no step size makes the bound at most delta"):
            certify(constants(step_size=None), initial_loss=loss, delta=delta, bound="log-ville")
