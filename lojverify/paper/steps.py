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


def limit_inside(d: Derivation) -> None:
    """``inside``: on E_infinity the limit theta_star lies in the ball. After `stays_for_ever` and ``converges``."""
    distance = "<theta[k] - theta_star, theta[k] - theta_star>"
    # Were gap = |theta_star - theta0|^2 - r^2 > 0, then gap^2 r^2 would be at most a constant times
    # |theta[k] - theta_star|^2, for every k.
    d.use("in ball", "e.yes", by=["e>=1"])
    gap = "(<theta_star-theta0, theta_star-theta0> - r^2)"
    d.assume("outside", f"{gap} > 0")
    d.step("gap square", "norm", vector=f"{gap}*(theta[k]-theta0) - 2*r^2*(theta_star-theta[k])")
    d.have(
        "near",
        f"(2*{gap}*r^2 + 4*r^4)*{distance} - {gap}^2*r^2 >= 0",
        by=["gap square", f"in ball * [{gap}]", "in ball * outside * r>0 * r>0"],
    )
    terms = [[f"2*{gap}*r^2 + 4*r^4", ["converges"]], [f"-{gap}^2*r^2", []]]
    d.step("near limit", "limit_algebra", letter="k", terms=terms)
    d.step("in the limit", "limit_order", fact="near limit", bound="near")
    d.have("bad", "0 > 0", by=["in the limit", "outside * outside * r>0 * r>0"])
    d.step("absurd", "absurd", fact="bad", goal=f"-{gap} >= 0")
    d.assume("so", f"-{gap} >= 0")
    d.cases("inside", "so", "absurd", f"-{gap} >= 0")


def limit_within(d: Derivation, label: str, weight: str, bound: str, close: str, nonnegative: str, limit: str) -> None:
    """``|weight (theta[n] - theta_star)|^2 <= bound``, from the same for every theta[n+k] in place of the limit.

    That is the fact `close`; `limit` says that |theta[k] - theta_star|^2 -> 0 (k), `nonnegative` that the bound is
    nonnegative. The letter k is not in weight and bound.
    """
    # Were G = |weight (theta[n] - theta_star)|^2 - bound > 0, then G^2 (bound + 2 G) would be at most a constant times
    # |w|^2 for every k, where u goes from theta[n] to theta[n+k] and w from there to the limit.
    u, w = f"{weight}*(theta[n+k] - theta[n])", f"{weight}*(theta_star - theta[n+k])"
    whole = f"{weight}*(theta[n] - theta_star)"
    G = f"(<{whole}, {whole}> - {bound})"
    K, least = f"(2*{bound} + 2*{G})", f"{G}^2*({bound} + 2*{G})"
    far = f"{label}, far"
    d.assume(far, f"{G} > 0")
    d.step(f"{label}, square", "norm", vector=f"{G}*({u}) - {K}*({w})")
    by = [f"{label}, square", f"{close} * [{G}]", f"{close} * {far} * {far}", f"{close} * {far} * {nonnegative}"]
    d.have(f"{label}, near", f"({K}^2 + {G}*{K})*<{w}, {w}> - {least} >= 0", by=by)
    d.step(f"{label}, later", "subsequence", fact=limit, index="k+n")
    terms = [[f"({K}^2 + {G}*{K})*({weight})^2", [f"{label}, later"]], [f"-{least}", []]]
    d.step(f"{label}, limit", "limit_algebra", letter="k", terms=terms)
    d.step(f"{label}, in the limit", "limit_order", fact=f"{label}, limit", bound=f"{label}, near")
    by = [f"{label}, in the limit", f"{far} * {far} * {nonnegative}", f"{far} * {far} * {far}"]
    d.have(f"{label}, bad", "0 > 0", by=by)
    d.step(f"{label}, absurd", "absurd", fact=f"{label}, bad", goal=f"-{G} >= 0")
    d.assume(f"{label}, so", f"-{G} >= 0")
    d.cases(label, f"{label}, so", f"{label}, absurd", f"-{G} >= 0")


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


def first_step_leaves(d: Derivation, crossing: str, *conditions: str, eta: str = "eta") -> None:
    """``first``: if the first step leaves the ball, then Q[1] >= M0; `crossing` proves it for a step from the center.

    `conditions` are the facts that `crossing` supposes beside the length of the step; `eta` is the first step size.
    """
    d.instance("at start", "start", y="theta[0] - theta0")
    d.have("theta0 in ball", "r^2 - <theta[0]-theta0, theta[0]-theta0> >= 0", by=["r>0 * r>0"], eq=["at start"])
    d.cut("e0", "e.start", "theta0 in ball")
    d.have("stays", "e[0] - 1 >= 0", eq=["e0"])
    d.assume("leaves", "-e[1] >= 0")
    d.use("out", "e.stops", k="0", by=["stays", "leaves"])

    # theta[1] - theta0 = -eta v.
    g, v = "grad F(theta[0])", "(grad F(theta[0]) + w[0])"
    a, b = "(theta[1] - theta0)", f"(-{eta}*{v})"
    d.instance("step 0", "iteration", k="0", y=f"{a} + {b}")
    d.instance("start 0", "start", y=f"{a} + {b}")
    d.have("long", f"<{b}, {b}> - r^2 >= 0", by=["out"], eq=["step 0", "start 0"])
    d.cite("crossing", proved(crossing), {"u": b})
    d.cut("model", "crossing", "long", *conditions)

    # The loss and its gradient at theta[0] are those at theta0.
    d.step("same loss", "same_point", fact="at start", first="theta[0]", second="theta0", function="F")
    same = {"fact": "at start", "first": "theta[0]", "second": "theta0", "function": "F"}
    d.step("same gradient", "same_point", against=g, **same)
    d.step("same noise", "same_point", against="w[0]", **same)
    d.have(
        "first",
        f"F(theta[0]) - {eta}*<{g}, {v}> + C/2*{eta}^2*<{v}, {v}> >= M0",
        by=["model"],
        eq=["same loss", f"same gradient: {eta}", f"same noise: {eta}"],
    )
