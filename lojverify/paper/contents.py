"""The register: every display and named statement once, in the paper's order, then results of our own."""

from __future__ import annotations

import difflib
import importlib
import re
from functools import cache

from ..errors import InputError
from .register import Entry

# One module a section; each has a list ENTRIES. The paper's order is that of the entries' modules and lists.
SECTIONS = (
    "section1_2",
    "section3_run",
    "section3_exit",
    "section3_limit",
    "section4",
    "section4_escape",
    "section4_rates",
    "section4_lemma",
    "appendix_a",
    "appendix_a_text",
    "appendix_b",
)
OWN = (
    "own_results",
    "contraction",
    "recursion_results",
    "escape_results",
    "sharper_results",
    "distance_results",
    "problem_results",
    "network_results",
)
ALIASES = {"assumption 1": "2.2", "assumption 2": "2.3", "assumption 3": "2.5", "assumption 4": "2.10"}
DISPLAY = re.compile(r"(\d+|[A-Z])\.\d+")
# The named statements, and the sentences of running text that claim something, in the paper's order.
NAMED = (
    *("Lemma 2.1", "text:2.12", "Theorem 3.1", "Lemma 4.1", "Lemma 4.2", "Remark 4.3", "Theorem 4.4"),
    *("text:A.4", "Remark A.1", "Theorem A.2", "text:A.15", "text:B.1"),
)


@cache
def register() -> dict[str, Entry]:
    """All entries by id: the numbered displays, the named statements and sentences of the paper, our own."""
    found = [entry for module in (*SECTIONS, *OWN) for entry in _entries(module)]
    displays = sorted((e for e in found if DISPLAY.fullmatch(e.id)), key=lambda e: _number(e.id))
    named = sorted((e for e in found if e.id in NAMED), key=lambda e: NAMED.index(e.id))
    rest = [e for e in found if not is_of_the_paper(e.id)]
    entries = {entry.id: entry for entry in [*displays, *named, *rest]}
    if len(entries) != len(found):
        raise ValueError("an entry of the register is listed twice")
    return entries


@cache
def module_of(key: str) -> str:
    """The module of `lojverify.paper` that lists an entry."""
    return next(module for module in (*SECTIONS, *OWN) if any(entry.id == key for entry in _entries(module)))


def _entries(module: str) -> list[Entry]:
    listed: list[Entry] = importlib.import_module(f"lojverify.paper.{module}").ENTRIES
    return listed


def _number(display: str) -> tuple[bool, str, int]:
    section, _, number = display.partition(".")
    return section.isalpha(), section, int(number)


def find(name: str) -> Entry:
    """The entry with an id, written as ``3.10``, ``(3.10)``, ``theorem 3.1``, ``Assumption 3`` or ``ville``.

    Raises InputError with near matches if there is none.
    """
    if not isinstance(name, str):
        raise InputError(f'an id is text such as "3.10", not a {type(name).__name__}')
    entries = register()
    wanted = " ".join(name.strip().strip("()").split())
    wanted = ALIASES.get(wanted.lower(), wanted)
    by_case = {key.lower(): entry for key, entry in entries.items()}
    entry = entries.get(wanted) or by_case.get(wanted.lower()) or by_case.get(wanted.lower().replace("-", "_"))
    if entry is None:
        shown = repr(name) if len(name) <= 64 else f"{name[:48]!r}... ({len(name)} characters)"
        raise InputError(f"{shown} is not in the register{_hint(wanted, by_case)}")
    return entry


def is_of_the_paper(key: str) -> bool:
    """Whether an id is a display, a named statement or a sentence of the paper, not a result of our own."""
    return bool(DISPLAY.fullmatch(key)) or key in NAMED


def also(entry: Entry) -> list[Entry]:
    """The named statements that bear the number of a display, such as Theorem 3.1 for (3.1)."""
    return [e for key, e in register().items() if key != entry.id and key.split()[-1] == entry.id]


def _hint(wanted: str, by_case: dict[str, Entry]) -> str:
    """What the register holds of the paper, for a display of another section; else the ids near to the wanted one."""
    covered = list(dict.fromkeys(key.partition(".")[0].upper() for key in by_case if DISPLAY.fullmatch(key.upper())))
    display = DISPLAY.search(wanted.upper())
    if display and display[0].partition(".")[0] not in covered:
        return f"; it holds the displays of sections {', '.join(covered)}"
    near = difflib.get_close_matches(wanted.lower(), by_case, n=4, cutoff=0.5)
    return f"; near: {', '.join(by_case[n].id for n in near)}" if near else "; lojverify verify lists all ids"
