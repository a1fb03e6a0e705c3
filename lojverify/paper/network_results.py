"""The constants of a network on a ball: what the problem files of kind "network" rest on (lojverify/problems)."""

from __future__ import annotations

from .own_results import own

_MEAN = "F = (1/n) Σ e_i², e_i = φ_i - y_i, J the Jacobian of φ"
_LAYER = "On the ball of radius r, for the slopes that its inputs reach: |σ'| ≤ m, |σ''| ≤ k, and ω = |W_{l+1}| + r."

ENTRIES = [
    own(
        "network, reach",
        "the inputs of a unit stay near those at the start",
        "|z(θ) - z(θ0)| ≤ P |θ-θ0| if |Dz| ≤ P along the segment",
        "network_unit_stays_near",
        "Only slopes of the activation function within this reach count, not those on the whole line.",
    ),
    own(
        "network, outputs",
        "how far the outputs move in the mean square",
        f"(1/n) Σ (φ_i(θ) - φ_i(θ0))² ≤ J² |θ-θ0|² if |J(p)|² ≤ n J² along the segment; {_MEAN}",
        "network_outputs_are_lipschitz",
        "The same holds of the outputs of a layer, with units for data.",
    ),
    own(
        "network, first derivative",
        "the derivative by the parameters passes through a layer",
        "|Dz_{l+1}|² ≤ ω² m² P² + A² + 1 if |Dz_l| ≤ P and |a_l| ≤ A",
        "network_derivative_passes_layer",
        _LAYER,
        "Stated of its two parts: the derivative by what is below, and by the layer's own weights and biases.",
    ),
    own(
        "network, columns",
        "a sum of columns is bounded by the longest",
        "|W_{l+1} (σ'' (Dz_l)²)| ≤ κ k P² a², κ the longest column of W_{l+1}",
        "network_columns_bound",
        "For wide layers κ is smaller than |W_{l+1}| by up to the root of the width: they are closer to linear.",
    ),
    own(
        "network, second derivative",
        "the second derivative by the parameters passes through a layer",
        "|D²z_{l+1}[u, u]| ≤ S'|u|², S' = (U + √(U² + 4V²))/2, U = κkP² + ωmS, V = mP",
        "network_second_derivative_passes_layer",
        _LAYER,
        "Stated of its three parts, of at most κkP²a², ωmSa² and 2mPab for a direction u = (a, b), b in the layer.",
        uses=("network, columns",),
    ),
    own(
        "network, gradient",
        "the gradient of a mean of squares",
        f"⟨∇F, v⟩ = (2/n) Σ e_i ⟨∇φ_i, v⟩; {_MEAN}",
        "network_gradient",
        "For outputs with expansions of second order, |φ_i(θ+tv) - φ_i(θ) - t⟨∇φ_i(θ), v⟩| ≤ q_i t² for |t| ≤ 1.",
        uses=("A.1",),
    ),
    own(
        "network, loss",
        "the loss on the ball from above",
        f"√F(θ) ≤ √F(θ0) + J |θ-θ0|; {_MEAN}",
        "network_loss_le",
        uses=("A.1", "network, outputs"),
    ),
    own(
        "network, growth",
        "the gradient of a mean of squares from above",
        f"|∇F|² ≤ 4J² F if |J|² ≤ n J²; {_MEAN}",
        "network_gradient_le",
        "J² may be the mean of bounds of |∇φ_i|², or J = |J(θ0)|/√n + h|θ-θ0| by 'network, Jacobian'.",
        uses=("A.1", "2.4", "network, gradient"),
    ),
    own(
        "network, Jacobian",
        "the norm of the Jacobian on the ball",
        "|J(θ)|/√n ≤ |J(θ0)|/√n + h |θ-θ0| if ∇φ_i is h_i-Lipschitz, h² = (1/n) Σ h_i²",
        "network_jacobian_near_start",
    ),
    own(
        "network, smoothness",
        "the smoothness of a mean of squares",
        f"C_L = 2J² + 2 f h if F ≤ f², |J|² ≤ n J² and ∇φ_i is h_i-Lipschitz, h² = (1/n) Σ h_i²; {_MEAN}",
        "network_gradient_is_lipschitz",
        "First derivatives alone are needed.",
        uses=("2.3", "network, gradient", "network, outputs", "network, loss"),
    ),
    own(
        "network, noise",
        "the second moment and the noise of single-sample gradients",
        "E|v|² ≤ 4G² F and E|v-∇F|² ≤ (4G² - α) F for v = 2e_i ∇φ_i, E v = ∇F, |∇φ_i| ≤ G",
        "network_single_sample",
        uses=("2.1", "2.10"),
    ),
    own(
        "network, α by slopes",
        "the Łojasiewicz constant by the slopes above the first layer",
        "|∇F|² ≥ 4λ0 b² F if |p_i| ≥ b, p_i the derivatives of φ_i by the inputs of the first layer",
        "network_lojasiewicz_by_slopes",
        "λ0 is below the eigenvalues of (XᵀX + 11ᵀ)/n: any a_i are ⟨V, (x_i, 1)⟩ with λ0 |V|² ≤ (1/n) Σ a_i².",
        uses=("2.1", "A.1", "network, gradient"),
    ),
    own(
        "network, slopes by singular values",
        "the slopes above the first layer pass to the layer below",
        "|D (W+Δ)ᵀ p| ≥ c (s-r) |p| if D ≥ c, |Wᵀp| ≥ s|p|, |Δ| ≤ r ≤ s",
        "network_slopes_pass_layer",
        uses=("network, α by slopes",),
    ),
    own(
        "network, slopes by entries",
        "the slopes above the first layer by the product of the matrices",
        "p ≥ c'q ≥ 0, W ≥ 0, D ≥ c  ⟹  D Wᵀp ≥ c c' Wᵀq; and |p| ≥ c'|q|",
        "network_slopes_entrywise",
        uses=("network, α by slopes",),
    ),
    own(
        "network, products",
        "how far a product of matrices moves",
        "|y| ≤ a, |y-x| ≤ a-b, |W| ≤ w, |Δ| ≤ r  ⟹  |(W+Δ)ᵀy - Wᵀx| ≤ a(w+r) - bw",
        "network_products_stay_near",
        "So, factor by factor, |Π (W_l+Δ_l)ᵀ - Π W_lᵀ| ≤ Π (|W_l|+r) - Π |W_l| if |Δ_l| ≤ r.",
        uses=("network, slopes by entries",),
    ),
    own(
        "network, α near the start",
        "the Łojasiewicz constant by the Jacobian at the start",
        "|∇F(θ)|² ≥ 4 (s - h |θ-θ0|)² F(θ) if λ_min(J Jᵀ) ≥ n s² at θ0, ∇φ_i is h_i-Lipschitz, h² = (1/n) Σ h_i², "
        "s ≥ h |θ-θ0|",
        "network_lojasiewicz_near_start",
        "Weyl's inequality, for one vector. For any start and any activation functions.",
        uses=("2.1", "network, gradient", "network, Jacobian"),
    ),
]
