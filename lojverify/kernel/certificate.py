"""Checks a certificate: its form, its digest, every field against the statement it proves, and then the proof.

A certificate is an object with the keys of `KEYS`. Its proof is an ordinary proof file whose last claim is the
statement of `statement.problem` for the numbers of the certificate. Nothing outside the object is read.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from .arguments import need, rational
from .check import FORMAT as PROOF_FORMAT
from .check import MALFORMED, Statement, Verdict, check_proof, replay
from .decreasing import DecreasingNumbers
from .excursion import TWO_SIDED, check_two_sided
from .near import NearNumbers
from .polynomial import Rejected
from .rates import FORMAT as RATE_FORMAT
from .rates import check_rate
from .star import StarNumbers
from .statement import Numbers, Stated, hypotheses, problem, sentences

FORMAT = "lojverify-certificate/1"
KEYS = (
    "format",
    "version",
    "kind",
    "bound",
    "constants",
    "annulus",
    "initial_loss",
    "delta",
    "value",
    "interval",
    "decimal",
    "assumes",
    "digest",
    "proof",
)
# Also there, all of them, where the statement has a horizon or a target; null is what it does not have.
REACH = ("horizon", "steps", "target_loss", "exit_at_most", "miss_at_most")
CONSTANTS = ("alpha", "smoothness", "noise", "step_size", "radius", "confinement")
DECREASING = ("smoothness", "noise_moment", "gamma", "q", "n0", "radius", "confinement")  # where the step sizes do
STAR = ("tau", "expected_smoothness", "noise", "step_size", "radius", "distance", "growth")  # about a point theta*
NEAR = ("singular_value", "curvature", "expected_smoothness", "noise", "step_size", "radius", "distance")  # zeros
# kind -> what `value` repeats, and whether rounding up is the safe side
KINDS = {
    "epsilon": ("initial_loss", False),
    "delta": ("delta", True),
    "step-size": ("step_size", False),
    "radius": ("radius", True),
    "distance": ("distance", False),
    "gamma": ("gamma", False),
    "n0": ("n0", True),
    "steps": ("steps", True),
    "target-loss": ("target_loss", True),
    "claim": ("delta", True),
}
DIGITS = 15
_LONGEST_NUMBER = 2001  # two integers of 1,000 digits; Python prints no more than 4,300, and squares are printed


def checker(data: object) -> Callable[[], Verdict] | None:
    """What gives the verdict on a certificate, a proof file or a list of results; None for anything else."""
    if not isinstance(data, dict):
        return None
    if data.get("format") == FORMAT:
        return lambda: check_certificate(data)
    if data.get("format") == PROOF_FORMAT:
        return lambda: check_proof(data)
    if data.get("format") == RATE_FORMAT:
        return lambda: _rejecting(lambda: check_rate(data, digest, lambda bound: decimal(bound, up=True)))
    return (lambda: _rejecting(lambda: _check_results(data))) if "results" in data and "format" not in data else None


def check_certificate(data: Mapping[str, object], earlier: Mapping[str, Statement] | None = None) -> Verdict:
    """The verdict on a certificate; `earlier` as in `replay`."""
    return _rejecting(lambda: _check_certificate(data, earlier))


def digest(data: Mapping[str, object]) -> str:
    """SHA-256 of the canonical JSON (sorted keys, no spaces, ASCII) of everything but the digest, in hexadecimal."""
    rest = {key: value for key, value in data.items() if key != "digest"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def claim_name(bound: str) -> str:
    """The name of the last claim in the proof of a certificate by this bound."""
    return f"certified {bound}"


def decimal(x: Fraction, *, up: bool) -> str:
    """`x` >= 0 to 15 significant digits, rounded up or down, such as 0.05 or 6.02810317887263e-5."""
    if x == 0:
        return "0"
    exponent = len(str(x.numerator)) - len(str(x.denominator))
    if x < Fraction(10) ** exponent:
        exponent -= 1
    scaled = x * Fraction(10) ** (DIGITS - 1 - exponent)
    mantissa = math.ceil(scaled) if up else math.floor(scaled)
    if mantissa == 10**DIGITS:
        mantissa, exponent = mantissa // 10, exponent + 1
    digits = str(mantissa).rstrip("0")
    if exponent < -4 or exponent >= DIGITS:
        return f"{digits[0]}{'.' if digits[1:] else ''}{digits[1:]}e{exponent}"
    if exponent < 0:
        return f"0.{'0' * (-exponent - 1)}{digits}"
    whole, fraction = digits[: exponent + 1].ljust(exponent + 1, "0"), digits[exponent + 1 :]
    return f"{whole}.{fraction}" if fraction else whole


def _check_certificate(data: Mapping[str, object], earlier: Mapping[str, Statement] | None) -> Verdict:
    keys = set(data) - set(TWO_SIDED)
    need(keys in (set(KEYS), {*KEYS, *REACH}), f"the keys are not those of {FORMAT}")
    need(len(set(data) - keys) in (0, len(TWO_SIDED)), f"{', '.join(TWO_SIDED)} belong together")
    need(data["digest"] == digest(data), "the digest does not fit: the certificate was changed")
    bound = data["bound"]
    need(isinstance(bound, str) and bool(re.fullmatch(r"[a-z0-9-]{1,40}", bound)), "bound is not a name")
    version = data["version"]
    need(isinstance(version, str) and bool(re.fullmatch(r"[0-9A-Za-z.+-]{1,40}", version)), "version is not one")
    numbers = _numbers(data)
    _check_value(data, numbers)
    claims = _claims(data["proof"])
    last = claims[-1] if claims else None
    need(isinstance(last, dict) and last.get("name") == claim_name(str(bound)), "the proof is of another claim")
    stated = last.get("problem") if isinstance(last, dict) else None
    given = _object(stated.get("hypotheses") if isinstance(stated, dict) else None, "the hypotheses of the proof")
    need(set(given) <= set(hypotheses(numbers)), "the proof has other hypotheses")
    need(stated == problem(numbers, given), "the proof is of another statement than the certificate")
    need(data["assumes"] == sentences(numbers, given), "assumes differs from the hypotheses of the proof")
    if "lower" in data:
        if not isinstance(numbers, Numbers):
            raise Rejected("only constant step sizes and a small initial loss have a lower side")
        check_two_sided(numbers, data)
    return replay(claims, earlier)[0]


def _numbers(data: Mapping[str, object]) -> Stated:
    """The numbers of a certificate, rejected where they are not written in lowest terms or of the wrong sign."""
    constants = _object(data["constants"], "constants")
    if set(constants) == set(DECREASING):
        return _decreasing_numbers(data, constants)
    if set(constants) == set(STAR):
        return _star_numbers(data, constants)
    if set(constants) == set(NEAR):
        return _near_numbers(data, constants)
    need(set(constants) == set(CONSTANTS), "constants has other keys")
    read: dict[str, Any] = {key: _number(constants, key) for key in CONSTANTS if key not in ("noise", "confinement")}
    interval = data["interval"]
    ends = None
    if interval is not None:
        interval = _list(interval, "interval")
        need(len(interval) == 2, "interval is not a pair")
        ends = (_number({"interval": interval[0]}, "interval"), _number({"interval": interval[1]}, "interval"))
    numbers = Numbers(
        **read,
        noise=_number(constants, "noise", zero=True),
        confinement=None if constants["confinement"] is None else _number(constants, "confinement"),
        annulus=None if data["annulus"] is None else _number(data, "annulus"),
        initial_loss=_number(data, "initial_loss", zero=True),
        delta=_number(data, "delta", zero=True),
        interval=ends,
        **reach_of(data),
    )
    need(numbers.delta < 1, "delta is not below 1")
    need(numbers.annulus is None or numbers.confinement is not None, "an annulus needs a confinement")
    return numbers


def _decreasing_numbers(data: Mapping[str, object], constants: Mapping[str, object]) -> DecreasingNumbers:
    """The same for decreasing step sizes."""
    need(not set(REACH) & set(data), "decreasing step sizes have neither horizon nor target")
    need(data["annulus"] is None and data["interval"] is None, "decreasing step sizes have no annulus and no interval")
    numbers = DecreasingNumbers(
        **{key: _number(constants, key, zero=key == "noise_moment") for key in DECREASING},
        initial_loss=_number(data, "initial_loss", zero=True),
        delta=_number(data, "delta", zero=True),
    )
    need(numbers.delta < 1, "delta is not below 1")
    return numbers


def _star_numbers(data: Mapping[str, object], constants: Mapping[str, object]) -> StarNumbers:
    """The same for a loss that is star-convex about a point, of which no initial loss is supposed."""
    _no_initial_loss(data)
    numbers = StarNumbers(
        **{key: _number(constants, key, zero=key in ("noise", "distance")) for key in STAR if key != "growth"},
        growth=None if constants["growth"] is None else _number(constants, "growth"),
        delta=_number(data, "delta", zero=True),
    )
    need(numbers.delta < 1, "delta is not below 1")
    return numbers


def _near_numbers(data: Mapping[str, object], constants: Mapping[str, object]) -> NearNumbers:
    """The same for nearly linear least squares."""
    _no_initial_loss(data)
    numbers = NearNumbers(
        **{key: _number(constants, key, zero=key in ("curvature", "noise", "distance")) for key in NEAR},
        delta=_number(data, "delta", zero=True),
    )
    need(numbers.delta < 1, "delta is not below 1")
    need(numbers.steepness > 0 and numbers.room > 0, "the Jacobian may change too much on the ball")
    return numbers


def _no_initial_loss(data: Mapping[str, object]) -> None:
    """Statements about the distance to a point have nothing of those about the loss at the start."""
    need(not set(REACH) & set(data), "bounds by a distance have neither horizon nor target")
    for key in ("annulus", "interval", "initial_loss"):
        need(data[key] is None, f"bounds by a distance have no {key}")


def reach_of(data: Mapping[str, object]) -> dict[str, Any]:
    """The horizon and the target of a certificate that has any, by the names of `Numbers`; none for another."""
    if "horizon" not in data:
        return {}
    horizon, steps = (None if data[key] is None else _natural(data, key) for key in ("horizon", "steps"))
    need(horizon is not None or steps is not None, "neither a horizon nor a target")
    parts = {"target_loss": "target_loss", "exit": "exit_at_most", "miss": "miss_at_most"}
    if steps is None:
        need(all(data[key] is None for key in parts.values()), "a target without steps")
        return {"horizon": horizon}
    need(horizon is None or steps <= horizon, "the steps go beyond the horizon")
    found = {name: _number(data, key, zero=name != "target_loss") for name, key in parts.items()}
    return {"horizon": horizon, "steps": steps, **found}


def _natural(source: Mapping[str, object], key: str) -> int:
    """A positive integer that is written as a text."""
    value = _number(source, key)
    need(value.denominator == 1, f"{key} is not an integer")
    return value.numerator


def _number(source: Mapping[str, object], key: str, *, zero: bool = False) -> Fraction:
    text = source[key]
    need(isinstance(text, str) and len(text) <= _LONGEST_NUMBER, f"{key} is not a number of moderate length")
    value = rational(text)
    need(str(value) == text, f"{key} is not in lowest terms")
    need(value > 0 or (zero and value == 0), f"{key} has the wrong sign")
    return value


def _check_value(data: Mapping[str, object], numbers: Stated) -> None:
    """Compare `kind`, `value`, `interval` and `decimal` with the numbers of the statement."""
    kind = data["kind"]
    need(isinstance(kind, str) and kind in KINDS, "kind is not known")
    name, up = KINDS[str(kind)]
    need(getattr(numbers, name, None) is not None, f"there is no {name} to solve for")
    value = Fraction(getattr(numbers, name))
    need(data["value"] == str(value), f"value does not repeat {name}")
    need(data["decimal"] == decimal(value, up=up), "decimal does not fit the value")
    ranges = kind == "step-size" and isinstance(numbers, Numbers)
    need(ranges == (numbers.interval is not None), "interval belongs to a step size, and to it alone")
    if numbers.interval is not None:
        low, high = numbers.interval
        need(low <= value <= high, "the step size is not in its interval")


def _check_results(data: Mapping[str, object]) -> Verdict:
    """Every certificate among the results is checked, and that `best` names one that no other surpasses."""
    need(set(data) == {"results", "best"}, "a list of results has the keys results and best")
    best = data["best"]
    certified: dict[object, dict[str, object]] = {}
    for one in [_object(one, "a result") for one in _list(data["results"], "results")]:
        if one.get("proof") is None:
            need(set(one) == {*KEYS, "reason"} and isinstance(one["reason"], str), "a result without proof or reason")
            need(one["value"] is None, "a value without proof")
            need(one["digest"] == digest(one), "the digest does not fit: a result was changed")
            continue
        need(one.get("bound") not in certified, f"two results by {one.get('bound')}")
        certified[one.get("bound")] = one
    need(bool(certified), "nothing is certified")
    verdicts = {name: check_certificate(one) for name, one in certified.items()}
    failed = [f"{name}: {v.reason or v.status}" for name, v in verdicts.items() if v.status != "proved"]
    need(not failed, "; ".join(failed))
    need(best in certified, "best is not among the certified results")
    kinds = {str(one["kind"]) for one in certified.values()}
    need(len(kinds) == 1, "results of several kinds")
    sign = -1 if KINDS[kinds.pop()][1] else 1
    values = {name: sign * Fraction(str(one["value"])) for name, one in certified.items()}
    need(values[best] == max(values.values()), "best is not the best of the results")
    return verdicts[best]


def _claims(proof: object) -> list[object]:
    proof = _object(proof, "the proof")
    need(set(proof) == {"format", "claims"} and proof["format"] == PROOF_FORMAT, f"the proof is not {PROOF_FORMAT}")
    return _list(proof["claims"], "claims")


def _object(data: object, name: str) -> dict[str, object]:
    if not isinstance(data, dict):
        raise Rejected(f"{name}: not an object")
    return data


def _list(data: object, name: str) -> list[object]:
    if not isinstance(data, list):
        raise Rejected(f"{name}: not a list")
    return data


def _rejecting(examine: Callable[[], Verdict]) -> Verdict:
    try:
        return examine()
    except Rejected as error:
        return Verdict("rejected", reason=str(error))
    except MALFORMED as error:
        return Verdict("rejected", reason=f"malformed ({type(error).__name__})")
