"""lojverify show"""

import os
import textwrap
from collections import Counter
from typing import Any

import click

from lojverify.commands.strict import Strict
from lojverify.errors import InputError

_MOST = 16  # claims on a page


@click.command("show", cls=Strict, short_help="one entry of the paper, or what is in a file")
@click.argument("what", metavar="ID|NAME|FILE")
@click.option("--claims", is_flag=True, help="of a file: the hypotheses, goals and rules of every claim too")
@click.option("--alpha", metavar="Q", help="for rho, with --smoothness and --noise: the two factors in numbers")
@click.option("--smoothness", metavar="Q", help="as for certify")
@click.option("--noise", metavar="Q", help="as for certify")
@click.option("--step-size", metavar="Q", help="for rho: the factors at this step size too")
def command(
    *, what: str, claims: bool, alpha: str | None, smoothness: str | None, noise: str | None, step_size: str | None
) -> int:
    """Show an entry of the paper (printed form, hypotheses, steps, instance, repair), or what a file states.

    rho compares the paper's contraction factor and the sharp one, rho1: ranges of step sizes, best steps, needs.

    \b
    Examples:
      lojverify show 3.10
      lojverify show "Theorem 3.1"
      lojverify show rho --alpha 1 --smoothness 1 --noise 1/2
      lojverify show stay.json
    """
    numbers = {"alpha": alpha, "smoothness": smoothness, "noise": noise, "step_size": step_size}
    if what.strip().lower() == "rho":
        return _show_factors(numbers)
    given = [name for name, value in numbers.items() if value is not None]
    if given:
        raise click.UsageError(f"--{given[0].replace('_', '-')} is for show rho")
    if os.path.isfile(what):  # noqa: PTH113  # Path.is_file raises for a name that is too long
        return _show_file(what, claims=claims)
    if what.endswith((".json", ".toml")) or os.sep in what:
        raise InputError(f"there is no file {what[:64]!r}")
    from lojverify.explain import explain
    from lojverify.reporting.text import width

    click.echo(explain(what, width()))
    return 0


def _show_factors(numbers: dict[str, str | None]) -> int:
    from lojverify.reporting.factors import print_factors

    return print_factors(numbers)


def _show_file(name: str, *, claims: bool) -> int:
    from lojverify.certificates.files import read_json, verdict_on
    from lojverify.commands.check import stated

    data = read_json(name)
    verdict = verdict_on(data, name)
    assert isinstance(data, dict)  # noqa: S101
    if verdict.status == "rejected":
        click.echo(f"{name}: rejected: {verdict.reason}")
        return 1
    _folded(f"{name}: {verdict.status}: {stated(data)}", 0)
    for one in data.get("results", ()):
        _folded(f"{one['bound']}: {f'proved: {stated(one)}' if one['proof'] else one['reason']}", 2)
    for words in data.get("assumes", ()):
        _folded(f"assumes  {words}", 2)
    inside = data.get("claims") or (data.get("proof") or {}).get("claims", [])
    if claims:
        for claim in inside:
            _show_claim(claim)
    elif inside:
        _show_proof(inside, name)
    return 0 if verdict.status == "proved" else 1


def _show_proof(claims: list[dict[str, Any]], name: str) -> None:
    """The claims of a proof, a line each, the last ones of a long proof."""
    from lojverify.reporting.text import width

    rules = {step["rule"] for claim in claims for step in _steps(claim)}
    total = sum(len(_steps(claim)) for claim in claims)
    _folded(f"proof    {total} steps by {len(rules)} rules in {len(claims)} claims, replayed by the kernel now", 2)
    for claim in claims[-_MOST:]:
        shown = f"    {claim['name']}, {len(_steps(claim))} steps:  {'; '.join(claim['problem']['goals'])}"
        click.echo(shown if len(shown) <= width() else f"{shown[: width() - 4]} ...")
    left = len(claims) - _MOST
    more = f", and {left} more" if left > 0 else ""
    _folded(f"with their hypotheses, whole goals and rules{more}: lojverify show --claims {name}", 4)


def _show_claim(claim: dict[str, Any]) -> None:
    problem, steps = claim["problem"], _steps(claim)
    click.echo()
    click.echo(f"{claim['name']}: {len(steps)} steps" if claim.get("proof") else f"{claim['name']}: not proved")
    for label, fact in problem.get("hypotheses", {}).items():
        _folded(f"given {label}: {fact}", 2)
    for goal in problem["goals"]:
        _folded(f"shown {goal}", 2)
    rules = Counter(step["rule"] for step in steps)
    if rules:
        _folded(f"rules {', '.join(f'{rule} {count}' for rule, count in rules.most_common())}", 2)


def _steps(claim: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (claim.get("proof") or {}).get("steps", [])
    return found


def _folded(text: str, indent: int) -> None:
    """A line, folded to the width of the terminal."""
    from lojverify.reporting.text import width

    first, later = " " * indent, " " * (indent + 4)
    rows = textwrap.wrap(text, max(width(), 40), initial_indent=first, subsequent_indent=later, break_on_hyphens=False)
    click.echo("\n".join(rows))
