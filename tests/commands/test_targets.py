"""certify and check on the command line with a target, a horizon and elasticities."""

import json

import pytest
from click.testing import CliRunner

from lojverify.cli import run as program

GIVEN = ["certify", "--alpha", "1", "--smoothness", "1", "--noise", "1/2", "--step-size", "1/10", "--radius", "3"]


def run(*arguments):
    """What the program prints on both streams, and its exit code."""
    runner = CliRunner()
    with runner.isolation() as (out, err, _):
        code = program([*GIVEN, *arguments] if arguments[0].startswith("--") else list(arguments))
        return out.getvalue().decode(), err.getvalue().decode(), code


def test_the_steps_to_a_target_are_printed_with_both_parts_and_checked(tmp_path):
    file = str(tmp_path / "steps.json")
    out, _, code = run("--initial-loss", "1/40", "--delta", "1/20", "--target-loss", "1e-6", "-o", file)
    assert code == 0
    assert out.startswith("steps = 136 by ")
    assert "upper bound of P(stay, target missed)" in out
    assert "by how many percent the number of steps changes" in out
    out, _, code = run("check", file)
    assert code == 0
    assert "P(leaving the ball of radius 3, or F(theta_136) > 1/1000000) <= 1/20" in out


def test_a_horizon_is_printed_and_checked(tmp_path):
    file = str(tmp_path / "within.json")
    out, _, code = run("--initial-loss", "1/40", "--horizon", "5", "-o", file)
    assert code == 0
    assert "by drift-martingale-within" in out
    assert "within 5 steps leaves the ball" in out
    out, _, code = run("check", file)
    assert code == 0
    assert "P(leaving the ball of radius 3 within 5 steps)" in out


def test_json_has_the_new_keys_only_with_the_new_options_and_no_elasticities():
    given = ("--initial-loss", "1/40", "--json")
    plain, within = (json.loads(run(*given, *more)[0]) for more in ((), ("--horizon", "5")))
    assert set(within) - set(plain) == {"horizon", "steps", "target_loss", "exit_at_most", "miss_at_most"}
    assert (within["horizon"], within["steps"]) == ("5", None)
    assert not any("elasticit" in key for key in plain)


@pytest.mark.parametrize(
    ("more", "code", "message"),
    [
        (("--initial-loss", "1/40", "--target-loss", "1/100"), 2, "delta is missing: only one number"),
        (("--initial-loss", "1/40", "--steps", "1/2", "--delta", "1/20"), 2, "an integer from 1 to 10^60 is needed"),
        (("--initial-loss", "1/40", "--steps", "9", "--horizon", "8", "--delta", "1/20"), 2, "steps <= horizon = 8"),
        (("--initial-loss", "1/40", "--target-loss", "1e-6", "--delta", "1e-4"), 1, "leaves no room"),
    ],
)
def test_what_cannot_be_used_or_shown_is_one_line(more, code, message):
    out, err, found = run(*more)
    assert (out, found) == ("", code)
    assert message in err
    assert err.count("\n") == 1
