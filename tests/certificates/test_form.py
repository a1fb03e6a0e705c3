from fractions import Fraction

import pytest

import lojverify
from lojverify import certify
from lojverify.bounds import REGISTRY
from lojverify.certificates.certificate import Certificate
from lojverify.constants import Constants
from lojverify.exact import decimal
from lojverify.kernel import certificate as kernel

EXAMPLE = Constants(1, 1, "1/2", "1/10", 3, "1/2", 1)
KEYS = [
    "format",
    "version",
    "kind",
    "bound",
    "constants",
    "annulus",
    "initial_loss",
    "delta",
    "value",
    "interval",
    "decimal",
    "assumes",
    "digest",
    "proof",
]
KINDS = ("epsilon", "delta", "claim", "step")
ALL = [f"{bound}-{kind}" for bound in REGISTRY for kind in KINDS]


@pytest.mark.parametrize("name", ALL)
def test_the_json_has_exactly_the_promised_keys(certificate, name):
    found = certificate(name)
    data = found.as_dict()
    assert list(data) == KEYS
    assert data["format"] == "lojverify-certificate/1"
    assert data["version"] == lojverify.__version__
    assert list(data["constants"]) == ["alpha", "smoothness", "noise", "step_size", "radius", "confinement"]
    solved = {"epsilon": data["initial_loss"], "step-size": data["constants"]["step_size"]}
    assert data["value"] == solved.get(data["kind"], data["delta"])
    assert (data["interval"] is None) == (data["kind"] != "step-size")
    assert data["decimal"] == decimal(found.value, 15, "up" if data["kind"] in ("delta", "claim") else "down")
    assert data["proof"]["format"] == "lojverify-proof/1"
    goal = data["proof"]["claims"][-1]["problem"]["goals"]
    assert goal == [f"1 - mean(e_inf) <= {data['delta']}"]


def test_the_statement_of_the_worked_example_reads_as_it_should(certificate):
    problem = certificate("ville-epsilon").as_dict()["proof"]["claims"][-1]["problem"]
    assert problem["hypotheses"]["initial"] == "F(theta0) <= 10/363"
    assert problem["hypotheses"]["second_moment"] == "e[k] - 1 >= 0 |- E[k](<w[k], w[k]>) <= 1/2*F(theta[k])"
    assert problem["hypotheses"]["confined"].endswith("|- F(y) >= 1/2")
    assert certificate("ville-epsilon").assumes[-1] == "F(theta0) <= 10/363"


def test_a_certificate_assumes_only_what_its_proof_needs(certificate):
    assert not any("<= 4" in words for words in certificate("ville-epsilon").assumes)  # nothing beyond the ball
    assert any(
        "(2.5) F >= 1/2 on 3 <= |theta - theta0| <= 4" in words for words in certificate("markov-union-epsilon").assumes
    )


@pytest.mark.parametrize("name", ALL)
def test_a_certificate_survives_json(certificate, name):
    found = certificate(name)
    again = Certificate.from_json(found.to_json())
    assert again == found
    assert again.to_json() == found.to_json()
    assert Certificate.from_json(found.as_dict()).digest == found.digest


@pytest.mark.parametrize("x", [Fraction(1, 3), Fraction(2, 3), Fraction(1), Fraction(10**15), Fraction(10**16 - 1)])
def test_the_kernel_writes_decimals_as_everyone_else(x):
    for scale in range(-30, 30):
        for up in (False, True):
            y = x * Fraction(10) ** scale
            assert kernel.decimal(y, up=up) == decimal(y, 15, "up" if up else "down")
    assert kernel.decimal(Fraction(0), up=True) == "0"


@pytest.mark.parametrize("name", ALL)
def test_a_certificate_shows_itself(certificate, name):
    found = certificate(name)
    assert repr(found).startswith(f"<certificate by {found.bound}: {found.kind} = {found.decimal}; if F(theta0) <= ")
    assert found._repr_latex_().startswith("$F(\\theta_0) \\le ")
    html = found._repr_html_()
    assert f"<caption>Certificate by {found.bound}</caption>" in html
    assert "<= " not in html


def test_a_comparison_shows_itself():
    found = certify(EXAMPLE, delta="1/20", bound="all")
    assert "ville = 0.0275482093663911" in repr(found)
    assert "<b>drift-martingale-confined</b>" in found._repr_html_()
