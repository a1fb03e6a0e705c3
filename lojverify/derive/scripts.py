"""Finds and runs the proof scripts: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType

from ..errors import LojverifyError
from ..kernel.check import verdict_on
from ..transcripts import Claim, folder, statements, states, stored_claim, up_to_date
from .finished import Proved
from .problem import Problem


@dataclass
class _Uses:
    """Which scripts a script uses: it cites what they prove, or calls their functions (dict: in this order)."""

    cites: dict[str, None] = field(default_factory=dict)
    calls: dict[str, None] = field(default_factory=dict)


# What a script that is being written may raise beside our own errors.
_FAULTS = (ArithmeticError, AttributeError, ImportError, LookupError, NameError, SyntaxError, TypeError, ValueError)
_running: list[_Uses] = []  # of each script that is running
_used: dict[str, _Uses] = {}
_switch = {"transcripts": True}


@cache
def _module(name: str) -> ModuleType:
    path = folder() / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"lojverify._proofs.{name}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise LojverifyError(f"there is no proof script {name}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def script(name: str) -> ModuleType:
    """The module of a proof script, loaded once."""
    if _running:
        _running[-1].calls[name] = None
    return _module(name)


def stated(name: str) -> object:
    """The problem that a proof script sets out to prove, in the kernel's format; its proof is not run."""
    try:
        found = _module(name).problem()
    except _FAULTS as error:
        raise LojverifyError(f"the proof script {name} states no problem: {type(error).__name__}: {error}") from error
    if not isinstance(found, Problem):
        raise LojverifyError(f"the proof script {name} states no problem")
    return found.data()


def proved(name: str) -> Proved:
    """What the proof script of this name proves; each script runs once a process.

    A script that is running gets what a script proves whose sources have not changed from its transcript.
    """
    if not _running:
        return _run(name)
    _running[-1].cites[name] = None
    return _recalled(name) or _run(name)


@cache
def claims(name: str) -> tuple[tuple[Claim, ...], frozenset[str]]:
    """The claims of a script's proof, its own last, and the scripts that were run for them.

    A script is not run if its own sources are those of its transcript, and what it cites still states what it did then.
    """
    source = up_to_date(name) if _switch["transcripts"] else None
    found: dict[str, Claim] = {}
    ran: set[str] = set()
    for cited in source.cites if source else ():
        (*others, last), also = claims(cited)
        ran |= also
        if not states(cited, last):
            source = None
            break
        for claim in (*others, last):
            found.setdefault(claim["name"], claim)
    if source is None:
        return tuple(_run(name).claims), frozenset({*ran, name})
    return (*found.values(), stored_claim(source)), frozenset(ran)


def uses(name: str) -> tuple[list[str], list[str]]:
    """The scripts whose claims a script cites, and those whose functions it calls."""
    source = up_to_date(name) if _switch["transcripts"] else None
    if source is not None:
        return [*source.cites], [*source.calls]
    _run(name)
    return [*_used[name].cites], [*_used[name].calls]


@contextmanager
def from_scratch() -> Iterator[None]:
    """Every script is run anew, and no transcript is read."""
    _forget()
    _switch["transcripts"] = False
    try:
        yield
    finally:
        _switch["transcripts"] = True
        _forget()


def _forget() -> None:
    for one in (_module, _run, _recalled, claims):
        one.cache_clear()
    _used.clear()


@cache
def _run(name: str) -> Proved:
    _running.append(_Uses())
    try:
        found = _module(name).derive()
    except _FAULTS as error:
        raise LojverifyError(f"the proof script {name} fails: {type(error).__name__}: {error}") from error
    finally:
        _used[name] = _running.pop()
    if not isinstance(found, Proved):
        raise LojverifyError(f"the proof script {name} does not end in a proof")
    return found


@cache
def _recalled(name: str) -> Proved | None:
    """What the transcript of a script proves, replayed, without the script's own words; None if it must be run."""
    with suppress(LojverifyError):  # the kernel rejects it
        found, ran = claims(name)
        if name not in ran:
            replayed = statements(found)
            problem = Problem(str(found[-1]["name"]))
            return Proved(problem, list(found), verdict_on(replayed.values()), replayed, {}, [], {})
    return None
