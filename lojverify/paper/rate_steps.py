"""Steps that lead from (4.9) to the recursion (4.2) of Lemma 4.1."""

from __future__ import annotations

from ..derive import Derivation, proved
from .decreasing_steps import PRINTED, stopped_loss_means
from .powers import laws

N, X = "log(n[k+1])", "log(num[k+1] + n0)"


def positive_steps(d: Derivation) -> None:
    """``eta>0``: the step sizes (4.1) are positive. Also the `laws` of exp and log."""
    laws(d)
    d.instance("n^-q>0", "exp.3", s="-q*log(n[k])")
    d.have("eta>0", "eta[k] > 0", by=["gamma>0 * n^-q>0"], eq=["eta.is"])


def expected_loss_step(d: Derivation) -> None:
    """``means``, (4.9) for the means of H, ``offset.1`` (4.11), ``factor>=0``, ``alpha<=2C``; the laws of exp and log.

    Also ``eta>0``, ``start mean`` (mean(H[0]) <= F(theta0)), ``H>=0 mean``, and what `stopped_loss_means` gives.
    """
    positive_steps(d)
    stopped_loss_means(d, PRINTED)
    d.define("quotient", "part", "k", value="alpha*gamma", by="2*exp(q*log(n[k]))")
    d.cite("offset", proved("factor_with_large_offset"), note="(4.11)")
    d.use("flat there", "growth", y="other", by=["other in ball"])
    d.use("steep there", "lojasiewicz", y="other", by=["other in ball"])
    d.contradiction("alpha<=2C", "alpha <= 2*C", by=["not * F(other)>0", "flat there", "steep there"])
    # alpha eta_k <= 2: by (4.11), eta_k C^2 <= alpha/2, and alpha^2 <= 4 C^2.
    d.contradiction("eta C^2", "2*eta[k]*C^2 <= alpha", by=["offset.1", "eta>0 * not"])
    by = ["not * C>0 * C>0", "eta C^2 * alpha>0", "alpha<=2C * alpha>0", "alpha<=2C * C>0"]
    d.contradiction("factor>=0", "1 - alpha*eta[k]/2 >= 0", by=by)
    d.step("means", "average", fact="finite step")
    d.step("H>=0 mean", "average", fact="H>=0")
    d.step("start mean", "average", fact="H low start")


def expected_loss_below(d: Derivation) -> None:
    """``mean<=B``: mean(H[k]) <= B[k], ``B>=0``, where B has the factor 1 - alpha eta_k/2 of (4.11)."""
    expected_loss_step(d)
    claim = "mean(H[k]) <= B[k]"
    d.have("mean<=B at 0", claim.replace("[k]", "[0]"), by=["start mean"], eq=["B.start"])
    d.assume("mean<=B so far", claim)
    by = ["means", "offset.1 * H>=0 mean", "factor>=0 * mean<=B so far"]
    d.have("mean<=B next", claim.replace("[k]", "[k+1]"), by=by, eq=["B.step"])
    d.step("mean<=B", "induction", start="mean<=B at 0", step="mean<=B next", letter="k", condition=claim)
    d.have("B>=0", "B[k] >= 0", by=["mean<=B", "H>=0 mean"])


def as_recursion(d: Derivation, rate: str) -> None:
    """``(4.2)``: B satisfies the recursion of Lemma 4.1 with x = num[k+1] + n0, p = `rate`.

    Needs the fact ``q=rate``: q = rate. C1 = alpha gamma/2 and C2 = gamma^2 c^2 C/2.
    """
    # n[k] = k + n0, counted in two ways.
    claim = "n[k] = num[k] + n0"
    d.have("same at 0", claim.replace("[k]", "[0]"), eq=["n.start", "num.start"])
    d.assume("same so far", claim)
    d.have("same next", claim.replace("[k]", "[k+1]"), eq=["n.step", "num.step", "same so far"])
    d.step("same", "induction", start="same at 0", step="same next", letter="k", condition=claim)
    d.instance("same later", "same", k="k+1")
    d.have("n>0 at 0", "n[0] > 0", by=["n0>0"], eq=["n.start"])
    d.assume("n>0 so far", "n[k] > 0")
    d.have("n>0 next", "n[k+1] > 0", by=["n>0 so far", "1"], eq=["n.step"])
    d.step("n>0", "induction", start="n>0 at 0", step="n>0 next", letter="k", condition="n[k] > 0")
    d.instance("n>0 later", "n>0", k="k+1")
    d.have("x>0", "num[k+1] + n0 > 0", by=["n>0 later"], eq=["same later"])
    d.have("n<=x", "n[k+1] <= num[k+1] + n0", eq=["same later"])
    d.have("x<=n", "num[k+1] + n0 <= n[k+1]", eq=["same later"])
    d.use("log n<=", "log.4", s="n[k+1]", t="num[k+1] + n0", by=["n>0 later", "n<=x"])
    d.use("log x<=", "log.4", s="num[k+1] + n0", t="n[k+1]", by=["x>0", "x<=n"])
    d.have("log x>=", f"{X} - {N} >= 0", by=["log n<="])
    d.have("log x<= too", f"-({X} - {N}) >= 0", by=["log x<="])
    d.step("same log", "antisymmetry", first="log x>=", second="log x<= too")

    d.have("exponent", f"-q*{N} = -q*{X}", eq=["same log: q"])
    d.use("same power", "exp.8", s=f"-q*{N}", t=f"-q*{X}", by=["exponent"])
    d.have("exponents", f"-2*q*{N} = (-q - {rate})*{X}", eq=["same log: 2*q", f"q=rate: -{X}"])
    d.use("same square", "exp.8", s=f"-2*q*{N}", t=f"(-q - {rate})*{X}", by=["exponents"])
    d.step("square", "exp_sum", first=f"-q*{N}", second=f"-q*{N}")
    d.instance("eta later", "eta.is", k="k+1")
    d.instance("B later", "B.step", k="k+1")
    power, both = f"gamma*exp(-q*{N})", "gamma^2*c^2*C/2"
    eq = ["B later", "eta later: -alpha/2*B[k+1]", f"eta later: (eta[k+1] + {power})*c^2*C/2", f"square: {both}"]
    eq += [f"same square: {both}", "same power: -alpha*gamma/2*B[k+1]"]
    small = f"exp((-q - {rate})*{X})"
    claim = f"B[k+2] <= (1 - alpha*gamma/2*exp(-q*{X}))*B[k+1] + {both}*{small}"
    d.have("(4.2)", claim, eq=eq)


def rate_of_mean(d: Derivation, script: str, rate: str, condition: str) -> None:
    """``bound`` and ``vanishes``: what `script`, a rate of Lemma 4.1, says of B, and so of the mean of H."""
    d.have("q>0", "q > 0", by=["q>1/2", "1"])
    d.have("C1>0", "alpha*gamma/2 > 0", by=["alpha>0 * gamma>0"])
    d.have("C2>0", "gamma^2*c^2*C/2 > 0", by=["gamma>0 * gamma>0 * c>0 * c>0 * C>0"])
    d.instance("B>=0 later", "B>=0", k="k+1")
    letter = "r" if rate == "1" else "t"
    terms: dict[str, object] = {"p": rate, "C1": "alpha*gamma/2", "C2": "gamma^2*c^2*C/2", f"A{letter}": "A"}
    terms |= {"b": ("k", "B[k]"), letter: ("k", "o[k]")}
    premises = {"b>=0": "B>=0 later", f"A{letter}.times": "A is", "p>0": "rate>0", condition: "condition"}
    premises |= {f"{letter}.{what}": f"o.{what}" for what in ("nonnegative", "above", "either")}
    d.cite("rate", proved(script), terms, premises, note="Lemma 4.1")
    d.instance("mean<=B later", "mean<=B", k="k+1")
    d.have("bound", f"mean(H[k+1]) <= A*exp(-{rate}*log(num[k+1])) + o[k]", by=["mean<=B later", "rate.1"])
