"""The exit bounds by name. A new bound is one module with a `BOUND`, and one line here."""

from lojverify.bounds import chebyshev_union, markov_union, printed, ville
from lojverify.bounds.base import Bound, Limit, arguments, exists

REGISTRY: dict[str, Bound] = {
    module.BOUND.name: module.BOUND
    for module in (
        printed,
        markov_union,
        chebyshev_union,
        ville,
    )
}

__all__ = ["REGISTRY", "Bound", "Limit", "arguments", "exists"]
