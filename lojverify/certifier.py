"""Turns constants into a certificate: solves for the number that is missing and proves the resulting statement."""

import os
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal, overload

from lojverify.bounds import REGISTRY, Bound
from lojverify.certificates import solve
from lojverify.certificates.certificate import Certificate, Comparison, Unanswered, assembled, numbers_of
from lojverify.certificates.files import read_json, verdict_on
from lojverify.certificates.library import load
from lojverify.certificates.proof import prove
from lojverify.certificates.recorder import UnprovedError
from lojverify.certificates.solve import Solution
from lojverify.constants import Constants, Exact, number
from lojverify.errors import InputError, NotApplicableError, RejectedError
from lojverify.exact import text
from lojverify.kernel.check import Verdict

__all__ = ["Certificate", "Comparison", "Constants", "Unanswered", "certify", "check"]

_BITS = (160, 320, 640, 1280, 2560)  # of the rational bounds of square roots in a proof
# The part of the range below a step size on which the bound is proved; roots make a small part easier.
_SHARES = (*(Fraction(n, 100) for n in (100, 95, 80, 60, 40, 20, 10, 5, 1)), *(Fraction(1, 10**n) for n in (4, 8, 16)))


@overload
def certify(  # type: ignore[overload-overlap]
    constants: Constants,
    *,
    initial_loss: Exact | None = None,
    delta: Exact | None = None,
    bound: Literal["all"],
    solve_for: Literal["radius"] | None = None,
) -> Comparison: ...
@overload
def certify(
    constants: Constants,
    *,
    initial_loss: Exact | None = None,
    delta: Exact | None = None,
    bound: str = "best",
    solve_for: Literal["radius"] | None = None,
) -> Certificate: ...
def certify(
    constants: Constants,
    *,
    initial_loss: Exact | None = None,
    delta: Exact | None = None,
    bound: str = "best",
    solve_for: Literal["radius"] | None = None,
) -> Certificate | Comparison:
    """A certificate that the iterates stay in the ball: P(exit) <= delta whenever F(theta0) <= initial_loss.

    constants      what is known; `step_size=None` to solve for the step size
    initial_loss   an upper bound of F(theta0); None to solve for the largest one
    delta          the failure probability, 0 < delta < 1; None to solve for the smallest one
    bound          the name of an exit bound, "best" for the strongest answer, "all" for every bound's
    solve_for      "radius" for the smallest radius, at most that of the ball on which the constants hold

    Exactly one of the three may be missing; if none is, the claim is tested, or the radius solved for. An initial loss
    is rounded down, a failure probability and a radius up (by at most one part in 10^18), a step size down.

    Raises InputError for input that cannot be used, NotApplicableError where no named bound applies, RejectedError
    where a bound applies but shows nothing below 1 or does not show the claim, DisagreementError where two
    computations of a number exclude each other.
    """
    if not isinstance(constants, Constants):
        raise InputError(f"constants must be Constants, not a {type(constants).__name__}")
    loss = None if initial_loss is None else number(initial_loss, "initial_loss", ">=", "2.2")
    probability = None if delta is None else _probability(delta)
    kind = _kind(constants, loss, probability, solve_for)
    if bound not in (*REGISTRY, "best", "all"):
        raise InputError(name="bound", value=bound, relation=f"bound among {', '.join(REGISTRY)}, best, all")
    constants.check_initial_loss(loss)
    if bound in REGISTRY:
        chosen = REGISTRY[bound]
        reasons = _broken(chosen, kind, constants, loss)
        if reasons:
            raise NotApplicableError(bound, "; ".join(reasons))
        return _certificate(chosen, _solution(chosen, kind, constants, loss, probability), kind)
    if bound == "all":
        return Comparison(tuple(_answer(one, kind, constants, loss, probability) for one in REGISTRY.values()))
    return _best(kind, constants, loss, probability)


def check(source: str | os.PathLike[str] | Mapping[str, Any] | Certificate | Comparison) -> Verdict:
    """The kernel's verdict on a certificate, a proof or a comparison, replayed from nothing.

    source   a certificate or comparison, an object as JSON gives it, or the path of a file

    Raises InputError for what cannot be read or is none of these.
    """
    if isinstance(source, Certificate | Comparison):
        data: object = source.as_dict()
    elif isinstance(source, Mapping):
        data = dict(source)
    else:
        return verdict_on(read_json(source), str(source))
    return verdict_on(data)


def _probability(given: Exact) -> Fraction:
    value = number(given, "delta", ">", "3.20")
    if value >= 1:
        raise InputError(name="delta", value=text(value), relation="0 < delta < 1", display="3.20")
    return value


def _broken(bound: Bound, kind: str, constants: Constants, loss: Fraction | None) -> list[str]:
    """Why the bound does not apply."""
    if kind == "radius":
        if bound.smallest_radius is None:
            return ["it says nothing of other radii, because M0 belongs to the sphere of one radius, (2.5)"]
        return bound.broken(constants)
    return bound.broken(constants, loss)


def _kind(constants: Constants, loss: Fraction | None, probability: Fraction | None, solve_for: str | None) -> str:
    given = {"initial_loss": loss, "delta": probability, "step_size": constants.step_size}
    missing = [name for name, value in given.items() if value is None]
    if len(missing) > 1:
        raise InputError(f"{' and '.join(missing)} are missing: only one of them can be solved for")
    if solve_for is not None:
        if solve_for != "radius":
            raise InputError(name="solve_for", value=solve_for, relation="solve_for is radius, or left out")
        if missing:
            raise InputError(f"{missing[0]} is missing: only one number can be solved for, here the radius")
        return "radius"
    return {"initial_loss": "epsilon", "delta": "delta", "step_size": "step-size"}[missing[0]] if missing else "claim"


def _solution(
    bound: Bound, kind: str, constants: Constants, loss: Fraction | None, probability: Fraction | None
) -> Solution:
    if loss is None:
        assert probability is not None  # noqa: S101
        return solve.for_initial_loss(bound, constants, probability)
    if probability is None:
        return solve.for_delta(bound, constants, loss)
    if kind == "radius":
        return solve.for_radius(bound, constants, loss, probability)
    if kind == "step-size":
        return solve.for_step_size(bound, constants, loss, probability)
    return solve.claim(bound, constants, loss, probability)


def _answer(
    bound: Bound, kind: str, constants: Constants, loss: Fraction | None, probability: Fraction | None
) -> Certificate | Unanswered:
    reasons = _broken(bound, kind, constants, loss)
    if reasons:
        return Unanswered(bound.name, kind, constants, loss, probability, "; ".join(reasons), applies=False)
    try:
        return _certificate(bound, _solution(bound, kind, constants, loss, probability), kind)
    except RejectedError as error:
        return Unanswered(bound.name, kind, constants, loss, probability, str(error), applies=True)


def _best(kind: str, constants: Constants, loss: Fraction | None, probability: Fraction | None) -> Certificate:
    """The strongest certificate. Bounds that an estimate already shows to be weaker than another are not solved for."""
    reasons = {name: _broken(bound, kind, constants, loss) for name, bound in REGISTRY.items()}
    applying = [REGISTRY[name] for name, broken in reasons.items() if not broken]
    if not applying:
        raise NotApplicableError("best", "; ".join(f"{name}: {'; '.join(why)}" for name, why in reasons.items()))
    estimates = {bound.name: solve.estimate(bound, constants, loss, probability) for bound in applying}
    sure = max((found[0] for found in estimates.values() if found is not None), default=None)
    solved: list[tuple[Fraction, Bound, Solution]] = []
    silent = []
    for bound in applying:
        found = estimates[bound.name]
        if sure is not None and found is not None and found[1] < sure:
            continue
        if sure is not None and found is None and solve.falls_short(bound, constants, sure, loss, probability):
            continue
        try:
            solution = _solution(bound, kind, constants, loss, probability)
        except RejectedError as error:
            silent.append(str(error))
        else:
            solved.append((_strength(solution, kind), bound, solution))
    if not solved:
        raise RejectedError("; ".join(silent))
    # Of equally strong bounds the last one assumes least.
    *others, (_, bound, solution) = sorted(solved, key=lambda one: one[0])
    while others:
        try:
            return _certificate(bound, solution, kind)
        except RejectedError:  # its numbers are too long for a proof
            *others, (_, bound, solution) = others
    return _certificate(bound, solution, kind)


def _strength(solution: Solution, kind: str) -> Fraction:
    if kind == "epsilon":
        return solution.initial_loss
    if kind == "radius":
        return -solution.constants.radius
    return solution.constants.step_size or Fraction(0) if kind == "step-size" else -solution.delta


def _certificate(bound: Bound, solution: Solution, kind: str) -> Certificate:
    """Prove the statement of a solution, with roots as tight and an interval as wide as the proof allows."""
    claim = load(bound.script(solution.constants, solution.initial_loss), *bound.parameters(solution.constants))
    step = solution.constants.step_size
    assert step is not None  # noqa: S101
    shares = _SHARES if solution.low is not None else (Fraction(0),)
    reason = ""
    for bits in _BITS:
        for share in shares:
            interval = None
            if solution.low is not None:
                # The lower end itself where the whole range is proved; otherwise one with few digits.
                low = solution.low if share == 1 else solve.short(step - share * (step - solution.low))
                interval = (low, step)
            numbers = numbers_of(solution.constants, solution.initial_loss, solution.delta, interval)
            try:
                claims = prove(bound.name, numbers, claim, bits, bound.witnesses(numbers, bits))
            except UnprovedError as error:
                reason = str(error)
                continue
            return assembled(kind, bound.name, numbers, solution.constants, claims, solution.notes)
    raise RejectedError(f"{bound.name}: no proof was found, because the numbers are too close to the bound: {reason}")
