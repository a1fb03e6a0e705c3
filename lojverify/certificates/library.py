"""The proved claims that certificates instantiate, each loaded and replayed once a process."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from lojverify.kernel.check import Statement
from lojverify.transcripts import recorded, statements


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
    """What the proof script of this name proves (for these integers), from its transcript if that is up to date.

    A transcript is replayed by the kernel, so that it need not be believed. Raises LojverifyError when there is no such
    script or its proof does not hold.
    """
    claims = None if parameters else recorded(script)
    if claims is not None:
        return Proved(claims[-1]["name"], claims, statements(claims))
    from lojverify.derive.scripts import proved
    from lojverify.derive.scripts import script as module  # imports sympy

    found = module(script).derive(*parameters) if parameters else proved(script)
    return Proved(found.problem.name, tuple(found.claims), dict(found.statements))
