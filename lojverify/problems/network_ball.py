"""The constants of a network on a ball of radius r around its start, for any depth; only slopes that it reaches count.

For one input x, with the matrices W_l at the start, omega_l = |W_l| + r and kappa_l = its longest column + r:

    P_1 = sqrt(|x|^2 + 1),  S_1 = 0;  the inputs z of the units of layer l stay within P_l r of those at the start,
    where c_l <= sigma', |sigma'| <= m_l, |sigma''| <= k_l;  A_l = |a_l| at the start + m_l P_l r bounds the outputs
    P_{l+1}^2 = omega_{l+1}^2 m_l^2 P_l^2 + A_l^2 + 1
    S_{l+1} = (U + sqrt(U^2 + 4 V^2))/2,  U = kappa_{l+1} k_l P_l^2 + omega_{l+1} m_l S_l,  V = m_l P_l

Then on the ball |Dz_l| <= P_l and |D^2 z_l[u, u]| <= S_l |u|^2, by induction: with a = sigma(z), Da = sigma' Dz and
D^2 a = sigma'' (Dz)^2 + sigma' D^2 z, unit by unit; Dz_{l+1}[u] = W Da + (V a + b) and
D^2 z_{l+1}[u, u] = W D^2 a + 2 V Da, where V and b are the parts of u in layer l+1. W (sigma'' (Dz)^2) is a sum of
columns with coefficients whose sizes add up to at most k P^2, so that the longest column takes the place of |W|. The
mean value theorem gives the reach and A_l.

So a gradient of phi is at most G = min(P_L, |its value at the start| + S_L r), and S_L is its Lipschitz constant.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce

from lojverify.enclose import Bounds
from lojverify.enclose.arb import ArbNumber
from lojverify.enclose.number import Number
from lojverify.exact import sqrt_bounds
from lojverify.problems.activations import Activation
from lojverify.problems.network_centre import ROOT_BITS, Centre, Weights

BITS = 96
METHODS = {
    "V1": "the least weights above the first layer",
    "V2": "the product of the matrices above the first layer",
    "V3": "the singular values of the matrices above the first layer",
    "V4": "the Jacobian at theta0",
}


@dataclass(frozen=True)
class Reach:
    """Slopes of a hidden layer on the ball, for one input: c <= sigma', |sigma'| <= m, |sigma''| <= k."""

    c: Fraction
    m: Fraction
    k: Fraction


@dataclass(frozen=True)
class OnBall:
    """What holds on the ball of radius r.

    alpha      lower bounds of 4 lambda_min(J J^T)/n, by method
    gradients  >= |grad phi(x_i, .)|, per sample
    jacobian   >= |J|/sqrt(n)
    curvature  h >= sqrt(mean h_i^2), grad phi(x_i, .) h_i-Lipschitz
    """

    radius: Fraction
    alpha: dict[str, Fraction]
    gradients: list[Fraction]
    jacobian: Fraction
    curvature: Fraction

    def method(self) -> str:
        """The method with the largest alpha."""
        return max(self.alpha, key=lambda name: self.alpha[name])


def on_ball(centre: Centre, radius: Fraction, number: type[Number] = ArbNumber) -> OnBall:
    """The constants on the ball of this radius > 0; `number` is the back end that computes them."""
    n = len(centre.lengths)
    samples = [_sample(centre, i, radius, number) for i in range(n)]
    second = [S for _, S, _ in samples]
    curvature = _root(sum((S * S for S in second), Fraction(0)) / n)
    gradients = [min(P, g + S * radius) for (P, S, _), g in zip(samples, centre.gradients, strict=True)]
    mean = _root(sum((g * g for g in gradients), Fraction(0)) / n)
    jacobian = min(mean, centre.jacobian.upper + radius * curvature)
    slope = min(c for _, _, c in samples)
    return OnBall(radius, _alphas(centre, radius, slope, curvature), gradients, jacobian, curvature)


def _sample(centre: Centre, i: int, radius: Fraction, number: type[Number]) -> tuple[Fraction, Fraction, Fraction]:
    """P_L and S_L for one input, and the product of the least slopes."""

    def exactly(x: Fraction) -> Number:
        return number.between(x, x, BITS)

    P, S, slope = exactly(centre.lengths[i]).sqrt(), exactly(Fraction(0)), Fraction(1)
    layers = zip(centre.model.activations, centre.inputs, centre.outputs, centre.weights, strict=True)
    for sigma, inputs, outputs, above in layers:
        near = reach(sigma, inputs[i], P.upper * radius)
        slope *= max(near.c, Fraction(0))
        P, S = layer(P, S, exactly(near.m), exactly(near.k), exactly(outputs[i]), _moved(above, radius), radius)
        P, S = exactly(P.upper), exactly(S.upper)  # all that follows increases in them
    return P.upper, S.upper, slope


def _moved(above: Weights, radius: Fraction) -> tuple[Fraction, Fraction]:
    return above.norm + radius, above.column + radius


def layer(
    P: Number, S: Number, m: Number, k: Number, a: Number, above: tuple[Fraction, Fraction], radius: Fraction
) -> tuple[Number, Number]:
    """P and S of the next layer, by the recursion of the module; `above` holds its omega and kappa, `a` is |a_l|."""
    omega, kappa = above
    V = m * P
    A = a + V * radius
    U = k * P**2 * kappa + m * S * omega
    return ((V * omega) ** 2 + A**2 + 1).sqrt(), (U + (U**2 + 4 * V**2).sqrt()) / 2


def reach(sigma: Activation, inputs: Sequence[Bounds], distance: Fraction) -> Reach:
    """The slopes of a layer whose inputs stay within `distance` of these."""
    # Wide layers often have equal inputs, as at the start of Theorem A.2.
    ranges = {(z.lower - distance, z.upper + distance) for z in inputs}
    slopes = [sigma.slope(*one) for one in ranges]
    least, most = min(s.lower for s in slopes), max(s.upper for s in slopes)
    return Reach(least, max(most, -least), max(sigma.curvature(*one) for one in ranges))


def _alphas(centre: Centre, radius: Fraction, slope: Fraction, curvature: Fraction) -> dict[str, Fraction]:
    """Lower bounds of 4 lambda_min(J J^T)/n on the ball, at least 0.

    The derivatives by rows of (W_1, b_1) are sums of (x_i, 1) times p_i = D_1 W_2^T ... D_{L-1} W_L^T, D the slopes, so
    that lambda_min(J J^T)/n >= lambda_0 min |p_i|^2. Of |p_i|: V1 counts paths; V2 uses p_i >= c W_2^T ... W_L^T >= 0,
    entrywise, and telescopes the product (for L = 2 without a condition on signs); V3 multiplies singular values.
    V4 is Weyl's inequality.
    """
    weights, widths, zero = centre.weights, centre.model.widths, Fraction(0)
    least = 4 * centre.least * slope**2
    entries = reduce(lambda q, w: q * max(w.entry - radius, zero), weights, Fraction(1))
    paths = reduce(lambda q, d: q * d, widths[1:], 1)
    norms = reduce(lambda q, w: q * w.norm, weights, Fraction(1))
    moved = reduce(lambda q, w: q * (w.norm + radius), weights, Fraction(1))
    signs = len(weights) == 1 or all(w.entry >= radius for w in weights)
    product = max(centre.path - (moved - norms), zero) if signs else zero
    singular = reduce(lambda q, w: q * max(w.singular - radius, zero), weights, Fraction(1))
    jacobian = max(centre.jacobian.lower - radius * curvature, zero)
    return {
        "V1": least * widths[0] * (entries * paths) ** 2,
        "V2": least * product**2,
        "V3": least * singular**2,
        "V4": 4 * jacobian**2,
    }


def _root(x: Fraction) -> Fraction:
    return sqrt_bounds(x, ROOT_BITS)[1]
