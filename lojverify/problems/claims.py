"""What is claimed of F(theta) = (1/n) sum_i r_i(theta)^2 on a ball or a sphere, and the test that shows it on a box.

A claim is an inequality with a threshold c, such as |grad F|^2 >= c F. Its test is written once and evaluated twice:
with arrays of floating-point intervals, when a covering list of boxes is searched, and with intervals of integers, when
that list is replayed. J is the matrix of the grad r_i and H_i are their Hessians, so that
grad F = (2/n) J^T r and hess F = (2/n) (J^T J + sum r_i H_i). Standard library only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import product
from operator import add, and_
from typing import Any

from lojverify.problems.elementary import Interval, Truth, interval_operations
from lojverify.problems.expressions import Formulas

Matrix = list[list[Any]]
Ends = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Region:
    """The ball |theta - centre| <= radius, or its sphere."""

    centre: tuple[Fraction, ...]
    radius: Fraction
    sphere: bool = False

    def misses(self, box: Sequence[Interval]) -> Truth:
        """Whether the box has no point in common with it."""
        square = total([(x - x.lift(c)).square() for x, c in zip(box, self.centre, strict=True)])
        # One thin interval for the square of the radius, so that both of its ends are compared with.
        away = (square - square.lift(self.radius**2)).positive()
        return away | (square.lift(self.radius**2) - square).positive() if self.sphere else away


@dataclass(frozen=True)
class Local:
    """The residuals on a box: what encloses r, J and, unless left out, the H_i."""

    formulas: Formulas
    box: Sequence[Any]
    values: list[Any]
    jacobian: Matrix
    hessians: list[Matrix]
    zero: Sequence[Ends] | None

    @property
    def count(self) -> int:
        """n, the number of residuals."""
        return len(self.values)

    def number(self, value: Fraction | int) -> Any:
        """A rational as an interval."""
        return self.box[0].lift(value)

    def loss(self) -> Any:
        """n F."""
        return total([r.square() for r in self.values])

    def slope(self) -> list[Any]:
        """J^T r."""
        return [dot([row[k] for row in self.jacobian], self.values) for k in range(len(self.box))]

    def offset(self) -> list[Any]:
        """theta - theta*."""
        assert self.zero is not None  # noqa: S101
        return [x - x.between(*ends) for x, ends in zip(self.box, self.zero, strict=True)]

    def between(self) -> tuple[Matrix, list[Matrix]]:
        """The columns of M with r = M (theta - theta*), and the H_i on a box that holds this one and theta*.

        With d = theta - theta* and the integrals along the segment, M is that of J, and row i of J - M is that of
        (1 - t) H_i d, so that M lies in J(hull) and in J(box) - (1/2) H(hull) d.
        """
        assert self.zero is not None  # noqa: S101
        around = [x.hull(x.between(*ends)) for x, ends in zip(self.box, self.zero, strict=True)]
        _, jacobian, hessians = enclose(self.formulas, around, second=True)
        offset, half = self.offset(), self.number(Fraction(1, 2))
        columns = [
            [
                jacobian[i][k].meet(self.jacobian[i][k] - half * dot(hessian[k], offset))
                for i, hessian in enumerate(hessians)
            ]
            for k in range(len(self.box))
        ]
        return columns, hessians


Test = Callable[[Local, Fraction], Truth]


@dataclass(frozen=True)
class Claim:
    """An inequality with a threshold.

    meaning  in a formula, with c for the threshold
    lower    whether c is a bound from below: then what is true of c is true of every smaller one
    second   whether its test needs the H_i
    test     whether it is shown on a box, with a threshold
    zero     whether it speaks of the zero theta*
    """

    meaning: str
    lower: bool
    second: bool
    test: Test
    zero: bool = False


# -- enclosures --------------------------------------------------------------------------------------------------------


def local(formulas: Formulas, box: Sequence[Any], claim: Claim, level: str, zero: Sequence[Ends] | None) -> Local:
    """What the test of a claim is given: enclosures of level "1", or those of level "2" in mean-value form."""
    if level == "1":
        values, jacobian, hessians = enclose(formulas, box, second=claim.second)
    else:
        values, jacobian, hessians = _mean_value(formulas, box)
    return Local(formulas, box, values, jacobian, hessians, zero)


def enclose(formulas: Formulas, box: Sequence[Any], *, second: bool) -> tuple[list[Any], Matrix, list[Matrix]]:
    """r, J and (or an empty list) the H_i on a box, each formula evaluated with intervals."""
    n, p = len(formulas.values), len(box)
    nodes = [*formulas.values, *(node for row in formulas.jacobian for node in row)]
    if second:
        nodes += [hessian[j][k] for hessian in formulas.hessians for j in range(p) for k in range(j, p)]
    found = iter(formulas.evaluate(nodes, box, interval_operations(box[0])))
    values = [next(found) for _ in range(n)]
    jacobian = [[next(found) for _ in range(p)] for _ in range(n)]
    hessians: list[Matrix] = []
    for _ in range(n if second else 0):
        upper = {(j, k): next(found) for j in range(p) for k in range(j, p)}
        hessians.append([[upper[min(j, k), max(j, k)] for k in range(p)] for j in range(p)])
    return values, jacobian, hessians


def _mean_value(formulas: Formulas, box: Sequence[Any]) -> tuple[list[Any], Matrix, list[Matrix]]:
    """The same, with f(x) in f(m) + f'(box) (x - m) for the r_i and their gradients, m the middle of the box."""
    values, jacobian, hessians = enclose(formulas, box, second=True)
    middle = [x.middle() for x in box]
    offsets = [x - m for x, m in zip(box, middle, strict=True)]
    values0, jacobian0, _ = enclose(formulas, middle, second=False)
    p = range(len(box))
    for i, hessian in enumerate(hessians):
        jacobian[i] = [jacobian[i][j].meet(jacobian0[i][j] + dot(hessian[j], offsets)) for j in p]
        values[i] = values[i].meet(values0[i] + dot(jacobian[i], offsets))
    return values, jacobian, hessians


# -- matrices ----------------------------------------------------------------------------------------------------------


def total(terms: Sequence[Any]) -> Any:
    """The sum of at least one term."""
    return reduce(add, terms)


def dot(a: Sequence[Any], b: Sequence[Any]) -> Any:
    """The sum of the products; of an interval with itself, its square."""
    return total([x.square() if x is y else x * y for x, y in zip(a, b, strict=True)])


def gram(rows: Sequence[Sequence[Any]]) -> Matrix:
    """The inner products of the rows."""
    found: Matrix = [[None] * len(rows) for _ in rows]
    for i, j in product(range(len(rows)), repeat=2):
        if j <= i:
            found[i][j] = found[j][i] = dot(rows[i], rows[j])
    return found


def _transposed(rows: Matrix) -> Matrix:
    return [list(column) for column in zip(*rows, strict=True)]


def _shifted(matrix: Matrix, shift: Any, scale: Any) -> Matrix:
    """scale * matrix + shift * identity."""
    return [[scale * x + shift if i == j else scale * x for j, x in enumerate(row)] for i, row in enumerate(matrix)]


def positive_definite(matrix: Matrix) -> Truth:
    """Whether every symmetric matrix in it is positive definite: the pivots of the elimination are positive."""
    rows = [list(row) for row in matrix]
    size = len(rows)
    truth = rows[0][0].positive()
    for k in range(size - 1):
        if truth is False:
            return False
        for i in range(k + 1, size):
            for j in range(k + 1, i + 1):
                square = rows[i][k].square() if i == j else rows[i][k] * rows[j][k]
                rows[i][j] = rows[j][i] = rows[i][j] - square / rows[k][k]
        truth = truth & rows[k + 1][k + 1].positive()
    return truth


def _norm_below(matrix: Matrix, c: Any) -> Truth:
    """Whether every eigenvalue of every symmetric matrix in it lies in (-c, c)."""
    one = c.lift(1)
    below = positive_definite(_shifted(matrix, c, -one))
    return below & positive_definite(_shifted(matrix, c, one)) if below is not False else False


def _smaller_gram(at: Local) -> Matrix:
    """J J^T or J^T J, whichever is smaller: their positive eigenvalues are the same."""
    return gram(at.jacobian if at.count <= len(at.box) else _transposed(at.jacobian))


# -- the claims --------------------------------------------------------------------------------------------------------


def _defined(at: Local) -> Truth:
    """Whether every r_i is defined on the box (a derivative may be where the formula is not)."""
    return reduce(and_, [r.finite() for r in at.values])


def _either(truth: Truth, other: Callable[[], Truth]) -> Truth:
    """Whether either holds; the other is not asked where one box is already shown."""
    return truth if truth is True else truth | other()


def _alpha(at: Local, c: Fraction) -> Truth:
    # |grad F|^2 - c F = (4/n^2) |J^T r|^2 - (c/n) |r|^2. With n <= p it is enough that (4/n) J J^T >= c.
    threshold, four = at.number(c * at.count), at.number(4)
    truth = (total([four * g.square() for g in at.slope()]) - threshold * at.loss()).nonnegative()
    if at.count <= len(at.box):
        return _either(truth, lambda: positive_definite(_shifted(gram(at.jacobian), -threshold, four)))
    return _either(truth, lambda: _alpha_from_zero(at, threshold)) if at.zero is not None else truth


def _alpha_from_zero(at: Local, threshold: Any) -> Truth:
    # r = M d: it is enough that 4 (J^T M)^T (J^T M) - c n M^T M >= 0.
    (means, _), columns = at.between(), _transposed(at.jacobian)
    products = [[dot(a, b) for a in columns] for b in means]
    return positive_definite(_combined(gram(products), at.number(4), gram(means), -threshold))


def _weighted(weights: Sequence[Any], matrices: Sequence[Matrix]) -> Matrix:
    """The sum of weight times matrix, for symmetric ones."""
    p = range(len(matrices[0]))
    found: Matrix = [[None for _ in p] for _ in p]
    for j, k in product(p, repeat=2):
        if k <= j:
            found[j][k] = found[k][j] = dot(weights, [matrix[j][k] for matrix in matrices])
    return found


def _combined(a: Matrix, x: Any, b: Matrix, y: Any) -> Matrix:
    """x a + y b."""
    return [[x * s + y * t for s, t in zip(*rows, strict=True)] for rows in zip(a, b, strict=True)]


def _smoothness(at: Local, c: Fraction) -> Truth:
    # (n/2) hess F = J^T J + sum r_i H_i
    one, half = at.number(1), at.number(c * at.count / 2)
    curved = _weighted(at.values, at.hessians)
    return _norm_below(_combined(gram(_transposed(at.jacobian)), one, curved, one), half)


def _growth(at: Local, c: Fraction) -> Truth:
    # c F - |grad F|^2 >= 0; enough is c - (4/n) J J^T >= 0.
    threshold, four = at.number(c * at.count), at.number(4)
    direct = (threshold * at.loss() - total([four * g.square() for g in at.slope()])).nonnegative()
    return _either(direct, lambda: positive_definite(_shifted(_smaller_gram(at), threshold, -four)))


def _gradients(at: Local, c: Fraction) -> Truth:
    threshold = at.number(c)
    return reduce(and_, [(threshold - dot(row, row)).nonnegative() for row in at.jacobian])


def _singular(at: Local, c: Fraction) -> Truth:
    return positive_definite(_shifted(gram(at.jacobian), -at.number(c * at.count), at.number(1)))


def _star(at: Local, c: Fraction) -> Truth:
    # n (grad F.d - c F) = sum r_i (2 (J d)_i - c r_i)
    threshold, offset = at.number(c), at.offset()
    along = [dot(row, offset) + dot(row, offset) for row in at.jacobian]
    direct = total([r * (a - threshold * r) for r, a in zip(at.values, along, strict=True)]).nonnegative()
    return _either(direct, lambda: _star_from_zero(at, c))


def _star_from_zero(at: Local, c: Fraction) -> Truth:
    # r_i = (J d)_i - (1/2) d^T H_i d with H_i somewhere on the segment, so that n (grad F.d - c F) is
    # (2 - c) |r|^2 + d^T (sum r_i H_i) d = d^T ((2 - c) M^T M + sum r_i H_i) d.
    means, hessians = at.between()
    return positive_definite(_combined(gram(means), at.number(2 - c), _weighted(at.values, hessians), at.number(1)))


def _star_growth(at: Local, c: Fraction) -> Truth:
    # n (F - c |d|^2); with r = M d it is d^T (M^T M - n c) d.
    threshold = at.number(c * at.count)
    direct = (at.loss() - threshold * total([x.square() for x in at.offset()])).nonnegative()
    return _either(direct, lambda: positive_definite(_shifted(gram(at.between()[0]), -threshold, at.number(1))))


def _confinement(at: Local, c: Fraction) -> Truth:
    return (at.loss() - at.number(c * at.count)).nonnegative()


def _curvature(i: int) -> Test:
    def test(at: Local, c: Fraction) -> Truth:
        if c == 0:  # a linear residual
            return reduce(and_, [x.nonnegative() & (-x).nonnegative() for row in at.hessians[i] for x in row])
        return _norm_below(at.hessians[i], at.number(c))

    return test


def _on_domain(test: Test) -> Test:
    def tested(at: Local, c: Fraction) -> Truth:
        defined = _defined(at)
        return False if defined is False else defined & test(at, c)

    return tested


CLAIMS: dict[str, Claim] = {
    "alpha": Claim("|grad F|^2 >= c F", True, False, _on_domain(_alpha)),  # noqa: FBT003
    "smoothness": Claim("|hess F| <= c", False, True, _on_domain(_smoothness)),  # noqa: FBT003
    "growth": Claim("|grad F|^2 <= c F", False, False, _on_domain(_growth)),  # noqa: FBT003
    "gradients": Claim("|grad r_i|^2 <= c for every i", False, False, _on_domain(_gradients)),  # noqa: FBT003
    "singular": Claim("lambda_min(J J^T) >= n c", True, False, _on_domain(_singular)),  # noqa: FBT003
    "star": Claim("grad F.(theta - theta*) >= c F", True, False, _on_domain(_star), zero=True),  # noqa: FBT003
    "star-growth": Claim("F >= c |theta - theta*|^2", True, False, _on_domain(_star_growth), zero=True),  # noqa: FBT003
    "confinement": Claim("F >= c", True, False, _on_domain(_confinement)),  # noqa: FBT003
}


def claim_of(name: str) -> Claim:
    """The claim of a name; "curvature 3" is |H_3| <= c. Raises KeyError for none."""
    if name.startswith("curvature "):
        i = int(name.removeprefix("curvature "))
        if i < 1:
            raise KeyError(name)
        return Claim(f"|hess r_{i}| <= c", False, True, _on_domain(_curvature(i - 1)))  # noqa: FBT003
    return CLAIMS[name]
