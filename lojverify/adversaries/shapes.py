"""Builds the loss of a plan from parabolas with rational coefficients, and the law of its kicks."""

from fractions import Fraction
from math import exp, log, log1p, sqrt
from typing import Any

from lojverify.adversaries.pieces import Parabola, Pieces, Spline, at, osculating, short, square, touching
from lojverify.adversaries.plans import END, Plan, Setting
from lojverify.exact import sqrt_bounds
from lojverify.kernel.excursion import FORMAT
from lojverify.kernel.statement import Numbers

STAGES = 48
BITS = 48  # of square roots
ZERO = Fraction(0)


def built(numbers: Numbers, plan: Plan) -> dict[str, Any] | None:
    """The instance of a plan as the kernel reads it; None where a parabola does not meet its neighbour."""
    here = Setting(numbers, plan.steep)
    A, C = plan.curvature, numbers.smoothness
    center = -sqrt_bounds(plan.loss / A, BITS)[0]
    base = square(A, center)
    kick = numbers.radius if plan.ledge is None or plan.kick is None else short(plan.kick)
    ground = _ground(here, base, center, plan, bent=plan.ledge is not None)
    if ground is None:
        return None
    if plan.ledge is None:
        floor = Spline([(ZERO, osculating(base, ZERO, C)), *ground])
        rise, profile = Spline([(None, (C / 2, ZERO, ZERO))]), [_piece("0", "0", "1")]
        end = ZERO if plan.kick is not None else -numbers.radius * (1 + Fraction(1, 10**10))
    else:
        raised = _raised(numbers, base, ground, plan.ledge)
        if raised is None:
            return None
        floor, rise = raised
        halfway, whole = _piece("0", "0", str(2 / kick**2)), _piece("-1", str(4 / kick), str(-2 / kick**2))
        profile = [{"upto": str(kick / 2), **halfway}, {"upto": str(kick), **whole}, _piece("1")]
        end = -sqrt_bounds(numbers.radius**2 - kick**2, BITS)[1]
    last = -center if not plan.falls else short(plan.length)
    stages = _stages(here, A, -center, last, None if plan.kick is None else kick)
    if not stages:
        return None
    chance = sum((n * q for n, q in stages), ZERO)
    return {
        "format": FORMAT,
        "floor": floor.as_json(),
        "rise": rise.as_json(),
        "profile": profile,
        "kick": "along" if plan.kick is None else str(kick),
        "stages": [[n, str(q)] for n, q in stages],
        "exit": str(end),
        "loss": str(at(base, ZERO)[0]),
        "probability": str(chance),
    }


def drift(numbers: Numbers) -> dict[str, Any]:
    """The instance that leaves without noise: F = (alpha/4) (x + X)^2, above M0 on the ball, from the least loss."""
    outer = numbers.radius + (numbers.annulus or 0)
    X = outer + sqrt_bounds(4 * (numbers.confinement or ZERO) / numbers.alpha, BITS)[1]
    X *= 1 + Fraction(1, 10**9)
    base = square(numbers.alpha / 4, -X)
    flat = [_piece("0")]
    return {
        "format": FORMAT,
        "floor": Spline([(None, base)]).as_json(),
        "rise": flat,
        "profile": flat,
        "kick": None,
        "stages": [],
        "exit": str(-numbers.radius * (1 + Fraction(1, 10**10))),
        "loss": str(at(base, ZERO)[0]),
        "probability": "1",
    }


def _piece(*coefficients: str) -> dict[str, Any]:
    return {"value": list(coefficients)}


def _raised(numbers: Numbers, base: Parabola, ground: Pieces, X: float) -> tuple[Spline, Spline] | None:
    """The floor, and the rise from it to the ledge, which levels off behind theta0."""
    C, least = numbers.smoothness, numbers.alpha / 2  # the second derivative of F on the ledge
    rise = Spline([(None, square(numbers.alpha / 4, -short(X)))]).minus(Spline(ground))
    climb = rise.pieces[0][1]
    value, slope = at(climb, ZERO)
    ahead = C / 2 + least / 2  # that of the floor behind theta0
    if value <= 0 or slope == 0 or ahead <= least:
        return None
    width = short(abs(slope) / (ahead - least if slope > 0 else C / 4) * (1 + Fraction(1, 10**6)))
    turn = osculating(climb, ZERO, -slope / width)
    rise.pieces[:0] = [(width, (at(turn, width)[0], ZERO, ZERO)), (ZERO, turn)]
    return Spline([(ZERO, osculating(base, ZERO, ahead)), *ground]), rise


def _ground(here: Setting, base: Parabola, center: Fraction, plan: Plan, *, bent: bool) -> Pieces | None:
    """The pieces of the floor for x <= 0, from right to left."""
    K = here.numbers.smoothness * here.steep
    pieces: Pieces = []
    zero = center
    if plan.falls:
        start = -short(plan.length)
        value, slope = (float(x) for x in at(base, start))
        q = slope / here.K
        first = -q + sqrt(max(q**2 / 2 + value / here.K, 0.0))
        if start <= center or first <= 0:
            return None
        middle = start - short(first * (1 - 1e-6))
        falling = osculating(base, start, -K)
        if at(falling, middle)[0] <= 0:
            return None
        landing, zero = touching(falling, middle)
        pieces = [(start, base), (middle, falling), (zero, landing)]
    else:
        pieces = [(zero, base)]
    if here.numbers.confinement is None:
        return [*pieces, (None, (ZERO, ZERO, ZERO))]
    wall = square(K / 2, zero)
    if not bent:
        return [*pieces, (None, wall)]
    # From a flat stretch up with second derivative K, then -K, until the slope is the least that (2.1) allows; F is M0
    # there. Further left it stays so, because a ledge must be higher than the wall.
    rest = 2 * here.a * here.m / here.K
    e1 = sqrt(here.m**2 / here.K + rest**2 / 2) * (1 + 1e-6)
    foot = min(zero, short(here.wall() * (1 + 3e-6) - sqrt(here.r**2 - (plan.kick or here.r) ** 2)))
    wall = square(K / 2, foot)
    up = foot - short(e1)
    over = up - short(e1 - rest * (1 + 1e-5))
    if over >= up:
        return None
    bend = osculating(wall, up, -K)
    flat: Pieces = [(foot, (ZERO, ZERO, ZERO))] if foot < zero else []
    return [*pieces, *flat, (up, wall), (over, bend), (None, touching(bend, over)[0])]


def _stages(
    here: Setting, A: Fraction, far: Fraction, last: Fraction, kick: Fraction | None
) -> list[tuple[int, Fraction]]:
    """The law of the step of the first kick: as probable as E|w|^2 <= sigma F allows at the end of each stage."""
    contraction = 1 - 2 * here.numbers.step_size * A
    if contraction < 0:
        return []
    rate = -log1p(-2 * here.eta * float(A)) if contraction > 0 else float("inf")
    least = max(sqrt(END), 1 - float(last / far)) * (1 + 1e-9)
    unit = float(here.numbers.step_size**2 * here.numbers.noise * A * far**2)
    most, z = 1.0, float(far)  # of the distance to the center, at the beginning of a stage, in units of z
    found: list[tuple[int, Fraction]] = []
    steps, total = 0, ZERO
    for n in range(1, STAGES + 1):
        until = 1 - (1 - least) * n / STAGES  # of sqrt(F/F(theta0)) at the end of the stage
        upto = int(-log(until) / rate) + 1  # steps k = 0, ..., upto - 1
        upto = min(upto, here.numbers.horizon or upto)
        count = upto - steps
        if count <= 0:
            continue
        jump = float(kick) if kick is not None else here.r * (1 + 1e-9) - z + z * most * exp(-rate)
        last_loss = exp(-2 * rate * (upto - 1)) if upto > 1 else 1.0
        allowed = Fraction(unit * last_loss / jump**2 * (1 - 1e-9))
        q = short((1 - total) * allowed / (1 + count * allowed), 6)
        if q <= 0 or total + count * q >= 1:
            break
        found.append((count, q))
        steps, total = upto, total + count * q
        if kick is None:
            shrunk = exp(-rate * count)
            added = float(q / (1 - total)) * jump / z
            most = min(most, (shrunk * most + added * (1 - shrunk) / (1 - exp(-rate))) * (1 + 1e-9))
    return found
