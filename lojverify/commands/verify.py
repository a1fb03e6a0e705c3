"""lojverify verify"""

import json
from collections import Counter

import click


@click.command("verify", short_help="audit the paper's displays and statements")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="print the entries as JSON")
def command(*, ids: tuple[str, ...], as_json: bool) -> int:
    """Audit the paper: the verdict of every numbered display and statement, computed from checked evidence.

    ID is a display (3.10), a statement ("Theorem 4.4", "Lemma 2.1") or a name (ville); all entries if none is given.
    The exit code is 0 iff every verdict stands on checked evidence without holes.

    \b
    Examples:
      lojverify verify
      lojverify verify 3.10 3.19 "Theorem 3.1" --json
    """
    from lojverify.auditor import audit
    from lojverify.paper.contents import is_of_the_paper
    from lojverify.reporting.text import bullets, line, table

    results = audit(ids or None)
    if as_json:
        click.echo(json.dumps([result.as_json() for result in results], indent=1))
    else:
        rows = [
            (one.id, one.verdict if one.passes else f"{one.verdict} (!)", str(one.steps), one.title) for one in results
        ]
        table(("id", "verdict", "steps", "title"), rows)
        line()
        for whose, group in (("of the paper", True), ("of our own", False)):
            count = Counter(one.verdict for one in results if is_of_the_paper(one.id) == group)
            if count:
                verdicts = ", ".join(f"{number} {verdict}" for verdict, number in count.items())
                line(f"{count.total()} {whose}: {verdicts}")
        bullets("Not standing:", (f"{one.id}: {one.reason}" for one in results if not one.passes))
    return 0 if all(one.passes for one in results) else 1
