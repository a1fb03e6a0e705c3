"""Results about concrete losses and the batches that SGD draws: what gives their constants. Our own."""

from __future__ import annotations

from .own_results import own

ENTRIES = [
    own(
        "least squares",
        "least squares whose data are interpolated are star-convex with τ = 2, and have (2.1) to (2.4)",
        "λ|z|² ≤ mean (x_i·z)² ≤ μ|z|²  ⟹  ∇F·(θ-θ*) = 2F ≥ 2λ|θ-θ*|², 4λF ≤ |∇F|² ≤ 4μF, ∇F is 2μ-Lipschitz",
        "least_squares",
        uses=("2.1", "2.3", "2.4"),
    ),
    own(
        "confined by growth",
        "a loss that grows quadratically from a point near θ0 is confined",
        "F(θ) ≥ λ|θ-θ*|², |θ0-θ*| ≤ d ≤ r  ⟹  F ≥ λ(r-d)² on the sphere of radius r",
        "confined_by_growth",
        uses=("2.5", "least squares"),
    ),
    own(
        "never farther",
        "a run whose every step leads towards a zero stays near it, surely",
        "2 v_k·(θ_k-θ*) ≥ η|v_k|² for every k  ⟹  |θ_k-θ*| ≤ |θ0-θ*| and |θ_k-θ0| ≤ 2|θ0-θ*| for every k",
        "never_farther",
        "Interpolated least squares are such for η ≤ 1/max|x_i|², with batches of any size.",
        uses=("least squares",),
    ),
    own(
        "batch",
        "the gradient of a batch of b samples drawn with replacement",
        "E|v-∇F|² ≤ (ℓ-α)/b F and E|v|² ≤ (ℓ/b + (1-1/b)Γ) F if E|v|² ≤ ℓF for one sample and αF ≤ |∇F|² ≤ ΓF",
        "batch_with_replacement",
        "The statement multiplies by b and b²: the sum of the first k draws, for every k.",
        uses=("2.10", "2.11"),
    ),
    own(
        "batch without replacement",
        "the gradient of a batch of b of n samples, all different",
        "E|v-∇F|² ≤ φ(ℓ-α)F and E|v|² ≤ (φℓ + (1-φ)Γ)F with φ = (n-b)/(b(n-1))",
        "batch_without_replacement",
        "A fresh batch in each step; the batches of an epoch are not independent of the past.",
        uses=("batch", "2.10", "2.11"),
    ),
]
