"""Samples from CSV and NPY files, exactly: every number is a Fraction, and what is no number is refused with its place.

The decimals of a CSV file are read as they are written, the floats of an NPY file as the binary fractions they are.
Standardised columns are rounded to a stated number of decimals: what is certified is the problem with those data.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from lojverify.errors import InputError
from lojverify.exact import read, sqrt_bounds
from lojverify.problems.files import Table

DECIMALS = 6
_MOST_DECIMALS = 40
_LARGEST = 1 << 26  # bytes of a data file
_LONGEST = 131072  # characters of a field
_RANGE = re.compile(r" *([0-9]{1,9})(?: *- *([0-9]{1,9}))? *")
_NUMPY_KINDS = "fiu"
_FORMATS = (".csv", ".npy")


@dataclass(frozen=True)
class Samples:
    """The data of a problem.

    inputs   a row of inputs for each sample
    targets  a target for each sample
    names    of the inputs
    notes    what was done to the data, in words
    """

    inputs: list[list[Fraction]]
    targets: list[Fraction]
    names: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_samples(table: Table) -> Samples:
    """The samples that the table [data] of a problem file describes; see README.md beside this file for its keys.

    Raises InputError where the file cannot be read, holds what is no number, or a key cannot be used.
    """
    path = table.path("file")
    if path is None:
        raise table.missing("file", "the name of a CSV or NPY file")
    header = table.flag("header", default=True)
    names, rows = read_matrix(path, header=header)
    if (targets := table.path("target_file")) is None:
        target = _column(table, "target", table.raw("target", len(names)), names)
    else:
        names, rows, target = _joined(table, (names, rows), targets)
    inputs = table.raw("columns")
    chosen = [n for n in range(len(names)) if n != target] if inputs is None else _columns(table, inputs, names)
    if target in chosen:
        raise table.error("columns", f"{names[target]} is the target")
    selected = _selected(table, len(rows))
    scaled, scaled_target = table.flag("standardise", default=False), table.flag("standardise_target", default=False)
    decimals = table.integer("decimals", DECIMALS)
    intercept = table.flag("intercept", default=False)
    table.done()
    if decimals is None or decimals > _MOST_DECIMALS:
        raise table.error("decimals", f"it must be at most {_MOST_DECIMALS}", decimals)

    columns = {n: [row[n] for row in rows] for n in (*chosen, target)}
    for n in [*(chosen if scaled else []), *([target] if scaled_target else [])]:
        columns[n] = _standardised(columns[n], decimals, f"column {names[n]} of {path}")
    kept = [[columns[n][i] for n in chosen] + [Fraction(1)] * intercept for i in selected]
    shown = (*(names[n] for n in chosen), *(["intercept"] if intercept else []))
    which = "inputs and target" if scaled and scaled_target else "inputs" if scaled else "target"
    done = f"the {which} standardised over all {len(rows)} rows of the file, rounded to {decimals} decimals"
    return Samples(kept, [columns[target][i] for i in selected], shown, (done,) if scaled or scaled_target else ())


def read_matrix(path: Path, *, header: bool = True) -> tuple[tuple[str, ...], list[list[Fraction]]]:
    """The names of the columns (numbers from 1 where there are none) and the rows of a CSV or NPY file.

    Raises InputError for a file that cannot be read or an entry that is no finite number, with its row and column.
    """
    if path.suffix.lower() not in _FORMATS:
        raise InputError(f"{path} cannot be read: its name must end in .csv or .npy")
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path} cannot be read: it has more than {_LARGEST} bytes")
        return _csv(path, header=header) if path.suffix.lower() == ".csv" else _npy(path)
    except OSError as error:
        reason = error.strerror or str(error)
    except UnicodeDecodeError:
        reason = "it is not UTF-8"
    except (csv.Error, ValueError, EOFError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
    raise InputError(f"{path} cannot be read: {reason}")


def read_vector(path: Path) -> list[Fraction]:
    """The numbers of a file with one row or one column, and no header."""
    _, rows = read_matrix(path, header=False)
    if len(rows) != 1 and any(len(row) != 1 for row in rows):
        raise InputError(f"{path} has {len(rows)} rows and {len(rows[0])} columns: one row or one column is needed")
    return [x for row in rows for x in row]


def _joined(
    table: Table, inputs: tuple[tuple[str, ...], list[list[Fraction]]], path: Path
) -> tuple[tuple[str, ...], list[list[Fraction]], int]:
    """The names and rows with the numbers of another file as a last column, and its index."""
    names, rows = inputs
    if table.raw("target") is not None:
        raise table.error("target_file", "target and target_file exclude each other", path.name)
    targets = read_vector(path)
    if len(targets) != len(rows):
        raise table.error("target_file", f"it has {len(targets)} numbers, but there are {len(rows)} rows", path.name)
    return (*names, path.name), [[*row, y] for row, y in zip(rows, targets, strict=True)], len(names)


def _csv(path: Path, *, header: bool) -> tuple[tuple[str, ...], list[list[Fraction]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        lines = [(reader.line_num, [cell.strip() for cell in line]) for line in reader if line]
    if not lines or (header and len(lines) == 1):
        raise InputError(f"{path} has no rows of numbers")
    width = len(lines[0][1])
    names = tuple(lines[0][1]) if header else tuple(str(n) for n in range(1, width + 1))
    if len(set(names)) < width:
        raise InputError(f"{path}: two columns have the name {_twice(names)!r}")
    rows = []
    for number, line in lines[header:]:
        if len(line) != width:
            raise InputError(f"{path}, line {number}: {len(line)} columns, but the first line has {width}")
        rows.append([_entry(cell, path, number, names[n]) for n, cell in enumerate(line)])
    return names, rows


def _entry(cell: str, path: Path, line: int, name: str) -> Fraction:
    where = f"{path}, line {line}, column {name[:40]}"
    if not cell:
        raise InputError(f"{where}: the value is missing")
    try:
        return read(cell, "value")
    except InputError as error:
        reason = str(error).removeprefix("value = ")
        raise InputError(f"{where}: {reason}") from None


def _npy(path: Path) -> tuple[tuple[str, ...], list[list[Fraction]]]:
    import numpy as np

    found: Any = np.load(path, allow_pickle=False)
    if not isinstance(found, np.ndarray) or found.dtype.kind not in _NUMPY_KINDS or found.dtype.itemsize > 8:
        raise InputError(f"{path} holds no array of integers or of floats of at most 64 bits")
    if found.ndim == 1:
        found = found[:, None]
    if found.ndim != 2 or 0 in found.shape:
        raise InputError(f"{path} has the shape {found.shape}: rows and columns are needed")
    if found.dtype.kind == "f":
        bad = np.argwhere(~np.isfinite(found))
        if len(bad):
            row, column = (int(n) for n in bad[0])
            what = "not a number" if np.isnan(found[row, column]) else "infinite"
            raise InputError(f"{path}, row {row + 1}, column {column + 1}: the value is {what}")
    rows = [[Fraction(x) for x in row] for row in found.tolist()]
    return tuple(str(n) for n in range(1, found.shape[1] + 1)), rows


def _standardised(column: Sequence[Fraction], decimals: int, name: str) -> list[Fraction]:
    """The column less its mean, over a rational next to its standard deviation, rounded to so many decimals."""
    count, scale = len(column), math.lcm(*(x.denominator for x in column))
    numbers = [x.numerator * (scale // x.denominator) for x in column]
    total = sum(numbers)
    centred = [count * x - total for x in numbers]  # (x - mean) count scale
    square = sum(x * x for x in centred)
    if square == 0:
        raise InputError(f"{name} is constant, so that it cannot be standardised")
    # The standard deviation, in the unit of `centred`.
    deviation = sqrt_bounds(Fraction(square, count), 64)[0]
    share, unit = deviation.denominator * 10**decimals, deviation.numerator
    return [Fraction((2 * x * share + unit) // (2 * unit), 10**decimals) for x in centred]


def _column(table: Table, key: str, given: object, names: Sequence[str]) -> int:
    """The index of a column given by its name or its number, from 1."""
    if isinstance(given, int) and not isinstance(given, bool):
        if not 1 <= given <= len(names):
            raise table.error(key, f"there are the columns 1 to {len(names)}", given)
        return given - 1
    if given not in names:
        shown = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
        raise table.error(key, f"it is none of the columns {shown}", given)
    return names.index(str(given))


def _columns(table: Table, given: object, names: Sequence[str]) -> list[int]:
    if not isinstance(given, list) or not given:
        raise table.error("columns", "it must be a list of names or numbers of columns", given)
    found = [_column(table, "columns", one, names) for one in given]
    if len(set(found)) < len(found):
        raise table.error("columns", "a column is named twice", given)
    return found


def _selected(table: Table, count: int) -> list[int]:
    """The rows chosen by a text such as "1-8, 12", as indices; all of them where nothing is said."""
    given = table.text("rows")
    if given is None:
        return list(range(count))
    found: list[int] = []
    for part in given.split(","):
        match = _RANGE.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= count:
            raise table.error("rows", f'it must name rows from 1 to {count}, such as "1-8, 12"', given)
        found += range(first - 1, last)
    if len(set(found)) < len(found):
        raise table.error("rows", "a row is named twice", given)
    return found


def _twice(names: Sequence[str]) -> str:
    return next(name for n, name in enumerate(names) if name in names[:n])
