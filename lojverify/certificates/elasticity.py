"""Which constant limits a certificate: the elasticities of its answer, d log(answer)/d log(constant).

The failure probability is a formula of the constants. Its elasticities are difference quotients over one part in 2^40,
of enclosures; those of the number that is solved for follow by implicit differentiation. So they are approximate, to
about ten digits, and prove nothing; where the enclosures do not give four digits, or the two sides differ (the exponent
of log-ville jumps there), there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from lojverify.bounds import Bound, Limit, available
from lojverify.bounds.base import rho1
from lojverify.certificates import numeric
from lojverify.certificates.reach import is_floored
from lojverify.constants import Constants
from lojverify.enclose import Bounds
from lojverify.errors import InputError

if TYPE_CHECKING:
    from lojverify.certificates.certificate import Certificate

_STEP = Fraction(1, 2**40)
_NEXT_TO = 1 - Fraction(1, 10**18)  # an answer this close to a limit is limited by it
_SURE = Fraction(1, 10**4)  # how wide the enclosure of an elasticity may be
_JUMP = 2**20  # an elasticity beyond is that of a jump
_SAME = Fraction(1, 10**3)  # how far the two sides may lie apart
_ANSWERS = {"epsilon": "initial_loss", "step-size": "step_size", "target-loss": "target_loss", "claim": "delta"}

Elasticities = dict[str, Fraction | None]
Size = Callable[[Constants, Fraction, Fraction], Bounds | None]  # of the constants, the initial loss and delta


def elasticities(found: Certificate) -> Elasticities:
    """By how many percent, about, the answer changes if a number grows by 1 percent; 0 where it does not depend on it.

    By name: the constants that are given, initial_loss, delta, steps and target_loss, without the answer itself. None
    stands for what is not known. For a claim it is the failure probability by the bound that changes.
    """
    answer = _ANSWERS.get(found.kind, found.kind)
    names = [*found.constants.known(), "initial_loss"]
    names += [] if answer == "delta" else ["delta"]
    names += ["steps", "target_loss"] if found.reach is not None and found.reach.steps is not None else []
    names = [name for name in names if name != answer]
    if not isinstance(found.constants, Constants):
        return dict.fromkeys(names)
    if found.kind == "target-loss" and found.reach is not None and is_floored(found.constants, found.reach.steps):
        return dict.fromkeys(names)  # the answer is as small as any, not what the formula gives
    horizon = None if found.reach is None else found.reach.horizon
    bound = available(found.constants, horizon).get(found.bound)
    if bound is None:
        return dict.fromkeys(names)
    limits = {"initial_loss": bound.loss_limit, "step_size": bound.step_limit}
    limit = limits[answer](found.constants) if answer in limits else None
    if limit is not None and found.value >= limit.value * _NEXT_TO:
        return {name: _quotient(_of_limit(limits[answer]), found, name) for name in names}
    direct = _of_answer(bound, found)
    if direct is not None:
        return {name: _quotient(direct, found, name) for name in names}
    out = _of_failure(bound)
    if answer == "delta":
        return {name: _weighed(out, found, name) for name in names}
    own = _weighed(out, found, answer)
    if not own:
        return dict.fromkeys(names)
    # Where failure(x, answer) = delta, the answer changes with x by -failure_x/failure_answer.
    others = {name: Fraction(-1) if name == "delta" else _weighed(out, found, name) for name in names}
    return {name: None if other is None else -other / own for name, other in others.items()}


def _of_limit(limit: Callable[[Constants], Limit | None]) -> Size:
    def size(constants: Constants, _: Fraction, __: Fraction) -> Bounds | None:
        here = limit(constants)
        return None if here is None else Bounds(here.value, here.value)

    return size


def _of_answer(bound: Bound, found: Certificate) -> Size | None:
    """The inverse formula of the bound, where it gives the answer."""
    if found.kind not in ("epsilon", "radius") or (found.reach is not None and found.reach.steps is not None):
        return None
    if found.kind == "epsilon" and not bound.invertible:
        return None
    inverse = bound.threshold if found.kind == "epsilon" else bound.smallest_radius
    assert inverse is not None  # noqa: S101

    @cache
    def size(constants: Constants, loss: Fraction, delta: Fraction) -> Bounds | None:
        return numeric.roughly(bound, inverse, constants, initial_loss=loss, delta=delta)

    return size


def _of_failure(bound: Bound) -> Size:
    @cache
    def size(constants: Constants, loss: Fraction, _: Fraction) -> Bounds | None:
        return numeric.roughly(bound, bound.failure, constants, initial_loss=loss)

    return size


def _factor(constants: Constants, _: Fraction, __: Fraction) -> Bounds:
    return Bounds(rho1(constants), rho1(constants))


def _weighed(out: Size, found: Certificate, name: str) -> Fraction | None:
    """The elasticity of the failure probability: of its parts, weighed by their sizes, where there is a target."""
    leaves = Fraction(0) if name in ("steps", "target_loss") else _quotient(out, found, name)
    reach = found.reach
    if leaves is None or reach is None or reach.steps is None or reach.exit is None or reach.miss is None:
        return leaves
    missed, total = _of_miss(found, reach.steps, name), reach.exit + reach.miss
    return leaves if missed is None or total == 0 else (reach.exit * leaves + reach.miss * missed) / total


def _of_miss(found: Certificate, steps: int, name: str) -> Fraction | None:
    """That of rho1^n F(theta0)/T."""
    if name in ("initial_loss", "target_loss"):
        return Fraction(1 if name == "initial_loss" else -1)
    if name == "steps":
        assert isinstance(found.constants, Constants)  # noqa: S101
        rate, context = rho1(found.constants), Context(prec=40)
        if rate == 0:
            return None
        return steps * Fraction(context.ln(context.divide(Decimal(rate.numerator), Decimal(rate.denominator))))
    of_rate = _quotient(_factor, found, name)
    return None if of_rate is None else steps * of_rate


def _quotient(size: Size, found: Certificate, name: str) -> Fraction | None:
    """The elasticity of a positive function of the numbers; None where it is not known, or where it jumps or bends."""
    # Where a number cannot grow (alpha = 2 smoothness) or shrink, the other side alone counts.
    sides = [side for step in (_STEP, -_STEP) if (side := _moved(found, name, step)) is not None]
    quotients = [_one_sided(size, found, *side) for side in sides]
    if not quotients or any(one is None for one in quotients):
        return None
    known = [one for one in quotients if one is not None]
    mean = sum(known, Fraction(0)) / len(known)
    return mean if max(known) - min(known) <= _SAME * max(abs(mean), Fraction(1)) else None


def _moved(found: Certificate, name: str, step: Fraction) -> tuple[Constants, Fraction, Fraction, Fraction] | None:
    """The numbers, one of them changed by a small part, and that part; None where they contradict each other."""
    constants, loss, delta = found.constants, found.initial_loss, found.delta
    assert isinstance(constants, Constants)  # noqa: S101
    assert loss is not None  # noqa: S101
    if name == "initial_loss":
        loss *= 1 + step
    elif name == "delta":
        delta *= 1 + step
    elif name in constants.known():
        try:
            constants = replace(constants, **{name: getattr(constants, name) * (1 + step)})
        except InputError:  # alpha > 2 smoothness
            return None
    return constants, loss, delta, step


def _one_sided(
    size: Size, found: Certificate, constants: Constants, loss: Fraction, delta: Fraction, step: Fraction
) -> Fraction | None:
    """The difference quotient toward one side."""
    assert isinstance(found.constants, Constants)  # noqa: S101
    assert found.initial_loss is not None  # noqa: S101
    here, there = size(found.constants, found.initial_loss, found.delta), size(constants, loss, delta)
    if here is None or there is None or here.lower <= 0:
        return None
    if here == there:
        return Fraction(0)
    low, high = sorted(end / step for end in (there.lower / here.upper - 1, there.upper / here.lower - 1))
    sure = high - low <= _SURE * max(abs(low), abs(high), Fraction(1)) and max(abs(low), abs(high)) < _JUMP
    return (low + high) / 2 if sure else None
