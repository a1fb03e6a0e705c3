"""Networks on the command line: the digits example from the file to the checked certificate, and files that are bad."""

import json
import shutil
from fractions import Fraction

import pytest

from lojverify.problems.examples import example


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for file in example("digits").files:
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_digits_are_certified_and_checked(cli):
    assert cli("certify", "--problem", "digits.toml", "--delta", "1/20", "-o", "digits.json")[0] == 0
    code, out, err = cli("check", "digits.json")
    assert (code, err) == (0, "")
    assert "valid: for parity of 10 handwritten digits" in out
    assert "by near-linear" in out
    assert "replayed with arb" in out


def test_evidence_that_claims_too_much_is_rejected(folder, cli):
    assert cli("constants", "digits.toml", "--radius", "1/50", "-o", "digits.json")[0] == 0
    assert cli("check", "digits.json")[0] == 0
    text = (folder / "digits.json").read_text(encoding="utf-8")
    claims = json.loads(text)["evidence"]["claims"]
    rejected = 0
    for name in ("inputs", "jacobian_least"):
        assert text.count(claims[name]) == 1
        forged = text.replace(claims[name], str(2 * Fraction(claims[name])))
        (folder / "forged.json").write_text(forged, encoding="utf-8")
        code, out, err = cli("check", "forged.json")
        assert code in (1, 2), out + err
        rejected += code == 1
    assert rejected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("wave", "weave"),
        ("[1000]", "[]"),
        ("digits.csv", "none.csv"),
        ("amplitude = 0.1", ""),
        ("width = 1", "width = -1"),
    ],
)
def test_bad_files_exit_with_2_and_one_line(folder, cli, old, new):
    path = folder / "digits.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    code, out, err = cli("constants", "digits.toml")
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1
