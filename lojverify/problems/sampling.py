"""Where a threshold lies, by floating point: guesses only, never evidence."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lojverify.problems.claims import CLAIMS, Region
from lojverify.problems.expressions import FUNCTIONS, Formulas

Floats = NDArray[np.float64]
_SAMPLES, _ROUNDS, _BEST = 800, 5, 16
_OPERATIONS: dict[str, Any] = {
    "const": lambda value: value.numerator / value.denominator,
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "neg": np.negative,
    "pow": lambda x, k: x**k,
} | {name: getattr(np, name) for name in FUNCTIONS}


def evaluated(formulas: Formulas, points: Floats, order: int) -> list[Floats]:
    """r of shape (N, n); from order 1 also J of shape (N, n, p); with order 2 also the H of shape (N, n, p, p).

    points  of shape (N, p)
    """
    n, p, count = len(formulas.values), points.shape[1], len(points)
    nodes: list[int] = list(formulas.values)
    if order > 0:
        nodes += [node for row in formulas.jacobian for node in row]
    if order > 1:
        nodes += [node for hessian in formulas.hessians for row in hessian for node in row]
    found = formulas.evaluate(nodes, list(points.T), _OPERATIONS)
    flat = np.stack([np.broadcast_to(np.asarray(one, float), (count,)) for one in found], axis=1)
    parts = [flat[:, :n], flat[:, n : n + n * p].reshape(count, -1, p)]
    return [*parts, flat[:, n + n * p :].reshape(count, -1, p, p)][: order + 1]


class Sampler:
    """The best threshold of one claim at single points, and so the guess for all of them.

    zero  a point near the zero theta*, or None
    """

    def __init__(self, formulas: Formulas, name: str, region: Region, zero: Floats | None) -> None:
        self.formulas, self.name, self.region, self.zero = formulas, name, region, zero
        self.lower = name in CLAIMS and CLAIMS[name].lower
        self.centre = np.array([float(c) for c in region.centre])
        self.radius = float(region.radius)
        self.random = np.random.default_rng(0)

    def inside(self, points: Floats) -> Floats:
        """The nearest points of the region."""
        offset = points - self.centre
        length = np.linalg.norm(offset, axis=1, keepdims=True)
        if self.region.sphere:
            return np.asarray(self.centre + offset * (self.radius / np.where(length > 0, length, np.inf)))
        return np.asarray(self.centre + offset * np.minimum(1.0, self.radius / np.maximum(length, 1e-300)))

    def first(self) -> tuple[float, Floats]:
        """The worst value at random points and at those near the worst of them, and its point."""
        p = len(self.centre)
        points = self.random.normal(size=(_SAMPLES, p))
        points /= np.linalg.norm(points, axis=1, keepdims=True)
        depth = np.ones((_SAMPLES, 1)) if self.region.sphere else self.random.uniform(size=(_SAMPLES, 1)) ** (1 / p)
        points = self.inside(self.centre + self.radius * points * np.where(depth > 0.7, 1.0, depth))
        if self.zero is not None and not self.region.sphere:
            points = np.concatenate([points, self.inside(self.zero[None, :])])
        values = self.values(points, np.zeros(len(points)))
        spread = self.radius / 4
        for _ in range(_ROUNDS):
            best = points[np.argsort(values if self.lower else -values)[:_BEST]]
            near = np.repeat(best, 16, axis=0)
            near = self.inside(near + spread * self.random.normal(size=near.shape))
            points = np.concatenate([best, near])
            values = self.values(points, np.zeros(len(points)))
            spread /= 3
        return self.worst(points, values)

    def worst(self, points: Floats, values: Floats) -> tuple[float, Floats]:
        """The worst of these values, and its point; what is not a number is worst."""
        bad = np.where(np.isnan(values), -np.inf if self.lower else np.inf, values)
        n = int(np.argmin(bad) if self.lower else np.argmax(bad))
        return float(bad[n]), points[n]

    def values(self, points: Floats, reach: Floats) -> Floats:
        """The best threshold at each point; `reach` is how far a box around it extends.

        A box with a zero of F can be shown only by the Jacobian, so there the eigenvalue counts.
        """
        curved = self.name == "smoothness" or self.name.startswith("curvature")
        parts = evaluated(self.formulas, points, 2 if curved else 1)
        r, jacobian = parts[0], parts[1]
        n, square = r.shape[1], np.sum(r * r, axis=1)
        if self.name == "confinement":
            return np.asarray(square / n)
        if self.name == "gradients":
            return np.asarray(np.max(np.sum(jacobian**2, axis=2), axis=1))
        if curved:
            return self._curved(r, jacobian, parts[2])
        transposed = np.swapaxes(jacobian, 1, 2)
        wide = n <= points.shape[1]
        gram = _finite(jacobian @ transposed if wide else transposed @ jacobian)
        eigenvalues = np.linalg.eigvalsh(gram)
        if self.name == "singular":
            return np.asarray(eigenvalues[:, 0] / n)
        offset = points - (self.zero if self.zero is not None else np.inf)
        apart = np.sum(offset * offset, axis=1)
        close = square <= np.sum(jacobian**2, axis=(1, 2)) * reach**2
        if not wide or self.name.startswith("star"):
            close = apart <= 4 * reach**2
        slope = np.sum(np.einsum("aij,ai->aj", jacobian, r) ** 2, axis=1)
        direct, limit = {
            "alpha": (4 / n * slope / square, 4 / n * eigenvalues[:, 0]),
            "growth": (4 / n * slope / square, 4 / n * eigenvalues[:, -1]),
            "star": (2 * np.einsum("ai,aij,aj->a", r, jacobian, offset) / square, np.full(len(r), 2.0)),
            "star-growth": (square / n / apart, eigenvalues[:, 0] / n),
        }[self.name]
        # Next to a zero a quotient is rounding errors; its limit is known.
        at_zero = (apart < 1e-10 * self.radius**2) | (square == 0)
        direct = np.where(at_zero, limit, direct)
        both = np.minimum(direct, limit) if self.lower else np.maximum(direct, limit)
        return np.asarray(np.where(close, both, direct))

    def _curved(self, r: Floats, jacobian: Floats, hessians: Floats) -> Floats:
        if self.name == "smoothness":
            matrix = np.swapaxes(jacobian, 1, 2) @ jacobian + np.einsum("ai,aijk->ajk", r, hessians)
            matrix = matrix * (2 / r.shape[1])
        else:
            matrix = hessians[:, int(self.name.split()[1]) - 1]
        return np.asarray(np.max(np.abs(np.linalg.eigvalsh(_finite(matrix))), axis=1))

    def importance(self, points: Floats) -> Floats:
        """The weight of each axis, the same for all boxes: they are split where what the claim needs varies most."""
        jacobian, hessians = evaluated(self.formulas, points, 2)[1:]
        values, slopes = (
            _relative(np.nanmean(np.abs(part), axis=(0, 1, 2))) for part in (jacobian[:, :, None], hessians)
        )
        by_values = self.name in ("confinement", "star", "star-growth")
        # No axis is left out altogether, since a wide box hangs over the edge of the ball.
        return np.asarray((values + slopes if by_values else slopes + 0.2 * values) + 0.15)


def _relative(weight: Floats) -> Floats:
    weight = np.nan_to_num(weight, posinf=0.0)
    return np.asarray(weight / (np.max(weight) or 1.0))


def _finite(matrix: Any) -> Any:
    """Not-a-number made large, since LAPACK refuses it."""
    return np.nan_to_num(matrix, nan=1e300, posinf=1e300, neginf=-1e300)
