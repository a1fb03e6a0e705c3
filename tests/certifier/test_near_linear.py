"""Certificates for nearly linear least squares: the unknowns, errors, other units, forgeries."""

import copy
from fractions import Fraction as Q

import pytest

from lojverify import NearlyLinear, certify, check
from lojverify.bounds import near_linear
from lojverify.certificates.certificate import Certificate
from lojverify.errors import InputError, NotApplicableError
from lojverify.kernel.certificate import check_certificate, digest

GAP = Q(1, 10**18)
EXAMPLE = {
    "singular_value": "104.8727",
    "curvature": "23.97",
    "expected_smoothness": 180615,
    "noise": 136621,
    "step_size": "1e-5",
    "radius": "0.08",
    "distance": "0.009535",
}


def constants(**changes):
    return NearlyLinear(**EXAMPLE | changes)


def value(c):
    return near_linear.shift(near_linear.Near(*(getattr(c, name) for name in EXAMPLE))).bound


def test_delta_is_the_bound_rounded_up_and_the_rate_is_stated():
    found = certify(constants())
    assert (found.kind, found.bound) == ("delta", "near-linear")
    assert value(constants()) <= found.value <= value(constants()) * (1 + GAP)
    assert found.check().status == "proved"
    assert len(found.proof["claims"][-1]["problem"]["goals"]) == 2
    assert "E[|theta_k - z_k|^2; in the ball up to k] <= (" in found.statement


@pytest.mark.parametrize("key", ["step_size", "distance"])
def test_the_answer_serves_and_a_little_more_does_not(key):
    found = certify(constants(**{key: None}), delta="1/20")
    assert found.kind == key.replace("_", "-")
    assert check(found).status == "proved"
    c = found.constants
    assert value(c) <= Q(1, 20)
    assert value(constants(**{key: getattr(c, key) * (1 + GAP * 10)})) > Q(1, 20)


@pytest.mark.parametrize("c", [Q(3), Q(1, 1000)])
def test_lengths_in_other_units_change_nothing(c):
    one = constants()
    other = constants(
        singular_value=one.singular_value / c,
        curvature=one.curvature / c**2,
        expected_smoothness=one.expected_smoothness / c**2,
        noise=one.noise / c**2,
        step_size=one.step_size * c**2,
        radius=one.radius * c,
        distance=one.distance * c,
    )
    assert certify(other).value == certify(one).value


@pytest.mark.parametrize("changes", [{"curvature": 0}, {"noise": 0}, {"distance": 0}, {"radius": "0.0555"}])
def test_other_numbers_are_proved(changes):
    assert certify(constants(**changes)).check().status == "proved"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"curvature": 3000}, "breaks curvature (radius + distance)/2 < singular_value"),
        ({"curvature": 1200}, "curvature (radius + distance) < 2 s"),
        ({"step_size": "1e-4"}, "step_size = 1/10000 breaks step_size < (4 - 2 h (r + d0)/s)/l"),
    ],
)
def test_a_broken_hypothesis_is_named(changes, words):
    with pytest.raises(NotApplicableError) as caught:
        certify(constants(**changes))
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "others", "words"),
    [
        ({"singular_value": 0}, {}, "singular_value > 0"),
        ({"curvature": -1}, {}, "curvature >= 0"),
        ({"step_size": None}, {}, "delta and step_size are missing"),
        ({}, {"solve_for": "radius"}, "the radius cannot be solved for"),
        ({}, {"target_loss": 1}, "target_loss is for bounds by the initial loss"),
        ({}, {"bound": "nonsense"}, "it is none of near-linear, best, all"),
    ],
)
def test_input_that_cannot_be_used(changes, others, words):
    with pytest.raises(InputError) as caught:
        certify(constants(**changes), **others)
    assert words in str(caught.value)


def test_a_certificate_survives_json():
    found = certify(constants())
    assert Certificate.from_json(found.to_json()) == found


@pytest.mark.parametrize(
    ("key", "new"),
    [
        ("singular_value", "105"),
        ("curvature", "23"),
        ("expected_smoothness", "180616"),
        ("noise", "136622"),
        ("step_size", "1/90000"),
        ("radius", "9/100"),
        ("distance", "1/100"),
    ],
)
def test_a_changed_constant_is_rejected_even_with_a_fresh_digest(key, new):
    data = copy.deepcopy(certify(constants()).as_dict())
    data["constants"][key] = new
    data["digest"] = digest(data)
    assert check_certificate(data).status == "rejected"


def test_the_command_line_certifies_and_checks(cli, tmp_path):
    path = tmp_path / "near.json"
    options = [part for name, one in EXAMPLE.items() for part in (f"--{name.replace('_', '-')}", str(one))]
    code, out, err = cli("certify", *options, "-o", path)
    assert (code, err) == (0, "")
    assert "a thousandth: 27 steps" in out
    code, out, _ = cli("check", path)
    assert code == 0
    assert "if |theta0 - theta*| <= 1907/200000" in out
    assert cli("show", path)[0] == 0
    code, _, err = cli("certify", *options, "--tau", "2")
    assert code == 2
    assert "--tau is of no use beside --curvature" in err
