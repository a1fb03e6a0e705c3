"""The evidence for the constants of a network, replayed: the network and its start are enclosed anew (by Arb).

With e_i = phi(x_i, theta) - y_i, J with the rows grad phi(x_i, .), and the bounds of `network_ball` on B(theta0, r):

    sqrt F <= sqrt F(theta0) + |J|/sqrt(n) r
    |grad F - grad F'| <= C |theta - theta'|,  C = 2 |J|^2/n + 2 sqrt(F) h
    |grad F|^2 <= 4 |J|^2/n F,    |grad F|^2 >= 4 lambda_min(J J^T)/n F
    E|v|^2 <= l F for one sample,  l = 4 max |grad phi(x_i, .)|^2

These and the steps of the recursion are proved by the kernel: proofs/network_*.py. Not proved there, but computed by
the code: the outputs and the Jacobian at theta0, the ranges of slopes, the eigenvalues, and the arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from lojverify.constants import Constants
from lojverify.errors import InputError, RejectedError
from lojverify.exact import decimal, read, sqrt_bounds
from lojverify.problems.base import Batch, NearLinear, ProblemConstants
from lojverify.problems.network_ball import METHODS, OnBall, on_ball
from lojverify.problems.network_centre import ROOT_BITS, Centre, Claims, Start
from lojverify.problems.network_model import Model

_DIGITS = 15
_LONGEST = 10**60
_TRIES = 12
_TOO_LARGE = (
    "no alpha > 0 is shown on this ball; in a smaller one, or with larger weights above the first layer, it may be"
)
_DEPENDENT = (
    "no alpha > 0 is shown on any ball: the gradients of the outputs at theta0 are dependent, as for equal inputs"
)
_PROVED = "the kernel proves how the constants follow from slopes, weights and eigenvalues: proofs/network_*.py"
_COMPUTED = (
    "computed, and not proved by the kernel: the network at theta0, the ranges of slopes, eigenvalues, the arithmetic"
)


def replay(evidence: Mapping[str, Any]) -> ProblemConstants:
    """What the evidence proves. Raises RejectedError or InputError where it proves nothing."""
    centre = Start(Model.from_json(evidence["model"])).centre(Claims.from_json(evidence["claims"]))
    batch = Batch(evidence["batch"], len(centre.lengths), replacement=evidence["replacement"])
    if type(evidence["batch"]) is not int or type(evidence["replacement"]) is not bool:
        raise RejectedError("the batch is none")
    return assemble(centre, batch, read(evidence["radius"], "radius"), evidence)


def assemble(centre: Centre, batch: Batch, radius: Fraction, evidence: Mapping[str, Any]) -> ProblemConstants:
    """The constants on the ball of this radius. Raises InputError where no alpha > 0 is shown."""
    near, loss = on_ball(centre, radius), _short(centre.loss)
    method = near.method()
    alpha = _down(near.alpha[method])
    if alpha <= 0:
        dependent = centre.least == 0 and centre.jacobian.lower == 0
        raise InputError(_DEPENDENT if dependent else _TOO_LARGE, name="radius", value=decimal(radius), display="2.2")
    single = 4 * max(near.gradients) ** 2
    growth = 4 * near.jacobian**2
    root = sqrt_bounds(loss, ROOT_BITS)[1] + near.jacobian * radius
    smoothness = _up(growth / 2 + 2 * root * near.curvature)
    noise, smooth = _up(batch.noise(single, alpha)), _up(batch.expected_smoothness(single, growth))
    return ProblemConstants(
        Constants(alpha, smoothness, noise, radius=radius),
        loss,
        None,
        _near_linear(centre, near, loss, smooth, noise),
        evidence,
        _assumed(centre, batch),
        (f"alpha comes from {METHODS[method]}", _PROVED, _COMPUTED),
        ("arb",),
    )


def _assumed(centre: Centre, batch: Batch) -> tuple[str, str]:
    drawn = "with replacement" if batch.replacement else "without replacement"
    shape = ", ".join(map(str, centre.model.shape))
    network = f"of the evidence, with its {batch.samples} samples, its theta0 and layers of width {shape}"
    step = f"each step draws a fresh batch of {batch.size}, uniformly {drawn}, independent of the past, and takes"
    return (
        f"F(theta) = (1/{batch.samples}) sum (phi(x_i, theta) - y_i)^2 for the network {network}",
        f"{step} the mean of the gradients of its samples",
    )


def _near_linear(centre: Centre, near: OnBall, loss: Fraction, smooth: Fraction, noise: Fraction) -> NearLinear | None:
    """s_J and h on B(theta0, 2 r + d0) with d0 >= sqrt(F(theta0))/s_J; None where d0 < r is not shown."""
    root, radius = sqrt_bounds(loss, ROOT_BITS)[1], near.radius
    wide = _up(2 * radius)
    for _ in range(_TRIES):
        ball = on_ball(centre, wide)
        singular = _down(sqrt_bounds(max(ball.alpha.values()), ROOT_BITS)[0] / 2)
        if singular <= 0 or root >= singular * radius:
            return None
        distance = _up(root / singular)
        if 2 * radius + distance <= wide:
            return NearLinear(singular, _up(ball.curvature), smooth, noise, distance)
        # d0 grows with the ball; a little more than it needs now suffices in the end.
        wide = _up(2 * radius + distance * Fraction(1001, 1000))
    return None


def _short(x: Fraction) -> Fraction:
    return x if max(x.numerator, x.denominator) < _LONGEST else _up(x)


def _up(x: Fraction) -> Fraction:
    return read(decimal(x, _DIGITS, "up"), "bound")


def _down(x: Fraction) -> Fraction:
    return read(decimal(x, _DIGITS, "down"), "bound")
