"""Bounds of b_k under the recursion (4.2), with a proof, beside the recursion carried out."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any

import lojverify
from lojverify.certificates.files import write_whole
from lojverify.certificates.recorder import UnprovedError
from lojverify.constants import Exact, optional_text
from lojverify.errors import InputError
from lojverify.kernel import certificate as kernel
from lojverify.kernel import rates
from lojverify.kernel.check import FORMAT as PROOF_FORMAT
from lojverify.kernel.check import Verdict
from lojverify.kernel.rates import RateNumbers
from lojverify.rates import constants
from lojverify.rates.proof import prove

MOST_ITERATED = 10_000  # the recursion is carried out up to this index


@dataclass(frozen=True)
class Row:
    """b_k <= `bound`, proved. `iterated` bounds the largest b_k that (4.2) allows from above, up to rounding; it is not
    certified, and None where k is too large to carry out the recursion.
    """

    k: int
    bound: Fraction
    iterated: Fraction | None

    @property
    def decimal(self) -> str:
        """The bound to 15 significant digits, rounded up."""
        return kernel.decimal(self.bound, up=True)


@dataclass(frozen=True)
class Rate:
    """Proved bounds of b_k for every sequence b_k >= 0 with b_1 <= b1 and (4.2).

    numbers   the constants q, p, c1, c2, n0 and b1
    start     the index from which on the explicit bound of Lemma 4.1 holds; None if it is beyond 10^18
    rows      the bounds, by increasing k
    proof     their derivation, self-contained, as the kernel reads it
    """

    numbers: RateNumbers
    start: int | None
    rows: tuple[Row, ...]
    proof: Mapping[str, Any] = field(compare=False, repr=False)

    @property
    def assumes(self) -> list[str]:
        """What is assumed of the sequence, in words."""
        return rates.sentences(self.numbers)

    @property
    def limit(self) -> Fraction:
        """The limit of the bound times k^p: c2/(c1 - p) if q = 1, else c2/c1, by Lemma 4.1."""
        return self.numbers.c2 / (self.numbers.c1 - (self.numbers.p if self.numbers.q == 1 else 0))

    def as_dict(self) -> dict[str, Any]:
        """The certificate as an object of JSON; see `lojverify.kernel.rates`."""
        data: dict[str, Any] = {
            "format": rates.FORMAT,
            "version": lojverify.__version__,
            "constants": {name: str(value) for name, value in asdict(self.numbers).items()},
            "rows": [{"k": str(row.k), "bound": str(row.bound), "decimal": row.decimal} for row in self.rows],
            "iterated": [optional_text(row.iterated) for row in self.rows],
            "assumes": self.assumes,
            "digest": "",
            "proof": self.proof,
        }
        data["digest"] = kernel.digest(data)
        return data

    def to_json(self) -> str:
        """The certificate as JSON text."""
        return json.dumps(self.as_dict(), indent=1) + "\n"

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the certificate to a file, whole or not at all."""
        write_whole(path, self.to_json())

    def check(self) -> Verdict:
        """The kernel's verdict, replayed from nothing."""
        check = kernel.checker(self.as_dict())
        assert check is not None  # noqa: S101
        return check()


def rate(*, q: Exact, p: Exact, c1: Exact, c2: Exact, n0: Exact = 1, b1: Exact, k: Exact | Iterable[Exact]) -> Rate:
    """Bounds of b_k for every sequence b_1, b_2, ... >= 0 with b_1 <= b1 and

        (4.2)  b_{k+1} <= (1 - c1/(k + n0)^q) b_k + c2/(k + n0)^(q+p)   for every k >= 1.

    q        0 < q <= 1, the exponent of the step sizes;  p > 0, the further exponent of the noise
    c1, c2   positive; c1 > p if q = 1
    n0, b1   nonnegative
    k        one index or several, from 1 to 10^18

    Numbers are given as for `certify`. Source: Lemma 4.1, in the explicit forms of `explicit_rate_at_q_1` and
    `explicit_rate_below_q_1`. Raises InputError for numbers that cannot be used.
    """
    several = k if isinstance(k, Iterable) and not isinstance(k, str) else [k]
    wanted = constants.indices(several)
    numbers = constants.read(q=q, p=p, c1=c1, c2=c2, n0=n0, b1=b1)
    start = constants.start(numbers)
    try:
        bounds, claims = prove(numbers, wanted, start)
    except UnprovedError as error:
        raise InputError(f"the powers of these constants are too large or too small for a proof: {error}") from None
    iterated = constants.iterated(numbers, wanted, MOST_ITERATED)
    rows = tuple(Row(at, bound, iterated.get(at)) for at, bound in bounds)
    return Rate(numbers, start, rows, {"format": PROOF_FORMAT, "claims": claims})
