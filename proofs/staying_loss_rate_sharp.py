"""(4.5), sharp: E[F(theta_k) 1_{E_infinity}] <= A P(E_infinity) (k+n0)^(-q) + o(k^(-q)), A at most half that of (4.5).

A = gamma^2 c^2 C/(2 (alpha gamma - 1)) if q = 1 < alpha gamma, and gamma c^2 C/(2 alpha) if q < 1. By the sharp (4.9),
B' = (1 - alpha eta_k) B + eta_k^2 (C/2) (c^2 P(E_k) + alpha B) bounds E[F(theta_k) 1_{E_k}]. B is bounded, so at most
N k^(-q) by Lemma 4.1; thus its noise term is at most one that falls to eta_k^2 (C/2) c^2 P(E_infinity). Needed are
eta_k <= 1/alpha and eta_k <= 1/C instead of (4.10).
"""

import sympy

from lojverify.derive import Derivation, Eq, Problem, Proved, lower, mean, power, proved
from lojverify.derive.language import k
from lojverify.paper.decreasing import RobbinsMonroRun
from lojverify.paper.decreasing_steps import SHARP, stopped_loss_means
from lojverify.paper.rate_steps import positive_steps

LOG = "log(n[k])"
POWER, SQUARE, MORE = f"exp(-q*{LOG})", f"exp((-q-q)*{LOG})", "eta[k]^2*c^2*C/2"


def problem() -> Problem:
    p = Problem("staying_loss_rate_sharp", "the sharp rate of the loss on the event to stay for ever")
    run = RobbinsMonroRun(p)
    run.positive("alpha")
    run.assumptions()
    run.lojasiewicz()
    alpha, gamma, q, C, eta = sympy.Symbol("alpha"), run.gamma, run.q, run.C, run.eta[k]
    p.assume("eta<=1/C", eta * C <= 1)
    p.assume("eta<=1/alpha", alpha * eta <= 1)
    p.assume("q<=1", q <= 1)
    p.assume("gamma>1/alpha", alpha * gamma > 1, [Eq(q, 1)])
    H, e_inf, n, B = run.stopped_loss(), run.for_ever(), run.n[k], sympy.IndexedBase("B")
    step = (1 - alpha * eta * (1 - eta * C / 2)) * B[k] + eta**2 * run.c**2 * C / 2 * mean(run.e[k])
    p.define("recursion", "B", "k", level=None, start=run.F(run.theta0), step=step)
    for name, below, on in (("o", alpha * gamma - q, [Eq(q, 1)]), ("u", alpha * gamma, [q < 1])):
        A = p.define("quotient", f"A{name}", value=gamma**2, by=below)
        bound = A * (run.c**2 * C / 2 * mean(e_inf)) * power(n, -q)
        excess = p.define("positive_part", name, "k", value=B[k] - bound)[k]
        p.goal(mean(e_inf * H[k]) <= bound + excess, on)
        p.goal(f"{lower(power(n, q) * excess)} -> 0 (k)", on)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    positive_steps(d)
    d.have("eta<=2/C", "2 - eta[k]*C >= 0", by=["eta<=1/C", "1"])
    stopped_loss_means(d, SHARP)
    d.step("sharp", "average", fact="contracts", note="(4.9), sharp")
    for label, fact in (("H mean>=0", "H>=0"), ("start mean", "H low start"), ("P>=0", "e>=0"), ("P<=1", "e<=1")):
        d.step(label, "average", fact=fact)
    d.have("q>0", "q > 0", by=["q>1/2", "1"])
    position = "r^2 - <theta[k]-theta0, theta[k]-theta0>"
    d.cite("stay", proved("staying_probability_falls"), {"x": ("k", position)})

    # -- E[F(theta_k) 1_{E_infinity}] <= b_k <= B[k]
    d.have("sharp>=0", f"{SHARP} >= 0", by=["eta<=1/alpha", "alpha>0 * C>0 * [eta[k]]"])
    d.induct(
        "mean<=B", "k", "mean(H[k]) <= B[k]", ["sharp", "sharp>=0 * so far"], ["B.step"], (["start mean"], ["B.start"])
    )
    d.have("B>=0", "B[k] >= 0", by=["mean<=B", "H mean>=0"])
    d.step("for ever", "infimum", symbol="e_inf", letter="k", lower="e>=0", step="e.decreases")
    d.instance("e<=1 at 0", "e<=1", k="0")
    d.instance("e_inf<=e[0]", "for ever.2", k="0")
    d.have("less", "e_inf*H[k] <= H[k]", by=["H>=0 * e<=1 at 0", "H>=0 * e_inf<=e[0]"])
    d.step("smaller", "average", fact="less")

    # -- alpha B <= L, as the noise term is at most alpha eta_k (1 - eta_k C/2) c^2/alpha
    d.instance("B[0]>=0", "B>=0", k="0")
    d.have("F0>=0", "F(theta0) >= 0", by=["B[0]>=0"], eq=["B.start"])
    drop = "alpha>0 * eta>0"
    by = ["sharp>=0 * so far", f"{drop} * alpha>0 * F0>=0", f"{drop} * alpha>0 * F0>=0 * eta<=1/C"]
    by += [f"{drop} * [c]", f"{drop} * eta<=1/C * [c]", f"{drop} * eta>0 * C>0 * P<=1 * [c]"]
    start = (["1 * [c]"], ["B.start: alpha"])
    d.induct("alpha B<=", "k", "alpha*B[k] <= alpha*F(theta0) + c^2", by, ["B.step: alpha"], start)
    L = "(alpha*F(theta0) + c^2 + 1)"
    d.have("c^2>=0", "c^2 >= 0", by=["1 * [c]"])
    d.have("L>0", f"{L} > 0", by=["alpha>0 * F0>=0", "c^2>=0", "1"])

    # -- so B satisfies (4.2) with C1 = alpha gamma, p = q: it is of the order of n^(-q)
    d.step("square", "exp_sum", first=f"-q*{LOG}", second=f"-q*{LOG}")
    d.have("factor>=0", f"1 - alpha*gamma*{POWER} >= 0", by=["eta<=1/alpha"], eq=["eta.is: alpha"])
    d.have("eta^2", f"eta[k]^2 = gamma^2*{SQUARE}", eq=[f"eta.is: eta[k] + gamma*{POWER}", "square: gamma^2"])
    d.have("C1>0", "alpha*gamma > 0", by=["alpha>0 * gamma>0"])
    C2 = f"gamma^2*C/2*({L} + c^2)"
    d.have("C2>0", f"{C2} > 0", by=["gamma>0 * gamma>0 * C>0 * L>0", "gamma>0 * gamma>0 * C>0 * c^2>=0"])
    by = ["C>0 * alpha B<= * [eta[k]]", "C>0 * P<=1 * [eta[k]*c]", "C>0 * [eta[k]]"]
    eq = ["B.step", "eta.is: -alpha*B[k]", f"eta^2: C/2*({L} + c^2)"]
    d.have("crude", f"B[k+1] <= (1 - alpha*gamma*{POWER})*B[k] + {C2}*{SQUARE}", by=by, eq=eq)
    terms: dict[str, object] = {"c": "n0", "p": "q", "C1": "alpha*gamma", "x": ("k", "n[k]"), "b": ("k", "B[k]")}
    premises = {"c>0": "n0>0", "p>0": "q>0", "x.start": "n.start", "x.step": "n.step"}
    d.define("quotient", "Or", value=C2, by="alpha*gamma - q")
    d.define("quotient", "Ow", value=C2, by="alpha*gamma")
    order = {"b>=0": "B>=0", "(4.2)": "crude", "Ar.times": "Or.times", "Aw.times": "Ow.times"}
    images = terms | {"C2": C2, "Ar": "Or", "Aw": "Ow"}
    new = {name: name for name in ("kr", "Nr", "kw", "Nw")}
    d.cite("order", proved("order_of_power"), images, premises | order, new)
    N = "(Nr + Nw)"
    d.instance("n^-q positive", "exp.3", s=f"-q*{LOG}")
    d.assume("1<=q", "q >= 1")
    d.have("q=1 too", "1 - q >= 0", by=["q<=1"])
    d.step("q=1", "antisymmetry", first="1<=q", second="q=1 too")
    d.cut("C1>1", "gamma>1/alpha", "q=1")
    d.have("C1>q", "q < alpha*gamma", by=["C1>1", "q=1 too"])
    d.cut("order at 1", "order.5", "q=1", "C1>q")
    claim = f"B[k] <= {N}*{POWER}"
    d.have("small at 1", claim, by=["order at 1", "order.7 * n^-q positive"])
    d.have("small below 1", claim, by=["order.10", "order.2 * n^-q positive"])
    d.cases("small", "small at 1", "small below 1", "q - 1 >= 0")

    # -- the noise term falls to (C/2) c^2 P(E_infinity)
    d.induct("n>0", "k", "n[k] > 0", ["so far", "1"], ["n.step"], (["n0>0"], ["n.start"]))
    d.have("n<=n'", "n[k] <= n[k+1]", by=["1"], eq=["n.step"])
    d.use("log n<=", "log.4", s="n[k]", t="n[k+1]", by=["n>0", "n<=n'"])
    d.have("exponents", f"-q*log(n[k+1]) <= -q*{LOG}", by=["q>0 * log n<="])
    d.use("power falls", "exp.4", s="-q*log(n[k+1])", t=f"-q*{LOG}", by=["exponents"])
    d.cite("powers", proved("powers_vanish"), {"c": "n0", "a": "q", "x": ("k", "n[k]")}, premises)
    d.cut("power vanishes", "powers.2", "q>0")
    m, M = f"(c^2*C/2*mean(e[k]) + alpha*C/2*{N}*{POWER})", "c^2*C/2*mean(e_inf)"
    later = m.replace("[k]", "[k+1]")
    by = ["C>0 * stay.1 * [c]", *(f"alpha>0 * C>0 * {low} * power falls" for low in ("order.2", "order.7"))]
    d.have("m falls", f"{m} >= {later}", by=by)
    terms_of_m = [["c^2*C/2", ["stay.2"]], [f"alpha*C/2*{N}", ["power vanishes"]]]
    d.step("m tends", "limit_algebra", letter="k", terms=terms_of_m)
    d.step("stay>=0", "average", fact="for ever.1")
    d.have("M>=0", f"{M} >= 0", by=["C>0 * stay>=0 * [c]"])
    by = ["alpha>0 * C>0 * small * [eta[k]]"]
    eq = ["B.step", "eta.is: -alpha*B[k]", f"eta^2: {m}"]
    claim = f"B[k+1] <= (1 - alpha*gamma*{POWER})*B[k] + gamma^2*{m}*{SQUARE}"
    d.have("recursion", claim, by=by, eq=eq)
    d.have("gamma^2>0", "gamma^2 > 0", by=["gamma>0 * gamma>0"])
    images = terms | {"C2": "gamma^2", "m": ("k", m), "M": M}
    premises |= {"C2>0": "gamma^2>0", "factor>=0": "factor>=0"}
    for theirs, ours in (("r", "o"), ("w", "u")):
        images |= {theirs: ("k", f"{ours}[k]"), f"A{theirs}": f"A{ours}"}
        premises |= {f"{theirs}.{what}": f"{ours}.{what}" for what in ("nonnegative", "above", "either")}
        premises[f"A{theirs}.times"] = f"A{ours}.times"
    d.cite("rate", proved("rate_with_falling_noise"), images, premises)
    d.assume("at 1", "q = 1")
    d.have("C1>q there", "q < alpha*gamma", by=["gamma>1/alpha"], eq=["at 1"])
    goals: list[str] = []
    for name, first, on in (("o", 1, ["C1>q there"]), ("u", 3, [])):
        bound, vanishes = f"rate.{first}", f"rate.{first + 1}"
        if on:
            d.cut(f"bound {name}", bound, *on)
            d.cut(f"vanishes {name}", vanishes, *on)
            bound, vanishes = f"bound {name}", f"vanishes {name}"
        claim = f"mean(e_inf*H[k]) <= A{name}*({M})*{POWER} + {name}[k]"
        d.have(f"{name} is", claim, by=["smaller", "mean<=B", bound])
        goals += [f"{name} is", vanishes]
    return d.qed(*goals)


if __name__ == "__main__":
    print(derive().report())
