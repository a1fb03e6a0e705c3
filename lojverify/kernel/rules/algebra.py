"""Sequents and ordered-field algebra: the propositional rules and one rule for all arithmetic."""

from __future__ import annotations

from ..arguments import Arguments, a_list, need, rational
from ..facts import Condition, Fact, fact, substitute
from ..polynomial import NIL, ONE, Rejected, number
from ..syntax import LETTERS, read_condition, read_index, read_polynomial, read_vector
from ..theory import Image, Substitution


def assume(step: Arguments) -> list[Fact]:
    """An assumption.

    ---------------
    p rel 0 |- p rel 0
    """
    condition = step.condition("condition")
    return [fact(condition.relation, condition.polynomial, [condition])]


def combine(step: Arguments) -> list[Fact]:
    """A Positivstellensatz identity: the only rule of arithmetic.

    A_i |- p_i >= 0 (or > 0)      B_j |- q_j = 0
    ------------------------------------------------------------------------------------
    all A_i, B_j |- sum c * (product of p_i) * (product of squares) + sum r_j * q_j >= 0

    with rationals c > 0 and any polynomials r_j. It is > 0 when some summand has strict factors only and no
    square, = 0 when there is no summand of the first kind. (Ordered fields; Stengle, Math. Ann. 207, 1974.)
    """
    total, strict = NIL, False
    on: set[Condition] = set()
    terms = step.sequence("terms", optional=True)
    for term in terms:
        parts = a_list(term, "a summand")
        need(len(parts) == 3, "a summand is [coefficient, facts, squares]")
        factor, squares = rational(parts[0]), a_list(parts[2], "squares")
        need(factor > 0, "a coefficient must be positive")
        value, certain = number(factor), not squares
        for found in map(step.lookup, a_list(parts[1], "facts")):
            need(found.relation in (">=", ">"), "not an inequality", found)
            value, certain = value * found.polynomial, certain and found.relation == ">"
            on |= found.on
        for square in squares:
            root = read_polynomial(square, step.theory)
            value = value * root * root
        total, strict = total + value, strict or certain
    for pair in step.sequence("equalities", optional=True):
        parts = a_list(pair, "an equality")
        need(len(parts) == 2, "an equality is [fact, multiplier]")
        found = step.lookup(parts[0])
        need(found.relation == "=", "not an equality", found)
        total = total + found.polynomial * read_polynomial(parts[1], step.theory)
        on |= found.on
    return [fact((">" if strict else ">=") if terms else "=", total, on)]


def cases(step: Arguments) -> list[Fact]:
    """Case distinction on the sign of p; one of the two cases may be strict.

    A, p >= 0 |- q rel 0      B, -p >= 0 |- q rel 0
    -----------------------------------------------
    A, B |- q rel 0
    """
    first, second, p = step.fact("first"), step.fact("second"), step.condition("on").polynomial
    left = {c for c in first.on if c.polynomial == p and c.relation != "="}
    right = {c for c in second.on if c.polynomial == -p and c.relation != "="}
    need(left and right, "the cases do not assume this and its opposite", p)
    strict = all(any(c.relation == ">" for c in case) for case in (left, right))
    need(not strict, "both cases are strict, and p = 0 is left out")
    return [_joined(first, second, (first.on - left) | (second.on - right))]


def split(step: Arguments) -> list[Fact]:
    """Case distinction on a bit.

    A, e - 1 >= 0 |- q rel 0      B, -e >= 0 |- q rel 0      D |- e^2 - e = 0
    -------------------------------------------------------------------------
    A, B, D |- q rel 0
    """
    first, second, bit = step.fact("first"), step.fact("second"), step.fact("bit")
    value = step.polynomial("value")
    equations = (value * value - value, value - value * value)
    need(bit.relation == "=" and bit.polynomial in equations, "not a bit", value)
    on = (first.on - {Condition(">=", value - ONE)}) | (second.on - {Condition(">=", -value)}) | bit.on
    return [_joined(first, second, on)]


def _joined(first: Fact, second: Fact, on: frozenset[Condition]) -> Fact:
    """What both facts say, with the strongest relation."""
    need(first.polynomial == second.polynomial, "the cases end differently", first, second)
    return fact(next(r for r in ("=", ">", ">=") if first.says(r) and second.says(r)), first.polynomial, on)


def absurd(step: Arguments) -> list[Fact]:
    """From a false constant, anything.

    A |- c rel 0, false for the rational c
    --------------------------------------
    A |- p rel 0
    """
    found, goal = step.fact("fact"), step.condition("goal")
    value = found.condition.polynomial.constant()
    if value is None:
        raise Rejected(f"not a constant: {found}")
    true = {"=": value == 0, ">=": value >= 0, ">": value > 0}[found.relation]
    need(not true, "not absurd", found)
    return [fact(goal.relation, goal.polynomial, found.on)]


def antisymmetry(step: Arguments) -> list[Fact]:
    """Two inequalities make an equation.

    A |- p >= 0      B |- -p >= 0
    -----------------------------
    A, B |- p = 0
    """
    first, second = step.fact("first"), step.fact("second")
    need(first.says(">=") and second.says(">="), "not inequalities")
    need(first.polynomial == -second.polynomial, "not opposite", first, second)
    return [fact("=", first.polynomial, first.on | second.on)]


def cut(step: Arguments) -> list[Fact]:
    """Discharge assumptions that are proved.

    A, q rel 0 |- p rel 0      B |- q rel 0
    ---------------------------------------
    A, B |- p rel 0
    """
    found = step.fact("fact")
    for by in map(step.lookup, step.sequence("by")):
        proved = {c for c in found.on if c.polynomial == by.polynomial and by.says(c.relation)}
        need(proved, "discharges nothing", by)
        found = found.under((found.on - proved) | by.on)
    return [found]


def weaken(step: Arguments) -> list[Fact]:
    """Add assumptions.

    A |- p rel 0
    ---------------
    A, B |- p rel 0
    """
    found = step.fact("fact")
    return [found.under(found.on | {read_condition(text, step.theory) for text in step.sequence("on")})]


def instantiate(step: Arguments) -> list[Fact]:
    """Put indices for index letters and terms for variables.

    A |- p rel 0
    ------------------------------   t known at i wherever its variable stands inside E[i](.)
    A[t/x, n/k] |- p[t/x, n/k] rel 0
    """
    found, theory = step.fact("fact"), step.theory
    letters = {key: read_index(text, theory) for key, text in step.mapping("letters", optional=True).items()}
    terms: dict[str, Image] = {}
    need(letters.keys() <= LETTERS, "not index letters", *letters)
    for name, text in step.mapping("terms", optional=True).items():
        need(theory.has_sort(name, "variable", "point"), f"{name} is not a variable")
        terms[name] = (read_vector if theory.symbols[name].is_vector else read_polynomial)(text, theory)
    return [substitute(found, Substitution(theory, letters, terms))]


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
