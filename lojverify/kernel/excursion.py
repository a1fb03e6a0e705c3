"""Checks an explicit run of SGD that leaves the ball with at least a given probability.

An instance is a loss in the plane with theta0 = 0, and the law of the noise. Its check is exact evaluation, no
derivation: every inequality below is decided in rational arithmetic.

    F(x, y) = floor(x) + rise(x) profile(|y|),   each continuously differentiable and made of parabolas,
    profile(0) = profile'(0) = 0, so that F is continuously differentiable on the plane and even in y

**The constants hold.** On every piece and on the ball of radius r (with an annulus, r + w): F >= 0, |grad F|^2 <= 2 C
F and |grad F|^2 >= alpha F, and C I - H and C I + H are positive semidefinite, H the matrix of second derivatives. A
segment in the ball passes through finitely many pieces, so grad F has the Lipschitz constant C there. F >= M0 on the
sphere or annulus. A polynomial is nonnegative on a rectangle if its Bernstein coefficients are; rectangles are halved
until they are, or lie outside the ball.

**Without noise.** `kick` is null: floor' > 0 on [exit, 0] and exit < -r. Every step goes to the left, by no less than
a constant, until x < exit: the iterates leave surely.

**With kicks across the floor.** The piece of the floor at 0 is A (x - c)^2 + e with A > 0 and c < 0, and s = 1 - 2
eta A is in [0, 1). Until the first kick y = 0 and x_k = c - c s^k. In step k the noise is (0, kick/eta) or (0,
-kick/eta), each with half the conditional probability p_k, else 0; after a kick it is 0. Its mean is 0, and its
second moment given the past, p_k kick^2/eta^2, must not exceed sigma F(x_k, 0). Stages [n, q] say that the first kick
is in each of the next n steps with probability q, so p_k = q/(1 - the probability of an earlier kick); as F(x_k, 0)
falls with k, and p_k rises in a stage, its last step decides. A kick leads to (x_(k+1), +-kick), where x_(k+1) <=
x_1. There profile' = 0, and the derivative of F in x is positive for exit <= x <= x_1, so that every further step
goes to the left until x < exit <= 0, where x^2 + y^2 > exit^2 + kick^2 >= r^2 (for x_1 < exit this is so at once).
Hence the exit probability is at least the sum of n q.

**With kicks along the floor.** `kick` is "along". As before, but y = 0 throughout, exit < -r, and a kick leads from
x_k to exit: with z_k = x_k - c the mean of x_(k+1) is c + s z_k, a kick adds -J_k = exit - c - s z_k to it, with
probability p_k, and otherwise p_k J_k/(1 - p_k) is added. The second moment of the noise is p_k J_k^2/((1 - p_k)
eta^2). Here z_k >= s^k |c|; and if z_k <= z at the start of a stage in which p_k J_k/(1 - p_k) <= v <= (1 - s) z,
then z_k does not exceed z in it, nor s^n z + v (1 - s^n)/(1 - s) at its end. J_k >= 0, because exit <= c.

As JSON an instance has the keys `KEYS`. floor, rise and profile are lists of {"upto": b, "value": [c0, c1, c2]}, from
left to right, the last without upto; stages is a list of [n, q]; loss is F(theta0), and probability what is shown. All
numbers but n are texts in lowest terms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from .arguments import a_list, an_integer, an_object, need
from .planar import ZERO, Box, Piecewise, Poly, add, cuts, dx, dy, lowest, meets, multiply, nonnegative, scale
from .statement import Numbers

FORMAT = "lojverify-instance/1"
# The keys of a certificate that has a lower side, and those of `lower` in it.
TWO_SIDED = ("exit_probability_at_least", "failing_initial_loss", "lower")
LOWER = (
    "delta_over_exit_probability",
    "failing_over_certified",
    "instance",
    "reason",
    "failing_instance",
    "failing_reason",
)
KEYS = ("format", "floor", "rise", "profile", "kick", "stages", "exit", "loss", "probability")

_BITS = 640  # of the lower bounds of powers
_UNIT = Fraction(1, 1 << (_BITS // 2))
_MOST_STAGES, _MOST_STEPS = 400, 10**20
_MOST_HALVINGS = 2000


@dataclass(frozen=True)
class Leaving:
    """What a checked instance shows: from F(theta0) = `loss` the ball is left with at least this probability."""

    loss: Fraction
    probability: Fraction


def examine(numbers: Numbers, given: object) -> Leaving:
    """Check an instance against the constants of `numbers`; its initial loss and delta play no part.

    Returns the instance's own F(theta0) and exit probability. Raises Rejected for what does not hold.
    """
    data = an_object(given, "the instance")
    need(set(data) == set(KEYS), f"the keys of an instance are {', '.join(KEYS)}")
    need(data["format"] == FORMAT, f"the format of an instance is {FORMAT}")
    floor, rise, profile = (Piecewise(data[name], name) for name in ("floor", "rise", "profile"))
    need(profile.value(ZERO) == 0 and profile.value(ZERO, 1) == 0, "profile and its derivative are not 0 at 0")
    _feasible(numbers, floor, rise, profile)
    end = lowest(data["exit"])
    if data["kick"] is None:
        need(a_list(data["stages"], "stages") == [], "stages without a kick")
        need(numbers.horizon is None, "without a kick the run may leave after the horizon")
        need(end < -numbers.radius, "the instance does not reach the sphere")
        need(floor.increases(end, ZERO), "the floor does not rise from the exit to theta0")
        chance = Fraction(1)
    else:
        run = _Run(numbers, floor)
        if data["kick"] == "along":
            need(end < -numbers.radius and end <= run.center, "a kick stays in the ball")
            reach = None
        else:
            reach = lowest(data["kick"])
            _leads_out(numbers, floor, rise, profile, reach, end, run)
        stages = _stages(data["stages"])
        need(numbers.horizon is None or sum(n for n, _ in stages) <= numbers.horizon, "kicks after the horizon")
        chance = run.chance(stages, reach, end)
    loss = floor.value(ZERO)
    need(lowest(data["loss"]) == loss, "loss is not that of the instance")
    need(lowest(data["probability"]) == chance, "probability is not that of the instance")
    return Leaving(loss, chance)


def check_two_sided(numbers: Numbers, data: Mapping[str, object]) -> None:
    """Check the keys `TWO_SIDED` of a certificate; raises Rejected for what does not hold."""
    lower = an_object(data["lower"], "lower")
    need(set(lower) == set(LOWER), f"the keys of lower are {', '.join(LOWER)}")
    given, failing = lower["instance"], lower["failing_instance"]
    for instance, reason in ((given, lower["reason"]), (failing, lower["failing_reason"])):
        need((reason is None) if instance is not None else isinstance(reason, str), "an instance, or else a reason")
    chance = ratio = loss = times = None
    if given is not None:
        found = examine(numbers, given)
        need(found.loss <= numbers.initial_loss, "the instance has a larger initial loss than the statement")
        chance, ratio = found.probability, numbers.delta / found.probability
    if failing is not None:
        found = examine(numbers, failing)
        need(found.probability > numbers.delta, "the failing instance does not leave with a probability above delta")
        loss = found.loss
        times = loss / numbers.initial_loss if numbers.initial_loss else None
    for said, value in (
        (data["exit_probability_at_least"], chance),
        (data["failing_initial_loss"], loss),
        (lower["delta_over_exit_probability"], ratio),
        (lower["failing_over_certified"], times),
    ):
        need(said == (None if value is None else str(value)), f"{said} is not what the instances say")


def _leads_out(
    numbers: Numbers,
    floor: Piecewise,
    rise: Piecewise,
    profile: Piecewise,
    kick: Fraction,
    end: Fraction,
    run: _Run,
) -> None:
    """Check that the run leaves after every kick across the floor."""
    need(kick > 0, "kick is not positive")
    need(end <= 0 and end**2 + kick**2 >= numbers.radius**2, "the exit is inside the ball")
    first = run.center * (1 - run.s)
    if first > end:
        need(numbers.horizon is None, "a run on a ledge may leave after the horizon")
        need(profile.value(kick, 1) == 0, "the gradient after a kick has a part in y")
        slope = floor.plus(rise, profile.value(kick))
        need(slope.increases(end, first), "F does not rise in x where a kick leads")
    else:
        need(first < end or end**2 + kick**2 > numbers.radius**2, "a kick stays in the ball")


def _stages(raw: object) -> list[tuple[int, Fraction]]:
    """Numbers of steps, and the probability that the first kick is in each of them."""
    found = []
    for one in a_list(raw, "stages"):
        pair = a_list(one, "a stage")
        need(len(pair) == 2, "a stage is a number of steps and a probability")
        found.append((an_integer(pair[0], "steps", 1, _MOST_STEPS), lowest(pair[1])))
    need(0 < len(found) <= _MOST_STAGES, "too many or no stages")
    need(all(q > 0 for _, q in found), "a probability is not positive")
    need(sum(n * q for n, q in found) <= 1, "the probabilities exceed 1")
    return found


class _Run:
    """The run on the floor until the first kick: z_k = x_k - center, between s^k |center| and |center|."""

    def __init__(self, numbers: Numbers, floor: Piecewise) -> None:
        self.left, terms = floor.left_of(ZERO)
        need(len(terms) == 3 and terms[2] > 0 and terms[1] > 0, "the floor at theta0 is no rising parabola")
        self.curvature, self.center = terms[2], -terms[1] / (2 * terms[2])
        self.least = terms[0] - self.curvature * self.center**2
        self.s = 1 - 2 * numbers.step_size * self.curvature
        need(0 <= self.s < 1, "the steps on the floor do not contract")
        self.noise = numbers.step_size**2 * numbers.noise

    def chance(self, stages: list[tuple[int, Fraction]], kick: Fraction | None, end: Fraction) -> Fraction:
        """The probability of a kick, after a check that E|w|^2 <= sigma F at every step; kick None: along the floor."""
        steps, total, most, grain = 0, ZERO, -self.center, -self.center * _UNIT  # bounds are rounded up to grains
        for count, q in stages:
            steps += count
            total += count * q
            least = -self.center * _power_below(self.s, steps - 1)  # of z_k in the last step of the stage
            need(self.left is None or self.center + least >= self.left, "the run leaves its piece of the floor")
            allowed = self.noise * (self.curvature * least**2 + self.least)
            rest = 1 - total  # the probability of no kick up to the end of the stage
            if kick is not None:
                need(q * kick**2 <= (rest + q) * allowed, "E|w|^2 exceeds sigma F")
                continue
            need(rest > 0, "no path is left without a kick")
            jump = self.center + self.s * most - end
            need(q * jump**2 <= rest * allowed, "E|w|^2 exceeds sigma F")
            added = q * jump / rest
            need(added <= (1 - self.s) * most, "the run does not fall")
            shrunk = _power_below(self.s, count)
            later = (shrunk + _UNIT) * most + added * (1 - shrunk) / (1 - self.s)
            most = min(most, -(-later // grain) * grain)
        return total


def _power_below(s: Fraction, n: int) -> Fraction:
    """A lower bound of s^n for 0 <= s < 1, less by at most _UNIT: repeated squaring, every product rounded down."""
    # A product of two factors that are each low by at most e units is low by at most 2 e + 1 units, so that the error
    # after reading the exponent's bits is at most 4 n + 700 units of 2^-_BITS; n is below 10^23.
    base, found = (s.numerator << _BITS) // s.denominator, 1 << _BITS
    while n:
        if n & 1:
            found = (found * base) >> _BITS
        base = (base * base) >> _BITS
        n >>= 1
    return Fraction(found, 1 << _BITS)


# -- the constants hold ------------------------------------------------------------------------------------


def _feasible(numbers: Numbers, floor: Piecewise, rise: Piecewise, profile: Piecewise) -> None:
    """Verify every inequality on every piece; y >= 0 is enough, because F is even in y."""
    outer = numbers.radius + (numbers.annulus or 0)
    across = cuts([*floor.ends, *rise.ends], -outer, outer)
    along = cuts(profile.ends, ZERO, outer)
    left = [_MOST_HALVINGS]
    for x0, x1 in pairwise(across):
        for y0, y1 in pairwise(along):
            box = (x0, x1, y0, y1)
            if not meets(box, ZERO, outer):
                continue
            ground, slope, w = floor.piece(x0), rise.piece(x0), profile.piece(y0)
            loss = add([[c] for c in ground], [[c * d for d in w] for c in slope])
            for what, term in _inequalities(numbers, loss):
                need(nonnegative(term, box, ZERO, outer, left), f"{what} is not verified on {_shown(box)}")
            if numbers.confinement is not None and meets(box, numbers.radius, outer):
                term = add(loss, [[-numbers.confinement]])
                held = nonnegative(term, box, numbers.radius, outer, left)
                need(held, f"F >= {numbers.confinement} is not verified on {_shown(box)}")


def _inequalities(numbers: Numbers, loss: Poly) -> list[tuple[str, Poly]]:
    """The polynomials that must not be negative, named by what they say."""
    C = numbers.smoothness
    fx, fy = dx(loss), dy(loss)
    fxx, fxy, fyy = dx(fx), dy(fx), dy(fy)
    square = add(multiply(fx, fx), multiply(fy, fy))
    found = [
        ("F >= 0", loss),
        ("(2.4)", add(scale(2 * C, loss), scale(Fraction(-1), square))),
        ("(2.1)", add(square, scale(-numbers.alpha, loss))),
    ]
    for sign in (Fraction(1), Fraction(-1)):
        one, two = add([[C]], scale(sign, fxx)), add([[C]], scale(sign, fyy))
        determinant = add(multiply(one, two), scale(Fraction(-1), multiply(fxy, fxy)))
        found += [("(2.3)", one), ("(2.3)", two), ("(2.3)", determinant)]
    return found


def _shown(box: Box) -> str:
    return f"[{box[0]}, {box[1]}] x [{box[2]}, {box[3]}]"
