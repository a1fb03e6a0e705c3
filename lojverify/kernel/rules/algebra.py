"""Sequents and ordered-field algebra: the propositional rules and one rule for all arithmetic."""

from __future__ import annotations

from ..arguments import Arguments, need, rational
from ..facts import Condition, Fact, fact, implies, substitute
from ..polynomial import NIL, ONE, number
from ..syntax import read_condition, read_index, read_polynomial, read_vector
from ..terms import Vector
from ..theory import Substitution


def assume(step: Arguments) -> list[Fact]:
    """An assumption.

    ---------------
    p rel 0 |- p rel 0
    """
    condition = step.condition("condition")
    return [fact(condition.relation, condition.polynomial, [condition])]


def combine(step: Arguments) -> list[Fact]:
    """A Positivstellensatz identity: the only rule of arithmetic.

    A_i |- p_i >= 0 (or > 0, or = 0)      B_j |- q_j = 0
    ------------------------------------------------------------------------------
    all A_i, B_j |- sum c * (product of p_i) * (product of squares) + sum r_j * q_j >= 0

    with rationals c > 0 and any polynomials r_j. It is > 0 when some summand has strict factors only and no
    square, = 0 when there is no summand of the first kind. (Ordered fields; Stengle, Math. Ann. 207, 1974.)
    """
    total = NIL
    on: set[Condition] = set()
    strict = False
    terms = step.sequence("terms") if step.has("terms") else []
    for term in terms:
        need(isinstance(term, list) and len(term) == 3, "a summand is [coefficient, facts, squares]")
        coefficient, labels, squares = term  # type: ignore[misc]
        need(isinstance(labels, list) and isinstance(squares, list), "facts and squares are lists")
        factor = rational(coefficient)
        need(factor > 0, "a coefficient must be positive")
        value = number(factor)
        facts = [step.lookup(label) for label in labels]
        for found in facts:
            need(found.relation in (">=", ">"), f"not an inequality: {found}")
            value = value * found.polynomial
            on |= found.on
        for square in squares:
            root = read_polynomial(square, step.theory)
            value = value * root * root
        strict = strict or (not squares and all(f.relation == ">" for f in facts))
        total = total + value
    for pair in step.sequence("equalities") if step.has("equalities") else []:
        need(isinstance(pair, list) and len(pair) == 2, "an equality is [fact, multiplier]")
        found = step.lookup(pair[0])  # type: ignore[index]
        need(found.relation == "=", f"not an equality: {found}")
        total = total + found.polynomial * read_polynomial(pair[1], step.theory)  # type: ignore[index]
        on |= found.on
    return [fact((">" if strict else ">=") if terms else "=", total, on)]


def cases(step: Arguments) -> list[Fact]:
    """Case distinction on the sign of p; one of the two cases may be strict.

    A, p >= 0 |- q rel 0      B, -p >= 0 |- q rel 0
    -----------------------------------------------
    A, B |- q rel 0
    """
    first, second = step.fact("first"), step.fact("second")
    on = step.condition("on")
    left = [c for c in first.on if c.polynomial == on.polynomial and c.relation in (">=", ">")]
    right = [c for c in second.on if c.polynomial == -on.polynomial and c.relation in (">=", ">")]
    need(bool(left) and bool(right), f"the cases do not assume {on.polynomial} and its opposite")
    strict = all(any(c.relation == ">" for c in case) for case in (left, right))
    need(not strict, "both cases are strict: p = 0 is left out")
    return [_joined(first, second, (first.on - set(left)) | (second.on - set(right)))]


def split(step: Arguments) -> list[Fact]:
    """Case distinction on a bit.

    A, e - 1 >= 0 |- q rel 0      B, -e >= 0 |- q rel 0      D |- e^2 - e = 0
    -------------------------------------------------------------------------
    A, B, D |- q rel 0
    """
    first, second, bit = step.fact("first"), step.fact("second"), step.fact("bit")
    value = step.polynomial("value")
    need(
        bit.relation == "=" and bit.polynomial in (value * value - value, value - value * value), "not a bit"
    )
    on = (first.on - {Condition(">=", value - ONE)}) | (second.on - {Condition(">=", -value)}) | bit.on
    return [_joined(first, second, on)]


def _joined(first: Fact, second: Fact, on: frozenset[Condition]) -> Fact:
    need(first.polynomial == second.polynomial, f"the cases end differently: {first} and {second}")
    for relation in ("=", ">", ">="):
        if implies(first.condition.relation, relation) and implies(second.condition.relation, relation):
            return fact(relation, first.polynomial, on)
    raise AssertionError("every relation implies >= or is one")


def absurd(step: Arguments) -> list[Fact]:
    """From a false constant, anything.

    A |- c rel 0, false for the rational c
    --------------------------------------
    A |- p rel 0
    """
    found, goal = step.fact("fact"), step.condition("goal")
    value = found.condition.polynomial.constant()
    need(value is not None, f"not a constant: {found}")
    assert value is not None
    true = {"=": value == 0, ">=": value >= 0, ">": value > 0}[found.relation]
    need(not true, f"not absurd: {found}")
    return [fact(goal.relation, goal.polynomial, found.on)]


def antisymmetry(step: Arguments) -> list[Fact]:
    """Two inequalities make an equation.

    A |- p >= 0      B |- -p >= 0
    -----------------------------
    A, B |- p = 0
    """
    first, second = step.fact("first"), step.fact("second")
    need(
        implies(first.condition.relation, ">=") and implies(second.condition.relation, ">="),
        "not inequalities",
    )
    need(first.polynomial == -second.polynomial, f"not opposite: {first} and {second}")
    return [fact("=", first.polynomial, first.on | second.on)]


def cut(step: Arguments) -> list[Fact]:
    """Discharge assumptions that are proved.

    A, q rel 0 |- p rel 0      B |- q rel 0
    ---------------------------------------
    A, B |- p rel 0
    """
    found = step.fact("fact")
    for by in step.facts("by"):
        proved = {
            c
            for c in found.on
            if c.polynomial == by.polynomial and implies(by.condition.relation, c.relation)
        }
        need(bool(proved), f"{by} discharges nothing")
        found = found.under((found.on - proved) | by.on)
    return [found]


def weaken(step: Arguments) -> list[Fact]:
    """Add assumptions.

    A |- p rel 0
    ---------------
    A, B |- p rel 0
    """
    found = step.fact("fact")
    on = found.on | {_condition(step, text) for text in step.sequence("on")}
    return [found.under(on)]


def _condition(step: Arguments, text: object) -> Condition:
    """A condition given inside a list."""
    return read_condition(text, step.theory)  # type: ignore[arg-type]


def instantiate(step: Arguments) -> list[Fact]:
    """Put indices for index letters and terms for variables.

    A |- p rel 0
    ------------------------------   t known at i wherever its variable stands inside E[i](.)
    A[t/x, n/k] |- p[t/x, n/k] rel 0
    """
    found = step.fact("fact")
    letters = {}
    for letter, text in (step.mapping("letters") if step.has("letters") else {}).items():
        need(isinstance(text, str), "an index is a text")
        letters[letter] = read_index(text, step.theory)  # type: ignore[arg-type]
    terms: dict[str, object] = {}
    for name, text in (step.mapping("terms") if step.has("terms") else {}).items():
        symbol = step.theory.symbols.get(name)
        need(symbol is not None and symbol.sort in ("variable", "point"), f"{name} is not a variable")
        assert symbol is not None
        read = read_vector if symbol.sort == "point" else read_polynomial
        value: object = read(text, step.theory)  # type: ignore[arg-type]
        need(isinstance(value, Vector) == (symbol.sort == "point"), f"{name} takes the other kind of term")
        terms[name] = value
    return [substitute(found, Substitution(step.theory, letters, terms))]


RULES = {
    "assume": assume,
    "combine": combine,
    "cases": cases,
    "split": split,
    "absurd": absurd,
    "antisymmetry": antisymmetry,
    "cut": cut,
    "weaken": weaken,
    "instantiate": instantiate,
}
