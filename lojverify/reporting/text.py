"""Tables and lines for the terminal: with rich in a terminal, plain when piped; NO_COLOR is respected by rich."""

import shutil
import sys
from collections.abc import Iterable, Sequence

import click

_PIPED = 120


def width() -> int:
    """The columns of the terminal; 120 where the output is none, so that what is piped does not depend on it."""
    return shutil.get_terminal_size((_PIPED, 24)).columns if sys.stdout.isatty() else _PIPED


def line(text: str = "") -> None:
    """One line (or several) on standard output."""
    click.echo(text)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], title: str = "", mark: int | None = None) -> None:
    """A table on standard output; the row number `mark` stands out."""
    body = [[str(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _rich(header, body, title, mark)
        return
    if title:
        click.echo(title)
    widths = [max(len(row[n]) for row in [list(header), *body]) for n in range(len(header))]
    for n, row in enumerate([list(header), *body]):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        pointer = "" if mark is None else "* " if n == mark + 1 else "  "
        click.echo((pointer + "  ".join(cells)).rstrip())


def bullets(title: str, items: Iterable[str]) -> None:
    """A titled list; nothing if it is empty."""
    shown = list(items)
    if shown:
        click.echo(title)
        for item in shown:
            click.echo(f"  - {item}")


def _rich(header: Sequence[str], body: list[list[str]], title: str, mark: int | None) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=SIMPLE, title=title or None, title_justify="left", title_style="bold", pad_edge=False)
    for name in header:
        shown.add_column(name, overflow="fold")
    for n, row in enumerate(body):
        shown.add_row(*(Text(cell) for cell in row), style="bold green" if n == mark else None)
    Console().print(shown)
