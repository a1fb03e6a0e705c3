"""Builds a problem (a statement for the kernel) from sympy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy

from ..kernel.check import Statement, read_problem
from .language import Expression, Loss, k, lower

Stated = object  # a sympy relation, an Eq, or the kernel's text


class Problem:
    """A statement: symbols, definitions, hypotheses and goals, in the order in which a reader meets them.

    The methods that introduce symbols return sympy objects to state the hypotheses and goals with.
    """

    def __init__(self, name: str, title: str = "") -> None:
        self.name, self.title = name, title
        self.symbols: dict[str, dict[str, object]] = {}
        self.definitions: list[dict[str, object]] = []
        self.hypotheses: dict[str, str] = {}
        self.exists: dict[str, str] = {}
        self.goals: list[str] = []

    def constants(self, names: str) -> Sequence[sympy.Symbol]:
        """Real constants, named as in ``sympy.symbols``."""
        return self._declare(names, {"sort": "constant"})

    def vectors(self, names: str) -> Sequence[sympy.Symbol]:
        """Constant vectors."""
        return self._declare(names, {"sort": "vector"})

    def random_vectors(self, names: str) -> Sequence[sympy.Symbol]:
        """Random vectors that are not known at any index."""
        return self._declare(names, {"sort": "random-vector"})

    def points(self, names: str) -> Sequence[sympy.Symbol]:
        """Universally quantified vectors."""
        return self._declare(names, {"sort": "point"})

    def variables(self, names: str) -> Sequence[sympy.Symbol]:
        """Universally quantified reals."""
        return self._declare(names, {"sort": "variable"})

    def function(self, name: str) -> Loss:
        """A continuously differentiable function from R^d to R."""
        self.symbols[name] = {"sort": "function"}
        return Loss(name)

    def process(self, name: str, level: int | None = 0, order: int | None = None) -> sympy.IndexedBase:
        """A real process x with x[k] known at k + level; see the kernel's theory for levels and orders."""
        self.symbols[name] = {"sort": "process", "level": level, "order": order}
        return sympy.IndexedBase(name)

    def vector_process(self, name: str, level: int | None = 0, order: int | None = None) -> sympy.IndexedBase:
        """A process of vectors."""
        self.symbols[name] = {"sort": "vector-process", "level": level, "order": order}
        return sympy.IndexedBase(name)

    def define(self, kind: str, name: str, letter: str = "", **arguments: object) -> sympy.Symbol | sympy.IndexedBase:
        """A defined symbol; `kind` and `arguments` as in the kernel's definitions, terms in sympy or text."""
        self.definitions.append(definition(kind, name, letter, arguments))
        return sympy.IndexedBase(name) if letter else sympy.Symbol(name)

    def root(self, name: str, value: Expression, letter: str = "") -> sympy.Symbol | sympy.IndexedBase:
        """The square root of a nonnegative term."""
        return self.define("root", name, letter, value=value)

    def counter(self, name: str, start: Expression) -> sympy.IndexedBase:
        """The numbers name[k] = start + k, for index letters are no terms."""
        counted = sympy.IndexedBase(name)
        self.define("recursion", name, "k", level=None, start=start, step=counted[k] + 1)
        return counted

    def sum(self, name: str, term: Expression) -> sympy.IndexedBase:
        """The partial sums of a series of constants: name[k] is the sum of its terms at 0, ..., k-1; `term` is at k."""
        sums = sympy.IndexedBase(name)
        self.define("recursion", name, "k", level=None, start=0, step=sums[k] + term)
        return sums

    def assume(self, label: str, condition: Stated, on: Iterable[Stated] = ()) -> None:
        """A hypothesis."""
        self.hypotheses[label] = sequent(condition, on)

    def goal(self, condition: Stated, on: Iterable[Stated] = ()) -> None:
        """What is to be shown."""
        self.goals.append(sequent(condition, on))

    def data(self) -> dict[str, object]:
        """The problem in the kernel's format."""
        found: dict[str, object] = {
            "symbols": self.symbols,
            "hypotheses": self.hypotheses,
            "goals": self.goals,
        }
        if self.definitions:
            found["definitions"] = self.definitions
        if self.exists:
            found["exists"] = self.exists
        return found

    def read(self) -> Statement:
        """The statement as the kernel reads it; raises `Rejected` if it is malformed."""
        return read_problem(self.name, self.data())

    def _declare(self, names: str, symbol: dict[str, object]) -> Sequence[sympy.Symbol]:
        found: Sequence[sympy.Symbol] = sympy.symbols(names, seq=True)
        for one in found:
            self.symbols[one.name] = symbol
        return found


def definition(kind: str, name: str, letter: str, arguments: dict[str, object]) -> dict[str, object]:
    """A definition in the kernel's format."""
    found: dict[str, object] = {"kind": kind, "name": name}
    if letter:
        found["letter"] = letter
    return found | {key: value if key in ("level", "degree") else lower(value) for key, value in arguments.items()}


def sequent(condition: Stated, on: Iterable[Stated] = ()) -> str:
    """The kernel's text of a sequent."""
    assumptions = ", ".join(lower(c) for c in on)
    return f"{assumptions} |- {lower(condition)}" if assumptions else lower(condition)
