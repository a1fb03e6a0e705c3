import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lojverify import __version__
from lojverify.cli import COMMANDS, run

CONSTANTS = ["--alpha", "1", "--smoothness", "1", "--noise", "1/2", "--radius", "3", "--confinement", "1/2"]
STEP = ["--step-size", "1/10"]
RATE = ["--q", "1", "--p", "1", "--c1", "2", "--c2", "1", "--b1", "1"]
EXAMPLE = ["certify", *CONSTANTS, *STEP, "--annulus"]


def example(*arguments):
    """The example; an option that is given anew replaces its own."""
    kept = list(EXAMPLE)
    for name in {*arguments} & {*kept} - {"1/2", "1"}:
        place = kept.index(name)
        del kept[place : place + (1 if name == "--annulus" else 2)]
    return [*kept, *arguments]


def lojverify(*arguments, **options):
    command = [sys.executable, "-m", "lojverify", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


# -- certify -----------------------------------------------------------------------------------------------------------


def test_certify_prints_the_constants_the_statement_and_what_is_assumed(cli):
    code, out, err = cli(*EXAMPLE, "--delta", "1/20", "--bound", "ville")
    assert (code, err) == (0, "")
    assert out.startswith("epsilon = 0.0275482093663911 by ville: P(exit) <= rho1 F(theta0)/M0\nexactly 10/363")
    assert re.search(r"^step_size +1/10 +0\.1 .* step size$", out, re.MULTILINE)
    assert "Proved: if F(theta0) <= 10/363, then SGD with step size 1/10 ever leaves the ball of radius 3" in out
    assert "Assumed:\n" in out
    assert "  - (2.5) F >= 1/2 on |theta - theta0| = 3\n" in out
    assert "\x1b" not in out


def test_certify_compares_all_bounds(cli):
    code, out, _ = cli(*EXAMPLE, "--delta", "1/20", "--bound", "all")
    assert code == 0
    for name, value in [
        ("printed", "0.00212221862119041"),
        ("markov-union", "0.000101994163249553"),
        ("chebyshev-union", "0.00236486486486486"),
        ("ville", "0.0275482093663911"),
        ("cantelli-ville", "0.18690404349861"),
        ("shifted-ville", "0.190687085453177"),
        ("path-length", "0.0673233502270493"),
        ("drift-martingale", "0.27200776167518"),
        ("drift-martingale-sharp", "0.406956423256279"),
        ("drift-martingale-shifted", "0.413808031014556"),
        (r"\* drift-martingale-confined", "0.928035858084119"),
        ("log-ville", "0.238698578190101"),
    ]:
        assert re.search(rf"^ *{name} +{re.escape(value)} ", out, re.MULTILINE), name
    assert "Proved by drift-martingale-confined, the strongest" in out


def test_certify_says_what_limits_the_answer_and_why_a_bound_does_not_apply(cli):
    code, out, _ = cli("certify", *CONSTANTS, "--initial-loss", "1/40", "--delta", "1/20")
    assert code == 0
    assert (
        "rounded down\nnote: the step size is limited by the hypothesis step_size < 2 alpha/(C (alpha + sigma)) = 4/3"
        in out
    )
    code, out, _ = cli("certify", *CONSTANTS, *STEP, "--delta", "1/20", "--bound", "all")
    assert code == 0
    assert "  - printed, markov-union, chebyshev-union: it needs annulus, the width of the annulus of (2.5)" in out


def test_certify_prints_json_that_check_accepts(cli, tmp_path):
    path = tmp_path / "stay.json"
    code, out, _ = cli(*EXAMPLE, "--delta", "1/20", "--bound", "ville", "--json", "-o", path)
    assert code == 0
    assert out == path.read_text(encoding="utf-8")
    assert json.loads(out)["value"] == "10/363"
    code, out, err = cli("check", path)
    assert (code, err) == (0, "")
    assert "valid: by ville, P(leaving the ball of radius 3) <= 1/20 if F(theta0) <= 10/363, step size 1/10" in out


def test_certify_all_as_json_is_a_list_of_results_that_check_accepts(cli, tmp_path):
    path = tmp_path / "all.json"
    code, out, _ = cli("certify", *CONSTANTS, *STEP, "--delta", "1/20", "--bound", "all", "--json", "-o", path)
    data = json.loads(out)
    assert (code, list(data), data["best"]) == (0, ["results", "best"], "drift-martingale-confined")
    assert [one["bound"] for one in data["results"]][:4] == ["printed", "markov-union", "chebyshev-union", "ville"]
    assert [one["value"] for one in data["results"]][:4] == [None, None, None, "10/363"]
    assert "annulus" in data["results"][0]["reason"]
    assert cli("check", path)[0] == 0


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ([*STEP, "--delta", "1/20"], "epsilon"),
        ([*STEP, "--initial-loss", "1/100"], "delta"),
        (["--initial-loss", "1/100", "--delta", "1/20"], "step-size"),
        ([*STEP, "--initial-loss", "1/100", "--delta", "1/20"], "claim"),
    ],
)
def test_certify_solves_for_what_is_missing(cli, given, kind):
    code, out, _ = cli("certify", *CONSTANTS, *given, "--json")
    assert (code, json.loads(out)["kind"]) == (0, kind)


def test_annulus_has_width_1_unless_it_is_given(cli):
    for given, width in ((["--annulus"], "1"), (["--annulus", "3/2"], "3/2"), ([], None)):
        _, out, _ = cli("certify", *CONSTANTS, *STEP, *given, "--delta", "1/20", "--json")
        assert json.loads(out)["annulus"] == width


WRONG = [
    # arguments, exit code, what the line says
    (["certify", "--delta", "1/20"], 2, "--alpha, --smoothness, --noise, --radius must be given"),
    ([*EXAMPLE], 2, "--initial-loss and --delta are missing"),
    ([*EXAMPLE, "--delta", "1/20", "--solve", "radius"], 2, "--initial-loss is missing: only one"),
    (["rate", *RATE, "--k", "5:1"], 2, "k = 5:1: the range holds no index"),
    (["rate", *RATE, "--k", "1:10:0"], 2, "the range '1:10:0' cannot be used: k = 0"),
    (["show", "nosuchfile.json"], 2, "there is no file 'nosuchfile.json'"),
    (["show", "section 4"], 2, "lojverify verify lists all ids"),
    (["show", ""], 2, "lojverify verify lists all ids"),
    (example("--delta", "2"), 2, r"delta = 2: it must satisfy 0 < delta < 1, by \(3\.20\) of the paper"),
    (example("--delta", "0"), 2, "delta = 0"),
    (example("--delta", "nonsense"), 2, "delta = nonsense: not a number"),
    (example("--delta", "1/20", "--alpha", "-1"), 2, r"alpha = -1: .* \(2\.1\)"),
    (
        example("--delta", "1/20", "--alpha", "3"),
        2,
        r"alpha = 3: it must satisfy alpha <= 2 smoothness = 2, .*\(2\.4\)",
    ),
    (example("--delta", "1/20", "--smoothness", "0"), 2, r"smoothness = 0: .* \(2\.3\)"),
    (example("--delta", "1/20", "--noise", "-1/2"), 2, r"noise = -1/2: .* \(2\.10\)"),
    (example("--delta", "1/20", "--step-size", "0"), 2, r"step_size = 0: .* \(3\.2\)"),
    (example("--delta", "1/20", "--radius", "0"), 2, r"radius = 0: .* \(2\.2\)"),
    (example("--delta", "1/20", "--confinement", "9"), 2, r"confinement = 9: .* \(2\.5\)"),
    (
        example("--initial-loss", "1/4", "--confinement", "4"),
        2,
        r"confinement = 4: .*sqrt\(initial_loss\).* \(2\.5\)",
    ),
    (example("--initial-loss", "-1"), 2, r"initial_loss = -1: .* \(2\.2\)"),
    (
        example("--delta", "1/20", "--step-size", "9", "--bound", "ville"),
        2,
        r"ville does not apply: step_size = 9 .*4/3.*\(3\.2\)",
    ),
    (example("--delta", "1/20", "--step-size", "9"), 2, r"no bound applies: printed: step_size = 9"),
    (example("--delta", "1/20", "--step-size", "9", "--bound", "all"), 2, "no bound applies"),
    (
        example("--delta", "1/20", "--annulus", "2", "--bound", "printed"),
        2,
        "annulus = 2 is not the paper's width 1",
    ),
    (
        ["certify", *CONSTANTS, *STEP, "--delta", "1/20", "--bound", "markov-union"],
        2,
        "markov-union does not apply: it needs annulus",
    ),
    (example("--delta", "1/20", "--bound", "nonsense"), 2, "bound = nonsense"),
    (example("--delta"), 2, "--delta.* requires an argument"),
    (example("--nonsense"), 2, "No such option.*--nonsense"),
    (example("1", "1/20"), 2, "unexpected extra argument"),
    (example("--initial-loss", "1", "--delta", "1/20"), 1, r"ville gives P\(exit\) <= .*exceeds delta = 1/20 by"),
    (example("--initial-loss", "2", "--confinement", "1/4", "--bound", "ville"), 1, "not below 1"),
    (example("--initial-loss", "29/10", "--confinement", "1/100", "--bound", "all"), 1, "no bound shows anything"),
    (["nonsense"], 2, "No such command.*nonsense"),
    (["check"], 2, "Missing argument.*FILE"),
    (["show"], 2, "Missing argument"),
    (["show", "99.99"], 2, "99.99"),
    (["show", "99.99"], 2, "it holds the displays of sections 1, 2, 3,"),
    (["show", "3.99"], 2, r"near: .*3\.9"),
    (["show", "x" * 5000], 2, r"xxx'\.\.\. \(5000 characters\) is not in the register"),
    (["verify", "99.99"], 2, "99.99"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), WRONG)
def test_wrong_input_is_one_line_on_standard_error_and_nothing_is_written(cli, tmp_path, arguments, code, message):
    output = tmp_path / "never.json"
    wanted = [*arguments, "-o", str(output)] if arguments[0] == "certify" else arguments
    if arguments[-1] == "--delta":
        wanted = ["certify", "-o", str(output), *arguments[1:]]
    found, out, err = cli(*wanted)
    assert found == code, err
    assert re.search(message, err), err
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert "all" in arguments or out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_one_line(cli, tmp_path):
    code, _, err = cli(*EXAMPLE, "--delta", "1/20", "-o", tmp_path / "nowhere" / "stay.json")
    assert code == 2
    assert re.fullmatch(r"error: .*stay\.json cannot be written: No such file or directory\n", err)


# -- check, show, verify ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stay(tmp_path_factory):
    path = tmp_path_factory.mktemp("certificates") / "stay.json"
    assert run([*EXAMPLE, "--delta", "1/20", "--bound", "ville", "-o", str(path)]) == 0
    return path


def test_check_returns_the_largest_code_and_goes_on_after_an_error(cli, stay, tmp_path):
    edited, foreign, proof = tmp_path / "edited.json", tmp_path / "foreign.json", tmp_path / "proof.json"
    edited.write_text(stay.read_text().replace("10/363", "10/361"), encoding="utf-8")
    foreign.write_text("{}", encoding="utf-8")
    data = json.loads(stay.read_text())["proof"]
    proof.write_text(json.dumps(data), encoding="utf-8")
    code, out, _ = cli("check", stay, proof)
    assert code == 0
    assert f"{proof}: valid: certified ville: 1 - mean(e_inf) <= 1/20" in out
    code, out, err = cli("check", edited, stay)
    assert (code, err) == (1, "")
    assert f"{edited}: rejected: the digest does not fit" in out
    assert f"{stay}: valid" in out
    code, out, err = cli("check", tmp_path / "missing.json", foreign, edited, stay)
    assert code == 2
    assert err.count("\n") == 2
    assert out.count("\n") == 2


def test_check_prints_json(cli, stay):
    code, out, _ = cli("check", stay, "--json")
    (found,) = json.loads(out)
    assert (code, found["status"], found["holes"]) == (0, "valid", [])
    assert found["steps"] > 100
    assert "cite" in found["rules"]


def test_check_calls_a_hole_a_hole(cli, stay, tmp_path):
    data = json.loads(stay.read_text())["proof"]
    data["claims"][-2]["proof"] = None
    path = tmp_path / "holey.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    code, out, _ = cli("check", path)
    assert code == 1
    assert "holey: it rests on unproved facts" in out


def test_check_reads_standard_input(stay):
    found = lojverify("check", "-", input=stay.read_text())
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.startswith("-: valid")
    found = lojverify("check", "-", input="{")
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr.count("\n") == 1


def test_show_tells_what_a_file_states(cli, stay):
    code, out, _ = cli("show", stay)
    assert code == 0
    assert "proved: by ville, P(leaving the ball of radius 3) <= 1/20" in out
    assert "assumes  (2.5) F >= 1/2 on |theta - theta0| = 3" in out
    assert re.search(r"^    certified ville, \d+ steps:  1 - mean\(e_inf\) <= 1/20$", out, re.MULTILINE)


def test_show_lists_the_results_of_a_comparison(cli, tmp_path):
    path = tmp_path / "all.json"
    assert cli("certify", *CONSTANTS, *STEP, "--delta", "1/20", "--bound", "all", "-o", path)[0] == 0
    code, out, _ = cli("show", path)
    assert code == 0
    assert "  printed: it needs annulus" in out
    assert "  ville: proved: by ville, P(leaving the ball of radius 3) <= 1/20 if F(theta0) <= 10/363" in out


def test_a_claim_that_holds_is_called_so(cli):
    code, out, _ = cli("certify", *CONSTANTS, *STEP, "--delta", "1/20", "--initial-loss", "1/40", "--bound", "ville")
    assert code == 0
    assert out.startswith("the claim holds by ville: ")


def test_show_explains_an_entry_of_the_paper(cli):
    code, out, err = cli("show", "3.4")
    assert (code, err) == (0, "")
    assert "3.4" in out


def test_verify_audits_entries(cli):
    code, out, err = cli("verify", "3.4", "3.10")
    assert (code, err) == (0, "")
    assert re.search(r"^3\.4 +proved +\d+ ", out, re.MULTILINE)
    assert re.search(r"^3\.10 +refuted +\d+ ", out, re.MULTILINE)
    assert "2 of the paper: 1 proved, 1 refuted" in out
    code, out, _ = cli("verify", "3.4", "--json")
    (found,) = json.loads(out)
    assert code == 0
    assert list(found) == [
        *("id", "title", "verdict", "printed", "repaired", "steps", "rules", "holes", "witness", "seconds")
    ]


# -- the whole -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help_with_examples(cli, command):
    code, out, err = cli(*([command] if command else []), "--help")
    assert (code, err) == (0, "")
    assert "Examples:" in out
    assert "lojverify" in out


def test_without_arguments_help_is_shown(cli):
    assert cli() == cli("--help")


def test_version(cli):
    assert cli("--version") == (0, f"lojverify {__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["certify", "--help"], ["check", "{stay}"], ["--version"]])
def test_help_and_check_import_nothing_heavy(arguments, stay):
    code = (
        "import sys; from lojverify.cli import run; "
        "code = run(sys.argv[1:]); heavy = {'sympy', 'numpy', 'flint', 'mpmath', 'rich'} & set(sys.modules); "
        "assert not heavy, heavy; sys.exit(code)"
    )
    given = [a.format(stay=stay) for a in arguments]
    found = subprocess.run([sys.executable, "-c", code, *given], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


def test_a_closed_pipe_is_quiet(stay):
    program = subprocess.Popen(
        [sys.executable, "-m", "lojverify", "show", str(stay)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(30) != 0


def test_an_output_that_takes_nothing_is_one_line(stay):
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("a device of Linux")
    for arguments in (["check", str(stay)], ["show", str(stay)], ["--help"]):
        with full.open("w") as nowhere:
            found = subprocess.run(
                [sys.executable, "-m", "lojverify", *arguments],
                stdout=nowhere,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert found.returncode == 2
        assert found.stderr == "error: the output cannot be used: No space left on device\n"


def test_closed_standard_streams_are_quiet(stay):
    for closed in ("<&-", ">&-", "2>&-"):
        command = f'"{sys.executable}" -m lojverify check "{stay}" {closed}'
        found = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=False)
        assert (found.returncode, found.stderr) == (0, "")


def test_an_interrupt_is_quiet():
    program = subprocess.Popen(
        [sys.executable, "-m", "lojverify", "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(1)  # it now waits for its input
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=30)
    assert (out, err) == (b"", b"")
    assert program.returncode == 128 + signal.SIGINT


def test_output_that_the_terminal_cannot_show_is_replaced():
    found = lojverify("show", "2.12", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert found.returncode == 0
    assert found.stderr == ""


@pytest.mark.parametrize("colour", [True, False])
def test_in_a_terminal_the_table_is_drawn_and_no_color_is_respected(monkeypatch, capsys, colour):
    from lojverify.reporting import text

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    text.table(("bound", "value"), [("ville", "1/2"), ("[red]", "3")], "title", mark=0)
    out = capsys.readouterr().out
    assert "─" in out
    assert "[red]" in out
    assert ("\x1b[1;32m" in out) == colour
