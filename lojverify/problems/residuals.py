"""Residuals given as formulas: F(theta) = (1/n) sum_i r_i(theta)^2 in at most six variables.

Its constants on a ball are shown by branch and bound (`boxes`), and the covering lists are the evidence.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from lojverify.constants import shown as in_words
from lojverify.errors import EnclosureError, InputError
from lojverify.exact import binary_exponent, decimal, sqrt_bounds, text
from lojverify.problems.base import Problem, ProblemConstants
from lojverify.problems.files import Table, batch_of
from lojverify.problems.residuals_evidence import MOST_BITS
from lojverify.problems.residuals_model import Definition, Zero, assembled, shortened

if TYPE_CHECKING:
    from lojverify.problems.base import Floats, Integers
    from lojverify.problems.boxes import Covering, Effort, NotShownError

_BITS = 128
_LEAST_TOLERANCE = Fraction(1, 1000)
_WIDTHS = (Fraction(1, 1 << 40), Fraction(1, 1 << 30), Fraction(1, 1 << 20))  # of a box with a zero, relative


def load(table: Table) -> Residuals:
    """The problem that the rest of a problem file describes; see README.md beside this file for its keys."""
    variables, formulas, start = table.texts("variables"), table.texts("residuals"), table.rationals("start")
    for key, value in (("variables", variables), ("residuals", formulas), ("start", start)):
        if not value:
            raise table.missing(key)
    zero, data = table.rationals("zero"), table.table("data")
    columns = {name: tuple(data.rationals(name) or ()) for name in data.names()}
    data.done()
    lengths = {len(column) for column in columns.values()}
    if len(lengths) > 1 or 0 in lengths:
        raise table.error("data", "its lists must have the same length, at least 1", sorted(lengths))
    assert variables is not None  # noqa: S101
    assert formulas is not None  # noqa: S101
    assert start is not None  # noqa: S101
    batch = batch_of(table, len(formulas) * (lengths.pop() if lengths else 1))
    tolerance = table.positive("tolerance") or Fraction(1, 20)
    if not _LEAST_TOLERANCE <= tolerance <= Fraction(1, 2):
        raise table.error("tolerance", "it must be between 0.001 and 0.5", text(tolerance))
    most, seconds = table.integer("leaves", 10_000, least=100), table.positive("seconds")
    radius, title = table.positive("radius"), table.text("title", table.name)
    table.done()
    definition = Definition(tuple(variables), tuple(formulas), columns, tuple(start), batch)
    exact = None if zero is None else tuple(zero)
    return Residuals(definition, radius, str(title), exact, tolerance, int(most or 0), seconds)


@dataclass(eq=False)
class Residuals(Problem):
    """See the module.

    definition  the formulas, their data, theta0 and the batches
    radius      of the ball, or None
    title       in words
    exact_zero  where all residuals vanish exactly, or None to look for a zero
    tolerance   how far a constant may lie from its value at sampled points, relative to it
    leaves      the most boxes of one covering list; past them the constant is made weaker
    seconds     the time for the constants on one ball, or None; past it constants are made weaker

    Raises InputError for formulas that cannot be read or are not defined at theta0, and for a zero that is none.
    """

    definition: Definition
    radius: Fraction | None = None
    title: str = "residuals"
    exact_zero: tuple[Fraction, ...] | None = None
    tolerance: Fraction = Fraction(1, 20)
    leaves: int = 10_000
    seconds: Fraction | None = None
    kind: str = "residuals"
    progress: bool = True
    _found: dict[Fraction, tuple[dict[str, Any], list[Covering]]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self.dimension, self.batch = len(self.definition.variables), self.definition.batch
        self.graph = self.definition.graph
        try:
            self.definition.start_loss(_BITS)
        except EnclosureError as error:
            raise InputError(f"a residual is not defined at theta0: {error}", name="start") from None
        if self.exact_zero is not None:
            zero = Zero(self.exact_zero, Fraction(0), None)
            if len(self.exact_zero) != self.dimension or not zero.holds(self.definition, _BITS):
                raise InputError("not all residuals vanish there exactly", name="zero", value=_point(self.exact_zero))
        self._near, self.zero = self._nearest_zero()

    def constants(self, radius: Fraction) -> ProblemConstants:
        """The constants on the ball of this radius around theta0.

        Raises InputError where alpha, the smoothness or the noise has no bound there, with a point where it fails.
        """
        evidence, coverings = self.evidence(radius)
        shown = {(one.name, one.region.radius, one.region.sphere): one.value for one in coverings}
        found = assembled(self.definition, radius, evidence["bits"], shown, self.zero, evidence)
        weak = [one.name for one in coverings if not one.reached]
        if weak:
            words = f"not within the tolerance {decimal(self.tolerance, 3)} of its sampled value: {', '.join(weak)}"
            found = replace(found, notes=(*found.notes, words))
        return found

    def evidence(self, radius: Fraction) -> tuple[dict[str, Any], list[Covering]]:
        """What `residuals_evidence` replays, and the coverings in it."""
        if not Fraction(1, 10**60) < radius < 10**60:
            raise InputError(name="radius", value=in_words(radius), relation="1e-60 < radius < 1e60", display="2.2")
        if radius not in self._found:
            with self._effort() as effort:
                coverings = list(self._coverings(radius, effort))
            evidence = {
                "kind": self.kind,
                "problem": self.definition.as_json(),
                "radius": text(radius),
                "bits": _bits(coverings, radius),
                "points": self._points(coverings),
                "zero": None if self.zero is None else self.zero.as_json(),
                "claims": [one.as_json() for one in coverings],
            }
            if effort.interrupted:  # another call would do better
                return evidence, coverings
            self._found[radius] = evidence, coverings
        return self._found[radius]

    def first_radius(self) -> Fraction:
        """Four times the distance to the zero that is nearest, about; 1 if none is found."""
        import numpy as np

        if self._near is None:
            return Fraction(1)
        distance = float(np.linalg.norm(self._near - self.start()))
        return Fraction(f"{4 * distance:.2g}") if distance > 0 else Fraction(1)

    def with_batch(self, size: int) -> Residuals:
        """The same problem with another batch size."""
        batch = replace(self.batch, size=size)
        other = replace(self, definition=replace(self.definition, batch=batch))
        for radius, (evidence, coverings) in self._found.items():  # the claims do not speak of batches
            other._found[radius] = {**evidence, "problem": other.definition.as_json()}, coverings  # noqa: SLF001
        return other

    def with_time_limit(self, seconds: Fraction) -> Residuals:
        """The same problem with a time for its constants on one ball."""
        return replace(self, seconds=seconds)

    # -- the claims --------------------------------------------------------------------------------------------------

    def _coverings(self, radius: Fraction, effort: Effort) -> Iterator[Covering]:
        from lojverify.problems.boxes import NotShownError, cover
        from lojverify.problems.claims import Region

        ends = None if self.zero is None else self.zero.ends
        region = Region(self.definition.start, radius)

        def covering(name: str, where: Region = region) -> Covering:
            return cover(self.graph, name, where, ends, effort)

        for name in ("gradients", "growth", "smoothness", "alpha"):
            try:
                yield covering(name)
            except NotShownError as error:
                raise self._refusal(error, region, effort) from None
        with suppress(NotShownError):  # it is of use to some bounds only
            rough = min(Fraction(1, 2), 4 * self.tolerance)
            yield cover(self.graph, "confinement", replace(region, sphere=True), ends, effort, rough)
        if self.zero is not None and self.zero.squared_distance(self.definition.start) < radius**2:
            with suppress(NotShownError):
                yield covering("star")
                yield covering("star-growth")
        if self.definition.count <= self.dimension:
            with suppress(NotShownError):
                yield from self._near_linear(radius, covering)

    def _points(self, coverings: list[Covering]) -> dict[str, list[str]]:
        """Where alpha and the smoothness are nearly attained, a little inside the ball."""
        centre = self.definition.start
        return {
            one.name: [text(c + _inward(x, c)) for x, c in zip(one.point, centre, strict=True)]
            for one in coverings
            if one.name in ("alpha", "smoothness", "growth")
        }

    def _near_linear(self, radius: Fraction, covering: Callable[..., Covering]) -> Iterator[Covering]:
        """The claims of `near-linear`, on a ball of radius at least 2 r + d0 with d0 < r; see `residuals_model`."""
        from lojverify.problems.claims import Region
        from lojverify.problems.sampling import Sampler

        root = sqrt_bounds(self.definition.start_loss(_BITS), 64)[1]
        if self.zero is not None:
            distance = self.zero.distance(self.definition.start)
        else:
            guess = Sampler(self.graph, "singular", Region(self.definition.start, 2 * radius), None).first()[0]
            distance = (
                root / sqrt_bounds(Fraction(max(guess, 0.0)) * (1 - 2 * self.tolerance), 64)[0] if guess > 0 else radius
            )
        while distance < radius:
            outer = Region(self.definition.start, shortened(2 * radius + distance))
            found = covering("singular", outer)
            needed = root / sqrt_bounds(found.value, 64)[0]
            if needed <= distance or self.zero is not None:
                yield found
                for i in range(self.definition.count):
                    yield covering(f"curvature {i + 1}", outer)
                return
            distance = needed * Fraction(101, 100)

    def _refusal(self, error: NotShownError, region: Any, effort: Effort) -> InputError:
        """Why there is no such constant, in one sentence."""
        from lojverify.problems.boxes import NotShownError, cover
        from lojverify.problems.claims import claim_of

        ball = f"on the ball of radius {in_words(region.radius)}"
        if error.name == "alpha":
            with suppress(NotShownError):
                least = cover(self.graph, "confinement", region, None, effort, Fraction(1, 2)).value
                return InputError(
                    f"the residuals cannot vanish together {ball}: F >= {in_words(least)} there",
                    relation="F(theta*) = 0 for some theta* in the ball",
                    display="2.1",
                )
        meaning, lower = claim_of(error.name).meaning, claim_of(error.name).lower
        if error.point is None:
            return InputError(
                f"{meaning} was shown for no c{' > 0' if lower else ''} {ball}, within {effort.most_leaves} boxes and "
                f"the time; {'the least' if lower else 'the largest'} value at a point is about {error.sampled:.3g}"
            )
        reason = f"{meaning} fails for every c{' > 0' if lower else ''}"
        return InputError(f"{reason} {ball}, near theta = {_point(error.point)}")

    def _nearest_zero(self) -> tuple[Floats | None, Zero | None]:
        """A zero by floating point, and, for at least as many residuals as variables, one that is proved."""
        import numpy as np

        from lojverify.problems.sampling import evaluated

        if self.exact_zero is not None:
            return np.array([float(x) for x in self.exact_zero]), Zero(self.exact_zero, Fraction(0), None)
        theta = self.start()
        with np.errstate(all="ignore"):
            for _ in range(60):
                r, jacobian = (part[0] for part in evaluated(self.graph, theta[None, :], 1))
                if not (np.all(np.isfinite(r)) and np.all(np.isfinite(jacobian))):
                    return None, None
                theta = theta - np.linalg.lstsq(jacobian, r, rcond=None)[0]
            r, jacobian = (part[0] for part in evaluated(self.graph, theta[None, :], 1))
        size = 1 + float(np.max(np.abs(theta)))
        if not np.all(np.isfinite(r)) or float(np.max(np.abs(r))) > 1e-9 * (1 + float(np.max(np.abs(jacobian)))) * size:
            return None, None
        if len(r) < self.dimension:
            return theta, None
        for most in (1, 10, 1000, 10**6):
            rounded = Zero(tuple(Fraction(float(x)).limit_denominator(most) for x in theta), Fraction(0), None)
            near = max(abs(float(x) - y) for x, y in zip(rounded.middle, theta, strict=True)) < 1e-9 * size
            if near and rounded.holds(self.definition, _BITS):
                return theta, rounded
        if len(r) > self.dimension or np.linalg.cond(jacobian) > 1e12:
            return theta, None
        return theta, self._krawczyk(theta, np.linalg.inv(jacobian), Fraction(size))

    def _krawczyk(self, theta: Floats, inverse: Floats, size: Fraction) -> Zero | None:
        rows = tuple(tuple(Fraction(f"{float(x):.12g}") for x in row) for row in inverse)
        middle = tuple(Fraction(f"{float(x):.17g}") for x in theta)
        for width in _WIDTHS:
            zero = Zero(middle, shortened(size * width), rows)
            try:
                if zero.holds(self.definition, _BITS):
                    return zero
            except EnclosureError:
                continue
        return None

    @contextmanager
    def _effort(self) -> Iterator[Effort]:
        """What may be spent on the constants of one ball, with a progress bar on a terminal."""
        from rich.console import Console
        from rich.progress import Progress

        from lojverify.problems.boxes import Effort

        deadline = None if self.seconds is None else time.monotonic() + float(self.seconds)
        console = Console(stderr=True)
        with Progress(console=console, transient=True, disable=not (self.progress and console.is_terminal)) as bar:
            task = bar.add_task("boxes", total=1.0)

            def report(name: str, share: float) -> None:
                bar.update(task, description=name, completed=share)

            yield Effort(self.tolerance, self.leaves, deadline, report)

    # -- floating point ----------------------------------------------------------------------------------------------

    def start(self) -> Floats:
        """theta0."""
        import numpy as np

        return np.array([float(x) for x in self.definition.start])

    def losses(self, thetas: Floats) -> Floats:
        """F at each row."""
        import numpy as np

        from lojverify.problems.sampling import evaluated

        with np.errstate(all="ignore"):
            return np.asarray(np.mean(evaluated(self.graph, thetas, 0)[0] ** 2, axis=1))

    def gradients(self, thetas: Floats, rows: Integers) -> Floats:
        """The mean of 2 r_i grad r_i over the batch of each row."""
        import numpy as np

        from lojverify.problems.sampling import evaluated

        with np.errstate(all="ignore"):
            r, jacobian = evaluated(self.graph, thetas, 1)
        chosen = np.arange(len(thetas))[:, None]
        return np.asarray(2 * np.mean(r[chosen, rows][:, :, None] * jacobian[chosen, rows], axis=1))


def _bits(coverings: list[Covering], radius: Fraction) -> int:
    """The precision of a replay: 128 bits, and more for small numbers, which are squared and divided by."""
    least = min([radius, *(one.value for one in coverings if one.value > 0)])
    return min(MOST_BITS, _BITS + 4 * max(0, -binary_exponent(least)))


def _inward(x: float, centre: Fraction) -> Fraction:
    """x - centre with fewer bits, a little nearer to 0."""
    offset = (Fraction(x) - centre) * (1 - Fraction(1, 1 << 20))
    return shortened(offset, up=False) if offset > 0 else -shortened(-offset, up=False)


def _point(theta: Any) -> str:
    return f"({', '.join(f'{float(x):.6g}' for x in theta)})"
