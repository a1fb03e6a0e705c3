"""Steps about means over the data."""

from __future__ import annotations

from ..derive import Derivation


def cauchy(d: Derivation, label: str, first: str, second: str) -> None:
    """`label`: E[0](a^2) E[0](b^2) >= E[0](a b)^2; `label`.first and `label`.second: the two factors are >= 0."""
    for name, term in (("first", first), ("second", second)):
        d.have(f"{label} {name}", f"({term})^2 >= 0", by=[f"[{term}]"])
        d.step(f"{label}.{name}", "expect", fact=f"{label} {name}", index="0")
    middle = f"({first})*({second})"
    d.have(f"{label} product", f"({first})^2*({second})^2 - ({middle})^2 >= 0")
    facts = {"first": f"{label} first", "second": f"{label} second", "product": f"{label} product"}
    d.step(label, "mean_product", **facts, middle=middle, index="0")
