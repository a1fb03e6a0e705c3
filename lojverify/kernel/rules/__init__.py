"""The rules. Each is a function from the arguments of a step to the facts it proves, or raises `Rejected`."""

from __future__ import annotations

from collections.abc import Callable

from ..arguments import Arguments
from ..facts import Fact
from . import algebra, functionals, powers, probability, sequences, vectors

RULES: dict[str, Callable[[Arguments], list[Fact]]] = {
    **algebra.RULES,
    **vectors.RULES,
    **powers.RULES,
    **functionals.RULES,
    **probability.RULES,
    **sequences.RULES,
}
