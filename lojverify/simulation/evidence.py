"""The problem behind a certificate: its evidence holds the data, the start and the batches."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from lojverify.certificates.certificate import Certificate
from lojverify.certificates.of_problem import ProblemCertificate, verdict_on_problem
from lojverify.errors import RejectedError
from lojverify.problems.base import Batch, Problem
from lojverify.problems.data import Samples
from lojverify.problems.least_squares import LeastSquares
from lojverify.problems.least_squares_evidence import numbers_from
from lojverify.problems.network import Network
from lojverify.problems.network_model import Model
from lojverify.problems.replay import replay
from lojverify.problems.residuals import Residuals
from lojverify.problems.residuals_model import Definition


def problem_and_certificate(data: Mapping[str, Any]) -> tuple[Problem, ProblemCertificate]:
    """The problem and its (strongest) certificate, from the object that ``certify --problem --json`` prints.

    Raises RejectedError for one that does not hold.
    """
    verdict = verdict_on_problem(data)
    if verdict.status != "proved":
        raise RejectedError(f"{verdict.status}: {verdict.reason}")
    best = best_of(data["certificate"])
    return _BUILT[data["evidence"]["kind"]](data["evidence"]), ProblemCertificate(
        data["title"], replay(data["evidence"]), Certificate.from_json(best)
    )


def best_of(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The strongest of several certificates in a checked object (empty if there is none), or the one that it is."""
    if "best" not in data:
        return data
    best: Mapping[str, Any] = next((one for one in data["results"] if one["bound"] == data["best"]), {})
    return best


def _least_squares(evidence: Mapping[str, Any]) -> Problem:
    inputs, (targets,), (start,) = (_rows(evidence[name]) for name in ("inputs", "targets", "start"))
    batch = Batch(evidence["batch"], len(inputs), replacement=evidence["replacement"])
    return LeastSquares(Samples(inputs, targets, ()), tuple(start), batch)


def _network(evidence: Mapping[str, Any]) -> Problem:
    model = Model.from_json(evidence["model"])
    return Network(model, Batch(evidence["batch"], len(model.inputs), replacement=evidence["replacement"]))


def _residuals(evidence: Mapping[str, Any]) -> Problem:
    return Residuals(Definition.from_json(evidence["problem"]))


def _rows(data: Mapping[str, Any]) -> list[list[Fraction]]:
    rows, denominator = numbers_from(data)
    return [[Fraction(x, denominator) for x in row] for row in rows]


_BUILT = {"least-squares": _least_squares, "network": _network, "residuals": _residuals}
