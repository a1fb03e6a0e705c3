"""Records the steps of a numeric proof. It proposes only: nothing is believed until the kernel replays the steps."""

from fractions import Fraction
from typing import Any

from lojverify.certificates import bernstein
from lojverify.certificates.univariate import STEP, Coefficients, plus, scale, text, trimmed
from lojverify.errors import LojverifyError
from lojverify.kernel.check import read_problem
from lojverify.kernel.polynomial import Polynomial
from lojverify.kernel.statement import LossStated, problem

_LONGEST = 13_000  # bits; the kernel reads 4,000 digits
LOSS = "F(theta0)"
Terms = list[list[Any]]  # summands of the kernel's rule `combine`: [coefficient, facts, squares]


class UnprovedError(LojverifyError):
    """An inequality that a proof needs does not hold, or not with roots as tight as those tried."""


def written(x: Fraction) -> str:
    """`x` as a coefficient of a proof. Raises UnprovedError where it is longer than the kernel reads."""
    if max(x.numerator.bit_length(), x.denominator.bit_length()) > _LONGEST:
        raise UnprovedError("a coefficient would have more than 4,000 digits")
    return str(x)


class Recorder:
    """The steps so far, the hypotheses they use, and the arithmetic that justifies them.

    A relation of numbers is one between polynomials in eta, which is a number or ranges over an interval, and
    F(theta0), of which an upper bound is known (the hypothesis ``initial``).
    """

    def __init__(self, name: str, numbers: LossStated) -> None:
        self.name, self.numbers = name, numbers
        self.used = {"initial"} | ({"step_low", "step_high"} if numbers.interval else set())
        self.theory = read_problem(name, problem(numbers, self.used)).theory
        self.steps: list[object] = []

    def step(self, label: str, rule: str, **arguments: object) -> None:
        """Record one step."""
        self.steps.append({"id": label, "rule": rule, **arguments})

    def claim(self, *conclude: str) -> dict[str, object]:
        """The claim of the certificate with its proof."""
        return {
            "name": self.name,
            "problem": problem(self.numbers, self.used),
            "proof": {"steps": self.steps, "conclude": list(conclude)},
        }

    def show(self, label: str, polynomial: Polynomial, *, strict: bool) -> None:
        """Prove ``polynomial >= 0`` (or > 0), a relation of numbers in which F(theta0) has no positive coefficient."""
        parts = linear_parts(polynomial)
        loss = trimmed(parts.pop(LOSS, ()))
        free = parts.pop("", ())
        if parts:
            raise LojverifyError(f"not a relation of numbers: {polynomial} >= 0")
        # free + loss F = free + loss initial_loss + (-loss) (initial_loss - F)
        terms = self.nonnegative(plus(free, scale(loss, self.numbers.initial_loss)), strict=strict)
        for factor, facts, squares in self.nonnegative(scale(loss, Fraction(-1)), strict=False):
            terms.append([factor, ["initial", *facts], squares])
        self.step(label, "combine", **({"terms": terms} if terms else {}))

    def show_nonnegative(self, label: str, p: Coefficients) -> None:
        """Prove ``p >= 0`` for a polynomial in eta."""
        terms = self.nonnegative(p, strict=False)
        self.step(label, "combine", **({"terms": terms} if terms else {}))

    def nonnegative(self, p: Coefficients, *, strict: bool) -> Terms:
        """Summands that add up to a polynomial in eta, as it is nonnegative (positive) wherever eta may be."""
        p = trimmed(p)
        if len(p) <= 1:
            constant = p[0] if p else Fraction(0)
            if constant < 0 or (strict and constant == 0):
                raise UnprovedError(f"a relation of numbers fails by {-constant}")
            return [[written(constant), [], []]] if constant else []
        square = None if strict else bernstein.as_square(p)
        if square is not None:
            return [[written(square[0]), [], [text(square[1])]]]
        assert self.numbers.interval is not None  # noqa: S101
        found = bernstein.certificate(p, *self.numbers.interval, strict=strict)
        if found is None:
            raise UnprovedError("a relation of numbers fails on the interval of step sizes")
        return [[written(c), ["step_low"] * low + ["step_high"] * high, []] for c, low, high in found]


def linear_parts(polynomial: Polynomial) -> dict[str, Coefficients]:
    """The coefficients, polynomials in eta, of the monomials in everything else; these are joined by ``*``."""
    parts: dict[str, dict[int, Fraction]] = {}
    for monomial, coefficient in polynomial.terms.items():
        powers = {atom.key: exponent for atom, exponent in monomial}
        degree = powers.pop(STEP, 0)
        key = "*".join(name for name, exponent in sorted(powers.items()) for _ in range(exponent))
        parts.setdefault(key, {})[degree] = Fraction(coefficient)
    return {
        key: tuple(by_degree.get(n, Fraction(0)) for n in range(max(by_degree) + 1)) for key, by_degree in parts.items()
    }


def combination(parts: dict[str, Coefficients], factors: dict[str, Fraction]) -> Coefficients:
    """The sum of the parts with these keys, each times its factor."""
    total: Coefficients = ()
    for key, factor in factors.items():
        total = plus(total, scale(parts.get(key, ()), factor))
    return total
