"""The paper's contraction factor rho and the sharp one, rho1, side by side: in formulas, and in numbers if given."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from lojverify.auditor import checked, verify
from lojverify.bounds.base import paper_step_limit, rho, rho1, rho1_step_limit
from lojverify.certificates.reach import fewest_steps
from lojverify.constants import Constants, shown
from lojverify.errors import InputError
from lojverify.paper.contents import find
from lojverify.reporting.text import bullets, line, table

_FORMULAS = (
    ("factor", "ρ = 1 - ηα + η²D/2, D = C(2C+σ)", "ρ1 = 1 - ηα + η²D1/2, D1 = C(α+σ)"),
    ("below 1 iff", "0 < η < 2α/D", "0 < η < 2α/D1, and 2α/D1 ≥ 2α/D"),
    ("best step", "η = α/D", "η = α/D1"),
    ("best factor", "1 - α²/(2D)", "1 - α²/(2D1), at most that of ρ"),
    ("at one step", "ρ", "ρ1 ≤ ρ, as α ≤ 2C"),
    ("attained", "only for α = 2C, where ρ = ρ1", "for α = 2C: F(θ_k) = ρ1^k F(θ0) surely, whatever η"),
    ("at the end", "", "η = 2α/D1: the loss may stay F(θ0) for ever"),
    ("beyond", "", "η > 2α/D1: every run may leave every ball"),
)
_ENTRIES = (
    *("3.2", "3.8", "3.9", "rho", "rho1", "sharp contraction in mean", "smaller factor", "noise on a circle"),
    *("no contraction at the end", "no bound beyond the end"),
)
# What the hypotheses of the two derivations are in the paper; the signs of the constants are left out.
_WORDS = {
    "loss>=0": "F ≥ 0",
    "smooth": "(2.3)",
    "growth": "(2.4)",
    "lojasiewicz": "(2.1)",
    "zero_mean": "(2.11)",
    "second_moment": "(2.10)",
    "eta<=1/alpha": "η ≤ 1/α",
    "eta<=PSB": "η ≤ α/(4D)",
    "step": "η < 2α/D1",
    "(2.2)": "(2.2)",
    "(2.5)": "(2.5)",
}


def print_factors(numbers: Mapping[str, str | None]) -> int:
    """Print the comparison, with `alpha`, `smoothness`, `noise` in numbers too, at `step_size` if that is given.

    Returns the exit code: 0 if every entry that it rests on stands. Raises InputError for numbers that cannot be used.
    """
    given = _constants(numbers)
    line("E[F(θ_k) 1_{E_k}] ≤ factor^k F(θ0): the contraction factor, (3.8), (3.9)")
    line()
    needs = ("needs", _needs("3.9"), _needs("sharp contraction in mean"))
    table(("", "the paper's", "sharp"), [*_FORMULAS, needs])
    if given is not None:
        line()
        _print_numbers(given)
    line()
    results = verify(_ENTRIES)
    line(f"Rests on: {'; '.join(f'{one.id}: {one.verdict}' for one in results)}.")
    bullets("Not standing:", (f"{one.id}: {one.reason}" for one in results if not one.passes))
    return 0 if all(one.passes for one in results) else 1


def _needs(entry: str) -> str:
    """What the derivation of an entry uses, in the paper's numbers."""
    found = find(entry)
    used = [label.removesuffix(" on R") for label in checked(found.proof or found.repair or "").verdict.used]
    return ", ".join(dict.fromkeys(_WORDS[label] for label in used if label in _WORDS))


def _constants(numbers: Mapping[str, str | None]) -> Constants | None:
    missing = [name for name in ("alpha", "smoothness", "noise") if numbers[name] is None]
    if len(missing) == 3 and numbers["step_size"] is None:
        return None
    if missing:
        raise InputError(f"{' and '.join(missing)} must be given too, to compute the factors")
    # The ball does not matter: any radius will do.
    return Constants(**numbers, radius=1)  # type: ignore[arg-type]  # those needed are there


def _print_numbers(given: Constants) -> None:
    """Ranges, and the factors at the best steps, at the largest printed step and at the given one."""
    ends = paper_step_limit(given).value, rho1_step_limit(given).value
    # D1 with the noise sigma + 2 C - alpha is D, so that rho is the rho1 of such constants.
    paper = replace(given, noise=given.noise + 2 * given.smoothness - given.alpha)
    rows = [("range of η", f"below {shown(ends[0])}", f"below {shown(ends[1])}")]
    steps = {
        "best η for ρ": ends[0] / 2,
        "best η for ρ1": ends[1] / 2,
        "largest printed η": min(1 / given.alpha, ends[0] / 8),
        "η": given.step_size,
    }
    for name, step in steps.items():
        if step is not None:
            at = given.with_step_size(step)
            rows.append((f"{name} = {shown(step)}", _at(paper, step, rho(at)), _at(given, step, rho1(at))))
    table(("in numbers", "the paper's", "sharp"), rows)


def _at(constants: Constants, step: Fraction, factor: Fraction) -> str:
    """The factor at a step size, and in how many steps it halves the expected loss."""
    if factor >= 1:
        return f"{shown(factor)}: none"
    halved = fewest_steps(constants.with_step_size(step), Fraction(2), Fraction(1), Fraction(1))
    return f"{shown(factor)}: halved in {halved} step{'s' * (halved != 1)}"
