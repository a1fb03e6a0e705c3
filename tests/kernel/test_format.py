"""FORMAT.md names every rule with its arguments, every kind of definition, and the bounds on sizes."""

import ast
import inspect
from pathlib import Path

import pytest

from lojverify.kernel import check, polynomial, syntax, terms
from lojverify.kernel.rules import RULES, definitions

TEXT = Path(inspect.getfile(check)).with_name("FORMAT.md").read_text(encoding="utf-8")


def read_by(function, seen=()):
    """The names of the arguments that a rule and its helpers read."""
    tree = ast.parse(inspect.getsource(function))
    found = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        of_step = isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name)
        if of_step and node.func.value.id == "step" and node.args and isinstance(node.args[0], ast.Constant):
            found.add(node.args[0].value)
        if isinstance(node.func, ast.Name) and node.func.id.startswith("_") and node.func.id not in seen:
            helper = getattr(inspect.getmodule(function), node.func.id)
            found |= read_by(helper, (*seen, node.func.id))
    return found


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_described_with_its_arguments(name):
    place = TEXT.index(f"**{name}**")
    around = TEXT[max(0, place - 700) : place + 900]  # rules that belong together share a paragraph
    arguments = read_by(RULES[name])
    assert arguments
    assert [one for one in arguments if f"`{one}`" not in around] == []


@pytest.mark.parametrize("kind", definitions.KINDS)
def test_every_kind_of_definition_is_described(kind):
    assert f"| `{kind}` |" in TEXT


def test_the_bounds_are_those_of_the_code():
    for bound in (
        polynomial.MOST_BITS,
        polynomial.MOST_TERMS,
        polynomial.MOST_FACTORS,
        polynomial.MOST_PRODUCTS,
        terms.LONGEST,
    ):
        assert f"{bound:,}" in TEXT
    assert "".join(sorted(syntax.LETTERS)) == "ijklmn"
    assert check.FORMAT in TEXT
