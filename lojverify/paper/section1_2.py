"""Sections 1 and 2: (1.1)-(2.12), Lemma 2.1, and the sentence at (2.12)."""

from __future__ import annotations

from ..derive import Eq, Problem, expect, inner, norm2
from ..derive.language import k
from .appendix_b import SmoothSet
from .register import Entry


def growth_bound() -> Problem:
    """Lemma 2.1, (2.4), for a point of the set that its proof gives: the ball of radius Cbar/C around it lies in K."""
    p = Problem("2.4", "the squared gradient is at most 2 C F deep inside K")
    s = SmoothSet(p)
    s.smooth()
    s.gradient_bounded()
    s.deep_inside()
    p.goal(s.inside(s.theta))
    p.goal(norm2(s.g) <= 2 * s.C * s.F(s.theta))
    return p


def growth_bound_everywhere() -> Problem:
    """(2.4) at every point of K."""
    p = Problem("2.4 on K", "the squared gradient is at most 2 C F on all of K")
    s = SmoothSet(p)
    s.smooth()
    s.gradient_bounded()
    p.goal(norm2(s.g) <= 2 * s.C * s.F(s.theta), [s.inside(s.theta)])
    return p


def exponential_tail() -> Problem:
    """(2.12) as a consequence of (2.10), (2.11), given the past, where v[k] > 0 is the value of rho(F(theta[k])).

    Since exp(t) >= 1 + t, (2.12) says in particular that (1 + t) P(|w[k]|^2 >= t v[k]) <= 1.
    """
    p = Problem("text:2.12", "noise that scales with the loss has an exponential tail")
    F = p.function("F")
    (y,) = p.points("y")
    sigma, t = p.constants("sigma t")
    p.assume("sigma>0", sigma > 0)
    p.assume("t>0", t > 0)
    theta = p.vector_process("theta", level=0)
    w = p.vector_process("w", level=1, order=1)
    v = p.process("v", level=0)
    p.assume("loss>=0", F(y) >= 0)
    p.assume("zero_mean", Eq(expect(k, inner(y, w[k])), 0))
    p.assume("second_moment", expect(k, norm2(w[k])) <= sigma * F(theta[k]))
    p.assume("v>0", v[k] > 0)
    hit = p.define("bit", "hit", "k", value=norm2(w[k]) - t * v[k])
    p.goal((1 + t) * expect(k, hit[k]) <= 1)
    return p


def two_pieces() -> dict[str, object]:
    """F = theta for theta >= 1/2 and theta^2 + 1/4 below, K = [1/2, 1], C = 1/10: there |F'|^2 = 1 and 2 C F <= 1/5.

    With u = 1/2 - y, a point of K has k = -u^2 - u/2 >= 0; if also u >= 0, then -4 u^2 = 4 k + 2 u >= 0.
    """
    inside = {p: f"3/2*{p}1 - {p}1^2 - 1/2" for p in "yz"}
    below = {p: f"1/2 - {p}1" for p in "yz"}
    flat = {p: [["4", [inside[p]], []], ["2", [below[p]], []]] for p in "yz"}
    apart = ["1/100", [], ["y1 - z1"]]
    return {
        "dimension": 1,
        "constants": {"C": "1/10", "Cbar": "1"},
        "vectors": {"theta": ["3/4"]},
        "functions": {
            "F": [{"upto": "1/2", "value": "x1^2 + 1/4"}, {"value": "x1"}],
            "K": [{"value": "3/2*x1 - x1^2 - 1/2"}],
        },
        "certificates": {
            "loss>=0": [
                [["1", [], ["y1"]], ["1/4", [], []]],
                [["1", ["y1 - 1/2"], []], ["1/2", [], []]],
            ],
            "smooth": [
                [apart],
                [apart, *flat["y"]],
                [apart, *flat["z"]],
                [apart, *flat["y"], *flat["z"], ["8", [below["y"], below["z"]], []]],
            ],
            "gradient bounded": [[["4", [inside["y"]], []], ["6", [below["y"]], []]]],
        },
        "evaluate": {"goal": 0, "sides": ["2*C*F(theta)", "<grad F(theta), grad F(theta)>"]},
    }


def unit_noise() -> dict[str, object]:
    """F = theta^2/2 at theta = 1 with sigma = 2, w = 1 or -1: |w|^2 = 1 >= t v surely, for v = 1000, t = 1/1000."""
    return {
        "dimension": 1,
        "constants": {"sigma": "2", "t": "1/1000"},
        "functions": {"F": [{"value": "1/2*x1^2"}]},
        "chain": {
            "state": "theta",
            "start": ["1"],
            "outcomes": [
                {"probability": "1/2", "values": {"w": ["x1"]}},
                {"probability": "1/2", "values": {"w": ["-x1"]}},
            ],
            "transition": ["x1"],
            "adapted": {"v": ["1000"]},
        },
        "certificates": {"loss>=0": [[["1/2", [], ["y1"]]]]},
        "evaluate": {"goal": 0, "letters": {"k": 0}, "sides": ["1", "(1 + t)*E[k](hit[k])"]},
    }


_LEMMA = (
    (
        "The set K̃ of the proof, the points whose ball of radius C̄/C lies in K, may be empty; on K itself (2.4) is "
        "false, see “2.4 on K”."
    ),
    "A closed set is written K = {K(y) ≥ 0} with a smooth function, which is no loss of generality.",
    "That K̃ is compact and lies C̄/C inside K is its definition.",
    "The form given instead is not vacuous; it also gives α ≤ 2C.",
)

ENTRIES = [
    Entry(
        "1.1",
        "the empirical loss",
        "F(θ) = E_{ξ∼D}[f(θ; ξ)]",
        kind="definition",
        notes=("No property of f is used but the unbiased gradients of (2.6)-(2.7).",),
    ),
    Entry(
        "1.2",
        "the SGD iteration",
        "θ_{k+1} = θ_k - η_k ∇f(θ_k; ξ_k)",
        kind="definition",
        uses=("1.1",),
        notes=(
            (
                "The iteration starts at k = 0 with ξ_0, so F_k is that of ξ_0, ..., ξ_{k-1}; the paper prints "
                "ξ_1, ..., ξ_{k-1} below (3.3)."
            ),
            "For all but section 4 the step is a constant η.",
        ),
    ),
    Entry(
        "2.1",
        "the local Łojasiewicz constant",
        "α(θ0, r) = inf of |∇F(θ)|²/F(θ) over θ ∈ B(θ0, r) with F(θ) ≠ 0, and ∞ if there is none",
        kind="definition",
        notes=(
            "Used only as |∇F|² ≥ αF on the ball, so α is any positive lower bound.",
            "α ≤ 2C unless F vanishes on the ball.",
        ),
    ),
    Entry(
        "2.2",
        "the local Łojasiewicz condition (Assumption 1)",
        "4F(θ0) < r² α(θ0, r)",
        kind="assumption",
        uses=("2.1",),
        notes=("It gives a zero of F in the ball.",),
    ),
    Entry(
        "2.3",
        "smoothness (Assumption 2)",
        "|∇F(θ1) - ∇F(θ2)| ≤ C_L |θ1 - θ2| for θ1, θ2 ∈ K",
        kind="assumption",
        notes=(
            (
                "Needed on more than the ball: (2.4) on B(θ0, r) uses points at distance |∇F|/C_L from it; with (2.2), "
                "B(θ0, 3r) suffices."
            ),
            "Each segment along which (3.4) is used must lie in K.",
        ),
    ),
    Entry(
        "2.4",
        "the growth bound of Lemma 2.1",
        "|∇F(θ)|² ≤ 2 C_L F(θ) for θ ∈ K̃",
        statement=growth_bound,
        proof="growth_inside",
        repaired="F ≥ 0 and ∇F C-Lipschitz on B(θ0, 3r), 4F(θ0) < r²α(θ0, r)  ⟹  |∇F|² ≤ 2CF on B(θ0, r)",
        repair="growth_on_ball",
        argument=("B.2", "B.3", "B.4"),
        uses=("2.3",),
        notes=_LEMMA,
    ),
    Entry(
        "2.5",
        "confinement near the boundary (Assumption 3)",
        "F(θ) ≥ M0 for θ ∈ B(θ0, R) \\ B(θ0, R-1)",
        kind="assumption",
        notes=(
            "Superfluous for Theorem 3.1: the bounds path-length and drift-martingale do without it.",
            "Where it is used, F ≥ M0 on the sphere of radius R-1 is enough; there it holds by continuity.",
        ),
    ),
    Entry(
        "2.6",
        "the stochastic gradient",
        "∇f(θ; ξ) = ∇F(θ) + Z(θ; ξ)",
        kind="definition",
    ),
    Entry(
        "2.7",
        "unbiased noise",
        "E[Z(θ; ξ)] = 0",
        kind="assumption",
        uses=("2.6",),
        notes=("Needed at θ_k given the past, that is, ξ_k independent of ξ_0, ..., ξ_{k-1}.",),
    ),
    Entry(
        "2.8",
        "Robbins-Monro step sizes",
        "Σ η_k = ∞, Σ η_k^{1+m/2} < ∞ with m ≥ 2",
        kind="assumption",
        notes=("Section 4 only.",),
    ),
    Entry(
        "2.9",
        "bounded moments of the noise",
        "E|Z(θ; ξ)|^m ≤ c^m < ∞",
        kind="assumption",
        uses=("2.6",),
        notes=("Section 4 only.",),
    ),
    Entry(
        "2.10",
        "noise that scales with the loss (Assumption 4)",
        "∇f(θ; ξ) = ∇F(θ) + √(σF(θ)) Z_{θ,ξ}",
        kind="assumption",
        notes=(
            "Theorem 3.1 uses (2.10)-(2.11) and forgets to list them.",
            "Stated for w = √(σF(θ_k)) Z, only as long as the iterates stay in the ball.",
        ),
    ),
    Entry(
        "2.11",
        "the moments of the scaled noise",
        "E[Z_{θ,ξ}] = 0, E[|Z_{θ,ξ}|²] ≤ 1",
        kind="assumption",
        uses=("2.10",),
        notes=("Needed given the past: E[w | F_k] = 0 and E[|w|² | F_k] ≤ σF(θ_k).",),
    ),
    Entry(
        "2.12",
        "noise with an exponential tail",
        "P(|∇f(θ; ξ) - ∇F(θ)|² ≥ t ϱ(F(θ))) ≤ e^{-t}",
        kind="assumption",
        notes=("Not used in the paper.", "It is not more general than (2.10)-(2.11), see text:2.12."),
    ),
    Entry(
        "Lemma 2.1",
        "the growth bound deep inside K",
        "F ≥ 0, ∇F C_L-Lipschitz on K, max_K |∇F| = C̄  ⟹  |∇F(θ)|² ≤ 2 C_L F(θ) on some compact K̃ ⊂ K",
        statement=growth_bound,
        proof="growth_inside",
        repaired="F ≥ 0 and ∇F C-Lipschitz on B(θ0, 3r), 4F(θ0) < r²α(θ0, r)  ⟹  |∇F|² ≤ 2CF on B(θ0, r)",
        repair="growth_on_ball",
        argument=("B.2", "B.3", "B.4"),
        uses=("2.3", "2.4"),
        notes=_LEMMA,
    ),
    Entry(
        "2.4 on K",
        "the growth bound on all of K",
        "|∇F(θ)|² ≤ 2 C_L F(θ) for θ ∈ K",
        statement=growth_bound_everywhere,
        instance=two_pieces,
        repaired="F ≥ 0 and ∇F C-Lipschitz on B(θ0, 3r), 4F(θ0) < r²α(θ0, r)  ⟹  |∇F|² ≤ 2CF on B(θ0, r)",
        repair="growth_on_ball",
        uses=("2.4",),
        notes=("Not claimed by the paper: it shows that Lemma 2.1 cannot do without its smaller set.",),
    ),
    Entry(
        "text:2.12",
        "(2.12) as a generalisation of (2.10)-(2.11)",
        "“a more relaxed and general version”: (2.10)-(2.11) imply (2.12) for some increasing ϱ",
        statement=exponential_tail,
        instance=unit_noise,
        repaired="P(|∇f - ∇F|² ≥ t σF) ≤ 1/t; and for |Z| = 1 no ϱ(F(θ)) > 0 makes (2.12) true at t = σF(θ)/ϱ(F(θ))",
        repair="noise_tail",
        uses=("2.10", "2.11", "2.12"),
        notes=(
            "The statement is (2.12) with its right side weakened to 1/(1+t) ≥ e^{-t}, at one value of ϱ.",
            (
                "The instance has one value of ϱ; the script for the repaired form excludes every value, since |Z| = 1 "
                "makes the event certain for 0 < t ≤ σF/ϱ."
            ),
        ),
    ),
]
