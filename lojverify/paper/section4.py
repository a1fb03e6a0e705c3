"""Section 4, the step sizes and the recursion behind the rate: displays (4.1)-(4.4), Lemma 4.1."""

from __future__ import annotations

import sympy

from ..derive import Eq, Problem, lower, power
from ..derive.language import Expression, k
from .decreasing import robbins_monro
from .register import Entry


class Recursion:
    """The recursion (4.2), b' <= (1 - C1 x^(-q)) b + C2 x^(-q-p), along x[k] = c + k.

    q is a constant or the number that is given. As in Lemma 4.1, c > 0, p > 0, 0 < q <= 1, C1 > 0, C2 > 0 and b >= 0;
    with `weak`, only p >= 0 and C2 >= 0.
    """

    def __init__(self, problem: Problem, q: int | None = None, *, weak: bool = False) -> None:
        self.problem = problem
        self.c, self.p, self.C1, self.C2 = problem.constants("c p C1 C2")
        self.q = problem.constants("q")[0] if q is None else sympy.Integer(q)
        self.x = problem.counter("x", self.c)
        self.b = problem.process("b", level=None)
        x, b = self.x[k], self.b[k]
        if weak:
            problem.assume("p>=0", self.p >= 0)
            problem.assume("C2>=0", self.C2 >= 0)
        else:
            for symbol in (self.c, self.p, self.q, self.C1, self.C2):
                problem.assume(f"{symbol}>0", symbol > 0)
            problem.assume("q<=1", self.q <= 1)
            problem.assume("b>=0", b >= 0)
        factor = 1 - self.C1 * power(x, -self.q)
        problem.assume("(4.2)", self.b[k + 1] <= factor * b + self.C2 * power(x, -self.q - self.p))

    def limit(self, name: str, below: sympy.Expr) -> sympy.Symbol:
        """name = C2/below, the constant before x^(-p)."""
        return self.problem.define("quotient", name, value=self.C2, by=below)


class PaperRecursion:
    """The sequence b_1, b_2, ... >= 0 of Lemma 4.1: (4.2) for every k >= 1, with n0 > 0 as in (4.1).

    Index letters start at 0, so what holds for every k >= 1 is stated at k+1; num[k] is the number k, and b[0] is not
    used. The o(.) of (4.3) and (4.4) is the excess of b over the bound: name[k] at the index k+1.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.n0, self.p, self.q, self.C1, self.C2 = problem.constants("n0 p q C1 C2")
        for symbol in (self.n0, self.p, self.q, self.C1, self.C2):
            problem.assume(f"{symbol}>0", symbol > 0)
        problem.assume("q<=1", self.q <= 1)
        self.number = problem.counter("num", 0)[k + 1]
        self.b = problem.process("b", level=None)
        problem.assume("b>=0", self.b[k + 1] >= 0)
        x = self.number + self.n0
        factor = 1 - self.C1 * power(x, -self.q)
        problem.assume("(4.2)", self.b[k + 2] <= factor * self.b[k + 1] + self.C2 * power(x, -self.q - self.p))

    def decays(self, name: str, below: sympy.Expr, rate: Expression, on: list[object] | None = None) -> None:
        """The goals b_k <= C2/below k^(-rate) + o(k^(-rate)) under the conditions `on`.

        The excess is name[k], and C2/below is Aname.
        """
        problem, b = self.problem, self.b[k + 1]
        A = problem.define("quotient", f"A{name}", value=self.C2, by=below)
        bound = A * power(self.number, -rate)
        excess = problem.define("positive_part", name, "k", value=b - bound)[k]
        problem.goal(b <= bound + excess, on or [])
        problem.goal(f"{lower(power(self.number, rate) * excess)} -> 0 (k)", on or [])


def rates() -> Problem:
    """Lemma 4.1, with (4.3) corrected; r and t are the excess in (4.3) and in (4.4)."""
    p = Problem("Lemma 4.1", "the rate of a sequence with (4.2)")
    run = PaperRecursion(p)
    run.decays("r", run.C1 - run.p, run.p, [Eq(run.q, 1), run.p < run.C1])
    run.decays("t", run.C1, run.p, [run.q < 1])
    return p


def rate_at_one(*, repaired: bool = False) -> Problem:
    """(4.3); r is the excess."""
    p = Problem("rate_at_q_1" if repaired else "4.3", "the rate of a sequence with (4.2) and q = 1")
    run = _at_one(p)
    run.decays("r", run.C1 - run.p, run.p if repaired else 1)
    return p


def rate_as_printed() -> Problem:
    """(4.3) as printed, for p >= 1."""
    p = Problem("rate_as_printed", "the printed rate of a sequence with (4.2) and q = 1, if p is at least 1")
    run = _at_one(p)
    p.assume("p>=1", run.p >= 1)
    run.decays("r", run.C1 - run.p, 1)
    return p


def _at_one(p: Problem) -> PaperRecursion:
    run = PaperRecursion(p)
    p.assume("q=1", Eq(run.q, 1))
    p.assume("C1>p", run.p < run.C1)
    return run


def rate_below_one() -> Problem:
    """(4.4); t is the excess."""
    p = Problem("4.4", "the rate of a sequence with (4.2) and q < 1")
    run = PaperRecursion(p)
    p.assume("q<1", run.q < 1)
    run.decays("t", run.C1, run.p)
    return p


def step_sizes() -> Problem:
    """(4.1), with q <= 1; eta_k is positive."""
    p = Problem("4.1", "Robbins-Monro step sizes")
    robbins_monro(p)
    p.assume("q<=1", sympy.Symbol("q") <= 1)
    p.goal(sympy.IndexedBase("eta")[k] > 0)
    return p


def half() -> dict[str, object]:
    """p = 1/2, which meets the hypotheses under which (4.3) as printed implies 0 >= 1."""
    return {"dimension": 1, "constants": {"p": "1/2"}, "evaluate": {"goal": 0, "sides": ["0", "1"]}}


_BEGINS = "It is stated for k ≥ 1, the o(.) as the excess over the bound, which tends to 0 times k^p."

ENTRIES = [
    Entry(
        id="4.1",
        title="Robbins-Monro step sizes",
        printed="η_k = γ/(k+n0)^q, q ∈ (1/2, 1], with constants γ, n0 > 0",
        kind="definition",
        statement=step_sizes,
        notes=("They satisfy (2.8): their sum is infinite, that of their squares is not.",),
    ),
    Entry(
        id="4.2",
        title="the recursion of Lemma 4.1",
        printed="b_{k+1} ≤ (1 - C1/(k+n0)^q) b_k + C2/(k+n0)^{q+p}, b_k ≥ 0, q ∈ (0,1], p > 0 and C1, C2 > 0",
        kind="assumption",
        notes=("n0 > 0, as in (4.1).",),
    ),
    Entry(
        id="4.3",
        title="the rate of a sequence with (4.2) and q = 1",
        printed="b_k ≤ C2/(C1-p) · 1/k + o(1/k)  if q = 1 and C1 > p",
        statement=rate_at_one,
        instance=half,
        consequence="rate_as_printed_is_false",
        repaired="b_k ≤ C2/(C1-p) · k^{-p} + o(k^{-p})  if q = 1 and C1 > p",
        repair="rate_at_q_1",
        slip=True,
        uses=("4.2", "real powers"),
        notes=(
            "As printed it is true for p ≥ 1, see 'printed rate', and false for every p < 1.",
            "With C1 = C2 = n0 = 1 and equality in (4.2), k b_k is the sum of (j+1)^{-p} over j < k.",
            "Refuted is not an evaluation at some k, but 0 ≥ 1, which the printed claim implies for p = 1/2.",
            _BEGINS,
        ),
    ),
    Entry(
        id="4.4",
        title="the rate of a sequence with (4.2) and q < 1",
        printed="b_k ≤ (C2/C1) k^{-p} + o(k^{-p})  if q < 1",
        statement=rate_below_one,
        proof="rate_below_q_1",
        uses=("4.2", "real powers"),
        notes=(_BEGINS,),
    ),
    Entry(
        id="Lemma 4.1",
        title="the rate of a sequence with (4.2)",
        printed="under (4.2), (4.3) if q = 1 and C1 > p;  (4.4) if q < 1",
        statement=rates,
        proof="lemma_4_1",
        uses=("4.2", "real powers"),
        notes=(
            "As printed the lemma inherits the misprint of (4.3); it is stated, and proved, with (4.3) corrected.",
            "Explicit for every k: see 'explicit rate, q = 1' and 'explicit rate, q < 1'.",
        ),
    ),
]
