"""Constants of a problem on disk, and the verdict on them: their evidence is replayed and compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import lojverify
from lojverify.errors import LojverifyError
from lojverify.kernel.check import Verdict
from lojverify.problems.base import Problem, ProblemConstants
from lojverify.problems.replay import replay

CONSTANTS_FORMAT = "lojverify-constants/1"
_STATED = ("constants", "initial_loss", "star", "near_linear", "sharpest", "assumes", "backends")


def constants_as_json(problem: Problem, found: ProblemConstants) -> dict[str, Any]:
    """The object that ``constants --json`` prints."""
    return {
        "format": CONSTANTS_FORMAT,
        "version": lojverify.__version__,
        "title": problem.title,
        **found.as_json(),
        "assumes": list(found.assumes),
        "notes": list(found.notes),
        "backends": list(found.backends),
        "evidence": dict(found.evidence),
    }


def verdict_on_constants(data: Mapping[str, Any]) -> Verdict:
    """Whether the evidence of such an object proves the constants in it."""
    keys = {"format", "version", "title", "notes", "evidence", *_STATED}
    if set(data) != keys:
        return Verdict("rejected", reason=f"the keys are not those of {CONSTANTS_FORMAT}")
    try:
        found = replay(data["evidence"])
    except LojverifyError as error:
        return Verdict("rejected", reason=str(error))
    stated = {**found.as_json(), "assumes": list(found.assumes), "backends": list(found.backends)}
    wrong = [name for name in _STATED if data[name] != stated[name]]
    if wrong:
        return Verdict("rejected", reason=f"the evidence proves another {wrong[0]}")
    return Verdict("proved")
