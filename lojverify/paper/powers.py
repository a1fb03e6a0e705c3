"""Steps about real powers t^a = exp(a log t)."""

from __future__ import annotations

from ..derive import Derivation, proved


def laws(d: Derivation, s: str = "s", t: str = "t") -> None:
    """The laws of exp and log under ``exp`` and ``log``, for two new variables with these names."""
    for name in (s, t):
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"), {"s": s, "t": t})
    d.cite("log", proved("logarithm_of_product"), {"s": s, "t": t})


def nonnegative_power(d: Derivation, label: str, exponent: str) -> None:
    """The fact exp(exponent) >= 0. After `laws`."""
    d.instance(f"{label}, strictly", "exp.3", s=exponent)
    d.have(label, f"exp({exponent}) >= 0", by=[f"{label}, strictly"])


def power_order(d: Derivation, label: str, exponent: str, low: str, high: str, *nonnegative: str) -> None:
    """The fact exp(-exponent*high) <= exp(-exponent*low), from products that show exponent*(high - low) >= 0."""
    above, below = f"-({exponent})*({high})", f"-({exponent})*({low})"
    d.have(f"{label}, exponents", f"{above} <= {below}", by=nonnegative)
    d.use(label, "exp.4", s=above, t=below, by=[f"{label}, exponents"])
