"""Whatever stands in the place of an argument of a rule, the rule proves something or raises Rejected."""

import importlib.util
from pathlib import Path

import pytest

from lojverify.kernel.polynomial import Rejected

JUNK = [
    None,
    True,
    -1,
    "",
    "k",
    "q >= 0",
    "0",
    [],
    ["a"],
    [[]],
    [["1", ["a"], [[]]]],
    {},
    {"k": []},
    {"letter": {}, "term": 0},
]


def table(name):
    """The module of a rule table beside this file."""
    path = Path(__file__).with_name(f"test_rules_{name}.py")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def applications(name):
    """Every correct application of a table: declarations, facts, rule, arguments, definitions."""
    module = table(name)
    definitions = getattr(module, "BIT", getattr(module, "DEFINED", []))
    for row in module.TRUE:
        if name == "definitions":
            yield module.D, "", "define", module.define(row[0], row[1]), definitions
        else:
            arguments = dict(row[2])
            if name in ("probability", "sequences") and row[0] != "limit_algebra":
                arguments |= {part.split(":")[0].strip(): part.split(":")[0].strip() for part in row[1].split(";")}
            yield module.D, row[1], row[0], arguments, definitions


def put(value, junk):
    """The value with junk at each of its places, one after the other."""
    yield junk
    if isinstance(value, dict | list):
        for key, part in list(value.items() if isinstance(value, dict) else enumerate(value)):
            for changed in put(part, junk):
                copy = value.copy()
                copy[key] = changed
                yield copy


@pytest.mark.parametrize(
    "name", ["algebra", "vectors", "powers", "functionals", "probability", "sequences", "definitions"]
)
def test_junk_is_rejected_or_proves_something(apply, name):
    count = rejected = 0
    for declared, facts, rule, arguments, definitions in applications(name):
        for junk in JUNK:
            for changed in put(arguments, junk):
                count += 1
                try:
                    apply(
                        declared, facts, rule, changed if isinstance(changed, dict) else {"junk": changed}, definitions
                    )
                except Rejected:
                    rejected += 1
    assert count > 400
    assert rejected > 0.8 * count
