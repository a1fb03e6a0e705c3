"""Steps about stopped quantities: the loss, its quadratic model and the gradient, times e[k]."""

from __future__ import annotations

import sympy

from ..derive import Derivation, proved
from .setting import Run
from .steps import Q, bit_range, g, v

RHO1 = "(1 - eta*alpha + eta^2*C*(alpha + sigma)/2)"


def envelope_constants(run: Run, square: sympy.Expr) -> tuple[sympy.Symbol, sympy.Symbol]:
    """Declare s >= sqrt(rho1), s < 1, and Lam >= eta sqrt(square)/(1 - s)."""
    p = run.problem
    s, Lam = p.constants("s Lam")
    p.assume("s>=0", s >= 0)
    p.assume("s<1", s < 1)
    p.assume("s^2>=rho1", s**2 >= run.rho1)
    p.assume("Lam>=0", Lam >= 0)
    p.assume("trade", Lam**2 * (1 - s) ** 2 >= run.eta**2 * square)
    return s, Lam


def weight_constants(run: Run) -> tuple[sympy.Symbol, sympy.Symbol]:
    """Declare s >= sqrt(rho1), mu >= 1 with mu s < 1, and Lam >= eta sqrt(alpha + sigma)/(1 - mu s)."""
    p = run.problem
    s, mu, Lam = p.constants("s mu Lam")
    p.assume("s>=0", s >= 0)
    p.assume("s^2>=rho1", s**2 >= run.rho1)
    p.assume("mu>=1", mu >= 1)
    p.assume("mu*s<1", mu * s < 1)
    p.assume("Lam>=0", Lam >= 0)
    p.assume("trade", Lam**2 * (1 - mu * s) ** 2 >= run.eta**2 * (run.alpha + run.sigma))
    return mu, Lam


def drift_level(run: Run, Lam: sympy.Symbol, m: sympy.Expr | int = 0) -> tuple[sympy.Symbol, sympy.Symbol]:
    """Declare gamma >= eta^2 sigma/(1 - rho1), f0 >= sqrt(F(theta0)), 0 < L <= r - Lam (f0 - m); returns gamma, L."""
    p = run.problem
    gamma, f0, L = p.constants("gamma f0 L")
    p.assume("gamma large", gamma * (1 - run.rho1) >= run.eta**2 * run.sigma)
    p.assume("f0>=0", f0 >= 0)
    p.assume("f0^2>=F0", f0**2 >= run.F(run.theta0))
    p.assume("L>0", L > 0)
    p.assume("L small", L + Lam * f0 <= run.r + Lam * m)
    return gamma, L


def drift_constants(run: Run, m: sympy.Expr | int = 0) -> tuple[sympy.Expr, sympy.Expr]:
    """The constants of `drift_martingale` and what is supposed of them; returns the bound and the level.

    Those of `envelope_constants` for alpha, of `drift_level` for `m`, which is at most sqrt(F) on the sphere,
    zeta >= sqrt(C/2) Lam, and the shift h in [0, Lam f0].
    The bound is (1 + zeta)(h^2 + zeta (1 + zeta) gamma F(theta0)), and the level zeta (L + h)^2.
    """
    p = run.problem
    _, Lam = envelope_constants(run, run.alpha)
    gamma, L = drift_level(run, Lam, m)
    zeta, h = p.constants("zeta h")
    p.assume("zeta>0", zeta > 0)
    p.assume("zeta large", 2 * zeta**2 >= run.C * Lam**2)
    p.assume("h>=0", h >= 0)
    p.assume("h<=Lam f0", h <= Lam * sympy.Symbol("f0"))
    return (1 + zeta) * (h**2 + zeta * (1 + zeta) * gamma * run.F(run.theta0)), zeta * (L + h) ** 2


def define_squared_length(d: Derivation) -> None:
    """The symbols of `Run.path_length`, and lsq[k] = length[k]^2."""
    move = "e[k]*(theta[k+1] - theta[k])"
    d.define("abbreviation", "dsq", "k", value=f"<{move}, {move}>")
    d.define("root", "d", "k", value="dsq[k]")
    d.define("recursion", "length", "k", level=0, start="0", step="length[k] + d[k]")
    d.define("abbreviation", "lsq", "k", value="length[k]^2")


def root_of_rho1(d: Derivation) -> None:
    """A root s of max(rho1, 0): ``s<1``, ``s^2>=rho1``, ``rho1 F0`` ((s^2 - rho1) F(theta0) = 0), ``1-rho1>0``.

    Where rho1 < 0, the loss vanishes at theta0, as 0 <= E Q <= rho1 F(theta0). After `at_start`, in the setting of
    `Run`, with the problem's root srho1 of rho1: ``s F0`` says that (srho1 - s) F(theta0) = 0.
    """
    d.cite("first step", proved("one_step"), note="(3.8)")
    d.cite("first model", proved("descent_step"), note="(3.6)")
    d.have("1-rho1>0", f"1 - {RHO1} > 0", by=["eta>0 * step"])
    d.define("positive_part", "rho1_plus", value=RHO1)
    d.root("s", "rho1_plus", "rho1_plus.nonnegative")
    d.have("s^2>=rho1", f"s^2 >= {RHO1}", by=["rho1_plus.above"], eq=["s.sq"])
    plus = ["1-rho1>0", "not * 1-rho1>0", "not", "not * not"]
    d.contradiction("rho1_plus<1", "1 - rho1_plus > 0", by=plus, eq=["rho1_plus.either"])
    d.contradiction("s<1", "1 - s > 0", by=["not * not", "not", "rho1_plus<1"], eq=["s.sq"])
    d.use("contracts 0", "first step.1", k="0", by=["stays at 0"])
    d.use("model 0", "first model.2", k="0", by=["stays at 0"])
    d.step("model 0 mean", "expect", fact="model 0", index="0")
    d.have("rho1 F0>=0", f"{RHO1}*F(theta0) >= 0", by=["contracts 0", "model 0 mean"], eq=[f"F start: {RHO1}"])
    if "F0>=0" not in d.facts:
        d.have("center", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
        d.use("F0>=0", "loss>=0", y="theta0", by=["center"])
    gap = f"(rho1_plus - {RHO1})*F(theta0)"
    by = ["not * not", "rho1_plus.above * rho1 F0>=0 * F0>=0"]
    d.contradiction("no gap above", f"-{gap} >= 0", by=by, eq=["rho1_plus.either: F(theta0)^2"])
    d.have("no gap below", f"{gap} >= 0", by=["rho1_plus.above * F0>=0"])
    d.step("no gap", "antisymmetry", first="no gap below", second="no gap above")
    d.have("rho1 F0", f"(s^2 - {RHO1})*F(theta0) = 0", eq=["no gap", "s.sq: F(theta0)"])

    d.have("srho1 real", "(srho1^2 - s^2)*F(theta0) = 0", eq=["srho1.square: F(theta0)", "rho1 F0"])
    d.assume("rho1<0", f"0 > {RHO1}")
    d.contradiction("F0<=0", "-F(theta0) >= 0", by=["not * rho1<0", "rho1 F0>=0"])
    for label, sign, big, small in (("no less", "srho1 - s", "srho1", "s"), ("no more", "s - srho1", "s", "srho1")):
        claim = f"({sign})*F(theta0) >= 0"
        by = [f"F0<=0 * {small}.nonnegative", f"F0>=0 * {big}.nonnegative"]
        d.have(f"{label}, none", claim, by=by)
        by = ["not * not", f"not * {big}.nonnegative * F0>=0"]
        d.contradiction(f"{label}, real", claim, by=by, eq=["srho1 real: F(theta0)"])
        d.cases(label, f"{label}, real", f"{label}, none", f"{RHO1} >= 0")
    d.step("s F0", "antisymmetry", first="no less", second="no more")


def root_of_rho1_beside_f0(d: Derivation) -> None:
    """After `root_of_rho1`, with ``f0.sq``: ``rho1 f0`` ((s^2 - rho1) f0 = 0) and ``s f0`` ((srho1 - s) f0 = 0)."""
    for label, gap, fact in (("rho1 f0", f"s^2 - {RHO1}", "rho1 F0"), ("s f0", "srho1 - s", "s F0")):
        square = [f"{fact}: {gap}", f"f0.sq: ({gap})^2"]
        d.contradiction(f"{label} above", f"-({gap})*f0 >= 0", by=["not * not"], eq=square)
        d.contradiction(f"{label} below", f"({gap})*f0 >= 0", by=["not * not"], eq=square)
        d.step(label, "antisymmetry", first=f"{label} below", second=f"{label} above")


def best_envelope(d: Derivation, square: str) -> None:
    """After `root_of_rho1`, with a root P of `square`: Lam = eta P/(1 - s), ``Lam is``, ``Lam>=0`` and ``trade``.

    ``trade`` is an equation: Lam^2 (1 - s)^2 = eta^2 square.
    """
    d.have("1-s>0", "1 - s > 0", by=["s<1"])
    d.define("quotient", "Lam", value="eta*P", by="1 - s")
    d.cut("Lam is", "Lam.times", "1-s>0")
    d.contradiction("Lam>=0", "Lam >= 0", by=["not * 1-s>0", "eta>0 * P.nonnegative"], eq=["Lam is"])
    d.have("trade", f"Lam^2*(1 - s)^2 = eta^2*{square}", eq=["Lam is: Lam*(1 - s) + eta*P", "P.sq: eta^2"])


def finite_path(d: Derivation) -> None:
    """The squared length lsq[k] of the path in the ball, with ``lsq<=``: lsq[k] <= lsq_inf. After `at_start`."""
    d.define("root", "srho1", value=RHO1)
    root_of_rho1(d)
    d.have("alpha+sigma>=0", "alpha + sigma >= 0", by=["alpha>0", "sigma>=0"])
    d.root("P", "alpha + sigma", "alpha+sigma>=0")
    best_envelope(d, "(alpha + sigma)")
    define_squared_length(d)
    d.define("extremum", "lsq_inf", value="lsq", of="supremum")
    d.cite("length", proved("path_length_finite"), premises={"s>=0": "s.nonnegative"})
    d.cut("lsq<=", "length.1")


def weighted(d: Derivation, label: str, fact: str, note: str = "") -> None:
    """From a fact on E_k, ``e[k] = 1 |- p >= 0`` (or = 0): ``e[k] p >= 0`` (or = 0) always. Needs `bit_range`."""
    found = d.facts[fact]
    claim = f"e[k]*({found.polynomial}) {found.relation} 0"
    if "e=0" not in d.facts:
        d.assume("gone", "-e[k] >= 0")
        d.step("e=0", "antisymmetry", first="e>=0", second="gone")
    one, none = f"{label} on E", f"{label} off E"
    if found.relation == "=":
        d.have(one, claim, eq=[f"{fact}: e[k]"])
    else:
        d.have(one, claim, by=[f"e>=0 * {fact}"])
    d.have(none, claim, eq=[f"e=0: {found.polynomial}"])
    d.split(label, "e[k]", "e.bit", one, none, note=note)


def stopped_model(d: Derivation) -> None:
    """After `at_start`: the stopped loss H, its root f, the model Qe = e Q, its root q, and the roots of two moments.

    T^2 = (1 + eta^2 C sigma/2) H - eta (1 - eta C/2) e |g|^2 and G^2 = e |g|^2 at k.

    ``H>=0``, ``H start``, ``H<=Q`` (H[k+1] <= Qe[k]), ``Q>=0``, ``q moment`` (E Qe <= T^2), ``low`` and ``moment`` and
    ``unbiased`` (times e[k]), ``b>0`` (eta (1 - eta C/2) > 0), ``f.sq``, ``q.sq``, ``T.sq``, ``G.sq``, ``f<=q``.
    """
    if "e>=0" not in d.facts:
        bit_range(d)
    d.cite("one step", proved("one_step"), note="(3.8)")
    d.have("b>0", "eta*(1 - eta*C/2) > 0", by=["eta>0 * one step.2"])
    define_model(d)
    d.cite("stopped", proved("stopped_loss_contracts"), note="(3.7)")
    d.cut("H>=0", "stopped.1")
    d.cut("H start", "stopped.2")
    d.instance("H>=0 next", "H>=0", k="k+1")
    d.assume("stays", "e[k] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("steep", "lojasiewicz", y="theta[k]", by=["in ball"])
    d.instance("zero mean", "zero_mean", y=g)
    weighted(d, "low", "steep", note="(2.1)")
    weighted(d, "moment", "second_moment", note="(2.10)")
    weighted(d, "unbiased", "zero mean", note="(2.11)")

    d.cut("f.sq", "f.square", "H>=0")
    d.have("H<=Q", "H[k+1] <= Qe[k]", by=["stopped.3"], eq=["Qe.is"], note="(3.7)")
    d.have("Q>=0", "Qe[k] >= 0", by=["H<=Q", "H>=0 next"])
    d.cut("q.sq", "q.square", "Q>=0")
    d.instance("f next", "f.sq", k="k+1")
    d.instance("f>=0 next", "f.nonnegative", k="k+1")
    by = ["not * not", "not * q.nonnegative", "H<=Q"]
    d.contradiction("f<=q", "f[k+1] <= q[k]", by=by, eq=["f next", "q.sq"])

    d.step("|g|^2>=0", "norm", vector=g)
    d.have("G real", f"e[k]*<{g}, {g}> >= 0", by=["e>=0 * |g|^2>=0"])
    d.root("G", f"e[k]*<{g}, {g}>", "G real", "k")
    tsq = f"((1 + eta^2*C*sigma/2)*H[k] - eta*(1 - eta*C/2)*e[k]*<{g}, {g}>)"
    d.step("q^2 mean", "expect", fact="Qe.is", index="k")
    d.have(
        "q moment",
        f"E[k](Qe[k]) <= {tsq}",
        by=["C>0 * eta>0 * eta>0 * moment"],
        eq=["q^2 mean", "unbiased: eta", "unbiased: eta^2*C", "H.is: 1 + eta^2*C*sigma/2"],
        note="(3.8)",
    )
    d.step("Q mean>=0", "expect", fact="Q>=0", index="k")
    d.have("T real", f"{tsq} >= 0", by=["q moment", "Q mean>=0"])
    d.root("T", tsq, "T real", "k")


def define_model(d: Derivation) -> None:
    """The stopped loss H and its root f, the model Qe = e Q and its root q, unless the problem defines them."""
    for kind, name, value in (
        ("abbreviation", "H", "e[k]*F(theta[k])"),
        ("root", "f", "H[k]"),
        ("abbreviation", "Qe", f"e[k]*{Q}"),
        ("root", "q", "Qe[k]"),
    ):
        if name not in d.theory.symbols:
            d.define(kind, name, "k", value=value)


def sharp_contraction(d: Derivation) -> None:
    """After `stopped_model`: ``contracts``, E[k](H[k+1]) <= rho1 H[k], with the order of H."""
    # H[k] <= B[k] with B[k+1] = Qe[k], which is integrable given the past.
    d.define("recursion", "B", "k", level=0, start="F(theta0)", step="Qe[k]")
    d.have("H<=B at 0", "H[0] <= B[0]", eq=["H start", "B.start"])
    d.have("H<=B next", "H[k+1] <= B[k+1]", by=["H<=Q"], eq=["B.step"])
    d.step("H<=B", "induction", start="H<=B at 0", step="H<=B next", letter="k", condition="H[k] <= B[k]")
    d.step("H integrable", "dominate", symbol="H", upper="H<=B", lower="H>=0")
    d.step("H<=Q mean", "expect", fact="H<=Q", index="k")
    by = ["H<=Q mean", "q moment", "b>0 * low"]
    d.have("contracts", f"E[k](H[k+1]) <= {RHO1}*H[k]", by=by, eq=["H.is: eta*(1 - eta*C/2)*alpha"], note="(3.8)")


def stopped_step(d: Derivation) -> None:
    """After `stopped_model`: the length d of a step, ``d^2``, ``dsq``, ``dsq>=0``, and its moment.

    ``d moment``: E dsq <= eta^2 (G^2 + sigma H). The symbols dsq and d are those of `Run.lengths`.
    """
    move = "(theta[k+1] - theta[k])"
    d.instance("same length", "iteration", y=f"{move} - eta*{v}")
    square = [f"e.bit: <{move}, {move}>", "same length: e[k]"]
    d.have("dsq", f"dsq[k] = eta^2*e[k]*<{v}, {v}>", eq=["dsq.is", *square])
    d.step("|v|^2>=0", "norm", vector=v)
    d.have("dsq>=0", "dsq[k] >= 0", by=["eta>0 * eta>0 * e>=0 * |v|^2>=0"], eq=["dsq"])
    d.have("dsq<=", f"dsq[k] <= eta^2*e[k]*<{v}, {v}>", eq=["dsq"])
    d.step("dsq integrable", "dominate", symbol="dsq", upper="dsq<=", lower="dsq>=0")
    d.cut("d^2", "d.square", "dsq>=0")
    # theta[k+1] has no order, but eta |v| has order 1.
    d.have("n real", f"eta^2*e[k]*<{v}, {v}> >= 0", by=["dsq>=0"], eq=["dsq"])
    d.root("n", f"eta^2*e[k]*<{v}, {v}>", "n real", "k")
    d.contradiction("d<=n", "d[k] <= n[k]", by=["not * n.nonnegative", "not * not"], eq=["n.sq", "d^2", "dsq"])
    d.step("d integrable", "dominate", symbol="d", upper="d<=n", lower="d.nonnegative")
    d.step("d^2 mean", "expect", fact="dsq", index="k")
    d.have(
        "d moment",
        "E[k](dsq[k]) <= eta^2*(G[k]^2 + sigma*H[k])",
        by=["eta>0 * eta>0 * moment"],
        eq=["d^2 mean", "G.sq: eta^2", "unbiased: 2*eta^2", "H.is: sigma*eta^2"],
    )


def nonnegative_recursion(d: Derivation, name: str, term: str) -> None:
    """``name>=0`` for a process that starts at 0 and adds a term that the fact `term` says is nonnegative."""
    d.have(f"{name} at 0", f"{name}[0] >= 0", eq=[f"{name}.start"])
    d.assume(f"{name} so far", f"{name}[k] >= 0")
    d.have(f"{name} next", f"{name}[k+1] >= 0", by=[f"{name} so far", term], eq=[f"{name}.step"])
    ends = {"start": f"{name} at 0", "step": f"{name} next"}
    d.step(f"{name}>=0", "induction", **ends, letter="k", condition=f"{name}[k] >= 0")


def supermartingale(d: Derivation, value: str, later: str, bound: str) -> None:
    """The process X[k] = `value` has E X[k] <= `bound`: the fact ``X mean``; X is defined here.

    Needs the facts ``X start`` (value at 0 <= bound), ``X<=N`` (the next value <= `later`), ``X real`` (value >= 0),
    and ``shrinks`` (E[k](later) <= value).
    """
    d.define("abbreviation", "X", "k", value=value)
    d.instance("X next", "X.is", k="k+1")
    d.instance("X at 0", "X.is", k="0")
    d.have("X low start", f"{bound} - X[0] >= 0", by=["X start"], eq=["X at 0"])
    d.have("X>=0", "X[k] >= 0", by=["X real"], eq=["X.is"])
    d.have("X low next", f"X[k+1] <= {later}", by=["X<=N"], eq=["X next"])
    # X[k] <= Y[k], where Y[k+1] is integrable given the past.
    d.define("recursion", "Y", "k", level=0, start=bound, step=later)
    d.have("X<=Y start", "X[0] <= Y[0]", by=["X low start"], eq=["Y.start"])
    d.have("X<=Y next", "X[k+1] <= Y[k+1]", by=["X low next"], eq=["Y.step"])
    d.step("X<=Y", "induction", start="X<=Y start", step="X<=Y next", letter="k", condition="X[k] <= Y[k]")
    d.step("X integrable", "dominate", symbol="X", upper="X<=Y", lower="X>=0")
    d.step("X<=N mean", "expect", fact="X low next", index="k")
    d.have("X falls", "X[k] - E[k](X[k+1]) >= 0", by=["X<=N mean", "shrinks"], eq=["X.is"])
    d.step("X finite", "finite_mean_by_induction", symbol="X", lower="X>=0", start="X low start", step="X falls")
    d.step("X mean at 0", "average", fact="X low start")
    d.step("X mean falls", "average", fact="X falls")
    claim = f"mean(X[k]) <= {bound}"
    d.assume("X mean so far", claim)
    d.have("X mean next", claim.replace("[k]", "[k+1]"), by=["X mean so far", "X mean falls"])
    d.step("X mean", "induction", start="X mean at 0", step="X mean next", letter="k", condition=claim)
