"""certify --noise-moment, --gamma, --q and --n0."""

import json

import pytest

GIVEN = ["certify", "--smoothness", "1", "--noise-moment", "1", "--q", "3/4", "--radius", "3", "--confinement", "1/2"]
STEPS = ["--gamma", "1", "--n0", "100000"]


def test_the_smallest_n0_is_solved_for(cli, tmp_path):
    path = tmp_path / "n0.json"
    code, out, err = cli(*GIVEN, "--gamma", "1", "--initial-loss", "1/40", "--delta", "1/20", "-o", path)
    assert (code, err) == (0, "")
    found = json.loads(path.read_text(encoding="utf-8"))
    assert (found["kind"], found["bound"]) == ("n0", "bounded-noise")
    assert found["constants"]["n0"] == found["value"]
    assert set(found["constants"]) == {"smoothness", "noise_moment", "gamma", "q", "n0", "radius", "confinement"}
    assert out.startswith(f"n0 = {found['decimal']} by bounded-noise: ")
    code, out, _ = cli("check", path)
    assert code == 0
    assert f"step size 1/(k + n0)^(3/4), n0 >= {found['value']}" in out
    assert cli("show", path)[0] == 0


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ([*STEPS, "--delta", "1/20"], "epsilon"),
        ([*STEPS, "--initial-loss", "1/10"], "delta"),
        ([*STEPS, "--initial-loss", "1/10", "--delta", "1/20"], "claim"),
        (["--n0", "100000", "--initial-loss", "1/10", "--delta", "1/20"], "gamma"),
    ],
)
def test_the_number_left_out_is_solved_for(cli, asked, kind):
    code, out, _ = cli(*GIVEN, *asked, "--json")
    assert (code, json.loads(out)["kind"]) == (0, kind)


def test_all_gives_a_table(cli):
    code, out, _ = cli(*GIVEN, *STEPS, "--delta", "1/20", "--bound", "all")
    assert code == 0
    assert "* bounded-noise" in out


def test_what_is_not_needed_is_named_and_must_be_true(cli):
    code, _, err = cli(*GIVEN, *STEPS, "--delta", "1/20", "--alpha", "1")
    assert (code, err) == (0, "note: --alpha: not needed by bounded-noise\n")
    code, _, err = cli(*GIVEN, *STEPS, "--delta", "1/20", "--alpha", "3")
    assert (code, err) == (2, "error: alpha = 3: it must satisfy alpha <= 2 smoothness = 2, by (2.4) of the paper\n")


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        (["--gamma", "1", "--delta", "1/20"], 2, "--initial-loss and --n0 are missing"),
        ([*STEPS, "--delta", "1/20", "--noise", "1"], 2, "--noise and --noise-moment exclude each other"),
        ([*STEPS, "--delta", "1/20", "--step-size", "1"], 2, "exclude each other"),
        ([*STEPS, "--delta", "1/20", "--bound", "ville"], 2, "it is for constant step sizes"),
        ([*STEPS, "--delta", "1/20", "--horizon", "5"], 2, "horizon is for constant step sizes"),
        ([*STEPS, "--delta", "2"], 2, "0 < delta < 1"),
        (["--gamma", "1", "--n0", "10", "--delta", "1/20"], 1, "no initial loss"),
        ([*STEPS, "--initial-loss", "1/10", "--delta", "1/1000"], 1, "which exceeds delta"),
        (["--gamma", "1", "--n0", "10", "--delta", "1/20", "--bound", "all"], 1, "no bound shows anything"),
    ],
)
def test_errors_are_one_line(cli, asked, code, words):
    found, _, err = cli(*GIVEN, *asked)
    assert found == code
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert words in err


def test_what_must_be_given_is_named(cli):
    code, _, err = cli("certify", "--noise-moment", "1", "--delta", "1/20")
    assert (code, err) == (2, "error: --smoothness, --q, --radius, --confinement must be given\n")
