"""Theorem 4.4 without the rotations (O_k = I, unbiased noise) is false for the same instance as with them."""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.escape_steps import run_of, suppose, unit_noise
from lojverify.paper.section4_escape import escape


def problem() -> Problem:
    p = unit_noise("theorem_4_4_fails_unbiased")
    p.goal("0 > 0")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    run_of(d, escape(aligned=False), aligned=False)
    suppose(d, escape(aligned=False), aligned=False)
    d.have("absurd", "0 > 0", by=["1"], eq=["printed", "for ever"])
    return d.qed("absurd")


if __name__ == "__main__":
    print(derive().report())
