"""The shipped problems: a folder each, with a problem file of the same name and its data."""

from dataclasses import dataclass
from pathlib import Path

from lojverify.errors import InputError
from lojverify.problems.files import Table, load_toml

_FOLDER = Path(__file__).parent / "examples"


@dataclass(frozen=True)
class Example:
    """A shipped problem: its `name`, `title` and `kind`, its problem file and all of its files."""

    name: str
    title: str
    kind: str
    path: Path
    files: tuple[Path, ...]


def examples() -> dict[str, Example]:
    """All of them by name, in alphabetical order."""
    return {folder.name: _example(folder) for folder in sorted(_FOLDER.iterdir()) if folder.is_dir()}


def example(name: str) -> Example:
    """The one with this name. Raises InputError, with the names there are, if there is none."""
    found = examples()
    if name not in found:
        raise InputError(name="example", value=name, relation=f"example among {', '.join(found)}")
    return found[name]


def _example(folder: Path) -> Example:
    path = folder / f"{folder.name}.toml"
    table = Table(str(path), load_toml(path), folder)
    files = tuple(sorted(one for one in folder.iterdir() if one.is_file()))
    return Example(folder.name, table.text("title") or folder.name, table.text("kind") or "", path, files)
