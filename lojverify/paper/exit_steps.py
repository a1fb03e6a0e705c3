"""Steps that the derivations of the exit bounds share."""

from __future__ import annotations

from ..derive import Derivation, proved
from .steps import RHO


def restrict_annulus(d: Derivation) -> None:
    """From the assumptions of `AnnulusRun` on the ball of radius r + W: those on the ball of radius r, as in `Run`."""
    d.have("r+W>0", "r + W > 0", by=["r>0", "W>0"])
    for point in "yz":
        near = f"{point} in r"
        d.assume(near, f"r^2 - <{point}-theta0, {point}-theta0> >= 0")
        wide = f"(r+W)^2 - <{point}-theta0, {point}-theta0> >= 0"
        d.have(f"{point} in R", wide, by=[near, "r>0 * W>0", "W>0 * W>0"])
    for label in ("loss>=0", "growth", "lojasiewicz"):
        d.cut(label, f"{label} on R", "y in R")
    d.cut("smooth", "smooth on R", "y in R", "z in R")


def define_lengths(d: Derivation) -> None:
    """The symbols H, dsq and d of `Run.stopped_loss` and `Run.lengths`, defined in the proof."""
    d.define("abbreviation", "H", "k", value="e[k]*F(theta[k])")
    move = "e[k]*(theta[k+1] - theta[k])"
    d.define("abbreviation", "dsq", "k", value=f"<{move}, {move}>")
    d.define("root", "d", "k", value="dsq[k]")


def bound_for_ever(d: Derivation, label: str, at_k: str, weight: str, bound: str, positive: str) -> None:
    """From ``weight (1 - mean(e[k])) <= bound``, the fact `at_k`: the same for e_inf; needs `bit_range`.

    `positive` is the fact that the weight is positive.
    """
    d.define("quotient", "least", value=f"{weight} - {bound}", by=weight)
    d.cut("least is", "least.times", positive)
    d.contradiction("least<=mean", "mean(e[k]) - least >= 0", by=[at_k, f"not * {positive}"], eq=["least is"])
    d.step("limit", "infimum", symbol="e_inf", lower="e>=0", step="e.decreases", mean="least<=mean", letter="k")
    d.have(label, f"{weight}*(1 - mean(e_inf)) <= {bound}", by=[f"{positive} * limit.4"], eq=["least is"])


def step_range(d: Derivation) -> None:
    """From the printed step bound: ``eta*C<=1``, and ``step``, 2 alpha - eta C (alpha + sigma) > 0 (as `restrict`)."""
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


def printed_from_ville(d: Derivation, label: str, ville: str, probability: str) -> None:
    """From ``M0 P <= rho1 F(theta0)``, the fact `ville`: the bound printed in (3.19) for P (``label.1``, ``label.2``).

    Needs the assumptions of `Run` on the ball, the printed step bound, and the roots s2C, ssigma, srho.
    """
    if "center" not in d.facts:
        d.have("center", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
        d.use("F0>=0", "loss>=0", y="theta0", by=["center"])
        d.use("steep at start", "lojasiewicz", y="theta0", by=["center"], note="(2.1)")
        d.use("flat at start", "growth", y="theta0", by=["center"], note="(2.4)")
        d.have("alpha F0<=2C F0", "alpha*F(theta0) <= 2*C*F(theta0)", by=["steep at start", "flat at start"])
    d.cite(label, proved("printed_from_ville"), {"F0": "F(theta0)", "P": probability}, {"ville": ville}, note="(3.19)")


def annulus_of_paper(d: Derivation) -> dict[str, str]:
    """From the assumptions of Theorem 3.1, after `restrict`: those of `AnnulusRun` with W = 1.

    Returns the labels of the premises, by the labels of `AnnulusRun`.
    """
    d.have("W>0", "1 > 0", by=["1"])
    R = "R^2 - <{0}-theta0, {0}-theta0> >= 0"
    for point in "yz":
        d.assume(f"{point} in r+1", f"(r+1)^2 - <{point}-theta0, {point}-theta0> >= 0")
        d.have(f"{point} at R", R.format(point), by=[f"{point} in r+1"], eq=["r.is: r + 1 + R"])
    labels = {f"{name} on R": f"{name} on r+1" for name in ("loss>=0", "smooth", "growth", "lojasiewicz")}
    for label, new in labels.items():
        d.cut(new, label, "y at R", *(["z at R"] if "smooth" in label else []))

    # (2.5) holds on the sphere of radius R - 1 too.
    d.have("R-1>0", "R - 1 > 0", by=["R>1"])
    d.have("R-1<R", "R - 1 < R", by=["1"])
    d.cite("(2.5) on sphere", proved("closure"), {"r": "R - 1"}, {"r>0": "R-1>0", "r<R": "R-1<R"}, note="(2.5)")
    d.assume("y not inside r", "<y-theta0, y-theta0> - r^2 >= 0")
    d.have("y not inside R-1", "<y-theta0, y-theta0> - (R-1)^2 >= 0", by=["y not inside r"], eq=["r.is: r + R - 1"])
    d.cases("(2.5) closed", "(2.5)", "(2.5) on sphere", "<y-theta0, y-theta0> - (R-1)^2 >= 0")
    d.cut("annulus", "(2.5) closed", "y not inside R-1", "y at R")
    return {"W>0": "W>0", "annulus": "annulus", **labels}


def ville_of_paper(d: Derivation) -> None:
    """P(E_infinity^c) (if e_inf is defined) and P(E_k^c) are at most rho1 F(theta0)/M0: ``ville.1`` and ``ville.2``.

    In the setting of Theorem 3.1, after `restrict`.
    """
    if "e_inf" not in d.theory.symbols:
        d.define("extremum", "e_inf", value="e", of="infimum")
    d.have("r<R", "r < R", by=["1"], eq=["r.is"])
    d.assume("y beyond r", "<y-theta0, y-theta0> - r^2 > 0")
    d.have("y beyond R-1", "<y-theta0, y-theta0> - (R-1)^2 > 0", by=["y beyond r"], eq=["r.is: r + R - 1"])
    d.cut("(2.5) beyond r", "(2.5)", "y beyond R-1")
    d.cite("ville", proved("ville_annulus"), premises={"(2.5)": "(2.5) beyond r"})


def positive_powers(d: Derivation) -> None:
    """``rho.1``, ``rho.2`` (0 < rho < 1), ``srho>0``, ``srho<1``, ``srho.sq``, ``s2C>0``, ``rk>0``, ``sk>0``.

    Under the printed step bound.
    """
    d.cite("rho", proved("rho_range"), note="(3.2)")
    d.have("rho>=0", f"{RHO} >= 0", by=["rho.1"])
    d.cut("srho.sq", "srho.square", "rho>=0")
    d.contradiction("srho>0", "srho > 0", by=["rho.1", "not * srho.nonnegative"], eq=["srho.sq"])
    d.contradiction("srho<1", "1 - srho > 0", by=["rho.2", "not * srho.nonnegative", "not"], eq=["srho.sq"])
    d.have("2C>=0", "2*C >= 0", by=["C>0"])
    d.cut("s2C.sq", "s2C.square", "2C>=0")
    d.contradiction("s2C>0", "s2C > 0", by=["C>0", "not * s2C.nonnegative"], eq=["s2C.sq"])
    for power, factor in (("rk", "rho.1"), ("sk", "srho>0")):
        d.have(f"{power}>0 at 0", f"{power}[0] > 0", by=["1"], eq=[f"{power}.start"])
        d.assume(f"{power}>0 now", f"{power}[k] > 0")
        d.have(f"{power}>0 next", f"{power}[k+1] > 0", by=[f"{factor} * {power}>0 now"], eq=[f"{power}.step"])
        ends = {"start": f"{power}>0 at 0", "step": f"{power}>0 next"}
        d.step(f"{power}>0", "induction", **ends, letter="k", condition=f"{power}[k] > 0")


def squares_as_printed(d: Derivation) -> None:
    """``as printed``: eta^2 (2 C + sigma) rho^k F(theta0) <= (sqrt(2 C) + sqrt(sigma)) eta rho^(k/2) F(theta0).

    After `restrict`, under the hypothesis ``regime``, 4 C (sqrt(2 C) + sqrt(sigma)) >= alpha; needs rk and sk.
    """
    d.cite("rho", proved("rho_range"), note="(3.2)")
    d.have("rho>=0", f"{RHO} >= 0", by=["rho.1"])
    d.cut("srho.sq", "srho.square", "rho>=0")
    d.contradiction("srho<1", "1 - srho > 0", by=["rho.2", "not * srho.nonnegative", "not"], eq=["srho.sq"])
    for label, claim, by in (
        ("sk>=0", "sk[k] >= 0", ["srho.nonnegative * {0}"]),
        ("sk<=1", "sk[k] <= 1", ["srho.nonnegative * {0}", "srho<1"]),
        ("rk=", "rk[k] = sk[k]^2", []),
    ):
        now, square = f"{label} now", label == "rk="
        at_start = ["sk.start: sk[0] + 1", "rk.start"] if square else ["sk.start"]
        d.have(f"{label} at 0", claim.replace("[k]", "[0]"), by=["1"] if label == "sk>=0" else [], eq=at_start)
        d.assume(now, claim)
        onward = ["rk.step", "srho.sq: sk[k]^2", "sk.step: sk[k+1] + srho*sk[k]", f"{now}: {RHO}"]
        d.have(
            f"{label} next",
            claim.replace("[k]", "[k+1]"),
            by=[text.format(now) for text in by],
            eq=onward if square else ["sk.step"],
        )
        d.step(label, "induction", start=f"{label} at 0", step=f"{label} next", letter="k", condition=claim)
    d.contradiction(
        "small step", "eta*(2*C + sigma) <= s2C + ssigma", by=["not * C>0", "regime", "eta<=PSB"], note="the regime"
    )
    d.have("center", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center"])
    d.have("D>0", "2*C + sigma > 0", by=["C>0", "sigma>=0"])
    d.have("sk^2<=sk", "sk[k] - rk[k] >= 0", by=["sk>=0 * sk<=1"], eq=["rk="])
    d.have(
        "as printed",
        "eta^2*(2*C + sigma)*rk[k]*F(theta0) <= (s2C + ssigma)*eta*sk[k]*F(theta0)",
        by=["eta>0 * eta>0 * D>0 * F0>=0 * sk^2<=sk", "small step * eta>0 * F0>=0 * sk>=0"],
    )
