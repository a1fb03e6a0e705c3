"""The use of a proved claim: its symbols are replaced by terms, its hypotheses are discharged, its goals hold.

A claim speaks of arbitrary symbols with the declared attributes that satisfy its defining facts and hypotheses.
A claim about constants only (nothing random, so no expectation, and nothing that exists) is a theorem about numbers
and vectors: it may be used for each outcome separately, that is with random terms and under assumptions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .arguments import Arguments, a_text, an_object, need
from .facts import Condition, Fact, follows, substitute
from .polynomial import Rejected
from .syntax import LETTERS, read_polynomial, read_vector
from .terms import Term, letters_of, variables_of
from .theory import Image, Substitution, Symbol, Theory

if TYPE_CHECKING:
    from .check import Statement

_VARIABLES = ("variable", "point")
_NUMBERS = ("constant", "vector", "function", *_VARIABLES)


def cite(step: Arguments, claim: Statement) -> list[Fact]:
    """Instantiate a claim.

    H_1, ..., H_n |- G   (a claim, for all symbols)      |- H_i[t]
    --------------------------------------------------------------   t of the declared sorts, levels and orders
    |- G[t]

    What the claim says exists gets new names. For a theorem about numbers, B |- H_i[t] gives B |- G[t].
    """
    theory = step.theory
    given, new = step.mapping("terms", optional=True), step.mapping("new", optional=True)
    need(given.keys() <= claim.stated.keys() - claim.exists.keys(), "a symbol is replaced that the claim does not have")
    need(new.keys() == claim.exists.keys(), "what the claim says exists needs new names")
    required = {**claim.definitions, **claim.hypotheses}
    bound = frozenset().union(*(found.letters() for found in (*required.values(), *claim.proved_goals)))
    pointwise = not claim.exists and all(symbol.sort in _NUMBERS for symbol in claim.stated.values())
    images, variables = _images(theory, claim, given)
    for name, image in images.items():
        if claim.stated[name].sort not in (*_VARIABLES, "function"):
            letter, term = _body(image)
            need(not (letters_of(term) - {letter}) & bound, f"the image of {name} uses a letter of the claim")
            need(not variables_of(term) & variables, f"the image of {name} uses a variable of the claim")
            need(pointwise or not variables_of(term), f"the image of {name} contains a variable")
            closed = not claim.exists or letters_of(term) <= {letter}
            need(closed, f"the image of {name} depends on an index, and what exists would too")
            _fits(theory, name, claim.stated[name], letter, term, pointwise=pointwise)
            _same_origin(theory, claim, name, images)
    for name, fresh in new.items():
        theory.declare(a_text(fresh, "a new name"), Symbol(claim.exists[name]))
        images[name] = theory.term(str(fresh))
    by = Substitution(theory, terms=images)
    premises = step.mapping("premises", optional=True)
    need(premises.keys() == required.keys(), "premises missing or unknown", *sorted(premises.keys() ^ required.keys()))
    on: set[Condition] = set()
    for label, hypothesis in required.items():
        wanted, found = substitute(hypothesis, by), step.lookup(premises[label])
        extra = found.on - wanted.on
        for condition in extra:
            free = not variables_of(condition.polynomial) & variables
            need(pointwise and free, f"{label} is proved only under", condition)
        if not follows(found.under(found.on - extra), wanted):
            raise Rejected(f"{label} is {wanted} but proved is {found}")
        on |= extra
    _transfer(theory, claim, images)
    goals = [substitute(goal, by) for goal in claim.proved_goals]
    return [goal.under(goal.on | on) for goal in goals]


def _images(theory: Theory, claim: Statement, given: Mapping[str, object]) -> tuple[dict[str, Image], set[str]]:
    """The image of every symbol of the claim, the symbol of the same name if none is given; and the variables."""
    images: dict[str, Image] = {}
    variables: set[str] = set()
    for name, symbol in claim.stated.items():
        if name in claim.exists:
            continue
        image = images[name] = _read(theory, name, symbol, given.get(name))
        if symbol.sort in _VARIABLES:
            own = _plain(theory, image)
            need(theory.has_sort(own, symbol.sort), f"{name} is a variable and must stay one")
            need(own not in variables, f"two variables of the claim become {own}")
            variables.add(own)
    return images, variables


def _read(theory: Theory, name: str, symbol: Symbol, raw: object) -> Image:
    if raw is None:
        need(theory.has_sort(name, symbol.sort), f"{name} has no image")
        raw = {"letter": "k", "term": f"{name}[k]"} if symbol.indexed else name
    if symbol.sort == "function":
        return a_text(raw, name)
    read = read_vector if symbol.is_vector else read_polynomial
    if not symbol.indexed:
        return read(raw, theory)
    pair = an_object(raw, name)
    need(pair.keys() == {"letter", "term"}, f"{name} needs a letter and a term")
    letter = a_text(pair["letter"], name)
    need(letter in LETTERS, f"{name}: not an index letter")
    return letter, read(pair["term"], theory)


def _body(image: Image) -> tuple[str, Term]:
    """The letter ("" if there is none) and the term of an image."""
    if isinstance(image, str):
        raise Rejected(f"{image} is a function")
    return image if isinstance(image, tuple) else ("", image)


def _fits(theory: Theory, name: str, symbol: Symbol, letter: str, term: Term, *, pointwise: bool) -> None:
    """Reject unless the term has the sort, level, order and range that the claim supposes of its symbol."""
    if symbol.sort in ("constant", "vector"):
        need(pointwise or theory.known(term, None), f"{name} is a constant, its image is not", term)
    if symbol.indexed:
        at = None if symbol.level is None else ((letter,), symbol.level)
        need(theory.known(term, at), f"not known when {name} is", term)
    if symbol.level is not None and symbol.order is not None:
        order = theory.symbol_order(term, letter, symbol.level)
        need(order is not None and order <= symbol.order, f"not as integrable as {name}", term)
    if symbol.bounded:
        own = theory.symbols.get(_plain(theory, (letter, term) if letter else term))
        need(own is not None and own.bounded, "not known to lie in [0,1]", term)


def _same_origin(theory: Theory, claim: Statement, name: str, images: Mapping[str, Image]) -> None:
    """Reject unless the image of an infimum, supremum or limit is that of the image of its process."""
    if name in claim.theory.origins:
        kind, process = claim.theory.origins[name]
        letter, term = _body(images[process])
        own = theory.origin(_plain(theory, images[name]), kind)
        need(term == theory.term(own, ((letter,), 0)), f"the image of {name} is not the {kind} of that of {process}")


def _plain(theory: Theory, image: Image) -> str:
    """The symbol that an image is, "" if it is anything else."""
    letter, term = _body(image)
    for name in {atom.name for atom in term.atoms()} & theory.symbols.keys():
        symbol = theory.symbols[name]
        if symbol.indexed == bool(letter) and symbol.sort != "function":
            return name if term == theory.term(name, ((letter,), 0) if letter else None) else ""
    return ""


def _transfer(theory: Theory, claim: Statement, images: Mapping[str, Image]) -> None:
    """What the claim proved of a process or random variable (an order, a finite mean) holds for the image."""
    for name in claim.stated:
        symbol = claim.theory.symbols[name]
        own = _plain(theory, images[name]) if symbol.sort in ("process", "random") else ""
        if own and symbol.finite_mean:
            theory.upgrade(own, finite_mean=True)
        there = theory.symbols[own] if own else symbol
        if symbol.order is not None and there.order is None and there.level == symbol.level:
            theory.upgrade(own, order=symbol.order)
