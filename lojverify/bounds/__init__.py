"""The exit bounds by name. A new bound is one module with a `BOUND`, and one line here.

`bounded_noise`, `distance` and `near_linear` stand apart: they are for step sizes that decrease, for star-convex losses
and for nearly linear least squares.
"""

from lojverify.bounds import (
    bounded_noise,
    cantelli_ville,
    chebyshev_union,
    distance,
    drift_martingale,
    drift_martingale_confined,
    drift_martingale_sharp,
    drift_martingale_shifted,
    log_ville,
    markov_union,
    near_linear,
    path_length,
    printed,
    shifted_ville,
    ville,
)
from lojverify.bounds.base import Bound, Limit, arguments, exists
from lojverify.bounds.drift_martingale_within import DriftMartingaleWithin
from lojverify.constants import Constants

REGISTRY: dict[str, Bound] = {
    module.BOUND.name: module.BOUND
    for module in (
        printed,
        markov_union,
        chebyshev_union,
        ville,
        cantelli_ville,
        shifted_ville,
        path_length,
        drift_martingale,
        drift_martingale_sharp,
        drift_martingale_shifted,
        drift_martingale_confined,
        log_ville,
    )
}

TITLES = {name: bound.title for name, bound in REGISTRY.items()} | {bounded_noise.NAME: bounded_noise.TITLE}
TITLES |= distance.TITLES | {near_linear.NAME: near_linear.TITLE}
TITLES[DriftMartingaleWithin.name] = DriftMartingaleWithin.title


def available(constants: Constants, horizon: int | None = None) -> dict[str, Bound]:
    """The bounds of P(exit) by name; with a horizon also those of the probability to leave within so many steps."""
    if horizon is None:
        return REGISTRY
    within = DriftMartingaleWithin(horizon, constants)
    return {**REGISTRY, within.name: within}


__all__ = ["REGISTRY", "TITLES", "Bound", "Limit", "arguments", "available", "exists"]
