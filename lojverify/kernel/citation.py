"""The use of a proved claim: its symbols are replaced by terms, its hypotheses are discharged, its goals hold.

A claim speaks of arbitrary symbols with the declared attributes that satisfy its defining facts and hypotheses.
A claim about constants only (no process, no expectation) is a theorem about numbers and vectors: it may be used for
each outcome separately, that is with random terms and under assumptions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .arguments import Arguments, need
from .facts import Fact, follows, substitute
from .polynomial import Polynomial
from .syntax import LETTERS, read_polynomial, read_vector
from .terms import Index, Vector, letters_of, variables_of
from .theory import SORTS, Substitution, Symbol, Theory

if TYPE_CHECKING:
    from .check import Statement

_NUMBERS = ("constant", "vector", "variable", "point", "function")


def cite(step: Arguments, claim: Statement) -> list[Fact]:
    """Instantiate a claim.

    H_1, ..., H_n |- G   (a claim, for all symbols)      |- H_i[t]
    --------------------------------------------------------------   t of the declared sorts, levels and orders
    |- G[t]
    """
    theory = step.theory
    given = step.mapping("terms") if step.has("terms") else {}
    new = step.mapping("new") if step.has("new") else {}
    need(set(given) <= set(claim.stated), "a symbol is replaced that the claim does not have")
    need(set(new) == set(claim.exists), "what the claim says exists needs new names")
    required = {**claim.definitions, **claim.hypotheses}
    goals = claim.proved_goals
    pointwise = not claim.exists and all(s.sort in _NUMBERS for n, s in claim.stated.items()) and not any(
        {"E", "mean"} & f.functionals() for f in [*required.values(), *goals]
    )
    bound_letters = frozenset().union(*(f.letters() | {f.letter} for f in [*required.values(), *goals]))
    images, variables = _images(step, claim, given, bound_letters, pointwise)
    for name, fresh in new.items():
        need(isinstance(fresh, str), "a new name is a text")
        theory.declare(str(fresh), Symbol(claim.exists[name]))
        images[name] = theory.term(str(fresh))
    by = Substitution(theory, terms=images)
    premises = step.mapping("premises") if step.has("premises") else {}
    need(
        set(premises) == set(required),
        f"premises missing or unknown: {sorted(set(premises) ^ set(required))}",
    )
    on: frozenset[object] = frozenset()
    for label, hypothesis in required.items():
        wanted = substitute(hypothesis, by)
        found = step.lookup(premises[label])
        extra = found.on - wanted.on
        for condition in extra:
            need(pointwise, f"{label} is proved only under {condition}")
            dependent = (
                letters_of(condition.polynomial) & bound_letters
                or variables_of(condition.polynomial) & variables
            )
            need(not dependent, f"{label} is proved only under {condition}")
        weakened = Fact(found.on - extra, found.relation, found.polynomial, found.limit, found.letter)
        need(follows(weakened, wanted), f"{label} is {wanted} but proved is {found}")
        on |= extra
    _transfer(theory, claim, images)
    found_goals = [substitute(goal, by) for goal in goals]
    return [g.under(g.on | on) for g in found_goals]  # type: ignore[arg-type]


def _images(
    step: Arguments,
    claim: Statement,
    given: dict[str, object],
    bound_letters: frozenset[str],
    pointwise: bool,
) -> tuple[dict[str, object], set[str]]:
    """The image of every symbol of the claim: the given term, or the symbol of the same name; and the variables."""
    theory = step.theory
    images: dict[str, object] = {}
    variables: set[str] = set()
    for name, symbol in claim.stated.items():
        if name in claim.exists:
            continue
        image = _read(theory, name, symbol, given.get(name))
        if symbol.sort in ("variable", "point"):
            atoms = [p[0] for p in image.parts] if isinstance(image, Vector) else list(image.atoms())  # type: ignore[union-attr]
            plain = len(atoms) == 1 and image == theory.term(str(atoms[0].args[0])) if atoms else False
            need(plain and atoms[0].tag == SORTS[symbol.sort], f"{name} is a variable and must stay one")
            need(str(atoms[0]) not in variables, f"two variables of the claim become {atoms[0]}")
            variables.add(str(atoms[0]))
        images[name] = image
    for name, image in images.items():
        symbol = claim.stated[name]
        if symbol.sort in ("variable", "point", "function"):
            continue
        letter, term = image if isinstance(image, tuple) else ("", image)
        need(
            not (letters_of(term) - {letter}) & bound_letters,
            f"the image of {name} uses a letter of the claim",
        )
        need(not variables_of(term) & variables, f"the image of {name} uses a variable of the claim")
        need(pointwise or not variables_of(term), f"the image of {name} contains a variable")
        closed = not claim.exists or letters_of(term) <= {letter}
        need(closed, f"the image of {name} depends on an index, and what exists would too")
        _fits(theory, name, symbol, letter, term, pointwise)
        if name in claim.theory.origins:
            kind, process = claim.theory.origins[name]
            source, own = images[process], _plain(theory, "", term)
            need(own is not None and isinstance(source, tuple), f"the image of {name} is not an extremum")
            same = source[1] == theory.term(theory.origin(str(own), kind), ((source[0],), 0))  # type: ignore[index]
            need(same, f"the image of {name} is not the {kind} of the image of {process}")
    return images, variables


def _read(theory: Theory, name: str, symbol: Symbol, raw: object) -> object:
    if raw is None:
        own = theory.symbols.get(name)
        need(own is not None and own.sort == symbol.sort, f"{name} has no image")
        raw = f"{name}[k]" if symbol.indexed else name
        raw = {"letter": "k", "term": raw} if symbol.indexed else raw
    if symbol.sort == "function":
        need(isinstance(raw, str), f"{name} is a function")
        return raw
    read = read_vector if symbol.is_vector else read_polynomial
    if symbol.indexed:
        need(isinstance(raw, dict) and set(raw) == {"letter", "term"}, f"{name} needs a letter and a term")
        assert isinstance(raw, dict)
        need(raw["letter"] in [*LETTERS], f"{name}: not an index letter")
        return raw["letter"], read(raw["term"], theory)
    need(isinstance(raw, str), f"{name} needs a term")
    return read(raw, theory)  # type: ignore[arg-type]


def _fits(
    theory: Theory, name: str, symbol: Symbol, letter: str, term: Polynomial | Vector, pointwise: bool
) -> None:
    """Reject unless the term has the sort, level, order and range that the claim supposes of its symbol."""
    need(isinstance(term, Vector) == symbol.is_vector, f"{name} takes the other kind of term")
    if symbol.sort in ("constant", "vector"):
        need(pointwise or theory.known(term, None), f"{name} is a constant but {term} is not")
    if symbol.indexed:
        index: Index | None = None if symbol.level is None else ((letter,), symbol.level)
        need(theory.known(term, index), f"{term} is not known when {name} is")
        if symbol.level is not None and symbol.order is not None:
            past: Index = ((letter,), max(symbol.level - 1, 0))
            by = Substitution(theory, {letter: ((letter,), 1)} if symbol.level == 0 else {})
            order = (
                theory.order_of_vector(by.vector(term), past)
                if isinstance(term, Vector)
                else theory.order_of(by.polynomial(term), past)
            )
            need(order is not None and order <= symbol.order, f"{term} is not as integrable as {name}")
    if symbol.bounded or symbol.finite_mean:
        image = _plain(theory, letter, term)
        need(image is not None, f"{name} has a bound or a mean, so its image must be a symbol")
        own = theory.symbols[str(image)]
        need(own.bounded or not symbol.bounded, f"{image} is not known to lie in [0,1]")


def _plain(theory: Theory, letter: str, term: Polynomial | Vector) -> str | None:
    """The name of the symbol that a term is, None if it is anything else."""
    atoms = [p[0] for p in term.parts] if isinstance(term, Vector) else list(term.atoms())
    if len(atoms) != 1 or atoms[0].tag not in ("const", "vec", "rand", "vrand", "proc", "vproc"):
        return None
    name = str(atoms[0].args[0])
    if theory.symbols[name].indexed != bool(letter):
        return None
    return name if term == theory.term(name, ((letter,), 0) if letter else None) else None


def _transfer(theory: Theory, claim: Statement, images: dict[str, object]) -> None:
    """What the claim proved of a process (its order, its finite mean) holds for the image."""
    for name in claim.stated:
        symbol, image = claim.theory.symbols[name], images.get(name)
        if symbol.sort not in ("process", "random") or image is None:
            continue
        letter, term = image if isinstance(image, tuple) else ("", image)
        own = _plain(theory, letter, term)  # type: ignore[arg-type]
        if own is None:
            continue
        if symbol.finite_mean:
            theory.upgrade(own, finite_mean=True)
        if (
            symbol.order is not None
            and theory.symbols[own].order is None
            and symbol.level == theory.symbols[own].level
        ):
            theory.upgrade(own, order=symbol.order)
