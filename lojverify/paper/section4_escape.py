"""Section 4, Theorem 4.4: displays (4.15)-(4.21)."""

from __future__ import annotations

import sympy

from ..derive import Eq, Problem, norm2
from ..derive.language import k
from .decreasing import NoisyRun
from .escape import EscapeRun, harmonic_weights, noise_of_mean_norm
from .escape_steps import signs
from .register import Entry
from .section4_rates import rate_setting

j = sympy.Symbol("j")


def aligned_sum(*, repaired: bool = False) -> Problem:
    """(4.16), first line against every later member, for the sum over 0, ..., j+1; ct is its constant c~.

    A[k], B[k]: the sums of theta_{i+1} - theta_i - eta_i grad F(theta_i) and of eta_i O_i Z_i over i < k; absB[k] =
    |B[k]|; T[k], L[k], H[k]: those of eta_i |Z_i| and gamma/(i + n0) |Z_i| over i < k, and of |Z_i|/i over 0 < i < k.
    Repaired, the gradient has the sign +, and T loses twice its term at 0, whose direction is another. F(theta0) > 0
    excludes that F vanishes on the ball, where (2.1) holds for every alpha and n0 may be small.
    """
    p = Problem("aligned_sum_is_long" if repaired else "4.16", "the sum of the aligned noise is long")
    run = EscapeRun(p)
    run.theorem()
    p.assume("F0>0", run.F(run.theta0) > 0)
    theta, eta, size, n = run.theta, run.eta, run.size, run.n
    step = theta[k + 1] - theta[k] + (1 if repaired else -1) * eta[k] * run.F.grad(theta[k])
    A, B, T, L, H = (sympy.IndexedBase(name) for name in "ABTLH")
    p.define("recursion", "A", "k", level=0, start=0, step=A[k] + step, against=run.y)
    p.define("recursion", "B", "k", level=0, start=0, step=B[k] + eta[k] * run.w[k], against=run.y)
    absB = p.root("absB", norm2(B[k]), "k")
    part = p.define("quotient", "part", "k", value=run.gamma, by=n[k])
    weight = harmonic_weights(p)
    (ct,) = p.constants("ct")
    p.assume("ct>0", ct > 0)
    p.assume("ct<", ct * (run.n0 + 1) < run.gamma)
    p.define("recursion", "T", "k", level=0, start=0, step=T[k] + eta[k] * size[k])
    p.define("recursion", "L", "k", level=0, start=0, step=L[k] + part[k] * size[k])
    p.define("recursion", "H", "k", level=0, start=0, step=H[k] + weight[k] * size[k])
    p.goal(Eq(norm2(A[j + 2]), norm2(B[j + 2])))
    if repaired:
        p.goal(absB[j + 2] >= T[j + 2] - 2 * eta[0] * size[0])
    else:
        p.goal(Eq(absB[j + 2], T[j + 2]))
    p.goal(T[j + 2] >= L[j + 2])
    p.goal(L[j + 2] >= ct * H[j + 2])
    return p


def weighted_noise() -> Problem:
    """(4.17): H[k] is the sum of |Z_i|/i over 0 < i < k; that it tends to infinity is that Y = 1/(1 + H) tends to 0."""
    p = Problem("4.17", "the weighted sum of the norms of the noise is infinite almost surely")
    (y,) = p.points("y")
    p.constants("c")
    _, size = noise_of_mean_norm(p, y)
    H = _weighted_sums(p, size)
    p.define("quotient", "Y", "k", value=1, by=1 + H[k])
    p.goal("Y[k] -> 0 (k)")
    return p


def averages() -> Problem:
    """(4.18): AS[k] is the sum of H[i+1] over 0 < i <= k, and avg[k] = AS[k+1]/(k+1) the mean of the first k+1."""
    p = Problem("4.18", "the averages of a convergent series converge to its sum")
    _averages(p)
    p.goal("avg[k] -> mu (k)")
    return p


def averages_apart() -> Problem:
    """(4.19), first against last member, and what follows from (4.18); N[k] is the sum of |Z_i| over 0 < i <= k."""
    p = Problem("4.19", "the averages of the series, the series, and the averages of the norms")
    H, avg, over, size = _averages(p)
    N = sympy.IndexedBase("N")
    p.define("recursion", "N", "k", level=1, start=0, step=N[k] + size[k + 1])
    p.goal(Eq(avg[k], H[k + 2] + over[k] * H[k + 2] - over[k] * N[k + 1]))
    p.goal("over[k]*N[k+1] -> 0 (k)")
    return p


def distance_from_sums() -> Problem:
    """(4.20), for either sign of the gradient; G[k] = |grad F(theta_k)|, and sums over i < k.

    A, Aplus: those of theta_{i+1} - theta_i -+ eta_i grad F(theta_i); B: of theta_{i+1} - theta_i; T: of eta_i G[i].
    """
    p = Problem("4.20", "the sum of the noise is at most the distance walked plus the sum of the gradients")
    F = p.function("F")
    (y,) = p.points("y")
    theta = p.vector_process("theta", level=0)
    eta = p.process("eta", level=None)
    p.assume("eta>0", eta[k] > 0)
    g = F.grad(theta[k])
    G = p.root("G", norm2(g), "k")
    step = theta[k + 1] - theta[k]
    for name, term in (("A", step - eta[k] * g), ("Aplus", step + eta[k] * g), ("B", step)):
        sums = sympy.IndexedBase(name)
        p.define("recursion", name, "k", level=0, start=0, step=sums[k] + term, against=y)
        p.root(f"abs{name}", norm2(sums[k]), "k")
    T = sympy.IndexedBase("T")
    p.define("recursion", "T", "k", level=0, start=0, step=T[k] + eta[k] * G[k])
    absA, absAplus, absB = (sympy.IndexedBase(f"abs{name}") for name in ("A", "Aplus", "B"))
    p.goal(absA[k] <= absB[k] + T[k])
    p.goal(absAplus[k] <= absB[k] + T[k])
    return p


def gradients_summable(*, repaired: bool = False, aligned: bool = True) -> Problem:
    """(4.21), in the setting of Theorem 4.4, on the event to stay for ever; repaired, in that of Lemma 4.2, q > 2/3.

    With `aligned` False the noise is not turned, and so unbiased.

    T[k] and L[k] are the sums of eta_i |grad F(theta_i)| and of eta_i sqrt(2 C) sqrt(F(theta_i)) over i < k. That L is
    bounded is that low, the infimum of 1/(1 + L), is positive.
    """
    name = "gradients_summable_if_unbiased" if repaired else "4.21" if aligned else "4.21, O=I"
    p = Problem(name, "the gradients are summable along a run that stays")
    if repaired:
        run: NoisyRun = rate_setting(p)
        p.assume("gamma>2/alpha", sympy.Symbol("alpha") * sympy.Symbol("gamma") > 2)
        p.assume("q>2/3", 3 * sympy.Symbol("q") > 2)
        run.stopped_loss()
    else:
        run = EscapeRun(p, aligned=aligned)
        run.theorem()
    eta, F = run.eta, run.F
    e_inf = run.for_ever()
    G = p.root("G", norm2(F.grad(run.theta[k])), "k")
    s2C = p.root("s2C", 2 * run.C)
    f = p.root("f", F(run.theta[k]), "k")
    T, L = sympy.IndexedBase("T"), sympy.IndexedBase("L")
    p.define("recursion", "T", "k", level=0, start=0, step=T[k] + eta[k] * G[k])
    p.define("recursion", "L", "k", level=0, start=0, step=L[k] + eta[k] * s2C * f[k])
    p.define("quotient", "Y", "k", value=1, by=1 + L[k])
    low = p.define("extremum", "low", value="Y", of="infimum")
    p.goal(T[k] <= L[k], [e_inf - 1 >= 0])
    p.goal(low > 0, [e_inf - 1 >= 0])
    return p


def escape(*, aligned: bool = True) -> Problem:
    """Theorem 4.4: the run leaves the ball almost surely, that is, e_inf = 0; with O_k = I if not `aligned`."""
    name = "Theorem 4.4" if aligned else "Theorem 4.4, O=I"
    p = Problem(name, "the iterates leave the ball almost surely")
    run = EscapeRun(p, aligned=aligned)
    run.theorem()
    p.goal(Eq(run.for_ever(), 0))
    return p


def _weighted_sums(p: Problem, size: sympy.IndexedBase) -> sympy.IndexedBase:
    """H[k], the sum of |Z_i|/i over 0 < i < k."""
    weight = harmonic_weights(p)
    H = sympy.IndexedBase("H")
    return p.define("recursion", "H", "k", level=0, start=0, step=H[k] + weight[k] * size[k])


def _averages(p: Problem) -> tuple[sympy.IndexedBase, ...]:
    """The symbols of (4.18); that the series converges, to a number mu, is what is supposed there.

    Nothing else is supposed of the Z_k: with E|Z_k| = m > 0 as in (4.17), it would be false.
    """
    Z = p.vector_process("Z", level=1)
    size = p.root("size", norm2(Z[k]), "k")
    H = _weighted_sums(p, size)
    p.constants("mu")
    p.assume("converges", "H[k+1] -> mu (k)")
    over, AS = sympy.IndexedBase("over"), sympy.IndexedBase("AS")
    p.define("recursion", "AS", "k", level=1, start=0, step=AS[k] + H[k + 2])
    avg = p.define("abbreviation", "avg", "k", value=over[k] * AS[k + 1])
    return H, avg, over, size


_RUN = (
    "The matrices enter by what they do: O_0 Z_0 = Z_0, O_k Z_k = |Z_k| u for k > 0, u the direction of Z_1.",
    "That the Z_k are i.i.d. enters by what is used of it, given the past: E Z = 0, E|Z| = m̄, E|Z|² ≤ c².",
    "The kernel has no word for i.i.d.: so what is stated is stronger than what is printed.",
)
_C4 = (
    "The instance is F = θ²/2 on the line, C = 1, α = 2, θ0 = 1/2, r = 2, γ = n0 = 2, q = 1, and Z_k i.i.d., 1 or -1 "
    "with probability 1/2 each. The kernel derives 0 > 0 from the printed claim and what holds in this instance. "
    "Stated are moments given the past in place of i.i.d.; as these signs are i.i.d., what is printed is false too."
)

ENTRIES = [
    Entry(
        id="4.15",
        title="the iteration with turned noise",
        printed="θ_{k+1} = θ_k - η_k (∇F(θ_k) + O_k Z_k)",
        kind="definition",
        uses=("4.1", "2.6"),
        notes=(
            *_RUN,
            "The direction of Z_1 is known after step 1 only, and O_0 = I: the first noise has a direction of its own.",
            "For k > 1 the noise O_k Z_k is biased: (2.7) fails given the past.",
        ),
    ),
    Entry(
        id="4.16",
        title="the length of the sum of the aligned noise",
        printed="|Σ_{k=0}^n (θ_{k+1}-θ_k-η_k∇F(θ_k))| = |Σ_{k=0}^n η_k O_k Z_k| = Σ_{k=0}^n η_k|Z_k| "
        "≥ Σ_{k=0}^n γ/(k+n0) |Z_k| ≥ c̃ Σ_{k=1}^n |Z_k|/k, 0 < c̃ < γ/(n0+1)",
        statement=aligned_sum,
        instance=lambda: signs(path=[0, 0]),
        consequence="aligned_sum_misprinted",
        repaired="|Σ (θ_{k+1}-θ_k+η_k∇F(θ_k))| = |Σ η_k O_k Z_k| ≥ Σ η_k|Z_k| - 2η_0|Z_0|, "
        "Σ η_k|Z_k| ≥ Σ γ/(k+n0) |Z_k| ≥ c̃ Σ_{k=1}^n |Z_k|/k",
        repair="aligned_sum_is_long",
        slip=True,
        uses=("4.15",),
        notes=(
            "First slip: the sign of η_k∇F(θ_k). Second: Z_0 has another direction, as O_0 = I.",
            "With the sign corrected, η_0 = 1, η_1 = 2/3, Z_0 = 1 and Z_1 = -1 the left side is 1/3, the right 5/3.",
            "So the right side must lose 2η_0|Z_0|: what holds is ≥ Σ η_k|Z_k| - 2η_0|Z_0|.",
            "The third line needs n0 ≥ 1, which (4.10) and γ > 2/α give if α ≤ 2C, that is, if F > 0 somewhere.",
            _C4,
        ),
    ),
    Entry(
        id="4.17",
        title="the weighted sum of the norms of the noise is infinite",
        printed="Σ_{k=1}^n |Z_k|/k → ∞ as n → ∞ almost surely",
        statement=weighted_noise,
        proof="weighted_noise_diverges",
        argument=("4.18", "4.19"),
        uses=("4.15",),
        notes=(
            "Stated as 1/(1 + Σ_{0<i<k} |Z_i|/i) → 0 almost surely.",
            "Proved without the strong law: the sum has mean m̄ times the harmonic sum, and a bounded variance.",
            "Neither independence nor equal laws are used, only the moments given the past.",
        ),
    ),
    Entry(
        id="4.18",
        title="the averages of a convergent series",
        printed="(1/n) Σ_{j=1}^n Σ_{k=1}^j |Z_k|/k → μ as n → ∞ almost surely",
        statement=averages,
        proof="averages_converge",
        uses=("4.15",),
        notes=(
            "A step of a proof by contradiction: that Σ_{k=1}^n |Z_k|/k → μ is supposed, which (4.17) excludes.",
            "So E|Z_k| = m̄ > 0 is not among the hypotheses, which would contradict each other.",
            "As in the paper μ is a number; where the sum converges, its limit is random, and the argument the same.",
        ),
    ),
    Entry(
        id="4.19",
        title="the averages of the norms of the noise",
        printed="(1/n) Σ_{j=1}^n Σ_{k=1}^j |Z_k|/k = (1/n) Σ_{k=1}^n Σ_{j=k}^n |Z_k|/k "
        "= (1/n) Σ_{k=1}^n (n+1-k)/k |Z_k| = Σ_{k=1}^n |Z_k|/k "
        "+ (1/n) Σ_{k=1}^n |Z_k|/k - (1/n) Σ_{k=1}^n |Z_k|, so (1/n) Σ_{k=1}^n |Z_k| → 0",
        statement=averages_apart,
        proof="averages_of_norms_vanish",
        argument=("4.18",),
        uses=("4.18",),
        notes=(
            "The first member against the last; the two between are the same sum in another order.",
            "The conclusion is under the supposition of (4.18).",
        ),
    ),
    Entry(
        id="4.20",
        title="the sum of the noise against the distance walked",
        printed="|Σ_{k=0}^n (θ_{k+1}-θ_k-η_k∇F(θ_k))| ≤ |Σ_{k=0}^n (θ_{k+1}-θ_k)| + Σ_{k=0}^n η_k|∇F(θ_k)|",
        statement=distance_from_sums,
        proof="sums_of_gradients",
        uses=("4.15",),
        notes=("For either sign of η_k∇F, so also where (4.16) needs the other one.",),
    ),
    Entry(
        id="4.21",
        title="the gradients are summable",
        printed="lim Σ_{k=1}^n η_k|∇F(θ_k)| ≤ lim Σ_{k=1}^n γ√(2C_L)/(k+n0)^q √F(θ_k) < ∞ almost surely",
        statement=gradients_summable,
        instance=signs,
        consequence="gradients_not_summable",
        repaired="the same for unbiased noise, as in Lemma 4.2, if γ > 2/α, q > 2/3 and F > 0 somewhere in the ball",
        repair="gradients_summable_if_unbiased",
        argument=("4.5",),
        uses=("4.9", "4.11", "4.15"),
        notes=(
            "Stated where the iterates stay for ever, as the proof of Theorem 4.4 supposes.",
            "For unbiased noise it is true if q > 2/3, and false for q = 2/3: '4.21, O=I', 'gradients, q at most 2/3'.",
            "Lemma 4.2 is about unbiased noise; the aligned noise drives the run to a point with |∇F| = m̄.",
            _C4,
        ),
    ),
    Entry(
        id="Theorem 4.4",
        title="aligned noise drives the iterates out of the ball almost surely",
        printed="θ_{k+1} = θ_k - η_k(∇F(θ_k) + O_k Z_k), η_k = γ/(k+n0)^q, 1/2 < q ≤ 1, n0 ≥ (2C_L²γ/α)^{1/q}, "
        "γ > 2/α; Z_k i.i.d., E Z_k = 0, E|Z_k| = m̄ > 0, E|Z_k|² ≤ c²; (2.2)  ⟹  θ_k leaves B(θ0, r) almost surely",
        statement=escape,
        instance=signs,
        consequence="theorem_4_4_fails",
        repaired="it leaves B(θ0, r) almost surely if m̄ > sup |∇F| over the ball, for any γ > 0, n0 > 0 and loss F",
        repair="aligned_noise_escapes",
        argument=("4.16", "4.17", "4.20", "4.21"),
        uses=("4.15", "4.17"),
        notes=(
            "The printed proof fails at (4.21): the noise is biased, so Lemma 4.2 does not apply.",
            "In the instance θ_{k+1} = (1-η_k)θ_k ∓ η_k is a convex combination of θ_k and ∓1, so |θ_k| ≤ 1 for ever.",
            "So it is for every q and every n0 ≥ 2^{1/q}, and for unbiased noise: 'Theorem 4.4, O=I'.",
            _C4,
            *_RUN,
            "What bounded noise can do: 'leaving with positive probability', 'leaving at once'.",
        ),
    ),
]
