"""(4.3) as printed, with 1/k in place of k^(-p), if p >= 1: it is weaker than the corrected form then, since k >= 1."""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section4 import rate_as_printed


def problem() -> Problem:
    return rate_as_printed()


def derive() -> Proved:
    d = Derivation(problem())
    for name in "sz":
        d.define("variable", name, of="variable")
    d.cite("exp", proved("exponential_increases"), {"t": "z"})
    d.cite("log", proved("logarithm_of_product"), {"t": "z"})
    m = "num[k+1]"
    d.define("positive_part", "t", "k", value=f"b[k+1] - Ar*exp(-p*log({m}))")
    d.cite("corrected", proved("rate_at_q_1"), {"r": ("k", "t[k]")}, {f"r.{one}": f"t.{one}" for one in PARTS})
    d.have("C1-p>0", "C1 - p > 0", by=["C1>p"])
    d.cut("Ar is", "Ar.times", "C1-p>0")
    d.contradiction("Ar>0", "Ar > 0", by=["not * C1-p>0", "C2>0"], eq=["Ar is"])

    # -- k^(-p) <= 1/k and k <= k^p
    d.induct("k>=0", "k", "num[k] >= 0", ["so far", "1"], ["num.step"], ([], ["num.start"]))
    d.have("1<=m", f"1 <= {m}", by=["k>=0"], eq=["num.step"])
    d.have("1>0", "1 > 0", by=["1"])
    d.use("log m", "log.4", s="1", z=m, by=["1>0", "1<=m"])
    d.have("log m>=0", f"log({m}) >= 0", by=["log m"], eq=["log.2"])
    for label, low, high in (("down", "-p", "-1"), ("up", "1", "p")):
        lower, upper = f"({low})*log({m})", f"({high})*log({m})"
        d.have(f"{label} exponents", f"{lower} <= {upper}", by=["p>=1 * log m>=0"])
        d.use(label, "exp.4", s=lower, z=upper, by=[f"{label} exponents"])

    # -- so r <= t, and k r <= k^p t
    by = ["not * not", "not * t.nonnegative", "r.nonnegative * t.above", "Ar>0 * down * r.nonnegative"]
    d.contradiction("r<=t", "r[k] <= t[k]", by=by, eq=["r.either"])
    d.instance("m>0", "exp.3", s=f"log({m})")
    by = ["m>0 * r<=t", "up * t.nonnegative"]
    d.have("upper", f"exp(p*log({m}))*t[k] - exp(log({m}))*r[k] >= 0", by=by)
    d.have("lower", f"exp(log({m}))*r[k] >= 0", by=["m>0 * r.nonnegative"])
    d.step("vanishes", "squeeze", lower="lower", upper="upper", fact="corrected.2")
    d.have("bound", f"b[k+1] <= Ar*exp(-log({m})) + r[k]", by=["r.above"])
    return d.qed("bound", "vanishes")


PARTS = ("nonnegative", "above", "either")


if __name__ == "__main__":
    print(derive().report())
