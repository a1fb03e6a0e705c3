"""Finds and runs the proof scripts: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

from ..errors import LojverifyError
from .finished import Proved

_PACKAGE = Path(__file__).resolve().parent.parent


def folder() -> Path:
    """The folder of proof scripts."""
    for candidate in (_PACKAGE / "_proofs", _PACKAGE.parent / "proofs"):
        if candidate.is_dir():
            return candidate
    raise LojverifyError("the proof scripts are missing: this installation of lojverify is incomplete")


@cache
def script(name: str) -> ModuleType:
    """The module of a proof script, loaded once."""
    path = folder() / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"lojverify._proofs.{name}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise LojverifyError(f"there is no proof script {name}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def proved(name: str) -> Proved:
    """What the proof script of this name proves; each script runs once a process."""
    found = script(name).derive()
    if not isinstance(found, Proved):
        raise LojverifyError(f"the proof script {name} does not end in a proof")
    return found
