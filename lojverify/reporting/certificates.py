"""Certificates and comparisons in the terminal."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from fractions import Fraction

from lojverify.bounds import TITLES
from lojverify.bounds.base import rho1
from lojverify.bounds.sums import steps_to
from lojverify.certificates.certificate import Certificate, Comparison
from lojverify.certificates.reach import Reach
from lojverify.certificates.reasons import grouped
from lojverify.constants import Constants, RobbinsMonro, no_loss, safe_decimal
from lojverify.constants import shown as short
from lojverify.exact import decimal, text
from lojverify.kernel.near import NearNumbers
from lojverify.kernel.star import StarNumbers
from lojverify.reporting.text import bullets, line, table
from lojverify.zeros import AboutZeros, Given

_ROUNDED = {"epsilon": "rounded down", "delta": "rounded up", "step-size": "rounded down", "radius": "rounded up"}
_ROUNDED |= {"steps": "the fewest that are shown to suffice", "target-loss": "rounded up"}
_ROUNDED |= {"gamma": "rounded down", "n0": "rounded up", "distance": "rounded down"}

_REACH = {
    "horizon": "number of steps for which the run is watched",
    "steps": "when the target is to be reached",
    "target_loss": "upper bound of F at that step",
    "exit": "upper bound of P(exit)",
    "miss": "upper bound of P(stay, target missed)",
}
_SOLVED = ("step-size", "radius", "distance")  # constants of a star-convex loss
_PARTS: dict[str, None] = {"exit": None, "miss": None}
_UNSHOWN: dict[str, dict[str, None]] = {"steps": {"steps": None}, "target-loss": {"target_loss": None}}  # the answers


def print_certificate(found: Certificate) -> None:
    """The statement, its constants, what it assumes and what limited it."""
    by = f"by {found.bound}: P(exit) <= {TITLES[found.bound]}"
    if found.kind == "claim":
        line(f"the claim holds {by}")
    else:
        line(f"{found.kind} = {found.decimal} {by}")
        line(f"exactly {found.value}, {_ROUNDED[found.kind]}")
    for note in found.notes:
        line(f"note: {note}")
    line()
    known = any(value is not None for value in found.elasticities.values())
    elasticities = found.elasticities if known else None
    _print_constants(found.constants, found.initial_loss, found.delta, found.reach, elasticities)
    line()
    changes = {"claim": "the failure probability", "steps": "the number of steps"}.get(
        found.kind, found.kind.replace("-", " ")
    )
    if known:
        line(f"elasticity: by how many percent {changes} changes, about, if this number grows by 1 percent")
        line()
    line(f"Proved: {found.statement}.")
    bullets("Assumed:", found.assumes)
    _print_lower_side(found)
    if isinstance(found.constants, Constants):
        factor = f"rho1^k F(theta0), rho1 = {short(rho1(found.constants))}"
        line(f"Beside it, by the sharp (3.9): E[F(theta_k); in the ball up to k] <= {factor} (lojverify show rho)")
    if isinstance(found.numbers, StarNumbers | NearNumbers):
        _print_rate(found.numbers)
    steps = sum(len(claim["proof"]["steps"]) for claim in found.proof["claims"])
    line(f"Proof: {steps} steps in {len(found.proof['claims'])} claims; digest {found.digest[:16]}")


def _print_rate(numbers: StarNumbers | NearNumbers) -> None:
    """How fast the squared distance falls, in steps."""
    factor = numbers.factor
    if factor is None:
        line("No rate: it needs a growth (F >= growth |theta - theta*|^2).")
        return
    steps = steps_to(factor, Fraction(1, 1000)) if factor < 1 else None
    many = "no number of steps is shown to suffice" if steps is None else f"{steps} steps"
    line(
        f"Squared distance, in the mean, while in the ball: times at most {short(factor)} a step; a thousandth: {many}"
    )
    # The factor is 1 - eta (b - eta l) times a constant: smallest for eta = b/(2 l).
    fastest = numbers.step_size / 2 + numbers.room / (2 * numbers.expected_smoothness)
    if numbers.step_size > fastest:
        line(f"It falls faster with a smaller step, fastest with step size {short(fastest)}.")


def print_comparison(found: Comparison) -> None:
    """What every bound gives, and the constants."""
    best = found.best
    kind = found.results[0].kind
    rows, mark = [], None
    for n, one in enumerate(found.results):
        if isinstance(one, Certificate):
            mark = n if one is best else mark
            rows.append((one.bound, one.decimal, _exact(one.value), TITLES[one.bound]))
        else:
            rows.append((one.bound, "-", "-", TITLES[one.bound]))
    table(("bound", kind, "exactly", "P(exit) <="), rows, mark=mark)
    line()
    shown = found.results[0]
    given_loss = None if kind == "epsilon" else shown.initial_loss
    given_delta = None if kind == "delta" else shown.delta
    reach = None if best is None or best.reach is None else replace(best.reach, **_UNSHOWN.get(kind, {}), **_PARTS)
    _print_constants(_without_answer(shown.constants, kind), given_loss, given_delta, reach)
    line()
    if best is None:
        line("Proved: nothing.")
    else:
        line(f"Proved by {best.bound}, the strongest: {best.statement}.")
        bullets(f"Assumed by {best.bound}:", best.assumes)
        _print_lower_side(best)
    notes = [(one.bound, note) for one in found.certificates for note in one.notes]
    notes += [(one.bound, one.reason) for one in found.results if not isinstance(one, Certificate)]
    bullets("Notes:", (f"{names}: {words}" for names, words in grouped(notes)))


def _print_lower_side(found: Certificate) -> None:
    """What explicit runs with these constants do, and how far they are from what is proved."""
    answer = found.two_sided
    if answer is None or found.initial_loss is None:
        return
    line()
    line("Explicit runs with all of these constants, evaluated exactly (the instances are in the JSON):")
    rows: list[tuple[str, str, str, str]] = []
    constants, loss = found.constants, found.initial_loss
    excluded = constants.excluded_losses() if isinstance(constants, Constants) else None
    if excluded is not None and not excluded[0] < loss < excluded[1]:
        excluded = None
    if answer.probability is not None and answer.delta_ratio is not None:
        at = f"F(theta0) <= {decimal(loss if excluded is None else excluded[0], 6, toward='up')}"
        least, most = decimal(answer.probability, 6), decimal(found.delta, 6, toward="up")
        rows.append((f"P(exit) at {at}", f">= {least}", f"<= {most}", decimal(answer.delta_ratio, 4, toward="up")))
    if answer.failing_loss is not None:
        # Where no loss lies between, what is proved holds for every loss below the upper end of the gap.
        upto = loss if excluded is None else excluded[1]
        certified, fails = decimal(upto, 6), decimal(answer.failing_loss, 6, toward="up")
        ratio = decimal(answer.failing_loss / upto, 4, toward="up") if upto else "-"
        at = f"F(theta0) with P(exit) <= {decimal(found.delta, 6, toward='up')}"
        rows.append((at, f"fails at {fails}", f"holds up to {certified}", ratio))
    if rows:
        table(("", "a run", "proved", "ratio"), rows)
    if excluded is not None:
        line(f"({no_loss(*excluded)}: the first row is for the largest below, the second counts up to there)")
    missing = {"exit probability": answer.reason, "failing initial loss": answer.failing_reason}
    bullets("None is known:", [f"{name}: {reason}" for name, reason in missing.items() if reason is not None])


def _without_answer(constants: Given, kind: str) -> Given:
    """The constants as they were given."""
    if isinstance(constants, RobbinsMonro):
        constants = replace(constants, n0=None) if kind == "n0" else constants
        return replace(constants, gamma=None) if kind == "gamma" else constants
    if isinstance(constants, AboutZeros):
        name = kind.replace("-", "_")
        return type(constants)(**{**constants.known(), name: None}) if kind in _SOLVED else constants
    return replace(constants, step_size=None) if kind == "step-size" else constants


def _print_constants(
    constants: Given,
    initial_loss: Fraction | None,
    delta: Fraction | None,
    reach: Reach | None = None,
    elasticities: Mapping[str, Fraction | None] | None = None,
) -> None:
    rows = [
        (name, text(value), safe_decimal(name, value), constants.FIELDS[name][3])
        for name, value in constants.known().items()
    ]
    if initial_loss is not None:
        rows.append(("initial_loss", text(initial_loss), decimal(initial_loss), "upper bound of F(theta0)"))
    target = reach is not None and (reach.steps is not None or reach.target_loss is not None)
    if delta is not None:
        meaning = "upper bound of P(exit or target missed)" if target else "upper bound of P(exit)"
        rows.append(("delta", text(delta), decimal(delta, toward="up"), meaning))
    if reach is not None:
        shown = ((name, value) for name, value in asdict(reach).items() if value is not None)
        rows += [(name, text(value), decimal(Fraction(value), toward="up"), _REACH[name]) for name, value in shown]
    if elasticities is None:
        table(("constant", "exactly", "decimal", "meaning"), rows)
        return
    shown_rows = [(*numbers, _percent(elasticities.get(numbers[0])), meaning) for *numbers, meaning in rows]
    table(("constant", "exactly", "decimal", "elasticity", "meaning"), shown_rows)


def _percent(elasticity: Fraction | None) -> str:
    """An elasticity to two decimals; "0" where there is no dependence at all, "-" where it is not known."""
    if not elasticity:
        return "-" if elasticity is None else "0"
    hundredths = round(elasticity * 100)
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else "+" if hundredths else ""
    return f"{sign}{whole}.{rest:02}"


def _exact(value: Fraction) -> str:
    shown = text(value)
    return shown if len(shown) <= 46 else "see --json"
