"""Results of our own beside Theorem 4.4: when bounded noise drives SGD out of a ball, and when it cannot."""

from __future__ import annotations

from .escape_steps import signs
from .own_results import own
from .register import Entry
from .section4_escape import escape, gradients_summable

ENTRIES = [
    own(
        "staying with bounded noise",
        "around a minimum of a quadratic, bounded noise never drives the run out, whatever its law",
        "F = C|θ|²/2, |w_k| ≤ c surely, C|θ0| ≤ c, η_k C ≤ 1, r ≥ 2c/C  ⟹  C|θ_k| ≤ c and θ_k ∈ B(θ0, r) for ever",
        "bounded_noise_never_leaves",
        "θ_{k+1} is a convex combination of θ_k and -w_k/C. The noise may be biased, as in Theorem 4.4, or not.",
        uses=("4.15",),
    ),
    Entry(
        id="Theorem 4.4, O=I",
        title="Theorem 4.4 for noise that is not turned",
        printed="Theorem 4.4 with O_k = I for all k",
        statement=lambda: escape(aligned=False),
        instance=signs,
        consequence="theorem_4_4_fails_unbiased",
        repaired="F = C|θ|²/2, |w_k| ≤ c surely, C|θ0| ≤ c, η_k C ≤ 1, r ≥ 2c/C  ⟹  θ_k ∈ B(θ0, r) for ever",
        repair="bounded_noise_never_leaves",
        uses=("Theorem 4.4", "staying with bounded noise"),
        notes=("Not the paper's claim: it shows that the theorem is not saved by unbiased noise.",),
    ),
    own(
        "gradients, q at most 2/3",
        "for q ≤ 2/3 not even unbiased noise gives (4.21)",
        "F = |θ|²/2, |θ0| ≤ 1, |Z_k| = 1, E[Z_k | past] = 0, 1/2 < q ≤ 2/3, γ ≥ 1, η_0 ≤ 1/4  ⟹  "
        "P(Σ η_k|∇F(θ_k)| = ∞) = 1",
        "gradients_not_summable_if_unbiased",
        "Stated as 1/(1 + Σ_{i<k} η_i|θ_i|) → 0 almost surely. All hypotheses of Lemma 4.2 hold, with C = 1 and α = 2.",
        "The proof bounds moments; it needs neither independence nor a zero-one law.",
        uses=("4.21", "moments on a quadratic"),
    ),
    Entry(
        id="4.21, O=I",
        title="(4.21) for noise that is not turned, and so unbiased",
        printed="(4.21) with O_k = I for all k, for every 1/2 < q ≤ 1",
        statement=lambda: gradients_summable(aligned=False),
        instance=signs,
        consequence="gradients_not_summable_unbiased",
        repaired="(4.21) with O_k = I for q > 2/3 (γ > 2/α, F > 0 somewhere in the ball)",
        repair="gradients_summable_if_unbiased",
        uses=("4.21", "gradients, q at most 2/3"),
        notes=("Not the paper's claim. The instance is that of Theorem 4.4, with q = 2/3 and n0 = 64.",),
    ),
    own(
        "moments on a quadratic",
        "second and fourth moments of SGD on a quadratic with unit noise",
        "F = |θ|²/2, |θ0| ≤ 1, |Z_k| = 1, E[Z_k | past] = 0, 1/2 < q ≤ 2/3, γ ≥ 1, η_0 ≤ 1/4  ⟹  "
        "E|θ_k|² ≤ K (k+n0)^{-q}, E|θ_k|⁴ ≤ K2 (k+n0)^{-2q}, K = 2γ + n0^q, K2 = 6γK + γ³ + n0^{2q}",
        "moments_of_quadratic_run",
        uses=("4.1",),
    ),
    own(
        "unbounded sums",
        "weighted noise of positive mean has an unbounded sum almost surely",
        "0 ≤ η_k ≤ b, Σ η_k = ∞, E[X_k | past] = m > 0, E[X_k² | past] ≤ v  ⟹  sup_n Σ_{k<n} η_k X_k = ∞ almost surely",
        "drift_outgrows_noise",
        "Neither independence nor equal laws, nor a law of large numbers; it gives (4.17) with X_k = |Z_k|, η_k = 1/k.",
        uses=("4.17",),
    ),
    own(
        "leaving almost surely",
        "what holds of Theorem 4.4: aligned noise longer on average than the gradient leaves the ball",
        "given the past E Z_k = 0, E|Z_k| = m̄ > sup |∇F| over B(θ0, r), E|Z_k|² ≤ c²; O_k Z_k = |Z_k| u for k > 0, "
        "1/2 < q ≤ 1  ⟹  P(exit) = 1",
        "aligned_noise_escapes",
        "Nothing is supposed of the loss but the bound on its gradient; any γ > 0 and n0 > 0; u the direction of Z_1.",
        uses=("Theorem 4.4", "unbounded sums"),
    ),
    own(
        "leaving with positive probability",
        "noise that points out of the ball often enough leaves it, however small the loss",
        "∇F·u ≤ G on B(θ0, r), |u| = 1, P(Z·u ≤ -(G+a) | past) ≥ p on E_k  ⟹  P(exit) ≥ p^n if a Σ_{k<n} η_k > r",
        "leaves_with_positive_probability",
        "So noise that does not vanish with the loss cannot give P(stay) → 1 as F(θ0) → 0 for given step sizes.",
        uses=("4.15",),
    ),
    own(
        "leaving along a valley",
        "an example: the run starts at a minimum and leaves with positive probability",
        "F = (θ·v)²/2, noise ±a u of mean 0 given the past, |u| = |v| = 1, u ⊥ v, any θ0  ⟹  "
        "P(exit) ≥ 2^{-n} if a Σ_{k<n} η_k > r; α = 2, C = 1",
        "valley_is_left",
        "In the plane, F = x²/2 and Z = (0, ±a).",
        uses=("leaving with positive probability",),
    ),
    own(
        "leaving at once",
        "a first step with large noise leaves the ball surely",
        "|Z_0| ≥ c0, η_0 (c0 - |∇F(θ0)|) > r  ⟹  θ_1 ∉ B(θ0, r)",
        "first_step_leaves_surely",
        uses=("4.15",),
    ),
]
