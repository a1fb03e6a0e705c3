import json
import re

GIVEN = ["certify", "--alpha", "1", "--smoothness", "1", "--noise", "1/2", "--step-size", "1/10"]
ASKED = ["--initial-loss", "1/50", "--delta", "1/20", "--solve", "radius"]


def test_the_smallest_radius_is_solved_for(cli, tmp_path):
    path = tmp_path / "radius.json"
    code, out, err = cli(*GIVEN, *ASKED, "-o", path)
    assert (code, err) == (0, "")
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["kind"] == "radius"
    assert found["constants"]["radius"] == found["value"]
    assert out.startswith(f"radius = {found['decimal']} by {found['bound']}: ")
    assert ", rounded up\n" in out
    assert cli("check", path)[0] == 0


def test_the_radius_must_not_exceed_that_of_the_ball_on_which_the_constants_hold(cli):
    code, out, _ = cli(*GIVEN, *ASKED, "--radius", "3", "--bound", "all")
    assert code == 0
    assert re.search(r"^Notes:\n  - printed, .*log-ville: it says nothing of other radii", out, re.MULTILINE)
    code, out, err = cli(*GIVEN, *ASKED, "--radius", "1/10", "--bound", "path-length")
    assert (code, out) == (1, "")
    assert re.match(r"error: path-length needs a radius of .* exceeds radius = 1/10, up to which .* hold", err)


def test_a_radius_is_solved_for_alone(cli):
    code, _, err = cli(*GIVEN, "--delta", "1/20", "--solve", "radius")
    assert (code, err) == (2, "error: --initial-loss is missing: only one number can be solved for, here the radius\n")


def test_each_reason_that_no_bound_applies_is_said_once(cli):
    code, out, err = cli(*GIVEN[:-1], "2", "--radius", "3", "--delta", "1/20")
    assert (code, out) == (2, "")
    assert err.startswith("error: no bound applies: path-length, drift-martingale, ")
    for reason in ("step_size = 2 breaks", "it needs confinement", "it needs annulus"):
        assert err.count(reason) == 1
    assert err.index("breaks") < err.index("it needs")


def test_a_radius_that_is_rounded_up_is_so_everywhere(cli):
    given = "--alpha 1 --smoothness 1 --noise 1/2 --step-size 1/10 --initial-loss 1/40 --delta 1/20 --solve radius"
    code, out, _ = cli("certify", *given.split())
    assert code == 0
    assert out.count("0.737380759819882") == 2
    assert "0.737380759819881" not in out
