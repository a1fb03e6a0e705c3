"""lojverify rate, as it is typed."""

import json
from importlib.util import find_spec

import pytest

from lojverify.cli import run

GIVEN = ["rate", "--q", "1", "--p", "1", "--c1", "2", "--c2", "1", "--b1", "1"]


@pytest.fixture
def cli(capsys):
    def call(*arguments):
        code = run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_a_table_beside_the_recursion(cli):
    code, out, err = cli(*GIVEN, "--k", "10", "--k", "1000000")
    assert (code, err) == (0, "")
    assert "10       0.0785670194003528  0.0785670194003528\n1000000  9.99999000001e-7    -\n" in out
    assert "(4.2) b_{k+1} <= (1 - 2/(k + 1)) b_k + 1/(k + 1)^2 for every k >= 1" in out


def test_a_range_and_a_certificate_that_check_replays(cli, tmp_path):
    file = tmp_path / "rate.json"
    code, out, err = cli(*GIVEN, "--k", "5:20:5", "-o", file)
    assert (code, err) == (0, "")
    assert f"written to {file}" in out
    code, out, _ = cli("check", file)
    assert code == 0
    assert "valid: under (4.2), b_5 <= " in out
    code, out, _ = cli("show", file)
    assert code == 0
    assert "b_k >= 0 for every k >= 1" in out


def test_json_has_no_floats(cli):
    code, out, _ = cli(*GIVEN, "--k", "3", "--json")
    assert code == 0

    def refuse(text):
        raise AssertionError(text)

    data = json.loads(out, parse_float=refuse)
    assert data["rows"][0]["k"] == "3"
    assert data["constants"]["c1"] == "2"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--k", "5:1"], "the range holds "),
        (["--k", "1:2:3:4"], "A:B"),
        (["--k", "1:100000"], "1000"),
        (["--k", "x"], "not a number"),
        (["--k", ""], "not a number"),
        (["--k", "1", "--n0", "-1"], "n0 >= 0"),
        (["--k", "1", "-o", "/nowhere/rate.json"], "cannot be written"),
        ([], "--k"),
    ],
)
def test_errors_are_one_line(cli, arguments, says):
    code, _, err = cli(*GIVEN, *arguments)
    assert code == 2
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert says in err


def test_a_figure_needs_matplotlib(cli, tmp_path):
    file = tmp_path / "rate.svg"
    code, _, err = cli(*GIVEN, "--k", "1:20", "--plot", file)
    if find_spec("matplotlib") is None:
        assert (code, err) == (
            2,
            "error: matplotlib is not installed; install it with: pip install 'lojverify[plot]'\n",
        )
    else:
        assert code == 0
        assert file.stat().st_size > 0
