"""(4.11): if n0 >= (2 C^2 gamma/alpha)^(1/q), then 1 - alpha eta_k + eta_k^2 C^2 <= 1 - alpha eta_k/2.

Let ratio = 2 C^2 gamma/alpha. Since n = k + n0 >= n0, q log n >= q log n0 >= log ratio, so that ratio <= n^q; hence
eta_k C^2 = gamma C^2 n^(-q) <= alpha/2.
"""

from lojverify.derive import Derivation, Proved
from lojverify.paper.powers import laws
from lojverify.paper.section4_rates import offset as problem


def derive() -> Proved:
    d = Derivation(problem())
    laws(d)
    d.have("q>0", "q > 0", by=["q>1/2", "1"])
    d.cut("ratio is", "ratio.times", "alpha>0")
    d.cut("iq q", "iq.times", "q>0")
    d.contradiction("ratio>0", "ratio > 0", by=["not * alpha>0", "C>0 * C>0 * gamma>0"], eq=["ratio is"])
    d.contradiction("iq>=0", "iq >= 0", by=["not * q>0", "1"], eq=["iq q"])

    d.have("n at 0", "n[0] - n0 >= 0", eq=["n.start"])
    d.assume("n so far", "n[k] - n0 >= 0")
    d.have("n next", "n[k+1] - n0 >= 0", by=["n so far", "1"], eq=["n.step"])
    d.step("n-n0>=0", "induction", start="n at 0", step="n next", letter="k", condition="n[k] - n0 >= 0")
    L = "log(n[k])"
    d.instance("ratio^iq>0", "exp.3", s="iq*log(ratio)")
    d.have("n>=ratio^iq", "exp(iq*log(ratio)) <= n[k]", by=["n-n0>=0", "(4.10)"])
    d.use("logs", "log.4", s="exp(iq*log(ratio))", t="n[k]", by=["ratio^iq>0", "n>=ratio^iq"])
    d.instance("log of power", "log.1", s="iq*log(ratio)")
    d.have("log ratio", f"log(ratio) <= q*{L}", by=["q>0 * logs"], eq=["log of power: q", "iq q: log(ratio)"])
    d.use("powers", "exp.4", s="log(ratio)", t=f"q*{L}", by=["log ratio"])
    d.step("ratio as power", "exp_log", fact="ratio>0")

    d.instance("n^q>0", "exp.3", s=f"q*{L}")
    d.instance("n^-q>0", "exp.3", s=f"-q*{L}")
    d.instance("n^q n^-q", "exp.2", s=f"q*{L}")
    d.have("eta>0", "eta[k] > 0", by=["gamma>0 * n^-q>0"], eq=["eta.is"])
    eq = ["ratio as power: alpha*n_q".replace("n_q", f"exp(-q*{L})"), f"ratio is: exp(-q*{L})", "n^q n^-q: alpha"]
    d.have("eta C^2", "2*eta[k]*C^2 <= alpha", by=["powers * alpha>0 * n^-q>0"], eq=[*eq, "eta.is: 2*C^2"])
    claim = "1 - alpha*eta[k] + eta[k]^2*C^2 <= 1 - alpha*eta[k]/2"
    d.have("smaller", claim, by=["eta C^2 * eta>0"])
    d.have("2 n^q>0", f"2*exp(q*{L}) > 0", by=["n^q>0"])
    d.cut("part is", "part.times", "2 n^q>0")
    eq = [f"part is: exp(-q*{L})/2", "n^q n^-q: part[k]", "eta.is: alpha/2"]
    d.have("same", "1 - alpha*eta[k]/2 = 1 - part[k]", eq=eq)
    return d.qed("smaller", "same")


if __name__ == "__main__":
    print(derive().report())
