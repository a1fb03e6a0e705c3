"""What every number type of a back end can do, and the operations that follow from the others."""

from abc import abstractmethod
from fractions import Fraction
from typing import NoReturn, Protocol, Self

from lojverify.errors import EnclosureError


class Number(Protocol):
    """A real number known to lie between the rationals `lower` and `upper`.

    Operands are numbers of the same type, ints or Fractions; TypeError for anything else, floats above all.
    Every operation raises EnclosureError where it is not defined on all of the interval, and works at the
    precision of its left operand. Comparing is for `compare`: == and the truth value raise TypeError.
    """

    __slots__ = ()

    @classmethod
    @abstractmethod
    def between(cls, lower: Fraction, upper: Fraction, bits: int) -> Self:
        """A number that encloses [lower, upper], lower <= upper, computed with at `bits` bits."""

    @property
    @abstractmethod
    def lower(self) -> Fraction: ...

    @property
    @abstractmethod
    def upper(self) -> Fraction: ...

    @property
    @abstractmethod
    def bits(self) -> int: ...

    @abstractmethod
    def __add__(self, other: Self | int | Fraction) -> Self: ...

    @abstractmethod
    def __mul__(self, other: Self | int | Fraction) -> Self: ...

    @abstractmethod
    def __truediv__(self, other: Self | int | Fraction) -> Self: ...

    @abstractmethod
    def __neg__(self) -> Self: ...

    @abstractmethod
    def __pow__(self, exponent: int) -> Self: ...

    @abstractmethod
    def sqrt(self) -> Self:
        """The square root. EnclosureError when `lower` is negative."""

    @abstractmethod
    def root(self, n: int) -> Self:
        """The non-negative n-th root, n >= 1. EnclosureError when `lower` is negative."""

    def lift(self, value: Self | int | Fraction) -> Self:
        """`value` as a number of this type and precision; TypeError for a value of another kind."""
        if isinstance(value, type(self)):
            return value
        if isinstance(value, int | Fraction):
            return self.between(Fraction(value), Fraction(value), self.bits)
        raise TypeError(f"a {type(value).__name__} cannot enter an enclosure by {type(self).__name__}")

    def __hash__(self) -> NoReturn:
        raise TypeError("enclosures are not hashed, because they are not compared for equality")

    def __eq__(self, other: object) -> NoReturn:
        raise TypeError("enclosures are compared by compare(a, b), which may answer that it does not know")

    def __bool__(self) -> NoReturn:
        raise TypeError("an enclosure has no truth value; use compare(a, b)")

    def __radd__(self, other: int | Fraction) -> Self:
        return self.lift(other) + self

    def __sub__(self, other: Self | int | Fraction) -> Self:
        return self + (-self.lift(other))

    def __rsub__(self, other: int | Fraction) -> Self:
        return self.lift(other) - self

    def __rmul__(self, other: int | Fraction) -> Self:
        return self.lift(other) * self

    def __rtruediv__(self, other: int | Fraction) -> Self:
        return self.lift(other) / self


def refuse_zero(divisor: Number) -> None:
    """EnclosureError when `divisor` may be zero."""
    if divisor.lower <= 0 <= divisor.upper:
        raise EnclosureError("division by an interval that contains zero", divisor=divisor)


def refuse_root(radicand: Number, n: int = 2) -> None:
    """EnclosureError when `radicand` may be negative or n < 1."""
    if n < 1:
        raise EnclosureError(f"there is no root of order {n}", radicand=radicand)
    if radicand.lower < 0:
        raise EnclosureError("the root of an interval that contains a negative number", radicand=radicand)
