"""Problem files: TOML, read strictly. Numbers are exact: an integer, a decimal, or a text such as "1/3"."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

from lojverify.constants import number
from lojverify.errors import InputError
from lojverify.exact import read
from lojverify.problems.base import Batch, Problem

# kind -> the module whose `load(table)` reads the rest of the file
KINDS: dict[str, str] = {
    "least-squares": "lojverify.problems.least_squares",
    "network": "lojverify.problems.network",
    "residuals": "lojverify.problems.residuals",
}
_LARGEST = 1 << 22  # bytes of a problem file


class Table:
    """A table of a problem file whose keys are taken one by one, so that those left over are found.

    Every method that takes a key raises InputError for a value of another type or, without `default`, for none.
    """

    def __init__(self, name: str, content: Mapping[str, Any], folder: Path, place: str = "") -> None:
        self.name, self.folder, self.place = name, folder, place
        self._rest = dict(content)
        self._known: list[str] = []

    def raw(self, key: str, default: Any = None) -> Any:
        """The value of a key as TOML gives it (a decimal as a Decimal)."""
        self._known.append(key)
        return self._rest.pop(key, default)

    def text(self, key: str, default: str | None = None, among: Collection[str] = ()) -> str | None:
        """A text, one of `among` if that is given."""
        value = self.raw(key, default)
        if value is not None and not isinstance(value, str):
            raise self.error(key, "it must be a text", value)
        if among and value is not None and value not in among:
            raise self.error(key, f"it must be one of {', '.join(among)}{_near(value, among)}", value)
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """true or false."""
        value = self.raw(key, default)
        if not isinstance(value, bool):
            raise self.error(key, "it must be true or false", value)
        return value

    def integer(self, key: str, default: int | None = None, least: int = 0) -> int | None:
        """An integer that is at least `least`."""
        value = self.raw(key, default)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise self.error(key, f"it must be an integer and at least {least}", value)
        return value

    def rational(self, key: str, default: Fraction | None = None) -> Fraction | None:
        """A number, exactly: an integer, a decimal, or a text such as "1/3"."""
        value = self.raw(key)
        return default if value is None else self._rational(key, value)

    def positive(self, key: str) -> Fraction | None:
        """A positive number, or None."""
        value = self.raw(key)
        return None if value is None else number(self._rational(key, value), self.where(key))

    def rationals(self, key: str) -> list[Fraction] | None:
        """A list of numbers, or None."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, list):
            raise self.error(key, "it must be a list of numbers", value)
        return [self._rational(f"{key}[{n}]", one) for n, one in enumerate(value, 1)]

    def texts(self, key: str) -> list[str] | None:
        """A list of texts, or None."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.error(key, "it must be a list of texts", value)
        return value

    def table(self, key: str) -> Table:
        """A table below this one, empty if it is not there."""
        value = self.raw(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"it must be a table: [{self.where(key)}]", value)
        return Table(self.name, value, self.folder, f"{self.where(key)}.")

    def tables(self, key: str) -> list[Table]:
        """A list of tables, empty if it is not there."""
        value = self.raw(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.error(key, f"it must be a list of tables: [[{self.where(key)}]]", value)
        return [Table(self.name, one, self.folder, f"{self.where(key)}[{n}].") for n, one in enumerate(value, 1)]

    def path(self, key: str) -> Path | None:
        """The name of a file, relative to the folder of the problem file."""
        value = self.text(key)
        return None if value is None else self.folder / value

    def has(self, key: str) -> bool:
        """Whether a key is there and was not taken."""
        return key in self._rest

    def names(self) -> list[str]:
        """The keys that nobody took."""
        return list(self._rest)

    def done(self) -> None:
        """Refuse keys that nobody took, with the nearest one that is known."""
        for key in self._rest:
            raise InputError(f"{self.name}: unknown key {self.where(key)}{_near(key, self._known)}")

    def where(self, key: str) -> str:
        """The key with the tables that it is in."""
        return f"{self.place}{key}"

    def missing(self, key: str, what: str = "") -> InputError:
        """The error that a key is needed."""
        return InputError(f"{self.name}: {self.where(key)} is missing{f': {what}' if what else ''}")

    def error(self, key: str, message: str, value: object = None) -> InputError:
        """The error that the value of a key cannot be used."""
        return InputError(f"in {self.name}, {message}", name=self.where(key), value=value)

    def _rational(self, key: str, value: object) -> Fraction:
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            raise self.error(key, 'it must be a number, such as 3, 0.05 or "1/3"', value)
        return read(value, self.where(key))


def load_problem(path: str | os.PathLike[str]) -> Problem:
    """The problem that a TOML file describes. Raises InputError, in one sentence, for what cannot be used."""
    name, content = os.fspath(path), load_toml(path)
    table = Table(name, content, Path(path).parent)
    kind = table.text("kind", among=tuple(KINDS))
    if kind is None:
        raise table.missing("kind", f"one of {', '.join(KINDS)}")
    problem: Problem = import_module(KINDS[kind]).load(table)
    return problem


def batch_of(table: Table, samples: int) -> Batch:
    """The keys `batch` (default 1) and `replacement` (default true), common to every kind."""
    size = table.integer("batch", 1, least=1)
    assert size is not None  # noqa: S101
    return Batch(size, samples, replacement=table.flag("replacement", default=True))


def load_toml(path: str | os.PathLike[str]) -> dict[str, Any]:
    """What a TOML file holds, decimals as Decimals. Raises InputError where it cannot be read."""
    name = os.fspath(path)
    try:
        with Path(path).open("rb") as file:
            raw = file.read(_LARGEST + 1)
        if len(raw) > _LARGEST:
            raise InputError(f"{name} cannot be read: it has more than {_LARGEST} bytes")
        return tomllib.loads(raw.decode("utf-8"), parse_float=Decimal)
    except OSError as error:
        reason = error.strerror or str(error)
    except UnicodeDecodeError:
        reason = "it is not UTF-8"
    except (tomllib.TOMLDecodeError, ValueError, ArithmeticError) as error:
        reason = str(error)
    except RecursionError:
        reason = "its nesting is too deep"
    raise InputError(f"{name or repr('')} cannot be read: {reason}")


def _near(word: str, known: Collection[str]) -> str:
    found = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean {found[0]}?" if found else ""
