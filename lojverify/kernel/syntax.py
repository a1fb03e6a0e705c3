"""Reads terms and facts from text; `str` of a polynomial, vector or fact writes what this module reads.

fact    ::=  [condition {"," condition}] ["|-"] condition      condition ::= sum relation sum
relation::=  "=" | ">=" | "<=" | ">" | "<"   or   sum "->" sum "(" letter ")"  for a limit
sum     ::=  ["-"] product {("+" | "-") product}        product ::= power {("*" | "/") power}
power   ::=  primary ["^" digits]                       division is by rational constants only
primary ::=  digits | name | name "[" index "]" | name "(" sum ")" | "grad" name "(" sum ")"
           | "<" sum "," sum ">" | "E" "[" index "]" "(" sum ")" | "mean" "(" sum ")"
           | "int" "[" name "]" "(" sum ")" | "(" sum ")"
index   ::=  (letter | digits) {"+" (letter | digits)}        letter ::= i | j | k | l | m | n
"""

from __future__ import annotations

import re

from .facts import Condition, Fact, fact, tends
from .polynomial import Polynomial, Rejected, number
from .terms import Index, Vector, as_polynomial, as_vector, atom
from .theory import Theory

_TOKEN = re.compile(r"\s*(?:(\d{1,4000})|([A-Za-z][A-Za-z0-9_]*)|(\|-|->|>=|<=|[-+*/^()<>,\[\]=]))")
LETTERS = frozenset("ijklmn")
_LONGEST = 200_000
_DEEPEST = 60


class _Reader:
    def __init__(self, text: str, theory: Theory) -> None:
        if not isinstance(text, str) or len(text) > _LONGEST or not text.isascii():
            raise Rejected("a formula must be ASCII text of moderate length")
        self.theory, self.text = theory, text
        self.tokens: list[str] = []
        place = 0
        end = len(text.rstrip())
        while place < end:
            match = _TOKEN.match(text, place)
            if match is None:
                raise Rejected(f"cannot read {text[place : place + 20]!r}")
            self.tokens.append(match.group(match.lastindex or 0))
            place = match.end()
        self.tokens.append("")
        self.at = 0
        self.depth = 0

    @property
    def next(self) -> str:
        return self.tokens[self.at]

    def take(self, wanted: str | None = None) -> str:
        token = self.next
        if wanted is not None and token != wanted:
            raise Rejected(f"expected {wanted!r} but found {token!r} in {self.text[:80]!r}")
        self.at = min(self.at + 1, len(self.tokens) - 1)  # the last token is the empty one: the end
        return token

    def scalar(self) -> Polynomial:
        found = self.sum()
        if not isinstance(found, Polynomial):
            raise Rejected(f"a vector stands where a scalar is needed in {self.text[:80]!r}")
        return found

    def vector(self) -> Vector:
        found = self.sum()
        if isinstance(found, Polynomial):
            if found:
                raise Rejected(f"a scalar stands where a vector is needed in {self.text[:80]!r}")
            return Vector([])
        return found

    def sum(self) -> Polynomial | Vector:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise Rejected("a formula is nested too deeply")
        sign = number(1)
        if self.next == "-":
            self.take()
            sign = number(-1)
        total = _times(sign, self.product())
        while self.next in ("+", "-"):
            sign = number(1 if self.take() == "+" else -1)
            total = _plus(total, _times(sign, self.product()))
        self.depth -= 1
        return total

    def product(self) -> Polynomial | Vector:
        value = self.power()
        while self.next in ("*", "/"):
            operation = self.take()
            other = self.power()
            if operation == "*":
                value = _times(value, other)
            else:
                divisor = other.constant() if isinstance(other, Polynomial) else None
                if not divisor:
                    raise Rejected("division is by nonzero rational constants only")
                value = _times(value, number(1 / divisor))
        return value

    def power(self) -> Polynomial | Vector:
        value = self.primary()
        if self.next == "^":
            self.take()
            exponent = self.take()
            if not exponent.isdigit() or not 1 <= int(exponent) <= 64 or not isinstance(value, Polynomial):
                raise Rejected("an exponent is a number from 1 to 64, on a scalar")
            value = value ** int(exponent)
        return value

    def primary(self) -> Polynomial | Vector:
        token = self.take()
        if token.isdigit():
            return number(int(token))
        if token == "(":
            inside = self.sum()
            self.take(")")
            return inside
        if token == "<":
            left = self.vector()
            self.take(",")
            right = self.vector()
            self.take(">")
            return left.dot(right)
        if token == "grad":
            return self.function(self.take(), "grad")
        if token == "mean":
            return self.theory.mean(self.bracketed())
        if token == "E" and self.next == "[":
            index = self.bracketed_index()
            return self.theory.expect(self.bracketed(), index)
        if token == "int":
            self.take("[")
            variable = self.take()
            self.take("]")
            if variable not in self.theory.symbols or self.theory.symbols[variable].sort != "variable":
                raise Rejected(f"{variable} is not a declared variable")
            return self.theory.integrate(self.bracketed(), variable)
        if not token or not token[0].isalpha():
            raise Rejected(f"unexpected {token!r} in {self.text[:80]!r}")
        if self.next == "[":
            return self.theory.term(token, self.bracketed_index())
        if self.next == "(":
            return self.function(token, "val")
        return self.theory.term(token)

    def bracketed(self) -> Polynomial:
        self.take("(")
        inside = self.scalar()
        self.take(")")
        return inside

    def function(self, name: str, tag: str) -> Polynomial | Vector:
        symbol = self.theory.symbols.get(name)
        if symbol is None or symbol.sort != "function":
            raise Rejected(f"{name} is not a declared function")
        self.take("(")
        point = self.vector()
        self.take(")")
        found = atom(tag, name, point)
        return as_vector(found) if tag == "grad" else as_polynomial(found)

    def bracketed_index(self) -> Index:
        self.take("[")
        found = self.index()
        self.take("]")
        return found

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
                break
            self.take()
        return tuple(sorted(letters)), offset

    def condition(self) -> Condition:
        left = self.scalar()
        relation = self.take()
        right = self.scalar()
        if relation in ("<=", "<"):
            left, right, relation = right, left, {"<=": ">=", "<": ">"}[relation]
        if relation not in ("=", ">=", ">"):
            raise Rejected(f"{relation!r} is not a relation")
        return Condition(relation, left - right)

    def end(self) -> None:
        if self.next:
            raise Rejected(f"unexpected {self.next!r} in {self.text[:80]!r}")


def _plus(left: Polynomial | Vector, right: Polynomial | Vector) -> Polynomial | Vector:
    if isinstance(left, Polynomial) and isinstance(right, Polynomial):
        return left + right
    if isinstance(left, Vector) and isinstance(right, Vector):
        return left + right
    if isinstance(left, Polynomial) and not left:
        return right
    if isinstance(right, Polynomial) and not right:
        return left
    raise Rejected("a scalar is added to a vector")


def _times(left: Polynomial | Vector, right: Polynomial | Vector) -> Polynomial | Vector:
    if isinstance(left, Vector):
        left, right = right, left
    if isinstance(left, Vector):
        raise Rejected("vectors are multiplied by <u, v> only")
    return right.times(left) if isinstance(right, Vector) else left * right


def read_polynomial(text: str, theory: Theory) -> Polynomial:
    """The scalar written in `text`."""
    reader = _Reader(text, theory)
    found = reader.scalar()
    reader.end()
    return found


def read_vector(text: str, theory: Theory) -> Vector:
    """The vector written in `text` (``0`` is the zero vector)."""
    reader = _Reader(text, theory)
    found = reader.vector()
    reader.end()
    return found


def read_index(text: str, theory: Theory) -> Index:
    """The index written in `text`."""
    reader = _Reader(text, theory)
    found = reader.index()
    reader.end()
    return found


def read_condition(text: str, theory: Theory) -> Condition:
    """The equation or inequality written in `text`."""
    reader = _Reader(text, theory)
    found = reader.condition()
    reader.end()
    return found


def read_fact(text: str, theory: Theory) -> Fact:
    """The sequent written in `text`."""
    left, bar, right = text.partition("|-") if isinstance(text, str) else ("", "", "")
    if not bar:
        left, right = "", left
    on: list[Condition] = []
    reader = _Reader(left, theory)
    while reader.next:
        on.append(reader.condition())
        if reader.next:
            reader.take(",")
    reader = _Reader(right, theory)
    if "->" in reader.tokens:
        opening, letter, closing = (["", "", "", *reader.tokens])[-4:-1]
        if letter not in LETTERS or (opening, closing) != ("(", ")"):
            raise Rejected(f"a limit ends with its index letter in brackets, not {right[-20:]!r}")
        del reader.tokens[-4:-1]  # so that the limit is not read as a function of the letter
        term = reader.scalar()
        reader.take("->")
        limit = reader.scalar()
        reader.end()
        return tends(term, limit, letter, on)
    conclusion = reader.condition()
    reader.end()
    return fact(conclusion.relation, conclusion.polynomial, on)
