"""The constants and certificates of a problem in the terminal."""

from dataclasses import asdict
from fractions import Fraction

from lojverify.bounds import TITLES
from lojverify.certificates.certificate import Certificate, Comparison
from lojverify.certificates.of_problem import ProblemCertificate
from lojverify.constants import FIELDS
from lojverify.exact import decimal, text
from lojverify.problems import Problem, ProblemConstants
from lojverify.reporting.certificates import print_comparison
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
    "distance": "d0 >= |theta0 - theta*| for a zero theta*",
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
    _print_replay(found)


def _row(name: str, value: Fraction, meaning: str) -> tuple[str, str, str, str]:
    exact = text(value)
    shown = exact if len(exact) <= _LONGEST else "see --json"
    return name, shown, decimal(value, toward="down" if name in _LOWER else "up"), meaning


def print_problem_certificate(found: ProblemCertificate) -> None:
    """The certificate in short: its statement, numbers and rate, and what is assumed once the evidence is checked."""
    line(found.title)
    line()
    if isinstance(found.certificate, Comparison):
        print_comparison(found.certificate)
        line()
    else:
        _print_statement(found.certificate)
    rate = found.rate
    if rate is not None:
        size = f"E[{rate.quantity}; in the ball up to k]"
        many = "no number of steps is shown" if rate.steps is None else f"{rate.steps} steps"
        line(f"Rate: {size} falls by the factor {decimal(rate.factor, 10, 'up')} or less a step; a thousandth: {many}.")
    bullets("Assumed:", found.found.assumes)
    bullets("Note:", (*found.best.notes, *found.found.notes))
    steps = sum(len(claim["proof"]["steps"]) for claim in found.best.proof["claims"])
    line(f"Proof: {steps} steps in the kernel, from constants that the evidence proves (show FILE lists them)")
    _print_replay(found.found)


def _print_statement(found: Certificate) -> None:
    constants = found.constants
    known = {**constants.known(), "delta": found.delta}
    meanings = {**constants.FIELDS, "delta": ("", "", "", "upper bound of P(exit)")}
    if found.initial_loss is not None:
        known["initial_loss"] = found.initial_loss
        meanings["initial_loss"] = ("", "", "", "upper bound of F(theta0)")
    solved = "the claim holds" if found.kind == "claim" else f"{found.kind} = {found.decimal}"
    line(f"{solved} by {found.bound}: P(exit) <= {TITLES[found.bound]}")
    table(
        ("constant", "exactly", "decimal", "meaning"), [_row(name, x, meanings[name][3]) for name, x in known.items()]
    )
    line()
    step, radius = decimal(known["step_size"], 6), decimal(known["radius"], 6, "up")
    line(
        f"Proved: from theta0, SGD with step size {step} ever leaves the ball of radius {radius} with probability at "
        f"most {decimal(found.delta, 6, 'up')} (the numbers to 6 digits; exactly above)."
    )


def _print_replay(found: ProblemConstants) -> None:
    needs = "the standard library alone" if not found.backends else ", ".join(found.backends)
    line(f"Evidence: checked; its replay needs {needs}")
