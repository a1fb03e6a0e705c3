"""Finite worlds on the line, from a few numbers, and a search for one in which some hypotheses hold and a goal fails.

A world has F = a/2 x^2 + b x + c, noise of three values, and SGD as its chain. Nothing here is believed: an instance
that comes out is given to the kernel, which verifies every hypothesis in it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any

from ..kernel.arguments import Arguments
from ..kernel.facts import RELATIONS, Fact
from ..kernel.instances import obligations, read_finite, read_model, refute
from ..kernel.polynomial import Polynomial, Rejected, number
from ..kernel.syntax import read_fact
from ..kernel.theory import Theory
from ..kernel.worlds import Coordinates, Model, World, cases
from .squares import certificate

Numbers = dict[str, Fraction]
_FIRST = {
    **dict.fromkeys(("alpha", "C", "sigma", "W", "beta", "F a"), "1"),
    **dict.fromkeys(("eta", "theta0", "theta start"), "1/10"),
    **dict.fromkeys(("delta", "w chance"), "1/2"),
    "R": "3",
    "r": "2",
    "M0": "1/100",
}
_POOL = [Fraction(n, d) for n, d in ((0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (10, 1), (20, 1), (100, 1))]
_POOL += [Fraction(n, d) for n, d in ((1, 2), (1, 3), (1, 4), (1, 5), (1, 10), (1, 20), (1, 100), (1, 1000))]
_POOL += [Fraction(n, d) for n, d in ((3, 2), (2, 3), (-1, 1), (-2, 1), (-5, 1), (-20, 1), (-1, 2), (-1, 3))]
_POOL += [Fraction(n, d) for n, d in ((-2, 3), (-1, 10))]
_INDICES = (0, 1, 2)
_POINTS = tuple(Fraction(n, d) for n, d in ((0, 1), (1, 1), (-1, 1), (2, 1), (1, 2), (1, 10), (3, 1)))
_LONGEST = 1 << 14  # worlds that are remembered


class Worlds:
    """The worlds of a problem. `numbers` name its constants and vectors, and the coefficients of all else."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        self.symbols: dict[str, dict[str, Any]] = dict(problem.get("symbols", {}))
        if self._processes and self._state is None:  # a chain needs a state: one more symbol, of which nothing is said
            self.symbols[_STATE] = {"sort": "vector-process", "level": 0}
            del self._processes, self._state
        self.problem = {key: part for key, part in problem.items() if key != "exists"} | {"symbols": self.symbols}
        self.statement = read_finite(self.problem | _NO_GOALS)
        self._seen: dict[object, bool] = {}

    def _named(self, *sorts: str) -> list[str]:
        return [name for name, symbol in self.symbols.items() if symbol["sort"] in sorts]

    @cached_property
    def _processes(self) -> dict[str, int | None]:
        return {name: self.symbols[name].get("level") for name in self._named("process", "vector-process")}

    @cached_property
    def _state(self) -> str | None:
        wanted = (n for n, level in self._processes.items() if level == 0 and self.symbols[n]["sort"] != "process")
        return next(wanted, None)

    @cached_property
    def names(self) -> list[str]:
        """The names of the numbers that make a world."""
        found = [*self._named("constant", "vector")]
        for name in self._named("function"):
            found += [f"{name} a", f"{name} b", f"{name} c"]
        if self._processes:
            found += [f"{self._state or 'theta'} start", "step", "jump"]
        for name, level in self._processes.items():
            if level == 1:
                found += [f"{name} chance", f"{name} slope", f"{name} size", f"{name} drift", f"{name} bias"]
            elif name != self._state:
                found += [f"{name} slope", f"{name} size"]
        return found

    @staticmethod
    def _at(numbers: Mapping[str, Fraction], name: str, default: str = "0") -> Fraction:
        return numbers.get(name, Fraction(_FIRST.get(name, default)))

    def _noise(self, numbers: Mapping[str, Fraction], name: str, sign: int) -> str:
        slope, size, drift, bias = (self._at(numbers, f"{name} {part}") for part in ("slope", "size", "drift", "bias"))
        return f"({sign * slope + drift})*x1 + ({sign * size + bias})"

    def instance(self, numbers: Mapping[str, Fraction]) -> dict[str, Any]:
        """The instance without certificates and goal."""

        def at(name: str, default: str = "0") -> str:
            return str(self._at(numbers, name, default))

        found: dict[str, Any] = {"dimension": 1, "constants": {n: at(n) for n in self._named("constant")}}
        found["vectors"] = {name: [at(name)] for name in self._named("vector")}
        found["functions"] = {
            name: [{"value": f"1/2*({at(f'{name} a')})*x1^2 + ({at(f'{name} b')})*x1 + ({at(f'{name} c')})"}]
            for name in self._named("function")
        }
        if not self._processes:
            return found
        state = self._state or "theta"
        noise = [name for name, level in self._processes.items() if level == 1]
        outcomes = []
        chance = numbers.get("w chance", Fraction(1, 2))
        for sign, probability in ((1, chance / 2), (-1, chance / 2), (0, 1 - chance)):
            if probability:
                values = {name: [self._noise(numbers, name, sign)] for name in noise}
                outcomes.append({"probability": str(probability), "values": values})
        pull = f"({at('F a')})*x1 + ({at('F b')}) + w1" if "F" in self.symbols and "w" in noise else "0"
        step = at("step", at("eta", "1"))
        adapted = {}
        for name, level in self._processes.items():
            if level != 1 and name != self._state:
                adapted[name] = [f"({at(f'{name} slope')})*x1 + ({at(f'{name} size')})"]
        found["chain"] = {
            "state": state,
            "start": [at(f"{state} start", at("theta0"))],
            "outcomes": outcomes,
            "transition": [f"x1 - ({step})*({pull}) + ({at('jump')})"],
            **({"adapted": adapted} if adapted else {}),
        }
        return found

    # -- what holds in a world -------------------------------------------------------------------------------------

    def model(self, numbers: Mapping[str, Fraction]) -> Model | None:
        """The kernel's model of a world; None if it is none."""
        try:
            return read_model(self.statement, self.problem, Arguments(Theory(), {}, self.instance(numbers)))
        except (Rejected, ArithmeticError):
            return None

    def proofs(self, model: Model, found: Fact) -> list[object] | None:
        """Certificates with which the kernel verifies a hypothesis in a world; None if none are found."""
        made: list[object] = []
        try:
            for on, value, sure in obligations(model, found):
                if not sure:
                    proof = certificate(on, value, found.relation)
                    if proof is None:
                        return None
                    made.append(proof)
        except (Rejected, RecursionError):
            return None
        return made

    def holds(self, label: str, numbers: Numbers, model: Model) -> bool:
        """Whether a hypothesis is verified in a world."""
        key = (label, *(numbers.get(name) for name in self.relevant(label)))
        if key not in self._seen:
            if len(self._seen) > _LONGEST:
                self._seen.clear()
            self._seen[key] = self.proofs(model, self.statement.hypotheses[label]) is not None
        return self._seen[key]

    def relevant(self, label: str) -> tuple[str, ...]:
        """The names of the numbers that a hypothesis may depend on."""
        if label not in self._relevant:
            self._relevant[label] = self._numbers_of(self.statement.hypotheses[label])
        return self._relevant[label]

    @cached_property
    def _relevant(self) -> dict[str, tuple[str, ...]]:
        return {}

    def movable(self, label: str) -> tuple[str, ...]:
        """The names of the numbers that a hypothesis speaks of most directly."""
        text = str(self.problem["hypotheses"][label])
        conclusion = text.rpartition("|-")[2]
        if f"{self._state}[k+1]" in conclusion:
            return ("step", "jump")
        if f"{self._state}[0]" in conclusion:
            return (f"{self._state} start",)
        named = [name for name in self.symbols if _mentions(conclusion, name)] or [*self.symbols]
        return tuple(n for n in self.names if n.split()[0] in named) or self.relevant(label)

    def _numbers_of(self, found: Fact) -> tuple[str, ...]:
        names, pending = set(), [str(name) for name in found.names()]
        values = {str(one["name"]): str(one) for one in self.problem.get("definitions", [])}
        while pending:
            name = pending.pop()
            if name not in names:
                names.add(name)
                if name in values:
                    pending += [other for other in (*self.symbols, *values) if _mentions(values[name], other)]
        if names & set(self._processes):
            return tuple(self.names)
        return tuple(n for n in self.names if n in names or n.split()[0] in names)

    def false_goal(self, model: Model, goals: list[str]) -> dict[str, Any] | None:
        """Where a goal fails in a world, as an instance says it; None if no failure is found."""
        for place, text in enumerate(goals):
            goal = read_fact(text, self.statement.theory)
            if goal.relation in RELATIONS and "int[" not in text:
                for where in self._failures(model, goal):
                    return {"goal": place, **where}
        return None

    def _failures(self, model: Model, goal: Fact) -> Iterator[dict[str, Any]]:
        letters, free = sorted(goal.letters()), sorted(goal.variables())
        symbols = self.statement.theory.symbols
        for indices in product(_INDICES, repeat=len(letters)):
            for chosen in product(_POINTS, repeat=len(free)):
                given: dict[str, Polynomial | Coordinates] = {
                    name: (number(x),) if symbols[name].is_vector else number(x)
                    for name, x in zip(free, chosen, strict=True)
                }
                world = World(model, dict(zip(letters, indices, strict=True)), given, model.start)
                for one in _failing(world, goal):
                    found: dict[str, Any] = {"letters": dict(one.letters)}
                    if one.path:
                        found["path"] = list(one.path)
                    for key, wanted in (("variables", False), ("points", True)):
                        own = {n: x for n, x in zip(free, chosen, strict=True) if symbols[n].is_vector == wanted}
                        if own:
                            found[key] = {name: [str(x)] if wanted else str(x) for name, x in own.items()}
                    yield found


_NO_GOALS = {"goals": ["-1 >= 0"]}
_STATE = "state"


def _mentions(text: str, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _failing(world: World, goal: Fact) -> Iterator[World]:
    """The paths on which a goal's assumptions hold and its conclusion fails."""

    def read(one: World) -> bool:
        for condition in goal.on:
            bounds = one.bounds(one.scalar(condition.polynomial))
            if bounds is None or not bounds.surely(condition.relation):
                return False
        bounds = one.bounds(one.scalar(goal.polynomial))
        return bounds is not None and bounds.never(goal.relation)

    try:
        for _, one, fails in cases(world, read, signs=False):
            if fails:
                yield one
    except (Rejected, RecursionError):
        return


def complete(worlds: Worlds, numbers: Numbers, goals: list[str], without: str | None) -> dict[str, Any] | None:
    """The instance that the numbers make, with certificates and a false goal, if the kernel accepts it.

    The hypothesis `without` is left out of the problem.
    """
    model = worlds.model(numbers)
    if model is None:
        return None
    where = worlds.false_goal(model, goals)
    if where is None:
        return None
    problem = worlds.problem | {"goals": goals}
    problem["hypotheses"] = {key: text for key, text in problem["hypotheses"].items() if key != without}
    certificates = {}
    for label in problem["hypotheses"]:
        proofs = worlds.proofs(model, worlds.statement.hypotheses[label])
        if proofs is None:
            return None
        if proofs:
            certificates[label] = proofs
    instance = worlds.instance(numbers) | {"certificates": certificates, "evaluate": where}
    return instance if refute(problem, instance)[0].status == "refuted" else None


def search(
    worlds: Worlds, start: Numbers, goals: list[str], without: str | None, seed: str, moves: int
) -> Numbers | None:
    """Numbers of a world in which all hypotheses but one hold and a goal fails, by a random walk; None if not found.

    A move takes a hypothesis that fails (or the goals, if none does) and changes a number that it depends on to that
    of a few tried which leaves the fewest failures.
    """
    draw = random.Random(seed)  # noqa: S311
    numbers, failed = dict(start), _failed(worlds, start, goals, without)
    for move in range(moves):
        if failed is None or not failed:
            break
        if move and move % _AGAIN == 0:
            numbers, failed = dict(start), _failed(worlds, start, goals, without) or []
        chosen = draw.choice(failed)
        names = worlds.movable(chosen) if chosen else tuple(worlds.names)
        tried = [numbers | {draw.choice(names): draw.choice(_POOL)} for _ in range(_TRIED)]
        left = [(_failed(worlds, other, goals, without), other) for other in tried]
        found = [(len(labels), n) for n, (labels, _) in enumerate(left) if labels is not None]
        if found and (min(found)[0] <= len(failed) or draw.random() < _WORSE):
            failed, numbers = left[min(found)[1]]
    return None if failed is None or failed else numbers


def _failed(worlds: Worlds, numbers: Numbers, goals: list[str], without: str | None) -> list[str] | None:
    """What is not as wanted: hypotheses by label, "" if no goal fails; None if the numbers make no world."""
    model = worlds.model(numbers)
    if model is None:
        return None
    found = [key for key in worlds.statement.hypotheses if (key == without) == worlds.holds(key, numbers, model)]
    return found or ([""] if worlds.false_goal(model, goals) is None else [])


_TRIED, _WORSE, _AGAIN = 4, 0.3, 12
