"""`certify --two-sided`: explicit runs beside a certificate, which `check` verifies again."""

import copy
import json
from fractions import Fraction as Q

import pytest

from lojverify import Constants, certify, check
from lojverify.certificates.certificate import Certificate
from lojverify.kernel import certificate as kernel

BALL = ["certify", "--two-sided", "--alpha", "1", "--smoothness", "1", "--noise", "1/2", "--radius", "3"]
STEP = ["--step-size", "1/10"]
KINDS = {
    "epsilon": [*STEP, "--confinement", "1/2", "--delta", "1/20"],
    "delta": [*STEP, "--initial-loss", "1/40"],
    "step-size": ["--initial-loss", "1/40", "--delta", "1/21"],
    "radius": [*STEP, "--initial-loss", "1/40", "--delta", "1/20", "--solve", "radius"],
    "claim": [*STEP, "--confinement", "1/2", "--annulus", "--initial-loss", "1/100", "--delta", "1/20"],
    "steps": [*STEP, "--initial-loss", "1/40", "--delta", "1/20", "--target-loss", "1e-3"],
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_certificate_has_a_lower_side(cli, tmp_path, kind):
    path = tmp_path / "both.json"
    code, out, err = cli(*BALL, *KINDS[kind], "-o", path)
    assert (code, err) == (0, "")
    assert "P(exit) at F(theta0) <= " in out
    assert "fails at " in out
    found = json.loads(path.read_text(encoding="utf-8"))
    least, delta, lower = Q(found["exit_probability_at_least"]), Q(found["delta"]), found["lower"]
    assert found["kind"] == kind
    assert 0 < least <= delta
    assert Q(lower["delta_over_exit_probability"]) == delta / least
    assert Q(found["failing_initial_loss"]) > Q(found["initial_loss"])
    assert Q(lower["failing_over_certified"]) == Q(found["failing_initial_loss"]) / Q(found["initial_loss"])
    assert Q(lower["failing_instance"]["probability"]) > delta
    code, out, _ = cli("check", path)
    assert code == 0
    assert f"an explicit run leaves with probability {least} or more" in out


def test_the_best_of_all_bounds_has_it(cli, tmp_path):
    path = tmp_path / "all.json"
    given = [*STEP, "--confinement", "1/2", "--annulus", "--delta", "1/20", "--bound", "all"]
    code, out, _ = cli(*BALL, *given, "-o", path)
    assert code == 0
    assert out.count("P(exit) at F(theta0) <= ") == 1
    found = json.loads(path.read_text(encoding="utf-8"))
    assert [one["bound"] for one in found["results"] if "lower" in one] == [found["best"]]
    assert cli("check", path)[0] == 0


def test_what_is_not_known_is_null_with_a_reason(cli):
    code, out, _ = cli(*BALL, *KINDS["delta"], "--horizon", "10", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["failing_initial_loss"] is None
    assert "horizon" in found["lower"]["failing_reason"]
    assert Q(found["exit_probability_at_least"]) > 0
    given = ["0" if BALL[n - 1] == "--noise" else one for n, one in enumerate(BALL)] + KINDS["claim"]
    code, out, _ = cli(*given, "--json")
    found = json.loads(out)
    assert found["exit_probability_at_least"] is None
    assert "without noise" in found["lower"]["reason"]
    code, out, _ = cli(*given)
    assert "None is known:\n  - exit probability: without noise" in out


def test_without_the_option_nothing_is_added(cli):
    code, out, _ = cli(BALL[0], *BALL[2:], *KINDS["delta"], "--json")
    assert code == 0
    assert not set(kernel.TWO_SIDED) & set(json.loads(out))


@pytest.fixture(scope="module")
def both():
    constants = Constants(1, 10, "1/2", "1/500", 3, "1/2")
    return certify(constants, delta="1/20", two_sided=True)


def test_a_certificate_is_read_back_with_its_lower_side(both):
    again = Certificate.from_json(both.to_json())
    assert again.two_sided == both.two_sided
    assert again.as_dict() == both.as_dict()


CHANGES = {
    "probability": lambda found: found.update(exit_probability_at_least="1/21"),
    "failing": lambda found: found.update(failing_initial_loss="1/2"),
    "ratio": lambda found: found["lower"].update(delta_over_exit_probability="2"),
    "other ratio": lambda found: found["lower"].update(failing_over_certified="2"),
    "no reason": lambda found: found["lower"].update(instance=None),
    "reason too": lambda found: found["lower"].update(reason="none"),
    "exchanged": lambda found: found["lower"].update(instance=found["lower"]["failing_instance"]),
    "not failing": lambda found: found["lower"].update(failing_instance=found["lower"]["instance"]),
    "kick": lambda found: found["lower"]["instance"].update(kick="1/10"),
    "stages": lambda found: found["lower"]["instance"]["stages"].append([10, "1/1000"]),
    "key": lambda found: found["lower"].update(more=None),
    "half": lambda found: found.pop("failing_initial_loss"),
    "noise": lambda found: found["constants"].update(noise="1/3"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_changed_evidence_is_rejected(both, change):
    found = copy.deepcopy(both.as_dict())
    assert check(found).status == "proved"
    CHANGES[change](found)
    found["digest"] = kernel.digest(found)
    assert check(found).status == "rejected"


def test_the_ratios_do_not_count_losses_that_do_not_exist(cli):
    given = "--alpha 1 --smoothness 1 --noise 1/2 --step-size 1/10 --radius 3 --confinement 2 --delta 1/20 --two-sided"
    code, out, _ = cli("certify", *given.split())
    assert code == 0
    rows = out.splitlines()
    assert rows[2].startswith("note: no loss with these constants has F(theta0) between 1/2 and about 8.492640687")
    (failing,) = (row for row in rows if "fails at" in row)
    assert "holds up to 8.49264" in failing
    assert float(failing.split()[-1]) < 1.01
    assert "P(exit) at F(theta0) <= 0.5 " in out
