"""The exponential and the logarithm. A real power t^a of a number t > 0 is exp(a log t).

That exp is multiplicative and lies above its tangent at 0 determines it, and everything else is derived: it is positive
and increasing, log(s t) = log s + log t, and the inequalities of Bernoulli and Young.
"""

from __future__ import annotations

from ..arguments import Arguments, need
from ..facts import Fact, fact
from ..polynomial import ONE, Polynomial
from ..terms import as_polynomial, atom


def exp_tangent(step: Arguments) -> list[Fact]:
    """The exponential lies above its tangent at 0, for it is convex.

    -------------------------
    |- exp(t) - 1 - t >= 0
    """
    exponent = step.polynomial("exponent")
    return [fact(">=", _exp(exponent) - ONE - exponent)]


def exp_sum(step: Arguments) -> list[Fact]:
    """The functional equation of the exponential.

    --------------------------------
    |- exp(s + t) - exp(s) exp(t) = 0
    """
    first, second = step.polynomial("first"), step.polynomial("second")
    return [fact("=", _exp(first + second) - _exp(first) * _exp(second))]


def exp_log(step: Arguments) -> list[Fact]:
    """The logarithm is the inverse of the exponential.

    A |- t > 0
    ------------------------
    A |- exp(log(t)) - t = 0
    """
    found = step.fact("fact")
    need(found.says(">"), "not positive", found)
    return [fact("=", _exp(as_polynomial(atom("log", found.polynomial))) - found.polynomial, found.on)]


def _exp(exponent: Polynomial) -> Polynomial:
    return as_polynomial(atom("exp", exponent))


RULES = {"exp_tangent": exp_tangent, "exp_sum": exp_sum, "exp_log": exp_log}
