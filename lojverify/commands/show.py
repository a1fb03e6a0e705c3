"""lojverify show"""

import os
from collections import Counter
from typing import Any

import click


@click.command("show", short_help="one entry of the paper, or what is in a file")
@click.argument("what", metavar="ID|NAME|FILE")
def command(*, what: str) -> int:
    """Show an entry of the paper (printed form, hypotheses, steps, instance, repair), or what a file states.

    \b
    Examples:
      lojverify show 3.10
      lojverify show "Theorem 3.1"
      lojverify show stay.json
    """
    if os.path.isfile(what):  # noqa: PTH113  # Path.is_file raises for a name that is too long
        return _show_file(what)
    from lojverify.explain import explain
    from lojverify.reporting.text import width

    click.echo(explain(what, width()))
    return 0


def _show_file(name: str) -> int:
    from lojverify.certificates.files import read_json, verdict_on
    from lojverify.commands.check import stated

    data = read_json(name)
    verdict = verdict_on(data, name)
    assert isinstance(data, dict)  # noqa: S101
    if verdict.status == "rejected":
        click.echo(f"{name}: rejected: {verdict.reason}")
        return 1
    click.echo(f"{name}: {verdict.status}: {stated(data)}")
    for one in data.get("results", ()):
        click.echo(f"  {one['bound']}: {f'proved: {stated(one)}' if one['proof'] else one['reason']}")
    for words in data.get("assumes", ()):
        click.echo(f"  assumes {words}")
    claims = data.get("claims") or data.get("proof", {}).get("claims", [])
    for claim in claims:
        _show_claim(claim)
    return 0 if verdict.status == "proved" else 1


def _show_claim(claim: dict[str, Any]) -> None:
    problem, proof = claim["problem"], claim.get("proof")
    steps = proof.get("steps", []) if proof else []
    click.echo()
    click.echo(f"{claim['name']}: {len(steps)} steps" if proof else f"{claim['name']}: not proved")
    for label, fact in problem.get("hypotheses", {}).items():
        click.echo(f"  given {label}: {fact}")
    for goal in problem["goals"]:
        click.echo(f"  shown {goal}")
    rules = Counter(step["rule"] for step in steps)
    if rules:
        click.echo(f"  rules {', '.join(f'{rule} {count}' for rule, count in rules.most_common())}")
