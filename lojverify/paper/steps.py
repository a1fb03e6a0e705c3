"""Steps that the derivations of section 3 share."""

from __future__ import annotations

from ..derive import Derivation, proved


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


def stays_for_ever(d: Derivation) -> None:
    """``for ever``: e[k] = 1 on E_infinity (the condition e_inf >= 1); needs `bit_range`."""
    d.step("e_inf", "infimum", symbol="e_inf", letter="k", lower="e>=0", step="e.decreases")
    d.assume("on E_inf", "e_inf >= 1")
    d.have("e>=1", "e[k] - 1 >= 0", by=["on E_inf", "e_inf.2"])
    d.have("1>=e", "1 - e[k] >= 0", by=["e<=1"])
    d.step("for ever", "antisymmetry", first="e>=1", second="1>=e")


g, v = "grad F(theta[k])", "(grad F(theta[k]) + w[k])"
Q = f"(F(theta[k]) - eta*<{g}, {v}> + C/2*eta^2*<{v}, {v}>)"
RHO = "(1 - eta*alpha + eta^2*C*(2*C + sigma)/2)"


def stopped_loss_means(d: Derivation) -> None:
    """The means of H[k] = F(theta[k]) 1_{E_k}, from the assumptions of `Run`.

    ``H>=0``, ``H start`` (H[0] = F(theta0)), ``H<=Q`` (3.7), ``contracts`` (3.8), ``v moment``; all H[k] have means.
    """
    d.cite("stopped loss", proved("stopped_loss_contracts"), note="(3.7), (3.8)")
    names = ("H>=0", "H start", "H<=Q", "Q contracts", "v moment")
    for place, name in enumerate(names, 1):
        d.cut(name, f"stopped loss.{place}")
    # H[k] <= B[k] with B[k+1] = 1_{E_k} Q[k+1], which is integrable given the past.
    d.define("recursion", "B", "k", level=0, start="F(theta0)", step=f"e[k]*{Q}")
    d.have("H<=B start", "H[0] <= B[0]", eq=["H start", "B.start"])
    d.have("H<=B next", "H[k+1] <= B[k+1]", by=["H<=Q"], eq=["B.step"])
    d.step("H<=B", "induction", start="H<=B start", step="H<=B next", letter="k", condition="H[k] <= B[k]")
    d.step("H integrable", "dominate", symbol="H", upper="H<=B", lower="H>=0")
    d.step("H<=Q mean", "expect", fact="H<=Q", index="k")
    d.have("contracts", f"E[k](H[k+1]) <= {RHO}*H[k]", by=["H<=Q mean", "Q contracts"], note="(3.8)")
    d.have("H low start", "H[0] <= F(theta0)", eq=["H start"])
    d.step("H finite", "finite_mean_by_induction", symbol="H", lower="H>=0", start="H low start", step="contracts")


def step_length_means(d: Derivation) -> None:
    """After `stopped_loss_means`, the means of d[k] = |theta[k+1] - theta[k]| 1_{E_k} and of its square dsq[k].

    ``dsq>=0``, ``d^2`` (d^2 = dsq), ``step moment`` (E[k](dsq[k]) <= eta^2 (2 C + sigma) H[k]).
    """
    step = "theta[k+1] - theta[k]"
    d.instance("same length", "iteration", y=f"{step} - eta*{v}")
    d.have("dsq", f"dsq[k] = eta^2*e[k]*<{v}, {v}>", eq=["dsq.is", f"e.bit: <{step}, {step}>", "same length: e[k]"])
    d.step("square", "norm", vector=f"e[k]*({step})")
    d.have("dsq>=0", "dsq[k] >= 0", by=["square"], eq=["dsq.is"])
    d.cut("d^2", "d.square", "dsq>=0")
    d.have("dsq<=", f"dsq[k] <= eta^2*e[k]*<{v}, {v}>", eq=["dsq"])
    d.step("dsq integrable", "dominate", symbol="dsq", upper="dsq<=", lower="dsq>=0")
    d.step("dsq mean", "expect", fact="dsq", index="k")
    d.have(
        "step moment",
        "E[k](dsq[k]) <= eta^2*(2*C + sigma)*H[k]",
        by=["eta>0 * eta>0 * v moment"],
        eq=["dsq mean"],
    )
    d.step("dsq finite", "finite_mean_given_past", symbol="dsq", lower="dsq>=0", upper="step moment")
    d.have("d<=1+dsq", "d[k] <= 1 + dsq[k]", by=["[d[k] - 1/2]", "1"], eq=["d^2"])
    d.step("d integrable", "dominate", symbol="d", upper="d<=1+dsq", lower="d.nonnegative")
    d.step("d finite", "finite_mean", symbol="d", upper="d<=1+dsq", lower="d.nonnegative")


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


def exit_per_step(d: Derivation) -> None:
    """H, dsq and d of `Run.stopped_loss` and `Run.lengths`, and what `exit_per_step` says of them (``step.n``)."""
    d.define("abbreviation", "H", "k", value="e[k]*F(theta[k])")
    move = "e[k]*(theta[k+1] - theta[k])"
    d.define("abbreviation", "dsq", "k", value=f"<{move}, {move}>")
    d.define("root", "d", "k", value="dsq[k]")
    d.cite("step", proved("exit_per_step"))


def bound_for_ever(d: Derivation, label: str, at_k: str, weight: str, bound: str, positive: str) -> None:
    """From ``weight (1 - mean(e[k])) <= bound``, the fact `at_k`: the same for e_inf; needs `bit_range`.

    `positive` is the fact that the weight is positive.
    """
    d.define("quotient", "least", value=f"{weight} - {bound}", by=weight)
    d.cut("least is", "least.times", positive)
    d.contradiction("least<=mean", "mean(e[k]) - least >= 0", by=[at_k, f"not * {positive}"], eq=["least is"])
    d.step("limit", "infimum", symbol="e_inf", lower="e>=0", step="e.decreases", mean="least<=mean", letter="k")
    d.have(label, f"{weight}*(1 - mean(e_inf)) <= {bound}", by=[f"{positive} * limit.4"], eq=["least is"])


def define_lengths(d: Derivation) -> None:
    """The symbols of `Run.path_length`, `Run.powers` and `Run.roots`, defined in the proof."""
    step = "e[k]*(theta[k+1] - theta[k])"
    d.define("abbreviation", "dsq", "k", value=f"<{step}, {step}>")
    d.define("root", "d", "k", value="dsq[k]")
    d.define("recursion", "length", "k", level=0, start="0", step="length[k] + d[k]")
    d.define("recursion", "rk", "k", level=None, start="1", step=f"{RHO}*rk[k]")
    d.define("root", "srho", value=RHO)
    d.define("recursion", "sk", "k", level=None, start="1", step="srho*sk[k]")
    for name, value in (("s2C", "2*C"), ("ssigma", "sigma"), ("f0", "F(theta0)")):
        d.define("root", name, value=value)


def mean_path_length(d: Derivation) -> None:
    """``length mean``: (1 - srho) mean(length[k]) <= (s2C + ssigma) eta f0. After `define_lengths`.

    Needs ``step for rho``, ``rho>0`` and ``rho<1``.

    Also ``length>=0``, ``length grows`` (length[k+1] - length[k] - d[k] = 0), and ``srho<1``.
    """
    stopped_loss_means(d)
    step_length_means(d)
    d.cite("steps", proved("expected_step_length"), note="(3.10) with sqrt(F(theta0))")
    d.have("length>=0 start", "length[0] >= 0", eq=["length.start"])
    d.assume("length so far", "length[k] >= 0")
    d.have("length>=0 next", "length[k+1] >= 0", by=["length so far", "d.nonnegative"], eq=["length.step"])
    nonnegative = {"start": "length>=0 start", "step": "length>=0 next"}
    d.step("length>=0", "induction", letter="k", condition="length[k] >= 0", **nonnegative)
    # length is integrable given the past, since it is the process L of the same steps, and d is.
    d.step("d integrable", "dominate", symbol="d", upper="d<=1+dsq", lower="d.nonnegative")
    d.define("recursion", "L", "k", level=0, start="0", step="length[k] + d[k]")
    d.have("length<=L start", "length[0] <= L[0]", eq=["length.start", "L.start"])
    d.have("length<=L next", "length[k+1] <= L[k+1]", eq=["length.step", "L.step"])
    same = {"start": "length<=L start", "step": "length<=L next"}
    d.step("length<=L", "induction", letter="k", condition="length[k] <= L[k]", **same)
    d.step("length integrable", "dominate", symbol="length", upper="length<=L", lower="length>=0")
    d.step("length given the past", "expect", fact="length.step", index="k")
    d.have("length bounded", "length[k] + E[k](d[k]) - E[k](length[k+1]) >= 0", eq=["length given the past"])
    d.have("no length yet", "0 - length[0] >= 0", eq=["length.start"])
    bounds = {"lower": "length>=0", "start": "no length yet", "step": "length bounded"}
    d.step("length finite", "finite_mean_by_induction", symbol="length", **bounds)
    d.step("length mean start", "average", fact="length.start")
    d.step("length mean step", "average", fact="length.step")

    # sqrt(rho) < 1, and (1 - sqrt(rho)) E length[k] + K sqrt(rho)^k <= K by induction.
    d.have("rho>=0", f"{RHO} >= 0", by=["rho>0"])
    d.cut("srho.sq", "srho.square", "rho>=0")
    d.contradiction("srho<1", "srho < 1", by=["not * not", "not", "rho<1"], eq=["srho.sq"])
    K = "(s2C + ssigma)*eta*f0"
    budget = f"(1 - srho)*mean(length[k]) + {K}*sk[k] <= {K}"
    start = [f"sk.start: {K}", "length mean start: 1 - srho"]
    d.have("length budget start", budget.replace("[k]", "[0]"), eq=start)
    d.assume("length budget so far", budget)
    by = ["length budget so far", "srho<1 * steps.6"]
    step = ["length mean step: 1 - srho", f"sk.step: {K}"]
    d.have("length budget next", budget.replace("[k]", "[k+1]"), by=by, eq=step)
    parts = {"start": "length budget start", "step": "length budget next"}
    d.step("length budget", "induction", letter="k", condition=budget, **parts)
    d.have("sk>=0 start", "sk[0] >= 0", by=["1"], eq=["sk.start"])
    d.assume("sk so far", "sk[k] >= 0")
    d.have("sk>=0 next", "sk[k+1] >= 0", by=["sk so far * srho.nonnegative"], eq=["sk.step"])
    d.step("sk>=0", "induction", letter="k", condition="sk[k] >= 0", start="sk>=0 start", step="sk>=0 next")
    d.have("K>=0", f"{K} >= 0", by=[f"{r}.nonnegative * eta>0 * f0.nonnegative" for r in ("s2C", "ssigma")])
    d.have("length mean", f"(1 - srho)*mean(length[k]) <= {K}", by=["length budget", "K>=0 * sk>=0"])


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


def increasing_sums(d: Derivation, sums: str, term: str) -> None:
    """``L>=0`` and ``L increases`` for the partial sums L, from the fact `term`: what they sum is nonnegative."""
    d.have(f"{sums} increases", f"{sums}[k+1] - {sums}[k] >= 0", by=[term], eq=[f"{sums}.step"])
    d.have(f"{sums} start", f"{sums}[0] >= 0", eq=[f"{sums}.start"])
    d.assume(f"{sums} so far", f"{sums}[k] >= 0")
    d.have(f"{sums} next", f"{sums}[k+1] >= 0", by=[f"{sums} so far", f"{sums} increases"])
    d.step(
        f"{sums}>=0", "induction", start=f"{sums} start", step=f"{sums} next", letter="k", condition=f"{sums}[k] >= 0"
    )


def nonnegative_powers(d: Derivation) -> None:
    """``sk>=0``: the powers of sqrt(rho) are nonnegative."""
    d.have("sk start", "sk[0] >= 0", by=["1"], eq=["sk.start"])
    d.assume("sk so far", "sk[k] >= 0")
    d.have("sk next", "sk[k+1] >= 0", by=["srho.nonnegative * sk so far"], eq=["sk.step"])
    d.step("sk>=0", "induction", start="sk start", step="sk next", letter="k", condition="sk[k] >= 0")


def root_below_one(d: Derivation) -> None:
    """``s<1``: sqrt(rho) < 1 under the printed step bound (``range`` cites `rho_range`)."""
    d.cite("range", proved("rho_range"), note="(3.2)")
    d.have("rho>=0", f"{RHO} >= 0", by=["range.1"])
    d.cut("srho.sq", "srho.square", "rho>=0")
    d.contradiction("s<1", "1 - srho > 0", by=["not * not", "not", "range.2"], eq=["srho.sq"])


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


def squares_as_printed(d: Derivation) -> None:
    """``as printed``: eta^2 (2 C + sigma) rho^k F(theta0) <= (sqrt(2 C) + sqrt(sigma)) eta rho^(k/2) F(theta0).

    After `restrict`, under the hypothesis ``regime``, 4 C (sqrt(2 C) + sqrt(sigma)) >= alpha; needs rk and sk.
    """
    rho = "(1 - eta*alpha + eta^2*C*(2*C + sigma)/2)"
    d.cite("rho", proved("rho_range"), note="(3.2)")
    d.have("rho>=0", f"{rho} >= 0", by=["rho.1"])
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
        onward = ["rk.step", "srho.sq: sk[k]^2", "sk.step: sk[k+1] + srho*sk[k]", f"{now}: {rho}"]
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
    d.have("rho>=0", "1 - eta*alpha + eta^2*C*(2*C + sigma)/2 >= 0", by=["rho.1"])
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
