"""What the kernel's replay of a claim has shown, in JSON, so that a claim that is as it was need not be replayed again.

A record belongs to all that a replay depends on: the claim, what the claims that it cites state and have shown, and the
kernel. It holds what a replayed statement has beside its problem; the problem is read anew.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .kernel.check import MALFORMED, Statement, read_problem
from .kernel.polynomial import Rejected
from .kernel.syntax import read_fact

Claim = Mapping[str, Any]


@dataclass
class Memory:
    """The records of earlier replays, by claim, and how many claims were since replayed and restored from a record."""

    kernel: str  # a digest of the kernel that replays
    records: dict[str, Any] = field(default_factory=dict)
    replayed: int = 0
    restored: int = 0

    def recall(self, claim: Claim, cited: Iterable[str]) -> Statement | None:
        """The statement of a claim from its record; None if there is none for this claim, citing what these stand for.

        `cited` are the `standing` of the claims that this one cites.
        """
        try:
            found = self.records[claim["name"]]
            if found["mark"] != self._mark(claim, cited):
                return None
            statement = _restored(claim, found)
        except (Rejected, *MALFORMED):  # it is no record
            return None
        self.restored += 1
        return statement

    def keep(self, claim: Claim, cited: Iterable[str], statement: Statement) -> None:
        """Record what the kernel's replay of a claim has shown."""
        self.replayed += 1
        shown = {"rules": dict(statement.rules), "used": sorted(statement.used), "holes": statement.holes}
        mark = self._mark(claim, cited)
        self.records[claim["name"]] = {"mark": mark, "attributes": _attributes(statement), **shown}

    def _mark(self, claim: Claim, cited: Iterable[str]) -> str:
        return _digest([self.kernel, claim, sorted(cited)])


def cites(claim: Claim) -> set[str]:
    """The names of the claims that a claim cites itself; raises one of `MALFORMED` if it is none."""
    return {step["claim"] for step in claim["proof"]["steps"] if step["rule"] == "cite"}


def standing(claim: Claim, statement: Statement) -> str:
    """A digest of all that a claim that cites this one may use of it: not of how it is proved."""
    return _digest([claim["name"], claim["problem"], _attributes(statement), statement.holes])


def _attributes(statement: Statement) -> dict[str, list[Any]]:
    """The order and finite mean of the problem's symbols of which the proof has shown such a thing."""
    now, before = statement.theory.symbols, statement.stated
    return {name: [now[name].order, now[name].finite_mean] for name in before if now[name] != before[name]}


def _restored(claim: Claim, record: Mapping[str, Any]) -> Statement:
    statement = read_problem(claim["name"], claim["problem"])
    for name, (order, finite_mean) in record["attributes"].items():
        statement.theory.upgrade(name, order=order, finite_mean=finite_mean)
    statement.proved_goals = [read_fact(goal, statement.theory) for goal in statement.goals]
    statement.rules, statement.used = Counter(record["rules"]), set(record["used"])
    statement.holes = list(record["holes"])
    return statement


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
