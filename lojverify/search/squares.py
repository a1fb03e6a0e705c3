"""Shows that a quadratic is nonnegative where others are: a nonnegative combination of them plus squares."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import chain

from ..kernel.polynomial import ONE, Polynomial, from_monomial
from ..kernel.terms import Atom

Term = list[object]  # [coefficient, factors, squares], as an instance writes it
_ZERO = Fraction(0)


def certificate(on: Mapping[Polynomial, bool], value: Polynomial, relation: str) -> list[Term] | None:
    """Why ``value relation 0`` holds (or cannot but) where every p in `on` is >= 0, or > 0 if it says True.

    Returns summands, or None if none are found.
    """
    if relation == "=":
        return None
    strict = relation == ">"
    for goal in (value, -ONE):  # or the case does not occur
        for factors in _multiples(on, goal):
            rest = goal
            for factor, times in factors:
                rest = rest - factor.scale(times)
            needs = strict and goal is value and not any(on[factor] and times for factor, times in factors)
            squares = _squares(rest, positive=needs)
            if squares is not None:
                made: list[Term] = [[str(times), [str(factor)], []] for factor, times in factors if times]
                return [*made, *squares]
    return None


def _multiples(on: Mapping[Polynomial, bool], goal: Polynomial) -> list[list[tuple[Polynomial, Fraction]]]:
    """Multipliers that are worth trying: none, one, or a few pairs."""
    factors = [p for p in on if p.constant() is None and _degree(p) <= 2 and all(" " not in a.name for a in _atoms(p))]
    found: list[list[tuple[Polynomial, Fraction]]] = [[]]
    for factor in factors:
        found += [[(factor, times)] for times in _best(goal, factor)]
    for factor in factors:
        for first in _best(goal, factor):
            rest = goal - factor.scale(first)
            found += [[(factor, first), (f, t)] for f in factors if f is not factor for t in _best(rest, f)]
    return found[:_MOST]


_MOST = 60


def _best(goal: Polynomial, factor: Polynomial) -> list[Fraction]:
    """Positive t that may make goal - t factor a sum of squares: where its discriminant in one variable is least.

    With goal = A x^2 + B x + D and factor = a x^2 + b x + d, the discriminant (B - t b)^2 - 4 (A - t a)(D - t d) is a
    quadratic in t. In several variables, ratios of coefficients are all that is tried.
    """
    atoms = sorted({*_atoms(goal), *_atoms(factor)}, key=str)
    found: list[Fraction] = []
    if len(atoms) == 1:
        (A, B, D), (a, b, d) = (_coefficients(p) for p in (goal, factor))
        lead, middle = b * b - 4 * a * d, -2 * B * b + 4 * (A * d + a * D)
        if lead > 0:
            found.append(-middle / (2 * lead))
        found += [x / y for x, y in ((A, a), (D, d), (B, b)) if y]
        if len(found) > 1:
            found.append((found[0] + found[1]) / 2)
    else:
        found += [Fraction(c) / factor.terms[m] for m, c in goal.terms.items() if m in factor.terms]
    return [t for t in dict.fromkeys(found) if t > 0]


def _degree(p: Polynomial) -> int:
    return max((sum(n for _, n in monomial) for monomial in p.terms), default=0)


def _atoms(p: Polynomial) -> set[Atom]:
    return set(chain.from_iterable((atom for atom, _ in monomial) for monomial in p.terms))


def _coefficients(p: Polynomial) -> tuple[Fraction, Fraction, Fraction]:
    """Those of the square, of the variable and of 1 in a quadratic in one variable."""
    by_degree = {sum(n for _, n in monomial): Fraction(c) for monomial, c in p.terms.items()}
    return by_degree.get(2, _ZERO), by_degree.get(1, _ZERO), by_degree.get(0, _ZERO)


def _squares(p: Polynomial, *, positive: bool) -> list[Term] | None:
    """A quadratic as a sum of squares, by completing them, plus a constant > 0 if `positive`; None if it is not one."""
    if _degree(p) > 2 or any(atom.tag != "var" for atom in _atoms(p)):
        return None
    made: list[Term] = []
    while _atoms(p):
        x = next((x for x in sorted(_atoms(p), key=str) if p.terms.get(((x, 2),), _ZERO) > 0), None)
        if x is None:
            return None
        lead = Fraction(p.terms[((x, 2),)])
        half = from_monomial(((x, 1),))
        for monomial, c in p.terms.items():
            exponents = dict(monomial)
            if exponents.pop(x, 0) == 1:
                half = half + from_monomial(tuple(exponents.items()), Fraction(c) / (2 * lead))
        made.append([str(lead), [], [str(half)]])
        p = p - (half * half).scale(lead)
    rest = p.constant()
    if rest is None or rest < 0 or (positive and rest == 0):
        return None
    if rest:
        made.append([str(Fraction(rest)), [], []])
    return made or [["1", [], ["0"]]]
