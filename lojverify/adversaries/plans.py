"""Plans of losses in the plane on which a rare kick leads out of the ball. Nothing here is trusted.

theta0 = 0. The run goes left on the floor y = 0, where F = A (x - c)^2 for -length <= x <= 0, and is kicked once, at a
random step, to one of the points (x, +-kick), or along the floor.

along    F = floor(x) + (C/2) y^2; the kick leads to the sphere beyond the zero of the floor.
direct   F = floor(x) + (C/2) y^2 and kick = r: the kick itself leaves the ball.
ledge    F = floor(x) + rise(x) profile(|y|), where profile climbs from 0 to 1 in a distance `kick`, as steeply as the
         smoothness C allows. On the ledge |y| >= kick it is (alpha/4) (x + X)^2: the slope is the least that (2.1)
         allows, so that the run goes on to the left, out of the ball, and F is still above M0 there.

The floor has the least slope at first, so that F stays large for long, and then falls to 0 as steeply as C allows; left
of its zero it rises again to M0.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import exp, isfinite, log, log1p, sqrt

from lojverify.adversaries.pieces import short
from lojverify.kernel.statement import Numbers

END = 0.03  # of the first loss: below, kicks are not worth their stages
ROOM = 1e-4  # left for roundings, and for inequalities that are shown more easily if they are strict
_ROUNDS = 7  # of the search for the width of the climb
_SLOPES = 24  # slopes of the floor that are tried


@dataclass(frozen=True)
class Plan:
    """The choices behind an instance, and the exit probability that it promises."""

    loss: Fraction  # F(theta0) is at most this
    curvature: Fraction  # A
    length: float  # of the part of the floor with that curvature; all of it down to the zero if `falls` is false
    falls: bool
    kick: float | None  # None for one along the floor
    ledge: float | None  # X, None without a ledge
    promise: float
    tight: float = 1  # how much of C the climb to the ledge uses
    steep: float = 1  # and how much of it the floor


class Setting:
    """The numbers of a problem as floats, and floors for them. `steep`: how much of the smoothness a floor uses."""

    def __init__(self, numbers: Numbers, steep: float = 1) -> None:
        self.numbers = numbers
        self.steep = short(steep)
        self.alpha, self.C, self.sigma, self.eta, self.r = (
            float(x) for x in (numbers.alpha, numbers.smoothness, numbers.noise, numbers.step_size, numbers.radius)
        )
        self.outer = self.r + float(numbers.annulus or 0)
        self.m = sqrt(float(numbers.confinement or 0)) * (1 + ROOM)
        self.a, self.kappa = sqrt(self.alpha) / 2, sqrt(self.C / 2)
        self.K = self.C * steep  # the largest second derivative of the floor

    def time(self, f0: float, f1: float, p: float) -> float:
        """eta times the sum of F over the steps in which sqrt(F) goes from f0 to f1 with slope p."""
        rate = -2 * log1p(-min(2 * self.eta * p**2, 1 - 1e-12))
        return self.eta * (f0**2 - max(f1**2, END * f0**2)) / -(exp(-rate) - 1)

    def along(self, f0: float, f1: float, p: float) -> float:
        """The same sum of F/J^2, where J is the distance to the sphere beyond the zero of the floor."""
        gap, z0, z1 = self.r - f0 / p, f0 / p, max(f1 / p, sqrt(END) * f0 / p)
        if gap <= 0:
            return 0.0
        return (log((gap + z0) / (gap + z1)) + gap / (gap + z0) - gap / (gap + z1)) / 2

    def floor(
        self, loss: float, room: float, score: Callable[[float, float, float], float] | None = None
    ) -> tuple[float, float, bool, float]:
        """(slope, length, falls, score) of the best floor whose zero is at most `room` away; the score is the time."""
        f0, worth = sqrt(loss), score or self.time
        slopes = [self.a * (self.kappa / self.a) ** (n / _SLOPES) for n in range(_SLOPES + 1)]
        if room > 0 and f0 / room <= self.kappa:
            slopes.append(max(f0 / room, self.a))
        best = (0.0, 0.0, False, 0.0)
        for p in slopes:
            if f0 / p <= room * (1 + 1e-12):
                found = (p, f0 / p, False, worth(f0, 0, p))
            elif f0 / p >= self.outer and not self.m:
                continue
            else:
                low, high = 0.0, f0 / p
                for _ in range(24):
                    middle = (low + high) / 2
                    if middle + self.fall(f0 - p * middle, p) <= room:
                        low = middle
                    else:
                        high = middle
                if low == 0:
                    continue
                found = (p, low, True, worth(f0, f0 - p * low, p))
            best = max(best, found, key=lambda one: one[3])
        return best

    def wall(self) -> float:
        """How wide a wall is that rises from 0 to M0 and ends with the least slope that (2.1) allows."""
        rest = 2 * self.a * self.m / self.K
        return 2 * sqrt(self.m**2 / self.K + rest**2 / 2) - rest

    def fall(self, f: float, p: float) -> float:
        """How far it is from sqrt(F) = f and slope p down to 0; infinite if p is too steep to be met by a fall."""
        q = 2 * p * f / self.K
        first = -q + sqrt(q**2 / 2 + f**2 / self.K)
        return 2 * first + q if first > 0 else float("inf")


def direct(numbers: Numbers, loss: Fraction) -> Plan | None:
    """The best plan whose kick leaves the ball at once."""
    here = Setting(numbers)
    p, length, falls, time = here.floor(float(loss), (here.r - here.m / here.kappa) * (1 - ROOM))
    if not time:
        return None
    return _plan(here, loss, p, length, falls, here.r, None, time)


def along(numbers: Numbers, loss: Fraction) -> Plan | None:
    """The best plan whose kick leads along the floor."""
    here = Setting(numbers)
    p, length, falls, score = here.floor(float(loss), (here.r - here.m / here.kappa) * (1 - ROOM), here.along)
    return _plan(here, loss, p, length, falls, None, None, score) if score else None


def ledge(
    numbers: Numbers, loss: Fraction, *, tight: float = 0.9, steep: float = 0.5, margin: float = 1
) -> Plan | None:
    """The best plan whose kick leads to a ledge; `margin` is that of the loss on the ledge, at the far end."""
    here = Setting(numbers, steep)
    f0, kick, K = sqrt(float(loss)), 0.0, here.C * tight
    for _ in range(_ROUNDS):
        if kick >= here.r:
            return None
        rho = sqrt(here.r**2 - kick**2)
        p, length, falls, time = here.floor(float(loss), (rho - here.wall() if here.m else here.r) * (1 - ROOM))
        if not time:
            return None
        level = here.m + here.a * (here.outer - rho) if here.m else 0.0
        X = here.outer + level / here.a + margin * kick
        # The rise (alpha/4) (x + X)^2 - A (x - c)^2 at its highest, and behind theta0, where it levels off.
        slope = 2 * here.a**2 * X - 2 * p * f0
        rise = here.a**2 * X**2 - f0**2
        if rise <= 0:
            return None
        if slope < 0:
            back = min(slope / (2 * (here.a**2 - p**2)), length)
            rise += -slope * back + (here.a**2 - p**2) * back**2
        else:
            rise += slope**2 / here.C
        top = K / (1 + slope**2 / (rise * max(here.C - here.alpha / 2, 1e-9 * here.C)))
        kick = 2 * sqrt(rise / top)
    if kick >= here.r:
        return None
    return _plan(here, loss, p, length, falls, kick * (1 + 1e-6), X * (1 + 1e-6), time, tight, steep)


def _plan(
    here: Setting,
    loss: Fraction,
    p: float,
    length: float,
    falls: bool,  # noqa: FBT001
    kick: float | None,
    X: float | None,
    time: float,
    tight: float = 1,
    steep: float = 1,
) -> Plan | None:
    A = max(short(p * p), here.numbers.alpha / 4)
    promise = here.eta * here.sigma * time / (kick or 1) ** 2
    if not isfinite(promise) or here.numbers.smoothness / 2 < A:
        return None
    return Plan(loss, A, length, falls, kick, X, min(promise, 1.0), tight, steep)
