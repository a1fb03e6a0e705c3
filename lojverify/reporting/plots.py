"""Figures. They need matplotlib, which is an extra; nothing is computed here."""

import os
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from lojverify.certificates.files import write_whole
from lojverify.errors import InputError, MissingPartError
from lojverify.rates import Rate


def draw_rate(found: Rate, path: str | os.PathLike[str]) -> None:
    """Draw the bounds and the recursion over k, on logarithmic axes, to a file whose ending names the format.

    Raises MissingPartError without matplotlib, InputError where the file cannot be written.
    """
    if find_spec("matplotlib") is None:
        raise MissingPartError("matplotlib", "pip install 'lojverify[plot]'")
    figure: Any = import_module("matplotlib.figure").Figure(figsize=(6, 4), layout="constrained")
    axes = figure.add_subplot(xscale="log", yscale="log", xlabel="k", ylabel="b_k")
    rows = [row for row in found.rows if row.bound]
    axes.plot([row.k for row in rows], [float(row.bound) for row in rows], "o-", ms=3, label="bound")
    known = [(row.k, float(row.iterated)) for row in rows if row.iterated]
    if known:
        axes.plot(*zip(*known, strict=True), "x", ms=4, label="recursion carried out")
    axes.legend()
    drawn = BytesIO()
    try:
        figure.savefig(drawn, format=Path(path).suffix.removeprefix(".") or "png")
    except ValueError as error:
        raise InputError(f"{path} cannot be written: {error}") from None
    write_whole(path, drawn.getvalue())
