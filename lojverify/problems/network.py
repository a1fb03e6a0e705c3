"""Feedforward networks of appendix A with squared error, any depth and widths, from a start that is given exactly.

`network_ball` says how the constants on a ball are found, `network_evidence` how they are replayed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lojverify.errors import InputError
from lojverify.exact import decimal, read, sqrt_bounds
from lojverify.problems.activations import ACTIVATIONS, Activation
from lojverify.problems.base import Batch, Problem, ProblemConstants
from lojverify.problems.data import read_samples, read_vector
from lojverify.problems.files import Table, batch_of
from lojverify.problems.network_ball import on_ball
from lojverify.problems.network_centre import Centre, Start
from lojverify.problems.network_evidence import assemble
from lojverify.problems.network_model import Model, theorem_start

if TYPE_CHECKING:
    from lojverify.problems.base import Floats, Integers

_MOST_PARAMETERS = 200_000
_MOST_SAMPLES = 400  # eigenvalues of matrices of this size take minutes
_FIRST = Fraction(5, 2)  # the first radius in units of sqrt(F(theta0))/s_J


def load(table: Table) -> Network:
    """The problem that the rest of a problem file describes; see README.md beside this file for its keys."""
    samples = read_samples(table.table("data"))
    if len(samples.inputs) > _MOST_SAMPLES:
        raise table.error("data", f"a network may have at most {_MOST_SAMPLES} samples; choose some by rows")
    widths, activations = _layers(table)
    shape = (len(samples.names), *widths, 1)
    if sum(d * (below + 1) for below, d in pairwise(shape)) > _MOST_PARAMETERS:
        raise table.error("layers", f"the network may have at most {_MOST_PARAMETERS} parameters")
    theta0 = _start(table.table("start"), shape)
    batch, radius = batch_of(table, len(samples.inputs)), table.positive("radius")
    title = table.text("title", table.name)
    table.done()
    model = Model(samples.inputs, samples.targets, widths, activations, theta0)
    return Network(model, batch, radius, str(title), samples.notes)


def _layers(table: Table) -> tuple[tuple[int, ...], tuple[Activation, ...]]:
    """The hidden layers, from the input up."""
    widths, activations = [], []
    for layer in table.tables("layers"):
        width = layer.integer("width", least=1)
        name = layer.text("activation", among=tuple(ACTIVATIONS))
        if width is None or name is None:
            raise layer.missing("width" if width is None else "activation")
        parameters = {}
        for one in ACTIVATIONS[name].parameters():
            if (value := layer.rational(one)) is None:
                raise layer.missing(one, f"a parameter of the activation function {name}")
            parameters[one] = value
        layer.done()
        widths.append(width)
        activations.append(ACTIVATIONS[name](**parameters))
    if not widths:
        raise table.missing("layers", "[[layers]], one table for each hidden layer, with width and activation")
    return tuple(widths), tuple(activations)


def _start(table: Table, shape: tuple[int, ...]) -> list[Fraction]:
    """theta0: that of Theorem A.2 with the given weights above the first layer, or the numbers of a file."""
    weights, path = table.rationals("weights"), table.path("file")
    table.done()
    if (weights is None) == (path is None):
        raise table.missing("weights or file", "one of them: the entries of W_2, ..., W_L, or all parameters in a file")
    if path is not None:
        return read_vector(path)
    if weights is None or len(weights) != len(shape) - 2:
        shown = ", ".join(map(str, weights or []))
        raise table.error("weights", f"one number is needed for each layer above the first, {len(shape) - 2}", shown)
    return theorem_start(shape, weights)


@dataclass(eq=False)
class Network(Problem):
    """See the module.

    model, batch, radius, title   as in the problem file;  notes   what was done to the data
    """

    model: Model
    batch: Batch
    radius: Fraction | None = None
    title: str = "network"
    notes: tuple[str, ...] = ()
    kind: str = "network"

    def __post_init__(self) -> None:
        self.dimension = self.model.dimension

    def constants(self, radius: Fraction) -> ProblemConstants:
        """The constants on the ball. Raises InputError where it is so large that no alpha > 0 is shown."""
        centre, evidence = self._proved
        found = assemble(centre, self.batch, radius, {**evidence, "radius": str(radius)})
        return replace(found, notes=(*self.notes, *found.notes))

    def first_radius(self) -> Fraction:
        """About 5/2 sqrt(F(theta0))/s_J, with s_J at the start; 1 where the start is a zero or shows no s_J."""
        centre, _ = self._proved
        least = max(on_ball(centre, Fraction(1, 10**30)).alpha.values())
        if least == 0 or centre.loss == 0:
            return Fraction(1)
        return read(decimal(2 * _FIRST * sqrt_bounds(centre.loss / least, 32)[1], 4, "up"), "radius")

    def with_batch(self, size: int) -> Network:
        """The same problem with another batch size."""
        found = Network(self.model, replace(self.batch, size=size), self.radius, self.title, self.notes)
        if "_start" in vars(self):
            found._start = self._start
        return found

    @cached_property
    def _start(self) -> tuple[Centre, dict[str, Any]]:
        """What is known at the start, and the model and the claims from which it is proved again."""
        start = Start(self.model)
        claims = start.guess()
        return start.centre(claims), {"model": self.model.as_json(), "claims": claims.as_json()}

    @property
    def _proved(self) -> tuple[Centre, dict[str, Any]]:
        centre, known = self._start
        drawn = {"batch": self.batch.size, "replacement": self.batch.replacement}
        return centre, {"kind": self.kind, **known, **drawn}

    # -- floating point, for simulation ------------------------------------------------------------------------------

    def start(self) -> Floats:
        """theta0."""
        return self._floats[2]

    def losses(self, thetas: Floats) -> Floats:
        """F at each row of `thetas`."""
        inputs, targets, _ = self._floats
        outputs, _ = self._forward(thetas, inputs[None])
        found: Floats = ((outputs - targets) ** 2).mean(axis=1)
        return found

    def gradients(self, thetas: Floats, rows: Integers) -> Floats:
        """The mean of 2 (phi(x_i) - y_i) grad phi(x_i) over i in rows[j], at thetas[j]."""
        import numpy as np

        inputs, targets, _ = self._floats
        outputs, passed = self._forward(thetas, inputs[rows])
        slopes = 2 * (outputs - targets[rows])[:, :, None] / rows.shape[1]
        found = np.empty(thetas.shape)
        for (_, d, at, end), (below, weights, rates) in zip(
            reversed(list(self.model.places())), reversed(passed), strict=True
        ):
            slopes = slopes if rates is None else slopes * rates
            found[:, at : end - d] = (slopes.swapaxes(1, 2) @ below).reshape(len(thetas), -1)
            found[:, end - d : end] = slopes.sum(axis=1)
            slopes = slopes @ weights
        return found

    def _forward(self, thetas: Floats, inputs: Floats) -> tuple[Floats, list[tuple[Floats, Floats, Floats | None]]]:
        """The outputs, of shape (m, b), and for each layer its inputs, matrix and slopes; `inputs`: (m or 1, b, d)."""
        import numpy as np

        passed: list[tuple[Floats, Floats, Floats | None]] = []
        value = np.broadcast_to(inputs, (len(thetas), *inputs.shape[1:]))
        for number, (below, d, at, end) in enumerate(self.model.places()):
            weights = thetas[:, at : end - d].reshape(-1, d, below)
            z = value @ weights.swapaxes(1, 2) + thetas[:, None, end - d : end]
            hidden = number < len(self.model.activations)
            sigma = self.model.activations[number] if hidden else None
            passed.append((value, weights, sigma.float_slopes(z) if sigma else None))
            value = sigma.floats(z) if sigma else z
        return value[:, :, 0], passed

    @cached_property
    def _floats(self) -> tuple[Floats, Floats, Floats]:
        """The inputs, the targets and theta0 in floating point."""
        import numpy as np

        try:
            found = [
                np.array(x, dtype=float)
                for x in ([[*map(float, row)] for row in self.model.inputs], [*map(float, self.model.targets)])
            ]
            return found[0], found[1], np.array([*map(float, self.model.theta0)])
        except OverflowError:
            raise InputError("the data have numbers beyond 1e308") from None
