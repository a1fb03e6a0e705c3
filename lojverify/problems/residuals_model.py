"""A loss F(theta) = (1/n) sum_i r_i(theta)^2 of formulas, and how its constants follow from claims shown on balls.

With a batch's gradient v and J the matrix of the grad r_i, on B(theta0, r):

    E|v|^2 <= l F for one sample, l = 4 max_i sup |grad r_i|^2       as v = 2 r_i grad r_i and E r_i^2 = F
    |hess F| <= L and |grad F|^2 <= G F give the smoothness max(L, G/2) of (2.3) and (2.4)
    d0 = sqrt(V0), or sqrt(F(theta0))/s_J where no zero is known: then there is one that is no farther, as the gradient
        flow from theta0 is no longer; h = sqrt(mean h_i^2); with lambda_min(J J^T) >= n s_J^2 and |hess r_i| <= h_i on
        a ball whose radius is at least 2 r + d0, and d0 < r
    V0 >= |theta0 - theta*|^2 for every theta* in a box in which a zero is shown

Standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from lojverify.constants import Constants
from lojverify.errors import EnclosureError, InputError
from lojverify.exact import binary_exponent, sqrt_bounds, text
from lojverify.problems.base import Batch, NearLinear, ProblemConstants, Star
from lojverify.problems.claims import Ends, dot, enclose, total
from lojverify.problems.elementary import interval_operations
from lojverify.problems.expressions import LONGEST_NUMBER, MOST_VARIABLES, Formulas, check_name, rational_operations
from lojverify.problems.fixed import Fixed, point

# name of a claim, radius, whether on the sphere -> threshold
Shown = Mapping[tuple[str, Fraction, bool], Fraction]
_NUMBER = re.compile(r"-?[0-9]{1,999}(/0*[1-9][0-9]{0,998})?", re.ASCII)
_SHORT = 50  # bits of a rounded constant


@dataclass(frozen=True)
class Definition:
    """The formulas, the data in them, the start and the batches.

    variables  the names of the parameters, at most six
    formulas   of the residuals; with `data` each is one formula and stands for as many residuals as there are rows
    data       name -> its value in each row
    start      theta0
    batch      how a step draws its batch

    Raises InputError for what is no formula or no such data.
    """

    variables: tuple[str, ...]
    formulas: tuple[str, ...]
    data: Mapping[str, tuple[Fraction, ...]]
    start: tuple[Fraction, ...]
    batch: Batch

    def __post_init__(self) -> None:
        for name in [*self.variables, *self.data]:
            check_name(name, "variables" if name in self.variables else "data")
        if not 1 <= len(self.variables) <= MOST_VARIABLES:
            raise InputError(
                f"there must be 1 to {MOST_VARIABLES} variables", name="variables", value=len(self.variables)
            )
        names = [*self.variables, *self.data]
        if len(set(names)) != len(names):
            raise InputError("a name stands twice among the variables and the data", name="variables")
        if len(self.start) != len(self.variables):
            raise InputError(
                f"theta0 needs {len(self.variables)} numbers, one for each variable",
                name="start",
                value=len(self.start),
            )
        if any(max(abs(x.numerator), x.denominator) >= 10**LONGEST_NUMBER for x in self.start):
            raise InputError(f"a number has at most {LONGEST_NUMBER} digits", name="start")
        if not self.formulas:
            raise InputError("there must be at least one residual", name="residuals")

    @cached_property
    def graph(self) -> Formulas:
        """All residuals with their derivatives."""
        rows = [dict(zip(self.data, row, strict=True)) for row in zip(*self.data.values(), strict=True)]
        texts = list(self.formulas) * max(1, len(rows))
        names = [row for row in rows for _ in self.formulas] or [{} for _ in texts]
        return Formulas(self.variables, texts, constants=names)

    @property
    def count(self) -> int:
        """n, the number of residuals."""
        return len(self.formulas) * max([1, *(len(column) for column in self.data.values())])

    def exact(self, theta: Sequence[Fraction]) -> list[Fraction] | None:
        """The residuals at a point as rationals; None where they are not known to be, or not defined."""
        try:
            return self.graph.evaluate(self.graph.values, list(theta), rational_operations())
        except (ValueError, ZeroDivisionError):
            return None

    def start_loss(self, bits: int) -> Fraction:
        """An upper bound of F(theta0), equal to it if it is rational. Raises EnclosureError where it is not defined."""
        values = self.exact(self.start)
        if values is not None:
            return sum((r * r for r in values), Fraction(0)) / self.count
        place = [point(x, bits) for x in self.start]
        found = self.graph.evaluate(self.graph.values, place, interval_operations(place[0]))
        return shortened(total([r.square() for r in found]).upper() / self.count)

    def as_json(self) -> dict[str, Any]:
        """For the evidence."""
        return {
            "variables": list(self.variables),
            "residuals": list(self.formulas),
            "data": {name: [text(x) for x in column] for name, column in self.data.items()},
            "start": [text(x) for x in self.start],
            "batch": self.batch.size,
            "replacement": self.batch.replacement,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Definition:
        """From `as_json`."""
        columns = {str(name): _numbers(column) for name, column in data["data"].items()}
        formulas, variables = tuple(data["residuals"]), tuple(data["variables"])
        if not all(isinstance(one, str) for one in formulas + variables) or type(data["replacement"]) is not bool:
            raise TypeError("a text or a truth value is expected")
        if type(data["batch"]) is not int:
            raise TypeError("the batch is an integer")
        count = len(formulas) * max([1, *(len(column) for column in columns.values())])
        batch = Batch(data["batch"], count, replacement=data["replacement"])
        return cls(variables, formulas, columns, _numbers(data["start"]), batch)


def rational(given: object) -> Fraction:
    """A number of the evidence, which may be longer than those people write. Raises ValueError for another value."""
    if not isinstance(given, str) or not _NUMBER.fullmatch(given):
        raise ValueError("a number is expected")
    return Fraction(given)


def _numbers(texts: Sequence[str]) -> tuple[Fraction, ...]:
    return tuple(rational(one) for one in texts)


def shortened(value: Fraction, *, up: bool = True) -> Fraction:
    """A rational of at most 50 bits on the safe side of value >= 0."""
    if value <= 0 or max(value.numerator, value.denominator).bit_length() <= _SHORT:
        return value
    unit = Fraction(2) ** (binary_exponent(value) - _SHORT)
    return (-(-value // unit) if up else value // unit) * unit


# -- zeros -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Zero:
    """A zero of all residuals in the box |theta_j - middle_j| <= width.

    inverse  about the inverse of J there, for as many residuals as variables; None for width 0, an exact zero
    """

    middle: tuple[Fraction, ...]
    width: Fraction
    inverse: tuple[tuple[Fraction, ...], ...] | None

    @property
    def ends(self) -> tuple[Ends, ...]:
        """The box."""
        return tuple((x - self.width, x + self.width) for x in self.middle)

    def squared_distance(self, start: Sequence[Fraction]) -> Fraction:
        """The largest squared distance of a point of the box to theta0."""
        pairs = zip(self.middle, start, strict=True)
        return shortened(sum(((abs(x - s) + self.width) ** 2 for x, s in pairs), Fraction(0)))

    def distance(self, start: Sequence[Fraction]) -> Fraction:
        """An upper bound of its distance to theta0."""
        return shortened(sqrt_bounds(self.squared_distance(start), 64)[1])

    def holds(self, definition: Definition, bits: int) -> bool:
        """Whether there is one, by exact evaluation or by Krawczyk's theorem.

        With Y the inverse, z the middle and Z the box, if z - Y r(z) + (1 - Y J(Z))(Z - z) lies inside Z, then Z holds
        a zero of r: the map theta -> theta - Y r(theta) takes Z into itself, and Y is regular as 1 - Y J contracts.
        """
        if self.inverse is None:
            values = definition.exact(self.middle)
            return self.width == 0 and values is not None and not any(values)
        p = len(self.middle)
        if definition.count != p or len(self.inverse) != p or any(len(row) != p for row in self.inverse):
            return False
        one = Fixed(0, 0, bits)
        inverse = [[one.lift(x) for x in row] for row in self.inverse]
        middle = [one.lift(x) for x in self.middle]
        values = enclose(definition.graph, middle, second=False)[0]
        jacobian = enclose(definition.graph, [one.between(*ends) for ends in self.ends], second=False)[1]
        offset = one.between(-self.width, self.width)
        for j, row in enumerate(inverse):
            products = [dot(row, [jacobian[i][k] for i in range(p)]) for k in range(p)]
            rest = [(one.lift(int(j == k)) - x) * offset for k, x in enumerate(products)]
            step = total(rest) - dot(row, values)
            if not (step.lower() > -self.width and step.upper() < self.width):
                return False
        return True

    def as_json(self) -> dict[str, Any]:
        """For the evidence."""
        inverse = None if self.inverse is None else [[text(x) for x in row] for row in self.inverse]
        return {"middle": [text(x) for x in self.middle], "width": text(self.width), "inverse": inverse}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Zero:
        """From `as_json`."""
        rows = data["inverse"]
        inverse = None if rows is None else tuple(_numbers(row) for row in rows)
        return cls(_numbers(data["middle"]), rational(data["width"]), inverse)


# -- the constants that follow -----------------------------------------------------------------------------------------


def assembled(
    definition: Definition, radius: Fraction, bits: int, shown: Shown, zero: Zero | None, evidence: Mapping[str, Any]
) -> ProblemConstants:
    """The constants that follow from claims. Raises KeyError where one is missing that is always needed."""
    batch, start_loss = definition.batch, definition.start_loss(bits)
    alpha, curved = shown["alpha", radius, False], shown["smoothness", radius, False]
    growth, single = shown["growth", radius, False], 4 * shown["gradients", radius, False]
    noise, smooth = batch.noise(single, alpha), batch.expected_smoothness(single, growth)
    confinement = shown.get(("confinement", radius, True))
    sampling = (
        f"each step draws a fresh batch of {batch.size} of {batch.samples} residuals, uniformly "
        f"{'with' if batch.replacement else 'without'} replacement, independently of the past"
    )
    star = None
    if zero is not None and ("star", radius, False) in shown:
        distance = zero.squared_distance(definition.start)
        if distance < radius**2:  # the zero is in the ball, where the claims hold
            tau = shown["star", radius, False]
            star = Star(tau, smooth, noise, distance, shown.get(("star-growth", radius, False)))
    return ProblemConstants(
        constants=Constants(alpha, max(curved, growth / 2), noise, None, radius, confinement),
        initial_loss=start_loss,
        star=star,
        near_linear=_near_linear(definition, radius, start_loss, shown, zero),
        evidence=evidence,
        assumes=(sampling,),
        sharpest=_sharpest(definition, radius, bits, evidence["points"]),
        notes=("the constants are shown box by box by interval arithmetic; no step of the proof kernel covers them",),
    )


def _sharpest(definition: Definition, radius: Fraction, bits: int, points: Mapping[str, Any]) -> dict[str, Fraction]:
    """What the values at points of the ball leave for alpha, above, and for the smoothness, below.

    |grad F|^2/F at a point is at least alpha, and at most twice the smoothness, by (2.4); so is |hess F| at most that.
    """
    found: dict[str, Fraction] = {}
    for name, point_ in points.items():
        theta = _numbers(point_)
        if sum(((x - c) ** 2 for x, c in zip(theta, definition.start, strict=True)), Fraction(0)) > radius**2:
            raise ValueError(f"the point of {name} is outside of the ball")
        try:
            low, high, norm = _values_at(definition, theta, bits)
        except EnclosureError:  # such as at a zero
            continue
        if name == "alpha":
            found["alpha"] = shortened(high)
        else:
            found["smoothness"] = max(found.get("smoothness", Fraction(0)), shortened(max(low / 2, norm), up=False))
    return found


def _values_at(definition: Definition, theta: Sequence[Fraction], bits: int) -> tuple[Fraction, Fraction, Fraction]:
    """Bounds of |grad F|^2/F at a point, and a lower bound of |hess F|."""
    values, jacobian, hessians = enclose(definition.graph, [point(x, bits) for x in theta], second=True)
    n, p, one = definition.count, range(len(theta)), values[0].lift(1)
    slope = total([dot([row[k] for row in jacobian], values).square() for k in p])
    ratio = slope * one.lift(4) / (total([r.square() for r in values]) * one.lift(n))
    hessian = [
        [
            dot([row[j] for row in jacobian], [row[k] for row in jacobian]) + dot(values, [h[j][k] for h in hessians])
            for k in p
        ]
        for j in p
    ]
    # |v^T hess F v| <= |hess F| |v|^2 for every v; a good one is found by powers of the matrix
    direction = [one] * len(theta)
    for _ in range(30):
        image = [dot(row, direction).middle() for row in hessian]
        size = max(abs(x.low) for x in image)
        direction = (
            [Fixed(x.low << bits, x.low << bits, bits).over_integer(size).middle() for x in image] if size else image
        )
    norm = dot([dot(row, direction) for row in hessian], direction) / total([x.square() for x in direction])
    norm = norm * one.lift(2) / one.lift(n)
    return ratio.lower(), ratio.upper(), max(norm.lower(), -norm.upper(), Fraction(0))


def _near_linear(
    definition: Definition, radius: Fraction, start_loss: Fraction, shown: Shown, zero: Zero | None
) -> NearLinear | None:
    """What `near-linear` needs, from the largest ball on which the Jacobian was looked at."""
    outer = max((r for name, r, _ in shown if name == "singular"), default=Fraction(0))
    curvatures = [shown.get((f"curvature {i + 1}", outer, False)) for i in range(definition.count)]
    if outer == 0 or None in curvatures:
        return None
    singular = shortened(sqrt_bounds(shown["singular", outer, False], 64)[0], up=False)
    distance = shortened(sqrt_bounds(start_loss, 64)[1] / singular)
    if zero is not None:
        distance = min(distance, zero.distance(definition.start))
    if distance >= radius or 2 * radius + distance > outer:
        return None
    squares = sum((h * h for h in curvatures if h is not None), Fraction(0))
    single, growth = 4 * shown["gradients", radius, False], shown["growth", radius, False]
    return NearLinear(
        singular_value=singular,
        curvature=shortened(sqrt_bounds(squares / definition.count, 64)[1]),
        expected_smoothness=definition.batch.expected_smoothness(single, growth),
        noise=definition.batch.noise(single, max(shown["alpha", radius, False], 4 * singular**2)),
        distance=distance,
    )
