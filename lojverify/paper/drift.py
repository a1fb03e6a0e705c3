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
