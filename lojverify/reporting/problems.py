"""The constants of a problem in the terminal."""

from dataclasses import asdict
from fractions import Fraction

from lojverify.constants import FIELDS
from lojverify.exact import decimal, text
from lojverify.problems import Problem, ProblemConstants
from lojverify.reporting.text import bullets, line, table

_STAR = {
    "tau": "grad F.(theta - theta*) >= tau F at a zero theta*",
    "expected_smoothness": "l: E|v|^2 <= l F, v the stochastic gradient",
    "noise": "sigma: E|v - grad F|^2 <= sigma F",
    "distance": "V0 >= |theta0 - theta*|^2",
    "growth": "mu: F >= mu |theta - theta*|^2",
}
_NEAR_LINEAR = {
    "singular_value": "s_J: lambda_min(J J^T) >= n s_J^2",
    "curvature": "h: root mean square of the Lipschitz constants of J's rows",
    "expected_smoothness": _STAR["expected_smoothness"],
    "noise": _STAR["noise"],
    "distance": "d0 >= sqrt(F(theta0))/s_J",
}
_LONGEST = 44
_LOWER = ("alpha", "confinement", "tau", "growth", "singular_value")  # lower bounds; the others are upper bounds


def print_constants(problem: Problem, found: ProblemConstants) -> None:
    """The constants, what the bounds for practical step sizes need, and what is assumed."""
    line(f"{problem.title}: {problem.kind}, {problem.batch.samples} samples, {problem.dimension} parameters")
    line()
    rows = [_row(name, value, FIELDS[name][3]) for name, value in found.constants.known().items()]
    rows.append(_row("initial_loss", found.initial_loss, "upper bound of F(theta0)"))
    table(("constant", "exactly", "decimal", "meaning"), rows)
    for title, part, words in (("distance", found.star, _STAR), ("near-linear", found.near_linear, _NEAR_LINEAR)):
        if part is not None:
            line()
            known = {name: value for name, value in asdict(part).items() if value is not None}
            shown = [_row(name, value, words[name]) for name, value in known.items()]
            table((f"for {title}", "exactly", "decimal", "meaning"), shown)
    line()
    for name, other in found.sharpest.items():
        value = getattr(found.constants, name)
        side = "larger" if name in _LOWER else "smaller"
        gap = abs(other / value - 1)
        line(f"No {name} {side} by more than {decimal(gap, 3, 'up')} of it holds everywhere.")
    bullets("Assumed:", found.assumes)
    bullets("Note:", found.notes)
    needs = "the standard library alone" if not found.backends else ", ".join(found.backends)
    line(f"Evidence: checked; its replay needs {needs}")


def _row(name: str, value: Fraction, meaning: str) -> tuple[str, str, str, str]:
    exact = text(value)
    shown = exact if len(exact) <= _LONGEST else "see --json"
    return name, shown, decimal(value, toward="down" if name in _LOWER else "up"), meaning
