"""The proved claims that certificates instantiate, each loaded and replayed once a process."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lojverify.bounds.base import script_folders
from lojverify.errors import LojverifyError
from lojverify.kernel import replay
from lojverify.kernel.check import Statement


@dataclass(frozen=True)
class Proved:
    """A proved claim: its name, the claims of its proof (it comes last), and the kernel's statements of them."""

    name: str
    claims: tuple[Any, ...]
    statements: dict[str, Statement]

    @property
    def statement(self) -> Statement:
        """The claim itself."""
        return self.statements[self.name]

    def definitions(self) -> list[dict[str, str]]:
        """Its definitions as they are written."""
        return list(self.claims[-1]["problem"].get("definitions", []))


@cache
def load(script: str, *parameters: int) -> Proved:
    """What the proof script of this name proves (for these integers), from its stored certificate if there is one.

    A stored certificate is replayed by the kernel, so that it need not be believed. Raises LojverifyError when
    there is no such script or its proof does not hold.
    """
    for folder in script_folders():
        stored = folder / "certificates" / f"{'_'.join([script, *map(str, parameters)])}.json"
        if stored.is_file():
            return _replayed(stored)
    from lojverify.derive.scripts import proved
    from lojverify.derive.scripts import script as module  # imports sympy

    found = module(script).derive(*parameters) if parameters else proved(script)
    return Proved(found.problem.name, tuple(found.claims), dict(found.statements))


def _replayed(stored: Path) -> Proved:
    claims = json.loads(stored.read_text(encoding="utf-8"))["claims"]
    verdict, statements = replay(claims)
    if verdict.status == "rejected":
        raise LojverifyError(f"the stored certificate {stored.name} is rejected: {verdict.reason}")
    return Proved(claims[-1]["name"], tuple(claims), {one.name: one for one in statements})
