"""What a rule sees: the theory, the facts so far, and the arguments of its step, each read once and of one kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from .facts import Condition, Fact
from .polynomial import Polynomial, Rejected
from .syntax import LETTERS, read_condition, read_fact, read_index, read_polynomial, read_vector
from .terms import Index, Vector
from .theory import Theory

_RATIONAL = re.compile(r"-?\d{1,4000}(/\d{1,4000})?", re.ASCII)


def rational(text: object) -> Fraction:
    """A rational written as ``p`` or ``p/q``."""
    if not isinstance(text, str) or not _RATIONAL.fullmatch(text) or re.search(r"/0+$", text):
        raise Rejected(f"{text!r} is not a rational number")
    return Fraction(text)


class Arguments:
    """The arguments of one step. Every getter rejects a missing or ill-typed argument; `close` rejects leftovers."""

    def __init__(self, theory: Theory, facts: Mapping[str, Fact], raw: Mapping[str, object]) -> None:
        self.theory = theory
        self.raw = dict(raw)
        self.parents: list[str] = []
        self._facts = facts

    def close(self) -> None:
        """Reject arguments that the rule did not ask for."""
        if self.raw:
            raise Rejected(f"unexpected arguments: {', '.join(map(str, self.raw))}")

    def has(self, key: str) -> bool:
        """Whether an optional argument is present."""
        return key in self.raw

    def pop(self, key: str) -> object:
        """The raw argument."""
        if key not in self.raw:
            raise Rejected(f"the argument {key} is missing")
        return self.raw.pop(key)

    def lookup(self, label: object) -> Fact:
        """The fact with a label."""
        if not isinstance(label, str) or label not in self._facts:
            raise Rejected(f"there is no fact {label!r}")
        self.parents.append(label)
        return self._facts[label]

    def fact(self, key: str) -> Fact:
        """A fact, given by its label."""
        return self.lookup(self.pop(key))

    def facts(self, key: str) -> list[Fact]:
        """A list of facts, given by their labels."""
        return [self.lookup(label) for label in self.sequence(key)]

    def sequence(self, key: str) -> list[object]:
        """A list of raw arguments."""
        found = self.pop(key)
        if not isinstance(found, list):
            raise Rejected(f"{key} must be a list")
        return found

    def mapping(self, key: str) -> dict[str, object]:
        """A mapping of raw arguments."""
        found = self.pop(key)
        if not isinstance(found, dict):
            raise Rejected(f"{key} must be an object")
        return found

    def text(self, key: str) -> str:
        """A text."""
        found = self.pop(key)
        if not isinstance(found, str):
            raise Rejected(f"{key} must be a text")
        return found

    def letter(self, key: str) -> str:
        """An index letter."""
        found = self.text(key)
        if found not in LETTERS:
            raise Rejected(f"{found!r} is not an index letter")
        return found

    def polynomial(self, key: str) -> Polynomial:
        """A scalar term."""
        return read_polynomial(self.text(key), self.theory)

    def vector(self, key: str) -> Vector:
        """A vector term."""
        return read_vector(self.text(key), self.theory)

    def index(self, key: str) -> Index:
        """An index."""
        return read_index(self.text(key), self.theory)

    def condition(self, key: str) -> Condition:
        """An equation or inequality."""
        return read_condition(self.text(key), self.theory)

    def sequent(self, key: str) -> Fact:
        """A fact written out (a statement, not yet a truth)."""
        return read_fact(self.text(key), self.theory)


def need(holds: bool, otherwise: str) -> None:
    """Reject with a message unless the condition holds."""
    if not holds:
        raise Rejected(otherwise)
