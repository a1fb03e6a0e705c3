"""The setting of Theorem 4.4: SGD with the step sizes (4.1) and noise O_k Z_k, all but the first aligned."""

from __future__ import annotations

import sympy

from ..derive import Derivation, Eq, Problem, expect, inner, mean, norm2, power, proved
from ..derive.language import k
from .decreasing import NoisyRun, robbins_monro


class EscapeRun(NoisyRun):
    """The hypotheses of Theorem 4.4; Z[k] is the noise before it is turned, size[k] = |Z[k]|, and w[k] = O_k Z[k].

    The matrices enter by what they do: w[0] = Z[0], as O_0 = I, and w[k] = |Z[k]| u for k > 0 with a unit vector u, the
    direction of Z[1] (any, where Z[1] = 0). Independence of the past and equal laws enter as: given the past, Z[k] has
    mean 0, |Z[k]| has mean m and |Z[k]|^2 has mean at most c^2. With `aligned` False all O_k are I.
    """

    def __init__(self, problem: Problem, *, aligned: bool = True) -> None:
        self.aligned = aligned
        super().__init__(problem)

    def steps(self) -> None:
        """(4.1): gamma, n0, q and eta[k] = gamma/(k + n0)^q with 1/2 < q <= 1."""
        robbins_monro(self.problem)
        self.gamma, self.q, self.n0 = sympy.symbols("gamma q n0")
        self.eta, self.n = sympy.IndexedBase("eta"), sympy.IndexedBase("n")
        self.problem.assume("q<=1", self.q <= 1)

    def noise(self) -> None:
        """The noise Z of mean norm m > 0, and how it is turned."""
        p, y, w = self.problem, self.y, self.w
        self.Z, self.size = noise_of_mean_norm(p, y)
        if not self.aligned:
            p.assume("O=I", Eq(inner(w[k] - self.Z[k], y), 0))
            return
        (self.u,) = p.random_vectors("u")
        p.assume("|u|=1", Eq(norm2(self.u), 1))
        p.assume("u along Z1", Eq(inner(self.size[1] * self.u - self.Z[1], y), 0))
        p.assume("O0=I", Eq(inner(w[0] - self.Z[0], y), 0))
        p.assume("aligned", Eq(inner(w[k + 1] - self.size[k + 1] * self.u, y), 0))

    def theorem(self) -> None:
        """Everything that Theorem 4.4 supposes: (2.2)-(2.4), the noise, gamma > 2/alpha, and the bound on n0."""
        self.lemma()
        p, C = self.problem, self.C
        alpha = sympy.Symbol("alpha")
        p.assume("gamma>2/alpha", alpha * self.gamma > 2)
        ratio = p.define("quotient", "ratio", value=2 * C**2 * self.gamma, by=alpha)
        iq = p.define("quotient", "iq", value=1, by=self.q)
        p.assume("(4.10)", self.n0 >= power(ratio, iq))


class FreeRun(NoisyRun):
    """`NoisyRun` without C and c, for what needs neither smoothness nor moments; u is a vector of length 1."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        (self.u,) = problem.vectors("u")
        problem.assume("|u|=1", Eq(norm2(self.u), 1))

    def constants(self) -> None:
        """Declare no constants."""

    def leaves_by(self, chance: sympy.Expr) -> None:
        """The goals that the run has left by n, and ever, with probability at least `chance`, if h[n] is large.

        h[k] is the sum of the step sizes before k, and large that a h[n] > r.
        """
        p, n = self.problem, sympy.Symbol("n")
        h = p.sum("h", self.eta[k])
        large = [sympy.Symbol("a") * h[n] > self.r]
        for stay in (mean(self.e[n]), mean(self.for_ever())):
            p.goal(1 - stay >= chance, large)


def noise_of_mean_norm(p: Problem, y: sympy.Symbol) -> tuple[sympy.IndexedBase, sympy.IndexedBase]:
    """Noise Z with E Z = 0, E|Z| = m > 0 and E|Z|^2 <= c^2 given the past; returns Z and size, size[k] = |Z[k]|."""
    c = sympy.Symbol("c")
    (m,) = p.constants("m")
    p.assume("m>0", m > 0)
    Z = p.vector_process("Z", level=1, order=1)
    size = p.root("size", norm2(Z[k]), "k")
    p.assume("zero_mean", Eq(expect(k, inner(y, Z[k])), 0))
    p.assume("mean_norm", Eq(expect(k, size[k]), m))
    p.assume("second_moment", expect(k, norm2(Z[k])) <= c**2)
    return Z, size


def harmonic_weights(p: Problem) -> sympy.IndexedBase:
    """weight[0] = 0 and weight[k] = 1/k for k > 0; t[k] = k and over[k] = 1/(k+1)."""
    t = p.counter("t", 0)
    over = p.define("quotient", "over", "k", value=1, by=t[k] + 1)
    return p.define("recursion", "weight", "k", level=None, start=0, step=over[k])


def norms(d: Derivation) -> None:
    """``size.sq``: size[k]^2 = |Z[k]|^2."""
    d.step("|Z|^2>=0", "norm", vector="Z[k]")
    d.cut("size.sq", "size.square", "|Z|^2>=0")


def weights(d: Derivation) -> None:
    """``t+1>0``, ``over is`` ((k+1) over[k] = 1), ``over>=0``, ``over<=1`` and ``weight>=0``, ``weight<=1``."""
    d.induct("t>=0", "k", "t[k] >= 0", ["so far", "1"], ["t.step"], ([], ["t.start"]))
    d.have("t+1>0", "t[k] + 1 > 0", by=["t>=0", "1"])
    d.cut("over is", "over.times", "t+1>0")
    d.contradiction("over>=0", "over[k] >= 0", by=["not", "not * t>=0", "1"], eq=["over is"])
    d.have("over<=1", "over[k] <= 1", by=["over>=0 * t>=0"], eq=["over is"])
    d.induct("weight>=0", "k", "weight[k] >= 0", ["over>=0"], ["weight.step"], ([], ["weight.start"]))
    d.induct("weight<=1", "k", "weight[k] <= 1", ["over<=1"], ["weight.step"], (["1"], ["weight.start"]))


def bounded_steps(d: Derivation) -> None:
    """For the steps (4.1): ``eta>0``, and ``eta<=b`` with b = gamma n0^(-q). After `laws` of s0 and t0."""
    d.induct("n>=n0", "k", "n[k] - n0 >= 0", ["so far", "1"], ["n.step"], ([], ["n.start"]))
    d.have("n0<=n", "n0 <= n[k]", by=["n>=n0"])
    d.use("log n", "log.4", s0="n0", t0="n[k]", by=["n0>0", "n0<=n"])
    d.have("q>0", "q > 0", by=["q>1/2", "1"])
    d.have("exponents", "-q*log(n[k]) <= -q*log(n0)", by=["q>0 * log n"])
    d.use("powers", "exp.4", s0="-q*log(n[k])", t0="-q*log(n0)", by=["exponents"])
    d.instance("power>0", "exp.3", s0="-q*log(n[k])")
    d.have("eta>0", "eta[k] > 0", by=["gamma>0 * power>0"], eq=["eta.is"])
    d.define("abbreviation", "b", value="gamma*exp(-q*log(n0))")
    d.have("eta<=b", "eta[k] <= b", by=["gamma>0 * powers"], eq=["eta.is", "b.is"])


def later_steps_diverge(d: Derivation, sums: str, start: str, step: str) -> None:
    """``steps.2``: exp(-h) tends to 0, where `sums` is h, the sum of the steps (4.1) over 1, ..., k, at k.

    The fact `start` says that h is 0 at 0, and `step` that it grows by eta[k+1].
    """
    d.instance("n later", "n.step", k="k+1")
    d.instance("n at 1", "n.step", k="0")
    d.instance("eta later", "eta.is", k="k+1")
    d.have("x.start", "n[1] = n0 + 1", eq=["n at 1", "n.start"])
    d.have("x.step", "n[k+2] = n[k+1] + 1", eq=["n later"])
    later = sums.replace("k+1]", "k+2]") if "k+1]" in sums else sums.replace("k]", "k+1]")
    d.have("S step", f"{later} = {sums} + gamma*exp(-q*log(n[k+1]))", eq=[step, "eta later"])
    d.have("c>0", "n0 + 1 > 0", by=["n0>0", "1"])
    terms = {"c": "n0 + 1", "x": ("k", "n[k+1]"), "S": ("k", sums)}
    d.cite("steps", proved("step_sizes_diverge"), terms, {"S.start": start, "S.step": "S step"})


def offset_at_least_one(d: Derivation, s: str = "s", t: str = "t") -> None:
    """``n0>=1``, and with n[k] >= n0: ``n>=1``, ``n>0``, ``log n`` (0 <= log n[k]) and ``1/n<=n^-q``.

    From (4.10), gamma > 2/alpha and the fact ``alpha<=2C``: then 2 C^2 gamma/alpha > 1. After `laws` of s and t.
    """
    d.cut("ratio is", "ratio.times", "alpha>0")
    # alpha ratio = 2 C^2 gamma >= alpha^2 gamma/2 > alpha.
    by = ["not * alpha>0", "alpha<=2C * C>0 * gamma>0", "alpha<=2C * alpha>0 * gamma>0", "gamma>2/alpha * alpha>0"]
    d.contradiction("ratio>1", "ratio > 1", by=by, eq=["ratio is"])
    d.have("ratio>0", "ratio > 0", by=["ratio>1", "1"])
    d.have("1>0", "1 > 0", by=["1"])
    if "q>0" not in d.facts:
        d.have("q>0", "q > 0", by=["q>1/2", "1"])
    d.cut("iq is", "iq.times", "q>0")
    d.contradiction("iq>=0", "iq >= 0", by=["not * q>0", "1"], eq=["iq is"])
    d.have("ratio>=1", "1 <= ratio", by=["ratio>1"])
    d.use("log ratio", "log.4", by=["1>0", "ratio>=1"], **{s: "1", t: "ratio"})
    d.step("power", "exp_tangent", exponent="iq*log(ratio)")
    d.have("n0>=1", "n0 - 1 >= 0", by=["(4.10)", "power", "iq>=0 * log ratio"], eq=["log.2: iq"])
    d.induct("n>=n0", "k", "n[k] - n0 >= 0", ["so far", "1"], ["n.step"], ([], ["n.start"]))
    d.have("n>=1", "1 <= n[k]", by=["n0>=1", "n>=n0"])
    d.have("n>0", "n[k] > 0", by=["n>=1", "1"])
    d.use("log n", "log.4", by=["1>0", "n>=1"], **{s: "1", t: "n[k]"})
    d.have("exponents", "-log(n[k]) <= -q*log(n[k])", by=["q<=1 * log n"], eq=["log.2: 1 - q"])
    d.use("1/n<=n^-q", "exp.4", by=["exponents"], **{s: "-log(n[k])", t: "-q*log(n[k])"})
