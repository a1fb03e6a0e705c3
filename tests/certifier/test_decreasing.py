"""Certificates for step sizes that decrease: the four unknowns, errors, forgeries."""

import copy
import json
from fractions import Fraction as Q

import pytest

from lojverify import RobbinsMonro, certify, check
from lojverify.bounds import bounded_noise
from lojverify.certificates.certificate import Certificate
from lojverify.constants import Constants
from lojverify.enclose import enclose
from lojverify.errors import InputError, NotApplicableError, RejectedError
from lojverify.kernel.certificate import check_certificate, digest

GAP = Q(1, 10**18)
EXAMPLE = {
    "smoothness": 1,
    "noise_moment": 1,
    "gamma": 1,
    "q": "3/4",
    "n0": 100000,
    "radius": 3,
    "confinement": "1/2",
}


def constants(**changes):
    return RobbinsMonro(**EXAMPLE | changes)


def holds(c, loss, delta):
    """Whether the bound is at most delta, by an independent enclosure of S; None where that is not known."""
    q = c.q
    power = enclose(lambda n0: n0.root(q.denominator) ** (-2 * q.numerator), {"n0": c.n0}, bits=300)
    answers = []
    for end in power:
        total = c.smoothness * c.noise_moment**2 / 2 * c.gamma**2 * end * (1 + c.n0 / (2 * q - 1))
        small = c.gamma**2 * c.smoothness**2 * end <= 4
        answers.append(small and bounded_noise.holds(c.confinement, Q(loss), total, Q(delta)))
    return answers[0] if answers[0] == answers[1] else None


# -- the four unknowns -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("q", ["1", "3/4", "51/100", "2/3"])
@pytest.mark.parametrize("delta", ["1/20", "0.3", "0.9"])
def test_epsilon_lies_below_the_threshold_by_at_most_one_part_in_10_18(q, delta):
    c = constants(q=q, n0={"51/100": "1e200", "2/3": "1e7"}.get(q, 100000))
    found = certify(c, delta=delta)
    assert (found.kind, found.bound) == ("epsilon", "bounded-noise")
    assert holds(c, found.value, delta) is True
    assert not holds(c, found.value * (1 + GAP), delta)
    assert found.check().status == "proved"


@pytest.mark.parametrize("loss", ["0", "1e-9", "1/1000", "1/10", "2/5"])
def test_delta_lies_above_the_bound_by_at_most_one_part_in_10_18(loss):
    found = certify(constants(), initial_loss=loss)
    assert found.kind == "delta"
    assert holds(constants(), loss, found.value) is True
    assert not holds(constants(), loss, found.value * (1 - GAP))
    assert check(found).status == "proved"


@pytest.mark.parametrize(("q", "loss"), [("1", "1/10"), ("3/4", "1/10"), ("9/10", "1/1000"), ("1", "0")])
def test_n0_is_the_smallest_and_gamma_the_largest(q, loss):
    least = certify(constants(q=q, n0=None), initial_loss=loss, delta="1/20")
    assert least.kind == "n0"
    assert holds(least.constants, loss, "1/20") is True
    assert not holds(constants(q=q, n0=least.value * (1 - GAP)), loss, "1/20")
    most = certify(constants(q=q, gamma=None), initial_loss=loss, delta="1/20")
    assert most.kind == "gamma"
    assert holds(most.constants, loss, "1/20") is True
    assert not holds(constants(q=q, gamma=most.value * (1 + GAP)), loss, "1/20")
    for found in (least, most):
        assert found.check().status == "proved"


def test_n0_and_gamma_may_be_limited_by_the_first_step():
    found = certify(constants(noise_moment=0, n0=None, gamma=64, q=1), initial_loss="1/10", delta="1/20")
    assert found.value == 32
    found = certify(constants(noise_moment=0, gamma=None, q=1), initial_loss="1/10", delta="1/20")
    assert found.value == 200000


def test_a_claim_is_tested():
    assert certify(constants(), initial_loss="1/10", delta="1/20").kind == "claim"
    with pytest.raises(RejectedError, match="exceeds delta"):
        certify(constants(), initial_loss="1/10", delta="1/100")


def test_without_noise_nothing_leaves():
    found = certify(constants(noise_moment=0), initial_loss="49/100")
    assert found.value == 0
    assert found.check().status == "proved"
    found = certify(constants(noise_moment=0), delta="1/2")
    assert Q(1, 2) * (1 - GAP) < found.value < Q(1, 2)


def test_exact_thresholds_are_proved():
    # n0 = 4, q = 1, gamma = 1, c^2 = 16/5: S = (8/5)(1/16 + 1/4) = 1/2; M0 = 4, F = 9/4: S/(S + 1/4) = 2/3.
    c = constants(q=1, n0=4, smoothness=2, noise_moment=1, confinement=4)
    # S = 2/2 (1/16 + 1/4) = 5/16, L = 1/2: 5/9.
    assert certify(c, initial_loss="9/4").value == Q(5, 9)
    assert certify(c, initial_loss="9/4", delta="5/9").kind == "claim"
    assert certify(c, delta="5/9").value == Q(9, 4)
    # F(theta0) small: (F + S)/M0.
    assert certify(c, initial_loss=0).value == Q(5, 64)


def test_rescaling_changes_nothing():
    # theta -> 2 theta: C -> C/4, gamma -> 4 gamma, c -> c/2, r -> 2 r.
    first = certify(constants(), delta="1/20")
    second = certify(constants(smoothness="1/4", gamma=4, noise_moment="1/2", radius=6), delta="1/20")
    assert first.value == second.value


def test_p_stay_tends_to_1_as_n0_grows():
    found = [certify(constants(n0=10**n), initial_loss="1/10").value for n in (5, 7, 9)]
    assert found[0] > 5 * found[1] > 25 * found[2]


# -- what it says ------------------------------------------------------------------------------------------------------


def test_the_certificate_is_read_back():
    found = certify(constants(), delta="1/20")
    again = Certificate.from_json(found.to_json())
    assert again == found
    assert again.digest == found.digest
    assert "n0 >= 100000" in found.statement
    assert not any("(2.1)" in words or "alpha" in words for words in found.assumes)
    assert {"(2.9)", "(4.1)"} <= {word for words in found.assumes for word in words.split()}
    assert "n_0" in found._repr_latex_()
    assert "noise_moment" in found._repr_html_()


def test_all_gives_the_one_bound():
    found = certify(constants(), delta="1/20", bound="all")
    assert [one.bound for one in found.results] == ["bounded-noise"]
    assert check(found).status == "proved"
    assert certify(constants(n0=10), delta="1/20", bound="all").best is None


# -- errors ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"q": "1/2"}, "1/2 < q <= 1, by (4.1)"),
        ({"q": "1.01"}, "1/2 < q <= 1, by (4.1)"),
        ({"q": "0.70001"}, "denominator"),
        ({"noise_moment": -1}, "noise_moment >= 0, by (2.9)"),
        ({"gamma": 0}, "gamma > 0, by (4.1)"),
        ({"n0": 0}, "n0 > 0, by (4.1)"),
        ({"gamma": 0.5}, "a float is not exact"),
    ],
)
def test_input_that_cannot_be_used(changes, words):
    with pytest.raises(InputError) as caught:
        certify(constants(**changes), delta="1/20")
    assert words in str(caught.value)


def test_input_that_is_impossible_together():
    with pytest.raises(InputError, match="sqrt\\(confinement\\)"):
        certify(constants(confinement=50), initial_loss=1)
    with pytest.raises(InputError, match="delta and n0 are missing"):
        certify(constants(n0=None), initial_loss=1)
    with pytest.raises(InputError, match="for constant step sizes"):
        certify(constants(), delta="1/20", horizon=3)
    with pytest.raises(InputError, match="it is none of"):
        certify(constants(), delta="1/20", bound="nonsense")


def test_where_it_does_not_apply():
    with pytest.raises(NotApplicableError, match="2/smoothness"):
        certify(constants(n0="1/100"), delta="1/20")
    with pytest.raises(NotApplicableError, match="confinement"):
        certify(constants(), initial_loss=1)
    with pytest.raises(NotApplicableError, match="constant step sizes"):
        certify(constants(), delta="1/20", bound="ville")
    with pytest.raises(NotApplicableError, match="decreasing"):
        certify(Constants(1, 1, 1, "1/10", 3, "1/2"), delta="1/20", bound="bounded-noise")


@pytest.mark.parametrize(("changes", "given"), [({"n0": 10}, {"delta": "1/20"}), ({"n0": 2}, {"initial_loss": "1/10"})])
def test_a_bound_that_says_nothing(changes, given):
    with pytest.raises(RejectedError):
        certify(constants(**changes), **given)


# -- forgeries ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def original():
    return certify(constants(n0=123457), delta="2/41").as_dict()


@pytest.mark.parametrize(
    ("key", "to"),
    [("gamma", "2"), ("q", "2/3"), ("n0", "50000"), ("noise_moment", "2"), ("smoothness", "2"), ("confinement", "1")],
)
def test_other_constants_than_those_proved_are_found(original, key, to):
    data = json.loads(json.dumps(original))
    data["constants"][key] = to
    data["digest"] = digest(data)
    assert check_certificate(data).status == "rejected"


def test_consistent_forgeries_are_found(original):
    """The constant is exchanged everywhere: in the constants, the problem, the words and the citation."""
    for old, new in (("123457", "50000"), ("2/41", "2/43")):
        data = json.loads(json.dumps(original))
        claim = data["proof"]["claims"][-1]
        claim["problem"] = json.loads(json.dumps(claim["problem"]).replace(old, new))
        data["assumes"] = [words.replace(old, new) for words in data["assumes"]]
        if new == "50000":
            data["constants"]["n0"] = new
        else:
            data["delta"] = new
        data["digest"] = digest(data)
        verdict = check_certificate(data)
        assert verdict.status == "rejected"
        assert "another statement" not in verdict.reason  # the statement is consistent: the proof fails


def test_what_these_statements_do_not_have_is_refused(original):
    for key, to in (("annulus", "1"), ("interval", ["1", "2"])):
        data = copy.deepcopy(original)
        data[key] = to
        data["digest"] = digest(data)
        assert check_certificate(data).status == "rejected"
    data = (
        copy.deepcopy(original)
        | dict.fromkeys(("steps", "target_loss", "exit_at_most", "miss_at_most"))
        | {"horizon": "3"}
    )
    data["digest"] = digest(data)
    assert check_certificate(data).status == "rejected"
