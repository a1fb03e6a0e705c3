"""What the register knows of a display or a named statement; the verdict is computed from it, never typed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the register's names are read without sympy
    from ..derive import Problem


@dataclass(frozen=True)
class Entry:
    """One entry of the register.

    id: the paper's number, such as "3.10", or a name ("Theorem 3.1", "text:2.12", "ville").
    title: what it says, in a few words.
    printed: the formula as the paper prints it (plain text; for our own results, what is proved).
    kind: "claim", "definition" or "assumption"; the last two carry no truth value.
    statement: the printed claim as a problem, as strong as the paper states it.
    proof: the script in proofs/ that proves exactly this problem.
    instance: an exact finite instance that meets every hypothesis and makes some goal false.
    consequence: the script that derives another problem from the printed claim, supposed without proof; where it is
        given, the instance refutes that problem, and so the claim.
    repaired, repair: what is true instead, and the script that proves it.
    slip: the misprint is evident (so a false display is a typo, not refuted).
    denied: the paper says that the statement does not follow; so a proof of it refutes the paper.
    argument: the displays that the paper's own proof of this one uses.
    chosen: what the claim says exists, by the name of our choice for it in the statement.
    without: scripts that prove the goals of the statement without some of its hypotheses (what is chosen may differ).
    uses: entries of the register that this one is derived from or stated with.
    notes: what a reader should know, one sentence each.
    """

    id: str
    title: str
    printed: str
    kind: str = "claim"
    statement: Callable[[], Problem] | None = None
    proof: str | None = None
    instance: Callable[[], dict[str, object]] | None = None
    consequence: str | None = None
    repaired: str | None = None
    repair: str | None = None
    slip: bool = False
    denied: bool = False
    argument: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)
