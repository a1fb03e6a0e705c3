"""lojverify verify"""

import json
from collections import Counter

import click

from lojverify.commands.strict import Strict
from lojverify.results import Result


@click.command("verify", cls=Strict, short_help="audit the paper's displays and statements")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--changed", is_flag=True, help="check again only what has changed since the last such run")
@click.option("--json", "as_json", is_flag=True, help="print the entries as JSON")
def command(*, ids: tuple[str, ...], changed: bool, as_json: bool) -> int:
    """Audit the paper: the verdict of every numbered display and statement, computed from checked evidence.

    ID is a display (3.10), a statement ("Theorem 4.4", "Lemma 2.1") or a name (ville); all entries if none is given.
    The exit code is 0 iff every verdict stands on checked evidence without holes. The kernel replays every proof: from
    the transcript of its script if that is up to date, else the script is run first.

    \b
    Examples:
      lojverify verify
      lojverify verify 3.10 3.19 "Theorem 3.1" --json
      lojverify verify --changed
    """
    from lojverify.paper.contents import is_of_the_paper
    from lojverify.reporting.text import bullets, line, table

    results, audited, replays = _results(ids or None, changed=changed)
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
        line(_checked(results, audited, replays))
        bullets("Not standing:", (f"{one.id}: {one.reason}" for one in results if not one.passes))
    return 0 if all(one.passes for one in results) else 1


def _results(ids: tuple[str, ...] | None, *, changed: bool) -> tuple[list[Result], list[str], str]:
    """The results, the ids of the entries that were audited for them now, and what of their claims was not replayed."""
    if changed:
        from lojverify.changes import audit_changed

        found = audit_changed(ids)
        claims = f"{found.replayed} claim{'s' * (found.replayed != 1)} replayed, {found.restored} as replayed before"
        return found.results, found.audited, f" ({claims})" if found.restored else ""
    from lojverify.auditor import verify

    results = verify(ids)
    return results, [one.id for one in results], ""


def _checked(results: list[Result], audited: list[str], replays: str) -> str:
    """What was done to check the results."""
    now = [one for one in results if one.script and one.id in audited]
    scripts, ran = {one.script for one in now}, sorted({script for one in now for script in one.ran})
    said = f"{len(scripts)} proof{'s' * (len(scripts) != 1)} replayed by the kernel{replays}"
    if ran:
        shown = ", ".join(ran) if len(ran) <= _MOST else f"{', '.join(ran[:_MOST])}, ..."
        said += f", after running what has no up-to-date transcript: {shown}"
    elif scripts:
        said += ", from up-to-date transcripts of their scripts"
    kept = len(results) - len(audited)
    if not kept:
        return said
    shown = ", ".join(audited) if len(audited) <= _MOST else f"{len(audited)} entries"
    again = f"audited again: {shown}; {said}" if audited else "nothing is audited again"
    return f"{kept} unchanged since they were audited; {again}"


_MOST = 8  # names on a line
