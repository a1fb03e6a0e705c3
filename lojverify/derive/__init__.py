"""The recorder of derivations and its sympy front. Untrusted: the kernel replays everything that is recorded."""

from __future__ import annotations

from .derivation import Derivation, supposed
from .finished import Proved
from .language import Eq, Loss, exp, expect, inner, integral, log, lower, mean, norm2, power
from .problem import Problem
from .scripts import proved

__all__ = [
    "Derivation",
    "Eq",
    "Loss",
    "Problem",
    "Proved",
    "exp",
    "expect",
    "inner",
    "integral",
    "log",
    "lower",
    "mean",
    "norm2",
    "power",
    "proved",
    "supposed",
]
