"""Section 3, what happens on E_infinity: (3.1), (3.2), (3.21), (3.22) and Theorem 3.1 itself."""

from __future__ import annotations

import sympy

from ..derive import Problem, mean

from .register import Entry
from .setting import PaperRun, Run


def loss_vanishes() -> Problem:
    """(3.1), (3.21): beta^k F(theta[k]) -> 0 on E_infinity for 1 <= beta < 1/rho."""
    p = Problem("3.1", "beta^k F(theta_k) tends to 0 almost surely on E_infinity")
    run = PaperRun(p)
    run.theorem()
    beta, _ = run.power("beta", "b")
    p.assume("beta>=1", beta >= 1)
    p.assume("beta*rho<1", beta * run.rho < 1)
    run.for_ever()
    p.goal("e_inf >= 1 |- b[k]*F(theta[k]) -> 0 (k)")
    return p


def rho_in_unit_interval() -> Problem:
    """(3.2) and the line below (3.8): 0 < rho <= 1 - alpha eta/2 < 1 under the printed step bound."""
    p = Problem("3.2", "the contraction factor lies in (0, 1)")
    run = PaperRun(p)
    run.printed_step_bound()
    p.goal(run.rho > 0)
    p.goal(run.rho <= 1 - run.alpha * run.eta / 2)
    p.goal(1 - run.alpha * run.eta / 2 < 1)
    p.goal(1 - run.alpha * run.eta / 2 > 0)
    return p


def tail_of_lengths() -> Problem:
    """The last inequality of (3.22), as printed with F(theta0); d[k] = |theta[k+1] - theta[k]| 1_{E_k}."""
    p = Problem("3.22", "the expected length from step j on is at most a geometric tail, as printed")
    run = PaperRun(p)
    run.theorem()
    F0 = run.F(run.theta0)
    p.assume("F0>0", F0 > 0)
    length = run.path_length()
    _, sk = run.powers()
    s2C = run.problem.root("s2C", 2 * run.C)
    ssigma = run.problem.root("ssigma", run.sigma)
    j, n = sympy.symbols("j n")
    tail = (s2C + ssigma) * run.eta * F0 * sk[j]
    p.goal((1 - run.srho) * (mean(length[j + n]) - mean(length[j])) < tail)
    return p


def iterates_converge() -> Problem:
    """What (3.22) is for: on E_infinity the iterates converge almost surely, to a zero of F in the ball."""
    p = Problem("3.22 repaired", "the iterates converge almost surely on E_infinity, to a zero of F in the ball")
    run = PaperRun(p)
    run.theorem()
    convergence_goals(run)
    return p


def theorem_3_1() -> Problem:
    """Theorem 3.1 with the witness eps = delta M0: if F(theta0) <= eps, then P(E_infinity) >= 1 - delta, and so on."""
    p = Problem("Theorem 3.1", "SGD stays in the ball with probability 1 - delta and converges there to a zero of F")
    run = PaperRun(p)
    run.theorem()
    (delta,) = p.constants("delta")
    p.assume("delta>0", delta > 0)
    p.assume("delta<1", delta < 1)
    eps = p.define("abbreviation", "eps", value=delta * run.M0)
    beta, _ = run.power("beta", "b")
    p.assume("beta>=1", beta >= 1)
    p.assume("beta*rho<1", beta * run.rho < 1)
    e_inf = convergence_goals(run)
    p.goal("e_inf >= 1 |- b[k]*F(theta[k]) -> 0 (k)")
    p.goal(eps > 0)
    p.goal(mean(e_inf) >= 1 - delta, [run.F(run.theta0) <= eps])
    return p


def convergence_goals(run: Run) -> sympy.Symbol:
    """On E_infinity: theta[k] -> theta_star, which lies in the ball and is a zero of F; returns e_inf."""
    p = run.problem
    e_inf = run.for_ever()
    p.define("extremum", "theta_star", value="theta", of="limit")
    theta_star = sympy.Symbol("theta_star")
    distance = "<theta[k] - theta_star, theta[k] - theta_star>"
    p.goal(f"e_inf >= 1 |- {distance} -> 0 (k)")
    p.goal(run.inside(theta_star), [e_inf - 1 >= 0])
    p.goal("e_inf >= 1 |- F(theta_star) = 0")
    return e_inf
