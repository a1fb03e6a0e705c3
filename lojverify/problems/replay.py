"""The evidence for constants, replayed: nothing is searched or repaired, and nothing but the evidence is read."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from lojverify.errors import InputError, RejectedError
from lojverify.problems.base import ProblemConstants

# kind -> the module whose `replay(evidence)` gives what the evidence proves, or raises RejectedError. It uses only the
# standard library, or names in `ProblemConstants.backends` what else it uses.
REPLAYERS: dict[str, str] = {
    "least-squares": "lojverify.problems.least_squares_evidence",
    "network": "lojverify.problems.network_evidence",
    "residuals": "lojverify.problems.residuals_evidence",
}


def replay(evidence: object) -> ProblemConstants:
    """The constants that a piece of evidence proves, computed again from it alone.

    Raises RejectedError for evidence that proves nothing, whatever is wrong with it.
    """
    if not isinstance(evidence, Mapping) or evidence.get("kind") not in list(REPLAYERS):  # of any type
        raise RejectedError("the evidence is of no known kind")
    try:
        found: Any = import_module(REPLAYERS[evidence["kind"]]).replay(evidence)
    except InputError as error:
        raise RejectedError(f"the evidence proves nothing: {error}") from None
    except (KeyError, TypeError, ValueError, ArithmeticError, IndexError, AttributeError, RecursionError) as error:
        raise RejectedError(f"the evidence is malformed: {type(error).__name__} {error}") from None
    if not isinstance(found, ProblemConstants):
        raise RejectedError("the evidence proves no constants")
    return found
