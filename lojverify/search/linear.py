"""Exact linear feasibility: nonnegative (and free) rational coefficients of given vectors that sum to a target.

The method is Gauss-Jordan elimination followed by phase one of the simplex method with Bland's rule, all in
fractions, so an answer is exact; the sizes here are tens of columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

Row = dict[int, Fraction]
Column = Mapping[Any, int | Fraction]


def combination(nonnegative: Sequence[Column], free: Sequence[Column], target: Column) -> list[Fraction] | None:
    """Coefficients c >= 0 of `nonnegative` and r of `free`, in this order, whose combination is `target`.

    Columns and target are sparse vectors indexed by anything hashable. None if there is no such combination.
    """
    width = len(nonnegative) + len(free)
    # Free columns first, so that elimination makes them basic and the simplex never has to move them.
    order = [*range(len(nonnegative), width), *range(len(nonnegative))]
    columns = [*nonnegative, *free]
    keys = {key: None for column in [*columns, target] for key in column}
    rows = [
        (
            {place: Fraction(columns[c][key]) for place, c in enumerate(order) if columns[c].get(key)},
            Fraction(target.get(key, 0)),
        )
        for key in keys
    ]
    reduced = _eliminate(rows, width)
    if reduced is None:
        return None
    basic = [row for row in reduced if row[0] < len(free)]
    values = _simplex([(row, value) for pivot, row, value in reduced if pivot >= len(free)], len(free), width)
    if values is None:
        return None
    solution = [Fraction(0)] * width
    for place, value in values.items():
        solution[order[place]] = value
    for pivot, row, value in basic:
        rest = sum((c * solution[order[p]] for p, c in row.items() if p != pivot), Fraction(0))
        solution[order[pivot]] = value - rest
    return solution


def _eliminate(rows: list[tuple[Row, Fraction]], width: int) -> list[tuple[int, Row, Fraction]] | None:
    """Reduced row echelon form as (pivot, row, value); None if the equations contradict each other."""
    done: list[tuple[int, Row, Fraction]] = []
    pending = [(dict(row), value) for row, value in rows]
    for pivot in range(width):
        found = next((n for n, (row, _) in enumerate(pending) if row.get(pivot)), None)
        if found is None:
            continue
        row, value = pending.pop(found)
        scale = row[pivot]
        row = {place: c / scale for place, c in row.items()}
        value /= scale
        pending = [_subtract(other, pivot, row, value) for other in pending]
        done = [(p, *_subtract((r, v), pivot, row, value)) for p, r, v in done]
        done.append((pivot, row, value))
    if any(value for _, value in pending):
        return None
    return done


def _subtract(other: tuple[Row, Fraction], pivot: int, row: Row, value: Fraction) -> tuple[Row, Fraction]:
    factor = other[0].get(pivot)
    if not factor:
        return other
    result = dict(other[0])
    for place, c in row.items():
        new = result.get(place, Fraction(0)) - factor * c
        if new:
            result[place] = new
        else:
            result.pop(place, None)
    return result, other[1] - factor * value


def _simplex(rows: list[tuple[Row, Fraction]], first: int, width: int) -> dict[int, Fraction] | None:
    """A nonnegative solution of the equations in the columns first..width-1, by phase one with Bland's rule."""
    table = []
    for n, (row, value) in enumerate(rows):
        sign = -1 if value < 0 else 1
        line = {place: sign * c for place, c in row.items()}
        line[width + n] = Fraction(1)
        table.append((width + n, line, sign * value))
    while True:
        # Reduced cost of a column: the sum over rows whose basic variable is artificial.
        costs: Row = {}
        for basis, line, _ in table:
            if basis >= width:
                for place, c in line.items():
                    if first <= place < width:
                        costs[place] = costs.get(place, Fraction(0)) + c
        entering = min((place for place, c in costs.items() if c > 0), default=None)
        if entering is None:
            break
        ratios = [
            (v / line[entering], basis, n) for n, (basis, line, v) in enumerate(table) if line.get(entering, 0) > 0
        ]
        _, _, leaving = min(ratios)
        _, line, value = table[leaving]
        scale = line[entering]
        line = {place: c / scale for place, c in line.items()}
        value /= scale
        table = [
            (entering, line, value) if n == leaving else (basis, *_subtract((other, v), entering, line, value))
            for n, (basis, other, v) in enumerate(table)
        ]
    if any(value for basis, _, value in table if basis >= width):
        return None
    return {basis: value for basis, _, value in table if basis < width}
