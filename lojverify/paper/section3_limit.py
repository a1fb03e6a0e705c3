"""Section 3, what happens on E_infinity: (3.1), (3.2), (3.21), (3.22) and Theorem 3.1 itself."""

from __future__ import annotations

import sympy

from ..derive import Problem, mean
from .register import Entry
from .section3_run import c1
from .setting import PaperRun, Run


def loss_vanishes() -> Problem:
    """(3.1), (3.21): beta^k F(theta[k]) -> 0 on E_infinity for 1 <= beta < 1/rho."""
    p = Problem("3.1", "beta^k F(theta_k) tends to 0 almost surely on E_infinity")
    run = PaperRun(p)
    run.theorem()
    beta, _ = run.power("beta", "b")
    p.assume("beta>=1", beta >= 1)
    p.assume("beta*rho<1", beta * run.rho < 1)
    run.for_ever()
    p.goal("e_inf >= 1 |- b[k]*F(theta[k]) -> 0 (k)")
    return p


def rho_in_unit_interval() -> Problem:
    """(3.2) and the line below (3.8): 0 < rho <= 1 - alpha eta/2 < 1 under the printed step bound."""
    p = Problem("3.2", "the contraction factor lies in (0, 1)")
    run = PaperRun(p)
    run.printed_step_bound()
    p.goal(run.rho > 0)
    p.goal(run.rho <= 1 - run.alpha * run.eta / 2)
    p.goal(1 - run.alpha * run.eta / 2 < 1)
    p.goal(1 - run.alpha * run.eta / 2 > 0)
    return p


def tail_of_lengths() -> Problem:
    """The last inequality of (3.22), as printed with F(theta0); d[k] = |theta[k+1] - theta[k]| 1_{E_k}."""
    p = Problem("3.22", "the expected length from step j on is at most a geometric tail, as printed")
    run = PaperRun(p)
    run.theorem()
    F0 = run.F(run.theta0)
    p.assume("F0>0", F0 > 0)
    length = run.path_length()
    _, sk = run.powers()
    s2C = run.problem.root("s2C", 2 * run.C)
    ssigma = run.problem.root("ssigma", run.sigma)
    j, n = sympy.symbols("j n")
    tail = (s2C + ssigma) * run.eta * F0 * sk[j]
    p.goal((1 - run.srho) * (mean(length[j + n]) - mean(length[j])) < tail)
    return p


def iterates_converge() -> Problem:
    """What (3.22) is for: on E_infinity the iterates converge almost surely, to a zero of F in the ball."""
    p = Problem("3.22 repaired", "the iterates converge almost surely on E_infinity, to a zero of F in the ball")
    run = PaperRun(p)
    run.theorem()
    convergence_goals(run)
    return p


def theorem_3_1() -> Problem:
    """Theorem 3.1 with the witness eps = delta M0: if F(theta0) <= eps, then P(E_infinity) >= 1 - delta, and so on."""
    p = Problem("Theorem 3.1", "SGD stays in the ball with probability 1 - delta and converges there to a zero of F")
    run = PaperRun(p)
    run.theorem()
    (delta,) = p.constants("delta")
    p.assume("delta>0", delta > 0)
    p.assume("delta<1", delta < 1)
    eps = p.define("abbreviation", "eps", value=delta * run.M0)
    beta, _ = run.power("beta", "b")
    p.assume("beta>=1", beta >= 1)
    p.assume("beta*rho<1", beta * run.rho < 1)
    e_inf = convergence_goals(run)
    p.goal("e_inf >= 1 |- b[k]*F(theta[k]) -> 0 (k)")
    p.goal(eps > 0)
    p.goal(mean(e_inf) >= 1 - delta, [run.F(run.theta0) <= eps])
    return p


def convergence_goals(run: Run) -> sympy.Symbol:
    """On E_infinity: theta[k] -> theta_star, which lies in the ball and is a zero of F; returns e_inf."""
    p = run.problem
    e_inf = run.for_ever()
    theta_star = run.limit()
    distance = "<theta[k] - theta_star, theta[k] - theta_star>"
    p.goal(f"e_inf >= 1 |- {distance} -> 0 (k)")
    p.goal(run.inside(theta_star), [e_inf - 1 >= 0])
    p.goal("e_inf >= 1 |- F(theta_star) = 0")
    return e_inf


def _tail_instance() -> dict[str, object]:
    sides = ["(s2C + ssigma)*eta*F(theta0)*sk[j]", "(1 - srho)*(mean(length[j+n]) - mean(length[j]))"]
    found = c1({"goal": 0, "letters": {"j": 1, "n": 2}, "sides": sides})
    constants = {key: value for key, value in found["constants"].items() if key != "r"}  # here r is defined
    return {**found, "constants": constants}


ENTRIES = [
    Entry(
        id="3.1",
        title="the loss vanishes geometrically on E_∞",
        printed="lim β^k F(θ_k) = 0 almost surely on E_∞(R-1), for every β ∈ [1, 1/ρ)",
        statement=loss_vanishes,
        proof="loss_vanishes_geometrically",
        argument=("3.9",),
        uses=("3.8", "3.13"),
        notes=("E Σ β^k F(θ_k) 1_{E_k} ≤ F(θ0)/(1 - βρ) by monotone convergence, so the terms vanish almost surely.",),
    ),
    Entry(
        id="3.2",
        title="the contraction factor",
        printed="ρ = 1 - ηα + (η²/2) C(2C+σ) ∈ (0, 1) if 0 < η ≤ min{1/α, α/(4C(2C+σ))}, and ρ ≤ 1 - αη/2",
        statement=rho_in_unit_interval,
        proof="rho_in_unit_interval",
        notes=(
            "Loose: ρ ≤ 1 - 7αη/8 holds too, and the sharp factor is ρ1 = 1 - ηα + η²C(α+σ)/2; see rho.",
            "The bound 1/α is never active where α ≤ 2C, since then α² ≤ 2C(2C+σ).",
        ),
    ),
    Entry(
        id="3.21",
        title="the loss vanishes geometrically on E_∞",
        printed="lim β^k F(θ_k) = 0 almost surely on E_∞(R-1), for every β ∈ [1, 1/ρ)",
        statement=loss_vanishes,
        proof="loss_vanishes_geometrically",
        argument=("3.9",),
        uses=("3.1",),
        notes=("The same statement as (3.1).",),
    ),
    Entry(
        id="3.22",
        title="the mean distance of two iterates on E_∞",
        printed="E[|θ_k - θ_j| 1_{E_∞}] ≤ Σ_{i=j}^{k-1} E[|θ_{i+1} - θ_i| 1_{E_i}] < (√(2C)+√σ) η F(θ0) ρ^{j/2}/(1-√ρ)",
        statement=tail_of_lengths,
        instance=_tail_instance,
        repaired="Σ |θ_{i+1} - θ_i| 1_{E_i} < ∞ almost surely, so on E_∞ θ_k converges, to a zero of F in B(θ0, R-1)",
        repair="iterates_converge",
        argument=("3.10",),
        uses=("3.10", "3.11", "3.13"),
        notes=(
            "That the iterates converge on E_∞ is true, and proved instead.",
            "The refuted link is the last; it needs √F(θ0) where F(θ0) is printed.",
            "That the means tend to zero would not make the sequence Cauchy almost surely; finite length does.",
        ),
    ),
    Entry(
        id="Theorem 3.1",
        title="SGD stays in the ball with probability 1-δ and converges there to a zero of F",
        printed="∀ δ > 0 ∃ ε > 0: F(θ0) ≤ ε ⟹ P(E_∞(R-1)) ≥ 1-δ; on E_∞: β^k F(θ_k) → 0 for β ∈ [1, 1/ρ), "
        "θ_k → θ*, F(θ*) = 0",
        statement=theorem_3_1,
        proof="theorem_3_1",
        chosen=("eps",),
        without=("theorem_3_1_unconfined",),
        argument=("3.10", "3.14", "3.19", "3.22"),
        uses=("3.1", "3.2", "3.22", "ville"),
        notes=(
            "Witness: ε = δ M0. The printed argument breaks at (3.10), and so at (3.14) and (3.22).",
            "The theorem forgets to list (2.10), (2.11) among its hypotheses.",
            "Assumption 3 is not needed: with another ε, the same follows from the other hypotheses.",
        ),
    ),
]
