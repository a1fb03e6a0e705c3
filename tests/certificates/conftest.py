"""Certificates of every kind by every bound, each made once."""

from fractions import Fraction
from functools import cache

import mpmath
import pytest

from lojverify import certify
from lojverify.constants import Constants

EXAMPLE = Constants(1, 1, "1/2", "1/10", 3, "1/2", 1)
STEP = Constants(1, 1, "1/2", None, 3, "1/2", 1)
# The failure probabilities for which a step size is solved for; a smaller one would be refused.
STEPS = dict.fromkeys(("printed", "markov-union", "chebyshev-union"), ("1/4000", "1/5"))


@cache
def made(name):
    bound, _, kind = name.rpartition("-")
    if kind == "step":
        loss, delta = STEPS.get(bound, ("1/40", "1/21"))
        return certify(STEP, initial_loss=loss, delta=delta, bound=bound)
    given = {
        "epsilon": {"delta": "1/20"},
        "delta": {"initial_loss": "1/300"},
        "claim": {"initial_loss": "1/4000", "delta": "1/5"},
    }
    return certify(EXAMPLE, bound=bound, **given[kind])


@pytest.fixture(scope="session")
def certificate():
    """The certificate by a bound of a kind, such as ``ville-epsilon``."""
    return made


# -- edits -----------------------------------------------------------------------------------------------------------


def places(data, path=()):
    """The paths of every leaf and of every key or element."""
    if isinstance(data, dict):
        for key in data:
            yield from places(data[key], (*path, key))
    elif isinstance(data, list):
        for n, part in enumerate(data):
            yield from places(part, (*path, n))
    if path:
        yield path


def edited(value, draw):
    """Another value in place of `value`, close to it where that can be."""
    if isinstance(value, str):
        numbers = [n for n, c in enumerate(value) if c.isdigit()]
        choices = ["", value + "1", value[:-1], value + " ", "-" + value, value.replace(">=", ">"), value.swapcase()]
        for n in draw.sample(numbers, min(4, len(numbers))):
            choices += [value[:n] + str((int(value[n]) + draw.randint(1, 9)) % 10) + value[n + 1 :]] * 3
        return draw.choice([other for other in choices if other != value] or ["x"])
    if isinstance(value, bool) or value is None:
        return draw.choice([0, "0", [], "1/2", not value])
    if isinstance(value, int):
        return draw.choice([value + 1, value - 1, None, str(value)])
    if isinstance(value, list):
        return draw.choice([[], [*value, *value[-1:]], value[:-1], value[::-1], None, {}])
    return draw.choice([{}, None, [], dict(list(value.items())[:-1]), {**value, "more": "1"}])


def set_at(data, path, value):
    *front, last = path
    for key in front:
        data = data[key]
    old, data[last] = data[last], value
    return old


@pytest.fixture(scope="session")
def edits():
    """How to edit: the paths in an object, another value in place of one, and what sets it."""
    return places, edited, set_at


# -- truth, independently of the library -----------------------------------------------------------------------------


def exit_bounds(c, w, eta, loss, delta):
    """Every exit bound of the mathematics that applies at a step size (shifted as is best for delta), to 60 digits."""
    alpha, C, sigma, r, M0 = (c[key] for key in ("alpha", "smoothness", "noise", "radius", "confinement"))
    sqrt = mpmath.sqrt
    found = [mpmath.mpf(1)]
    if not 0 < eta < 2 * alpha / (C * (alpha + sigma)):
        return found
    rho1 = 1 - eta * alpha + eta**2 * C * (alpha + sigma) / 2
    s0, beta = sqrt(1 - eta * alpha * (1 - eta * C / 2)), eta**2 * C * sigma / 2 / (1 - rho1)
    if loss <= M0 or 4 * loss < (r + (w or 0)) ** 2 * alpha:
        found.append(rho1 * loss / M0)
    if loss <= M0:
        x, square = s0 * sqrt(loss / M0), loss / M0
        shifts = {mpmath.mpf(0), x, max((x - delta) / (1 - delta), mpmath.mpf(0))}
        found += [((x - a) ** 2 + beta * square) / ((1 - a) ** 2 + beta) for a in shifts if a < 1]
        b = eta * C * sigma / (alpha * (1 - eta * C / 2))
        if b <= mpmath.mpf(1) / 2:
            base = 1 - (1 - b) * x
            logarithmic = 1 - (1 - x) * base ** (-1 / (1 - b))
            found.append(logarithmic + base ** (-(2 - b) / (1 - b)) * eta**2 * C * sigma / 2 * square)
    lam = eta / (1 - sqrt(rho1))
    found.append(lam**2 * (alpha + sigma) * loss / r**2)
    far = lam * sqrt(alpha * loss)
    z = sqrt(C / 2) * lam * sqrt(alpha)
    t, S = z / (1 + z), (1 + z) ** 2 * eta**2 * sigma * loss / (1 - rho1)
    for room in (r - far, r - far + lam * sqrt(alpha * M0)):  # the second where the sphere is confined, too
        if room > 0:
            h = min(t * S / room, far)
            found.append((h**2 / t + S) / (room + h) ** 2)
    rho = rho1 + eta**2 * C * (2 * C - alpha) / 2
    if w is not None and rho < 1:
        roots = (sqrt(2 * C) + sqrt(sigma)) * eta / (1 - sqrt(rho))
        found.append(loss * (eta**2 * (2 * C + sigma) / w**2 + rho / M0) / (1 - rho))
        found.append(sqrt(loss) * roots / w + loss * rho / (M0 * (1 - rho)))
        if w == 1 and eta <= min(1 / alpha, alpha / (4 * C * (2 * C + sigma))):
            found.append(loss * (roots * sqrt(rho) + rho**2 / (M0 * (1 - rho))))
    return found


def states_truth(data):
    """Whether a certificate states something true, computed from its numbers alone."""

    def real(text):
        x = Fraction(text)
        return mpmath.mpf(x.numerator) / x.denominator

    with mpmath.workdps(60):
        c = {key: None if value is None else real(value) for key, value in data["constants"].items()}
        loss, delta = real(data["initial_loss"]), real(data["delta"])
        w = None if data["annulus"] is None else real(data["annulus"])
        steps = [c["step_size"]]
        if data["interval"] is not None:
            low, high = map(real, data["interval"])
            if not low <= steps[0] <= high:
                return False
            steps += [low + (high - low) * n / 20 for n in range(21)]
        return c["alpha"] <= 2 * c["smoothness"] and all(
            min(exit_bounds(c, w, eta, loss, delta)) <= delta for eta in steps
        )


@pytest.fixture(scope="session")
def is_true():
    """Whether a certificate states something true."""
    return states_truth
