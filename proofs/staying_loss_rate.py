"""(4.5): given E_infinity, E F(theta_k) <= A k^(-q) + o(k^(-q)), A as in (4.13) and (4.14): Lemma 4.2.

Multiplied by P(E_infinity), with b_k = E[F(theta_k) 1_{E_k}]: by (4.9), b_{k+1} <= (1 - alpha eta_k/2) b_k +
(eta_k^2 c^2 C/2) P(E_k). As P(E_k) falls to P(E_infinity), k^q b_k is at most A P(E_infinity) in the limit.
"""

from lojverify.derive import Derivation, Proved, proved
from lojverify.paper.rate_steps import expected_loss_step
from lojverify.paper.section4_lemma import conditional_rate as problem

BOTH, P, LOG = "gamma^2*c^2*C/2", "mean(e_inf)", "log(num[k+1])"


def derive() -> Proved:
    d = Derivation(problem())
    expected_loss_step(d)
    d.have("q>0", "q > 0", by=["q>1/2", "1"])
    position = "r^2 - <theta[k]-theta0, theta[k]-theta0>"
    d.cite("stay", proved("staying_probability_falls"), {"x": ("k", position)})

    # -- E[F(theta_k) 1_{E_infinity}] <= b_k <= B[k]
    d.step("(4.9)", "average", fact="contracts", note="(4.9)")
    by = ["(4.9)", "offset.1 * H>=0 mean", "factor>=0 * so far"]
    d.induct("mean<=B", "k", "mean(H[k]) <= B[k]", by, ["B.step"], (["start mean"], ["B.start"]))
    d.step("for ever", "infimum", symbol="e_inf", letter="k", lower="e>=0", step="e.decreases")
    for fact in ("H>=0", "mean<=B"):
        d.instance(f"{fact} later", fact, k="k+1")
    d.instance("e<=1 at 0", "e<=1", k="0")
    d.instance("e_inf<=e[0]", "for ever.2", k="0")
    by = ["H>=0 later * e<=1 at 0", "H>=0 later * e_inf<=e[0]"]
    d.have("less", "e_inf*H[k+1] <= H[k+1]", by=by)
    d.step("smaller", "average", fact="less")

    # -- B satisfies (4.2) along n[k] = k + n0 with C1 = alpha gamma/2, p = q, and C2 P(E_k), C2 = gamma^2 c^2 C/2
    d.have("P>=0", f"{P} >= 0", by=["P(stay)>0"])
    d.have("C1>0", "alpha*gamma/2 > 0", by=["alpha>0 * gamma>0"])
    d.have("C2>0", f"{BOTH} > 0", by=["gamma>0 * gamma>0 * c>0 * c>0 * C>0"])
    power = "exp(-q*log(n[k]))"
    d.step("square", "exp_sum", first="-q*log(n[k])", second="-q*log(n[k])")
    d.have("factor", f"1 - alpha*gamma/2*{power} >= 0", by=["factor>=0"], eq=["eta.is: alpha/2"])
    noise = "c^2*C/2*mean(e[k])"
    eq = ["B.step", "eta.is: -alpha/2*B[k]", f"eta.is: (eta[k] + gamma*{power})*{noise}", f"square: gamma^2*{noise}"]
    claim = f"B[k+1] <= (1 - alpha*gamma/2*{power})*B[k] + {BOTH}*mean(e[k])*exp((-q-q)*log(n[k]))"
    d.have("recursion", claim, eq=eq)
    d.have("alpha*gamma>0", "alpha*gamma > 0", by=["alpha>0 * gamma>0"])
    d.cut("Au by 2", "Au.times", "alpha*gamma>0")
    d.have("Au is", f"Au*alpha*gamma/2 - {BOTH} = 0", eq=["Au by 2: 1/2"])
    d.define("quotient", "Ar", value=BOTH, by="alpha*gamma/2 - q")
    for name, A in (("over_o", "Ar"), ("over_u", "Au")):
        d.define("positive_part", name, "k", value=f"B[k] - {A}*{P}*{power}")
    terms: dict[str, object] = {"c": "n0", "p": "q", "C1": "alpha*gamma/2", "C2": BOTH, "M": P, "Aw": "Au"}
    terms |= {"x": ("k", "n[k]"), "b": ("k", "B[k]"), "m": ("k", "mean(e[k])")}
    terms |= {"r": ("k", "over_o[k]"), "w": ("k", "over_u[k]")}
    premises = {"c>0": "n0>0", "p>0": "q>0", "factor>=0": "factor", "m falls": "stay.1", "m tends": "stay.2"}
    premises |= {"M>=0": "P>=0", "x.start": "n.start", "x.step": "n.step", "Aw.times": "Au is"}
    for name, over in (("r", "over_o"), ("w", "over_u")):
        premises |= {f"{name}.{what}": f"{over}.{what}" for what in ("nonnegative", "above", "either")}
    d.cite("rate", proved("rate_with_falling_noise"), terms, premises)

    # -- from n[k+1] = k + 1 + n0 to num[k+1] = k + 1
    start = ([], ["n.start", "num.start"])
    d.induct("n is", "k", "n[k] = num[k] + n0", [], ["so far", "n.step", "num.step"], start)
    d.induct("num>=0", "k", "num[k] >= 0", ["so far", "1"], ["num.step"], ([], ["num.start"]))
    d.have("num>0", "num[k+1] > 0", by=["num>=0", "1"], eq=["num.step"])
    d.instance("n' is", "n is", k="k+1")
    d.have("num<=n", "num[k+1] <= n[k+1]", by=["n0>0"], eq=["n' is"])
    d.use("log num<=", "log.4", s="num[k+1]", t="n[k+1]", by=["num>0", "num<=n"])
    d.instance("n'^-q>0", "exp.3", s="-q*log(n[k+1])")
    d.define("quotient", "inv", value="1", by=P)
    d.cut("inv is", "inv.times", "P(stay)>0")
    d.cut("given is", "given.times", "P(stay)>0")
    d.contradiction("inv>0", "inv > 0", by=["not * P(stay)>0", "1"], eq=["inv is"])
    d.assume("q=1", "q = 1")
    d.assume("gamma>2/alpha", "alpha*gamma > 2")
    d.have("q<C1", "q < alpha*gamma/2", by=["gamma>2/alpha"], eq=["q=1"])
    d.have("C1-q>0", "alpha*gamma/2 - q > 0", by=["q<C1"])
    d.have("below o>0", "alpha*gamma - 2 > 0", by=["gamma>2/alpha"])
    d.cut("Ar is", "Ar.times", "C1-q>0")
    d.cut("Ao is", "Ao.times", "below o>0")
    d.contradiction("Ao>=0", "Ao >= 0", by=["not * below o>0", "C2>0"], eq=["Ao is"])
    d.contradiction("Au>=0", "Au >= 0", by=["not * alpha*gamma>0", "C2>0"], eq=["Au is"])
    d.contradiction("A o", "Ar <= Ao", by=["not * below o>0"], eq=["Ar is", "Ao is", "q=1: Ar"])
    d.have("A u", "Au <= Au")
    d.assume("q<1", "q < 1")
    d.have("q=rate u", "q = q")
    for name, rate, same, on, first in (
        ("o", "1", "q=1", ["q=1", "q<C1"], 1),
        ("u", "q", "q=rate u", ["q<1"], 3),
    ):
        d.cut(f"bound {name}", f"rate.{first}", *on)
        d.cut(f"vanishes {name}", f"rate.{first + 1}", *on)
        small, large = f"{rate}*{LOG}", "q*log(n[k+1])"
        d.have(f"exponents {name}", f"{small} <= {large}", by=["q>0 * log num<="], eq=[f"{same}: {LOG}"])
        d.use(f"falls {name}", "exp.4", s=f"-{large}", t=f"-{small}", by=[f"exponents {name}"])
        d.use(f"grows {name}", "exp.4", s=small, t=large, by=[f"exponents {name}"])
        d.instance(f"num^{name}>0", "exp.3", s=small)
        d.instance(f"bound' {name}", f"bound {name}", k="k+1")
        d.instance(f"over' {name}>=0", f"over_{name}.nonnegative", k="k+1")
        by = [f"bound' {name}", f"A {name} * P>=0 * n'^-q>0", f"A{name}>=0 * P>=0 * falls {name}"]
        bound = f"A{name}*exp(-{small})"
        d.have(f"over {name}", f"B[k+1] - {P}*{bound} <= over_{name}[k+1]", by=by)
        by = ["not * not", f"not * over' {name}>=0", f"P(stay)>0 * {name}.nonnegative * over {name}"]
        eq = [f"{name}.either: {P}^2", f"given is: {P}*{name}[k]"]
        d.contradiction(f"{name} small", f"{P}*{name}[k] <= over_{name}[k+1]", by=by, eq=eq)
        weighted = f"exp({small})*{name}[k]"
        d.have(f"{name} lower", f"{weighted} >= 0", by=[f"num^{name}>0 * {name}.nonnegative"])
        by = [f"inv>0 * grows {name} * over' {name}>=0", f"inv>0 * num^{name}>0 * {name} small"]
        upper = f"inv*exp({large})*over_{name}[k+1] - {weighted} >= 0"
        d.have(f"{name} upper", upper, by=by, eq=[f"inv is: {weighted}"])
        d.step(f"vanishes' {name}", "subsequence", fact=f"vanishes {name}", index="k+1")
        d.step(f"rest {name}", "limit_algebra", letter="k", terms=[["inv", [f"vanishes' {name}"]]])
        ends = {"lower": f"{name} lower", "upper": f"{name} upper", "fact": f"rest {name}"}
        d.step(f"{name} vanishes", "squeeze", **ends)
        by = ["smaller", "mean<=B later", f"P(stay)>0 * {name}.above"]
        d.have(f"{name} is", f"mean(e_inf*H[k+1]) <= {P}*({bound} + {name}[k])", by=by, eq=["given is"])
    return d.qed("o is", "o vanishes", "u is", "u vanishes")


if __name__ == "__main__":
    print(derive().report())
