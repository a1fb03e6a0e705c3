"""Section 4, the rate of convergence with Robbins-Monro step sizes: displays (4.5)-(4.14), Lemma 4.2, Remark 4.3."""

from __future__ import annotations

import sympy

from ..derive import Eq, Problem, inner, lower, mean, norm2, power
from ..derive.language import k
from ..derive.scripts import script
from .decreasing import NoisyRun, RobbinsMonroRun, robbins_monro
from .own_results import own
from .register import Entry


def descent_stopped() -> Problem:
    """(4.7): F(theta_{k+1}) 1_{E_{k+1}} <= Q 1_{E_k}, for any step sizes."""
    p = Problem("4.7", "the stopped loss is at most the stopped quadratic model")
    run = NoisyRun(p)
    run.lemma()
    p.goal(run.F(run.theta[k + 1]) * run.e[k + 1] <= run.quadratic() * run.e[k])
    return p


def expanded(*, repaired: bool = False) -> Problem:
    """(4.8), for any step sizes; grad F(theta_k; xi_k) is read as the stochastic gradient grad f(theta_k; xi_k)."""
    p = Problem("expanded_model" if repaired else "4.8", "the stopped quadratic model, multiplied out")
    run = NoisyRun(p)
    run.lemma()
    F, C, eta, w = run.F, run.C, run.eta[k], run.w[k]
    g = F.grad(run.theta[k])
    squared = norm2(g) if repaired else norm2(run.gradient())
    model = F(run.theta[k]) - eta * norm2(g) + (eta**2 * C - eta) * inner(g, w)
    model += eta**2 / 2 * C * (squared + norm2(w))
    p.goal(F(run.theta[k + 1]) * run.e[k + 1] <= model * run.e[k])
    return p


def contraction() -> Problem:
    """(4.9), for any step sizes; H[k] = F(theta_k) 1_{E_k}."""
    p = Problem("4.9", "the expected stopped loss contracts up to the noise")
    run = NoisyRun(p)
    run.lemma()
    H, eta, C = run.stopped_loss(), run.eta[k], run.C
    factor = 1 - sympy.Symbol("alpha") * eta + eta**2 * C**2
    p.goal(mean(H[k + 1]) <= factor * mean(H[k]) + eta**2 * run.c**2 * C / 2)
    return p


def offset() -> Problem:
    """(4.11) from (4.10); ratio = 2 C^2 gamma/alpha, iq = 1/q, and part[k] = alpha gamma/(2 (k + n0)^q)."""
    p = Problem("4.11", "with a large offset the factor is at most 1 - alpha eta_k/2")
    gamma, q = sympy.symbols("gamma q")
    alpha, C = p.constants("alpha C")
    p.assume("alpha>0", alpha > 0)
    p.assume("C>0", C > 0)
    _steps(p)
    _large_offset(p)
    n, eta = sympy.IndexedBase("n"), sympy.IndexedBase("eta")
    part = p.define("quotient", "part", "k", value=alpha * gamma, by=2 * power(n[k], q))
    p.goal(1 - alpha * eta[k] + eta[k] ** 2 * C**2 <= 1 - alpha * eta[k] / 2)
    p.goal(Eq(1 - alpha * eta[k] / 2, 1 - part[k]))
    return p


def noise_term() -> Problem:
    """(4.12); term[k] = gamma^2 c^2 C/(2 (k + n0)^(2q))."""
    p = Problem("4.12", "the noise term as a power")
    gamma, q = sympy.symbols("gamma q")
    C, c = p.constants("C c")
    _steps(p)
    n, eta = sympy.IndexedBase("n"), sympy.IndexedBase("eta")
    term = p.define("quotient", "term", "k", value=gamma**2 * c**2 * C, by=2 * power(n[k], 2 * q))
    p.goal(Eq(eta[k] ** 2 * c**2 * C / 2, term[k]))
    return p


def rate_at_one() -> Problem:
    """(4.13); B[k] bounds E[F(theta_k) 1_{E_k}], and o is the excess of B[k+1] over the bound, num[k] = k."""
    p = Problem("4.13", "the rate of the expected stopped loss for q = 1")
    run = rate_setting(p)
    p.assume("q=1", Eq(run.q, 1))
    alpha, gamma = sympy.Symbol("alpha"), run.gamma
    p.assume("gamma>2/alpha", alpha * gamma > 2)
    _decays(run, alpha * gamma - 2, sympy.Integer(1))
    return p


def rate_below_one() -> Problem:
    """(4.14), as (4.13)."""
    p = Problem("4.14", "the rate of the expected stopped loss for q < 1")
    run = rate_setting(p)
    p.assume("q<1", run.q < 1)
    _decays(run, sympy.Symbol("alpha") * run.gamma, run.q)
    return p


def rate_setting(p: Problem) -> RobbinsMonroRun:
    """The setting of Lemma 4.2: (4.1), (4.10), c > 0, and F does not vanish on the ball, so that alpha is finite."""
    run = RobbinsMonroRun(p)
    run.lemma()
    p.assume("q<=1", run.q <= 1)
    p.assume("c>0", run.c > 0)
    _large_offset(p)
    (other,) = p.vectors("other")
    p.assume("other in ball", run.inside(other))
    p.assume("F(other)>0", run.F(other) > 0)
    return run


def _decays(run: RobbinsMonroRun, below: sympy.Expr, rate: sympy.Expr) -> None:
    """The goals E H[k+1] <= A (k+1)^(-rate) + o[k] and (k+1)^rate o[k] -> 0 with A = gamma^2 c^2 C/below."""
    p, eta, C = run.problem, run.eta[k], run.C
    H = run.stopped_loss()
    B, alpha = sympy.IndexedBase("B"), sympy.Symbol("alpha")
    step = (1 - alpha * eta / 2) * B[k] + eta**2 * run.c**2 * C / 2
    p.define("recursion", "B", "k", level=None, start=run.F(run.theta0), step=step)
    number = p.counter("num", 0)[k + 1]
    A = p.define("quotient", "A", value=run.gamma**2 * run.c**2 * C, by=below)
    bound = A * power(number, -rate)
    excess = p.define("positive_part", "o", "k", value=B[k + 1] - bound)[k]
    p.goal(mean(H[k + 1]) <= bound + excess)
    p.goal(f"{lower(power(number, rate) * excess)} -> 0 (k)")


def _large_offset(p: Problem) -> None:
    """(4.10), with ratio = 2 C^2 gamma/alpha and iq = 1/q."""
    alpha, C, gamma, n0, q = sympy.symbols("alpha C gamma n0 q")
    ratio = p.define("quotient", "ratio", value=2 * C**2 * gamma, by=alpha)
    iq = p.define("quotient", "iq", value=1, by=q)
    p.assume("(4.10)", n0 >= power(ratio, iq))


def _steps(p: Problem) -> None:
    """The step sizes (4.1), with q <= 1."""
    robbins_monro(p)
    p.assume("q<=1", sympy.Symbol("q") <= 1)


def opposite_noise() -> dict[str, object]:
    """Noise w = -grad F or grad F with probability 1/2 each on F = x^2/2: it stays, or makes a double step.

    On the ball 3 + 2 x - x^2 >= 0, and 9 - x^2 = 3/2 (3 + 2 x - x^2) + 1/2 (x - 3)^2.
    """
    return {
        "dimension": 1,
        "constants": {"C": "1", "c": "3", "alpha": "2", "r": "2"},
        "vectors": {"theta0": ["1"]},
        "functions": {"F": [{"value": "1/2*x1^2"}]},
        "chain": {
            "state": "theta",
            "start": ["1"],
            "outcomes": [
                {"probability": "1/2", "values": {"w": ["-x1"]}},
                {"probability": "1/2", "values": {"w": ["x1"]}},
            ],
            "transition": ["x1 - 1/4*(x1 + w1)"],
            "adapted": {"eta": ["1/4"]},
        },
        "certificates": {
            "loss>=0": [[["1/2", [], ["y1"]]]],
            "second_moment": [[["3/2", ["3 + 2*x1 - x1^2"], []], ["1/2", [], ["x1 - 3"]]]],
        },
        "evaluate": {
            "goal": 0,
            "letters": {"k": 0},
            "path": [0],
        },
    }


def staying() -> Problem:
    """What Remark 4.3 denies; delta is the failure probability."""
    found: Problem = script("staying_with_large_offset").problem()
    return found


_EXPLICIT = (
    "The o(.) is the excess over the bound of an explicit sequence, which tends to 0 times k, or k^q.",
    "Supposed besides: c > 0, and F > 0 somewhere in the ball (or E F(θ_k) 1_{E_k} is 0), so that α ≤ 2C_L.",
)

ENTRIES: list[Entry] = [
    Entry(
        id="4.6",
        title="the event to stay up to k",
        printed="E_k(r) := ∩_{j=0}^k {|θ_j-θ0| ≤ r} for some 0 < r ≤ R",
        kind="definition",
        notes=("As (3.3).",),
    ),
    Entry(
        id="4.7",
        title="the stopped loss is at most the stopped quadratic model",
        printed="F(θ_{k+1}) 1_{E_{k+1}} ≤ (F(θ_k) - η_k ∇F(θ_k)·∇f(θ_k;ξ_k) + (η_k²/2) C_L |∇f(θ_k;ξ_k)|²) 1_{E_k}",
        statement=descent_stopped,
        proof="descent_stopped_any_step",
        uses=("4.6", "2.3", "2.4"),
        notes=("For any step sizes η_k > 0.",),
    ),
    Entry(
        id="4.8",
        title="the quadratic model multiplied out",
        printed="F(θ_{k+1}) 1_{E_{k+1}} ≤ (F(θ_k) - η_k|∇F(θ_k)|² + (η_k²C_L-η_k) ∇F(θ_k)·Z(θ_k;ξ_k) "
        "+ (η_k²/2) C_L (|∇F(θ_k;ξ_k)|² + |Z(θ_k;ξ_k)|²)) 1_{E_k}",
        statement=expanded,
        instance=opposite_noise,
        repaired="the same with |∇F(θ_k)|² in place of |∇F(θ_k;ξ_k)|²",
        repair="expanded_model",
        slip=True,
        uses=("4.7", "2.6"),
        notes=(
            "∇F(θ_k;ξ_k) is not defined; the statement reads it as ∇f(θ_k;ξ_k).",
            "The statement is for any step sizes η_k > 0; in the instance η_k = 1/4 for all k.",
            "It is false at k = 0, for which only η_0 matters: so also for every sequence (4.1) with η_0 = 1/4.",
        ),
    ),
    Entry(
        id="4.9",
        title="the expected stopped loss contracts up to the noise",
        printed="E[F(θ_{k+1}) 1_{E_{k+1}}|θ0] ≤ (1 - αη_k + η_k²C_L²) E[F(θ_k) 1_{E_k}|θ0] + η_k²c²C_L/2",
        statement=contraction,
        proof="loss_contracts_up_to_noise",
        argument=("4.7",),
        uses=("4.7", "2.7", "2.9"),
        notes=(
            "For any step sizes η_k > 0; θ0 is not random.",
            "The noise term may be multiplied by P(E_k), which (4.5) needs.",
        ),
    ),
    Entry(
        id="4.10",
        title="the offset of the step sizes",
        printed="n0 ≥ (2C_L²γ/α)^{1/q}",
        kind="assumption",
        uses=("4.1",),
    ),
    Entry(
        id="4.11",
        title="with a large offset the factor is at most 1 - αη_k/2",
        printed="1 - αη_k + η_k²C_L² ≤ 1 - αη_k/2 = 1 - αγ/(2(k+n0)^q)",
        statement=offset,
        proof="factor_with_large_offset",
        uses=("4.1", "4.10"),
    ),
    Entry(
        id="4.12",
        title="the noise term as a power",
        printed="η_k²c²C_L/2 = γ²c²C_L/(2(k+n0)^{2q})",
        statement=noise_term,
        proof="noise_term_as_power",
        uses=("4.1",),
    ),
    Entry(
        id="4.13",
        title="the rate of the expected stopped loss for q = 1",
        printed="E[F(θ_k) 1_{E_k}|θ0] ≤ γ²c²C_L/(αγ-2) · 1/k + o(1/k)  if q = 1 and γ > 2/α",
        statement=rate_at_one,
        proof="expected_loss_rate_at_q_1",
        uses=("4.9", "4.10", "4.11", "4.12", "Lemma 4.1"),
        notes=_EXPLICIT,
    ),
    Entry(
        id="4.14",
        title="the rate of the expected stopped loss for q < 1",
        printed="E[F(θ_k) 1_{E_k}|θ0] ≤ γ²c²C_L/(αγ) · k^{-q} + o(k^{-q})  if 1/2 < q < 1",
        statement=rate_below_one,
        proof="expected_loss_rate_below_q_1",
        uses=("4.9", "4.10", "4.11", "4.12", "Lemma 4.1"),
        notes=_EXPLICIT,
    ),
    Entry(
        id="Remark 4.3",
        title="bounded noise does not ensure that the iterates stay with positive probability",
        printed="“Compared with the proof of Theorem 3.1, the decay rate (4.5) of F(θ_k) is not enough to ensure that "
        "E_∞(r) happens with a positive probability. In fact, we need both probabilities in (3.14) and (3.15) to be "
        "summable.”",
        statement=staying,
        proof="staying_with_large_offset",
        denied=True,
        repaired="F(θ0) < M0 ≤ F on the sphere, n0 ≥ 1, γC_L ≤ 2n0^q  ⟹  "
        "P(exit) ≤ C_L c²γ²q n0^{1-2q}/((2q-1)(√M0-√F(θ0))²) → 0 as n0 → ∞",
        uses=("2.5", "2.7", "2.9", "4.1"),
        notes=(
            "Refuted by a proof of what the remark denies, not by an instance: P(E_∞) ≥ 1-δ if n0 is large.",
            "It has hypotheses that Lemma 4.2 has not: Assumption 3 (F ≥ M0, on the sphere), F(θ0) < M0, and n0 ≥ 1.",
            "Theorem 3.1, with whose proof the remark compares, has the first two: Assumption 3, and F(θ0) ≤ ε = δM0.",
            "(2.1), (2.2) and the rate (4.5) are not used. What is true without Assumption 3 is not decided here.",
            "Read word by word, of the rate (4.5) alone, the remark is true: where P(E_∞) = 0, (4.5) says nothing.",
            "“We need both probabilities in (3.14) and (3.15) to be summable”: they are, as these events are disjoint.",
        ),
    ),
]

ENTRIES += [
    own(
        "bounded-noise",
        "the exit probability for noise of bounded second moment and any step sizes",
        "P(exit) ≤ ((√F(θ0)-a)² + S)/(√M0-a)² for 0 ≤ a ≤ √F(θ0), a < √M0, S = (Cc²/2) Σ η_k², if η_k ≤ 2/C and "
        "F(θ0) ≤ M0 ≤ F on the sphere of radius r",
        "bounded_noise",
        "Best shift: S/(S+L²), L = √M0 - √F(θ0), if S ≤ L√F(θ0); otherwise (F(θ0)+S)/M0.",
        "Neither (2.1) nor (2.2) is used. Certificates put numbers into 'bounded-noise, decreasing steps'.",
        uses=("2.5", "2.7", "2.9"),
    ),
    own(
        "bounded-noise, decreasing steps",
        "the exit probability for noise of bounded second moment and Robbins-Monro step sizes",
        "the same with S = (Cc²/2) γ² n0^{-2q} (1 + n0/(2q-1)), if q > 1/2 and γ n0^{-q} ≤ 2/C",
        "bounded_noise_decreasing",
        uses=("bounded-noise", "squared step sizes"),
    ),
    own(
        "bounded-noise, small loss",
        "the exit probability for Robbins-Monro step sizes and a small initial loss",
        "P(exit) ≤ (F(θ0) + S)/M0 with the S of 'bounded-noise, decreasing steps', under its hypotheses",
        "bounded_noise_unshifted",
        uses=("bounded-noise, decreasing steps",),
    ),
    own(
        "squared step sizes",
        "the squared step sizes (4.1) are summable",
        "Σ η_k² ≤ γ² n0^{-2q} (1 + n0/(2q-1)) = γ² (n0^{-2q} + n0^{1-2q}/(2q-1)) for q > 1/2",
        "squared_steps_summable",
        uses=("4.1",),
    ),
    own(
        "sharp 4.9",
        "the expected stopped loss contracts up to the noise, sharply",
        "E[F(θ_{k+1}) 1_{E_{k+1}}] ≤ (1 - αη_k(1-η_kC/2)) E[F(θ_k) 1_{E_k}] + (η_k²c²C/2) P(E_k) for η_k ≤ 2/C",
        "sharp_loss_up_to_noise",
        "For a quadratic loss it is an equation: 'quadratic loss'.",
        uses=("4.9",),
    ),
    own(
        "quadratic loss",
        "the sharp (4.9) is attained by a quadratic loss",
        "F = C|θ|²/2, E[w|F_k] = 0, E[|w|²|F_k] = c²  ⟹  "
        "E[F(θ_{k+1})|F_k] = (1 - αη_k(1-η_kC/2)) F(θ_k) + η_k²c²C/2 with α = 2C",
        "quadratic_loss_up_to_noise",
        uses=("sharp 4.9",),
    ),
]
