"""Section 3, first part: the run as long as it stays in the ball, displays (3.3)-(3.13)."""

from __future__ import annotations

from typing import Any

import sympy

from ..derive import Eq, Problem, expect, inner, integral, mean, norm2
from ..derive.language import k
from .register import Entry
from .setting import PaperRun


def interpolation() -> Problem:
    """(3.4), line by line; theta_{k+s} = theta_k - s eta grad f, and both ends of the step lie in B(theta0, R)."""
    p = Problem("3.4", "one step decreases the loss, up to the square of the step")
    run = PaperRun(p, "r")
    run.theorem()
    (s,) = p.variables("s")
    F, C, eta, theta = run.F, run.C, run.eta, run.theta
    g, v = F.grad(theta[k]), run.gradient()
    between = theta[k] - s * eta * v
    change = F(theta[k + 1]) - F(theta[k])
    ends = [run.inside(theta[k], run.R), run.inside(theta[k + 1], run.R)]
    p.goal(Eq(change, -eta * integral(inner(F.grad(between), v), s)))
    p.goal(Eq(change, -eta * integral(inner(g, v), s) - eta * integral(inner(F.grad(between) - g, v), s)))
    # The third line has C |theta_{k+s} - theta_k| |grad f| under the integral, where the fourth has s eta C |grad f|^2.
    p.goal(Eq(norm2(between - theta[k]) * norm2(v), (s * eta * norm2(v)) ** 2))
    p.goal(change <= -eta * inner(g, v) + eta**2 * C * integral(s * norm2(v), s), ends)
    p.goal(change <= -eta * inner(g, v) + eta**2 / 2 * C * norm2(v), ends)
    return p


def descent_staying() -> Problem:
    """(3.5): F(theta_{k+1}) 1_{E_{k+1}} <= Q 1_{E_{k+1}}."""
    p = Problem("3.5", "the loss of the next iterate, as long as it stays")
    run = PaperRun(p, "r")
    run.theorem()
    e = run.e[k + 1]
    p.goal(run.F(run.theta[k + 1]) * e <= run.quadratic() * e)
    return p


def model_nonnegative() -> Problem:
    """(3.6), and why: its discriminant in eta is at most |grad f|^2 (|grad F|^2 - 2 C F), so not positive."""
    p = Problem("3.6", "the quadratic model is nonnegative")
    run = PaperRun(p, "r")
    run.theorem()
    F, C, theta = run.F, run.C, run.theta
    g, v = F.grad(theta[k]), run.gradient()
    here = [run.inside(theta[k], run.R)]
    printed = norm2(g) - 2 * C * F(theta[k])
    discriminant = inner(g, v) ** 2 - 2 * C * F(theta[k]) * norm2(v)
    p.goal(run.quadratic() >= 0, here)
    p.goal(printed <= 0, here)
    p.goal(discriminant <= norm2(v) * printed)
    p.goal(norm2(v) * printed <= 0, here)
    return p


def descent_stopped() -> Problem:
    """(3.7): F(theta_{k+1}) 1_{E_{k+1}} <= Q 1_{E_k}."""
    p = Problem("3.7", "the stopped loss is at most the stopped quadratic model")
    run = PaperRun(p, "r")
    run.theorem()
    p.goal(run.F(run.theta[k + 1]) * run.e[k + 1] <= run.quadratic() * run.e[k])
    return p


def contraction_given_past() -> Problem:
    """(3.8); H[k] = F(theta_k) 1_{E_k}."""
    p = Problem("3.8", "given the past, the stopped loss contracts by rho")
    run = PaperRun(p, "r")
    run.theorem()
    H = run.stopped_loss()
    p.goal(expect(k, H[k + 1]) <= run.rho * H[k])
    return p


def contraction() -> Problem:
    """(3.9); rk[k] = rho^k."""
    p = Problem("3.9", "the expected stopped loss decays like rho^k")
    run = PaperRun(p, "r")
    run.theorem()
    H = run.stopped_loss()
    rk, _ = run.powers()
    p.goal(mean(H[k + 1]) <= run.rho * mean(H[k]))
    p.goal(run.rho * mean(H[k]) <= rk[k + 1] * run.F(run.theta0))
    return p


def step_length(*, repaired: bool = False) -> Problem:
    """(3.10); d[k] = |(theta_{k+1} - theta_k) 1_{E_k}|, gf[k] = |grad f 1_{E_k}|, sk[k] = rho^(k/2), h^2 = E H[k]."""
    p = Problem("step_length_decays" if repaired else "3.10", "the expected length of a step")
    run, H, factor, last = _lengths(p, repaired=repaired)
    d, _ = run.lengths()
    gf = p.root("gf", norm2(run.e[k] * run.gradient()), "k")
    (h,) = p.variables("h")
    _, sk = sympy.IndexedBase("rk"), sympy.IndexedBase("sk")
    s2C, ssigma = sympy.symbols("s2C ssigma")
    p.goal(Eq(mean(d[k]), run.eta * mean(gf[k])))
    # E|Z|^2 <= 1 has been used: the noise is w = sqrt(sigma F) Z.
    root = [h >= 0, Eq(h**2, mean(H[k]))]
    p.goal(mean(d[k]) <= run.eta * s2C * h + run.eta * ssigma * h, root)
    p.goal(mean(d[k]) <= factor * sk[k] * last)
    return p


def path_length(*, repaired: bool = False) -> Problem:
    """(3.11); L[n] is the sum of the first n lengths, L_inf that of all of them."""
    p = Problem("path_length_in_mean" if repaired else "3.11", "the expected length of the path is finite")
    run, _, factor, last = _lengths(p, repaired=repaired)
    L, L_inf = _sums(run)
    p.goal(mean(L[k]) * (1 - run.srho) <= factor * last)
    p.goal(mean(L_inf) * (1 - run.srho) <= factor * last)
    return p


def path_length_likely(*, repaired: bool = False) -> Problem:
    """(3.12); ok[n] indicates that the sum of the first n lengths obeys the bound, ok_inf that of all lengths does."""
    name = "path_length_with_high_probability" if repaired else "3.12"
    p = Problem(name, "the length of the path is bounded with high probability")
    run, _, factor, last = _lengths(p, repaired=repaired)
    L, L_inf = _sums(run)
    (delta,) = p.constants("delta")
    p.assume("delta>0", delta > 0)
    p.assume("delta<1", delta < 1)
    ok = p.define("bit", "ok", "k", value=factor * last - (1 - run.srho) * delta * L[k])
    ok_inf = p.define("bit", "ok_inf", value=factor * last - (1 - run.srho) * delta * L_inf)
    p.goal(mean(ok[k]) >= 1 - delta)
    p.goal(mean(ok_inf) >= 1 - delta)
    return p


def _lengths(p: Problem, *, repaired: bool) -> tuple[PaperRun, sympy.IndexedBase, sympy.Expr, sympy.Expr]:
    """The setting with its means and roots; (sqrt(2C) + sqrt(sigma)) eta; F(theta0), or its root where repaired."""
    run = PaperRun(p, "r")
    run.theorem()
    H = run.stopped_loss()
    run.powers()
    s2C, ssigma, f0 = run.roots()
    return run, H, (s2C + ssigma) * run.eta, f0 if repaired else run.F(run.theta0)


def _sums(run: PaperRun) -> tuple[sympy.IndexedBase, sympy.Symbol]:
    d, _ = run.lengths()
    L = sympy.IndexedBase("L")
    run.problem.define("recursion", "L", "k", level=0, start=0, step=L[k] + d[k])
    return L, run.problem.define("extremum", "L_inf", value="L", of="supremum")


def c1(evaluate: dict[str, object], **constants: str) -> dict[str, Any]:
    """Instance C1: gradient descent (the noise is zero) on F = theta^2/2 from theta0 = 1/10, with eta at its bound."""
    beyond = "(y1 - 1/10)^2 - 4"
    return {
        "dimension": 1,
        "constants": {
            "alpha": "2",
            "C": "1",
            "sigma": "1",
            "eta": "1/6",
            "R": "3",
            "r": "2",
            "M0": "361/200",
            **constants,
        },
        "vectors": {"theta0": ["1/10"]},
        "functions": {"F": [{"value": "1/2*x1^2"}]},
        "chain": {
            "state": "theta",
            "start": ["1/10"],
            "outcomes": [{"probability": "1", "values": {"w": ["0"]}}],
            "transition": ["5/6*x1"],
        },
        "certificates": {
            "loss>=0 on R": [[["1/2", [], ["y1"]]]],
            "(2.5)": [[["19/40", [beyond], []], ["1/40", [], ["y1 + 19/10"]]]],
            "second_moment": [[["1/2", [], ["x1"]]]],
        },
        "evaluate": evaluate,
    }


def _step_length_instance() -> dict[str, object]:
    sides = ["(s2C + ssigma)*eta*sk[k]*F(theta0)", "mean(d[k])"]
    return c1({"goal": 2, "letters": {"k": 0}, "sides": sides})


def _path_length_instance() -> dict[str, object]:
    sides = ["(s2C + ssigma)*eta*F(theta0)", "mean(L[k])*(1 - srho)"]
    return c1({"goal": 0, "letters": {"k": 1}, "sides": sides})


def _path_length_likely_instance() -> dict[str, object]:
    return c1({"goal": 0, "letters": {"k": 2}, "sides": ["mean(ok[k])", "1 - delta"]}, delta="1/2")


ENTRIES: list[Entry] = [
    Entry(
        "3.3",
        "the event that the iterates stay in the ball up to step k",
        "E_k(r) := ⋂_{j=0}^k {|θ_j - θ0| ≤ r}, for some r in (0, R]",
        kind="definition",
        notes=(
            "Its indicator is e[k]; the events decrease, E_0(r) is certain, and E_k is known at time k.",
            "F_k is printed as generated by ξ_1, ..., ξ_{k-1}, but the iteration starts with ξ_0, which belongs in.",
        ),
    ),
    Entry(
        "3.4",
        "one step decreases the loss, up to the square of the step",
        "F(θ_{k+1}) - F(θ_k) = ∫_0^1 d/ds F(θ_k - s η ∇f) ds = ... ≤ -η ∇F(θ_k)·∇f + (η²/2) C |∇f|²",
        statement=interpolation,
        proof="descent_along_run",
        argument=("2.3",),
        uses=("1.2", "2.3"),
        notes=("The inequality needs θ_k and θ_{k+1} in B(θ0, R), where (2.3) holds: it is used on E_{k+1}.",),
    ),
    Entry(
        "3.5",
        "the loss of the next iterate, as long as it stays",
        "F(θ_{k+1}) 1_{E_{k+1}(r)} ≤ (F(θ_k) - η ∇F(θ_k)·∇f + (η²/2) C |∇f|²) 1_{E_{k+1}(r)}",
        statement=descent_staying,
        proof="descent_while_staying",
        argument=("3.4",),
        uses=("3.3", "3.4"),
    ),
    Entry(
        "3.6",
        "the quadratic model is nonnegative",
        "F(θ_k) - η ∇F(θ_k)·∇f + (η²/2) C |∇f|² ≥ 0",
        statement=model_nonnegative,
        proof="model_nonnegative",
        argument=("2.4",),
        uses=("2.4",),
        notes=(
            "The stated reason is imprecise: the discriminant in η is (∇F·∇f)² - 2 C F |∇f|².",
            "It is at most |∇f|² (|∇F|² - 2 C F) ≤ 0, which is proved too.",
        ),
    ),
    Entry(
        "3.7",
        "the stopped loss is at most the stopped quadratic model",
        "F(θ_{k+1}) 1_{E_{k+1}(r)} ≤ (F(θ_k) - η ∇F(θ_k)·∇f + (η²/2) C |∇f|²) 1_{E_k(r)}",
        statement=descent_stopped,
        proof="descent_stopped",
        argument=("3.5", "3.6"),
        uses=("3.3", "3.5", "3.6"),
    ),
    Entry(
        "3.8",
        "given the past, the stopped loss contracts by ρ",
        "E[F(θ_{k+1}) 1_{E_{k+1}(r)} | F_k] ≤ (1 - η α + (η²/2) C (2C + σ)) F(θ_k) 1_{E_k(r)}",
        statement=contraction_given_past,
        proof="loss_contracts_given_past",
        argument=("3.7", "2.4"),
        uses=("2.1", "2.4", "2.10", "2.11", "3.7"),
        notes=("It holds for every step size; it uses the lower bound (2.1), not (2.2).",),
    ),
    Entry(
        "3.9",
        "the expected stopped loss decays like ρ^k",
        "E[F(θ_{k+1}) 1_{E_{k+1}(r)} | θ0] ≤ ρ E[F(θ_k) 1_{E_k(r)} | θ0] ≤ ρ^{k+1} F(θ0)",
        statement=contraction,
        proof="loss_contracts",
        argument=("3.8",),
        uses=("3.2", "3.8"),
    ),
    Entry(
        "3.10",
        "the expected length of a step",
        "E[|(θ_{k+1} - θ_k) 1_{E_k(r)}|] = η E[|∇f 1_{E_k(r)}|] "
        "≤ η √(2C) √(E[F(θ_k) 1_{E_k(r)}]) + η √(E[σ F(θ_k) 1_{E_k(r)}]) √(E|Z|²) "
        "= (√(2C) + √σ) η ρ^{k/2} F(θ0)",
        statement=step_length,
        instance=_step_length_instance,
        repaired="E[|(θ_{k+1} - θ_k) 1_{E_k(r)}|] ≤ (√(2C) + √σ) η ρ^{k/2} √F(θ0)",
        repair="step_length_decays",
        argument=("3.9", "2.4"),
        uses=("2.4", "2.10", "2.11", "3.9"),
        notes=(
            "The root of (3.9) is ρ^{k/2} √F(θ0), not ρ^{k/2} F(θ0), which may be smaller.",
            "All links before the last are true, and the last = is meant as ≤.",
            "E|Z|² ≤ 1 is put in at once, as the noise √(σ F) Z is one symbol here.",
        ),
    ),
    Entry(
        "3.11",
        "the bound on the expected length of the path",
        "E[Σ_{k≥0} |(θ_{k+1} - θ_k) 1_{E_k(r)}|] ≤ (√(2C) + √σ) η/(1 - √ρ) F(θ0) < ∞",
        statement=path_length,
        instance=_path_length_instance,
        repaired="E[Σ_{k≥0} |(θ_{k+1} - θ_k) 1_{E_k(r)}|] ≤ (√(2C) + √σ) η/(1 - √ρ) √F(θ0)",
        repair="path_length_in_mean",
        argument=("3.10",),
        uses=("3.2", "3.10"),
        notes=(
            "That the expected length is finite is true; its bound needs √F(θ0), as in (3.10).",
            "The first step alone is longer than the printed bound on the whole path in the instance.",
        ),
    ),
    Entry(
        "3.12",
        "the bound on the length of the path with high probability",
        "for any δ̃ in (0, 1): Σ_{k≥0} |(θ_{k+1} - θ_k) 1_{E_k(r)}| "
        "≤ (√(2C) + √σ) η/((1 - √ρ) δ̃) F(θ0) with probability at least 1 - δ̃",
        statement=path_length_likely,
        instance=_path_length_likely_instance,
        repaired="for any δ̃ in (0, 1): Σ_{k≥0} |(θ_{k+1} - θ_k) 1_{E_k(r)}| "
        "≤ (√(2C) + √σ) η/((1 - √ρ) δ̃) √F(θ0) "
        "with probability at least 1 - δ̃",
        repair="path_length_with_high_probability",
        argument=("3.11",),
        uses=("3.11",),
    ),
    Entry(
        "3.13",
        "the event that all iterates stay in the ball",
        "E_∞(r) := ⋂_{j≥0} {|θ_j - θ0| ≤ r}",
        kind="definition",
        notes=("Its indicator e_inf is the infimum of e[k].",),
    ),
]
