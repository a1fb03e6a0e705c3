"""Steps that the derivations of section 3 share."""

from __future__ import annotations

from ..derive import Derivation


def bit_range(d: Derivation, bit: str = "e") -> None:
    """From the bit e: the facts ``e>=0`` and ``e<=1``."""
    d.have(f"{bit}>=0", f"{bit}[k] >= 0", by=[f"[{bit}[k]]"], eq=[f"{bit}.bit"])
    d.have(f"{bit}<=1", f"{bit}[k] <= 1", by=[f"[1 - {bit}[k]]"], eq=[f"{bit}.bit"])


def at_start(d: Derivation) -> None:
    """``F start``: theta[0] has the loss of theta0; ``stays at 0``: e[0] = 1."""
    d.instance("at start", "start", y="theta[0] - theta0")
    d.step("F start", "same_point", fact="at start", first="theta[0]", second="theta0", function="F")
    d.have("theta[0] in ball", "r^2 - <theta[0]-theta0, theta[0]-theta0> >= 0", by=["r>0 * r>0"], eq=["at start"])
    d.cut("e[0]=1", "e.start", "theta[0] in ball")
    d.have("stays at 0", "e[0] - 1 >= 0", eq=["e[0]=1"])


def restrict(d: Derivation) -> None:
    """From the assumptions of Theorem 3.1 on B(theta0, R): those on B(theta0, r), under the labels of `Run`.

    Also ``R>0``, ``r>0``, ``r<=R``, ``eta*C<=1``, and ``step``, the range 2 alpha - eta C (alpha + sigma) > 0.
    """
    d.have("R>0", "R > 0", by=["R>1", "1"])
    if "r.is" in d.facts:
        d.have("r>0", "r > 0", by=["R>1"], eq=["r.is"])
        d.have("r<=R", "r <= R", by=["1"], eq=["r.is"])
    # Were eta C > 1, then 8 (eta C)^2 <= eta alpha <= 1 would fail.
    d.contradiction(
        "eta*C<=1",
        "eta*C <= 1",
        by=["eta<=PSB * eta>0", "eta<=1/alpha", "not * not", "not", "eta>0 * eta>0 * C>0 * sigma>=0", "1"],
    )
    d.have(
        "step",
        "2*alpha - eta*C*(alpha+sigma) > 0",
        by=["eta*C<=1 * alpha>0", "eta<=PSB", "alpha>0", "eta>0 * C>0 * C>0"],
    )
    for point in "yz":
        d.assume(f"{point} in r", f"r^2 - <{point}-theta0, {point}-theta0> >= 0")
        d.have(
            f"{point} in R",
            f"R^2 - <{point}-theta0, {point}-theta0> >= 0",
            by=[f"{point} in r", "r<=R * R>0", "r<=R * r>0"],
        )
    for label in ("loss>=0", "growth", "lojasiewicz"):
        d.cut(label, f"{label} on R", "y in R")
    d.cut("smooth", "smooth on R", "y in R", "z in R")
