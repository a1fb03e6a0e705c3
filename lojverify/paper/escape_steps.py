"""Steps about an instance of Theorem 4.4: F = |theta|^2/2, |theta0| = 1/2 and noise of length 1; alpha = 2, C = 1.

The ball has radius 2, and gamma = n0 = 2, q = 1, so that eta_k = 2/(k + 2). On the line the noise is 1 or -1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..derive import Derivation, Eq, Problem, expect, inner, norm2, proved, supposed
from ..derive.language import k
from .powers import laws

CONSTANTS = {"r": 2, "C": 1, "c": 1, "gamma": 2, "n0": 2, "q": 1, "alpha": 2, "m": 1}
POSITIVE = {"r": "r>0", "C": "C>0", "gamma": "gamma>0", "n0": "n0>0", "alpha": "alpha>0", "m": "m>0"}


def unit_noise(name: str) -> Problem:
    """The instance, from which something false follows; x is an arbitrary process that an exact instance needs."""
    p = Problem(name, "what follows for F = |theta|^2/2 and noise of length 1")
    F = p.function("F")
    (theta0,) = p.vectors("theta0")
    y, z = p.points("y z")
    p.vector_process("x", level=0)
    Z = p.vector_process("Z", level=1, order=1)
    p.assume("loss", Eq(F(y), norm2(y) / 2))
    p.assume("gradient", Eq(inner(F.grad(y), z), inner(y, z)))
    p.assume("|theta0|=1/2", Eq(4 * norm2(theta0), 1))
    p.assume("zero_mean", Eq(expect(k, inner(y, Z[k])), 0))
    p.assume("|Z|=1", Eq(norm2(Z[k]), 1))
    return p


def signs(path: Sequence[int] = ()) -> dict[str, object]:
    """The exact instance: theta0 = 1/2 on the line, and the noise 1 or -1 with probability 1/2 each.

    `path` are the first outcomes (0 for 1, 1 for -1) on which the conclusion is false.
    """
    return {
        "dimension": 1,
        "vectors": {"theta0": ["1/2"]},
        "functions": {"F": [{"value": "1/2*x1^2"}]},
        "chain": {
            "state": "x",
            "start": ["0"],
            "outcomes": [{"probability": "1/2", "values": {"Z": [sign]}} for sign in ("1", "-1")],
            "transition": ["x1"],
        },
        "evaluate": {"goal": 0, "path": [*path]},
    }


def run_of(d: Derivation, printed: Problem, *, aligned: bool = True, **constants: str) -> None:
    """Define the symbols of a printed claim for the instance, and derive the hypotheses of `EscapeRun.theorem`.

    `constants` are the values of further constants, or q = 2/3 and n0 = 64 in place of q = 1 and n0 = 2. Also ``near``
    (|theta[k]| <= 1), ``stays`` (e[k] = 1), ``for ever`` (e_inf = 1), ``eta>0``, ``eta<=1``, and for q = 1 ``eta n``
    (eta[k] n[k] = 2), for q = 2/3 ``eta<=1/4``.
    """
    for name, value in (CONSTANTS | constants).items():
        d.define("abbreviation", name, value=str(value))
    for name, label in POSITIVE.items():
        d.have(label, f"{name} > 0", by=["1"], eq=[f"{name}.is"])
    definitions: list[dict[str, Any]] = printed.definitions
    for raw in definitions:
        if raw["name"] == "e":
            _run(d, aligned=aligned)
        d.step(f"define {raw['name']}", "define", **raw)
    if "e_inf" not in d.theory.symbols:
        d.define("extremum", "e_inf", value="e", of="infimum")
    (_steps_at_two_thirds if "q" in constants else _steps)(d)
    _loss(d)
    _noise(d, aligned=aligned)
    d.have("c>=0", "c >= 0", by=["1"], eq=["c.is"])
    d.have("q>1/2", "2*q > 1", by=["1"], eq=["q.is"])
    d.have("q<=1", "q <= 1", by=["1"], eq=["q.is"])
    d.have("gamma>2/alpha", "alpha*gamma > 2", by=["1"], eq=["alpha.is: gamma", "gamma.is"])
    d.instance("loss at 0", "loss", y="theta0")
    eq = ["loss at 0", "|theta0|=1/2", "alpha.is: r^2", "r.is: r + 2"]
    d.have("(2.2)", "4*F(theta0) < alpha*r^2", by=["1"], eq=eq)
    d.have("eta*C<=1", "eta[k]*C <= 1", by=["eta<=1"], eq=["C.is: eta[k]"])
    d.have("theta0 near", "C^2*<theta0, theta0> <= c^2", by=["1"],
           eq=["C.is: (C + 1)*<theta0, theta0>", "c.is: c + 1", "|theta0|=1/2"])  # fmt: skip
    d.have("2c<=rC", "2*c <= r*C", eq=["c.is", "r.is: C", "C.is"])
    d.have("C gradient", "<grad F(y), z> = C*<y, z>", eq=["gradient", "C.is: <y, z>"])
    named = {"gradient": "C gradient", "eta<=1/C": "eta*C<=1", "|w|<=c": "w short", "near": "theta0 near"}
    d.cite("quadratic", proved("bounded_noise_never_leaves"), premises={**named, "2c/C<=r": "2c<=rC"})
    d.have("near", "<theta[k], theta[k]> <= 1", by=["quadratic.1"],
           eq=["C.is: (C + 1)*<theta[k], theta[k]>", "c.is: c + 1"])  # fmt: skip
    d.cut("stays", "quadratic.2")
    d.cut("for ever", "quadratic.3")


def suppose(d: Derivation, printed: Problem, *, aligned: bool = True) -> None:
    """``printed``: what the printed claim, supposed without proof, says of the instance. After `run_of`."""
    d.cite("printed", supposed(printed), {"u": "w[1]"} if aligned else {})


def _run(d: Derivation, *, aligned: bool) -> None:
    """The noise w, which is Z[0], then Z[1] for ever (or Z[k] if not `aligned`), and the run theta."""
    if aligned:
        d.define("recursion", "once", "k", level=None, start="1", step="0*once[k]")
        turned = "once[k]*Z[k+1] + (1 - once[k])*w[k]"
        d.define("recursion", "w", "k", level=1, start="Z[0]", step=turned, against="y")
    else:
        d.define("abbreviation", "w", "k", value="Z[k]", against="y")
    step = "theta[k] - eta[k]*(grad F(theta[k]) + w[k])"
    d.define("recursion", "theta", "k", level=0, start="theta0", step=step, against="y")
    d.have("start", "<theta[0] - theta0, y> = 0", eq=["theta.start"])
    d.have("iteration", "<theta[k+1] - theta[k] + eta[k]*(grad F(theta[k]) + w[k]), y> = 0", eq=["theta.step"])


def _steps(d: Derivation) -> None:
    """``eta n`` (eta[k] n[k] = 2), ``n>=2``, ``eta>0``, ``eta<=1``, and ``(4.10)`` (2 >= 2)."""
    laws(d, "s0", "t0")
    d.induct("n>=2", "k", "n[k] - 2 >= 0", ["so far", "1"], ["n.step"], ([], ["n.start", "n0.is"]))
    d.have("n>0", "n[k] > 0", by=["n>=2", "1"])
    d.have("exponent", "-q*log(n[k]) = -log(n[k])", eq=["q.is: log(n[k])"])
    d.use("power", "exp.8", s0="-q*log(n[k])", t0="-log(n[k])", by=["exponent"])
    d.use("1/n", "log.7", s0="n[k]", by=["n>0"])
    eq = ["eta.is: n[k]", "power: gamma*n[k]", "1/n: gamma", "gamma.is"]
    d.have("eta n", "eta[k]*n[k] = 2", eq=eq)
    d.contradiction("eta>0", "eta[k] > 0", by=["not * n>0", "1"], eq=["eta n"])
    d.contradiction("eta<=1", "eta[k] <= 1", by=["not * n>0", "n>=2"], eq=["eta n"])
    _ratio(d)
    d.have("iq", "iq = 1", eq=["iq is", "q.is: -iq"])
    d.have("least", "iq*log(ratio) = log(ratio)", eq=["iq: log(ratio)"])
    d.use("least power", "exp.8", s0="iq*log(ratio)", t0="log(ratio)", by=["least"])
    d.have("(4.10)", "n0 >= exp(iq*log(ratio))", eq=["least power", "exp log", "ratio", "n0.is"])


def _ratio(d: Derivation) -> None:
    """``ratio`` (= 2), ``exp log`` (exp(log(ratio)) = ratio), and ``iq is`` (iq q = 1)."""
    d.cut("ratio is", "ratio.times", "alpha>0")
    d.have("q>0", "q > 0", by=["1"], eq=["q.is"])
    d.cut("iq is", "iq.times", "q>0")
    eq = ["ratio is: 1/2", "alpha.is: -1/2*ratio", "C.is: (C + 1)*gamma", "gamma.is"]
    d.have("ratio", "ratio = 2", eq=eq)
    d.have("ratio>0", "ratio > 0", by=["1"], eq=["ratio"])
    d.step("exp log", "exp_log", fact="ratio>0")


def _steps_at_two_thirds(d: Derivation) -> None:
    """For q = 2/3, n0 = 64: ``eta>0``, ``eta<=1/4``, ``eta<=1``, and ``(4.10)`` (64 >= 2^(3/2))."""
    laws(d, "s0", "t0")
    d.induct("n>=64", "k", "n[k] - 64 >= 0", ["so far", "1"], ["n.step"], ([], ["n.start", "n0.is"]))
    d.have("64<=n", "64 <= n[k]", by=["n>=64"])
    d.have("64>0", "64 > 0", by=["1"])
    _ratio(d)
    d.use("log n", "log.4", s0="64", t0="n[k]", by=["64>0", "64<=n"])
    d.have("exponents", "-q*log(n[k]) <= -q*log(64)", by=["q>0 * log n"])
    d.use("powers", "exp.4", s0="-q*log(n[k])", t0="-q*log(64)", by=["exponents"])
    # y = 64^(-2/3) has y^3 64^2 = 1, so y <= 1/16.
    y = "exp(-q*log(64))"
    d.step("y^2", "exp_sum", first="-q*log(64)", second="-q*log(64)")
    d.step("y^3", "exp_sum", first="-2*q*log(64)", second="-q*log(64)")
    d.have("3q", "-3*q*log(64) = -2*log(64)", eq=["q.is: log(64)"])
    d.use("cube", "exp.8", s0="-3*q*log(64)", t0="-2*log(64)", by=["3q"])
    d.instance("inverse", "exp.2", s0="2*log(64)")
    d.step("64^2", "exp_sum", first="log(64)", second="log(64)")
    d.step("64 is", "exp_log", fact="64>0")
    eq = [f"y^2: {y}", "y^3", "cube", "inverse: 1/4096", "64^2: 1/4096*exp(-2*log(64))"]
    eq += ["64 is: 1/4096*exp(-2*log(64))*(exp(log(64)) + 64)"]
    d.have("y cubed", f"{y}^3 = 1/4096", eq=eq)
    d.contradiction("y<=1/16", f"{y} <= 1/16", by=["not * not * not", "not * not", "not"], eq=["y cubed"])
    d.instance("power>0", "exp.3", s0="-q*log(n[k])")
    d.have("eta>0", "eta[k] > 0", by=["gamma>0 * power>0"], eq=["eta.is"])
    eq = ["eta.is: 4", "gamma.is: exp(-q*log(n[k]))"]
    d.have("eta<=1/4", "4*eta[k] <= 1", by=["powers", "y<=1/16", "1"], eq=eq)
    d.have("eta<=1", "eta[k] <= 1", by=["eta<=1/4", "1"])
    d.have("iq", "iq = 3/2", eq=["iq is: 3/2", "q.is: -3/2*iq"])
    d.have("1<=ratio", "1 <= ratio", by=["1"], eq=["ratio"])
    d.have("1>0", "1 > 0", by=["1"])
    d.use("log ratio", "log.4", s0="1", t0="ratio", by=["1>0", "1<=ratio"])
    d.have("least", "iq*log(ratio) <= 2*log(ratio)", by=["log ratio"], eq=["log.2: 1/2", "iq: log(ratio)"])
    d.use("least power", "exp.4", s0="iq*log(ratio)", t0="2*log(ratio)", by=["least"])
    d.step("ratio^2", "exp_sum", first="log(ratio)", second="log(ratio)")
    eq = ["ratio^2", "exp log: exp(log(ratio)) + ratio", "ratio: ratio + 2", "n0.is"]
    d.have("(4.10)", "n0 >= exp(iq*log(ratio))", by=["least power", "1"], eq=eq)


def _loss(d: Derivation) -> None:
    """The assumptions on the loss: ``loss>=0``, ``smooth``, ``growth``, ``lojasiewicz``."""
    d.step("|y|^2>=0", "norm", vector="y")
    d.have("loss>=0", "F(y) >= 0", by=["|y|^2>=0"], eq=["loss"])
    v = "grad F(y) - grad F(z) + y - z"
    d.instance("at y", "gradient", z=v)
    d.instance("at z", "gradient", y="z", z=v)
    gap = "C^2*<y - z, y - z> - <grad F(y) - grad F(z), grad F(y) - grad F(z)> >= 0"
    d.have("smooth", gap, eq=["at y", "at z", "C.is: (C + 1)*<y - z, y - z>"])
    d.instance("g g", "gradient", z="grad F(y) + y")
    d.have("growth", "<grad F(y), grad F(y)> <= 2*C*F(y)", eq=["g g", "loss", "C.is: F(y)"])
    d.have("lojasiewicz", "<grad F(y), grad F(y)> >= alpha*F(y)", eq=["g g", "loss", "alpha.is: F(y)"])


def _noise(d: Derivation, *, aligned: bool) -> None:
    """The assumptions on the noise, and ``w short``: |w[k]| <= c."""
    d.have("|Z|^2>=0", "<Z[k], Z[k]> >= 0", by=["1"], eq=["|Z|=1"])
    d.cut("size.sq", "size.square", "|Z|^2>=0")
    d.contradiction("size<=1", "1 - size[k] >= 0", by=["not * not", "not"], eq=["size.sq", "|Z|=1"])
    by = ["not * size.nonnegative", "not"]
    d.contradiction("size>=1", "size[k] - 1 >= 0", by=by, eq=["size.sq", "|Z|=1"])
    d.step("size", "antisymmetry", first="size>=1", second="size<=1")
    d.step("size mean", "expect", fact="size", index="k")
    d.have("mean_norm", "E[k](size[k]) = m", eq=["size mean", "m.is"])
    d.step("square mean", "expect", fact="|Z|=1", index="k")
    d.have("second_moment", "E[k](<Z[k], Z[k]>) <= c^2", eq=["square mean", "c.is: c + 1"])
    if not aligned:
        d.have("O=I", "<w[k] - Z[k], y> = 0", eq=["w.is"])
        d.instance("w is", "w.is", y="w[k] + Z[k]")
        d.have("w short", "<w[k], w[k]> <= c^2", eq=["w is", "|Z|=1", "c.is: c + 1"])
        return
    d.have("O0=I", "<w[0] - Z[0], y> = 0", eq=["w.start"])
    d.instance("turned", "w.step", k="0")
    d.have("u is Z1", "<w[1] - Z[1], y> = 0", eq=["turned", "once.start: <Z[1] - w[0], y>"])
    d.instance("later", "w.step", k="k+1")
    d.instance("later still", "once.step", k="k")
    eq = ["so far", "later", "once.step: <Z[k+2] - w[k+1], y>"]
    d.induct("same", "k", "<w[k+1] - w[1], y> = 0", [], eq)
    d.instance("size 1", "size", k="1")
    d.instance("size later", "size", k="k+1")
    d.have("aligned", "<w[k+1] - size[k+1]*w[1], y> = 0", eq=["same", "size later: <w[1], y>"])
    d.have("u along Z1", "<size[1]*w[1] - Z[1], y> = 0", eq=["u is Z1", "size 1: <w[1], y>"])
    d.instance("u u", "u is Z1", y="w[1] + Z[1]")
    d.instance("|Z1|=1", "|Z|=1", k="1")
    d.have("|u|=1", "<w[1], w[1]> = 1", eq=["u u", "|Z1|=1"])
    d.instance("first", "O0=I", y="w[0] + Z[0]")
    d.instance("|Z0|=1", "|Z|=1", k="0")
    d.instance("same square", "same", y="w[k+1] + w[1]")
    eq = ["same square", "|u|=1"]
    d.induct("|w|=1", "k", "<w[k], w[k]> = 1", [], eq, ([], ["first", "|Z0|=1"]))
    d.have("w short", "<w[k], w[k]> <= c^2", eq=["|w|=1", "c.is: c + 1"])
