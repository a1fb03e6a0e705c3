"""Which hypotheses a proved claim needs: each is needed, not used, or used without a decision.

A hypothesis is needed if an exact finite instance meets all others and makes a goal false. It is not needed if the
proof does not use it, or if another script proves the same goals without it. A witness meets all hypotheses at once, so
that the claim is not vacuous. ``proofs/worlds.json`` proposes the numbers of the instances; the kernel verifies them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from .auditor import checked
from .kernel.instances import refute
from .paper.contents import register
from .paper.register import Entry
from .search.finite import Worlds, complete
from .transcripts import folder

ABSURD = ["-1 >= 0"]


@dataclass(frozen=True)
class Hypotheses:
    """What each hypothesis of a proved claim is for, by label.

    `needed` maps to the instance without it in which a goal is false; `spared` to the script that does without it;
    `unused` are not used by the proof; of `undecided` it is only known that the proof uses them. `witness` is an
    instance that meets all of them; if none is known, `reason` says why.
    """

    needed: Mapping[str, dict[str, Any]]
    spared: Mapping[str, str]
    unused: tuple[str, ...]
    undecided: tuple[str, ...]
    witness: dict[str, Any] | None
    reason: str = ""


@cache
def proposals() -> dict[str, Any]:
    """The numbers of worlds, by script: of the ``witness``, and what differs for each ``needed`` hypothesis.

    A script for which no witness was found has a ``reason`` instead.
    """
    found: dict[str, Any] = json.loads((folder() / "worlds.json").read_text(encoding="utf-8"))
    return found


def hypotheses(entry: Entry, script: str) -> Hypotheses:
    """What the hypotheses are for of the claim that a script of an entry proves."""
    found = checked(script)
    problem: Any = found.problem
    stored = proposals().get(script, {})
    worlds = Worlds(problem)
    base = _numbers(stored.get("witness", {}))
    witness = complete(worlds, base, ABSURD, None) if "witness" in stored else _shared(problem)
    spared = {
        label: other for other in entry.without if script == entry.proof for label in _dropped(entry, problem, other)
    }
    needed: dict[str, dict[str, Any]] = {}
    for label, numbers in stored.get("needed", {}).items():
        if label in problem["hypotheses"]:
            instance = complete(worlds, base | _numbers(numbers), problem["goals"], label)
            if instance is not None:
                needed[label] = instance
    used = found.verdict.used
    return Hypotheses(
        needed,
        spared,
        tuple(label for label in problem["hypotheses"] if label not in used and label not in spared),
        tuple(label for label in used if label not in needed and label not in spared),
        witness,
        "" if witness else stored.get("reason", "none was searched for"),
    )


def _numbers(raw: Mapping[str, str]) -> dict[str, Fraction]:
    return {name: Fraction(text) for name, text in raw.items()}


def _shared(problem: Mapping[str, Any]) -> dict[str, Any] | None:
    """The instance of an entry that supposes the same of the same symbols, as a witness."""
    for entry in register().values():
        if entry.instance is not None and entry.statement is not None:
            other = entry.statement().data()
            if all(other[key] == problem[key] for key in ("symbols", "hypotheses")):
                witness = entry.instance() | {"evaluate": {"goal": 0}}
                if refute({**other, "goals": ABSURD}, witness)[0].status == "refuted":
                    return witness
    return None


def _dropped(entry: Entry, problem: Mapping[str, Any], script: str) -> list[str]:
    """The hypotheses without which a script proves the goals of a problem; none if it proves anything else.

    What the claim says exists (`chosen`) may be defined in another way.
    """
    other: Any = checked(script).problem
    mine = [one for one in problem.get("definitions", []) if one["name"] not in entry.chosen]
    same = other["goals"] == problem["goals"] and other["symbols"].items() <= problem["symbols"].items()
    fewer = other["hypotheses"].items() <= problem["hypotheses"].items()
    kept = all(one in other.get("definitions", []) for one in mine)
    verdict = checked(script).verdict
    if not (same and fewer and kept) or verdict.holes:
        return []
    return [label for label in problem["hypotheses"] if label not in verdict.used]
