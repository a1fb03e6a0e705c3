"""Induction, and limits of sequences of random variables."""

from __future__ import annotations

from collections.abc import Iterable

from ..arguments import Arguments, a_list, need
from ..facts import Condition, Fact, fact, implies, tends
from ..polynomial import NIL, ONE, Polynomial
from ..syntax import read_polynomial
from ..terms import as_polynomial, as_vector, atom, letters_of
from ..theory import Substitution, Theory


def induction(step: Arguments) -> list[Fact]:
    """Mathematical induction.

    A |- p[0] rel 0      B, p[k] rel 0 |- p[k+1] rel 0
    --------------------------------------------------   k not in A, B
    A, B |- p[k] rel 0
    """
    start, forward, letter = step.fact("start"), step.fact("step"), step.letter("letter")
    wanted = step.condition("condition")
    at_zero = Substitution(step.theory, {letter: ((), 0)}).polynomial(wanted.polynomial)
    for found, goal in ((start, at_zero), (forward, _next(step.theory, wanted.polynomial, letter))):
        shown = found.says(wanted.relation) and found.polynomial == goal
        need(shown, f"what must be shown is {wanted.relation} 0, which this does not show", goal, found)
    on = _free_of(letter, start.on | (forward.on - {wanted}))
    return [fact(wanted.relation, wanted.polynomial, on)]


def infimum(step: Arguments) -> list[Fact]:
    """A nonincreasing nonnegative process tends to its infimum y; so do the means (monotone convergence).

    |- x[k] >= 0      |- x[k] - x[k+1] >= 0      [ |- mean(x[k]) - b >= 0 ]
    ------------------------------------------------------------------------   y declared as the infimum of x
    |- y >= 0     |- x[k] - y >= 0     |- x[k] -> y     [ |- mean(y) - b >= 0 ]
    """
    return _monotone(step, "infimum", 1)


def supremum(step: Arguments) -> list[Fact]:
    """A nondecreasing nonnegative process of bounded mean tends to its supremum y, which is finite (Beppo Levi).

    |- x[k] >= 0      |- x[k+1] - x[k] >= 0      |- b - mean(x[k]) >= 0
    -------------------------------------------------------------------   y declared as the supremum of x
    |- y >= 0     |- y - x[k] >= 0     |- x[k] -> y     |- b - mean(y) >= 0
    """
    return _monotone(step, "supremum", -1)


def _monotone(step: Arguments, kind: str, sign: int) -> list[Fact]:
    """The rules `infimum` (sign 1) and `supremum` (sign -1)."""
    theory, name, letter = step.theory, step.text("symbol"), step.letter("letter")
    process, value = theory.origin(name, kind), theory.scalar(name)
    now, later = (theory.scalar(process, ((letter,), n)) for n in (0, 1))
    for key, wanted in (("lower", now), ("step", (now - later).scale(sign))):
        need(not _states(step.fact(key), wanted), "expected a fact without assumptions", wanted)
    conclusions = [fact(">=", value), fact(">=", (now - value).scale(sign)), tends(now, value, letter)]
    if kind == "supremum" or step.has("mean"):
        found, mean = step.fact("mean"), theory.mean(now)
        bound = mean - found.polynomial.scale(sign)
        need(found.says(">=") and not found.on, "expected a bound without assumptions", found)
        need(letter not in letters_of(bound), f"the bound depends on {letter}", bound)
        need(theory.known(bound, None) and not found.variables(), "the bound is not a constant", bound)
        theory.upgrade(name, finite_mean=True)
        conclusions.append(fact(">=", (theory.mean(value) - bound).scale(sign)))
    return conclusions


def null_terms(step: Arguments) -> list[Fact]:
    """The terms of a nonnegative series with bounded partial sums tend to zero.

    A |- s - l[k] >= 0      B |- l[k+1] - l[k] - x[k] >= 0      D |- x[k] >= 0
    --------------------------------------------------------------------------   k not in s, A, B, D
    A, B, D |- x[k] -> 0
    """
    letter, term = step.letter("letter"), step.polynomial("term")
    return [tends(term, NIL, letter, _series(step, letter, term))]


def complete(step: Arguments) -> list[Fact]:
    """A sequence of points of finite length converges (completeness of R^d).

    A |- s - l[k] >= 0   B |- l[k+1] - l[k] - d[k] >= 0   D |- d[k] >= 0   G |- d[k]^2 - |v[k+1]-v[k]|^2 >= 0
    -----------------------------------------------------------------------   z declared as the limit of v
    A, B, D, G |- <v[k]-z, v[k]-z> -> 0                                       k not in s, A, B, D, G
    """
    letter, length, name = step.letter("letter"), step.polynomial("distance"), step.text("symbol")
    on = _series(step, letter, length)
    process = step.theory.origin(name, "limit")
    now, later = (step.theory.vector(process, ((letter,), n)) for n in (0, 1))
    on |= _free_of(letter, _states(step.fact("bound"), length * length - (later - now).dot(later - now)))
    distance = now - step.theory.vector(name)
    return [tends(distance.dot(distance), NIL, letter, on)]


def continuity(step: Arguments) -> list[Fact]:
    """Functions are continuous.

    A |- <v[k]-z, v[k]-z> -> 0
    --------------------------   k not in z
    A |- F(v[k]) -> F(z)
    """
    found, point, limit = step.fact("fact"), step.vector("point"), step.vector("limit")
    square = (point - limit).dot(point - limit)
    of_points = (found.relation, found.polynomial, found.limit) == ("->", square, NIL)
    need(of_points, "not a limit of these points", found)
    name = step.symbol("function", "function")
    value, there = (as_polynomial(atom("val", name, place)) for place in (point, limit))
    return [tends(value, there, found.letter, found.on)]


def derivative(step: Arguments) -> list[Fact]:
    """A continuously differentiable function has a derivative along v: the limit of its difference quotients.

    A |- t -> 0      B |- t > 0      D |- F(x + t v) - F(x) - t m >= 0
    ------------------------------------------------------------------   k not in x, v, m, B, D
    A, B, D |- <grad F(x), v> - m >= 0
    """
    found, positive, above = _limit(step.fact("fact")), step.fact("positive"), step.fact("above")
    name, start, along = step.symbol("function", "function"), step.vector("point"), step.vector("direction")
    slope, t = step.polynomial("slope"), found.polynomial
    need(found.limit == NIL, "not a null sequence", found)
    need(positive.relation == ">" and positive.polynomial == t, "not positive", t)
    for one in (start, along, slope):
        need(found.letter not in letters_of(one), f"the derivative depends on {found.letter}", one)
    value, there = (as_polynomial(atom("val", name, place)) for place in (start, start + along.times(t)))
    on = _states(above, there - value - t * slope) | positive.on
    gradient = as_vector(atom("grad", name, start))
    return [fact(">=", gradient.dot(along) - slope, found.on | _free_of(found.letter, on))]


def squeeze(step: Arguments) -> list[Fact]:
    """Between zero and a null sequence.

    A |- x >= 0      B |- y - x >= 0      D |- y -> 0
    -------------------------------------------------   the letter of the limit not in A, B
    A, B, D |- x -> 0
    """
    lower, found = step.fact("lower"), _limit(step.fact("fact"))
    need(found.limit == NIL, "not a null sequence", found)
    x = lower.polynomial
    on = _states(lower, x) | _states(step.fact("upper"), found.polynomial - x)
    return [tends(x, NIL, found.letter, found.on | _free_of(found.letter, on))]


def limit_order(step: Arguments) -> list[Fact]:
    """Limits keep weak inequalities.

    A |- p -> q      B |- p >= 0
    ----------------------------   the letter of the limit not in B
    A, B |- q >= 0
    """
    found = _limit(step.fact("fact"))
    on = _free_of(found.letter, _states(step.fact("bound"), found.polynomial))
    return [fact(">=", found.limit, found.on | on)]


def limit_unique(step: Arguments) -> list[Fact]:
    """A sequence has one limit.

    A |- p -> q      B |- p -> r
    ----------------------------
    A, B |- q - r = 0
    """
    first, second = _limit(step.fact("first")), _limit(step.fact("second"))
    same = (first.polynomial, first.letter) == (second.polynomial, second.letter)
    need(same, "different sequences", first, second)
    return [fact("=", first.limit - second.limit, first.on | second.on)]


def limit_algebra(step: Arguments) -> list[Fact]:
    """Sums and products of limits, with coefficients that do not depend on the index.

    A_i |- p_i -> q_i
    ---------------------------------------------------------------   k not in c
    all A_i |- sum c * (product of p_i) -> sum c * (product of q_i)
    """
    letter, term, limit = step.letter("letter"), NIL, NIL
    on: set[Condition] = set()
    for part in step.sequence("terms"):
        summand = a_list(part, "a summand")
        need(len(summand) == 2, "a summand is [coefficient, facts]")
        left = right = read_polynomial(summand[0], step.theory)
        need(letter not in letters_of(left), f"a coefficient depends on {letter}", left)
        for found in map(step.lookup, a_list(summand[1], "the facts of a summand")):
            need(_limit(found).letter == letter, f"not a limit in {letter}", found)
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
    found, same, term = _limit(step.fact("fact")), step.fact("equal"), step.polynomial("term")
    difference = found.polynomial - term
    need(same.relation == "=" and same.polynomial in (difference, -difference), "not the equation", same)
    return [tends(term, found.limit, found.letter, found.on | _free_of(found.letter, same.on))]


def subsequence(step: Arguments) -> list[Fact]:
    """A subsequence has the same limit.

    A |- p[k] -> q
    --------------   the index i contains k
    A |- p[i] -> q
    """
    found, index = _limit(step.fact("fact")), step.index("index")
    need(found.letter in index[0], "the index does not tend to infinity with the letter of the limit", found)
    term = Substitution(step.theory, {found.letter: index}).polynomial(found.polynomial)
    return [tends(term, found.limit, found.letter, found.on)]


def geometric(step: Arguments) -> list[Fact]:
    """A sequence that shrinks by a fixed factor below 1 tends to zero.

    A |- x[k] >= 0      B |- q x[k] - x[k+1] >= 0      D |- 1 - q > 0
    -----------------------------------------------------------------   k not in q, A, B, D
    A, B, D |- x[k] -> 0
    """
    lower, below_one, letter = step.fact("lower"), step.fact("factor"), step.letter("letter")
    x, factor = lower.polynomial, ONE - below_one.polynomial
    need(below_one.relation == ">" and letter not in letters_of(factor), "not a factor below 1", below_one)
    on = _states(lower, x) | _states(step.fact("step"), factor * x - _next(step.theory, x, letter)) | below_one.on
    return [tends(x, NIL, letter, _free_of(letter, on))]


def _series(step: Arguments, letter: str, term: Polynomial) -> frozenset[Condition]:
    """The assumptions of a series of terms x[k] >= 0 with bounded partial sums l[k]."""
    sums, bounded = step.polynomial("sums"), step.fact("bounded")
    need(bounded.says(">="), "not an inequality", bounded)
    total = bounded.polynomial + sums
    need(letter not in letters_of(total), f"the bound depends on {letter}", total)
    on = bounded.on | _states(step.fact("step"), _next(step.theory, sums, letter) - sums - term)
    return _free_of(letter, on | _states(step.fact("lower"), term))


def _next(theory: Theory, polynomial: Polynomial, letter: str) -> Polynomial:
    """The polynomial one index later."""
    return Substitution(theory, {letter: ((letter,), 1)}).polynomial(polynomial)


def _limit(found: Fact) -> Fact:
    """The fact itself; rejected unless it is a limit."""
    need(found.relation == "->", "not a limit", found)
    return found


def _states(found: Fact, polynomial: Polynomial) -> frozenset[Condition]:
    """The assumptions under which a fact says that the polynomial is nonnegative; rejected if it does not."""
    same = found.polynomial == polynomial or (found.relation == "=" and found.polynomial == -polynomial)
    need(same and implies(found.relation, ">="), "expected that this is nonnegative, but found", polynomial, found)
    return found.on


def _free_of(letter: str, on: Iterable[Condition]) -> frozenset[Condition]:
    """The assumptions themselves; rejected if one depends on the letter."""
    for condition in on:
        need(letter not in letters_of(condition.polynomial), f"an assumption depends on {letter}", condition)
    return frozenset(on)


RULES = {
    "induction": induction,
    "infimum": infimum,
    "supremum": supremum,
    "null_terms": null_terms,
    "complete": complete,
    "continuity": continuity,
    "derivative": derivative,
    "squeeze": squeeze,
    "limit_order": limit_order,
    "limit_unique": limit_unique,
    "limit_algebra": limit_algebra,
    "limit_equal": limit_equal,
    "subsequence": subsequence,
    "geometric": geometric,
}
