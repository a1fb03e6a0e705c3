"""The contraction factor of one step: the paper's rho, the sharp rho1, and how far rho1 is the best possible."""

from __future__ import annotations

from .own_results import own

_D1 = "D1 = C(α+σ)"

ENTRIES = [
    own(
        "rho1",
        "the range of the sharp factor, its best step size, and rho",
        "for η > 0, α ≤ 2C: 0 ≤ ρ1, and ρ1 < 1 iff η < 2α/D1; ρ1 ≥ 1 - α²/(2D1), with equality iff η = α/D1; ρ1 ≤ ρ; "
        f"{_D1}",
        "sharp_range",
        "For ρ the range ends at 2α/D and the best value is 1 - α²/(2D) at α/D, D = C(2C+σ) ≥ D1.",
        uses=("rho", "alpha at most 2C"),
    ),
    own(
        "sharp contraction in mean",
        "(3.8), (3.9) with the sharp factor, for every step size of its range",
        f"E[F(θ_k) 1_{{E_k}}] ≤ ρ1^k F(θ0), 0 < η < 2α/D1, {_D1}",
        "loss_contracts_sharply",
        "No bound on the step but that of the range, a ball of any radius, and nothing assumed on its sphere.",
        uses=("sharp contraction", "3.7"),
    ),
    own(
        "no contraction at the end",
        "at η = 2α/D1 the loss need not fall: the end of the range does not belong to it",
        f"η = 2α/D1, F = C|θ|²/2, α = 2C, noise on a circle  ⟹  F(θ_k) = F(θ0) surely, {_D1}",
        "circular_noise_stalls",
        uses=("noise on a circle",),
    ),
    own(
        "no bound beyond the end",
        "for η > 2α/D1 no ball need hold a run, however small F(θ0) is: the range cannot be larger",
        f"η > 2α/D1, F = C|θ|²/2, α = 2C, F(θ0) > 0, noise on a circle  ⟹  every run leaves every ball, {_D1}",
        "circular_noise_leaves",
        "Surely, not only with positive probability.",
        uses=("noise on a circle",),
    ),
]
