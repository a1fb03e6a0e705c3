import pytest

GIVEN = ["certify", "--alpha", "1", "--smoothness", "1", "--noise", "1/2", "--radius", "3", "--step-size", "1/10"]
SOLVE = [*GIVEN, "--confinement", "1/2", "--delta", "1/20", "--bound", "ville"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--annulus=-1"], "annulus = -1: it must satisfy annulus > 0, by (2.5) of the paper"),
        (["--annulus", "-1/2"], "annulus = -1/2: it must satisfy annulus > 0, by (2.5) of the paper"),
        (["--annulus=-x"], "annulus = -x: not a number such as 3, -1/2, 0.05 or 1e-3"),
        (["--alpha", "2"], "--alpha is given more than once"),
        (["--alpha", "1"], "--alpha is given more than once"),
        (["--json", "--json"], "--json is given more than once"),
        (["-o", "a.json", "--output", "b.json"], "--output is given more than once"),
        (["-o", ""], "a file name is needed to write to, not ''"),
    ],
)
def test_what_click_would_pass_over_is_one_sentence(cli, arguments, message):
    assert cli(*SOLVE, *arguments) == (2, "", f"error: {message}\n")


@pytest.mark.parametrize("width", [["--annulus"], ["--annulus", "1/2"], ["--annulus=1/2"]])
def test_an_annulus_is_still_read(cli, width):
    assert cli(*SOLVE, *width)[0] == 0


def test_ids_may_be_given_twice(cli):
    code, out, _ = cli("verify", "3.4", "3.4")
    assert code == 0
    assert out.count("\n3.4 ") == 1


def test_a_file_may_hold_an_integer_that_python_does_not_read(cli, tmp_path):
    path = tmp_path / "long.json"
    path.write_text('{"format": ' + "1" * 5000 + "}", encoding="utf-8")
    code, _, err = cli("check", path)
    assert (code, err) == (2, f"error: {path} cannot be read: it has an integer of more than 4,300 digits\n")
    assert cli("check", "") == (2, "", "error: '' cannot be read: the name of a file is needed\n")
