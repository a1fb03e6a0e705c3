"""Exit bounds with practical step sizes, where the loss is star-convex about a point near θ0."""

from __future__ import annotations

from .own_results import own

_STAR = "∇F(θ)·(θ-θ*) ≥ τF(θ) on the ball, E|∇f|² ≤ ℓF, d = |θ0-θ*|"
_NEAR = "∇F·(θ-z) ≥ τF - h√F|θ-z|² for z = θ*, θ̂ on the ball, √F ≥ s|θ-θ̂|, E|∇f|² ≤ ℓF, 0 < c ≤ 2τ-ηℓ-2h(r+d)/s"
_ZEROS = (
    "θ* is a zero of F with |θ*-θ0| ≤ d, and θ̂_k one that is nearest to θ_k, chosen so that it is known when θ_k is."
)
_NOTE = "θ* need be no zero of F. Least squares has τ = 2, convex losses with F(θ*) = 0 have τ = 1."

ENTRIES = [
    own(
        "distance",
        "the exit probability by the distance to a point about which the loss is star-convex",
        f"P(exit) ≤ κV0/((r-2√V0)² + κ(r-√V0)²), κ = ησ/(2τ-ηℓ), η < 2τ/ℓ, r > 2√V0, V0 ≥ d²; {_STAR}, E|∇f-∇F|² ≤ σF",
        "distance",
        _NOTE,
        "It is of order η, and linear in the condition number where those from (2.1) alone pay its square.",
        uses=("distance, shifted",),
    ),
    own(
        "distance, shifted",
        "'distance' with any shift a",
        "P(exit) ≤ ((d-a)² + κd²)/((r-d-a)² + κ(r-d)²) for every 0 ≤ a ≤ d < r-d",
        "distance_shifted",
        "a = d is 'distance'; a = 0 is 'distance, any noise'.",
        uses=("exit by a potential",),
    ),
    own(
        "distance, any noise",
        "the exit probability by the squared distance, for every step size up to 2τ/ℓ",
        f"P(exit) ≤ d²/(r-d)², η ≤ 2τ/ℓ, r > 2d; {_STAR}",
        "distance_any_noise",
        _NOTE,
        uses=("exit by a potential",),
    ),
    own(
        "distance-log",
        "the logarithmic exit bound by a distance",
        f"P(exit) ≤ u(d/(r-d)), u(x) = (x/(2-x))², 3ησ ≤ 2τ-ηℓ, r ≥ 2d; {_STAR}, E|∇f-∇F|² ≤ σF",
        "distance_log",
        "Certificates take any j up to 31: u(x) = 1-(1-x)ζ^(j+1), (j+1-jx)ζ^j = j+1, (2j+1)ησ ≤ 2τ-ηℓ; here j = 1.",
        uses=("exit by a potential",),
    ),
    own(
        "distance contracts",
        "the squared distance contracts in the mean, linearly in the condition number",
        "E[|θ_k-θ*|² 1_{E_k}] ≤ q^k V0 for every k, q = max(0, 1-η(2τ-ηℓ)μ), η ≤ 2τ/ℓ, V0 ≥ d², "
        f"F ≥ μ|θ-θ*|² on the ball; {_STAR}",
        "distance_falls",
        "With any factor q ≥ 1-η(2τ-ηℓ)μ, q ≥ 0. η = τ/ℓ gives 1-τ²μ/ℓ.",
    ),
    own(
        "near-linear",
        "the exit probability for nearly linear least squares, with step sizes of about 1/ℓ",
        f"P(exit) ≤ S/L², and S/(L²+S) if S ≤ (1+p)dL; S = (1+p)²κd², L = r-(2+p)d > 0, {_NEAR}, E|∇f-∇F|² ≤ σF",
        "near_linear_closed",
        _ZEROS,
        "p = 2h(r+d)/(cs) and κ = ησ/c. Residuals with h_i-Lipschitz gradients have τ = 2 and h² = mean h_i².",
        "For h = 0 the first is 'distance' without κ(r-√V0)² in the denominator.",
        uses=("near-linear, shifted",),
    ),
    own(
        "near-linear, shifted",
        "'near-linear' with any shift a",
        "P(exit) ≤ (1+p)²((d-a)² + κd²)/(r-d-(1+p)a)² for every 0 ≤ a ≤ d with (1+p)a < r-d",
        "near_linear",
        _ZEROS,
        uses=("exit by a potential",),
    ),
    own(
        "near-linear, aiming",
        "an exit bound where the loss aims at its nearest zeros only",
        "P(exit) ≤ (1+p)²κd²/(r-pd)², p = 2√Γ/(cs), κ = ησ/c, c = 2τ-ηℓ; ∇F·(θ-θ̂) ≥ τF, √F ≥ s|θ-θ̂|, |∇F|² ≤ ΓF",
        "near_linear_aiming",
        _ZEROS,
        "With any shift 0 ≤ a ≤ d: (1+p)(p(d-a)² + κ(1+p)d²)/(r-pa)². And h > 0 as in 'near-linear' is allowed.",
        uses=("exit by a potential",),
    ),
    own(
        "near-linear contracts",
        "the squared distance to the nearest zero contracts in the mean",
        f"E[|θ_k-θ̂_k|² 1_{{E_k}}] ≤ q^k d² for every k, q = max(0, 1-ηcs²), {_NEAR}",
        "near_linear_falls",
        _ZEROS,
        "With any factor q ≥ 1-ηcs², q ≥ 0. It is linear in the condition number.",
    ),
    own(
        "linear up to a square",
        "a smooth function differs from its linear part by at most a square",
        "|F(x+u) - F(x) - ∇F(x)·u| ≤ (C/2)|u|² on a ball where ∇F is C-Lipschitz",
        "linear_up_to_square",
        uses=("3.4",),
    ),
    own(
        "residuals aim",
        "residuals with Lipschitz gradients aim at a zero, as 'near-linear' supposes",
        "|e_i - t_i| ≤ h_i|θ-z|²/2  ⟹  (2/n)Σe_i t_i = ∇F·(θ-z) ≥ 2F - h√F|θ-z|², F = (1/n)Σe_i², h² = mean h_i²",
        "residuals_aim",
        "e_i are the residuals at θ, zero at z, and t_i = ∇e_i(θ)·(θ-z); the number n of residuals is arbitrary.",
        uses=("linear up to a square",),
    ),
    own(
        "residuals are steep",
        "residuals with Lipschitz gradients are steep about a nearest zero, as 'near-linear' supposes",
        "|e_i - t_i| ≤ h_i q²/2, Σt_i² ≥ n s_J² q²  ⟹  √F ≥ (s_J - hq/2)q, F = (1/n)Σe_i², h² = mean h_i²",
        "residuals_are_steep",
        "Here t_i = ∇e_i(z)·(θ-z) and q = |θ-z|. The second holds if λmin(JJᵀ) ≥ n s_J² at z and θ-z is in the span of "
        "the gradients there, which it is if z is nearest to θ (Lagrange multipliers: not derived).",
        uses=("linear up to a square",),
    ),
]
