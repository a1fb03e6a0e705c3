"""Rigorous numerics behind one contract.

What is promised: rationals in, rational bounds out. The exact value of a formula at the given rationals (for
every choice inside the given bounds) lies between `lower` and `upper`, which are Fractions. No float crosses
the boundary of a back end, in either direction. Precision is an argument, never global. What cannot be
enclosed raises EnclosureError: nothing is returned that is not a bound.

What is not promised: that the bounds are the best ones, or that two back ends give the same.

A formula is a Python function of keyword arguments that uses + - * /, integer powers, `.sqrt()` and
`.root(n)`, and ints and Fractions as constants. The back ends are

    rational   Fractions as end points, integer roots
    arb        Arb balls from python-flint
    mpiv       mpmath intervals, for + - * / and sqrt only: its other functions are not rigorous

and `recompute` evaluates a formula once more with mpmath floating point, which is no bound but catches
mistakes that rigorous back ends would share.
"""

from lojverify.enclose.contract import (
    Answer,
    Bounds,
    Number,
    compare,
    cross_check,
    enclose,
    piecewise,
    recompute,
)

__all__ = ["Answer", "Bounds", "Number", "compare", "cross_check", "enclose", "piecewise", "recompute"]
