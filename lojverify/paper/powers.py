"""Steps about real powers t^a = exp(a log t)."""

from __future__ import annotations

from ..derive import Derivation, proved


def exp_at_zero(d: Derivation) -> None:
    """``exp 0``: exp(0) = 1, since x = exp(0) has x = x^2 and x >= 1."""
    d.step("exp 0 square", "exp_sum", first="0", second="0")
    d.step("exp 0 >= 1", "exp_tangent", exponent="0")
    d.have("1 >= exp 0", "1 - exp(0) >= 0", by=["[exp(0) - 1]"], eq=["exp 0 square"])
    d.have("exp 0 - 1", "exp(0) - 1 >= 0", by=["exp 0 >= 1"])
    d.step("exp 0", "antisymmetry", first="exp 0 - 1", second="1 >= exp 0")


def exp_nonnegative(d: Derivation, label: str, exponent: str) -> None:
    """The fact that exp(exponent) >= 0, as a square."""
    half = f"({exponent})/2"
    d.step(f"{label} square", "exp_sum", first=half, second=half)
    d.have(label, f"exp({exponent}) >= 0", by=[f"[exp({half})]"], eq=[f"{label} square"])


def reciprocal(d: Derivation, label: str, exponent: str) -> None:
    """The fact exp(exponent) exp(-(exponent)) = 1. After `exp_at_zero`."""
    d.step(f"{label} sum", "exp_sum", first=exponent, second=f"-({exponent})")
    d.have(label, f"exp({exponent})*exp(-({exponent})) = 1", eq=[f"{label} sum", "exp 0"])


def log_order(d: Derivation, label: str, small: str, large: str, positive: str, order: str) -> None:
    """The fact log(small) <= log(large), from the facts `positive` (small > 0) and `order` (small <= large)."""
    terms, premises = {"x": small, "y": large}, {"x>0": positive, "x<=y": order}
    d.cite(label, proved("log_increases"), terms, premises)


def power_order(d: Derivation, label: str, exponent: str, low: str, high: str, *nonnegative: str) -> None:
    """The fact exp(-exponent*high) <= exp(-exponent*low), from products that show exponent*(high - low) >= 0."""
    rise = f"({exponent})*(({high}) - ({low}))"
    d.have(f"{label} rise", f"{rise} >= 0", by=nonnegative)
    d.step(f"{label} tangent", "exp_tangent", exponent=rise)
    d.step(f"{label} sum", "exp_sum", first=f"-({exponent})*({high})", second=rise)
    exp_nonnegative(d, f"{label} positive", f"-({exponent})*({high})")
    claim = f"exp(-({exponent})*({high})) <= exp(-({exponent})*({low}))"
    by = [f"{label} tangent * {label} positive", f"{label} rise * {label} positive"]
    d.have(label, claim, by=by, eq=[f"{label} sum"])
