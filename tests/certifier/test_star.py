"""Certificates for star-convex losses: the four unknowns, the rate, errors, other units, forgeries."""

import copy
from fractions import Fraction as Q

import pytest

from lojverify import StarConvex, certify, check
from lojverify.bounds import distance
from lojverify.certificates.certificate import Certificate, Comparison
from lojverify.errors import InputError, NotApplicableError, RejectedError
from lojverify.kernel.certificate import check_certificate, digest

GAP = Q(1, 10**18)
EXAMPLE = {
    "tau": 2,
    "expected_smoothness": 10,
    "noise": 8,
    "step_size": "1/20",
    "radius": 5,
    "distance": 1,
    "growth": "1/10",
}
NAMES = [*distance.TITLES]


def constants(**changes):
    return StarConvex(**EXAMPLE | changes)


def value(name, c):
    star = distance.Star(c.tau, c.expected_smoothness, c.noise, c.step_size, c.radius, c.distance)
    return {"distance": distance.shift, "distance-log": distance.point}[name](star, 192).bound


@pytest.mark.parametrize("name", NAMES)
def test_delta_is_the_bound_rounded_up(name):
    found = certify(constants(), bound=name)
    assert found.kind == "delta"
    assert value(name, constants()) <= found.value <= value(name, constants()) * (1 + GAP)
    assert found.check().status == "proved"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("key", "step"), [("step_size", 1), ("distance", 1), ("radius", -1)])
def test_the_answer_serves_and_a_little_more_does_not(name, key, step):
    found = certify(constants(**{key: None}), delta="1/100", bound=name)
    assert found.kind == key.replace("_", "-")
    assert check(found).status == "proved"
    c = found.constants
    assert value(name, c) <= Q(1, 100)
    beyond = constants(**{key: getattr(c, key) * (1 + step * GAP * 10)})
    assert value(name, beyond) > Q(1, 100)


def test_a_radius_may_be_solved_for_beside_a_given_one():
    assert certify(constants(), delta="1/100", solve_for="radius") == certify(constants(radius=None), delta="1/100")


def test_the_best_is_the_better_one_and_all_shows_both():
    both = certify(constants(), bound="all")
    assert isinstance(both, Comparison)
    assert [one.bound for one in both.results] == NAMES
    assert both.best.value == min(one.value for one in both.certificates) == certify(constants()).value
    assert check(both).status == "proved"


def test_a_claim_holds_or_is_rejected():
    assert certify(constants(), delta="1/20").kind == "claim"
    with pytest.raises(RejectedError, match="exceeds delta"):
        certify(constants(), delta="1/1000")


def test_at_the_end_of_the_range_nothing_is_supposed_of_the_noise():
    found = certify(constants(step_size="2/5", growth=None), bound="distance")
    assert found.value == Q(1, 16)
    assert not any("|w_k|^2 <=" in words for words in found.assumes)


def test_the_rate_is_part_of_the_statement():
    found = certify(constants())
    goals = found.proof["claims"][-1]["problem"]["goals"]
    assert goals[1] == "mean(H[k]) <= qk[k]*(1)"
    assert "(393/400)^k 1 for every k" in found.statement
    assert len(certify(constants(growth=None)).proof["claims"][-1]["problem"]["goals"]) == 1


@pytest.mark.parametrize("noise", [0, "1e-9", "1/10", 10, 1000])
@pytest.mark.parametrize("scale", ["1e-30", "1", "1e30"])
def test_other_sizes_of_noise_and_length(noise, scale):
    length = Q(scale)
    other = {"radius": 5 * length, "distance": length**2, "step_size": Q(1, 2000) * length**2, "growth": None}
    losses = {"expected_smoothness": 10 / length**2, "noise": Q(noise) / length**2}
    found = certify(constants(**other, **losses), bound="distance")
    assert found.value == certify(constants(noise=noise, step_size="1/2000", growth=None), bound="distance").value
    assert found.check().status == "proved"


@pytest.mark.parametrize(
    "changes",
    [
        {"noise": 0, "radius": None},
        {"noise": "1e-300", "radius": "2.000001"},
        {"noise": "1e-300", "radius": None},
        {"radius": "1e200", "distance": "1/7"},
        {"radius": "1e200", "distance": "1/7", "step_size": "1e-100"},
        {"distance": 0},
        {"distance": "1e-300"},
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_numbers_of_very_different_sizes(name, changes):
    given = constants(**changes)
    found = certify(given, bound=name, **({"delta": "1/1000000"} if given.radius is None else {}))
    assert found.check().status == "proved"


def test_a_loss_in_other_units_gives_the_same():
    other = constants(expected_smoothness=70, noise=56, step_size="1/140", growth="7/10")
    assert certify(other).value == certify(constants()).value


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"distance": 7}, "distance = 7 breaks distance < radius^2/4 = 25/4"),
        ({"step_size": "1/2"}, "step_size = 1/2 breaks step_size <= 2 tau/expected_smoothness = 2/5"),
    ],
)
def test_a_broken_hypothesis_is_named(changes, words):
    with pytest.raises(NotApplicableError) as caught:
        certify(constants(**changes), bound="distance")
    assert words in str(caught.value)


def test_the_logarithmic_bound_has_a_shorter_range():
    with pytest.raises(NotApplicableError, match=r"2 tau/\(expected_smoothness \+ 3 noise\)"):
        certify(constants(step_size="1/5"), bound="distance-log")
    assert certify(constants(step_size="1/5")).bound == "distance"


@pytest.mark.parametrize(
    ("changes", "others", "words"),
    [
        ({"step_size": None, "radius": None}, {"delta": "1/20"}, "only one of them can be solved for"),
        ({"tau": 0}, {}, "tau > 0"),
        ({"noise": -1}, {}, "noise >= 0"),
        ({"distance": -1}, {}, "distance >= 0"),
        ({}, {"horizon": 5}, "horizon is for bounds by the initial loss"),
        ({}, {"initial_loss": 1}, "initial_loss is for bounds by the initial loss"),
        ({}, {"bound": "nonsense"}, "it is none of distance, distance-log, best, all"),
    ],
)
def test_input_that_cannot_be_used(changes, others, words):
    with pytest.raises(InputError) as caught:
        certify(constants(**changes), **others)
    assert words in str(caught.value)


def test_a_certificate_survives_json_and_shows_itself():
    found = certify(constants())
    again = Certificate.from_json(found.to_json())
    assert again == found
    assert again.initial_loss is None
    assert r"V_0 = 1" in constants()._repr_latex_()
    assert "distance" in found._repr_html_()
    assert r"\theta_*" in found._repr_latex_()


@pytest.mark.parametrize(
    ("path", "new"),
    [
        (("delta",), "1/1000"),
        (("constants", "distance"), "2"),
        (("constants", "radius"), "4"),
        (("constants", "noise"), "9"),
        (("constants", "tau"), "3/2"),
        (("constants", "expected_smoothness"), "11"),
        (("constants", "growth"), "1/9"),
        (("constants", "growth"), None),
        (("constants", "step_size"), "1/10"),
        (("initial_loss",), "1"),
        (("interval",), ["1/100", "1/20"]),
        (("assumes",), []),
        (("kind",), "distance"),
    ],
)
def test_a_changed_field_is_rejected_even_with_a_fresh_digest(path, new):
    data = copy.deepcopy(certify(constants(), bound="distance").as_dict())
    inside = data
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = new
    if path == ("delta",):
        data["value"] = new
    data["digest"] = digest(data)
    assert check_certificate(data).status == "rejected"


def test_a_goal_that_is_dropped_or_changed_is_rejected():
    for change in (lambda goals: goals.pop(), lambda goals: goals.__setitem__(1, "mean(H[k]) <= qk[k]*(1/2)")):
        data = copy.deepcopy(certify(constants(), bound="distance").as_dict())
        change(data["proof"]["claims"][-1]["problem"]["goals"])
        data["digest"] = digest(data)
        assert check_certificate(data).status == "rejected"
