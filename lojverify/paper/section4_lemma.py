"""Section 4, Lemma 4.2: the rate of the loss of a run that stays for ever, (4.5)."""

from __future__ import annotations

import sympy

from ..derive import Eq, Problem, lower, mean, power
from ..derive.language import k
from .own_results import own
from .register import Entry
from .section4_rates import rate_setting


def conditional_rate() -> Problem:
    """(4.5): given E_infinity, E F(theta_k) <= A k^(-q) + o(k^(-q)), with A as in (4.13) and (4.14).

    It is multiplied by P(E_infinity). B[k] bounds E[F(theta_k) 1_{E_k}], with P(E_k) in its noise term; o and u are the
    excess of given[k] = B[k+1]/P(E_infinity) over A (k+1)^(-q) in the two cases.
    """
    p = Problem("4.5", "the rate of the loss, given that the iterates stay for ever")
    run = rate_setting(p)
    alpha, gamma, eta, C = sympy.Symbol("alpha"), run.gamma, run.eta[k], run.C
    H, e_inf = run.stopped_loss(), run.for_ever()
    stay = mean(e_inf)
    p.assume("P(stay)>0", stay > 0)
    B = sympy.IndexedBase("B")
    step = (1 - alpha * eta / 2) * B[k] + eta**2 * run.c**2 * C / 2 * mean(run.e[k])
    p.define("recursion", "B", "k", level=None, start=run.F(run.theta0), step=step)
    given = p.define("quotient", "given", "k", value=B[k + 1], by=stay)[k]
    number = p.counter("num", 0)[k + 1]
    cases = (
        ("o", alpha * gamma - 2, sympy.Integer(1), [Eq(run.q, 1), alpha * gamma > 2]),
        ("u", alpha * gamma, run.q, [run.q < 1]),
    )
    for name, below, rate, on in cases:
        A = p.define("quotient", f"A{name}", value=gamma**2 * run.c**2 * C, by=below)
        bound = A * power(number, -rate)
        excess = p.define("positive_part", name, "k", value=given - bound)[k]
        p.goal(mean(e_inf * H[k + 1]) <= stay * (bound + excess), on)
        p.goal(f"{lower(power(number, rate) * excess)} -> 0 (k)", on)
    return p


_NOTES = (
    "Given E_∞ means: divided by P(E_∞), which must be positive; the statement is multiplied by it.",
    "The noise has zero mean given the past, on E_k; given E_∞ it need not have.",
    "The o(.) is the excess over the bound of an explicit sequence, which tends to 0 times k, or k^q.",
    "Supposed besides: c > 0, and F > 0 somewhere in the ball (or E F(θ_k) 1_{E_k} is 0), so that α ≤ 2C_L.",
    "Proved by a completed argument: from (4.13) and (4.14) the constant would be larger by 1/P(E_∞).",
    "So (4.9) is used with P(E_k) in its noise term, which falls to P(E_∞): 'falling noise'.",
)

ENTRIES = [
    Entry(
        id="4.5",
        title="the rate of the loss, given that the iterates stay for ever",
        printed="E[F(θ_k)] ≤ γ²c²C_L/(αγ-2) · 1/k + o(1/k) if q = 1, γ > 2/α, "
        "and γ²c²C_L/(αγ) · k^{-q} + o(k^{-q}) if q < 1",
        statement=conditional_rate,
        proof="staying_loss_rate",
        argument=("4.13", "4.14"),
        uses=("4.9", "4.10", "4.11", "falling noise"),
        notes=_NOTES,
    ),
    Entry(
        id="Lemma 4.2",
        title="the rate of the loss, given that the iterates stay for ever",
        printed="(4.5) under (2.2), (2.6), (2.9), (4.1) and (4.10), conditioned on θ_k ∈ B(θ0, r) for all k",
        statement=conditional_rate,
        proof="staying_loss_rate",
        argument=("4.13", "4.14"),
        uses=("4.5", "4.10", "2.2", "2.9"),
        notes=_NOTES,
    ),
    own(
        "sharp 4.5",
        "the sharp rate of the loss, given that the iterates stay for ever",
        "E[F(θ_k) 1_{E_∞}] ≤ A P(E_∞) (k+n0)^{-q} + o(k^{-q}), A = γ²c²C_L/(2(αγ-1)) if q = 1, γ > 1/α, "
        "and γc²C_L/(2α) if q < 1",
        "staying_loss_rate_sharp",
        "In place of (4.10), η_k ≤ 1/α and η_k ≤ 1/C_L; neither (2.2) nor P(E_∞) > 0 is supposed, and c may be 0.",
        "For q = 1 and 1/α < γ ≤ 2/α, (4.5) says nothing.",
        uses=("4.5", "falling noise"),
    ),
]
