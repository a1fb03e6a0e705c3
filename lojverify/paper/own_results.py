"""Results of our own: the lemmas behind the derivations and the exit bounds that certificates instantiate.

Their statements stand in the proof scripts, since the paper does not print them.
"""

from __future__ import annotations

from ..derive import Problem
from ..derive.scripts import script
from .register import Entry


def own(name: str, title: str, formula: str, proof: str, *notes: str, uses: tuple[str, ...] = ()) -> Entry:
    """An entry whose statement is the problem of its script."""

    def statement() -> Problem:
        found: Problem = script(proof).problem()
        return found

    return Entry(name, title, formula, statement=statement, proof=proof, notes=notes, uses=uses)


ENTRIES = [
    own(
        "rho",
        "the contraction factor under the printed step bound",
        "0 < ρ ≤ 1 - 7αη/8 < 1, and ρ ≥ 9/16 if α ≤ 2C",
        "rho_range",
        "The sharp factor is ρ1 = 1 - ηα + η²C(α+σ)/2 ≤ ρ, below 1 for 0 < η < 2α/(C(α+σ)).",
        uses=("3.2",),
    ),
    own(
        "alpha at most 2C",
        "the Łojasiewicz constant is at most twice the smoothness",
        "α ≤ 2C if F > 0 somewhere in the ball",
        "alpha_at_most_2C",
        uses=("2.1", "2.4"),
    ),
    own(
        "crossing",
        "a step out of the ball from below M0 ends its quadratic model at M0 or above",
        "F(x) < M0, |x-θ0| ≤ r ≤ |x+u-θ0|  ⟹  F(x) + ∇F(x)·u + (C/2)|u|² ≥ M0",
        "crossing",
        "Only F ≥ M0 on the sphere of radius r is needed; jumps over the annulus are covered.",
        uses=("2.5", "3.4"),
    ),
    own(
        "sharp contraction",
        "(3.8) with the sharp factor",
        "E[Q_{k+1} | F_k] ≤ ρ1 F(θ_k) on E_k, ρ1 = 1 - ηα + η²C(α+σ)/2",
        "one_step",
        uses=("3.8",),
    ),
    own(
        "zero in the ball",
        "the local Łojasiewicz condition gives a zero of F (Lemma Z)",
        "4F(θ0) < r²α  ⟹  F has a zero in B(θ0, r)",
        "zero_exists",
        uses=("2.2", "3.4"),
    ),
    own(
        "zero below the confinement",
        "so does confinement (Lemma Z, second case)",
        "F(θ0) < M0 ≤ F on the sphere of radius r  ⟹  F has a zero in B(θ0, r)",
        "zero_exists_confined",
        uses=("2.5", "3.4"),
    ),
    own(
        "confinement relation",
        "how high the confinement level can be",
        "√M0 ≤ √(C/2) r - √F(θ0) and F(θ0) < Cr²/2 if 4F(θ0) < r²α and F ≥ M0 on the sphere of radius r",
        "confinement_relation",
        uses=("zero in the ball",),
    ),
    own(
        "ville",
        "the exit probability for an initial loss below the confinement level",
        "P(exit) ≤ ρ1 F(θ0)/M0 if F(θ0) ≤ M0 ≤ F on the sphere of radius r, 0 < η < 2α/(C(α+σ))",
        "ville_below",
        "No annulus, no bound on the length of a step, no printed step bound.",
        uses=("crossing", "sharp contraction"),
    ),
    own(
        "closure",
        "a bound below F on the annulus holds on its inner sphere",
        "F(y) ≥ M0 for r < |y-θ0| ≤ R  ⟹  F(y) ≥ M0 for |y-θ0| = r",
        "closure",
        uses=("2.5",),
    ),
    own(
        "short exit",
        "a step out of the ball that is shorter than the annulus is wide has Q ≥ M0",
        "E_k, θ_{k+1} ∉ B(θ0,r), η|∇f(θ_k;ξ_k)| < w  ⟹  Q_{k+1} ≥ M0",
        "short_exit",
        uses=("2.5", "3.4"),
    ),
    own(
        "jumps, small alpha",
        "(3.14) as printed, by Chebyshev's inequality",
        "P(E_k(R-1), θ_{k+1} ∉ B(θ0,R)) ≤ (√(2C)+√σ) η ρ^{k/2} F(θ0) if √(2C)+√σ ≥ α/(4C)",
        "jumps_are_rare_as_printed",
        uses=("3.14",),
    ),
    own(
        "leaving, small alpha",
        "(3.18) as printed, by Chebyshev's inequality",
        "P(Ẽ_{k+1}) ≤ F(θ0) ((√(2C)+√σ) η ρ^{k/2} + ρ^{k+1}/M0) if √(2C)+√σ ≥ α/(4C)",
        "leaving_is_rare_as_printed",
        uses=("3.18",),
    ),
    own(
        "first step",
        "(3.18) as printed, for k = 0",
        "P(E_1^c) ≤ F(θ0) ((√(2C)+√σ) η + ρ/M0)",
        "leaving_at_once_is_rare",
        uses=("3.18", "ville"),
    ),
    own(
        "markov-union",
        "the exit probability by the paper's argument, corrected",
        "P(exit) ≤ √F(θ0) (√(2C)+√σ) η/((1-√ρ)w) + F(θ0) ρ/(M0(1-ρ)), 0 < η < 2α/(C(2C+σ))",
        "markov_union",
        "F ≥ M0 for r ≤ |θ-θ0| ≤ r+w, and the constants hold up to r+w; the paper has w = 1.",
        uses=("3.10", "3.14", "3.15", "3.18", "3.19"),
    ),
    own(
        "chebyshev-union",
        "the exit probability by the paper's argument with Chebyshev's inequality",
        "P(exit) ≤ F(θ0) (η²(2C+σ)/w² + ρ/M0)/(1-ρ), 0 < η < 2α/(C(2C+σ))",
        "chebyshev_union",
        "F ≥ M0 for r ≤ |θ-θ0| ≤ r+w, and the constants hold up to r+w.",
        uses=("3.8", "3.15", "3.18"),
    ),
    own(
        "printed",
        "the exit probability is at most the bound printed in (3.19), under (2.2)",
        "P(exit) ≤ F(θ0) ((√(2C)+√σ) η √ρ/(1-√ρ) + ρ²/(M0(1-ρ))), 0 < η ≤ min{1/α, α/(4C(2C+σ))}",
        "printed_bound",
        "By 'ville', for an annulus of any width.",
        uses=("3.19", "ville", "rho"),
    ),
    own(
        "printed, low start",
        "the exit probability is at most the bound printed in (3.19), if F(θ0) ≤ M0",
        "the same, with F(θ0) ≤ M0 in place of 4F(θ0) < (r+w)²α",
        "printed_bound_below",
        uses=("printed",),
    ),
    own(
        "growth on the ball",
        "Lemma 2.1 without an empty set",
        "F ≥ 0 and ∇F C-Lipschitz on B(θ0, 3r), 4F(θ0) < r²α  ⟹  |∇F|² ≤ 2CF on B(θ0, r)",
        "growth_on_ball",
        uses=("2.4", "2.2", "3.4"),
    ),
    own(
        "exit by a potential",
        "Ville's maximal inequality for a stopped run",
        "X_k ≥ 0 in the ball, X_{k+1} ≤ N_k if the run goes on, N_k ≥ c if it leaves, E[N_k | past] ≤ X_k where X_k < c"
        "  ⟹  c P(exit) ≤ E[N_0]",
        "exit_by_potential",
        "Derived: c - X is a bounded submartingale, so only linearity and monotonicity of expectations are believed.",
    ),
    own(
        "ville, high start",
        "'ville' whatever F(θ0) is, under the local Łojasiewicz condition",
        "P(exit) ≤ ρ1 F(θ0)/M0 if 4F(θ0) < r²α and F ≥ M0 on the sphere of radius r, 0 < η < 2α/(C(α+σ))",
        "ville_high",
        uses=("ville", "confinement relation"),
    ),
    own(
        "ville, annulus",
        "'ville' in the setting of Theorem 3.1",
        "P(exit) ≤ ρ1 F(θ0)/M0 if 4F(θ0) < R²α and F ≥ M0 for r < |θ-θ0| ≤ R, 0 < η < 2α/(C(α+σ))",
        "ville_annulus",
        uses=("ville", "zero in the ball", "closure"),
    ),
    own(
        "cantelli-ville",
        "an exit bound of the order of the step size",
        "P(exit) ≤ ((s0 f0-a)₊² + βF(θ0))/((m-a)² + βM0), 0 ≤ a < m; a = s0 f0 gives βF(θ0)/((m-s0 f0)² + βM0)",
        "shifted_ville_below",
        "f0 = √F(θ0), m = √M0, s0² = 1 - ηα(1-ηC/2), β = η²Cσ/(2(1-ρ1)); a = 0 is 'ville', whose hypotheses it has.",
        uses=("ville", "exit by a potential"),
    ),
    own(
        "shifted-ville",
        "the same with any shift: 'ville' and 'cantelli-ville' in one",
        "P(exit) ≤ ((s0 f0-a)₊² + βF(θ0))/((m-a)² + βM0) for every 0 ≤ a < m, under the hypotheses of 'ville'",
        "shifted_ville_below",
        "The best shift is a = (s0 f0 - P m)/(1-P), or 0 if that is negative, where P is the bound itself.",
        uses=("cantelli-ville",),
    ),
]
