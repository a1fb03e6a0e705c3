"""What every kernel test needs: a claim in short form, its replay, and the application of one rule."""

import pytest

from lojverify.kernel.check import apply_step, read_problem, replay
from lojverify.kernel.syntax import read_fact

SORTS = {
    "c": {"sort": "constant"},
    "v": {"sort": "vector"},
    "s": {"sort": "variable"},
    "p": {"sort": "point"},
    "F": {"sort": "function"},
    "r": {"sort": "random"},
    "rv": {"sort": "random-vector"},
    "a": {"sort": "process"},
    "av": {"sort": "vector-process"},
    "x0": {"sort": "process", "level": 0},
    "b0": {"sort": "process", "level": 0, "order": 0},
    "z0": {"sort": "process", "level": 0, "order": 2},
    "b1": {"sort": "process", "level": 1, "order": 0},
    "x1": {"sort": "process", "level": 1, "order": 1},
    "x2": {"sort": "process", "level": 1, "order": 2},
    "u1": {"sort": "process", "level": 1},
    "xv": {"sort": "vector-process", "level": 0},
    "w": {"sort": "vector-process", "level": 1, "order": 1},
}


def symbols(text):
    """``"x y: c; w: x1"`` declares constants x, y and a process w (sorts by the short names above)."""
    found = {}
    for group in filter(None, (part.strip() for part in text.split(";"))):
        names, _, sort = group.partition(":")
        found |= dict.fromkeys(names.split(), SORTS[sort.strip()])
    return found


def claim(name, declared, goals, proof, conclude, **parts):
    """A claim in the kernel's format; `parts` may hold hypotheses, definitions, exists and witness."""
    witness = parts.pop("witness", None)
    problem = {"symbols": symbols(declared), "goals": goals, **parts}
    steps = [{"id": label, "rule": rule, **arguments} for label, rule, arguments in proof]
    script = {"steps": steps, "conclude": conclude}
    return {"name": name, "problem": problem, "proof": script | ({"witness": witness} if witness else {})}


def given(declared, hypotheses="", definitions=()):
    """A statement with its facts. Hypotheses are ``label: sequent`` separated by semicolons."""
    found = {}
    for part in filter(None, (part.strip() for part in hypotheses.split(";"))):
        label, _, text = part.partition(": ")
        found[label] = text
    problem = {"symbols": symbols(declared), "hypotheses": found, "goals": ["0 >= 0"]}
    statement = read_problem("given", problem | {"definitions": list(definitions)})
    return statement, {**statement.definitions, **statement.hypotheses}


def conclusions(declared, hypotheses, rule, arguments, definitions=()):
    """What a step proves from hypotheses, as (facts by label, reader of further sequents)."""
    statement, facts = given(declared, hypotheses, definitions)
    label = {} if rule == "define" else {"label": "end"}
    found, _ = apply_step(rule, label.get("label", "define"), dict(arguments), statement, facts, {})
    return found, lambda text: read_fact(text, statement.theory)


@pytest.fixture(scope="session")
def make():
    return claim


@pytest.fixture(scope="session")
def verdict():
    """The verdict on a list of claims."""
    return lambda *claims: replay(list(claims))[0]


@pytest.fixture(scope="session")
def state():
    return given


@pytest.fixture(scope="session")
def apply():
    return conclusions
