"""Constants and certificates of a problem on disk, and the verdict on them: the evidence is replayed and compared."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import lojverify
from lojverify.bounds.base import rho1
from lojverify.bounds.sums import steps_to
from lojverify.certificates.certificate import Certificate, Comparison
from lojverify.certificates.files import write_whole
from lojverify.constants import Constants
from lojverify.errors import LojverifyError, RejectedError
from lojverify.kernel import certificate as kernel
from lojverify.kernel.check import Verdict
from lojverify.problems.base import ProblemConstants
from lojverify.problems.replay import replay
from lojverify.zeros import NearlyLinear, StarConvex

CONSTANTS_FORMAT = "lojverify-constants/1"
PROBLEM_FORMAT = "lojverify-problem/1"
REDUCTION = Fraction(1, 1000)
_STATED = ("constants", "initial_loss", "star", "near_linear", "sharpest", "assumes", "backends")
_KEYS = {"format", "version", "title", "notes", "evidence", *_STATED}


@dataclass(frozen=True)
class Rate:
    """How fast a run that stays gets nearer: E[`quantity`; in the ball up to k] falls by `factor` a step.

    steps   to a thousandth of what it is at the start; None where the factor is not below 1
    """

    quantity: str
    factor: Fraction
    steps: int | None

    def as_json(self) -> dict[str, Any]:
        """The rate as an object of JSON."""
        return {"quantity": self.quantity, "factor": str(self.factor), "steps": self.steps}


@dataclass(frozen=True, repr=False)
class ProblemCertificate:
    """A certificate for a concrete loss: the evidence for its constants, and the certificate that rests on them.

    title        of the problem
    found        its constants on the ball, with their evidence
    certificate  the statement with its proof, or what every bound gives
    """

    title: str
    found: ProblemConstants
    certificate: Certificate | Comparison

    @property
    def best(self) -> Certificate:
        """The (strongest) certificate. Raises RejectedError where no bound shows anything."""
        best = self.certificate if isinstance(self.certificate, Certificate) else self.certificate.best
        if best is None:
            raise RejectedError("no bound shows anything")
        return best

    @property
    def rate(self) -> Rate | None:
        """How fast the run gets nearer, as far as the certificate's bound goes with a rate."""
        return rate_of(self.best)

    def as_dict(self) -> dict[str, Any]:
        """The object that ``certify --problem --json`` prints."""
        rate = self.rate
        return {
            **constants_as_json(self.title, self.found),
            "format": PROBLEM_FORMAT,
            "rate": None if rate is None else rate.as_json(),
            "certificate": self.certificate.as_dict(),
        }

    def to_json(self) -> str:
        """The same as text."""
        return json.dumps(self.as_dict(), indent=1) + "\n"

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the certificate to a file, whole or not at all."""
        write_whole(path, self.to_json())

    def check(self) -> Verdict:
        """The verdict, replayed from nothing."""
        return verdict_on_problem(self.as_dict())

    def __repr__(self) -> str:
        return f"<certificate for {self.title}: {self.certificate!r}>"


def rate_of(certificate: Certificate) -> Rate | None:
    """The rate that goes with a certificate; None where there is none."""
    constants = certificate.constants
    if isinstance(constants, Constants):
        return _rate("F(theta_k)", rho1(constants))
    factor = getattr(certificate.numbers, "factor", None)
    point = "the zero nearest to it" if isinstance(constants, NearlyLinear) else "theta*"
    return None if factor is None else _rate(f"|theta_k - {point}|^2", factor)


def _rate(quantity: str, factor: Fraction) -> Rate:
    return Rate(quantity, factor, steps_to(factor, REDUCTION) if factor < 1 else None)


def constants_as_json(title: str, found: ProblemConstants) -> dict[str, Any]:
    """The object that ``constants --json`` prints."""
    return {
        "format": CONSTANTS_FORMAT,
        "version": lojverify.__version__,
        "title": title,
        **found.as_json(),
        "assumes": list(found.assumes),
        "notes": list(found.notes),
        "backends": list(found.backends),
        "evidence": dict(found.evidence),
    }


def verdict_on_constants(data: Mapping[str, Any]) -> Verdict:
    """Whether the evidence of such an object proves the constants in it."""
    return _verdict(data, _KEYS, CONSTANTS_FORMAT)


def verdict_on_problem(data: Mapping[str, Any]) -> Verdict:
    """The same for a certificate of a problem, with the kernel's verdict on the certificate that rests on them."""
    verdict = _verdict(data, {*_KEYS, "rate", "certificate"}, PROBLEM_FORMAT)
    if verdict.status != "proved":
        return verdict
    check = kernel.checker(data["certificate"])
    if check is None:
        return Verdict("rejected", reason="there is no certificate in it")
    verdict = check()
    if verdict.status != "proved":
        return verdict
    results = data["certificate"].get("results", [data["certificate"]])
    for one in results:
        if one["proof"] is not None and (wrong := _unlinked(one, data)):
            return Verdict("rejected", reason=f"the certificate has another {wrong} than the evidence proves")
    best = next(
        one for one in results if "best" not in data["certificate"] or one["bound"] == data["certificate"]["best"]
    )
    rate = rate_of(Certificate.from_json(best))
    if data["rate"] != (None if rate is None else rate.as_json()):
        return Verdict("rejected", reason="the rate is not that of the certificate")
    return verdict


def _verdict(data: Mapping[str, Any], keys: set[str], name: str) -> Verdict:
    if set(data) != keys:
        return Verdict("rejected", reason=f"the keys are not those of {name}")
    try:
        found = replay(data["evidence"])
    except LojverifyError as error:
        return Verdict("rejected", reason=str(error))
    stated = {**found.as_json(), "assumes": list(found.assumes), "backends": list(found.backends)}
    wrong = [key for key in _STATED if data[key] != stated[key]]
    return Verdict("rejected", reason=f"the evidence proves another {wrong[0]}") if wrong else Verdict("proved")


def _unlinked(certificate: Mapping[str, Any], data: Mapping[str, Any]) -> str | None:
    """A number of a certificate that is not one of the problem's, by name; None if all of them are."""
    given, proved = certificate["constants"], data["constants"]
    if certificate["annulus"] is not None:
        return "annulus"
    if set(given) == set(Constants.FIELDS) - {"annulus"}:
        known = {name: proved[name] for name in ("alpha", "smoothness", "noise", "radius")}
        if given["confinement"] is not None:
            known["confinement"] = proved["confinement"]
        if certificate["initial_loss"] != data["initial_loss"]:
            return "initial_loss"
    elif set(given) == set(StarConvex.FIELDS) and data["star"] is not None:
        known = {**data["star"], "radius": proved["radius"]}
    elif set(given) == set(NearlyLinear.FIELDS) and data["near_linear"] is not None:
        known = {**data["near_linear"], "radius": proved["radius"]}
    else:
        return "set of constants"
    return next((name for name, value in known.items() if given[name] != value), None)
