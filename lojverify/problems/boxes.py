"""Branch and bound: a covering list of boxes on each of which a claim is shown, by arrays of intervals rounded outward.

A box that misses the region, or on which the test of the claim holds, is a leaf; any other is halved. The threshold is
the value at sampled points, made weaker by the tolerance. When the boxes or the time run out, it is made weaker still,
until the boxes that are left pass: what is shown on a box stays true of every weaker threshold.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lojverify.exact import text
from lojverify.problems.arrays import Array, Booleans
from lojverify.problems.claims import Ends, Region, claim_of, local
from lojverify.problems.expressions import Formulas
from lojverify.problems.sampling import Sampler

Floats = NDArray[np.float64]
_CHUNK = 8192
_LOOKED_AT = 192  # middles of boxes of a generation whose values correct the guess
_FEW, _AT_ONCE = 128, 2  # few boxes are halved twice at once: their test costs as much as that of many
_RELAXATIONS = 8
_LEAST = 300  # boxes that are looked at even when time is up
_MARGIN = Fraction(1, 1 << 26)  # what the search shows beyond the threshold, so that a replay never fails by rounding
_DIGITS = 7
# In a tree: a letter halves a box along that axis, its lower half first; x misses the region, 1 and 2 are levels.
AXES, MISSED, LEVELS = "abcdef", "x", ("1", "2")


@dataclass
class Effort:
    """How much is done for a covering.

    tolerance    how far the threshold may lie from the sampled value, relative to it
    most_leaves  of one covering; past them the threshold is made weaker
    deadline     a time of time.monotonic(), or None
    report       called with the name of a claim and the share of its region that is covered
    """

    tolerance: Fraction = Fraction(1, 20)
    most_leaves: int = 10_000
    deadline: float | None = None
    report: Callable[[str, float], None] | None = None
    interrupted: bool = False
    boxes: int = field(default=0, init=False)  # how many were looked at

    def over(self) -> bool:
        """Whether time is up, or it was interrupted from the keyboard."""
        return self.interrupted or (self.deadline is not None and time.monotonic() > self.deadline)


@dataclass(frozen=True)
class Covering:
    """A claim shown on a region.

    name     of the claim;  value  its threshold
    root     a box that holds the region;  tree  how it is split
    sampled  the worst value at a point that was met, in floating point: no threshold beyond it is true
    reached  whether the value is within the tolerance of it
    point    where the sampled value is met
    """

    name: str
    region: Region
    value: Fraction
    root: tuple[Ends, ...]
    tree: str
    sampled: float
    reached: bool
    point: tuple[float, ...]

    def as_json(self) -> dict[str, Any]:
        """The evidence, without floats."""
        root = [[text(low), text(high)] for low, high in self.root]
        where = {"radius": text(self.region.radius), "sphere": self.region.sphere}
        return {"claim": self.name, "value": text(self.value), **where, "root": root, "tree": self.tree}


class NotShownError(Exception):
    """No threshold could be shown. `point` is one where it fails, or None if only the boxes did not suffice."""

    def __init__(self, name: str, sampled: float, point: Floats | None) -> None:
        super().__init__(name)
        self.name, self.sampled, self.point = name, sampled, point


def cover(
    formulas: Formulas,
    name: str,
    region: Region,
    zero: Sequence[Ends] | None,
    effort: Effort,
    tolerance: Fraction | None = None,
) -> Covering:
    """The best threshold of a claim on a region, within the effort; `tolerance` is for this claim alone.

    Raises NotShownError if there is none.
    """
    with np.errstate(all="ignore"):
        return _Search(formulas, name, region, zero, effort, tolerance or effort.tolerance).run()


class _Search:
    """One covering in the making: the labels of each generation of boxes, and the boxes of the present one."""

    def __init__(
        self,
        formulas: Formulas,
        name: str,
        region: Region,
        zero: Sequence[Ends] | None,
        effort: Effort,
        tolerance: Fraction,
    ) -> None:
        self.formulas, self.name, self.claim, self.zero = formulas, name, claim_of(name), zero
        self.region, self.effort, self.tolerance = region, effort, tolerance
        middle = None if zero is None else np.array([float(a + b) / 2 for a, b in zero])
        self.sampler = Sampler(formulas, name, region, middle)
        self.root = _root(region)
        ends = np.array([[float(a), float(b)] for a, b in self.root])
        self.state: tuple[list[NDArray[np.uint8]], Floats, Floats] = ([], ends[:, :1], ends[:, 1:])
        self.leaves = 0
        self.sampled, self.point = self.sampler.first()
        self.scale = self.sampler.importance(
            self.sampler.inside(self.sampler.centre + np.diff(ends).T * _corners(len(ends)))
        )
        self.value = self.threshold(1)

    def threshold(self, doublings: int) -> Fraction:
        """The sampled value made weaker by the tolerance, as often as this, rounded to a few digits."""
        if not np.isfinite(self.sampled) or (self.claim.lower and self.sampled <= 0):
            raise NotShownError(self.name, self.sampled, self.point)
        step = 1 - self.tolerance if self.claim.lower else 1 + self.tolerance
        found = Fraction(self.sampled) * step**doublings
        if found == 0:
            return Fraction(0)
        unit = Fraction(10) ** (floor(log10(found)) - _DIGITS + 1)
        return (found // unit if self.claim.lower else -(-found // unit)) * unit

    def run(self) -> Covering:
        """Look at one generation of boxes after the other. Ctrl-C ends it as the time limit does; a second at once."""
        reached = True
        while self.state[1].shape[1]:
            try:
                boxes = self.leaves + self.state[1].shape[1]
                full = boxes > self.effort.most_leaves
                if full or (boxes > _LEAST and self.effort.over()):
                    if self.relaxed():
                        reached = False
                        break
                    if full:
                        raise NotShownError(self.name, self.sampled, None)
                self.generation()
            except KeyboardInterrupt:
                if self.effort.interrupted:
                    raise
                self.effort.interrupted = True
        tree = _preorder(self.state[0])
        point = tuple(map(float, self.point))
        return Covering(self.name, self.region, self.value, self.root, tree, self.sampled, reached, point)

    def generation(self) -> None:
        """Look at every box of the present generation. The state changes in one assignment, as Ctrl-C may come."""
        history, low, high = self.state
        labels = np.concatenate(
            [self.labels(low[:, n : n + _CHUNK], high[:, n : n + _CHUNK]) for n in range(0, low.shape[1], _CHUNK)]
        )
        split = labels < len(AXES)
        axis, below, above = labels[split], low[:, split], high[:, split]
        if len(axis) >= _FEW or (len(history) + 1) % _AT_ONCE == 0:
            self.look(below, above)
        n = np.arange(len(axis))
        middle = 0.5 * (below[axis, n] + above[axis, n])
        next_low, next_high = np.repeat(below, 2, axis=1), np.repeat(above, 2, axis=1)
        next_high[axis, 2 * n] = middle
        next_low[axis, 2 * n + 1] = middle
        self.leaves += len(labels) - len(axis)
        self.state = ([*history, labels], next_low, next_high)
        if self.effort.report:
            self.effort.report(self.name, 1 - next_low.shape[1] / 2.0 ** (len(history) + 1))

    def labels(self, low: Floats, high: Floats) -> NDArray[np.uint8]:
        """What is to be done with each box: the index of its axis, or of its kind of leaf after the axes."""
        labels: NDArray[np.uint8] = np.argmax((high - low) * self.scale[:, None], axis=0).astype(np.uint8)
        if low.shape[1] < _FEW and len(self.state[0]) % _AT_ONCE:
            return labels
        self.effort.boxes += low.shape[1]
        missed = np.broadcast_to(self.region.misses(_boxes(low, high)), labels.shape)
        labels[missed] = len(AXES)
        open_ = np.flatnonzero(~missed)
        for number, level in enumerate(LEVELS, len(AXES) + 1):
            if len(open_):
                shown = self.shown(low[:, open_], high[:, open_], level, self.value)
                labels[open_[shown]] = number
                open_ = open_[~shown]
        return labels

    def shown(self, low: Floats, high: Floats, level: str, value: Fraction) -> Booleans:
        """Whether the claim is shown on each box, with a margin."""
        strict = value * (1 + _MARGIN if self.claim.lower else 1 - _MARGIN)
        box = _boxes(low, high)
        found = self.claim.test(local(self.formulas, box, self.claim, level, self.zero), strict)
        return np.array(np.broadcast_to(found, low.shape[1:]))

    def look(self, low: Floats, high: Floats) -> None:
        """Correct the guess by the values in the middles of some boxes that are not shown yet."""
        count = low.shape[1]
        if not count:
            return
        chosen = np.arange(count) if count <= _LOOKED_AT else self.sampler.random.integers(count, size=_LOOKED_AT)
        points = self.sampler.inside((0.5 * (low + high)[:, chosen]).T)
        reach = 0.5 * np.linalg.norm((high - low)[:, chosen], axis=0)
        value, point = self.sampler.worst(points, self.sampler.values(points, reach))
        if value < self.sampled if self.claim.lower else value > self.sampled:
            self.sampled, self.point = value, point
            self.value = self.threshold(1)

    def relaxed(self) -> bool:
        """Make the threshold weaker until every box that is left passes and becomes a leaf; false if none serves."""
        history, low, high = self.state
        labels = np.full(low.shape[1], len(AXES) + len(LEVELS), np.uint8)
        missed = np.broadcast_to(self.region.misses(_boxes(low, high)), labels.shape)
        labels[missed] = len(AXES)
        rest = np.flatnonzero(~missed)
        for n in range(_RELAXATIONS):
            value = self.threshold(2**n)
            parts = np.array_split(rest, max(1, len(rest) // _CHUNK))
            rest = np.concatenate([p[~self.shown(low[:, p], high[:, p], LEVELS[-1], value)] for p in parts])
            if not len(rest):
                self.value, self.state = value, ([*history, labels], low[:, :0], high[:, :0])
                return True
        return False


def _corners(p: int) -> Floats:
    """Points of [-1/2, 1/2]^p, the same every time."""
    return np.random.default_rng(0).uniform(-0.5, 0.5, size=(64, p))


def _boxes(low: Floats, high: Floats) -> list[Array]:
    return [Array(a, b) for a, b in zip(low, high, strict=True)]


def _root(region: Region) -> tuple[Ends, ...]:
    """A box that holds the region, with ends whose halves of halves are floating-point numbers."""
    unit = Fraction(2) ** (floor(np.log2(float(region.radius))) - 8)
    ends = [((c - region.radius) // unit, -(-(c + region.radius) // unit)) for c in region.centre]
    return tuple((low * unit, high * unit) for low, high in ends)


def _preorder(history: list[NDArray[np.uint8]]) -> str:
    """The tree in words: a box before its halves, the lower half first."""
    sizes = [np.ones(len(labels), np.int64) for labels in history]  # of the words of a box and all of its parts
    splits = [np.flatnonzero(labels < len(AXES)) for labels in history]
    for depth in range(len(history) - 2, -1, -1):
        sizes[depth][splits[depth]] += sizes[depth + 1].reshape(-1, 2).sum(axis=1)
    words = np.empty(int(sizes[0][0]), np.uint8)
    places = np.zeros(1, np.int64)
    alphabet = np.frombuffer((AXES + MISSED + "".join(LEVELS)).encode(), np.uint8)
    for depth, labels in enumerate(history):
        words[places] = alphabet[labels]
        if len(splits[depth]):
            lower = places[splits[depth]] + 1
            places = np.stack([lower, lower + sizes[depth + 1][::2]], axis=1).ravel()
    return words.tobytes().decode()
