"""Replays a proof: a list of claims, each with its problem (the statement) and its steps. The last claim is the goal.

The checker never searches and never repairs. A problem says what is to be shown and under which hypotheses; the
steps say how; the two are read separately and compared last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from .arguments import Arguments, need
from .citation import cite
from .facts import Fact, check_names, follows, substitute
from .polynomial import Polynomial, Rejected
from .rules import RULES
from .rules.definitions import KINDS, Defined
from .syntax import read_fact, read_polynomial, read_vector
from .terms import letters_of, variables_of
from .theory import Substitution, Symbol, Theory

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
    """A problem after reading: symbols and definitions in `theory`, and the facts they and the hypotheses give."""

    name: str
    theory: Theory
    definitions: dict[str, Fact]
    hypotheses: dict[str, Fact]
    exists: dict[str, str]
    goals: list[str]
    stated: dict[str, Symbol] = field(default_factory=dict)
    proved_goals: list[Fact] = field(default_factory=list)
    holes: list[str] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)


def read_problem(name: str, problem: object) -> Statement:
    """Read a problem: an object with symbols, definitions, hypotheses, exists and goals."""
    need(isinstance(problem, dict), f"{name}: a problem is an object")
    assert isinstance(problem, dict)
    known = {"symbols", "definitions", "hypotheses", "exists", "goals"}
    need(set(problem) <= known, f"{name}: unexpected parts of the problem: {sorted(set(problem) - known)}")
    statement = Statement(name, Theory(), {}, {}, {}, [])
    for symbol, raw in _object(problem.get("symbols", {})).items():
        statement.theory.declare(symbol, _symbol(symbol, raw))
    for raw in _list(problem.get("definitions", [])):
        statement.definitions.update(define(statement.theory, {}, _object(raw))[0])
    for label, text in _object(problem.get("hypotheses", {})).items():
        need(
            isinstance(label, str) and label not in statement.definitions, f"the label {label} is used twice"
        )
        found = read_fact(text, statement.theory)  # type: ignore[arg-type]
        check_names(found, statement.theory)
        statement.hypotheses[label] = found
    for symbol, sort in _object(problem.get("exists", {})).items():
        need(sort in ("constant", "vector"), f"{symbol}: what exists is a constant or a vector")
        statement.theory.declare(symbol, Symbol(str(sort)))
        statement.exists[symbol] = str(sort)
    goals = _list(problem.get("goals", []))
    need(bool(goals) and all(isinstance(goal, str) for goal in goals), f"{name}: a problem has goals")
    statement.goals = [str(goal) for goal in goals]
    statement.stated = dict(statement.theory.symbols)
    return statement


def define(
    theory: Theory, facts: Mapping[str, Fact], raw: Mapping[str, object]
) -> tuple[dict[str, Fact], list[str]]:
    """Carry out a definition; returns its facts, labelled ``name.what``, and the labels it read."""
    step = Arguments(theory, facts, raw)
    kind, name = step.text("kind"), step.text("name")
    need(kind in KINDS, f"{kind} is not a kind of definition")
    letter = step.letter("letter") if step.has("letter") else ""
    found = KINDS[kind](step, Defined(theory, name, letter))
    step.close()
    return {f"{name}.{key}": value for key, value in found.items()}, step.parents


def _symbol(name: str, raw: object) -> Symbol:
    found = _object(raw)
    need(set(found) <= {"sort", "level", "order"}, f"{name}: a symbol has a sort, a level and an order")
    sort, level, order = found.get("sort"), found.get("level"), found.get("order")
    for number in (level, order):
        need(
            number is None or (isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= 2),
            name,
        )
    return Symbol(str(sort), level, order)  # type: ignore[arg-type]


def _object(raw: object) -> dict[str, object]:
    need(isinstance(raw, dict) and all(isinstance(key, str) for key in raw), "expected an object")
    return raw  # type: ignore[return-value]


def _list(raw: object) -> list[object]:
    need(isinstance(raw, list), "expected a list")
    return raw  # type: ignore[return-value]


def check_proof(file: Mapping[str, object]) -> Verdict:
    """The verdict on a proof file: an object with a format and claims."""
    if set(file) != {"format", "claims"} or file["format"] != FORMAT:
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
        for raw in _list(claims):
            claim = _object(raw)
            need(isinstance(claim.get("name"), str), "a claim has a name")
            name = str(claim["name"])
            need(set(claim) <= {"name", "problem", "proof"}, f"{name}: unexpected parts of the claim")
            need(name not in done, f"{name} is claimed twice")
            done[name] = _replay_claim(name, claim.get("problem"), claim.get("proof"), done)
        need(name in done, "there is no claim")
    except Rejected as error:
        return Verdict("rejected", reason=f"{name}: {error}"), []
    except MALFORMED as error:
        return Verdict("rejected", reason=f"{name}: malformed ({type(error).__name__})"), []
    last = done[name]
    count: Counter[str] = Counter()
    for statement in done.values():
        count.update(statement.rules)
    used = tuple(label for label in last.hypotheses if label in last.used)
    status = "holey" if last.holes else "proved"
    return Verdict(status, used, tuple(last.holes), sum(count.values()), dict(count)), list(done.values())


def _replay_claim(name: str, problem: object, proof: object, done: Mapping[str, Statement]) -> Statement:
    statement = read_problem(name, problem)
    if proof is None:
        statement.holes.append(name)
        statement.used = set(statement.hypotheses)
        statement.proved_goals = [read_fact(goal, statement.theory) for goal in statement.goals]
        return statement
    script = _object(proof)
    need(set(script) <= {"steps", "witness", "conclude"}, "a proof has steps, witness and conclude")
    facts = {**statement.definitions, **statement.hypotheses}
    parents: dict[str, list[str]] = {}
    rooted: list[str] = []  # labels behind attributes of symbols, which count as used
    for raw in _list(script.get("steps", [])):
        step = dict(_object(raw))
        rule, label = step.pop("rule", None), step.pop("id", None)
        need(isinstance(step.pop("note", ""), str), "a note is a text")  # for readers; the kernel ignores it
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
            rooted.extend(read)
    _conclude(statement, script, facts)
    pending = [*rooted, *(str(label) for label in _list(script.get("conclude", [])))]
    while pending:
        label = pending.pop()
        if label not in statement.used:
            statement.used.add(label)
            pending.extend(parents.get(label, ()))
    return statement


def apply_step(
    rule: object,
    label: object,
    raw: dict[str, object],
    statement: Statement,
    facts: Mapping[str, Fact],
    done: Mapping[str, Statement],
) -> tuple[dict[str, Fact], list[str]]:
    need(isinstance(rule, str) and isinstance(label, str), "a step has a rule and an id")
    if rule == "define":
        return define(statement.theory, facts, raw)
    step = Arguments(statement.theory, facts, raw)
    if rule == "hole":
        conclusions = [step.sequent("fact")]
        statement.holes.append(str(conclusions[0]))
    elif rule == "cite":
        name = step.text("claim")
        need(name in done, f"{name} is not an earlier claim")
        conclusions = cite(step, done[name])
        statement.holes.extend(f"{name}: {hole}" for hole in done[name].holes)
    else:
        need(rule in RULES, f"{rule} is not a rule")
        conclusions = RULES[str(rule)](step)
    step.close()
    labels = [str(label)] if len(conclusions) == 1 else [f"{label}.{n + 1}" for n in range(len(conclusions))]
    return dict(zip(labels, conclusions, strict=True)), step.parents


def _conclude(statement: Statement, script: Mapping[str, object], facts: Mapping[str, Fact]) -> None:
    """Compare what was proved with the goals, after putting the witnesses for what is claimed to exist."""
    theory = statement.theory
    witness: dict[str, object] = {}
    raw = _object(script.get("witness", {}))
    need(set(raw) == set(statement.exists), "the witnesses are not those that the problem asks for")
    for name, text in raw.items():
        read = read_vector if statement.exists[name] == "vector" else read_polynomial
        value: object = read(text, theory)  # type: ignore[arg-type]
        need(
            isinstance(value, Polynomial) == (statement.exists[name] == "constant"),
            f"{name} has another sort",
        )
        need(theory.known(value, None), f"the witness for {name} is not a constant")  # type: ignore[arg-type]
        need(not letters_of(value) | variables_of(value), f"the witness for {name} is not closed")  # type: ignore[arg-type]
        witness[name] = value
    labels = _list(script.get("conclude", []))
    need(len(labels) == len(statement.goals), "a proof concludes each goal once")
    for label, text in zip(labels, statement.goals, strict=True):
        need(isinstance(label, str) and label in facts, f"there is no fact {label}")
        goal = read_fact(text, theory)
        private = sorted(goal.names() - set(statement.stated))
        need(not private, f"the goal speaks of {private}, which the problem does not declare")
        wanted = substitute(goal, Substitution(theory, terms=witness)) if witness else goal
        need(follows(facts[str(label)], wanted), f"the goal is {wanted} but proved is {facts[str(label)]}")
        statement.proved_goals.append(goal)
