"""lojverify simulate, as it is typed."""

import json
from dataclasses import replace
from fractions import Fraction as Q
from importlib.util import find_spec

import pytest

from lojverify import Certificate

CONSTANTS = ["--alpha", "1", "--smoothness", "1", "--noise", "1/2", "--step-size", "1/10", "--radius", "3"]
FEW = ["--trajectories", "500", "--steps", "60"]


@pytest.fixture
def stay(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli("certify", *CONSTANTS, "--confinement", "1/2", "--delta", "1/20", "-o", "stay.json")[0] == 0
    return "stay.json"


def test_a_certificate_is_set_beside_its_worst_explicit_run(cli, stay):
    code, out, err = cli("simulate", stay, *FEW, "--seed", "1")
    assert (code, err) == (0, "")
    assert "of 500 runs left the ball within 60 steps (seed 1)" in out
    assert "certified  at most 0.05" in out
    assert "Floating point: statistics, not a proof." in out


def test_the_json_holds_everything_and_can_be_written(cli, stay, tmp_path):
    code, out, _ = cli("simulate", stay, *FEW, "--json")
    data = json.loads(out)
    assert (code, data["format"], data["seed"]) == (0, "lojverify-simulation/1", 0)
    assert Q(data["interval"][0]) <= data["left"] / 500 <= Q(data["interval"][1])
    assert (data["certified"], data["rho1"], data["contradicted"]) == ("1/20", "363/400", False)
    assert [one["k"] for one in data["losses"]] == list(range(0, 61, 6))
    code, _, _ = cli("simulate", stay, *FEW, "-o", "runs.json")
    assert (code, (tmp_path / "runs.json").read_text(encoding="utf-8")) == (0, out)
    assert cli("simulate", stay, *FEW, "-o", "-")[1] == out


def test_the_best_of_all_certificates_is_run(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cli("certify", *CONSTANTS, "--initial-loss", "1/4", "--bound", "all", "-o", "all.json")
    code, out, _ = cli("simulate", "all.json", *FEW, "--json")
    best = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["best"]
    assert (code, json.loads(out)["bound"]) == (0, best)


def test_an_adversary_is_run_from_its_constants(cli):
    given = [*CONSTANTS, "--initial-loss", "1/4", "--confinement", "1/2"]
    code, out, err = cli("simulate", "--adversary", "direct", *given, *FEW)
    assert (code, err) == (0, "")
    assert out.startswith("an explicit run, kicked sideways")


def test_a_problem_is_run_with_its_batches(cli, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cli("examples", "diabetes", "-o", ".")
    code, out, err = cli("simulate", "--problem", "diabetes.toml", "--delta", "1/20", *FEW)
    assert (code, err) == (0, "")
    assert "0 of 500 runs left the ball within 60 steps" in out
    cli("certify", "--problem", "diabetes.toml", "--delta", "1/20", "-o", "d.json")
    assert cli("simulate", "d.json", *FEW) == (0, out, "")
    data = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
    (tmp_path / "e.json").write_text(json.dumps(data | {"assumes": []}), encoding="utf-8")
    code, out, err = cli("simulate", "e.json", *FEW)
    assert (code, out, err) == (1, "", "error: e.json: rejected: the evidence proves another assumes\n")
    cli("constants", "diabetes.toml", "-o", "c.json")
    code, out, err = cli("simulate", "c.json", *FEW)
    assert (code, out, err) == (2, "", "error: c.json holds no certificate of an exit probability\n")


@pytest.mark.parametrize("name", ["beacons", "digits"])
def test_every_kind_of_problem_is_run_from_its_certificate(cli, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    cli("examples", name, "-o", ".")
    given = ("--delta", "1/20", "--bound", "best", "--radius", "1/4" if name == "beacons" else "1/40")
    assert cli("certify", "--problem", f"{name}.toml", *given, "-o", "p.json")[0] == 0
    short = ("--trajectories", "20", "--steps", "30", "--json")
    code, out, _ = cli("simulate", "p.json", *short)
    assert (code, json.loads(out)["left"]) == (0, 0)
    assert json.loads(out) == json.loads(cli("simulate", "--problem", f"{name}.toml", *given, *short)[1])


def test_a_certified_bound_below_the_interval_is_an_error(cli, stay, monkeypatch, tmp_path):
    certificate = Certificate.from_json((tmp_path / stay).read_text(encoding="utf-8"))
    monkeypatch.setattr("lojverify.commands.simulate._checked", lambda _, __: replace(certificate, delta=Q(1, 10000)))
    code, out, err = cli("simulate", stay, "--trajectories", "2000", "--steps", "60")
    assert code == 1
    assert "certified  at most 0.0001" in out
    assert err == "error: the certified bound 1/10000 lies below the interval of what these runs did\n"


def test_a_figure_needs_matplotlib(cli, stay, tmp_path):
    code, out, err = cli("simulate", stay, "--trajectories", "50", "--steps", "20", "--figure", "runs.svg")
    if find_spec("matplotlib") is None:
        assert (code, out, (tmp_path / "runs.svg").exists()) == (2, "", False)
        assert err == "error: matplotlib is not installed; install it with: pip install 'lojverify[plot]'\n"
    else:
        assert (code, err) == (0, "")
        assert "written to runs.svg" in out
        assert b"<svg" in (tmp_path / "runs.svg").read_bytes()
        assert cli("simulate", stay, "--trajectories", "50", "--steps", "20", "--figure", "runs.nothing")[0] == 2


def test_a_changed_certificate_is_rejected(cli, stay, tmp_path):
    data = json.loads((tmp_path / stay).read_text(encoding="utf-8"))
    (tmp_path / "edited.json").write_text(json.dumps(data | {"delta": "1/21"}), encoding="utf-8")
    code, out, err = cli("simulate", "edited.json")
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("error: edited.json: rejected: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "one of a certificate file, --problem and --adversary must be given"),
        (("stay.json", "--problem", "p.toml"), "one of a certificate file"),
        (("none.json",), "none.json cannot be read"),
        (("stay.json", "--alpha", "1"), "--alpha is of no use beside a certificate file"),
        (("stay.json", "--steps", "0"), "1 <= steps"),
        (("stay.json", "--trajectories", "0"), "1 <= trajectories"),
        (("stay.json", "--trajectories", "many"), "not a valid integer"),
        (("stay.json", "--seed", "-1"), "seed >= 0"),
        (("stay.json", "--confidence", "1"), "0 < confidence < 1"),
        (("--adversary", "worst", *CONSTANTS), "--initial-loss must be given"),
        (("--adversary", "sideways", *CONSTANTS, "--initial-loss", "1/4"), "it is none of worst, along"),
        (("--adversary", "ledge", *CONSTANTS, "--initial-loss", "1/4", "--bound", "all"), "of the family ledge"),
        (
            ("--adversary", "worst", *CONSTANTS, "--initial-loss", "1/4", "--bound", "none"),
            "bound = none: it is none of",
        ),
        (("--problem", "none.toml", "--delta", "1/20"), "none.toml cannot be read"),
        (("--problem", "none.toml", "--alpha", "1"), "--alpha is of no use beside --problem"),
    ],
)
@pytest.mark.usefixtures("stay")
def test_what_cannot_be_run_is_one_line(cli, arguments, said):
    code, out, err = cli("simulate", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
