"""lojverify examples"""

from pathlib import Path

import click

from lojverify.commands.strict import Strict


@click.command("examples", cls=Strict, short_help="list the shipped problem files, or copy one")
@click.argument("name", metavar="[NAME]", required=False)
@click.option("-o", "--output", metavar="DIR", help="copy the problem file and its data into DIR")
def command(*, name: str | None, output: str | None) -> int:
    """List the shipped problems; with a name, show its problem file; with -o, copy it and its data.

    \b
    Examples:
      lojverify examples
      lojverify examples diabetes -o .
      lojverify constants diabetes.toml
    """
    from lojverify.errors import InputError
    from lojverify.problems.examples import example, examples
    from lojverify.reporting.text import table

    if name is None:
        if output is not None:
            raise InputError("the name of an example is needed to copy it")
        table(("name", "kind", "title"), [(one.name, one.kind, one.title) for one in examples().values()])
        return 0
    found = example(name)
    if output is None:
        click.echo(found.path.read_text(encoding="utf-8"), nl=False)
        return 0
    for path in _copied(found.files, Path(output)):
        click.echo(f"written to {path}")
    return 0


def _copied(files: tuple[Path, ...], folder: Path) -> list[Path]:
    """Where the files were copied to. Raises InputError before anything is written where a file is in the way."""
    from lojverify.certificates.files import write_whole
    from lojverify.errors import InputError

    targets = [folder / path.name for path in files]
    contents = [path.read_bytes() for path in files]
    for target, content in zip(targets, contents, strict=True):
        if target.exists() and (not target.is_file() or target.read_bytes() != content):
            raise InputError(f"{target} is there already and differs: it is not overwritten")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder} cannot be made: {error.strerror}") from None
    for target, content in zip(targets, contents, strict=True):
        write_whole(target, content)
    return targets
