"""(4.12): eta_k^2 c^2 C/2 = gamma^2 c^2 C/(2 (k + n0)^(2q)), the square of a power."""

from lojverify.derive import Derivation, Proved
from lojverify.paper.powers import laws
from lojverify.paper.section4_rates import noise_term as problem


def derive() -> Proved:
    d = Derivation(problem())
    laws(d)
    L = "log(n[k])"
    d.instance("n^2q>0", "exp.3", s=f"2*q*{L}")
    d.have("2 n^2q>0", f"2*exp(2*q*{L}) > 0", by=["n^2q>0"])
    d.cut("term is", "term.times", "2 n^2q>0")
    d.instance("n^2q n^-2q", "exp.2", s=f"2*q*{L}")
    d.step("n^-q squared", "exp_sum", first=f"-q*{L}", second=f"-q*{L}")
    small = f"exp(-2*q*{L})"
    d.have("eta^2", f"eta[k]^2 = gamma^2*{small}", eq=[f"eta.is: eta[k] + gamma*exp(-q*{L})", "n^-q squared: gamma^2"])
    eq = [f"term is: {small}/2", "n^2q n^-2q: term[k]", "eta^2: c^2*C/2"]
    d.have("same", "eta[k]^2*c^2*C/2 = term[k]", eq=eq)
    return d.qed("same")


if __name__ == "__main__":
    print(derive().report())
