"""Turns constants into a certificate: solves for the number that is missing and proves the resulting statement."""

import os
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Literal, overload

from lojverify.bounds import REGISTRY, Bound, bounded_noise, distance, near_linear
from lojverify.certificates import solve
from lojverify.certificates.certificate import Certificate, Comparison, Unanswered, assembled, numbers_of
from lojverify.certificates.decreasing import DecreasingQuestion
from lojverify.certificates.files import read_json, verdict_on
from lojverify.certificates.library import load
from lojverify.certificates.of_problem import ProblemCertificate
from lojverify.certificates.proof import prove
from lojverify.certificates.question import Question
from lojverify.certificates.reasons import grouped
from lojverify.certificates.recorder import UnprovedError
from lojverify.certificates.solve import Solution
from lojverify.certificates.star import NearQuestion, StarQuestion
from lojverify.constants import Constants, Exact, RobbinsMonro, no_loss
from lojverify.errors import InputError, NotApplicableError, RejectedError
from lojverify.kernel.check import Verdict
from lojverify.kernel.statement import Numbers
from lojverify.zeros import AboutZeros, Given, NearlyLinear, StarConvex

__all__ = ["Certificate", "Comparison", "Constants", "NearlyLinear", "RobbinsMonro", "StarConvex"]
__all__ += ["Unanswered", "certify", "check"]

_BY_DISTANCE = dict.fromkeys(distance.TITLES, "a loss that is star-convex about a point (tau, expected_smoothness)")
_BY_DISTANCE[near_linear.NAME] = "nearly linear least squares (singular_value, curvature, expected_smoothness)"
_BITS = (160, 320, 640, 1280, 2560)  # of the rational bounds of square roots in a proof
# The part of the range below a step size on which the bound is proved; roots make a small part easier.
_SHARES = (*(Fraction(n, 100) for n in (100, 95, 80, 60, 40, 20, 10, 5, 1)), *(Fraction(1, 10**n) for n in (4, 8, 16)))


@overload
def certify(  # type: ignore[overload-overlap]
    constants: Given,
    *,
    initial_loss: Exact | None = None,
    delta: Exact | None = None,
    bound: Literal["all"],
    solve_for: Literal["radius"] | None = None,
    target_loss: Exact | None = None,
    steps: Exact | None = None,
    horizon: Exact | None = None,
    two_sided: bool = False,
) -> Comparison: ...
@overload
def certify(
    constants: Given,
    *,
    initial_loss: Exact | None = None,
    delta: Exact | None = None,
    bound: str = "best",
    solve_for: Literal["radius"] | None = None,
    target_loss: Exact | None = None,
    steps: Exact | None = None,
    horizon: Exact | None = None,
    two_sided: bool = False,
) -> Certificate: ...
def certify(
    constants: Given,
    *,
    initial_loss: Exact | None = None,
    delta: Exact | None = None,
    bound: str = "best",
    solve_for: Literal["radius"] | None = None,
    target_loss: Exact | None = None,
    steps: Exact | None = None,
    horizon: Exact | None = None,
    two_sided: bool = False,
) -> Certificate | Comparison:
    """A certificate that the iterates stay in the ball: P(exit) <= delta whenever F(theta0) <= initial_loss.

    constants      what is known; `step_size=None` to solve for the step size. With `RobbinsMonro` the step sizes
                   decrease, `gamma=None` or `n0=None` is solved for, and only the first four arguments serve. With
                   `StarConvex` or `NearlyLinear` a distance takes the place of the initial loss; it, the step size or
                   (for the former) the radius may be None and solved for; only `delta`, `bound`, `solve_for` serve
    initial_loss   an upper bound of F(theta0); None to solve for the largest one
    delta          the failure probability, 0 < delta < 1; None to solve for the smallest one
    bound          the name of an exit bound, "best" for the strongest answer, "all" for every bound's
    solve_for      "radius" for the smallest radius, at most that of the ball on which the constants hold
    target_loss, steps   also F(theta_steps) <= target_loss, and delta bounds the probability that the run leaves or
                         misses the target; without steps, the fewest are solved for, without target_loss the least
    horizon        the run is watched for this many steps only; None: for ever
    two_sided      also search for explicit runs that leave the ball: see `Certificate.two_sided`; with "all", for the
                   strongest certificate; with a horizon, for runs that leave before it

    Exactly one of initial_loss, delta and the step size may be missing; if none is, the claim is tested, or the radius,
    the steps or the target loss solved for. An initial loss is rounded down, a failure probability, a radius and a
    target loss up (by at most one part in 10^18; a power of rho1 below 2^-1400 is replaced by that), a step size down;
    so are n0, up, and gamma, down.

    Raises InputError for input that cannot be used, NotApplicableError where no named bound applies, RejectedError
    where a bound applies but shows nothing below 1 or does not show the claim, DisagreementError where two
    computations of a number exclude each other.
    """
    if not isinstance(bound, str):
        raise InputError(f"bound must be one name, not a {type(bound).__name__}")
    if not isinstance(two_sided, bool):
        raise InputError(f"two_sided must be True or False, not a {type(two_sided).__name__}")
    if isinstance(constants, AboutZeros):
        others = {"initial_loss": initial_loss, "target_loss": target_loss, "steps": steps, "horizon": horizon}
        return _about_zeros(constants, delta, bound, solve_for, others | {"two_sided": two_sided or None})
    if isinstance(constants, RobbinsMonro):
        others = {"solve_for": solve_for, "target_loss": target_loss, "steps": steps, "horizon": horizon}
        others |= {"two_sided": two_sided or None}
        return _with_decreasing_steps(constants, initial_loss, delta, bound, others)
    if not isinstance(constants, Constants):
        raise InputError(f"constants must be Constants, not a {type(constants).__name__}")
    asked = Question.read(
        constants, initial_loss, delta, solve_for, horizon=horizon, steps=steps, target_loss=target_loss
    )
    if bound == bounded_noise.NAME:
        raise NotApplicableError(bound, "it needs decreasing step sizes (4.1) and the moment c of the noise, (2.9)")
    if bound in _BY_DISTANCE:
        raise NotApplicableError(bound, f"it needs {_BY_DISTANCE[bound]}")
    bounds = asked.bounds
    if bound not in (*bounds, "best", "all"):
        raise InputError(f"it is none of {', '.join(bounds)}, best, all", name="bound", value=bound)
    constants.check_initial_loss(asked.initial_loss)
    if bound in bounds:
        chosen = bounds[bound]
        reasons = asked.broken(chosen)
        if reasons:
            raise NotApplicableError(bound, "; ".join(reasons))
        found: Certificate | Comparison = _certificate(chosen, asked.solution(chosen), asked.kind)
    elif bound == "all":
        found = Comparison(tuple(_answer(one, asked) for one in bounds.values()))
    else:
        found = _best(asked)
    return _with_lower_side(found) if two_sided else found


def check(
    source: str | os.PathLike[str] | Mapping[str, Any] | Certificate | Comparison | ProblemCertificate,
) -> Verdict:
    """The kernel's verdict on a certificate, a proof or a comparison, replayed from nothing.

    source   a certificate or comparison, one for a problem, an object as JSON gives it, or the path of a file

    Raises InputError for what cannot be read or is none of these.
    """
    if isinstance(source, Certificate | Comparison | ProblemCertificate):
        data: object = source.as_dict()
    elif isinstance(source, Mapping):
        data = dict(source)
    else:
        return verdict_on(read_json(source), str(source))
    return verdict_on(data)


def _with_lower_side(found: Certificate | Comparison) -> Certificate | Comparison:
    """The same, where the (strongest) certificate has explicit runs that leave the ball beside it."""
    from lojverify.adversaries.search import two_sided

    best = found if isinstance(found, Certificate) else found.best
    if best is None or not isinstance(best.numbers, Numbers):
        return found
    both = replace(best, two_sided=two_sided(best.numbers))
    if isinstance(found, Certificate):
        return both
    return Comparison(tuple(both if one is best else one for one in found.results))


def _with_decreasing_steps(
    constants: RobbinsMonro, loss: Exact | None, delta: Exact | None, bound: str, others: Mapping[str, object]
) -> Certificate | Comparison:
    """The certificate for step sizes (4.1), for which there is one bound."""
    asked = DecreasingQuestion.read(constants, loss, delta)
    given = [name for name, value in others.items() if value is not None]
    if given:
        raise InputError(f"{given[0]} is for constant step sizes: with gamma, q and n0 it cannot be used")
    name = bounded_noise.NAME
    if bound in REGISTRY:
        raise NotApplicableError(bound, f"it is for constant step sizes; {name} is for those of (4.1)")
    if bound not in (name, "best", "all"):
        raise InputError(f"it is none of {name}, best, all", name="bound", value=bound)
    if bound != "all":
        return asked.answer()
    known = (name, asked.kind, constants, asked.initial_loss, asked.delta)
    try:
        return Comparison((asked.answer(),))
    except NotApplicableError as error:
        return Comparison((Unanswered(*known, error.reason, applies=False),))
    except RejectedError as error:
        return Comparison((Unanswered(*known, str(error), applies=True),))


def _about_zeros(
    constants: AboutZeros, delta: Exact | None, bound: str, solve_for: str | None, others: Mapping[str, object]
) -> Certificate | Comparison:
    """The certificate where a distance takes the place of the initial loss."""
    kind = StarQuestion if isinstance(constants, StarConvex) else NearQuestion
    asked, names = kind.read(constants, delta, solve_for), ", ".join(kind.names)
    given = [name for name, value in others.items() if value is not None]
    if given:
        raise InputError(f"{given[0]} is for bounds by the initial loss: it cannot be used beside these constants")
    if bound in (*REGISTRY, bounded_noise.NAME, *_BY_DISTANCE) and bound not in kind.names:
        raise NotApplicableError(bound, f"it is for other constants; for these there are {names}")
    if bound not in (*kind.names, "best", "all"):
        raise InputError(f"it is none of {names}, best, all", name="bound", value=bound)
    return asked.answer(bound)


def _answer(bound: Bound, asked: Question) -> Certificate | Unanswered:
    given = (bound.name, asked.kind, asked.constants, asked.initial_loss, asked.delta)
    reasons = asked.broken(bound)
    if reasons:
        return Unanswered(*given, "; ".join(reasons), applies=False)
    try:
        return _certificate(bound, asked.solution(bound), asked.kind)
    except RejectedError as error:
        return Unanswered(*given, str(error), applies=True)


def _best(asked: Question) -> Certificate:
    """The strongest certificate. Bounds that an estimate already shows to be weaker than another are not solved for."""
    bounds = asked.bounds
    reasons = {name: asked.broken(bound) for name, bound in bounds.items()}
    applying = [bounds[name] for name, broken in reasons.items() if not broken]
    if not applying:
        pairs = grouped((name, reason) for name, found in reasons.items() for reason in found)
        raise NotApplicableError("best", "; ".join(f"{names}: {reason}" for names, reason in pairs))
    estimates = {bound.name: asked.estimate(bound) for bound in applying}
    sure = max((found[0] for found in estimates.values() if found is not None), default=None)
    solved: list[tuple[Fraction, Bound, Solution]] = []
    silent = []
    for bound in applying:
        found = estimates[bound.name]
        if sure is not None and found is not None and found[1] < sure:
            continue
        if sure is not None and found is None and asked.falls_short(bound, sure):
            continue
        try:
            solution = asked.solution(bound)
        except RejectedError as error:
            silent.append(str(error))
        else:
            solved.append((asked.strength(solution), bound, solution))
    if not solved:
        raise RejectedError("; ".join(silent))
    # Of equally strong bounds the last one assumes least.
    *others, (_, bound, solution) = sorted(solved, key=lambda one: one[0])
    while others:
        try:
            return _certificate(bound, solution, asked.kind)
        except RejectedError:  # its numbers are too long for a proof
            *others, (_, bound, solution) = others
    return _certificate(bound, solution, asked.kind)


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
            numbers = numbers_of(solution.constants, solution.initial_loss, solution.delta, interval, solution.reach)
            try:
                claims = prove(bound.name, numbers, claim, bits, bound.witnesses(numbers, bits))
            except UnprovedError as error:
                reason = str(error)
                continue
            notes = (*solution.notes, *_partly_empty(solution))
            return assembled(kind, bound.name, numbers, solution.constants, claims, notes, solution.reach)
    raise RejectedError(f"{bound.name}: no proof was found, because the numbers are too close to the bound: {reason}")


def _partly_empty(solution: Solution) -> tuple[str, ...]:
    """A note where no loss with the constants has an initial loss as large as the certified one."""
    excluded = solution.constants.excluded_losses()
    if excluded is None or not excluded[0] < solution.initial_loss < excluded[1]:
        return ()
    return (f"{no_loss(*excluded)}, (2.1), (2.5): there the statement is true of nothing",)
