"""Section 3, the probability of leaving the ball: displays (3.14)-(3.20)."""

from __future__ import annotations

import sympy

from ..derive import Eq, Problem, expect, inner, mean, norm2
from ..derive.language import k
from .register import Entry
from .setting import PaperRun


def jumps(*, repaired: bool = False) -> Problem:
    """(3.14), first against every later member; in[k] is the indicator that theta_k lies in B(theta0, R).

    d[k] = |theta_{k+1} - theta_k| 1_{E_k}, long[k] is the indicator of d[k] >= 1, and sk[k] = rho^(k/2).
    """
    p = Problem("jumps_are_rare" if repaired else "3.14", "the chance to jump over the annulus")
    run = _theorem(p)
    jump = _jump(run)
    d, _ = run.lengths()
    long = p.define("bit", "long", "k", value=d[k] - 1)
    _, sk = run.powers()
    factor, last = _factor(run, repaired=repaired)
    p.goal(jump <= mean(long[k]))
    p.goal(mean(long[k]) <= mean(d[k]))
    p.goal(mean(d[k]) <= factor * sk[k] * last)
    p.goal(jump <= factor * sk[k] * last)
    return p


def jumps_by_chebyshev() -> Problem:
    """The last member of (3.14) as printed, if sqrt(2 C) + sqrt(sigma) >= alpha/(4 C)."""
    p = Problem("jumps_are_rare_as_printed", "the chance to jump over the annulus, as printed, if alpha is small")
    run = _theorem(p)
    jump = _jump(run)
    _, sk = run.powers()
    factor, F0 = _factor(run)
    _regime(run)
    p.goal(jump <= factor * sk[k] * F0)
    return p


def landings() -> Problem:
    """(3.15), times M0; eR, HR, high: the indicator of E_k(R), F(theta_k) 1_{E_k(R)}, the indicator of HR[k] >= M0.

    The noise is used on E_k(R) here, so it is assumed there.
    """
    p = Problem("3.15", "the chance to step into the annulus")
    run = _theorem(p)
    e, F, theta, w = run.e, run.F, run.theta, run.w
    eR = p.define("prefix", "eR", "k", value=run.inside(theta[k], run.R).lhs)
    stays = [eR[k] - 1 >= 0]
    p.assume("zero_mean on R", Eq(expect(k, inner(run.y, w[k])), 0), stays)
    p.assume("second_moment on R", expect(k, norm2(w[k])) <= run.sigma * F(theta[k]), stays)
    in_R = p.define("bit", "in_R", "k", value=run.inside(theta[k], run.R).lhs)
    in_r = p.define("bit", "in_r", "k", value=run.inside(theta[k]).lhs)
    HR = p.define("abbreviation", "HR", "k", value=eR[k] * F(theta[k]))
    high = p.define("bit", "high", "k", value=HR[k] - run.M0)
    rk, _ = run.powers()
    p.goal(mean(e[k] * in_R[k + 1] * (1 - in_r[k + 1])) <= mean(high[k + 1]))
    p.goal(run.M0 * mean(high[k + 1]) <= mean(HR[k + 1]))
    p.goal(mean(HR[k + 1]) <= rk[k + 1] * F(run.theta0))
    return p


def events_decrease() -> Problem:
    """(3.16): where E_{k+1} occurs, so does E_k."""
    p = Problem("3.16", "the events E_k decrease")
    run = PaperRun(p)
    p.goal(run.e[k] - 1 >= 0, [run.stays_next])
    p.goal(run.e[k + 1] <= run.e[k])
    return p


def leaving(*, repaired: bool = False) -> Problem:
    """(3.18), times M0; sk[k] = rho^(k/2) and rk[k] = rho^k."""
    p = Problem("leaving_is_rare" if repaired else "3.18", "the chance to leave at step k+1")
    _leaving(p, k, repaired=repaired)
    return p


def leaving_by_chebyshev() -> Problem:
    """(3.18) as printed, if sqrt(2 C) + sqrt(sigma) >= alpha/(4 C)."""
    p = Problem("leaving_is_rare_as_printed", "the chance to leave at step k+1, as printed, if alpha is small")
    run = _leaving(p, k)
    _regime(run)
    return p


def leaving_at_once() -> Problem:
    """(3.18) as printed for k = 0."""
    p = Problem("leaving_at_once_is_rare", "the chance to leave at the first step, as printed")
    _leaving(p, 0)
    return p


def exit_probability() -> Problem:
    """(3.19); S[k] is the sum of P(E_{i-1} minus E_i) over i = 1, ..., k."""
    p = Problem("3.19", "the probability to have left by k")
    run = _theorem(p)
    e = run.e
    S = sympy.IndexedBase("S")
    p.define("recursion", "S", "k", level=None, start=0, step=S[k] + mean(e[k]) - mean(e[k + 1]))
    p.goal(Eq(1 - mean(e[k]), S[k]))
    bound = printed(run)
    p.goal(1 - mean(e[k]) <= bound)
    p.goal(1 - mean(e[k]) < bound, [run.F(run.theta0) > 0])
    return p


def printed(run: PaperRun) -> sympy.Expr:
    """The last line of (3.19), with its fractions as symbols."""
    p, rho = run.problem, run.rho
    factor, F0 = _factor(run)
    srho = p.root("srho", rho)
    first = p.define("quotient", "first", value=factor * srho, by=1 - srho)
    second = p.define("quotient", "second", value=rho**2, by=run.M0 * (1 - rho))
    return F0 * (first + second)


def summed_bounds(*, repaired: bool = False) -> Problem:
    """The step of (3.19) from the sum of (3.18) to the last line; T[k] is M0 times the sum of the first k bounds."""
    p = Problem("summed_bounds" if repaired else "3.19 sums", "the sum of the bounds of (3.18)")
    run = _theorem(p)
    F0, rho = run.F(run.theta0), run.rho
    p.assume("F0>0", F0 > 0)
    rk, sk = run.powers()
    factor, _ = _factor(run)
    T, srho = sympy.IndexedBase("T"), run.srho
    p.define("recursion", "T", "k", level=None, start=0, step=T[k] + F0 * (factor * sk[k] * run.M0 + rk[k + 1]))
    total = (1 - srho) * (1 - rho) * T[k]
    if repaired:
        exact = factor * run.M0 * (1 - rho) * (1 - sk[k]) + rho * (1 - srho) * (1 - rk[k])
        p.goal(Eq(total, F0 * exact))
        p.goal(total < F0 * (factor * run.M0 * (1 - rho) + rho * (1 - srho)))
    else:
        p.goal(total < F0 * (factor * srho * run.M0 * (1 - rho) + rho**2 * (1 - srho)))
    return p


def exit_probability_any_step() -> Problem:
    """The last line of (3.19) for every step size with rho < 1, in place of the printed step bound."""
    p = Problem("3.19 at eta=alpha/D", "the printed exit bound for every step size with rho < 1")
    run = _theorem(p)
    for label in ("eta<=1/alpha", "eta<=PSB"):
        del p.hypotheses[label]
    D = run.C * (2 * run.C + run.sigma)
    p.assume("step for rho", 2 * run.alpha - run.eta * D > 0)
    p.assume("F0>0", run.F(run.theta0) > 0)
    p.goal(1 - mean(run.e[k]) < printed(run))
    return p


def staying() -> Problem:
    """(3.20) and the sentence after it, with the witness eps = delta M0/rho."""
    p = Problem("3.20", "the iterates stay with probability 1 - delta")
    run = _theorem(p)
    (delta,) = p.constants("delta")
    p.assume("delta>0", delta > 0)
    p.assume("delta<1", delta < 1)
    eps = p.define("quotient", "eps", value=delta * run.M0, by=run.rho)
    small = [run.F(run.theta0) <= eps]
    p.goal(eps > 0)
    p.goal(mean(run.e[k]) >= 1 - delta, small)
    p.goal(mean(run.for_ever()) >= 1 - delta, small)
    return p


def _leaving(p: Problem, step: sympy.Symbol | int, *, repaired: bool = False) -> PaperRun:
    run = _theorem(p)
    rk, sk = run.powers()
    factor, last = _factor(run, repaired=repaired)
    left = mean(run.e[step]) - mean(run.e[step + 1])
    p.goal(run.M0 * left <= run.M0 * factor * sk[step] * last + rk[step + 1] * run.F(run.theta0))
    return run


def _regime(run: PaperRun) -> None:
    """A case in which the printed (3.14) and (3.18) hold."""
    s2C, ssigma = sympy.symbols("s2C ssigma")
    run.problem.assume("regime", 4 * run.C * (s2C + ssigma) >= run.alpha)


def _theorem(p: Problem) -> PaperRun:
    run = PaperRun(p)
    run.theorem()
    return run


def _jump(run: PaperRun) -> sympy.Expr:
    """P(E_k(R-1) occurs but theta_{k+1} lies outside B(theta0, R))."""
    in_R = run.problem.define("bit", "in_R", "k", value=run.inside(run.theta[k], run.R).lhs)
    return mean(run.e[k] * (1 - in_R[k + 1]))


def _factor(run: PaperRun, *, repaired: bool = False) -> tuple[sympy.Expr, sympy.Expr]:
    """(sqrt(2 C) + sqrt(sigma)) eta, and F(theta0), or its root where repaired."""
    s2C, ssigma, f0 = run.roots()
    return (s2C + ssigma) * run.eta, f0 if repaired else run.F(run.theta0)


def _line(C: str, start: str, eta: str, noise: list[tuple[str, str]], **parts: dict[str, object]) -> dict[str, object]:
    """SGD on F = C x^2/2 on the line; `noise` are pairs of a probability and w as a polynomial in the state x1."""
    return {
        "dimension": 1,
        "vectors": {"theta0": [start]},
        "functions": {"F": [{"value": f"1/2*{C}*x1^2"}]},
        "chain": {
            "state": "theta",
            "start": [start],
            "outcomes": [{"probability": p, "values": {"w": [value]}} for p, value in noise],
            "transition": [f"x1 - {eta}*({C}*x1 + w1)"],
        },
        **parts,
    }


def c2() -> dict[str, object]:
    """C2: theta_1 is -27/16 or 41/16, outside B(theta0, 2), with probability 1/1156, where 1/2048 is printed.

    With u = y - 1/2, (2.5) holds because u^2 + u = (u^2 - 1)/2 + (u + 1)^2/2.
    """
    return _line(
        "1/8192",
        "1/2",
        "1024",
        [("1/2312", "34/8192*x1"), ("1/2312", "-34/8192*x1"), ("1155/1156", "0")],
        constants={"C": "1/8192", "eta": "1024", "alpha": "1/4096", "sigma": "1/4096", "R": "2", "M0": "1/65536"},
        certificates={
            "loss>=0 on R": [[["1/16384", [], ["y1"]]]],
            "(2.5)": [[["1/32768", ["y1^2 - y1 - 3/4"], []], ["1/32768", [], ["y1 + 1/2"]]]],
        },
        evaluate={
            "goal": 3,
            "letters": {"k": 0},
            "sides": ["(s2C + ssigma)*eta*sk[k]*F(theta0)", "mean(e[k]*(1 - in_R[k+1]))"],
        },
    )


def c8() -> dict[str, object]:
    """C8: with eta = alpha/D, theta_1 is -39/5 or 41/5 with probability 1/400.

    (2.5) holds because 7 (y^2 - 36) = 6 ((y - 1)^2 - 49) + (y + 6)^2.
    """
    return _line(
        "1/2000000",
        "1",
        "1600000",
        [("1/800", "10/2000000*x1"), ("1/800", "-10/2000000*x1"), ("399/400", "0")],
        constants={
            "C": "1/2000000",
            "eta": "1600000",
            "alpha": "1/1000000",
            "sigma": "1/4000000",
            "R": "8",
            "M0": "9/1000000",
        },
        certificates={
            "loss>=0 on R": [[["1/4000000", [], ["y1"]]]],
            "(2.5)": [[["6/28000000", ["y1^2 - 2*y1 - 48"], []], ["1/28000000", [], ["y1 + 6"]]]],
        },
        evaluate={"goal": 0, "letters": {"k": 1}, "sides": ["F(theta0)*(first + second)", "1 - mean(e[k])"]},
    )


def _exact_gradients() -> dict[str, object]:
    """Gradient descent on F = x^2/2 with eta = 1/4, where rho = 9/16 is least; M0 = 1/100 is not the best possible.

    With u = y - 1/10, (2.5) holds because y^2 = 19/20 (u^2 - 4) + 1/20 (u + 2)^2 + (19/10)^2.
    """
    return _line(
        "1",
        "1/10",
        "1/4",
        [("1", "0")],
        constants={"C": "1", "eta": "1/4", "alpha": "2", "sigma": "0", "R": "3", "M0": "1/100"},
        certificates={
            "loss>=0 on R": [[["1/2", [], ["y1"]]]],
            "(2.5)": [[["19/40", ["(y1 - 1/10)^2 - 4"], []], ["1/40", [], ["y1 + 19/10"]], ["359/200", [], []]]],
        },
        evaluate={"goal": 0, "letters": {"k": 2}},
    )


ENTRIES = [
    Entry(
        id="3.14",
        title="the chance to jump over the annulus",
        printed="P(E_k(R-1), θ_{k+1} ∉ B(θ0,R)) ≤ P(|θ_{k+1}-θ_k| 1_{E_k} ≥ 1) ≤ E[|θ_{k+1}-θ_k| 1_{E_k}] "
        "≤ (√(2C)+√σ) η ρ^{k/2} F(θ0)",
        statement=jumps,
        instance=c2,
        repaired="the same with √F(θ0) in place of F(θ0)",
        repair="jumps_are_rare",
        argument=("3.10",),
        uses=("3.10",),
        notes=(
            "The instance is false already in the first member against the last; the first two inequalities are true.",
            "By Chebyshev's inequality the printed bound does hold if √(2C)+√σ ≥ α/(4C): 'jumps, small alpha'.",
        ),
    ),
    Entry(
        id="3.15",
        title="the chance to step into the annulus",
        printed="P(E_k(R-1), θ_{k+1} ∈ B(θ0,R) \\ B(θ0,R-1)) ≤ P(F(θ_{k+1}) 1_{E_{k+1}(R)} ≥ M0) "
        "≤ E[F(θ_{k+1}) 1_{E_{k+1}(R)}]/M0 ≤ ρ^{k+1} F(θ0)/M0",
        statement=landings,
        proof="landings_are_rare",
        argument=("3.9",),
        uses=("2.5", "3.9"),
        notes=("(3.9) is used for the ball of radius R, so (2.10), (2.11) are needed on E_k(R).",),
    ),
    Entry(
        id="3.16",
        title="the events E_k decrease",
        printed="E_{k+1}(R-1) ⊆ E_k(R-1)",
        statement=events_decrease,
        proof="events_decrease",
        uses=("3.3",),
    ),
    Entry(
        id="3.17",
        title="the event of leaving at step k+1",
        printed="Ẽ_{k+1}(R-1) := E_k(R-1) \\ E_{k+1}(R-1)",
        kind="definition",
        uses=("3.16",),
    ),
    Entry(
        id="3.18",
        title="the chance to leave at step k+1",
        printed="P(Ẽ_{k+1}(R-1)) ≤ F(θ0) ((√(2C)+√σ) η ρ^{k/2} + ρ^{k+1}/M0)",
        statement=leaving,
        repaired="P(Ẽ_{k+1}(R-1)) ≤ √F(θ0) (√(2C)+√σ) η ρ^{k/2} + F(θ0) ρ^{k+1}/M0",
        repair="leaving_is_rare",
        argument=("3.14", "3.15"),
        uses=("3.14", "3.15", "3.17"),
        notes=(
            "Neither a proof nor an instance of the printed form is known here.",
            "It holds for k = 0 ('first step') and if √(2C)+√σ ≥ α/(4C) ('leaving, small alpha').",
            "'Is indeed the summation of (3.14) and (3.15)' should read 'is bounded by': these are bounds.",
        ),
    ),
    Entry(
        id="3.19",
        title="the probability to have left by k",
        printed="P(E_k^c(R-1)) = Σ_{i=1}^k P(Ẽ_i(R-1)) < F(θ0) ((√(2C)+√σ) η √ρ/(1-√ρ) + ρ²/(M0(1-ρ)))",
        statement=exit_probability,
        proof="exit_probability_le",
        argument=("3.10", "3.14", "3.18"),
        uses=("3.17", "3.18", "ville"),
        notes=(
            "First error of the derivation: F(θ0) in place of √F(θ0), from (3.10) through (3.14) and (3.18).",
            "Second error: Σ_{i≥1} ρ^{(i-1)/2} is 1/(1-√ρ), not √ρ/(1-√ρ).",
            "Likewise Σ_{i≥1} ρ^i is ρ/(1-ρ), not ρ²/(1-ρ); see '3.19 sums'.",
            "The bound is true all the same: P(E_k^c) ≤ ρF(θ0)/M0 by 'ville', at most the second term, as ρ > 1/2.",
            "The strict inequality needs F(θ0) > 0: otherwise both sides are 0. With ≤ it is proved for every F(θ0).",
            "Without the printed step bound it can be false: '3.19 at eta=alpha/D'.",
            "The corrected argument gives 'markov-union', which needs √F(θ0).",
        ),
    ),
    Entry(
        id="3.19 sums",
        title="the sum of the bounds of (3.18)",
        printed="Σ_{i=1}^k F(θ0) ((√(2C)+√σ) η ρ^{(i-1)/2} + ρ^i/M0) < F(θ0) ((√(2C)+√σ) η √ρ/(1-√ρ) + ρ²/(M0(1-ρ)))",
        statement=summed_bounds,
        instance=_exact_gradients,
        repaired="Σ_{i=1}^k ... = F(θ0) ((√(2C)+√σ) η (1-ρ^{k/2})/(1-√ρ) + ρ(1-ρ^k)/(M0(1-ρ)))",
        repair="summed_bounds",
        uses=("3.18", "3.19"),
        notes=("The step that (3.19) leaves to the reader: both geometric sums start one term too late.",),
    ),
    Entry(
        id="3.19 at eta=alpha/D",
        title="the printed exit bound beyond the printed step bound",
        printed="(3.19) for every step size 0 < η < 2α/(C(2C+σ)), where ρ < 1",
        statement=exit_probability_any_step,
        instance=c8,
        repaired="P(exit) ≤ √F(θ0) (√(2C)+√σ) η/((1-√ρ)w) + F(θ0) ρ/(M0(1-ρ)), w the width of the annulus",
        repair="markov_union",
        uses=("3.19", "markov-union"),
        notes=("The paper does not claim it. The instance has η = α/(C(2C+σ)), where ρ is least.",),
    ),
    Entry(
        id="3.20",
        title="the iterates stay with probability 1-δ",
        printed="∀ 0 < δ < 1 ∃ ε > 0: F(θ0) ≤ ε ⟹ P(E_k(R-1)) ≥ 1-δ for all k",
        statement=staying,
        proof="staying_is_likely",
        argument=("3.19",),
        uses=("3.19", "ville"),
        notes=("With the witness ε = δ M0/ρ, and for E_∞ too.",),
    ),
]
