"""The drift of a run against the root of its loss: symbols and steps that the exit bounds by drift and noise share."""

from __future__ import annotations

import sympy

from ..derive import Derivation, Problem, norm2, proved
from ..derive.language import k
from .setting import Run
from .steps import g

B = "eta*(1 - eta*C/2)"
NU2 = "eta^2*C*sigma/2"
S = f"(F(theta[k]) - {B}*<{g}, {g}>)"  # the square of the mean of the model's root
MEAN_MODEL = f"({S} + {NU2}*F(theta[k]))"  # at least the mean of the quadratic model


def drift_symbols(p: Problem, run: Run) -> tuple[sympy.IndexedBase, sympy.IndexedBase, sympy.IndexedBase]:
    """Define G = |g|, f = sqrt(F) and T, the root of `MEAN_MODEL`, at theta[k]."""
    G, f = p.root("G", norm2(run.F.grad(run.theta[k])), "k"), p.root("f", run.F(run.theta[k]), "k")
    return G, f, p.root("T", MEAN_MODEL, "k")


def drift_roots(d: Derivation) -> None:
    """Under ``stays``: ``f.sq``, ``G.sq``, ``T.sq``, ``b>0``, ``F>=0``, and the root n of `S` with ``n.sq``.

    ``model root.1`` and ``model root.2`` are those of `model_root`; the problem needs the root q of the model for it.
    """
    d.cite("one step", proved("one_step"), note="(3.8)")
    d.cite("descent", proved("descent_step"), note="(3.6)")
    d.assume("stays", "e[k] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    d.have("b>0", f"{B} > 0", by=["eta>0 * one step.2"])
    d.cut("f.sq", "f.square", "F>=0")
    d.cut("q.sq", "q.square", "descent.2")
    d.define("root", "n", "k", value=S)
    d.cite("model root", proved("model_root"))
    d.cut("n.sq", "n.square", "model root.1")
    d.step("|g|^2>=0", "norm", vector=g)
    d.cut("G.sq", "G.square", "|g|^2>=0")
    by = ["model root.1", "eta>0 * eta>0 * C>0 * sigma>=0 * F>=0"]
    d.have("T real", f"{MEAN_MODEL} >= 0", by=by)
    d.cut("T.sq", "T.square", "T real")


def drift_and_noise(d: Derivation) -> tuple[str, str, list[str]]:
    """The drift D, which sums eta |g|, and the noise M, which sums eta w: ``near``, |theta[k] - theta0 + M[k]| <= D[k].

    After `at_start`, with ``G.sq``; also ``eta G>=0``, ``D>=0`` and ``drift step``. Returns the
    step -eta g of theta + M, where it leads, and the equations that say so.
    """
    d.define("recursion", "D", "k", level=0, start="0", step="D[k] + eta*G[k]")
    d.define("recursion", "M", "k", level=0, start="0*theta0", step="M[k] + eta*w[k]", against="y")
    d.have("eta G>=0", "eta*G[k] >= 0", by=["eta>0 * G.nonnegative"])
    d.have("D at 0", "D[0] >= 0", eq=["D.start"])
    d.assume("D so far", "D[k] >= 0")
    d.have("D next", "D[k+1] >= 0", by=["D so far", "eta G>=0"], eq=["D.step"])
    d.step("D>=0", "induction", start="D at 0", step="D next", letter="k", condition="D[k] >= 0")
    off, step = "(theta[k]-theta0+M[k])", f"(-eta*{g})"
    near = f"<{off}, {off}> <= D[k]^2"
    d.instance("M at 0", "M.start", y="M[0]")
    d.instance("M off 0", "M.start", y="theta[0]-theta0")
    d.have("near at 0", near.replace("[k]", "[0]"), by=["[D[0]]"], eq=["M at 0", "M off 0", "at start"])
    d.assume("near so far", near)
    drift = {"a": "D[k]", "b": "eta*G[k]", "u": off, "v": step}
    d.have("drift step", f"<{step}, {step}> <= (eta*G[k])^2", eq=["G.sq: eta^2"])
    ends = {"a>=0": "D>=0", "b>=0": "eta G>=0", "|u|<=a": "near so far", "|v|<=b": "drift step"}
    d.cite("drift", proved("triangle"), drift, ends)
    # theta[k+1] - theta0 + M[k+1] is theta[k] - theta0 + M[k] - eta g.
    after = "(theta[k+1]-theta0+M[k+1])"
    for place, label in (("M.step", "M moves"), ("iteration", "theta moves")):
        d.instance(label, place, y=f"{after} + {off} + {step}")
    moves = ["M moves", "theta moves", "D.step: D[k+1] + D[k] + eta*G[k]"]
    d.have("near next", f"<{after}, {after}> <= D[k+1]^2", by=["drift"], eq=moves)
    d.step("near", "induction", start="near at 0", step="near next", letter="k", condition=near)
    return step, after, moves
