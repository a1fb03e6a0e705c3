"""The register is complete: every numbered display and every named statement once, in the paper's order."""

from lojverify.paper.contents import ALIASES, DISPLAY, NAMED, is_of_the_paper, register

SECTIONS = {"1": 2, "2": 12, "3": 22, "4": 21, "A": 15, "B": 4}
DISPLAYS = [f"{section}.{n}" for section, count in SECTIONS.items() for n in range(1, count + 1)]
STATEMENTS = [
    *("Lemma 2.1", "text:2.12", "Theorem 3.1", "Lemma 4.1", "Lemma 4.2", "Remark 4.3", "Theorem 4.4"),
    *("text:A.4", "Remark A.1", "Theorem A.2", "text:A.15", "text:B.1"),
]

# What the register does not have yet. An entry that is added must be taken off this list.
MISSING: set[str] = set()


def test_there_are_76_displays():
    assert len(DISPLAYS) == 76
    assert all(DISPLAY.fullmatch(key) for key in DISPLAYS)


def test_every_display_and_statement_is_there_once_in_order_then_our_own():
    found = list(register())
    assert {*DISPLAYS, *STATEMENTS} - {*found} == MISSING
    of_the_paper = [key for key in (*DISPLAYS, *STATEMENTS) if key not in MISSING]
    assert found[: len(of_the_paper)] == of_the_paper
    assert not any(is_of_the_paper(key) for key in found[len(of_the_paper) :])
    assert list(NAMED) == STATEMENTS


def test_the_four_assumptions_are_aliases_of_displays():
    assert {f"assumption {n}": key for n, key in ((1, "2.2"), (2, "2.3"), (3, "2.5"), (4, "2.10"))} == ALIASES
    assert all(key in register() for key in ALIASES.values())


def test_citations_of_scripts_are_acyclic():
    from lojverify.derive.scripts import uses

    entries = register().values()
    pending = {s for e in entries for s in (e.proof, e.repair, e.consequence, *e.without) if s}
    cites = {}
    while pending:
        script = pending.pop()
        cites[script] = {*uses(script)[0]}
        pending |= cites[script] - cites.keys()
    assert len(cites) > 80
    while cites:
        leaves = {script for script, cited in cites.items() if not cited & cites.keys()}
        assert leaves, f"circular: {sorted(cites)}"
        for script in leaves:
            del cites[script]
