"""Induction, and limits of sequences of random variables."""

from __future__ import annotations

from ..arguments import Arguments, need
from ..facts import Condition, Fact, fact, implies, substitute, tends
from ..polynomial import NIL, ONE, Polynomial, number
from ..syntax import read_polynomial
from ..terms import Index, Vector, as_polynomial, atom, letters_of
from ..theory import Substitution


def induction(step: Arguments) -> list[Fact]:
    """Mathematical induction.

    A |- p[0] rel 0      B, p[k] rel 0 |- p[k+1] rel 0
    --------------------------------------------------   k not in A, B
    A, B |- p[k] rel 0
    """
    start, forward, letter = step.fact("start"), step.fact("step"), step.letter("letter")
    wanted = step.condition("condition")
    at_zero = substitute(
        fact(wanted.relation, wanted.polynomial), Substitution(step.theory, {letter: ((), 0)})
    )
    at_next = substitute(
        fact(wanted.relation, wanted.polynomial), Substitution(step.theory, {letter: ((letter,), 1)})
    )
    for found, goal, name in ((start, at_zero, "start"), (forward, at_next, "step")):
        same = found.condition.polynomial == goal.polynomial and implies(found.relation, goal.relation)
        need(same, f"the {name} does not show {goal} but {found}")
    on = start.on | (forward.on - {wanted})
    _free_of(letter, on)
    return [fact(wanted.relation, wanted.polynomial, on)]


def infimum(step: Arguments) -> list[Fact]:
    """A nonincreasing nonnegative process tends to its infimum y; so do the means (monotone convergence).

    |- x[k] >= 0      |- x[k] - x[k+1] >= 0      [ |- mean(x[k]) - b >= 0 ]
    ------------------------------------------------------------------------   y declared as the infimum of x
    |- y >= 0     |- x[k] - y >= 0     |- x[k] -> y     [ |- mean(y) - b >= 0 ]
    """
    name, process, letter = _extremum(step, "infimum")
    value = step.theory.term(name)
    assert isinstance(value, Polynomial)
    now, later = _term(step, process, letter, 0), _term(step, process, letter, 1)
    _states_always(step.fact("lower"), now)
    _states_always(step.fact("step"), now - later)
    conclusions = [fact(">=", value), fact(">=", now - value), tends(now, value, letter)]
    if step.has("mean"):
        bound = _mean_bound(step, letter, now, 1)
        step.theory.upgrade(name, finite_mean=True)
        conclusions.append(fact(">=", step.theory.mean(value) - bound))
    return conclusions


def supremum(step: Arguments) -> list[Fact]:
    """A nondecreasing nonnegative process of bounded mean tends to its supremum y, which is finite (Beppo Levi).

    |- x[k] >= 0      |- x[k+1] - x[k] >= 0      |- b - mean(x[k]) >= 0
    -------------------------------------------------------------------   y declared as the supremum of x
    |- y >= 0     |- y - x[k] >= 0     |- x[k] -> y     |- b - mean(y) >= 0
    """
    name, process, letter = _extremum(step, "supremum")
    value = step.theory.term(name)
    assert isinstance(value, Polynomial)
    now, later = _term(step, process, letter, 0), _term(step, process, letter, 1)
    _states_always(step.fact("lower"), now)
    _states_always(step.fact("step"), later - now)
    bound = _mean_bound(step, letter, now, -1)
    step.theory.upgrade(name, finite_mean=True)
    return [
        fact(">=", value),
        fact(">=", value - now),
        tends(now, value, letter),
        fact(">=", bound - step.theory.mean(value)),
    ]


def null_terms(step: Arguments) -> list[Fact]:
    """The terms of a nonnegative series with bounded partial sums tend to zero.

    A |- s - l[k] >= 0      B |- l[k+1] - l[k] - x[k] >= 0      D |- x[k] >= 0
    --------------------------------------------------------------------------   k not in s, A, B, D
    A, B, D |- x[k] -> 0
    """
    letter, term, on, _ = _series(step, "term")
    _states(lower := step.fact("lower"), term)
    _free_of(letter, lower.on)
    return [tends(term, NIL, letter, on | lower.on)]


def complete(step: Arguments) -> list[Fact]:
    """A sequence of points of finite length converges (completeness of R^d).

    A |- s - l[k] >= 0    B |- l[k+1] - l[k] - d[k] >= 0    D |- d[k] >= 0    G |- d[k]^2 - |v[k+1]-v[k]|^2 >= 0
    ------------------------------------------------------------------------   z declared as the limit of v
    A, B, D, G |- <v[k]-z, v[k]-z> -> 0
    """
    letter, length, on, _ = _series(step, "distance")
    name = step.text("symbol")
    process = step.theory.origin(name, "limit")
    _states(lower := step.fact("lower"), length)
    now, later = (step.theory.term(process, ((letter,), o)) for o in (0, 1))
    assert isinstance(now, Vector)
    assert isinstance(later, Vector)
    jump = later - now
    _states(bound := step.fact("bound"), length * length - jump.dot(jump))
    on = on | lower.on | bound.on
    _free_of(letter, on)
    limit = step.theory.term(name)
    assert isinstance(limit, Vector)
    return [tends((now - limit).dot(now - limit), NIL, letter, on)]


def continuity(step: Arguments) -> list[Fact]:
    """Functions are continuous.

    A |- <v[k]-z, v[k]-z> -> 0
    --------------------------
    A |- F(v[k]) -> F(z)
    """
    found, point, limit = step.fact("fact"), step.vector("point"), step.vector("limit")
    name = step.text("function")
    symbol = step.theory.symbols.get(name)
    need(symbol is not None and symbol.sort == "function", f"{name} is not a function")
    square = (point - limit).dot(point - limit)
    need(
        (found.relation, found.polynomial, found.limit) == ("->", square, NIL),
        f"not a limit of points: {found}",
    )
    need(found.letter not in letters_of(limit), "the limit depends on the index")
    value = as_polynomial(atom("val", name, point))
    return [tends(value, as_polynomial(atom("val", name, limit)), found.letter, found.on)]


def squeeze(step: Arguments) -> list[Fact]:
    """Between zero and a null sequence.

    A |- x >= 0      B |- y - x >= 0      D |- y -> 0
    -------------------------------------------------   the letter of the limit not in A, B
    A, B, D |- x -> 0
    """
    lower, upper, found = step.fact("lower"), step.fact("upper"), step.fact("fact")
    need(found.relation == "->" and found.limit == NIL, f"not a null sequence: {found}")
    _states(lower, lower.polynomial)
    _states(upper, found.polynomial - lower.polynomial)
    _free_of(found.letter, lower.on | upper.on)
    return [tends(lower.polynomial, NIL, found.letter, found.on | lower.on | upper.on)]


def limit_order(step: Arguments) -> list[Fact]:
    """Limits keep weak inequalities.

    A |- p -> q      B |- p >= 0
    ----------------------------   the letter of the limit not in B
    A, B |- q >= 0
    """
    found, bound = step.fact("fact"), step.fact("bound")
    need(found.relation == "->", f"not a limit: {found}")
    _states(bound, found.polynomial)
    _free_of(found.letter, bound.on)
    return [fact(">=", found.limit, found.on | bound.on)]


def limit_unique(step: Arguments) -> list[Fact]:
    """A sequence has one limit.

    A |- p -> q      B |- p -> r
    ----------------------------
    A, B |- q - r = 0
    """
    first, second = step.fact("first"), step.fact("second")
    need(first.relation == second.relation == "->", "not limits")
    need((first.polynomial, first.letter) == (second.polynomial, second.letter), "different sequences")
    return [fact("=", first.limit - second.limit, first.on | second.on)]


def limit_algebra(step: Arguments) -> list[Fact]:
    """Sums and products of limits, with coefficients that do not depend on the index.

    A_i |- p_i -> q_i
    --------------------------------------------------------   k not in c
    all A_i |- sum c * (product of p_i) -> sum c * (product of q_i)
    """
    letter = step.letter("letter")
    term, limit = NIL, NIL
    on: set[Condition] = set()
    for part in step.sequence("terms"):
        need(
            isinstance(part, list) and len(part) == 2 and isinstance(part[1], list), "a summand is [c, facts]"
        )
        left = right = _constant(step, part[0], letter)  # type: ignore[index]
        for label in part[1]:  # type: ignore[index]
            found = step.lookup(label)
            need(found.relation == "->" and found.letter == letter, f"not a limit in {letter}: {found}")
            left, right = left * found.polynomial, right * found.limit
            on |= found.on
        term, limit = term + left, limit + right
    return [tends(term, limit, letter, on)]


def limit_equal(step: Arguments) -> list[Fact]:
    """Equal sequences have equal limits.

    A |- p -> q      B |- p - r = 0
    -------------------------------   the letter of the limit not in B
    A, B |- r -> q
    """
    found, same = step.fact("fact"), step.fact("equal")
    term = step.polynomial("term")
    need(found.relation == "->", f"not a limit: {found}")
    difference = found.polynomial - term
    need(same.relation == "=" and same.polynomial in (difference, -difference), f"not the equation: {same}")
    _free_of(found.letter, same.on)
    return [tends(term, found.limit, found.letter, found.on | same.on)]


def geometric(step: Arguments) -> list[Fact]:
    """A sequence that shrinks by a fixed factor below 1 tends to zero.

    A |- x[k] >= 0      B |- q x[k] - x[k+1] >= 0      D |- 1 - q > 0
    -----------------------------------------------------------------   k not in q, A, B, D
    A, B, D |- x[k] -> 0
    """
    lower, forward, below_one = step.fact("lower"), step.fact("step"), step.fact("factor")
    letter = step.letter("letter")
    factor = ONE - below_one.polynomial
    need(below_one.relation == ">" and letter not in letters_of(factor), f"not a factor below 1: {below_one}")
    term = lower.polynomial
    later = Substitution(step.theory, {letter: ((letter,), 1)}).polynomial(term)
    _states(lower, term)
    _states(forward, factor * term - later)
    on = lower.on | forward.on | below_one.on
    _free_of(letter, on)
    return [tends(term, NIL, letter, on)]


def _constant(step: Arguments, text: object, letter: str) -> Polynomial:
    value = read_polynomial(text, step.theory)  # type: ignore[arg-type]
    need(letter not in letters_of(value), f"the coefficient {value} depends on {letter}")
    return value


def _series(step: Arguments, key: str) -> tuple[str, Polynomial, frozenset[Condition], Polynomial]:
    """The letter, the term x[k] and the assumptions of a series with bounded partial sums l[k]."""
    letter, sums, term = step.letter("letter"), step.polynomial("sums"), step.polynomial(key)
    bounded, forward = step.fact("bounded"), step.fact("step")
    need(implies(bounded.condition.relation, ">="), "not an inequality")
    total = bounded.polynomial + sums
    need(letter not in letters_of(total), f"the bound {total} depends on {letter}")
    later = Substitution(step.theory, {letter: ((letter,), 1)}).polynomial(sums)
    _states(forward, later - sums - term)
    on = bounded.on | forward.on
    _free_of(letter, on)
    return letter, term, on, total


def _extremum(step: Arguments, kind: str) -> tuple[str, str, str]:
    name = step.text("symbol")
    return name, step.theory.origin(name, kind), step.letter("letter")


def _term(step: Arguments, process: str, letter: str, offset: int) -> Polynomial:
    index: Index = ((letter,), offset)
    found = step.theory.term(process, index)
    assert isinstance(found, Polynomial)
    return found


def _mean_bound(step: Arguments, letter: str, now: Polynomial, sign: int) -> Polynomial:
    """The b of ``|- sign * (mean(x[k]) - b) >= 0``."""
    found = step.fact("mean")
    mean = step.theory.mean(now)
    bound = mean - found.polynomial * number(sign)
    need(implies(found.condition.relation, ">=") and not found.on, "not an inequality without assumptions")
    need(letter not in letters_of(bound) and not found.variables(), f"the bound {bound} depends on {letter}")
    need(step.theory.known(bound, None), f"the bound {bound} is not a constant")
    return bound


def _states(found: Fact, polynomial: Polynomial) -> None:
    """Reject unless the fact says that the polynomial is nonnegative."""
    same = found.condition.polynomial == polynomial or (
        found.relation == "=" and found.polynomial == -polynomial
    )
    need(same and implies(found.relation, ">="), f"expected {polynomial} >= 0 but found {found}")


def _states_always(found: Fact, polynomial: Polynomial) -> None:
    """Reject unless the fact says, without assumptions, that the polynomial is nonnegative."""
    _states(found, polynomial)
    need(not found.on, f"expected a fact without assumptions but found {found}")


def _free_of(letter: str, on: frozenset[Condition]) -> None:
    for condition in on:
        need(
            letter not in letters_of(condition.polynomial), f"the assumption {condition} depends on {letter}"
        )


RULES = {
    "induction": induction,
    "infimum": infimum,
    "supremum": supremum,
    "null_terms": null_terms,
    "complete": complete,
    "continuity": continuity,
    "squeeze": squeeze,
    "limit_order": limit_order,
    "limit_unique": limit_unique,
    "limit_algebra": limit_algebra,
    "limit_equal": limit_equal,
    "geometric": geometric,
}
