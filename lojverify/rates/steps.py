"""The kernel's steps that bound real powers of a rational by rationals, and exponentials of rationals.

For x = v, L = log(x) and a rational e = a/b the number y = exp(e L) has y^b = x^a. Were y > w, then y^b >= W for some W
below w^b; but x^a is less than W. The powers are built up by doubling and rounded to the safe side on the way, so no
number gets long. exp(z) is bounded from below by (1 + z/2^j)^(2^j).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from lojverify.certificates.recorder import written
from lojverify.enclose.arb import ArbNumber
from lojverify.exact import binary_exponent

BITS = 192  # of the powers on the way
CLOSE = 128  # bits to which a root is bounded
_MOST_HALVINGS = 400


def rounded(x: Fraction, *, up: bool, bits: int = BITS) -> Fraction:
    """A multiple of a power of 2 above or below `x` > 0, at a relative distance of at most 2^-bits."""
    unit = Fraction(2) ** (binary_exponent(x) - bits)
    return (math.ceil(x / unit) if up else math.floor(x / unit)) * unit


def enclosed(x: Fraction, e: Fraction, bits: int = BITS) -> tuple[Fraction, Fraction]:
    """Rationals below and above x^e, for x > 0, by Arb."""
    found = ArbNumber.between(x, x, bits).root(e.denominator) ** e.numerator
    return found.lower, found.upper


@dataclass(frozen=True)
class Bound:
    """The label of a fact, and the rational of which it speaks."""

    label: str
    value: Fraction


@dataclass
class Steps:
    """The steps so far. The laws of the exponential are cited as ``exp``, with the variable s."""

    recorded: list[dict[str, Any]] = field(default_factory=list)

    def step(self, label: str, rule: str, **arguments: object) -> str:
        """Record a step; returns its label."""
        self.recorded.append({"id": label, "rule": rule, **arguments})
        return label

    def sum(
        self,
        label: str,
        terms: Iterable[tuple[Fraction, list[str]]],
        equalities: Iterable[tuple[str, str]] = (),
        slack: Fraction = Fraction(0),
    ) -> str:
        """Nonnegative multiples of products of facts, of equations, and a nonnegative number, add up to a fact >= 0."""
        parts: list[object] = [[written(c), facts, []] for c, facts in terms if c]
        parts += [[written(slack), [], []]] if slack else []
        parts = parts or [["1", [], ["0"]]]
        return self.step(label, "combine", terms=parts, equalities=[list(pair) for pair in equalities])

    def equation(self, label: str, *equalities: tuple[str, str]) -> str:
        """Multiples of equations add up to an equation."""
        return self.step(label, "combine", **({"equalities": [list(p) for p in equalities]} if equalities else {}))

    def positive(self, label: str, exponent: str) -> str:
        """exp(exponent) > 0."""
        return self.step(label, "instantiate", fact="exp.3", terms={"s": exponent})

    def inverse(self, label: str, exponent: str) -> str:
        """exp(exponent) exp(-exponent) = 1."""
        return self.step(label, "instantiate", fact="exp.2", terms={"s": exponent})

    def refuted(self, label: str, absurd: str, goal: str) -> str:
        """``goal >= 0``, as its opposite, assumed in the fact `absurd`, makes a number negative that is not."""
        self.step(f"{label} absurd", "absurd", fact=absurd, goal=f"{goal} >= 0")
        self.step(f"{label} so", "assume", condition=f"{goal} >= 0")
        return self.step(label, "cases", first=f"{label} so", second=f"{label} absurd", on=f"{goal} >= 0")


class Powers:
    """Bounds of the powers exp(e log(x)) of a scalar x that is the rational v > 0, by the fact `equal`: x - v = 0."""

    def __init__(self, steps: Steps, name: str, x: str, v: Fraction, equal: str) -> None:
        self.steps, self.name, self.x, self.v = steps, name, x, v
        steps.step(f"{name}>0", "combine", terms=[[written(v), [], []]], equalities=[[equal, "1"]])
        steps.step(f"{name} as exp", "exp_log", fact=f"{name}>0")
        self._exact = {1: steps.equation(f"{name}^1", (f"{name} as exp", "1"), (equal, "1"))}
        self._known: dict[tuple[Fraction, bool], Bound] = {}

    def exponent(self, e: Fraction) -> str:
        """The text of e log(x)."""
        return f"({e})*log({self.x})"

    def term(self, e: Fraction) -> str:
        """The text of x^e."""
        return f"exp({self.exponent(e)})"

    def above(self, e: Fraction) -> Bound:
        """A bound from above: the fact ``value - x^e >= 0``."""
        return self._bound(e, up=True)

    def below(self, e: Fraction) -> Bound:
        """A bound from below: the fact ``x^e - value >= 0``."""
        return self._bound(e, up=False)

    def _bound(self, e: Fraction, *, up: bool) -> Bound:
        if (e, up) not in self._known:
            found = self._integer(e, up=up) if e.denominator == 1 else self._root(e, up=up)
            self._known[e, up] = found
        return self._known[e, up]

    def _label(self, e: Fraction, *, up: bool) -> str:
        return f"{self.name}^({e}) {'above' if up else 'below'}"

    def _integer(self, e: Fraction, *, up: bool) -> Bound:
        """The bound of an integer power, from x or 1/x."""
        steps, label = self.steps, self._label(e, up=up)
        if e == 0:
            steps.sum(label, [], [("exp.1", "-1" if up else "1")])
            return Bound(label, Fraction(1))
        sign = 1 if e > 0 else -1
        if sign not in self._exact:  # 1/v (x z - 1) - 1/v z (x - v) = z - 1/v
            one = Fraction(1)
            steps.inverse(f"1/{self.name}", self.exponent(one))
            weight = written(1 / self.v)
            parts = ((f"1/{self.name}", weight), (f"{self.name}^1", f"-({weight})*{self.term(-one)}"))
            self._exact[sign] = steps.equation(f"{self.name}^-1", *parts)
        first = f"{label} first"
        steps.sum(first, [], [(self._exact[sign], "-1" if up else "1")])
        return self._power(label, Fraction(sign), abs(e.numerator), Bound(first, self.v**sign), up=up)

    def _root(self, e: Fraction, *, up: bool) -> Bound:
        """The bound of a power with the exponent e = a/b."""
        steps, label = self.steps, self._label(e, up=up)
        lower, upper = enclosed(self.v, e)
        little = Fraction(1, 2**CLOSE)
        w = rounded(upper * (1 + little), up=True) if up else rounded(lower * (1 - little), up=False)
        goal = f"{w} - {self.term(e)}" if up else f"{self.term(e)} - {w}"
        steps.step(f"{label} not", "assume", condition=f"{goal} < 0")
        power = self._power(f"{label} power", e, e.denominator, Bound(f"{label} not", w), up=not up)
        exact = self._bound(Fraction(e.numerator), up=up)
        steps.sum(f"{label} bad", [(Fraction(1), [power.label]), (Fraction(1), [exact.label])])
        return Bound(steps.refuted(label, f"{label} bad", goal), w)

    def _power(self, label: str, e: Fraction, n: int, first: Bound, *, up: bool) -> Bound:
        """A bound of x^(n e) from one of x^e, by doubling."""
        done = first
        so_far = 1
        for digit in bin(n)[3:]:
            last = digit == "0" and 2 * so_far == n
            done = self._product(label if last else f"{label} {2 * so_far}", e, (so_far, done), (so_far, done), up=up)
            so_far *= 2
            if digit == "1":
                name = label if so_far + 1 == n else f"{label} {so_far + 1}"
                done = self._product(name, e, (so_far, done), (1, first), up=up)
                so_far += 1
        if n == 1:
            self.steps.sum(label, [(Fraction(1), [first.label])])
            done = Bound(label, first.value)
        return done

    def _product(
        self, label: str, e: Fraction, left: tuple[int, Bound], right: tuple[int, Bound], *, up: bool
    ) -> Bound:
        """A bound of x^((m+n) e) from bounds of x^(m e) and x^(n e)."""
        (m, one), (n, other) = left, right
        steps, exact = self.steps, one.value * other.value
        value = rounded(exact, up=up)
        steps.step(f"{label} sum", "exp_sum", first=self.exponent(m * e), second=self.exponent(n * e))
        if up:  # V W - y z = W (V - y) + y (W - z)
            steps.positive(f"{label} factor", self.exponent(m * e))
            terms = [(other.value, [one.label]), (Fraction(1), [f"{label} factor", other.label])]
            steps.sum(label, terms, [(f"{label} sum", "-1")], value - exact)
        else:  # y z - V W = (y - V) (z - W) + W (y - V) + V (z - W)
            terms = [(Fraction(1), [one.label, other.label]), (other.value, [one.label]), (one.value, [other.label])]
            steps.sum(label, terms, [(f"{label} sum", "1")], exact - value)
        return Bound(label, value)


def exp_above(steps: Steps, label: str, z: Fraction) -> Bound:
    """A bound of exp(-z) from above for z >= 0: the fact ``value - exp(-z) >= 0``."""
    if z == 0:
        return Bound(steps.sum(label, [], [("exp.1", "-1")]), Fraction(1))
    halvings = min(_MOST_HALVINGS, max(0, 2 * binary_exponent(z) + 4) + 80)
    t = z / 2**halvings
    here = f"{label} {halvings}"
    steps.step(f"{here} tangent", "exp_tangent", exponent=str(t))
    value = rounded(1 + t, up=False)
    steps.sum(here, [(Fraction(1), [f"{here} tangent"])], slack=1 + t - value)
    for n in range(halvings - 1, -1, -1):
        before, half, t = here, value, 2 * t
        here, value = f"{label} {n}", rounded(half * half, up=False)
        steps.step(f"{here} sum", "exp_sum", first=str(t / 2), second=str(t / 2))
        # y^2 - W^2 = (y - W)^2 + 2 W (y - W)
        terms = [(Fraction(1), [before, before]), (2 * half, [before])]
        steps.sum(here, terms, [(f"{here} sum", "1")], half * half - value)
    # 1/W - z = ((y - W) z - (y z - 1))/W
    steps.inverse(f"{label} inverse", str(z))
    steps.positive(f"{label} positive", f"-({z})")
    above = rounded(1 / value, up=True)
    terms = [(1 / value, [here, f"{label} positive"])]
    steps.sum(label, terms, [(f"{label} inverse", written(-1 / value))], above - 1 / value)
    return Bound(label, above)
