"""Certificates by `bounded-noise`, for step sizes that decrease: solves for the number that is missing.

Everything is decided exactly, for a rational bound of the power n0^(-2q); so an answer is on the safe side, and as
close to the best one as that bound and twenty digits allow. Two back ends enclose the power and the result once more.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from lojverify.bounds import bounded_noise
from lojverify.bounds.witnesses import root_above, root_below
from lojverify.certificates import decreasing_proof, rounding
from lojverify.certificates.certificate import Certificate, assembled, numbers_of
from lojverify.certificates.powers import LEVELS, PowerBound, power_bound
from lojverify.certificates.recorder import UnprovedError
from lojverify.certificates.solve import edge
from lojverify.constants import Exact, RobbinsMonro, number, probability, shown
from lojverify.enclose import cross_check
from lojverify.errors import DisagreementError, InputError, NotApplicableError, RejectedError

_NAME = bounded_noise.NAME
_BITS = (160, 320, 640, 1280, 2560)  # of the rational bounds of square roots
_HALVINGS = 1400  # 2^1400 and its reciprocal lie beyond every answer


@dataclass(frozen=True)
class DecreasingQuestion:
    """The numbers of a statement, the one to be solved for None, and the `kind` of answer (see `Certificate`)."""

    constants: RobbinsMonro
    initial_loss: Fraction | None
    delta: Fraction | None
    kind: str

    @classmethod
    def read(cls, constants: RobbinsMonro, initial_loss: Exact | None, delta: Exact | None) -> "DecreasingQuestion":
        """The question that a user asks. Raises InputError for numbers that cannot be used, or too few of them."""
        loss = None if initial_loss is None else number(initial_loss, "initial_loss", ">=", "4.5")
        chance = None if delta is None else probability(delta)
        given = {"initial_loss": loss, "delta": chance, "gamma": constants.gamma, "n0": constants.n0}
        missing = [name for name, value in given.items() if value is None]
        if len(missing) > 1:
            raise InputError(f"{' and '.join(missing)} are missing: only one of them can be solved for")
        constants.check_initial_loss(loss)
        kind = missing[0] if missing else "claim"
        return cls(constants, loss, chance, "epsilon" if kind == "initial_loss" else kind)

    def answer(self) -> Certificate:
        """The certificate.

        Raises NotApplicableError where the bound does not apply, RejectedError where it does not show enough.
        """
        self._demand_hypotheses()
        reason = ""
        for levels in LEVELS:
            solved, power = self._solved(levels)
            solved.check_twice(power)
            for bits in _BITS:
                try:
                    return solved.certificate(power, bits)
                except UnprovedError as error:
                    reason = str(error)
        raise RejectedError(f"{_NAME}: no proof was found, because the numbers are too close to the bound: {reason}")

    def certificate(self, power: PowerBound, bits: int) -> Certificate:
        """The proved statement, with nothing missing; roots as tight as `bits`."""
        assert self.initial_loss is not None  # noqa: S101
        assert self.delta is not None  # noqa: S101
        numbers = numbers_of(self.constants, self.initial_loss, self.delta, None)
        claims = decreasing_proof.prove(numbers, power, self._total(power), bits)
        return assembled(self.kind, _NAME, numbers, self.constants, claims, ())

    # -- hypotheses ------------------------------------------------------------------------------------------------

    def _demand_hypotheses(self) -> None:
        c = self.constants
        if self.initial_loss is not None and self.initial_loss > c.confinement:
            words = f"initial_loss = {shown(self.initial_loss)} breaks initial_loss <= confinement"
            raise NotApplicableError(_NAME, f"{words} = {shown(c.confinement)}, (2.5)")
        if c.gamma is not None and c.n0 is not None and not self._admits(self.power(LEVELS[-1])):
            words = "the first step size gamma/n0^q exceeds 2/smoothness"
            raise NotApplicableError(_NAME, f"{words} = {shown(2 / c.smoothness)}, (4.10)")

    def _admits(self, power: PowerBound) -> bool:
        assert self.constants.gamma is not None  # noqa: S101
        return bounded_noise.admits_steps(self.constants.smoothness, self.constants.gamma, power.value)

    def power(self, levels: int) -> PowerBound:
        """A bound of n0^(-2q)."""
        assert self.constants.n0 is not None  # noqa: S101
        return power_bound(self.constants.n0, 2 * self.constants.q, levels)

    def _total(self, power: PowerBound) -> Fraction:
        """S for this bound of the power."""
        c = self.constants
        return Fraction(
            bounded_noise.noise_sum(
                smoothness=c.smoothness,
                noise_moment=c.noise_moment,
                gamma=c.gamma,
                n0=c.n0,
                power=power.value,
                surplus=2 * c.q - 1,
            )
        )

    def holds(self, power: PowerBound) -> bool:
        """Whether the bound applies and is at most delta, with nothing missing."""
        assert self.initial_loss is not None  # noqa: S101
        assert self.delta is not None  # noqa: S101
        total = self._total(power)
        return self._admits(power) and bounded_noise.holds(
            self.constants.confinement, self.initial_loss, total, self.delta
        )

    # -- solving ---------------------------------------------------------------------------------------------------

    def _solved(self, levels: int) -> tuple["DecreasingQuestion", PowerBound]:
        """This question with its answer, and the bound of the power that belongs to it."""
        if self.kind == "n0":
            solved = self._with_offset(levels)
            return solved, solved.power(levels)
        power = self.power(levels)
        if self.kind == "gamma":
            return self._with_factor(power), power
        if self.kind == "epsilon":
            return self._with_loss(power), power
        if self.kind == "delta":
            return self._with_delta(power), power
        if not self.holds(power):
            assert self.delta is not None  # noqa: S101
            found = self._least_delta(power)
            excess = f"which exceeds delta = {shown(self.delta)} by {shown(found - self.delta)}"
            raise RejectedError(f"{_NAME} gives P(exit) <= {shown(found)}, {excess}")
        return self, power

    def _with_loss(self, power: PowerBound) -> "DecreasingQuestion":
        """The largest initial loss, rounded down."""

        def serves(loss: Fraction) -> bool:
            return replace(self, initial_loss=loss).holds(power)

        found = widest(serves, larger=False)
        if found is None:
            assert self.delta is not None  # noqa: S101
            raise RejectedError(f"{_NAME}: no initial loss makes the bound at most delta = {shown(self.delta)}")
        return replace(self, initial_loss=found)

    def _least_delta(self, power: PowerBound) -> Fraction:
        """The bound, from above."""
        assert self.initial_loss is not None  # noqa: S101
        level, loss, total = self.constants.confinement, self.initial_loss, self._total(power)
        if not bounded_noise.is_shifted(level, loss, total):
            return (loss + total) / level
        bits = next(bits for bits in (*_BITS, 10**5) if root_below(level, bits) > root_above(loss, bits))
        gap = root_below(level, 2 * bits) - root_above(loss, 2 * bits)
        return total / (total + gap**2)

    def _with_delta(self, power: PowerBound) -> "DecreasingQuestion":
        """The smallest failure probability, rounded up."""
        least = self._least_delta(power)
        found = rounding.up(least) if least else least
        if found >= 1:
            raise RejectedError(f"{_NAME} gives P(exit) <= {shown(least)}, which is not below 1 and says nothing")
        return replace(self, delta=found)

    def _with_offset(self, levels: int) -> "DecreasingQuestion":
        """The smallest offset, rounded up; the bound falls as n0 grows."""

        def at(offset: Fraction) -> "DecreasingQuestion":
            return replace(self, constants=replace(self.constants, n0=offset))

        def serves(offset: Fraction) -> bool:
            here = at(offset)
            return here.holds(here.power(levels))

        found = widest(serves, larger=True)
        if found is None:
            assert self.delta is not None  # noqa: S101
            raise RejectedError(f"{_NAME}: no n0 below 2^1400 makes the bound at most delta = {shown(self.delta)}")
        return at(found)

    def _with_factor(self, power: PowerBound) -> "DecreasingQuestion":
        """The largest gamma, rounded down; the bound grows with it."""

        def at(factor: Fraction) -> "DecreasingQuestion":
            return replace(self, constants=replace(self.constants, gamma=factor))

        found = widest(lambda factor: at(factor).holds(power), larger=False)
        if found is None:
            assert self.delta is not None  # noqa: S101
            raise RejectedError(f"{_NAME}: no gamma makes the bound at most delta = {shown(self.delta)}")
        return at(found)

    # -- twice -----------------------------------------------------------------------------------------------------

    def check_twice(self, power: PowerBound) -> None:
        """Compare the bound of the power, and the result, with enclosures by two back ends."""
        c, q = self.constants, self.constants.q
        assert c.n0 is not None  # noqa: S101
        assert self.initial_loss is not None  # noqa: S101
        assert self.delta is not None  # noqa: S101
        enclosed = cross_check(lambda n0: n0.root(q.denominator) ** (-2 * q.numerator), {"n0": c.n0})
        if not enclosed.lower <= power.value <= enclosed.upper * (1 + Fraction(1, 2**60)):
            raise DisagreementError("the bound of n0^(-2q) lies outside the enclosure", value=power.value)
        values = {"confinement": c.confinement, "initial_loss": self.initial_loss, "total": self._total(power)}
        is_shifted = bounded_noise.is_shifted(*values.values())
        found = cross_check(bounded_noise.shifted if is_shifted else bounded_noise.plain, values, bits=256)
        if found.lower > self.delta:
            raise DisagreementError(f"{_NAME} exceeds delta", value=self.delta, bounds=found)


def widest(serves: Callable[[Fraction], bool], *, larger: bool) -> Fraction | None:
    """The edge, to 20 digits, of the numbers that serve; `larger` (or smaller) ones serve too. None if none serves."""

    def power(n: int) -> Fraction:
        return Fraction(2) ** (n if larger else -n)

    few, many = -_HALVINGS, _HALVINGS
    if not serves(power(many)):
        return None
    while many - few > 1:
        middle = (few + many) // 2
        if serves(power(middle)):
            many = middle
        else:
            few = middle
    inside = power(many)
    return edge(serves, rounding.up(inside) if larger else rounding.down(inside), power(few))
