"""certify --tau, --expected-smoothness, --distance and --growth."""

import json

import pytest

GIVEN = ["certify", "--tau", "2", "--expected-smoothness", "10", "--noise", "8", "--radius", "5"]
NEAR = ["--distance", "1", "--growth", "1/10"]


def test_it_solves_prints_writes_and_checks(cli, tmp_path):
    path = tmp_path / "star.json"
    code, out, err = cli(*GIVEN, *NEAR, "--step-size", "1/20", "-o", path)
    assert (code, err) == (0, "")
    assert "times at most 393/400 a step; a thousandth: 392 steps" in out
    found = json.loads(path.read_text(encoding="utf-8"))
    assert (found["kind"], found["initial_loss"]) == ("delta", None)
    code, out, _ = cli("check", path)
    assert code == 0
    assert "if |theta0 - theta*|^2 <= 1, step size 1/20" in out
    code, out, err = cli("show", path)
    assert (code, err) == (0, "")
    assert "|theta0 - theta*|^2 <= 1" in out


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ([*NEAR, "--delta", "1/20"], "step-size"),
        (["--step-size", "1/20", "--delta", "1/20"], "claim"),
        (["--growth", "1/10", "--step-size", "1/20", "--delta", "1/20"], "distance"),
        ([*NEAR, "--step-size", "1/20", "--delta", "1/20", "--solve", "radius"], "radius"),
    ],
)
def test_the_number_left_out_is_solved_for(cli, asked, kind):
    asked = ["--distance", "1", *asked] if kind == "claim" else asked
    code, out, _ = cli(*GIVEN, *asked, "--json")
    assert (code, json.loads(out)["kind"]) == (0, kind)


def test_all_gives_a_table(cli):
    code, out, _ = cli(*GIVEN, *NEAR, "--delta", "1/20", "--bound", "all")
    assert code == 0
    assert "* distance " in out
    assert "distance-log" in out


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--distance", "1", "--delta", "1/20", "--alpha", "1"], "--alpha is of no use beside --tau"),
        (
            ["--distance", "1", "--delta", "1/20", "--initial-loss", "1"],
            "--initial-loss is for bounds by the initial loss",
        ),
        (["--delta", "1/20"], "--step-size and --distance are missing"),
        (
            ["--distance", "1", "--step-size", "1/20", "--bound", "ville"],
            "it is for other constants; for these there are",
        ),
        (["--distance", "7", "--step-size", "1/20"], "breaks distance < radius^2/4 = 25/4"),
    ],
)
def test_what_is_wrong_is_named_in_one_line(cli, more, words):
    code, out, err = cli(*GIVEN, *more)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1


def test_missing_options_are_named(cli):
    code, _, err = cli("certify", "--tau", "2", "--radius", "5", "--distance", "1")
    assert code == 2
    assert "--expected-smoothness, --noise must be given" in err


def test_a_step_beyond_the_fastest_is_pointed_out(cli):
    _, out, _ = cli(*GIVEN, *NEAR, "--delta", "1/20")
    assert "fastest with step size 1/5" in out


def test_the_bounds_need_a_star_convex_loss(cli):
    given = ["--alpha", "1", "--smoothness", "1", "--noise", "1/2", "--step-size", "1/10", "--radius", "3"]
    code, _, err = cli("certify", *given, "--delta", "1/20", "--bound", "distance")
    assert code == 2
    assert "star-convex" in err
