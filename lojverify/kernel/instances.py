"""Refutes a problem by an exact finite instance: every hypothesis holds in it and some goal is false.

An instance interprets the undefined symbols of a problem in R^d. Its probability space is that of a Markov chain:
the outcomes of the steps 0, 1, 2, ... are independent draws from a finite law, and known at k are the functions of
the first k outcomes. Polynomials are written in the coordinates x1, ..., xd, with rational coefficients.

    dimension     d
    constants     name -> rational;      vectors: name -> d rationals
    functions     name -> [{"upto": b, "value": polynomial}, ..., {"value": polynomial}]: the first piece holds
                  for x1 <= b, and so on; several pieces are for d = 1 and must join with equal derivatives
    chain         state: the name of a vector process of level 0;      start: its d coordinates at 0
                  outcomes: [{"probability": positive rational, "values": {name: coordinates}}, ...], the value
                  at k of each process of level 1, polynomials in the state at k; probabilities sum to 1
                  transition: the d coordinates of the state at k+1, polynomials in x1, ..., xd and in the
                  coordinates name1, name2, ... of those values
                  adapted: name -> coordinates, for the other processes of level 0 (polynomials in the state at
                  k) and for those of no level or level 2 (rationals)
    invariants    [{"holds": condition, "certificates": ...}, ...]: inequalities about the index k, shown by
                  induction; they may be supposed of the state when hypotheses are verified
    certificates  label of a hypothesis -> list of certificates, see `_proves`
    evaluate      goal: its position;      letters: letter -> number;      path: positions of the first outcomes
                  variables: name -> rational;      points: name -> d rationals
                  sides: [greater, lesser], scalars whose difference is the goal's polynomial, for the report

Definitions are evaluated as they are defined (an infimum only of bits that an invariant says are 1). A hypothesis is
verified for every real state with the invariants and for all values of its variables, in every case that outcomes,
pieces of functions and signs distinguish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from .arguments import Arguments, a_list, an_object, need, rational
from .check import Statement, Verdict, read_problem
from .facts import RELATIONS, Condition, Fact, fact, substitute
from .polynomial import NIL, Polynomial, Rejected, number
from .syntax import read_condition, read_fact, read_polynomial, read_vector
from .terms import Vector, as_polynomial, atom
from .theory import Substitution, Symbol, Theory
from .worlds import Coordinates, Interval, Model, World, at, cases, gradient

_LARGEST = 100  # the largest dimension, and the largest index at which a goal is evaluated


@dataclass(frozen=True)
class Evaluation:
    """A false goal: its text, where it was evaluated, and the enclosures of p in ``p relation 0`` and of two sides.

    `cases` counts for each hypothesis the cases in which its conclusion was verified (0: it holds vacuously).
    """

    goal: str
    letters: Mapping[str, int]
    path: tuple[int, ...]
    relation: str
    value: Interval
    sides: tuple[tuple[str, Interval], ...]
    cases: Mapping[str, int]


def refute(problem: object, instance: object) -> tuple[Verdict, Evaluation | None]:
    """Whether an instance refutes a problem: ``refuted``, with the false goal, or ``rejected``, with a reason."""
    try:
        statement = read_finite(problem)
        need(not statement.exists, "an instance does not refute that something exists")
        given = _part(instance)
        model = read_model(statement, problem, given)
        if given.has("invariants"):
            model.invariants = _invariants(model, given.sequence("invariants"))
        certificates = _optional(given, "certificates")
        need(set(certificates) <= set(statement.hypotheses), "a certificate for what is not a hypothesis")
        checked = {
            label: _verify(model, label, found, certificates.get(label, []))
            for label, found in statement.hypotheses.items()
        }
        evaluation = _falsify(model, statement, _part(given.pop("evaluate")), checked)
        given.close()
    except (Rejected, RecursionError) as error:
        return Verdict("rejected", reason=str(error)), None
    return Verdict("refuted", tuple(statement.hypotheses), steps=sum(checked.values())), evaluation


# -- reading -----------------------------------------------------------------------------------------------


def read_finite(problem: object) -> Statement:
    """Read a problem about a finite law, under which every mean is finite."""
    statement = read_problem("the problem", problem)
    for name, symbol in statement.theory.symbols.items():
        if symbol.indexed or symbol.sort.startswith("random"):
            statement.theory.upgrade(name, finite_mean=True, order=0)
    return statement


def _part(raw: object) -> Arguments:
    """An object of the instance; each part of it is read once."""
    if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
        raise Rejected("expected an object")
    return Arguments(Theory(), {}, raw)


def _optional(part: Arguments, key: str) -> dict[str, object]:
    """An object in which names are given their values; empty if it is not there."""
    return dict(_part(part.pop(key)).raw) if part.has(key) else {}


def _texts(raw: object, count: int) -> list[object]:
    texts = a_list(raw, "coordinates")
    need(len(texts) == count, f"expected {count} coordinates, not {raw!r}")
    return texts


def _numbers(raw: object, count: int) -> Coordinates:
    return tuple(number(rational(text)) for text in _texts(raw, count))


def _variables(names: Iterable[str]) -> Theory:
    """A theory of real variables; no name may occur twice."""
    theory = Theory()
    for name in names:
        theory.declare(name, Symbol("variable"))
    return theory


def _coordinates(name: str, count: int) -> list[str]:
    return [f"{name}{n}" for n in range(1, count + 1)]


def _polynomial(raw: object, theory: Theory) -> Polynomial:
    found = read_polynomial(raw, theory)
    need(all(a.tag == "var" for a in found.atoms()), f"{raw} is not a polynomial")
    return found


def _definitions(
    statement: Statement, problem: Mapping[str, object]
) -> dict[str, tuple[str, str, dict[str, Polynomial | Vector]]]:
    found: dict[str, tuple[str, str, dict[str, Polynomial | Vector]]] = {}
    for one in a_list(problem.get("definitions", []), "the definitions"):
        raw = an_object(one, "a definition")
        kind, letter = str(raw["kind"]), str(raw.get("letter", ""))
        read = read_vector if "against" in raw else read_polynomial
        keys = [] if kind in ("zero", "extremum") else ["value", "by", "start", "step"]
        terms: dict[str, Polynomial | Vector] = {key: read(raw[key], statement.theory) for key in keys if key in raw}
        if kind == "extremum" and raw["of"] == "infimum":
            terms["infimum"] = statement.theory.term(str(raw["value"]), (("k",), 0))
        found[str(raw["name"])] = kind, letter, terms
    return found


def read_model(statement: Statement, problem: object, given: Arguments) -> Model:
    """Read an instance; it interprets every undefined symbol once, by what its sort and level allow."""
    definitions = _definitions(statement, an_object(problem, "the problem"))
    theory = statement.theory
    undefined = {name: s for name, s in theory.symbols.items() if name not in definitions}
    d = _small(given.pop("dimension"), _LARGEST)
    need(d > 0, "the dimension is not positive")
    x = _variables(_coordinates("x", d))

    def section(part: Arguments, key: str, *wanted: str) -> dict[str, object]:
        found = _optional(part, key)
        need(set(found) == set(wanted), f"{key}: given are {sorted(found)}, wanted are {sorted(wanted)}")
        return found

    def of(sort: str) -> list[str]:
        return [name for name, s in undefined.items() if s.sort == sort]

    need(not of("random") and not of("random-vector"), "a random variable that is neither a process nor defined")
    model = Model(
        theory,
        definitions,
        d,
        {name: number(rational(raw)) for name, raw in section(given, "constants", *of("constant")).items()},
        {name: _numbers(raw, d) for name, raw in section(given, "vectors", *of("vector")).items()},
        {name: _function(raw, x, d) for name, raw in section(given, "functions", *of("function")).items()},
    )
    levels = {name: s.level for name, s in undefined.items() if s.indexed}
    if not levels:
        return model
    chain = _part(given.pop("chain"))
    model.state = chain.text("state")
    fits = model.state in of("vector-process") and levels[model.state] == 0
    need(fits, "the state is no vector process of level 0")
    model.start = _numbers(chain.pop("start"), d)
    count = {name: d if undefined[name].is_vector else 1 for name in levels}

    def values(part: Arguments, key: str, names: list[str]) -> dict[str, Coordinates]:
        return {
            name: tuple(_polynomial(text, x) for text in _texts(raw, count[name]))
            for name, raw in section(part, key, *names).items()
        }

    noise = [name for name, level in levels.items() if level == 1]
    for raw in chain.sequence("outcomes"):
        part = _part(raw)
        probability = rational(part.pop("probability"))
        need(probability > 0, "a probability is not positive")
        model.outcomes.append((probability, values(part, "values", noise)))
        part.close()
    need(sum(p for p, _ in model.outcomes) == 1, "the probabilities do not sum to 1")
    names = _variables([*_coordinates("x", d), *(c for name in noise for c in _coordinates(name, count[name]))])
    model.transition = tuple(_polynomial(text, names) for text in _texts(chain.pop("transition"), d))
    model.adapted = values(chain, "adapted", [n for n in levels if n not in noise and n != model.state])
    for name, terms in model.adapted.items():
        fits = levels[name] == 0 or all(term.constant() is not None for term in terms)
        need(fits, f"{name} is not known at k: it must be constant")
    chain.close()
    return model


def _function(raw: object, x: Theory, d: int) -> tuple[list[tuple[Fraction, Polynomial]], Polynomial]:
    """Read a continuously differentiable function: polynomials between breakpoints."""
    if not isinstance(raw, list) or not raw:
        raise Rejected("a function is a list of pieces")
    need(d == 1 or len(raw) == 1, "several pieces are for dimension 1")
    parts = [_part(one) for one in raw]
    upto = [rational(part.pop("upto")) for part in parts[:-1]]
    terms = [_polynomial(part.pop("value"), x) for part in parts]
    for part in parts:
        part.close()
    need(sorted(set(upto)) == upto, "the breakpoints do not increase")
    for bound, left, right in zip(upto, terms, terms[1:], strict=False):
        point = (number(bound),)
        need(at(left, {"x": point}) == at(right, {"x": point}), f"the function is not continuous at {bound}")
        need(gradient(left, point) == gradient(right, point), f"the derivative is not continuous at {bound}")
    return list(zip(upto, terms, strict=False)), terms[-1]


# -- (a) the hypotheses hold -------------------------------------------------------------------------------


def _invariants(model: Model, given: list[object]) -> list[Condition]:
    """Verify by induction that inequalities hold at every k: at 0, and at k+1 if all of them hold at k."""
    parts = [_part(raw) for raw in given]
    found = [read_condition(part.text("holds"), model.theory) for part in parts]
    for part, condition in zip(parts, found, strict=True):
        terms = fact(condition.relation, condition.polynomial)
        need(terms.letters() == {"k"} and not terms.variables(), f"{condition} is not about the index k alone")
        first, later = (Substitution(model.theory, {"k": index}) for index in (((), 0), (("k",), 1)))
        _verify(model, f"{condition} at 0", substitute(terms, first), [])
        step = fact(condition.relation, later.polynomial(condition.polynomial), found)
        _verify(model, f"{condition} at k+1", step, part.pop("certificates"))
        part.close()
    return found


def _verify(model: Model, label: str, found: Fact, certificates: object) -> int:
    """Verify a hypothesis in every case; returns the number of cases that are not vacuous."""
    need(found.relation in RELATIONS, f"{label} is a limit")
    proofs = _certificates(certificates, _variables(arbitrary(model, found)[1]))
    count = 0
    for on, value, sure in obligations(model, found):
        count += 1
        proved = sure or any(_proves(proof, on, found.relation, value) for proof in proofs)
        need(proved, f"{label} is not verified: {value} {found.relation} 0, where {sorted(on.items(), key=str)}")
    return count


def arbitrary(model: Model, found: Fact) -> tuple[World, list[str]]:
    """The world in which a hypothesis speaks of an arbitrary index and of all values of its variables, and their names.

    All its indices must be the same sum of letters plus numbers: that sum is the arbitrary index.
    """
    letters, symbols, d = sorted(found.letters()), model.theory.symbols, model.dimension
    given: dict[str, Polynomial | Coordinates] = {}
    state = _coordinates("x", d) if letters else []
    names = [*state]
    for name in sorted(found.variables()):
        own = _coordinates(name, d) if symbols[name].is_vector else [name]
        terms = tuple(as_polynomial(atom("var", one)) for one in own)
        given[name] = terms if symbols[name].is_vector else terms[0]
        names += own
    origin = tuple(as_polynomial(atom("var", one)) for one in state) if letters else model.start
    return World(model, dict.fromkeys(letters, 0), given, origin, free=bool(letters)), names


def obligations(model: Model, found: Fact) -> Iterator[tuple[dict[Polynomial, bool], Polynomial, bool]]:
    """The cases of a hypothesis that are not vacuous: what is known, the value of its conclusion, if that is sure.

    Known are polynomials p with p >= 0 (True: p > 0).
    """

    def read(one: World) -> tuple[list[tuple[str, Polynomial]], Polynomial | None]:
        on = [(c.relation, one.scalar(c.polynomial)) for c in sorted(found.on, key=str)]
        if one.free:
            here = replace(one, letters={"k": 0})
            on += [(c.relation, here.scalar(c.polynomial)) for c in model.invariants]
        vacuous = any(b is not None and b.never(relation) for relation, value in on for b in [one.bounds(value)])
        return on, None if vacuous else one.scalar(found.polynomial)

    for _, one, (on, value) in cases(arbitrary(model, found)[0], read):
        if value is None:
            continue
        bounds = one.bounds(value)
        on += [(">=", p) if holds else (">", -p) for p, holds in one.decided.items()]
        strict: dict[Polynomial, bool] = {}
        for relation, term in [*on, *((">=", -p) for relation, p in on if relation == "=")]:
            strict[term] = strict.get(term, False) or relation == ">"
        yield strict, value, bounds is not None and bounds.surely(found.relation)


Certificate = list[tuple[Fraction, list[Polynomial], list[Polynomial]]]


def _certificates(raw: object, names: Theory) -> list[Certificate]:
    """Read a list of lists of [positive rational, [factors], [squares]]."""
    found: list[Certificate] = []
    for one in a_list(raw, "the certificates"):
        found.append([])
        for term in a_list(one, "a certificate"):
            parts = a_list(term, "a term of a certificate")
            need(len(parts) == 3, "a term of a certificate is [coefficient, [factors], [squares]]")
            factors, squares = (
                [_polynomial(text, names) for text in a_list(p, "a list of factors")] for p in parts[1:]
            )
            found[-1].append((rational(parts[0]), factors, squares))
            need(found[-1][-1][0] > 0, "a coefficient of a certificate is not positive")
    return found


def _proves(certificate: Certificate, on: Mapping[Polynomial, bool], relation: str, goal: Polynomial) -> bool:
    """Whether a sum of coefficient * product of assumptions * product of squares proves ``goal relation 0``.

    Each summand is >= 0, and > 0 if it has no squares and its assumptions are strict. So is the sum. Either it is
    the goal, or a constant for which that is impossible, so that the case does not occur.
    """
    total, strict = NIL, False
    for coefficient, factors, squares in certificate:
        if any(factor not in on for factor in factors):
            return False
        product = number(coefficient)
        for factor in [*factors, *squares, *squares]:
            product = product * factor
        total = total + product
        strict = strict or (not squares and all(on[factor] for factor in factors))
    value = total.constant()
    impossible = value is not None and (value < 0 or (value == 0 and strict))
    return impossible or (total == goal and (relation == ">=" or (relation == ">" and strict)))


# -- (b) a goal is false -----------------------------------------------------------------------------------


def _falsify(model: Model, statement: Statement, raw: Arguments, checked: Mapping[str, int]) -> Evaluation:
    """Evaluate a goal: its assumptions hold and its conclusion fails, on a path of positive probability."""
    theory = statement.theory
    text = statement.goals[_small(raw.pop("goal"), len(statement.goals) - 1)]
    goal = read_fact(text, theory)
    need(goal.relation in RELATIONS, "a limit cannot be evaluated")
    letters = {name: _small(n, _LARGEST) for name, n in _optional(raw, "letters").items()}
    need(set(letters) == goal.letters(), f"the index letters of the goal are {sorted(goal.letters())}")
    variables, points = _optional(raw, "variables"), _optional(raw, "points")
    need({*variables, *points} == goal.variables(), f"the variables of the goal are {sorted(goal.variables())}")
    given: dict[str, Polynomial | Coordinates] = {}
    for name in goal.variables():
        vector = theory.symbols[name].is_vector
        need(name in (points if vector else variables), f"{name} is of the other kind")
        given[name] = _numbers(points[name], model.dimension) if vector else number(rational(variables[name]))
    steps = raw.sequence("path") if raw.has("path") else []
    path = tuple(_small(n, len(model.outcomes) - 1) for n in steps)
    world = World(model, letters, given, model.start, path=path)

    def enclose(term: Polynomial) -> Interval:
        bounds = world.bounds(world.scalar(term))
        if bounds is None:
            raise Rejected(f"{term} has no value")
        return bounds

    for condition in goal.on:
        need(enclose(condition.polynomial).surely(condition.relation), f"the goal supposes {condition}")
    value = enclose(goal.polynomial)
    need(value.never(goal.relation), f"the goal is not false: {goal} at {letters}")
    texts = [str(side) for side in raw.sequence("sides")] if raw.has("sides") else []
    sides = [read_polynomial(side, theory) for side in texts]
    need(not sides or (len(sides) == 2 and sides[0] - sides[1] == goal.polynomial), "not the goal's sides")
    raw.close()
    shown = tuple(zip(texts, map(enclose, sides), strict=True))
    return Evaluation(text, letters, path, goal.relation, value, shown, checked)


def _small(found: object, largest: int) -> int:
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= largest:
        raise Rejected(f"{found!r} is not a number from 0 to {largest}")
    return found
