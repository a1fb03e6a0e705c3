"""Replays a proof: a list of claims, each with its problem (the statement) and its steps. The last claim is the goal.

The checker never searches and never repairs. A problem says what is to be shown and under which hypotheses; the
steps say how; the two are read separately and compared last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .arguments import Arguments, a_list, a_text, an_integer, an_object, need
from .citation import cite
from .facts import Fact, follows, substitute
from .polynomial import Rejected
from .rules import RULES
from .rules.definitions import define
from .syntax import read_fact, read_polynomial, read_vector
from .terms import letters_of, variables_of
from .theory import Image, Substitution, Symbol, Theory

FORMAT = "lojverify-proof/1"
# What ill-formed input that no rule has foreseen may raise; it proves nothing.
MALFORMED = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True)
class Verdict:
    """What a replay found: `status` is proved, holey or rejected; `reason` says why it was rejected.

    `used` are the hypotheses that the conclusion rests on, `holes` the facts that were assumed without proof,
    `steps` the number of steps replayed, `rules` how often each rule was applied.
    """

    status: str
    used: tuple[str, ...] = ()
    holes: tuple[str, ...] = ()
    steps: int = 0
    rules: Mapping[str, int] = field(default_factory=dict)
    reason: str = ""


@dataclass
class Statement:
    """A problem after reading, and what its proof has shown.

    `stated` are the symbols of the problem; `theory` also has those of the proof, and the attributes that it proves.
    """

    name: str
    theory: Theory
    definitions: dict[str, Fact] = field(default_factory=dict)
    hypotheses: dict[str, Fact] = field(default_factory=dict)
    exists: dict[str, str] = field(default_factory=dict)
    goals: list[str] = field(default_factory=list)
    stated: dict[str, Symbol] = field(default_factory=dict)
    proved_goals: list[Fact] = field(default_factory=list)
    holes: list[str] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)


def read_problem(name: str, problem: object) -> Statement:
    """Read a problem: an object with symbols, definitions, hypotheses, exists and goals."""
    theory = Theory()
    part = Arguments(theory, {}, an_object(problem, "a problem"))
    statement = Statement(name, theory)
    for symbol, raw in part.mapping("symbols", optional=True).items():
        theory.declare(symbol, _symbol(symbol, raw))
    for raw in part.sequence("definitions", optional=True):
        statement.definitions.update(define(Arguments(theory, {}, an_object(raw, "a definition"))))
    for label, text in part.mapping("hypotheses", optional=True).items():
        need(label not in statement.definitions, f"the label {label} is used twice")
        statement.hypotheses[label] = read_fact(text, theory)
    for symbol, sort in part.mapping("exists", optional=True).items():
        need(sort in ("constant", "vector"), f"{symbol}: what exists is a constant or a vector")
        statement.exists[symbol] = a_text(sort, symbol)
        theory.declare(symbol, Symbol(statement.exists[symbol]))
    statement.goals = [a_text(goal, "a goal") for goal in part.sequence("goals")]
    need(statement.goals, "a problem has goals")
    part.close()
    statement.stated = dict(theory.symbols)
    return statement


def _symbol(name: str, raw: object) -> Symbol:
    found = an_object(raw, name)
    need(found.keys() <= {"sort", "level", "order"}, f"{name}: a symbol has a sort, a level and an order")
    level, order = (None if n is None else an_integer(n, name, 0, 2) for n in (found.get("level"), found.get("order")))
    return Symbol(a_text(found.get("sort"), f"the sort of {name}"), level, order)


def check_proof(file: Mapping[str, object]) -> Verdict:
    """The verdict on a proof file: an object with a format and claims."""
    if file.keys() != {"format", "claims"} or file["format"] != FORMAT:
        return Verdict("rejected", reason=f"not a file of the format {FORMAT}")
    return replay(file["claims"])[0]


def replay(claims: object, earlier: Mapping[str, Statement] | None = None) -> tuple[Verdict, list[Statement]]:
    """Replay a list of claims in order; a claim may cite earlier ones. The verdict is on the last.

    `earlier` are statements that this process has replayed before, so that they need not be replayed again; what is
    read from a file is replayed without them.
    """
    done: dict[str, Statement] = dict(earlier or {})
    name = "the proof"
    try:
        for raw in a_list(claims, "the claims"):
            claim = an_object(raw, "a claim")
            name = a_text(claim.get("name"), "the name of a claim")
            need(claim.keys() <= {"name", "problem", "proof"}, "a claim has a name, a problem and a proof")
            need(name not in done, "it is claimed twice")
            statement = read_problem(name, claim.get("problem"))
            _replay_proof(statement, claim.get("proof"), done)
            done[name] = statement
        need(name in done, "there is no claim")
    except Rejected as error:
        return Verdict("rejected", reason=f"{name}: {error}"), []
    except MALFORMED as error:
        return Verdict("rejected", reason=f"{name}: malformed ({type(error).__name__})"), []
    return verdict_on(done.values()), list(done.values())


def verdict_on(statements: Iterable[Statement]) -> Verdict:
    """The verdict on the last of replayed statements; its steps and rules are those of all of them."""
    *_, last = done = list(statements)
    count = sum((statement.rules for statement in done), Counter[str]())
    used = tuple(label for label in last.hypotheses if label in last.used)
    status = "holey" if last.holes else "proved"
    return Verdict(status, used, tuple(last.holes), count.total(), dict(count))


def _replay_proof(statement: Statement, proof: object, done: Mapping[str, Statement]) -> None:
    if proof is None:
        statement.holes.append(statement.name)
        statement.used.update(statement.hypotheses)
        statement.proved_goals = [read_fact(goal, statement.theory) for goal in statement.goals]
        return
    script = an_object(proof, "a proof")
    need(script.keys() <= {"steps", "witness", "conclude"}, "a proof has steps, witness and conclude")
    facts = {**statement.definitions, **statement.hypotheses}
    parents: dict[str, list[str]] = {}
    pending: list[str] = []  # labels that the conclusion rests on: the goals, and what is behind proved attributes
    for raw in a_list(script.get("steps", []), "the steps"):
        step = dict(an_object(raw, "a step"))
        rule, label = step.pop("rule", None), step.pop("id", None)
        a_text(step.pop("note", ""), "a note")  # for readers; the kernel ignores it
        upgrades = statement.theory.upgrades
        try:
            new, read = apply_step(rule, label, step, statement, facts, done)
        except Rejected as error:
            raise Rejected(f"step {label} ({rule}): {error}") from None
        statement.rules[str(rule)] += 1
        for key, found in new.items():
            need(key not in facts, f"the label {key} is used twice")
            facts[key] = found
            parents[key] = read
        if statement.theory.upgrades > upgrades:
            pending.extend(read)
    pending.extend(_conclude(statement, script, facts))
    while pending:
        one = pending.pop()
        if one not in statement.used:
            statement.used.add(one)
            pending.extend(parents.get(one, ()))


def apply_step(
    rule: object,
    label: object,
    raw: Mapping[str, object],
    statement: Statement,
    facts: Mapping[str, Fact],
    done: Mapping[str, Statement],
) -> tuple[dict[str, Fact], list[str]]:
    """Carry out one step; returns what it proves, by label, and the labels that it read."""
    step = Arguments(statement.theory, facts, raw)
    name = a_text(label, "the id of a step")
    if rule == "define":
        return define(step), step.parents
    if rule == "hole":
        conclusions = [read_fact(step.pop("fact"), step.theory)]
        statement.holes.append(str(conclusions[0]))
    elif rule == "cite":
        claim = step.text("claim")
        need(claim in done, f"{claim} is not an earlier claim")
        conclusions = cite(step, done[claim])
        statement.holes.extend(f"{claim}: {hole}" for hole in done[claim].holes)
    else:
        need(a_text(rule, "a rule") in RULES, f"{rule} is not a rule")
        conclusions = RULES[str(rule)](step)
    step.close()
    labels = [name] if len(conclusions) == 1 else [f"{name}.{n}" for n in range(1, len(conclusions) + 1)]
    return dict(zip(labels, conclusions, strict=True)), step.parents


def _conclude(statement: Statement, script: Mapping[str, object], facts: Mapping[str, Fact]) -> list[str]:
    """Compare what was proved with the goals, after putting the witnesses for what is claimed to exist."""
    theory = statement.theory
    witness: dict[str, Image] = {}
    raw = an_object(script.get("witness", {}), "the witness")
    need(raw.keys() == statement.exists.keys(), "the witnesses are not those that the problem asks for")
    for name, text in raw.items():
        value = (read_vector if statement.exists[name] == "vector" else read_polynomial)(text, theory)
        need(theory.known(value, None), f"the witness for {name} is not a constant")
        need(not letters_of(value) | variables_of(value), f"the witness for {name} is not closed")
        witness[name] = value
    labels = [a_text(label, "a label") for label in a_list(script.get("conclude", []), "conclude")]
    need(len(labels) == len(statement.goals), "a proof concludes each goal once")
    for label, text in zip(labels, statement.goals, strict=True):
        need(label in facts, f"there is no fact {label}")
        goal = read_fact(text, theory)
        private = sorted(goal.names() - statement.stated.keys())
        need(not private, "the goal speaks of what the problem does not declare", *private)
        wanted = substitute(goal, Substitution(theory, terms=witness))
        if not follows(facts[label], wanted):
            raise Rejected(f"the goal is {wanted} but proved is {facts[label]}")
        statement.proved_goals.append(goal)
    return labels
