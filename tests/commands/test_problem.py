"""lojverify constants, examples and certify --problem, as they are typed; and what check says of their files."""

import json
from fractions import Fraction

import pytest

from lojverify.cli import run
from lojverify.kernel.certificate import digest


@pytest.fixture
def cli(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        code = run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    call("examples", "diabetes", "-o", ".")
    return call


def test_examples_are_listed_shown_and_copied(cli, tmp_path):
    code, out, err = cli("examples")
    assert (code, err) == (0, "")
    assert "diabetes       least-squares  disease progression of 8 diabetes patients" in out
    code, out, _ = cli("examples", "diabetes")
    assert out == (tmp_path / "diabetes.toml").read_text(encoding="utf-8")
    code, out, _ = cli("examples", "diabetes", "-o", "new/folder")
    assert (code, (tmp_path / "new" / "folder" / "diabetes.csv").is_file()) == (0, True)


def test_a_file_in_the_way_of_an_example_is_left_alone(cli, tmp_path):
    (tmp_path / "diabetes.csv").write_text("mine", encoding="utf-8")
    code, _, err = cli("examples", "diabetes", "-o", ".")
    assert (code, "is not overwritten" in err) == (2, True)
    assert (tmp_path / "diabetes.csv").read_text(encoding="utf-8") == "mine"
    assert cli("examples", "-o", ".")[0] == 2
    assert cli("examples", "nothing")[0] == 2


def test_constants_are_printed_written_and_checked(cli, tmp_path):
    code, out, err = cli("constants", "diabetes.toml", "--radius", "9/2", "-o", "c.json")
    assert (code, err) == (0, "")
    assert "alpha         2240497581843/200000000000000" in out
    assert "No alpha larger by more than 1.17e-10 of it holds everywhere." in out
    assert "Evidence: checked; its replay needs the standard library alone" in out
    code, out, _ = cli("check", "c.json")
    assert (code, "valid: the evidence, replayed with the standard library, proves alpha = " in out) == (0, True)
    data = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert json.loads(cli("constants", "diabetes.toml", "--radius", "9/2", "--json")[1]) == data
    assert data["constants"]["radius"] == "9/2"


@pytest.mark.parametrize("change", [("constants", "alpha"), ("star", "distance"), ("initial_loss", None)])
def test_changed_constants_are_rejected(cli, tmp_path, change):
    cli("constants", "diabetes.toml", "-o", "c.json")
    data = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    key, name = change
    if name is None:
        data[key] = "1/100"
    else:
        data[key][name] = str(Fraction(data[key][name]) * Fraction(11, 10))
    (tmp_path / "c.json").write_text(json.dumps(data), encoding="utf-8")
    code, out, _ = cli("check", "c.json")
    assert (code, f"rejected: the evidence proves another {key}" in out) == (1, True)


def test_a_certificate_for_real_data_with_a_practical_step_size(cli, tmp_path):
    code, out, err = cli("certify", "--problem", "diabetes.toml", "--delta", "1/20", "-o", "d.json")
    assert (code, err) == (0, "")
    assert "radius = 5.442" in out
    assert "a thousandth: 45986 steps" in out
    code, out, _ = cli("check", "d.json")
    assert (code, "d.json: valid: for disease progression of 8 diabetes patients" in out) == (0, True)
    data = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
    assert Fraction(data["certificate"]["constants"]["step_size"]) > Fraction(1, 50)
    assert data["rate"]["steps"] == 45986
    code, out, _ = cli("show", "d.json")
    assert (code, "proved: for disease progression" in out) == (0, True)


def test_the_16_tumours_are_certified_too(cli):
    cli("examples", "breast-cancer", "-o", ".")
    code, out, _ = cli("certify", "--problem", "breast-cancer.toml", "--delta", "1/20", "--json")
    data = json.loads(out)
    assert code == 0
    assert data["rate"]["steps"] < 20000
    assert Fraction(data["certificate"]["constants"]["radius"]) < 4


def certificate(cli, tmp_path):
    cli("certify", "--problem", "diabetes.toml", "--delta", "1/20", "--radius", "11/2", "-o", "d.json")
    return json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))


EDITS = {
    "another radius of the evidence": lambda data: data["evidence"].update(radius="6"),
    "a smaller batch": lambda data: data["evidence"].update(batch=2),
    "another rate": lambda data: data["rate"].update(steps=3),
    "no certificate": lambda data: data.update(certificate=None),
    "another key": lambda data: data.update(more=1),
    "another assumption": lambda data: data.update(assumes=[]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_certificate_is_rejected(cli, tmp_path, edit):
    data = certificate(cli, tmp_path)
    EDITS[edit](data)
    (tmp_path / "e.json").write_text(json.dumps(data), encoding="utf-8")
    code, out, _ = cli("check", "e.json")
    assert (code, "e.json: rejected: " in out) == (1, True)


def test_a_valid_certificate_for_other_constants_is_not_one_for_the_problem(cli, tmp_path):
    data = certificate(cli, tmp_path)
    star = data["star"] | {"distance": "1/100", "growth": None}
    given = [
        part for name, value in star.items() if value is not None for part in (f"--{name.replace('_', '-')}", value)
    ]
    code, out, _ = cli("certify", *given, "--radius", "11/2", "--delta", "1/20", "--json")
    assert code == 0
    data["certificate"] = json.loads(out)
    assert data["certificate"]["digest"] == digest(data["certificate"])
    (tmp_path / "e.json").write_text(json.dumps(data), encoding="utf-8")
    code, out, _ = cli("check", "e.json")
    assert (code, "the certificate has another distance than the evidence proves" in out) == (1, True)


def test_what_is_left_out_is_chosen_or_asked_for(cli):
    problem = ("certify", "--problem", "diabetes.toml")
    code, out, _ = cli(*problem, "--radius", "9/2", "--step-size", "1/50")
    assert (code, "delta = 0.0728" in out) == (0, True)
    code, out, _ = cli(*problem, "--radius", "9/2", "--delta", "1/20")
    assert (code, "step-size = 0.01433" in out) == (0, True)
    code, out, _ = cli(*problem, "--radius", "4", "--delta", "1/20", "--step-size", "1/50", "--solve", "batch")
    assert (code, out.startswith("batch = 3, the smallest that serves")) == (0, True)
    code, _, err = cli(*problem, "--radius", "4", "--delta", "1/20", "--step-size", "1/50")
    assert (code, "which exceeds delta = 1/20" in err) == (1, True)
    code, out, _ = cli(*problem, "--radius", "9/2", "--delta", "1/20", "--bound", "all")
    assert (code, "* distance-log  0.01433" in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "delta and step_size are missing"),
        (("--step-size", "1/50"), "radius and delta are missing"),
        (("--delta", "1/20", "--alpha", "1"), "--alpha is of no use beside --problem"),
        (("--delta", "1/20", "--two-sided"), "--two-sided is of no use beside --problem"),
        (("--delta", "1/20", "--bound", "nothing"), "bound among"),
        (("--delta", "1/20", "--radius", "5", "--solve", "radius"), "the radius is solved for if neither"),
        (("--delta", "2"), "0 < delta < 1"),
        (("--delta", "1/20", "--radius", "0"), "radius > 0"),
    ],
)
def test_what_cannot_be_answered_is_one_line(cli, arguments, said):
    code, out, err = cli("certify", "--problem", "diabetes.toml", *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_the_smallest_batch_needs_a_problem(cli):
    code, _, err = cli("certify", "--solve", "batch", "--delta", "1/20")
    assert (code, "--solve batch is for --problem" in err) == (2, True)


def test_data_that_nothing_interpolates_are_refused_in_one_line(cli, tmp_path):
    text = (tmp_path / "diabetes.toml").read_text(encoding="utf-8")
    (tmp_path / "all.toml").write_text(text.replace('rows = "1-8"', 'rows = "1-12"'), encoding="utf-8")
    code, out, err = cli("certify", "--problem", "all.toml", "--delta", "1/20")
    assert (code, out) == (2, "")
    assert err.startswith("error: no parameters interpolate these data: F >= 0.0")
