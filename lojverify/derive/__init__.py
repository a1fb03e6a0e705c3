"""The recorder of derivations and its sympy front. Untrusted: the kernel replays everything that is recorded."""

from __future__ import annotations

from .derivation import Derivation
from .finished import Proved
from .language import Eq, Loss, expect, inner, integral, lower, mean, norm2
from .problem import Problem
from .scripts import proved

__all__ = [
    "Derivation",
    "Eq",
    "Loss",
    "Problem",
    "Proved",
    "expect",
    "inner",
    "integral",
    "lower",
    "mean",
    "norm2",
    "proved",
]
