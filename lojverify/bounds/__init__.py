"""The exit bounds by name. A new bound is one module with a `BOUND`, and one line here."""

from lojverify.bounds import (
    cantelli_ville,
    chebyshev_union,
    drift_martingale,
    drift_martingale_sharp,
    log_ville,
    markov_union,
    path_length,
    printed,
    ville,
)
from lojverify.bounds.base import Bound, Limit, arguments, exists

REGISTRY: dict[str, Bound] = {
    module.BOUND.name: module.BOUND
    for module in (
        printed,
        markov_union,
        chebyshev_union,
        ville,
        cantelli_ville,
        path_length,
        drift_martingale,
        drift_martingale_sharp,
        log_ville,
    )
}

__all__ = ["REGISTRY", "Bound", "Limit", "arguments", "exists"]
