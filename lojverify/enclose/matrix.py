"""Matrices of Arb balls: products, sums and entries, with the precision set around each operation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from flint import arb, arb_mat, ctx, fmpq

from lojverify.enclose.arb import ArbNumber
from lojverify.enclose.contract import Bounds
from lojverify.errors import EnclosureError


@dataclass(frozen=True, slots=True, eq=False)
class BallMatrix:
    """A real matrix, each of whose entries is known to lie in a ball. Operands must have matching shapes."""

    balls: arb_mat
    bits: int

    @classmethod
    def of(cls, rows: Sequence[Sequence[Fraction | Bounds]], bits: int) -> Self:
        """The matrix with these entries: rationals, or bounds of them. At least one row, all equally long."""
        with ctx.workprec(bits):
            entries = [[_ball(x) for x in row] for row in rows]
            return cls(arb_mat(entries), bits)

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and of columns."""
        return self.balls.nrows(), self.balls.ncols()

    def __matmul__(self, other: Self) -> Self:
        return self._with(lambda: self.balls * other.balls)

    def __add__(self, other: Self) -> Self:
        return self._with(lambda: self.balls + other.balls)

    def transposed(self) -> Self:
        """The columns as rows."""
        return self._with(self.balls.transpose)

    def entrywise(self, other: Self) -> Self:
        """The products of the entries at the same places."""
        rows, columns = self.shape
        entries = zip(self.balls.entries(), other.balls.entries(), strict=True)
        return self._with(lambda: arb_mat(rows, columns, [a * b for a, b in entries]))

    def map(self, function: Callable[[Bounds], Bounds]) -> Self:
        """A function of each entry, given by bounds of its values for bounds of the entry."""
        rows = [[function(x) for x in row] for row in self.bounds()]
        return self.of(rows, self.bits)

    def bounds(self) -> list[list[Bounds]]:
        """Rational bounds of the entries."""
        rows, columns = self.shape
        found = [_bounds(ball, self.bits) for ball in self.balls.entries()]
        return [found[i * columns : (i + 1) * columns] for i in range(rows)]

    def _with(self, operation: Callable[[], arb_mat]) -> Self:
        with ctx.workprec(self.bits):
            return type(self)(operation(), self.bits)


def _ball(x: Fraction | Bounds) -> arb:
    lower, upper = x if isinstance(x, Bounds) else (x, x)
    low = arb(fmpq(lower.numerator, lower.denominator))
    return low if lower == upper else low.union(arb(fmpq(upper.numerator, upper.denominator)))


def _bounds(ball: arb, bits: int) -> Bounds:
    if not ball.is_finite():
        raise EnclosureError("Arb finds no finite enclosure", operand=str(ball))
    number = ArbNumber(ball, bits)
    return Bounds(number.lower, number.upper)
