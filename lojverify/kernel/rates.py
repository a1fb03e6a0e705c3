"""Checks a certificate of bounds b_k <= v under the recursion (4.2): its form, its digest, its rows, then the proof.

Such a certificate is an object with the keys of `KEYS`. The statement, written out from its numbers, is about every
sequence b_1, b_2, ... >= 0 with b_1 <= b1 that satisfies, for every k >= 1,

    b_{k+1} <= (1 - c1/(k + n0)^q) b_k + c2/(k + n0)^(q+p).

Each of the `rows` is a k and a `bound` of b_k, with its `decimal`. The proof is an ordinary proof file whose last claim
is this statement. ``iterated`` has, for each row, the bound by carrying out the recursion, or null: it is printed for
comparison, is not certified, and is only required to be a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction

from .arguments import a_list, an_object, need, rational
from .check import FORMAT as PROOF_FORMAT
from .check import Statement, Verdict, replay

FORMAT = "lojverify-rate/1"
KEYS = ("format", "version", "constants", "rows", "iterated", "assumes", "digest", "proof")
ROW = ("k", "bound", "decimal")
NAME = "certified rate"
_LONGEST = 2001


@dataclass(frozen=True)
class RateNumbers:
    """The constants of (4.2), and an upper bound of b_1."""

    q: Fraction
    p: Fraction
    c1: Fraction
    c2: Fraction
    n0: Fraction
    b1: Fraction


def problem(numbers: RateNumbers, rows: Sequence[tuple[int, Fraction]]) -> dict[str, object]:
    """The problem: b[k] <= v for each of the rows (k, v). num[k] is the number k; b[0] is not used."""
    x = f"(num[k+1] + {numbers.n0})"
    factor = f"1 - ({numbers.c1})*exp(-({numbers.q})*log{x})"
    forcing = f"({numbers.c2})*exp(-({numbers.q + numbers.p})*log{x})"
    return {
        "symbols": {"b": {"sort": "process"}},
        "definitions": [
            {"kind": "recursion", "name": "num", "letter": "k", "level": None, "start": "0", "step": "num[k] + 1"}
        ],
        "hypotheses": {
            "b>=0": "b[k+1] >= 0",
            "first": f"b[1] <= {numbers.b1}",
            "(4.2)": f"b[k+2] <= ({factor})*b[k+1] + {forcing}",
        },
        "goals": [f"b[{k}] <= {bound}" for k, bound in rows],
    }


def sentences(numbers: RateNumbers) -> list[str]:
    """The hypotheses in words."""

    def power(exponent: Fraction) -> str:
        base = f"(k + {numbers.n0})" if numbers.n0 else "k"
        return base if exponent == 1 else f"{base}^{exponent}" if exponent.denominator == 1 else f"{base}^({exponent})"

    recursion = f"b_{{k+1}} <= (1 - {numbers.c1}/{power(numbers.q)}) b_k + {numbers.c2}/{power(numbers.q + numbers.p)}"
    return ["b_k >= 0 for every k >= 1", f"b_1 <= {numbers.b1}", f"(4.2) {recursion} for every k >= 1"]


def check_rate(
    data: Mapping[str, object],
    digest: Callable[[Mapping[str, object]], str],
    decimal: Callable[[Fraction], str],
    earlier: Mapping[str, Statement] | None = None,
) -> Verdict:
    """The verdict on a certificate of this format; may raise `Rejected`. `digest` and `decimal` are those of all."""
    need(set(data) == set(KEYS), f"the keys are not those of {FORMAT}")
    need(data["digest"] == digest(data), "the digest does not fit: the certificate was changed")
    need(isinstance(data["version"], str) and len(data["version"]) <= 40, "version is not one")
    constants = an_object(data["constants"], "constants")
    names = [field.name for field in fields(RateNumbers)]
    need(set(constants) == set(names), "constants has other keys")
    numbers = RateNumbers(**{name: _number(constants[name], name) for name in names})
    need(0 < numbers.q <= 1 and numbers.p > 0 and numbers.c1 > 0 and numbers.c2 > 0, "a constant is out of its range")
    rows = []
    for raw in a_list(data["rows"], "rows"):
        row = an_object(raw, "a row")
        need(set(row) == set(ROW), "a row has other keys")
        k, bound = _number(row["k"], "k"), _number(row["bound"], "bound")
        need(k.denominator == 1 and k >= 1, "k is not a positive integer")
        need(row["decimal"] == decimal(bound), "decimal does not fit the bound")
        rows.append((k.numerator, bound))
    need(rows, "there is no row")
    compared = a_list(data["iterated"], "iterated")
    need(len(compared) == len(rows), "iterated has not as many entries as there are rows")
    for one in compared:
        need(one is None or _number(one, "iterated") >= 0, "iterated is not a list of numbers")
    need(data["assumes"] == sentences(numbers), "assumes differs from the hypotheses of the proof")
    proof = an_object(data["proof"], "the proof")
    need(set(proof) == {"format", "claims"} and proof["format"] == PROOF_FORMAT, f"the proof is not {PROOF_FORMAT}")
    claims = a_list(proof["claims"], "claims")
    last = an_object(claims[-1] if claims else None, "the last claim")
    need(last.get("name") == NAME, "the proof is of another claim")
    need(last.get("problem") == problem(numbers, rows), "the proof is of another statement than the certificate")
    return replay(claims, earlier)[0]


def _number(text: object, name: str) -> Fraction:
    need(isinstance(text, str) and len(text) <= _LONGEST, f"{name} is not a number of moderate length")
    value = rational(text)
    need(str(value) == text, f"{name} is not in lowest terms")
    need(value >= 0, f"{name} has the wrong sign")
    return value
