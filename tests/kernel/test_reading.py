"""Reading JSON strictly, and the program that replays files."""

import json
import subprocess
import sys

import pytest

from lojverify.kernel.__main__ import main
from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.reading import load

GOOD = {"name": "zero", "problem": {"goals": ["0 = 0"]},
        "proof": {"steps": [{"id": "end", "rule": "combine"}], "conclude": ["end"]}}  # fmt: skip
BAD = GOOD | {"problem": {"goals": ["0 > 0"]}}
HOLEY = {"name": "zero\x1b[31m\n", "problem": {"goals": ["0 = 0"]}}


@pytest.mark.parametrize(
    "data", [None, True, 0, -17, "", "\u20ac", [], {}, {"a": [1, {"b": "2/3"}]}, json.loads("[" * 100 + "]" * 100)]
)
def test_what_json_writes_is_read(data):
    assert load(json.dumps(data)) == data


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no JSON"),
        ("{", "no JSON"),
        ("[1,]", "no JSON"),
        ("{'a': 1}", "no JSON"),
        ("[1] [2]", "no JSON"),
        ("\ufeff[]", "no JSON"),
        ('"\x00"', "no JSON"),
        ("9" * 5000, "more than 4,300 digits"),
        ("1.0", "not an integer"),
        ("1e3", "not an integer"),
        ("[NaN]", "not an integer"),
        ("-Infinity", "not an integer"),
        ('{"a": 1, "b": {"c": 1, "c": 2}}', "'c' occurs twice"),
        ('{"a": 1, "\\u0061": 1}', "'a' occurs twice"),
        ("[" * 101 + "]" * 101, "nested"),
        ('{"a":' * 101 + "0" + "}" * 101, "nested"),
        ("[" * 100_000 + "]" * 100_000, "nested"),
        ('"' + "a" * 64 * 2**20 + '"', "64 MB"),
    ],
)
def test_anything_else_is_rejected(text, reason):
    with pytest.raises(Rejected, match=reason):
        load(text)


def write(path, *claims, **other):
    path.write_text(json.dumps({"format": "lojverify-proof/1", "claims": list(claims)} | other), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("claims", "other", "code", "line"),
    [
        ([GOOD], {}, 0, "proved, 1 steps"),
        ([GOOD, GOOD | {"name": "again"}], {}, 0, "proved, 2 steps"),
        ([BAD], {}, 1, "rejected: zero: the goal is |- 0 > 0 but proved is |- 0 = 0"),
        ([HOLEY], {}, 1, "holey, 0 steps, holes: zero?[31m "),
        ([], {}, 1, "rejected: the proof: there is no claim"),
        ([GOOD], {"more": 1}, 1, "rejected: not a file of the format lojverify-proof/1"),
    ],
)
def test_one_line_for_a_file(tmp_path, capsys, claims, other, code, line):
    path = write(tmp_path / "proof.json", *claims, **other)
    assert main([path]) == code
    assert capsys.readouterr() == (f"{path}: {line}\n", "")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\xff", "it is not UTF-8"),
        (b"[]", "its format is neither lojverify-proof/1"),
        (b"{}", "its format is neither"),
        (b'{"format": "lojverify-proof/2", "claims": []}', "its format is neither"),
        (b'{"format": ["lojverify-proof/1"], "claims": []}', "its format is neither"),
        (b"{", "it is no JSON"),
        (b'{"format": "a", "format": "b"}', "twice"),
    ],
)
def test_unusable_input_is_one_line_on_stderr(tmp_path, capsys, raw, reason):
    path = tmp_path / "proof.json"
    path.write_bytes(raw)
    assert main([str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"{path}: ")
    assert reason in printed.err
    assert printed.err.count("\n") == 1


def test_the_exit_code_is_the_largest_and_every_file_is_checked(tmp_path, capsys):
    good, bad = write(tmp_path / "good.json", GOOD), write(tmp_path / "bad.json", BAD)
    missing = str(tmp_path / "missing.json")
    assert main([good, bad]) == 1
    assert main([missing, bad, good, str(tmp_path)]) == 2
    printed = capsys.readouterr()
    assert printed.out.count("proved, 1 steps") == 2
    assert f"{missing}: No such file or directory\n" in printed.err


def test_the_program_reads_standard_input_in_a_process_of_its_own():
    text = json.dumps({"format": "lojverify-proof/1", "claims": [GOOD]})
    command = [sys.executable, "-m", "lojverify.kernel", "-"]
    run = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "-: proved, 1 steps\n", "")
    run = subprocess.run([*command[:-1]], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "usage" in run.stderr


@pytest.mark.parametrize(
    "data",
    [
        {"format": "lojverify-certificate/1"},
        {"results": [], "best": None},
        {"results": [{"bound": [], "proof": {}}], "best": None},
        {"results": [{"bound": "ville", "proof": {}}], "best": []},
        {"results": 1, "best": None},
    ],
)
def test_a_malformed_certificate_is_rejected(tmp_path, capsys, data):
    path = tmp_path / "certificate.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert main([str(path)]) == 1
    assert "rejected: " in capsys.readouterr().out
