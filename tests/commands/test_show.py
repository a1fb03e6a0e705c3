import re

import pytest

from lojverify.reporting import text

NUMBERS = ["--alpha", "1", "--smoothness", "1", "--noise", "1/2"]


@pytest.fixture(scope="session")
def stay(tmp_path_factory):
    from lojverify import Constants, certify

    path = tmp_path_factory.mktemp("show") / "stay.json"
    certify(Constants(1, 1, "1/2", "1/10", 3, "1/2"), delta="1/20").write(path)
    return path


def test_a_certificate_is_shown_on_one_screen(cli, stay):
    code, out, err = cli("show", stay)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) <= 40
    assert max(map(len, out.splitlines())) <= 120
    assert "assumes  (2.1) |grad F|^2 >= 1 F on |theta - theta0| <= 3" in out
    assert re.search(r"^  proof    \d+ steps by \d+ rules in \d+ claims", out, re.MULTILINE)
    assert f"lojverify show --claims {stay}" in " ".join(out.split())


def test_the_rest_is_shown_on_request(cli, stay):
    code, out, _ = cli("show", "--claims", stay)
    assert code == 0
    assert re.search(r"^one_step: \d+ steps$", out, re.MULTILINE)
    assert "\n  given lojasiewicz: " in out
    assert "\n  shown 1 - mean(e_inf) <= 1/20\n" in out
    assert "\n  rules " in out


@pytest.mark.parametrize("columns", [60, 100])
def test_what_is_shown_is_folded_to_the_terminal(cli, stay, monkeypatch, columns):
    monkeypatch.setattr(text, "width", lambda: columns)
    for what in ([stay], ["--claims", stay], ["3.10"]):
        _, out, _ = cli("show", *what)
        assert max(len(row) for row in out.splitlines() if str(stay) not in row) <= columns


def test_the_two_factors_are_compared_on_one_screen(cli):
    code, out, err = cli("show", "rho")
    assert (code, err) == (0, "")
    assert len(out.splitlines()) <= 24
    for said in ("ρ = 1 - ηα + η²D/2", "0 < η < 2α/D1", "η = α/D1", "1 - α²/(2D1)", "η ≤ α/(4D)"):
        assert said in out
    assert "no bound beyond the end: proved" in out
    assert "smaller factor: refuted" in out


def test_the_two_factors_in_numbers(cli):
    code, out, _ = cli("show", "rho", *NUMBERS, "--step-size", "1")
    assert code == 0
    for row in (
        "range of η +below 4/5 +below 4/3",
        "best η for ρ = 2/5 +4/5: halved in 4 steps +18/25: halved in 3 steps",
        "best η for ρ1 = 2/3 +8/9: halved in 6 steps +2/3: halved in 2 steps",
        "largest printed η = 1/10 +73/80: halved in 8 steps +363/400: halved in 8 steps",
        "η = 1 +5/4: none +3/4: halved in 3 steps",
    ):
        assert re.search(f"^{row}$", out, re.MULTILINE), row


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["rho", "--alpha", "1"], "smoothness and noise must be given too, to compute the factors"),
        (["rho", "--step-size", "1"], "alpha and smoothness and noise must be given too, to compute the factors"),
        (["rho", *NUMBERS, "--step-size", "0"], "step_size = 0: it must satisfy step_size > 0, by (3.2) of the paper"),
        (["rho", "--alpha", "3", *NUMBERS[2:]], "alpha = 3: it must satisfy alpha <= 2 smoothness = 2, by (2.4)"),
        (["3.10", "--alpha", "1"], "--alpha is for show rho"),
    ],
)
def test_numbers_that_cannot_be_used_are_one_sentence(cli, arguments, message):
    code, out, err = cli("show", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {message}")
