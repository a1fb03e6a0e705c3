"""lojverify verifies a paper on stochastic gradient descent and certifies its constants.

The public names load on first use, so `import lojverify` costs nothing:

    certify      constants -> Certificate
    Constants    the constants of one problem
    RobbinsMonro the same for step sizes that decrease
    StarConvex   the same for a loss that is star-convex about a point
    NearlyLinear the same for nearly linear least squares
    Certificate  a certified statement with its proof
    check        replay a certificate in the kernel
    load_problem     a problem file -> the loss with its data, and its rigorous constants
    certify_problem  such a problem -> a certificate with the evidence for its constants
    rate         bounds of a sequence under the recursion (4.2), with a proof
    verify       the verdicts of the paper's displays and statements
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

_HOME = {
    "Certificate": "lojverify.certifier",
    "Constants": "lojverify.certifier",
    "RobbinsMonro": "lojverify.certifier",
    "StarConvex": "lojverify.certifier",
    "NearlyLinear": "lojverify.certifier",
    "certify": "lojverify.certifier",
    "certify_problem": "lojverify.problem_certifier",
    "check": "lojverify.certifier",
    "load_problem": "lojverify.problems",
    "rate": "lojverify.rates",
    "verify": "lojverify.auditor",
}

__all__ = [
    "Certificate",
    "Constants",
    "NearlyLinear",
    "RobbinsMonro",
    "StarConvex",
    "__version__",
    "certify",
    "certify_problem",
    "check",
    "load_problem",
    "rate",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
