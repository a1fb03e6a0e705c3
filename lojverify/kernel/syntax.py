"""Reads terms and facts from text; `str` of a polynomial, vector or fact writes what this module reads.

fact    ::=  [condition {"," condition}] ["|-"] condition      condition ::= sum relation sum
relation::=  "=" | ">=" | "<=" | ">" | "<"   or   sum "->" sum "(" letter ")"  for a limit
sum     ::=  ["-"] product {("+" | "-") product}        product ::= power {("*" | "/") power}
power   ::=  primary ["^" digits]                       division is by rational constants only
primary ::=  digits | name | name "[" index "]" | name "(" sum ")" | "grad" name "(" sum ")"
           | "<" sum "," sum ">" | "E" "[" index "]" "(" sum ")" | "mean" "(" sum ")"
           | "int" "[" name "]" "(" sum ")" | "exp" "(" sum ")" | "log" "(" sum ")" | "(" sum ")"
index   ::=  (letter | digits) {"+" (letter | digits)}        letter ::= i | j | k | l | m | n
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar, cast

from .facts import RELATIONS, Condition, Fact, fact, tends
from .polynomial import Polynomial, Rejected, number
from .terms import ELEMENTARY, Index, Term, Vector, as_polynomial, as_vector, atom, integral
from .theory import Theory, scalar, vector

# Whatever else is one character long, and no formula has such a token.
_TOKEN = re.compile(r"[0-9]{1,4000}|[A-Za-z][A-Za-z0-9_]*|\|-|->|>=|<=|\S", re.ASCII)
LETTERS = frozenset("ijklmn")
_LONGEST = 200_000
_DEEPEST = 60
_MINUS = number(-1)
T = TypeVar("T")


class _Reader:
    def __init__(self, text: object, theory: Theory) -> None:
        if not isinstance(text, str) or len(text) > _LONGEST:
            raise Rejected("a formula must be a text of moderate length")
        self.theory, self.text = theory, text
        if not text.isascii():
            raise Rejected(f"a formula must be in ASCII, not {text[:80]!r}")
        self.tokens: list[str] = _TOKEN.findall(text)
        self.tokens.append("")  # the end
        self.next, self.at, self.depth = self.tokens[0], 0, 0

    def take(self, wanted: str | None = None) -> str:
        token = self.next
        if wanted is not None and token != wanted:
            raise Rejected(f"expected {wanted or 'the end'!r} but found {token!r} in {self.text[:80]!r}")
        if token:
            self.at += 1
            self.next = self.tokens[self.at]
        return token

    def scalar(self) -> Polynomial:
        return scalar(self.sum())

    def vector(self) -> Vector:
        return vector(self.sum())

    def sum(self) -> Term:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Rejected("a formula is nested too deeply")
        total = _times(_MINUS, self.product()) if self.next == "-" and self.take() else self.product()
        while self.next in ("+", "-"):
            minus, term = self.take() == "-", self.product()
            total = _plus(total, _times(_MINUS, term) if minus else term)
        self.depth -= 1
        return total

    def product(self) -> Term:
        value = self.power()
        while self.next in ("*", "/"):
            operation, other = self.take(), self.power()
            if operation == "/":
                divisor = scalar(other).constant()
                if not divisor:
                    raise Rejected("division is by nonzero rational constants only")
                other = number(1 / divisor)
            value = _times(value, other)
        return value

    def power(self) -> Term:
        value = self.primary()
        if self.next == "^":
            self.take()
            exponent = self.take()
            if not exponent.isdigit() or not 1 <= int(exponent) <= 64:
                raise Rejected("an exponent is a number from 1 to 64")
            value = scalar(value) ** int(exponent)
        return value

    def primary(self) -> Term:
        token = self.take()
        if token.isdigit():
            return number(int(token))
        if token == "(":
            return self.then(self.sum(), ")")
        if token == "<":
            left = self.then(self.vector(), ",")
            return left.dot(self.then(self.vector(), ">"))
        if token in ELEMENTARY:
            return as_polynomial(atom(token, self.bracketed()))
        if token == "grad":
            return self.function(self.take(), "grad")
        if token == "mean":
            return self.theory.mean(self.bracketed())
        if token == "E":
            index = self.bracketed_index()
            return self.theory.expect(self.bracketed(), index)
        if token == "int":
            self.take("[")
            variable = self.then(self.take(), "]")
            if not self.theory.has_sort(variable, "variable"):
                raise Rejected(f"{variable} is not a declared variable")
            return integral(self.bracketed(), variable)
        if not token[:1].isalpha():
            raise Rejected(f"unexpected {token!r} in {self.text[:80]!r}")
        if self.next == "(":
            return self.function(token, "val")
        return self.theory.term(token, self.bracketed_index() if self.next == "[" else None)

    def then(self, found: T, closing: str) -> T:
        """What was read, if the closing token follows."""
        self.take(closing)
        return found

    def bracketed(self) -> Polynomial:
        self.take("(")
        return self.then(self.scalar(), ")")

    def function(self, name: str, tag: str) -> Term:
        if not self.theory.has_sort(name, "function"):
            raise Rejected(f"{name} is not a declared function")
        self.take("(")
        found = atom(tag, name, self.then(self.vector(), ")"))
        return as_vector(found) if tag == "grad" else as_polynomial(found)

    def bracketed_index(self) -> Index:
        self.take("[")
        return self.then(self.index(), "]")

    def index(self) -> Index:
        letters: list[str] = []
        offset = 0
        while True:
            token = self.take()
            if token.isdigit():
                offset += int(token)
            elif token in LETTERS:
                letters.append(token)
            else:
                raise Rejected(f"{token!r} is not an index")
            if self.next != "+":
                return tuple(sorted(letters)), offset
            self.take()

    def condition(self) -> Condition:
        left, relation, right = self.scalar(), self.take(), self.scalar()
        if relation in ("<=", "<"):
            left, right, relation = right, left, {"<=": ">=", "<": ">"}[relation]
        if relation not in RELATIONS:
            raise Rejected(f"{relation!r} is not a relation")
        return Condition(relation, left - right)


def _plus(left: Term, right: Term) -> Term:
    if isinstance(left, Vector) or isinstance(right, Vector):
        return vector(left) + vector(right)
    return left + right


def _times(left: Term, right: Term) -> Term:
    if isinstance(left, Vector):
        left, right = right, left
    if isinstance(left, Vector):
        raise Rejected("vectors are multiplied by <u, v> only")
    return right.times(left) if isinstance(right, Vector) else left * right


def _read(text: object, theory: Theory, part: Callable[[_Reader], T]) -> T:
    """What the whole text denotes. It is read once: later symbols and attributes let no text denote anything else."""
    found = theory.readings.get((text, part)) if isinstance(text, str) else None
    if found is None:
        reader = _Reader(text, theory)
        found = theory.readings[text, part] = reader.then(part(reader), "")
    return cast("T", found)


def read_polynomial(text: object, theory: Theory) -> Polynomial:
    """The scalar written in `text`."""
    return _read(text, theory, _Reader.scalar)


def read_vector(text: object, theory: Theory) -> Vector:
    """The vector written in `text` (``0`` is the zero vector)."""
    return _read(text, theory, _Reader.vector)


def read_index(text: object, theory: Theory) -> Index:
    """The index written in `text`."""
    return _read(text, theory, _Reader.index)


def read_condition(text: object, theory: Theory) -> Condition:
    """The equation or inequality written in `text`."""
    return _read(text, theory, _Reader.condition)


def read_fact(text: object, theory: Theory) -> Fact:
    """The sequent written in `text`."""
    left, bar, right = text.partition("|-") if isinstance(text, str) else ("", "", "")
    on: list[Condition] = []
    if bar:
        reader = _Reader(left, theory)
        while reader.next:
            on.append(reader.condition())
            if reader.next:
                reader.take(",")
    reader = _Reader(right if bar else left, theory)
    if "->" not in reader.tokens:
        conclusion = reader.then(reader.condition(), "")
        return fact(conclusion.relation, conclusion.polynomial, on)
    opening, letter, closing = ["", "", "", *reader.tokens][-4:-1]
    if letter not in LETTERS or (opening, closing) != ("(", ")"):
        raise Rejected(f"a limit ends with its index letter in brackets, not {right[-20:]!r}")
    del reader.tokens[-4:-1]  # so that the limit is not read as a function of the letter
    term = reader.then(reader.scalar(), "->")
    return tends(term, reader.then(reader.scalar(), ""), letter, on)
