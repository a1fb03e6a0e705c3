"""A certified statement with its proof, and the comparison of several."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from typing import Any, overload

import lojverify
from lojverify.adversaries.answer import TwoSided
from lojverify.certificates.files import write_whole
from lojverify.certificates.reach import Reach
from lojverify.constants import FIELDS, Constants, RobbinsMonro, escape, latex, optional_text
from lojverify.errors import InputError, RejectedError
from lojverify.kernel import certificate as kernel
from lojverify.kernel.check import FORMAT as PROOF_FORMAT
from lojverify.kernel.check import Verdict
from lojverify.kernel.decreasing import DecreasingNumbers
from lojverify.kernel.near import NearNumbers
from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.reading import load
from lojverify.kernel.star import StarNumbers
from lojverify.kernel.statement import LossStated, Numbers, Stated, sentences
from lojverify.zeros import AboutZeros, Given, NearlyLinear, StarConvex


@dataclass(frozen=True, repr=False)
class Certificate:
    """P(an iterate ever leaves the ball) <= `delta` for every loss with F(theta0) <= `initial_loss`, proved.

    For `StarConvex` and `NearlyLinear` constants there is no `initial_loss`, but their `distance` from a point theta*.

    kind          what was solved for: "epsilon" (the initial loss), "delta", "step-size", "radius", "steps",
                  "target-loss", "gamma", "n0", "distance", or nothing: "claim"
    bound         the exit bound that the proof instantiates
    constants     the constants of the statement, the step size included
    initial_loss, delta   the other two numbers of the statement
    reach         a horizon, a target and the parts of delta, where the statement has any
    interval      for a step size: the statement is proved for every step size in it
    assumes       the hypotheses of the statement in words
    proof         the derivation, self-contained, as the kernel reads it
    notes         what limited the answer; not part of the certificate's JSON
    version       of lojverify
    """

    kind: str
    bound: str
    constants: Given
    initial_loss: Fraction | None
    delta: Fraction
    interval: tuple[Fraction, Fraction] | None
    assumes: tuple[str, ...]
    proof: Mapping[str, Any] = field(compare=False)
    notes: tuple[str, ...] = field(default=(), compare=False)
    version: str = lojverify.__version__
    reach: Reach | None = None
    two_sided: TwoSided | None = None

    @property
    def annulus(self) -> Fraction | None:
        """The width of the annulus, None if there is none."""
        return self.constants.annulus

    @property
    def value(self) -> Fraction:
        """What was solved for; for a claim, delta."""
        return Fraction(getattr(self.numbers, kernel.KINDS[self.kind][0]))

    @property
    def decimal(self) -> str:
        """The value to 15 significant digits, rounded to the safe side."""
        return kernel.decimal(self.value, up=kernel.KINDS[self.kind][1])

    @property
    def elasticities(self) -> dict[str, Fraction | None]:
        """By how many percent, about, the answer changes if a constant grows by 1 percent; see `elasticity`."""
        from lojverify.certificates.elasticity import elasticities

        return elasticities(self)

    @property
    def digest(self) -> str:
        """SHA-256 of everything else in the certificate's JSON."""
        return str(self.as_dict()["digest"])

    @property
    def numbers(self) -> Stated:
        """The numbers of the statement, for the kernel."""
        if isinstance(self.constants, AboutZeros):
            return numbers_of(self.constants, None, self.delta, None)
        assert self.initial_loss is not None  # noqa: S101
        if isinstance(self.constants, RobbinsMonro):
            return numbers_of(self.constants, self.initial_loss, self.delta, None)
        return numbers_of(self.constants, self.initial_loss, self.delta, self.interval, self.reach)

    def as_dict(self) -> dict[str, Any]:
        """The certificate as an object of JSON, with every key."""
        data: dict[str, Any] = {
            "format": kernel.FORMAT,
            "version": self.version,
            "kind": self.kind,
            "bound": self.bound,
            "constants": self.constants.as_json(),
            "annulus": optional_text(self.annulus),
            "initial_loss": optional_text(self.initial_loss),
            "delta": str(self.delta),
            **({} if self.reach is None else self.reach.as_json()),
            "value": str(self.value),
            "interval": None if self.interval is None else [str(end) for end in self.interval],
            "decimal": self.decimal,
            "assumes": list(self.assumes),
            **({} if self.two_sided is None else self.two_sided.as_json()),
            "digest": "",
            "proof": self.proof,
        }
        data["digest"] = kernel.digest(data)
        return data

    def to_json(self) -> str:
        """The certificate as JSON text."""
        return to_text(self.as_dict())

    @classmethod
    def from_json(cls, source: str | Mapping[str, Any]) -> "Certificate":
        """The certificate that a JSON text or object holds, after the kernel has checked it.

        Raises InputError for what is no certificate and RejectedError for one that does not hold.
        """
        try:
            data = load(source) if isinstance(source, str) else source
        except Rejected as error:
            raise InputError(f"this is no certificate: {error}") from None
        if not isinstance(data, Mapping) or data.get("format") != kernel.FORMAT:
            raise InputError(f"this is no certificate: its format is not {kernel.FORMAT}")
        verdict = kernel.check_certificate(data)
        if verdict.status != "proved":
            raise RejectedError(f"the certificate is {verdict.status}: {verdict.reason or ', '.join(verdict.holes)}")
        interval = data["interval"]
        reach = kernel.reach_of(data)
        given = data["constants"]
        kinds = {kernel.DECREASING: RobbinsMonro, kernel.STAR: StarConvex, kernel.NEAR: NearlyLinear}
        own: Any = next((one for names, one in kinds.items() if set(names) == set(given)), None)
        return cls(
            kind=data["kind"],
            bound=data["bound"],
            constants=own(**given) if own else Constants(**given, annulus=data["annulus"]),
            initial_loss=None if data["initial_loss"] is None else Fraction(data["initial_loss"]),
            delta=Fraction(data["delta"]),
            interval=None if interval is None else (Fraction(interval[0]), Fraction(interval[1])),
            assumes=tuple(data["assumes"]),
            proof=data["proof"],
            version=data["version"],
            reach=Reach(**reach) if reach else None,
            two_sided=TwoSided.from_json(data) if "lower" in data else None,
        )

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the certificate to a file, whole or not at all."""
        write_whole(path, self.to_json())

    def check(self) -> Verdict:
        """The kernel's verdict, replayed from nothing."""
        return kernel.check_certificate(self.as_dict())

    @property
    def statement(self) -> str:
        """The statement in words, without its hypotheses."""
        if isinstance(self.constants, RobbinsMonro):
            step = self.constants.steps()
        elif self.interval is None:
            step = f"step size {self.constants.step_size}"
        else:
            step = f"any step size in [{self.interval[0]}, {self.interval[1]}]"
        if isinstance(self.constants, AboutZeros):
            return self._about_zeros(self.constants)
        start, reach = f"if F(theta0) <= {self.initial_loss}, then SGD with {step}", self.reach or Reach()
        if reach.steps is None:
            leaves = f"{reach.words()} leaves the ball of radius {self.constants.radius}"
            return f"{start} {leaves} with probability at most {self.delta}"
        stays = "for ever" if reach.horizon is None else f"for {reach.horizon} steps"
        return (
            f"{start} stays {stays} in the ball of radius {self.constants.radius} and has "
            f"F(theta_{reach.steps}) <= {reach.target_loss}, except with probability at most {self.delta}"
        )

    def _about_zeros(self, constants: AboutZeros) -> str:
        """The statement where a distance takes the place of the initial loss."""
        numbers = constants.numbers(self.delta)
        power, point = ("^2", "theta*") if isinstance(numbers, StarNumbers) else ("", "z_k")
        start = f"if |theta0 - theta*|{power} <= {constants.distance}, then SGD with step size {constants.step_size}"
        said = f"{start} ever leaves the ball of radius {constants.radius} with probability at most {self.delta}"
        if numbers.factor is None:
            return said
        first = numbers.distance if power else numbers.distance**2
        size = f"E[|theta_k - {point}|^2; in the ball up to k]"
        return f"{said}, and {size} <= ({numbers.factor})^k {first} for every k"

    def __repr__(self) -> str:
        return f"<certificate by {self.bound}: {self.kind} = {self.decimal}; {self.statement}>"

    def _repr_latex_(self) -> str:
        numbers = self.numbers
        when = "k" if numbers.horizon is None else rf"k \le {numbers.horizon}"
        event = rf"\exists {when}: |\theta_k - \theta_0| > {latex(numbers.radius, up=True)}"
        if numbers.target_loss is not None:
            event += rf" \text{{ or }} F(\theta_{{{numbers.steps}}}) > {latex(numbers.target_loss, up=True)}"
        if isinstance(numbers, DecreasingNumbers):
            least = latex(numbers.n0, up=True)
            steps = rf"\eta_k = {latex(numbers.gamma)} (k + n_0)^{{-{latex(numbers.q)}}},\; n_0 \ge {least}"
        else:
            steps = rf"\eta = {latex(self.constants.known()['step_size'])}"
        if isinstance(numbers, LossStated):
            start = rf"F(\theta_0) \le {latex(numbers.initial_loss)}"
        else:
            power = "^2" if isinstance(numbers, StarNumbers) else ""
            start = rf"|\theta_0 - \theta_*|{power} \le {latex(self.constants.known()['distance'])}"
        return (
            rf"${start},\; {steps} \;\Longrightarrow\; "
            rf"\mathbb{{P}}\big({event}\big) \le {latex(numbers.delta, up=True)}$"
        )

    def _repr_html_(self) -> str:
        rows: list[tuple[str, object]] = [(self.kind, self.value), *((k, v) for k, v in self.constants.known().items())]
        rows += [] if self.initial_loss is None else [("initial_loss", self.initial_loss)]
        rows.append(("delta", self.delta))
        rows += [] if self.reach is None else [(k, v) for k, v in self.reach.as_json().items() if v is not None]
        cells = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows)
        assumed = "".join(f"<li>{escape(words)}</li>" for words in self.assumes)
        return (
            f"<table><caption>Certificate by {self.bound}</caption>{cells}</table>"
            f"<p>{escape(self.statement)}, assuming</p><ul>{assumed}</ul>"
        )


@dataclass(frozen=True, repr=False)
class Unanswered:
    """A bound that certifies nothing here, and the reason why."""

    bound: str
    kind: str
    constants: Given
    initial_loss: Fraction | None
    delta: Fraction | None
    reason: str
    applies: bool  # whether the bound applies, only that what it says is not enough

    def as_dict(self) -> dict[str, Any]:
        """The keys of a certificate with value null, and the reason."""
        data: dict[str, Any] = {
            "format": kernel.FORMAT,
            "version": lojverify.__version__,
            "kind": self.kind,
            "bound": self.bound,
            "constants": self.constants.as_json(),
            "annulus": optional_text(self.constants.annulus),
            "initial_loss": optional_text(self.initial_loss),
            "delta": optional_text(self.delta),
            "value": None,
            "interval": None,
            "decimal": None,
            "assumes": [],
            "digest": "",
            "proof": None,
            "reason": self.reason,
        }
        data["digest"] = kernel.digest(data)
        return data

    def __repr__(self) -> str:
        return f"<nothing by {self.bound}: {self.reason}>"


@dataclass(frozen=True, repr=False)
class Comparison:
    """The results of every bound, in the order of the registry."""

    results: tuple[Certificate | Unanswered, ...]

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """Those that certify something."""
        return tuple(one for one in self.results if isinstance(one, Certificate))

    @property
    def best(self) -> Certificate | None:
        """The strongest certificate, None if there is none. Of equal ones it is the last, which assumes least."""
        found: Certificate | None = None
        for one in self.certificates:
            sign = -1 if kernel.KINDS[one.kind][1] else 1
            if found is None or sign * one.value >= sign * found.value:
                found = one
        return found

    def as_dict(self) -> dict[str, Any]:
        """The object that ``certify --bound all --json`` prints."""
        best = self.best
        return {"results": [one.as_dict() for one in self.results], "best": None if best is None else best.bound}

    def to_json(self) -> str:
        """The same as text."""
        return to_text(self.as_dict())

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write the comparison to a file, whole or not at all."""
        write_whole(path, self.to_json())

    def __repr__(self) -> str:
        return f"<comparison: {'; '.join(map(_short, self.results))}>"

    def _repr_html_(self) -> str:
        best = self.best
        rows = []
        for one in self.results:
            value = one.decimal if isinstance(one, Certificate) else f"<i>{escape(one.reason)}</i>"
            name = f"<b>{one.bound}</b>" if one is best else one.bound
            rows.append(f"<tr><td>{name}</td><td>{value}</td></tr>")
        return f"<table><caption>{self.results[0].kind}</caption>{''.join(rows)}</table>"


@overload
def numbers_of(
    constants: Constants,
    initial_loss: Fraction,
    delta: Fraction,
    interval: tuple[Fraction, Fraction] | None,
    reach: Reach | None = None,
) -> Numbers: ...
@overload
def numbers_of(
    constants: RobbinsMonro,
    initial_loss: Fraction,
    delta: Fraction,
    interval: None,
    reach: None = None,
) -> DecreasingNumbers: ...
@overload
def numbers_of(
    constants: AboutZeros,
    initial_loss: None,
    delta: Fraction,
    interval: None,
    reach: None = None,
) -> StarNumbers | NearNumbers: ...
def numbers_of(
    constants: Given,
    initial_loss: Fraction | None,
    delta: Fraction,
    interval: tuple[Fraction, Fraction] | None,
    reach: Reach | None = None,
) -> Stated:
    """The numbers of a statement, for the kernel."""
    if isinstance(constants, AboutZeros):
        return constants.numbers(delta)
    assert initial_loss is not None  # noqa: S101
    if isinstance(constants, RobbinsMonro):
        return DecreasingNumbers(**constants.known(), initial_loss=initial_loss, delta=delta)
    if constants.step_size is None:
        raise InputError("the step size is missing", name="step_size")
    known = {name: getattr(constants, name) for name in FIELDS}
    more = {} if reach is None else asdict(reach)
    return Numbers(**known, initial_loss=initial_loss, delta=delta, interval=interval, **more)


def assembled(
    kind: str,
    bound: str,
    numbers: Stated,
    constants: Given,
    claims: list[Any],
    notes: tuple[str, ...],
    reach: Reach | None = None,
) -> Certificate:
    """A certificate from the claims of its proof."""
    assumes = tuple(sentences(numbers, claims[-1]["problem"]["hypotheses"]))
    proof = {"format": PROOF_FORMAT, "claims": claims}
    delta, interval = numbers.delta, numbers.interval
    loss = numbers.initial_loss if isinstance(numbers, LossStated) else None
    return Certificate(kind, bound, constants, loss, delta, interval, assumes, proof, notes, reach=reach)


def to_text(data: Mapping[str, Any]) -> str:
    """JSON text, one key a line, ending in a newline."""
    return json.dumps(data, indent=1, ensure_ascii=True) + "\n"


def _short(one: Certificate | Unanswered) -> str:
    return f"{one.bound} = {one.decimal}" if isinstance(one, Certificate) else f"{one.bound}: {one.reason}"
