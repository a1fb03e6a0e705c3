"""The evidence for the constants of residuals, replayed by the standard library: every box of every covering list.

A covering is a tree in words: a letter a..f halves a box along that axis, its lower half first; x says that the box
misses the ball (or the sphere), 1 and 2 that the test of the claim holds on it, with plain enclosures or with those in
mean-value form.
Numbers are intervals of integers over a power of two (`fixed`); exp, log, sin, cos and tanh have proved remainders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from lojverify.errors import EnclosureError, InputError, RejectedError
from lojverify.problems.base import ProblemConstants
from lojverify.problems.claims import Claim, Ends, Region, claim_of, local
from lojverify.problems.expressions import Formulas
from lojverify.problems.fixed import Fixed
from lojverify.problems.residuals_model import Definition, Zero, assembled, rational

AXES, MISSED, LEVELS = "abcdef", "x", "12"
_LEAST_BITS, MOST_BITS = 64, 4096
_DEEPEST = 2000


def replay(evidence: Mapping[str, Any]) -> ProblemConstants:
    """What the evidence proves. Raises RejectedError where it does not prove it."""
    bits = evidence["bits"]
    _need(type(bits) is int and _LEAST_BITS <= bits <= MOST_BITS, "the precision is out of range")
    try:
        definition = Definition.from_json(evidence["problem"])
        radius = rational(evidence["radius"])
        _need(radius > 0, "the radius is not positive")
        zero = None if evidence["zero"] is None else Zero.from_json(evidence["zero"])
        _need(zero is None or zero.holds(definition, bits), "no zero is shown to exist where one is said to be")
        shown: dict[tuple[str, Fraction, bool], Fraction] = {}
        for one in evidence["claims"]:
            region = Region(definition.start, rational(one["radius"]), one["sphere"])
            _need(region.radius > 0 and type(region.sphere) is bool, "a region is none")
            value = rational(one["value"])
            covered(definition.graph, one["claim"], region, value, zero, one["root"], one["tree"], bits)
            shown[one["claim"], region.radius, region.sphere] = value
        return assembled(definition, radius, bits, shown, zero, evidence)
    except EnclosureError as error:
        raise RejectedError(f"a value is not enclosed: {error}") from None
    except InputError as error:
        raise RejectedError(f"the evidence is malformed: {error}") from None


def covered(
    graph: Formulas,
    name: str,
    region: Region,
    value: Fraction,
    zero: Zero | None,
    root: Sequence[Sequence[str]],
    tree: str,
    bits: int,
) -> None:
    """Check that the claim holds on the region with this threshold. Raises RejectedError where it is not shown."""
    claim = claim_of(name)
    _need(not claim.zero or zero is not None, f"{name} needs a zero")
    ends = [(rational(low), rational(high)) for low, high in root]
    _need(len(ends) == len(region.centre), "the box has another dimension")
    inside = all(
        low <= c - region.radius and c + region.radius <= high
        for c, (low, high) in zip(region.centre, ends, strict=True)
    )
    _need(inside, f"the box of {name} does not hold the ball")
    around = None if zero is None else zero.ends
    # A half starts where the other ends or before, so that the boxes cover the root whatever is rounded.
    stack = [[Fixed(0, 0, bits).between(*pair) for pair in ends]]
    for word in tree:
        _need(bool(stack), f"the list of {name} goes on after its end")
        box = stack.pop()
        axis = AXES.find(word)
        if 0 <= axis < len(box):
            _need(len(stack) < _DEEPEST, f"the list of {name} is too deep")
            stack += _halves(box, axis)
        else:
            _need(_leaf(graph, claim, region, value, around, box, word), f"{name} is not shown on a box of its list")
    _need(not stack, f"the list of {name} ends early")


def _halves(box: list[Fixed], axis: int) -> list[list[Fixed]]:
    """The upper half and the lower half."""
    side = box[axis]
    middle = side.middle()
    lower, upper = Fixed(side.low, middle.high, side.scale), Fixed(middle.low, side.high, side.scale)
    return [[*box[:axis], half, *box[axis + 1 :]] for half in (upper, lower)]


def _leaf(
    graph: Formulas,
    claim: Claim,
    region: Region,
    value: Fraction,
    zero: Sequence[Ends] | None,
    box: Sequence[Fixed],
    word: str,
) -> bool:
    """Whether what the word says of the box is so."""
    if word == MISSED:
        return bool(region.misses(box))
    try:
        return word in LEVELS and bool(claim.test(local(graph, box, claim, word, zero), value))
    except EnclosureError:
        return False


def _need(condition: bool, message: str) -> None:  # noqa: FBT001
    if not condition:
        raise RejectedError(message)
