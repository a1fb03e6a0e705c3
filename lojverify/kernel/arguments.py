"""What a rule sees: the theory, the facts so far, and the arguments of its step, each read once and of one kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from .facts import Condition, Fact
from .polynomial import Polynomial, Rejected
from .syntax import LETTERS, read_condition, read_index, read_polynomial, read_vector
from .terms import Index, Vector
from .theory import Theory

_RATIONAL = re.compile(r"-?[0-9]{1,4000}(/(?!0+$)[0-9]{1,4000})?", re.ASCII)


def need(holds: object, otherwise: str, *objects: object) -> None:
    """Reject, with a message that ends in the objects, unless the condition holds."""
    if not holds:
        raise Rejected(f"{otherwise}: {', '.join(map(str, objects))}" if objects else otherwise)


def rational(text: object) -> Fraction:
    """A rational written as ``p`` or ``p/q``."""
    if not isinstance(text, str) or not _RATIONAL.fullmatch(text):
        raise Rejected(f"{text!r} is not a rational number")
    return Fraction(*map(int, text.split("/")))


def an_object(raw: object, what: str) -> dict[str, object]:
    """A JSON object."""
    if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
        raise Rejected(f"{what} must be an object")
    return raw


def a_list(raw: object, what: str) -> list[object]:
    """A JSON list."""
    if not isinstance(raw, list):
        raise Rejected(f"{what} must be a list")
    return raw


def a_text(raw: object, what: str) -> str:
    """A JSON string."""
    if not isinstance(raw, str):
        raise Rejected(f"{what} must be a text")
    return raw


def an_integer(raw: object, what: str, least: int, most: int) -> int:
    """A JSON integer within bounds."""
    if not isinstance(raw, int) or isinstance(raw, bool) or not least <= raw <= most:
        raise Rejected(f"{what} must be an integer from {least} to {most}")
    return raw


class Arguments:
    """The arguments of one step. Every getter rejects a missing or ill-typed argument; `close` rejects leftovers."""

    def __init__(self, theory: Theory, facts: Mapping[str, Fact], raw: Mapping[str, object]) -> None:
        self.theory = theory
        self.raw = dict(raw)
        self.parents: list[str] = []
        self._facts = facts

    def close(self) -> None:
        """Reject arguments that the rule did not ask for."""
        need(not self.raw, "unexpected arguments", *self.raw)

    def has(self, key: str) -> bool:
        """Whether an optional argument is present."""
        return key in self.raw

    def pop(self, key: str) -> object:
        """The raw argument."""
        need(key in self.raw, f"the argument {key} is missing")
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

    def sequence(self, key: str, *, optional: bool = False) -> list[object]:
        """A list of raw arguments; an optional one that is missing is empty."""
        return a_list(self.raw.pop(key, []) if optional else self.pop(key), key)

    def mapping(self, key: str, *, optional: bool = False) -> dict[str, object]:
        """A mapping of raw arguments; an optional one that is missing is empty."""
        return an_object(self.raw.pop(key, {}) if optional else self.pop(key), key)

    def text(self, key: str) -> str:
        """A text."""
        return a_text(self.pop(key), key)

    def letter(self, key: str) -> str:
        """An index letter."""
        found = self.text(key)
        need(found in LETTERS, f"{found!r} is not an index letter")
        return found

    def symbol(self, key: str, *sorts: str) -> str:
        """The name of a symbol of one of these sorts."""
        found = self.text(key)
        need(self.theory.has_sort(found, *sorts), f"{found} is not a {' or '.join(sorts)}")
        return found

    def polynomial(self, key: str) -> Polynomial:
        """A scalar term."""
        return read_polynomial(self.pop(key), self.theory)

    def vector(self, key: str) -> Vector:
        """A vector term."""
        return read_vector(self.pop(key), self.theory)

    def index(self, key: str) -> Index:
        """An index."""
        return read_index(self.pop(key), self.theory)

    def condition(self, key: str) -> Condition:
        """An equation or inequality."""
        return read_condition(self.pop(key), self.theory)
