"""Records a derivation step by step. Every step is run through the kernel's rules at once, so a script fails at the
line that is wrong; the finished proof is then replayed from scratch.

Facts have labels. `by` lists products of facts, such as ``"eta>0 * step"``; a factor in brackets is squared, as in
``"norm * [1 - s]"``. `eq` lists equations, with a multiplier after a colon, as in ``"zero: C*eta"``. The coefficients
are found by exact linear programming.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..errors import LojverifyError
from ..kernel.check import Statement, apply_step, read_problem, replay
from ..kernel.facts import Fact
from ..kernel.polynomial import ONE, Polynomial, Rejected
from ..kernel.syntax import LETTERS, read_condition, read_fact, read_polynomial
from ..kernel.theory import Substitution
from ..search.linear import combination
from .finished import Proved
from .language import lower
from .problem import Problem, Stated, definition, sequent


class StepError(LojverifyError):
    """A step of a script does not go through; the message says which and why."""


class Derivation:
    """A derivation of a problem's goals."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.statement = read_problem(problem.name, problem.data())
        self.theory = self.statement.theory
        self.facts: dict[str, Fact] = {**self.statement.definitions, **self.statement.hypotheses}
        self.steps: list[dict[str, object]] = []
        self.says: dict[str, str] = {}
        self._claims: dict[str, dict[str, object]] = {}
        self._library: dict[str, Statement] = {}

    # -- single steps ------------------------------------------------------------------------------------------

    def step(self, label: str, rule: str, note: str = "", **arguments: object) -> Fact | None:
        """One step by a rule of the kernel; returns what it proves (None for several facts or an attribute)."""
        raw = {key: _plain(value) for key, value in arguments.items()}
        try:
            new, _ = apply_step(rule, label, dict(raw), self.statement, self.facts, self._library)
        except Rejected as error:
            raise StepError(f"{self.problem.name}, {label} ({rule}): {error}") from error
        for key, found in new.items():
            if key in self.facts:
                raise StepError(f"{self.problem.name}: the label {key} is used twice")
            self.facts[key] = found
        self.steps.append({"id": label, "rule": rule, **raw, **({"note": note} if note else {})})
        return self.facts.get(label)

    def define(self, kind: str, name: str, letter: str = "", note: str = "", **arguments: object) -> None:
        """A new symbol; its facts are labelled ``name.what``."""
        raw = definition(kind, name, letter, arguments)
        self.step(f"define {name}", "define", note, **raw)

    def root(self, name: str, value: object, nonnegative: str | None, letter: str = "", note: str = "") -> None:
        """A square root; `nonnegative` labels the fact that makes it one (labels ``name.nonnegative``, ``name.sq``)."""
        self.define("root", name, letter, note, value=value)
        if nonnegative is not None:
            self.cut(f"{name}.sq", f"{name}.square", nonnegative)

    def assume(self, label: str, condition: Stated, note: str = "") -> None:
        """An assumption, to be discharged later."""
        self.says[label] = lower(condition)
        self.step(label, "assume", note, condition=condition)

    def cut(self, label: str, fact: str, *by: str, note: str = "") -> None:
        """Discharge assumptions of a fact."""
        self.step(label, "cut", note, fact=fact, by=list(by))

    def instance(self, label: str, fact: str, note: str = "", **terms: Any) -> None:
        """Put terms for variables and indices for letters."""
        self.use(label, fact, (), note, **terms)

    def use(self, label: str, fact: str, by: Iterable[str] = (), note: str = "", **terms: Any) -> None:
        """Instantiate a fact and discharge its assumptions by other facts."""
        by = list(by)
        letters = {key: _index_text(v) for key, v in terms.items() if key not in self.theory.symbols and key in LETTERS}
        values = {key: v for key, v in terms.items() if key not in letters}
        arguments: dict[str, object] = {"fact": fact}
        if letters:
            arguments["letters"] = letters
        if values:
            arguments["terms"] = values
        inside = f"{label}.instance" if by else label
        self.step(inside, "instantiate", "" if by else note, **arguments)
        if by:
            self.cut(label, inside, *by, note=note)

    # -- arithmetic --------------------------------------------------------------------------------------------

    def have(
        self, label: str, condition: Stated, by: Iterable[str] = (), eq: Iterable[str] = (), note: str = ""
    ) -> None:
        """A condition as a nonnegative combination of products of facts, plus multiples of equations."""
        goal = self._condition(label, condition)
        products = [self._product(label, text) for text in by]
        equations = [self._equation(label, text) for text in eq]
        target = goal.polynomial
        if goal.relation == "=":
            solution = self._solve([], equations, target)
            if solution is None:
                raise StepError(self._unsolved(label, goal, [], equations))
            self._combine(label, [], equations, solution, note)
            return
        strict = [p for p in products if p.strict]
        attempts: list[tuple[Polynomial, tuple[_Product, Fraction] | None]] = [(target, None)]
        if goal.relation == ">":
            attempts = [(target - p.value.scale(e), (p, e)) for p in strict for e in _SHARES]
        for rest, kept in attempts:
            solution = self._solve([p.value for p in products], equations, rest)
            if solution is not None:
                if kept is not None:
                    solution[products.index(kept[0])] += kept[1]
                if goal.relation == ">=" and not any(solution[: len(products)]):
                    products, solution = (
                        [*products, _NOTHING],
                        [*solution[: len(products)], Fraction(1), *solution[len(products) :]],
                    )
                self._combine(label, products, equations, solution, note)
                return
        raise StepError(self._unsolved(label, goal, products, equations))

    def contradiction(
        self, label: str, condition: Stated, by: Iterable[str], eq: Iterable[str] = (), note: str = ""
    ) -> None:
        """A condition, because its opposite (the fact ``not``) combines with other facts to something absurd."""
        goal = self._condition(label, condition)
        opposite = f"{-goal.polynomial} {'>=' if goal.relation == '>' else '>'} 0"
        self.assume(f"{label}.not", opposite)
        products = [self._product(label, _naming(text, "not", f"{label}.not")) for text in by]
        equations = [self._equation(label, text) for text in eq]
        solution = self._solve([p.value for p in products], equations, ONE.scale(Fraction(-1)))
        if solution is None:
            for kept in [p for p in products if p.strict]:
                solution = self._solve([p.value for p in products], equations, -kept.value)
                if solution is not None:
                    solution[products.index(kept)] += 1
                    break
        if solution is None:
            raise StepError(self._unsolved(label, goal, products, equations))
        self._combine(f"{label}.bad", products, equations, solution, "")
        self.step(f"{label}.absurd", "absurd", fact=f"{label}.bad", goal=condition)
        self.assume(f"{label}.so", condition)
        self.step(label, "cases", note, first=f"{label}.so", second=f"{label}.absurd", on=f"{goal.polynomial} >= 0")

    def induct(
        self,
        label: str,
        letter: str,
        condition: Stated,
        by: Iterable[str] = (),
        eq: Iterable[str] = (),
        start: tuple[Iterable[str], Iterable[str]] = ((), ()),
        note: str = "",
    ) -> None:
        """A condition for every value of an index letter, by induction.

        `by` and `eq` give it at letter + 1, as in `have`; the condition itself is the fact ``so far`` there. `start`
        is the pair of the two lists that give it at 0.
        """
        goal = self._condition(label, condition)
        zero, one = (
            f"{Substitution(self.theory, {letter: index}).polynomial(goal.polynomial)} {goal.relation} 0"
            for index in (((), 0), ((letter,), 1))
        )
        self.have(f"{label} at 0", zero, *start)
        self.assume(f"{label} so far", condition)
        by, eq = ([_naming(text, "so far", f"{label} so far") for text in part] for part in (by, eq))
        self.have(f"{label} next", one, by, eq)
        ends = {"start": f"{label} at 0", "step": f"{label} next"}
        self.step(label, "induction", note, **ends, letter=letter, condition=condition)

    def _condition(self, label: str, condition: Stated) -> Any:
        self.says[label] = lower(condition)
        try:
            return read_condition(lower(condition), self.theory)
        except Rejected as error:
            raise StepError(f"{self.problem.name}, {label}: {error}") from error

    def _product(self, label: str, text: str) -> _Product:
        facts: list[str] = []
        squares: list[str] = []
        for raw in _factors(text):
            part = raw.strip()
            if part.startswith("["):
                squares.append(part[1:-1])
            elif part in self.facts:
                facts.append(part)
            elif part == "1":
                continue
            else:
                raise StepError(f"{self.problem.name}, {label}: there is no fact {part!r}")
        value, strict = ONE, not squares
        for name in facts:
            found = self.facts[name]
            if found.relation not in (">=", ">"):
                raise StepError(f"{self.problem.name}, {label}: not an inequality: {name}: {found}")
            value = value * found.polynomial
            strict = strict and found.relation == ">"
        for square in squares:
            root = read_polynomial(square, self.theory)
            value = value * root * root
        return _Product(facts, squares, value, strict)

    def _equation(self, label: str, text: str) -> tuple[str, str, Polynomial]:
        name, _, factor = text.partition(": ")
        if name not in self.facts or self.facts[name].relation != "=":
            raise StepError(f"{self.problem.name}, {label}: {name!r} is not an equation: {self.facts.get(name)}")
        factor = factor.strip() or "1"
        return name, factor, self.facts[name].polynomial * read_polynomial(factor, self.theory)

    @staticmethod
    def _solve(
        products: Sequence[Polynomial], equations: Sequence[tuple[str, str, Polynomial]], target: Polynomial
    ) -> list[Fraction] | None:
        return combination([p.terms for p in products], [e.terms for _, _, e in equations], target.terms)

    def _combine(
        self,
        label: str,
        products: Sequence[_Product],
        equations: Sequence[tuple[str, str, Polynomial]],
        solution: Sequence[Fraction],
        note: str,
    ) -> None:
        terms = [[str(c), p.facts, p.squares] for c, p in zip(solution, products, strict=False) if c]
        factors = solution[len(products) :]
        multiples = [[n, f"({c})*({f})"] for c, (n, f, _) in zip(factors, equations, strict=True) if c]
        arguments: dict[str, object] = {"terms": terms} if terms else {}
        if multiples:
            arguments["equalities"] = multiples
        self.step(label, "combine", note, **arguments)

    def _unsolved(
        self,
        label: str,
        goal: object,
        products: Sequence[_Product],
        equations: Sequence[tuple[str, str, Polynomial]],
    ) -> str:
        target = goal.polynomial  # type: ignore[attr-defined]
        either = self._solve([], [*equations, *(("", "", p.value) for p in products)], target)
        hint = "not even with coefficients of any sign"
        if either is not None:
            names = [
                *(f"{n}: {f}" for n, f, _ in equations),
                *(" * ".join([*p.facts, *p.squares]) for p in products),
            ]
            hint = "only with " + ", ".join(f"{c} ({n})" for c, n in zip(either, names, strict=True))
        else:
            covered = {m for e in equations for m in e[2].terms} | {m for p in products for m in p.value.terms}
            missing = Polynomial({m: c for m, c in target.terms.items() if m not in covered})
            hint += f"; in no product: {missing}; target: {target}"
        return f"{self.problem.name}, {label}: no combination gives {goal} ({hint})"

    # -- cases, claims, end ------------------------------------------------------------------------------------

    def cases(self, label: str, first: str, second: str, on: Stated, note: str = "") -> None:
        """Case distinction on the sign of a term."""
        self.step(label, "cases", note, first=first, second=second, on=on)

    def split(self, label: str, value: object, bit: str, first: str, second: str, note: str = "") -> None:
        """Case distinction on a bit: `first` supposes it is 1, `second` that it is 0."""
        self.step(label, "split", note, first=first, second=second, bit=bit, value=value)

    def cite(
        self,
        label: str,
        proved: Proved,
        terms: Mapping[str, object] | None = None,
        premises: Mapping[str, str] | None = None,
        new: Mapping[str, str] | None = None,
        note: str = "",
    ) -> None:
        """Use a proved claim. Symbols and premises that are not given are those of the same name.

        A process is replaced by a pair (letter, term).
        """
        for claim in proved.claims:
            self._claims.setdefault(str(claim["name"]), claim)
        self._library.update(proved.statements)
        statement = proved.statements[proved.problem.name]
        images = {
            key: {"letter": value[0], "term": lower(value[1])} if isinstance(value, tuple) else lower(value)
            for key, value in (terms or {}).items()
        }
        labels = {key: (premises or {}).get(key, key) for key in [*statement.definitions, *statement.hypotheses]}
        arguments: dict[str, object] = {"claim": proved.problem.name, "terms": images, "premises": labels}
        if new:
            arguments["new"] = dict(new)
        self.step(label, "cite", note, **arguments)

    def qed(self, *conclude: str, witness: Mapping[str, object] | None = None) -> Proved:
        """End the derivation with the labels of the goals, and replay it (cited claims were replayed when proved)."""
        proof: dict[str, object] = {"steps": self.steps, "conclude": list(conclude)}
        if witness:
            proof["witness"] = {name: lower(value) for name, value in witness.items()}
        own: dict[str, object] = {"name": self.problem.name, "problem": self.problem.data(), "proof": proof}
        claims = [*self._claims.values(), own]
        verdict, statements = replay([own], self._library)
        if verdict.status == "rejected":
            raise StepError(f"{self.problem.name}: {verdict.reason}")
        return Proved(self.problem, claims, verdict, {s.name: s for s in statements}, self.facts, self.steps, self.says)

    def fact(self, label: str) -> Fact:
        """The fact with a label."""
        return self.facts[label]

    def statement_of(self, condition: Stated, on: Iterable[Stated] = ()) -> Fact:
        """A sequent as the kernel reads it."""
        return read_fact(sequent(condition, on), self.theory)


def supposed(problem: Problem) -> Proved:
    """A claim without proof, to be cited: what is derived from it rests on a hole.

    What follows from a claim and is false of an instance refutes the claim.
    """
    claim: dict[str, object] = {"name": problem.name, "problem": problem.data(), "proof": None}
    verdict, statements = replay([claim])
    if verdict.status == "rejected":
        raise StepError(f"{problem.name}: {verdict.reason}")
    return Proved(problem, [claim], verdict, {s.name: s for s in statements}, {}, [], {})


@dataclass(frozen=True)
class _Product:
    facts: list[str]
    squares: list[str]
    value: Polynomial
    strict: bool


_NOTHING = _Product([], ["0"], Polynomial({}), strict=False)  # 0^2 >= 0, which makes an inequality of an equation
_SHARES = (Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 100), Fraction(1, 10**6))


def _naming(text: str, name: str, label: str) -> str:
    """A product with the factors of this name, or an equation of this name, under its label."""
    if text.startswith(f"{name}: "):
        return f"{label}{text.removeprefix(name)}"
    return " * ".join(label if part.strip() == name else part for part in _factors(text))


def _factors(text: str) -> list[str]:
    """The factors of a product, split at stars between spaces outside brackets."""
    parts = [""]
    for piece in text.split(" * "):
        if parts[-1].count("[") > parts[-1].count("]"):
            parts[-1] += f" * {piece}"
        else:
            parts.append(piece)
    return parts[1:]


def _index_text(value: object) -> str:
    return value if isinstance(value, str) else str(value).replace(" ", "")


def _plain(value: object) -> object:
    """An argument in JSON: lists and objects stay, everything else is lowered to text."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {key: _plain(v) for key, v in value.items()}
    return lower(value)
