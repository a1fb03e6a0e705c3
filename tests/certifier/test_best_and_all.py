from fractions import Fraction
from pathlib import Path

import pytest

from lojverify import certify, check
from lojverify.bounds import REGISTRY, base
from lojverify.certificates.certificate import Certificate, Comparison, Unanswered
from lojverify.errors import InputError, NotApplicableError, RejectedError

NAMES = list(REGISTRY)
FREE = [name for name, bound in REGISTRY.items() if not bound.needs]  # of any condition on the sphere


def test_best_is_the_strongest(constants):
    assert certify(constants(), delta="1/20").bound == "drift-martingale-confined"
    weakest = {"epsilon": max, "delta": min, "step-size": max}
    for given in ({"delta": "1/20"}, {"initial_loss": "1/1000"}):
        found = certify(constants(), bound="all", **given)
        assert isinstance(found, Comparison)
        values = [one.value for one in found.certificates]
        assert found.best.value == weakest[found.best.kind](values) == certify(constants(), **given).value


def test_all_gives_every_bound_in_order_with_reasons(constants):
    found = certify(constants(annulus=None), delta="1/20", bound="all")
    assert [one.bound for one in found.results] == NAMES
    assert [type(one) for one in found.results] == [Unanswered] * 3 + [Certificate] * (len(NAMES) - 3)
    assert all("annulus" in one.reason and not one.applies for one in found.results[:3])
    assert found.best.bound == "drift-martingale-confined"
    assert check(found).status == "proved"


def test_all_may_certify_nothing(constants):
    found = certify(constants(confinement=None, annulus=None, step_size=2), delta="1/20", bound="all")
    assert found.best is None
    assert found.as_dict()["best"] is None


def test_best_without_a_bound_that_applies_names_every_reason(constants):
    with pytest.raises(
        NotApplicableError,
        match=r"no bound applies: path-length, .*: step_size = 2 breaks [^;]*; "
        r"printed, .*: it needs confinement, [^;]*; printed, markov-union, chebyshev-union: it needs annulus, [^;]*$",
    ) as e:
        certify(constants(confinement=None, annulus=None, step_size=2), delta="1/20")
    assert e.value.exit_code == 2


def test_these_need_no_confinement_and_no_small_loss(constants):
    found = certify(constants(confinement=None, annulus=None), delta="1/20", bound="all")
    assert [one.bound for one in found.certificates] == FREE
    assert all("confine" not in words for one in found.certificates for words in one.assumes)
    assert check(found).status == "proved"


def test_the_largest_step_size_may_lie_beyond_a_gap(constants, holds):
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


def test_best_with_bounds_that_show_nothing_is_rejected(constants):
    with pytest.raises(RejectedError, match=r"ville gives P\(exit\)") as caught:
        certify(constants(), initial_loss="1/2", delta="1/1000000")
    assert caught.value.exit_code == 1


def test_a_missing_derivation_is_a_reason(constants, monkeypatch):
    monkeypatch.setattr(base, "exists", lambda script: script != "chebyshev_union")
    found = certify(constants(), delta="1/20", bound="all")
    assert found.results[2].reason == "its derivation is missing"
    with pytest.raises(NotApplicableError, match="its derivation is missing"):
        certify(constants(), delta="1/20", bound="chebyshev-union")


def test_check_reads_certificates_objects_and_files(constants, tmp_path):
    found = certify(constants(), delta="1/20")
    path = tmp_path / "stay.json"
    found.write(path)
    for source in (found, found.as_dict(), path, str(path)):
        assert check(source).status == "proved"
    with pytest.raises(InputError, match="cannot be read: No such file"):
        check(Path(tmp_path) / "missing.json")
    with pytest.raises(InputError, match="cannot be checked"):
        check({"format": "something else"})
