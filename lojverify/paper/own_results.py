"""Results of our own: the lemmas behind the derivations and the exit bounds that certificates instantiate.

Their statements stand in the proof scripts, since the paper does not print them.
"""

from __future__ import annotations

from ..derive import Problem
from ..derive.scripts import script
from .register import Entry


def _own(name: str, title: str, formula: str, proof: str, *notes: str, uses: tuple[str, ...] = ()) -> Entry:
    def statement() -> Problem:
        found: Problem = script(proof).problem()
        return found

    return Entry(name, title, formula, statement=statement, proof=proof, notes=notes, uses=uses)


ENTRIES = [
    _own(
        "rho",
        "the contraction factor under the printed step bound",
        "0 < ρ ≤ 1 - 7αη/8 < 1, and ρ ≥ 9/16 if α ≤ 2C",
        "rho_range",
        "The sharp factor is ρ1 = 1 - ηα + η²C(α+σ)/2 ≤ ρ, below 1 for 0 < η < 2α/(C(α+σ)).",
        uses=("3.2",),
    ),
    _own(
        "alpha at most 2C",
        "the Łojasiewicz constant is at most twice the smoothness",
        "α ≤ 2C if F > 0 somewhere in the ball",
        "alpha_at_most_2C",
        uses=("2.1", "2.4"),
    ),
    _own(
        "crossing",
        "a step out of the ball from below M0 ends its quadratic model at M0 or above",
        "F(x) < M0, |x-θ0| ≤ r ≤ |x+u-θ0|  ⟹  F(x) + ∇F(x)·u + (C/2)|u|² ≥ M0",
        "crossing",
        "Only F ≥ M0 on the sphere of radius r is needed; jumps over the annulus are covered.",
        uses=("2.5", "3.4"),
    ),
    _own(
        "sharp contraction",
        "(3.8) with the sharp factor",
        "E[Q_{k+1} | F_k] ≤ ρ1 F(θ_k) on E_k, ρ1 = 1 - ηα + η²C(α+σ)/2",
        "one_step",
        uses=("3.8",),
    ),
    _own(
        "zero in the ball",
        "the local Łojasiewicz condition gives a zero of F (Lemma Z)",
        "4F(θ0) < r²α  ⟹  F has a zero in B(θ0, r)",
        "zero_exists",
        uses=("2.2", "3.4"),
    ),
    _own(
        "zero below the confinement",
        "so does confinement (Lemma Z, second case)",
        "F(θ0) < M0 ≤ F on the sphere of radius r  ⟹  F has a zero in B(θ0, r)",
        "zero_exists_confined",
        uses=("2.5", "3.4"),
    ),
    _own(
        "confinement relation",
        "how high the confinement level can be",
        "√M0 ≤ √(C/2) r - √F(θ0) if 4F(θ0) < r²α",
        "confinement_relation",
        uses=("zero in the ball",),
    ),
    _own(
        "ville",
        "the exit probability for an initial loss below the confinement level",
        "P(exit) ≤ ρ1 F(θ0)/M0 if F(θ0) ≤ M0 ≤ F on the sphere of radius r, 0 < η < 2α/(C(α+σ))",
        "ville_below",
        "No annulus, no bound on the length of a step, no printed step bound.",
        uses=("crossing", "sharp contraction"),
    ),
]
