"""Real powers, step sizes (4.1), and the recursion (4.2) for every k: results of our own."""

from __future__ import annotations

from .own_results import own

ENTRIES = [
    own(
        "real powers",
        "a real power lies on one side of its tangents (Bernoulli's inequality)",
        "y^a ≤ x^a + a x^{a-1} (y-x) if 0 ≤ a ≤ 1, and ≥ if a ≤ 0 or a ≥ 1, for x, y > 0",
        "power_tangent",
        "t^a is exp(a log t); derived from exp(s+t) = exp(s) exp(t) and exp(t) ≥ 1 + t.",
    ),
    own(
        "powers vanish",
        "negative powers of k tend to 0",
        "(k+c)^{-a} → 0 for a > 0, c > 0",
        "powers_vanish",
        uses=("real powers",),
    ),
    own(
        "step sizes diverge",
        "the step sizes (4.1) have an infinite sum",
        "Σ_{j<k} γ/(j+c)^q ≥ γ c^{1-q} log((k+c)/c) → ∞ for q ≤ 1 and γ, c > 0",
        "step_sizes_diverge",
        "For any real q ≤ 1; with q = γ = c = 1 it is the harmonic series.",
        uses=("4.1", "powers vanish"),
    ),
    own(
        "bounded sequence",
        "a sequence with (4.2) is bounded",
        "b_k ≤ max(b_1, C2 (1+n0)^{-p}/C1, C2 (1+n0)^{-q-p}) for every k ≥ 1",
        "stays_bounded",
        uses=("4.2", "real powers"),
    ),
    own(
        "explicit rate, q = 1",
        "(4.3), corrected, for every k from k+n0 ≥ C1 on",
        "b_k ≤ A n^{-p} + (b_m - A N^{-p})_+ (N/n)^{C1}, n = k+n0 ≥ N = m+n0 ≥ C1, A = C2/(C1-p)",
        "explicit_rate_at_q_1",
        "For every p ≥ 0 with C1 > p and every C2 ≥ 0; b_k may be negative.",
        uses=("4.2", "real powers"),
    ),
    own(
        "explicit rate, q < 1",
        "(4.4) for every k from an index on",
        "b_k ≤ u_k + (b_m - u_m)_+ exp(-C1 (n^{1-q} - N^{1-q})/(1-q)), u_k = (C2/C1) n^{-p} + (2pC2/C1²) n^{-p-1+q}, "
        "n = k+n0 ≥ N = m+n0, N^q ≥ C1, C1 N^{1-q} ≥ 2(p+1-q)",
        "explicit_rate_below_q_1",
        uses=("4.2", "real powers"),
    ),
    own(
        "falling noise",
        "the rate of a sequence with (4.2) whose noise term falls to a limit",
        "b_{k+1} ≤ (1 - C1 x^{-q}) b_k + C2 m_k x^{-q-p}, m_k ↓ M ≥ 0, x = k+c, C1 ≤ x^q  ⟹  "
        "b_k ≤ A M x^{-p} + o(x^{-p})",
        "rate_with_falling_noise",
        "A = C2/(C1-p) if q = 1 < C1/p, and C2/C1 if q < 1, as in Lemma 4.1; b_k may be negative.",
        uses=("4.2", "Lemma 4.1", "step sizes diverge"),
    ),
    own(
        "printed rate",
        "(4.3) as printed, if p ≥ 1",
        "b_k ≤ C2/(C1-p) · 1/k + o(1/k)  if q = 1 and C1 > p ≥ 1",
        "rate_as_printed",
        uses=("4.3",),
    ),
]
