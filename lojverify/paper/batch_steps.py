"""Steps about a batch drawn without replacement: what is counted, and which means are finite.

S[k] is the sum of the first k draws, Z[k] that of their squares, t[k] = k and c[k] = n - k; see the script
batch_without_replacement.
"""

from __future__ import annotations

from ..derive import Derivation


def counts(d: Derivation) -> None:
    """``c + t`` = n; the bit a of c >= 0, which falls (``a falls``: a' = a' a), and i = 1/c (``i c``: a' i c = a').

    Under ``draws``, a' = 1: ``c>=1``, ``fair S[k]``, ``fair g``, ``moment here``; under ``done``: ``a'=0``.
    """
    d.induct("t>=0", "k", "t[k] >= 0", ["so far", "1"], ["t.step"], ([], ["t.start"]))
    by, eq = ["so far", "t>=0"], ["t.step: t[k+1] + t[k]"]
    d.induct("t^2>=t", "k", "t[k]^2 - t[k] >= 0", by, eq, ([], ["t.start: t[0] - 1"]))
    d.induct("c + t", "k", "c[k] + t[k] - n = 0", [], ["so far", "c.step", "t.step"], ([], ["c.start", "t.start"]))
    d.define("bit", "a", "k", value="c[k]")
    for fact in ("a.bit", "a.yes"):
        d.instance(f"{fact} next", fact, k="k+1")
    d.assume("draws", "a[k+1] - 1 >= 0")
    d.assume("done", "-a[k+1] >= 0")
    d.have("a'>=0", "a[k+1] >= 0", by=["[a[k+1]]"], eq=["a.bit next"])
    d.step("a'=0", "antisymmetry", first="a'>=0", second="done")
    d.cut("c'>=0", "a.yes next", "draws")
    d.have("c>=1", "c[k] - 1 >= 0", by=["c'>=0"], eq=["c.step"])
    for against in ("S[k]", "g"):
        d.use(f"fair {against}", "unbiased", y=against, by=["c>=1"])
    d.cut("moment here", "moment", "c>=1")

    d.assume("on", "a[k] - 1 >= 0")
    d.assume("off", "-a[k] >= 0")
    d.have("a<=1", "1 - a[k] >= 0", by=["[1 - a[k]]"], eq=["a.bit"])
    d.step("a=1", "antisymmetry", first="on", second="a<=1")
    d.have("a falls on", "a[k+1]*(1 - a[k]) = 0", eq=["a=1: a[k+1]"])
    d.cut("c<0", "a.no", "off")
    d.have("bad", "-1 > 0", by=["c>=1", "c<0"])
    d.step("a falls off", "absurd", fact="bad", goal="a[k+1]*(1 - a[k]) = 0")
    d.split("a falls draws", "a[k]", "a.bit", "a falls on", "a falls off")
    d.have("a falls done", "a[k+1]*(1 - a[k]) = 0", eq=["a'=0: 1 - a[k]"])
    d.split("a falls", "a[k+1]", "a.bit next", "a falls draws", "a falls done")

    d.define("quotient", "i", "k", value="1", by="c[k]")
    d.have("c>0", "c[k] > 0", by=["c>=1", "1"])
    d.cut("i c here", "i.times", "c>0")
    d.have("i c draws", "a[k+1]*(i[k]*c[k] - 1) = 0", eq=["i c here: a[k+1]"])
    d.have("i c done", "a[k+1]*(i[k]*c[k] - 1) = 0", eq=["a'=0: i[k]*c[k] - 1"])
    d.split("i c", "a[k+1]", "a.bit next", "i c draws", "i c done")


def integrable(d: Derivation) -> None:
    """Z and W have finite means; ``W moves`` says how W goes on, and ``W at 0`` that it begins with 0."""
    d.step("v real", "norm", vector="v[k]")
    d.step("v mean real", "expect", fact="v real", index="k")
    d.induct("Z>=0", "k", "Z[k] >= 0", ["so far", "v real"], ["Z.step"], ([], ["Z.start"]))
    d.instance("v0", "v mean real", k="0")
    d.have("c0>=1", "c[0] - 1 >= 0", by=["n>=1"], eq=["c.start"])
    d.use("moment 0", "moment", k="0", by=["c0>=1"])
    eq = ["moment 0", "Z.start", "c.start: E[0](<v[0], v[0]>)"]
    d.have("nm>=0", "n*m >= 0", by=["n>=1 * v0", "v0"], eq=eq)
    d.assume("left", "c[k] - 1 >= 0")
    d.assume("none", "1 - c[k] > 0")
    most = "n*m - E[k](<v[k], v[k]>) >= 0"
    d.have("v<= left", most, by=["v mean real * left", "Z>=0"], eq=["moment"])
    d.use("v=0", "nothing", y="v[k]", by=["none"])
    d.step("v mean=0", "expect", fact="v=0", index="k")
    d.have("v<= none", most, by=["nm>=0"], eq=["v mean=0"])
    d.cases("v<=", "v<= left", "v<= none", "c[k] - 1 >= 0")
    d.step("Z given", "expect", fact="Z.step", index="k")
    d.have("Z grows", "Z[k] + n*m - E[k](Z[k+1]) >= 0", by=["v<="], eq=["Z given"])
    d.have("Z at 0", "-Z[0] >= 0", eq=["Z.start"])
    d.step("Z finite", "finite_mean_by_induction", symbol="Z", lower="Z>=0", start="Z at 0", step="Z grows")

    U, moved = "(S[k] - t[k]*g)", "(S[k] + v[k] - (t[k] + 1)*g)"
    later = "(S[k+1] - t[k+1]*g)"
    d.step("W real", "norm", vector=U)
    d.have("W>=0", "W[k] >= 0", by=["W real"], eq=["W.is"])
    d.instance("W.is next", "W.is", k="k+1")
    d.instance("S moves", "S.step", y=f"{later} + {moved}")
    eq = ["W.is next", "S moves", f"t.step: <g, {later} + {moved}>"]
    d.have("W moves", f"W[k+1] = <{moved}, {moved}>", eq=eq)
    for n, vector in enumerate((f"{U} - v[k]", f"{U} + g", "v[k] + g")):
        d.step(f"spread {n}", "norm", vector=vector)
    spread = ["spread 0", "spread 1", "spread 2"]
    d.have("W<=", "3*W[k] + 3*<v[k], v[k]> + 3*<g, g> - W[k+1] >= 0", by=spread, eq=["W moves", "W.is: 3"])
    d.step("W<= given", "expect", fact="W<=", index="k")
    d.have("W grows", "3*W[k] + 3*n*m + 3*<g, g> - E[k](W[k+1]) >= 0", by=["W<= given", "v<="])
    d.instance("W.is at 0", "W.is", k="0")
    for against in ("S[0]", "g"):
        d.instance(f"S0 {against}", "S.start", y=against)
    d.have("W at 0", "W[0] = 0", eq=["W.is at 0", "S0 S[0]", "t.start: t[0]*<g, g>", "t.start: <S[0], g>"])
    d.have("W<=0 at 0", "-W[0] >= 0", eq=["W at 0"])
    d.step("W finite", "finite_mean_by_induction", symbol="W", lower="W>=0", start="W<=0 at 0", step="W grows")


def left(d: Derivation) -> None:
    """N = <S - t g, g> and R, the sum of |v - g|^2 over what is left, have finite means; ``N moves``, ``R moves``."""
    U = "(S[k] - t[k]*g)"
    d.define("abbreviation", "N", "k", value=f"<{U}, g>")
    d.define("abbreviation", "R", "k", value="n*m - Z[k] + 2*N[k] - c[k]*<g, g>")
    d.step("g real", "norm", vector="g")
    for sign, name in (("+", "N>="), ("-", "N<=")):
        d.step(f"{name} real", "norm", vector=f"{U} {sign} g")
        d.have(name, f"W[k] + <g, g> {sign} N[k] >= 0", by=[f"{name} real", "W real", "g real"], eq=["N.is", "W.is"])
    d.step("N finite", "finite_mean", symbol="N", lower="N>=", upper="N<=")
    size = "(n*m + Z[k] + 2*W[k] + 3*<g, g> + c[k]^2*<g, g>)"
    by = ["nm>=0", "Z>=0", "g real", "g real * [c[k] - 1]", "g real * [c[k] + 1]", "g real * [c[k]]"]
    d.have("R>=", f"{size} + R[k] >= 0", by=[*by, "N>="], eq=["R.is"])
    d.have("R<=", f"{size} - R[k] >= 0", by=[*by, "N<="], eq=["R.is"])
    d.step("R finite", "finite_mean", symbol="R", lower="R>=", upper="R<=")
    for name in "NR":
        d.instance(f"{name}.is next", f"{name}.is", k="k+1")
        d.instance(f"{name}.is at 0", f"{name}.is", k="0")
    d.instance("S moves g", "S.step", y="g")
    eq = ["N.is", "N.is next", "S moves g", "t.step: <g, g>"]
    d.have("N moves", "N[k+1] = N[k] + <v[k], g> - <g, g>", eq=eq)
    eq = ["R.is", "R.is next", "N moves: 2", "Z.step", "c.step: <g, g>"]
    d.have("R moves", "R[k+1] = R[k] - <v[k] - g, v[k] - g>", eq=eq)
    d.have("N at 0", "N[0] = 0", eq=["N.is at 0", "S0 g", "t.start: <g, g>"])
    eq = ["R.is at 0", "N at 0: 2", "Z.start", "c.start: <g, g>"]
    d.have("R at 0", "R[0] = n*m - n*<g, g>", eq=eq)
