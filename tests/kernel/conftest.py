"""What every kernel test needs: a claim in short form, and its replay."""

import pytest

from lojverify.kernel.check import replay

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
    "x1": {"sort": "process", "level": 1, "order": 1},
    "x2": {"sort": "process", "level": 1, "order": 2},
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


def steps(*raw):
    """Steps as (label, rule, arguments)."""
    return [{"id": label, "rule": rule, **arguments} for label, rule, arguments in raw]


def claim(name, declared, goals, proof, conclude, **parts):
    """A claim in the kernel's format; `parts` may hold hypotheses, definitions, exists and witness."""
    witness = parts.pop("witness", None)
    problem = {"symbols": symbols(declared), "goals": goals, **parts}
    script = {"steps": steps(*proof), "conclude": conclude}
    return {"name": name, "problem": problem, "proof": script | ({"witness": witness} if witness else {})}


@pytest.fixture(scope="session")
def make():
    return claim


@pytest.fixture(scope="session")
def verdict():
    """The verdict on a list of claims."""
    return lambda *claims: replay(list(claims))[0]
