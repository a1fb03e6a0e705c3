"""Finds and runs the proof scripts: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType

from ..errors import LojverifyError
from ..kernel.check import verdict_on
from ..transcripts import folder, recorded, scripts_used, statements
from .finished import Proved
from .problem import Problem

_running: list[set[str]] = []  # for each script that is running, the scripts that it has used so far
_used: dict[str, set[str]] = {}
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
    _note(name)
    return _module(name)


def proved(name: str) -> Proved:
    """What the proof script of this name proves; each script runs once a process.

    A script that is running gets from its transcript what a script proves whose sources have not changed since the
    transcript was recorded; the kernel replays it.
    """
    _note(name)
    if _running and _switch["transcripts"]:
        found = _recalled(name)
        if found is not None:
            _note(*(scripts_used(name) or ()))
            return found
    found = _run(name)
    _note(*_used[name])
    return found


def uses(name: str) -> frozenset[str]:
    """The scripts that a script used when it ran, directly or not."""
    proved(name)
    return frozenset(_used[name])


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
    _run.cache_clear()
    _module.cache_clear()
    _used.clear()


def _note(*names: str) -> None:
    if _running:
        _running[-1].update(names)


@cache
def _run(name: str) -> Proved:
    _running.append(set())
    try:
        found = _module(name).derive()
    finally:
        _used[name] = _running.pop()
    if not isinstance(found, Proved):
        raise LojverifyError(f"the proof script {name} does not end in a proof")
    return found


@cache
def _recalled(name: str) -> Proved | None:
    """What the transcript of a script proves, without the script's own words; None if it is not up to date."""
    claims = recorded(name)
    if claims is None:
        return None
    try:
        replayed = statements(claims)
    except LojverifyError:
        return None
    name = str(claims[-1]["name"])
    return Proved(Problem(name), list(claims), verdict_on(replayed.values()), replayed, {}, [], {})
