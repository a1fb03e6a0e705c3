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
    """(3.19), times M0 (1 - sqrt(rho)) (1 - rho); S[k] is the sum of P(E_{i-1} minus E_i) over i = 1, ..., k."""
    p = Problem("3.19", "the probability to have left by k")
    run = _theorem(p)
    F0 = run.F(run.theta0)
    p.assume("F0>0", F0 > 0)
    e = run.e
    S = sympy.IndexedBase("S")
    p.define("recursion", "S", "k", level=None, start=0, step=S[k] + mean(e[k]) - mean(e[k + 1]))
    p.goal(Eq(1 - mean(e[k]), S[k]))
    printed(run)
    return p


def printed(run: PaperRun) -> None:
    """The goals that the last line of (3.19) holds, and that its denominators are positive."""
    p, F0, rho = run.problem, run.F(run.theta0), run.rho
    factor, _ = _factor(run)
    srho = p.root("srho", rho)
    bound = F0 * (factor * srho * run.M0 * (1 - rho) + rho**2 * (1 - srho))
    p.goal(run.M0 * (1 - srho) * (1 - rho) * (1 - mean(run.e[k])) < bound)
    p.goal(1 - srho > 0)
    p.goal(1 - rho > 0)


def exit_probability_any_step() -> Problem:
    """The last line of (3.19) for every step size with rho < 1, in place of the printed step bound."""
    p = Problem("3.19 at eta=alpha/D", "the printed exit bound for every step size with rho < 1")
    run = _theorem(p)
    for label in ("eta<=1/alpha", "eta<=PSB"):
        del p.hypotheses[label]
    D = run.C * (2 * run.C + run.sigma)
    p.assume("step for rho", 2 * run.alpha - run.eta * D > 0)
    p.assume("F0>0", run.F(run.theta0) > 0)
    printed(run)
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


ENTRIES: list[Entry] = []
