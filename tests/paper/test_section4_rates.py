"""Section 4: the misprint of (4.8), what Remark 4.3 denies, and the rate of an exact instance."""

import random
from dataclasses import replace
from fractions import Fraction as Q

from lojverify.paper.contents import find


def test_a_proof_of_what_the_paper_denies_refutes_it(monkeypatch):
    from lojverify import auditor

    entry = find("Remark 4.3")
    assert auditor.result(entry.id).verdict == "refuted"
    monkeypatch.setattr(auditor, "register", lambda: {entry.id: replace(entry, denied=False)})
    assert auditor.result.__wrapped__(entry.id).verdict == "proved"


def test_the_corrected_model_is_attained_and_the_printed_one_is_too_small():
    draw, failures = random.Random(48), 0
    for _ in range(300):
        C, x, w = Q(draw.randint(1, 9), 3), Q(draw.randint(-20, 20), 7), Q(draw.randint(-20, 20), 3)
        eta = Q(draw.randint(1, 9), 10) / C
        g, v = C * x, C * x + w
        rest = C / 2 * x**2 - eta * g**2 + (eta**2 * C - eta) * g * w
        later = C / 2 * (x - eta * v) ** 2
        assert later == rest + eta**2 / 2 * C * (g**2 + w**2)
        failures += later > rest + eta**2 / 2 * C * (v**2 + w**2)
    assert failures >= 50


def test_the_rates_hold_for_a_quadratic_loss_and_are_loose_by_the_sharp_factor():
    # F = x^2/2, alpha = 2, C = 1, |w| = 1: b' = (1 - eta)^2 b + eta^2/2 exactly; k b_k -> gamma^2/(2 (2 gamma - 1)).
    for gamma in (Q(3, 2), Q(2), Q(4)):
        n0, b = 2 * gamma / 2, Q(1, 8)
        printed, sharp = gamma**2 / (2 * gamma - 2), gamma**2 / (2 * (2 * gamma - 1))
        for k in range(4000):
            eta = gamma / (k + n0)
            b = (1 - eta) ** 2 * b + eta**2 / 2
            b = Q(round(b * 2**100), 2**100)
        assert sharp * Q(99, 100) < 4000 * b < sharp * Q(101, 100)
        assert 4000 * b < printed


def test_with_falling_noise_the_constant_is_that_of_its_limit():
    # (4.2) with equality, C1 = 3, C2 = 1, p = q = 1, and the noise term times m_k = 1/2 + 1/(k+1), or 1/2 for ever.
    for fades in (0, 1):
        b = Q(1)
        for k in range(6000):
            x, m = k + 3, Q(1, 2) + Q(fades, k + 1)
            b = (1 - Q(3, x)) * b + m * Q(1, x**2)
            b = Q(round(b * 2**100), 2**100)
        assert Q(99, 100) < 6000 * b / (Q(1, 2) * Q(1, 2)) < Q(101, 100)


def test_the_statement_of_4_5_is_about_the_probability_to_stay():
    problem = find("4.5").statement()
    assert problem.hypotheses["P(stay)>0"] == "mean(e_inf) > 0"
    assert problem.data()["goals"] == find("Lemma 4.2").statement().data()["goals"]
    for bound in problem.goals[::2]:
        assert "mean(e_inf*H[k+1]) <= " in bound
        assert bound.endswith("*mean(e_inf)")
