"""Steps about the layers of a network: indicators of conditions, and conditions that pass from layer to layer."""

from __future__ import annotations

from ..derive import Derivation


def indicator_is_one(d: Derivation, label: str, bit: str, holds: str, letter: str = "k", index: str = "k") -> None:
    """`label`: ``bit >= 1``, for a bit whose value the fact `holds` shows to be nonnegative, at an index."""
    name = bit.partition("[")[0]
    d.instance(f"{label} bit", f"{name}.bit", **{letter: index})
    d.instance(f"{label} no", f"{name}.no", **{letter: index})
    d.assume(f"{label} off", f"-{bit} >= 0")
    d.cut(f"{label} else", f"{label} no", f"{label} off")
    d.have(f"{label} bad", "0 > 0", by=[f"{label} else", holds])
    d.step(f"{label} so not", "absurd", fact=f"{label} bad", goal=f"{bit} - 1 >= 0")
    d.assume(f"{label} on", f"{bit} - 1 >= 0")
    d.split(label, bit, f"{label} bit", f"{label} on", f"{label} so not")
