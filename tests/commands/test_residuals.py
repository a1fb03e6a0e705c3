"""Residual problems on the command line: the shipped example, a time limit, bad files."""

import json

import pytest

from lojverify.cli import run


@pytest.fixture
def cli(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        code = run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    call("examples", "beacons", "-o", ".")
    return call


@pytest.mark.parametrize("bound", ["distance", "near-linear"])
def test_the_example_is_certified_with_a_step_size_of_practice(cli, tmp_path, bound):
    code, out, err = cli("certify", "--problem", "beacons.toml", "--delta", "1/20", "--bound", bound, "-o", "b.json")
    assert (code, err) == (0, "")
    assert f"by {bound}" in out
    assert "its replay needs the standard library alone" in out
    data = json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))
    assert "a thousandth: 39 steps" in out or bound == "near-linear"
    code, out, err = cli("check", "b.json")
    assert (code, err, "valid" in out) == (0, "", True)
    text = json.dumps(data).replace('"tree": "a', '"tree": "1', 1)
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    assert cli("check", "b.json")[0] == 1


def test_constants_within_a_time_limit_are_proved(cli):
    code, out, err = cli("constants", "beacons.toml", "--radius", "3/2", "--time-limit", "0.001", "-o", "c.json")
    assert (code, err) == (0, "")
    assert "not within the tolerance 0.05 of its sampled value" in out
    assert cli("check", "c.json")[0] == 0


def test_a_time_limit_is_of_use_for_residuals_only(cli):
    cli("examples", "diabetes", "-o", ".")
    code, out, err = cli("constants", "diabetes.toml", "--time-limit", "1")
    assert (code, out) == (2, "")
    assert "a time limit is of use for residuals only" in err
    assert cli("constants", "beacons.toml", "--time-limit", "-1")[0] == 2


def test_a_bad_formula_is_one_line_and_nothing_is_written(cli, tmp_path):
    path = tmp_path / "beacons.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("sqrt(", "root("), encoding="utf-8")
    code, out, err = cli("constants", "beacons.toml", "-o", "c.json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "at character 1: root is not known; the names are x, y, b, u, v, d, the functions sqrt, exp" in err
    assert not (tmp_path / "c.json").exists()
