"""Sharper than the paper: exit bounds without confinement, and what follows from them."""

from __future__ import annotations

from ..derive import Problem, mean
from ..derive.language import k
from .own_results import own
from .register import Entry
from .setting import Run


def smaller_factor() -> Problem:
    """The sharp contraction factor cannot be made smaller: a factor q < rho1 in (3.9)."""
    p = Problem("smaller factor", "the expected loss contracts by a factor below rho1")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    (q,) = p.constants("q")
    p.assume("q<rho1", q < run.rho1)
    H = run.stopped_loss()
    p.goal(mean(H[k + 1]) <= q * mean(H[k]))
    return p


def noise_on_a_circle() -> dict[str, object]:
    """Instance C9: F = |theta|^2 in the plane, with noise +-J theta orthogonal to theta; rho1 = 2/5 for eta = 1/5."""
    turns = [("-x2", "x1"), ("x2", "-x1")]
    return {
        "dimension": 2,
        "constants": {"alpha": "4", "C": "2", "sigma": "1", "eta": "1/5", "r": "3", "q": "1/3"},
        "vectors": {"theta0": ["1", "0"]},
        "functions": {"F": [{"value": "x1^2 + x2^2"}]},
        "chain": {
            "state": "theta",
            "start": ["1", "0"],
            "outcomes": [{"probability": "1/2", "values": {"w": [*turn]}} for turn in turns],
            "transition": ["x1 - 1/5*(2*x1 + w1)", "x2 - 1/5*(2*x2 + w2)"],
        },
        "certificates": {"loss>=0": [[["1", [], ["y1"]], ["1", [], ["y2"]]]]},
        "evaluate": {"goal": 0, "letters": {"k": 0}, "sides": ["q*mean(H[k])", "mean(H[k+1])"]},
    }


_STEP = "0 < η < 2α/(C(α+σ))"

ENTRIES = [
    own(
        "squared path length",
        "the path inside the ball has a square integrable length",
        "E[(Σ_k |θ_{k+1}-θ_k| 1_{E_k})²] ≤ Λ² F(θ0), Λ = η√(α+σ)/(1-√ρ1)",
        "path_length_finite",
        "So the path is finite almost surely; (3.11) bounds the first moment only, with a larger constant.",
        "Roots enter by bounds: any s ≥ √ρ1, and any Λ with Λ(1-s) ≥ η√(α+σ).",
        uses=("sharp contraction", "3.4"),
    ),
    own(
        "path-length",
        "the exit probability by the length of the path, without Assumption 3",
        f"P(exit) ≤ Λ² F(θ0)/r², Λ = η√(α+σ)/(1-√ρ1), {_STEP}",
        "path_length",
        "Nothing is assumed of F on the sphere or outside the ball. As η → 0 it tends to 4F(θ0)/(αr²) · (1+σ/α).",
        uses=("squared path length",),
    ),
    own(
        "path-length, exact",
        "'path-length' with its roots",
        f"r²(1-ρ1)² P(exit) ≤ η²(α+σ)(1+√ρ1)² F(θ0), {_STEP}",
        "path_length_with_roots",
        uses=("path-length",),
    ),
    own(
        "drift-martingale-sharp",
        "an exit bound of the order of the step size, without Assumption 3",
        "P(exit) ≤ (h²(1+z)/z + S)/(L+h)², S = (1+z)² η²σF(θ0)/(1-ρ1), L = r - Λf0 > 0, z = √(C/2) Λ, 0 ≤ h ≤ Λf0",
        "drift_martingale",
        "Λ = η√α/(1-√ρ1), f0 = √F(θ0). h = 0 gives S/L², and h = tS/L, t = z/(1+z), gives S/(L²+tS).",
        "F(θ0) need not be small.",
        uses=("sharp contraction", "exit by a potential", "3.4"),
    ),
    own(
        "drift-martingale-shifted",
        "'drift-martingale-sharp' with any shift h",
        "P(exit) ≤ (h²(1+z)/z + S)/(L+h)² for every 0 ≤ h ≤ Λf0",
        "drift_martingale",
        "The best shift is h = tS/L, t = z/(1+z), or Λf0 if that is less; the first gives S/(L²+tS).",
        uses=("drift-martingale-sharp",),
    ),
    own(
        "drift-martingale-confined",
        "the exit bound by drift and noise below a sphere of loss M0, for larger initial losses than M0",
        "P(exit) ≤ (h²(1+z)/z + S)/(L+h)² if F ≥ M0 on the sphere, L = r - Λ(√F(θ0) - √M0) > 0, 0 ≤ h ≤ Λ√F(θ0)",
        "drift_martingale_confined",
        "S, Λ, z and the best h as for 'drift-martingale-shifted', which it is with r + Λ√M0 for r.",
        uses=("drift-martingale-shifted", "exit past a sphere"),
    ),
    own(
        "exit past a sphere",
        "a step past a sphere where F ≥ M0 takes the potential of drift and noise above its level",
        "X < ζc² and c + a ≤ r + Λ√M0 give N ≥ ζc², for the potentials X before and N after the step",
        "exit_past_sphere",
        "Drift, noise and the root of the quadratic model are convex along the step.",
        uses=("3.4",),
    ),
    own(
        "target",
        "a run that stays misses a target for its loss ever more rarely",
        f"P(the run stays and F(θ_n) > T) ≤ ρ1^n F(θ0)/T, {_STEP}",
        "target_is_reached",
        "To stay may mean for ever or for any number of steps from n on. By Markov's inequality from (3.9) with ρ1.",
        uses=("sharp contraction", "3.7"),
    ),
    own(
        "drift-martingale-within",
        "the exit probability within N steps, smaller than for ever by up to the condition number",
        "P(exit within N steps) ≤ (1+ζ)² η²σ(1+ρ1+…+ρ1^{N-1}) F(θ0)/(r-Λf0)², Λ² = (η²/p)(A+…+A^N), A = ρ1+pα",
        "drift_martingale_within",
        "For any 0 < p ≤ η(1-ηC/2); ζ² is C/2 times Λ² for N-1. p = η(1-ηC/2) gives Λ² of about Nη for small N.",
        uses=("drift-martingale-sharp",),
    ),
    own(
        "drift-martingale-sharp, exact",
        "'drift-martingale-sharp' with its roots, for h = 0",
        "P(exit) ≤ (1+z)² η²σF(θ0)/((1-ρ1)(r-Λf0)²) if Λf0 < r",
        "drift_martingale_with_roots",
        uses=("drift-martingale-sharp",),
    ),
    own(
        "drift-martingale",
        "the same with drift and noise bounded one by one",
        "P(exit) ≤ (1+z^(2/3))³ η²σF(θ0)/((1-ρ1)(r-Λf0)²) if Λf0 < r",
        "drift_martingale_split",
        "Weaker than 'drift-martingale-sharp', since (1+z)² ≤ (1+z^(2/3))³.",
        uses=("drift-martingale-sharp",),
    ),
    own(
        "loss vanishes",
        "the loss vanishes on E_∞ faster than the paper says, in a ball of any radius",
        f"lim β^k F(θ_k) = 0 almost surely on E_∞(r) for every 0 ≤ β < 1/ρ1, {_STEP}",
        "loss_vanishes_in_ball",
        "β = 1/ρ1 is excluded, see 'noise on a circle'.",
        uses=("3.1", "sharp contraction"),
    ),
    own(
        "convergence in the ball",
        "on E_∞ the iterates converge almost surely, in a ball of any radius",
        f"lim θ_k = θ* ∈ B(θ0,r) and F(θ*) = 0 almost surely on E_∞(r), {_STEP}",
        "iterates_converge_in_ball",
        uses=("squared path length", "loss vanishes"),
    ),
    own(
        "weighted loss",
        "the weighted sum of the losses has a finite mean (Tonelli)",
        f"E Σ_k β^k F(θ_k) 1_{{E_k}} ≤ F(θ0)/(1-βρ1) for every 0 ≤ β < 1/ρ1, {_STEP}",
        "weighted_loss_in_mean",
        uses=("sharp contraction in mean",),
    ),
    own(
        "short path",
        "the path in the ball is short with high probability: (3.12), sharper",
        "P(Σ_k |θ_{k+1}-θ_k| 1_{E_k} ≤ Λ √(F(θ0)/δ)) ≥ 1-δ for every δ > 0, Λ = η√(α+σ)/(1-√ρ1)",
        "path_is_short_likely",
        uses=("squared path length",),
    ),
    own(
        "remaining path",
        "the squared length of what remains of the path contracts by ρ1",
        "E[(Σ_{j≥n} |θ_{j+1}-θ_j| 1_{E_j})²] ≤ Λ² ρ1^n F(θ0) for every n, Λ = η√(α+σ)/(1-√ρ1)",
        "remaining_path_contracts",
        "n is given by share = s^(2n), s ≥ √ρ1: the path counts from the first j with s^(2j) ≤ share on.",
        uses=("squared path length", "sharp contraction in mean"),
    ),
    own(
        "distance to the limit",
        "on E_∞ the squared distance to the limit contracts by ρ1 in mean",
        "E[sup_{k≥n} |θ_k-θ*|² 1_{E_∞}] ≤ Λ² ρ1^n F(θ0) for every n, Λ = η√(α+σ)/(1-√ρ1), if α ≤ 2C",
        "distance_contracts_with_roots",
        "Said by a random variable tsq_inf for each n, which is at least |θ_k-θ*|² for all k ≥ n; share = ρ1^n.",
        "Where α > 2C, F = 0 in the ball; proofs/distance_contracts.py does without α ≤ 2C.",
        uses=("remaining path", "convergence in the ball"),
    ),
    own(
        "weighted path length",
        "a path weighted with μ^j has a square integrable length too",
        "E[(Σ_j μ^j |θ_{j+1}-θ_j| 1_{E_j})²] ≤ Λ² F(θ0), Λ = η√(α+σ)/(1-μ√ρ1), 1 ≤ μ < 1/√ρ1",
        "weighted_path_length",
        uses=("squared path length",),
    ),
    own(
        "almost sure rate",
        "the iterates that stay converge almost surely at every rate β^{-k/2} with β < 1/ρ1",
        f"lim β^k |θ_k-θ*|² = 0 almost surely on E_∞(r) for every 1 ≤ β < 1/ρ1, {_STEP}",
        "distance_vanishes",
        "For β < 1 it follows from β = 1.",
        uses=("weighted path length", "convergence in the ball"),
    ),
    own(
        "Theorem 3.1 without Assumption 3",
        "SGD stays with probability 1-δ and converges, if F(θ0) is small and nothing is confined",
        "F(θ0) ≤ ε = δr²/Λ²  ⟹  P(E_∞(r)) ≥ 1-δ; on E_∞(r): β^k F(θ_k) → 0 for β < 1/ρ1, θ_k → θ*, F(θ*) = 0",
        "theorem_without_confinement",
        f"For {_STEP}, in a ball of any radius in which (2.1), (2.3), (2.4) and the noise assumptions hold.",
        uses=("path-length, exact", "convergence in the ball", "loss vanishes"),
    ),
    own(
        "lojasiewicz alone",
        "the local Łojasiewicz condition (2.2) alone gives P(stay) = 1 - O(η)",
        "4F(θ0) < r²α  ⟹  P(exit) ≤ 8σF(θ0)(√α+√(2C))²/(α(r√α-2√F(θ0))²) · η for η ≤ √α(r√α-2√F(θ0))/(rC(α+σ))",
        "lojasiewicz_alone",
        "However close F(θ0) is to r²α/4.",
        uses=("drift-martingale-sharp, exact", "2.2"),
    ),
    own(
        "no noise",
        "gradient descent (σ = 0) never leaves the ball, and converges there",
        f"σ = 0 and Λf0 < r  ⟹  P(exit) = 0, θ_k → θ*, F(θ*) = 0, Λ = η√α/(1-√ρ1), {_STEP}",
        "gradient_descent_stays",
        uses=("drift-martingale-sharp, exact", "convergence in the ball"),
    ),
    own(
        "gradient descent",
        "gradient descent under Chatterjee's condition, with a step size in closed form",
        "σ = 0 and 4F(θ0) < r²α  ⟹  P(exit) = 0, θ_k → θ*, F(θ*) = 0 for 0 < η ≤ (r√α-2√F(θ0))/(rC√α)",
        "gradient_descent_under_chatterjee",
        uses=("lojasiewicz alone", "convergence in the ball"),
    ),
    own(
        "noise on a circle",
        "the factor ρ1 is attained: β = 1/ρ1 and steps beyond 2α/(C(α+σ)) are excluded",
        "F = C|θ|²/2, noise ±√(σF) Jθ/|θ|  ⟹  F(θ_k) = ρ1^k F(θ0) surely, ρ1 = (1-ηC)² + η²Cσ/2 > 0",
        "circular_noise",
        "So β^k F(θ_k) = F(θ0) for β = 1/ρ1, and |θ_k| → ∞ if ρ1 > 1.",
        uses=("loss vanishes",),
    ),
    Entry(
        id="smaller factor",
        title="(3.9) with a factor below ρ1",
        printed="E[F(θ_{k+1}) 1_{E_{k+1}}] ≤ q E[F(θ_k) 1_{E_k}] for some q < ρ1",
        statement=smaller_factor,
        instance=noise_on_a_circle,
        repaired="F(θ_{k+1}) = ρ1 F(θ_k) surely for noise on a circle; ≤ ρ1 in the mean is 'sharp contraction in mean'",
        repair="circular_noise",
        uses=("noise on a circle",),
        notes=("Not the paper's claim: it shows that ρ1 is the best factor in terms of α, C, σ and η.",),
    ),
]
