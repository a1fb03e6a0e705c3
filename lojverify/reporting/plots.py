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
from lojverify.simulation import Simulation


def draw_rate(found: Rate, path: str | os.PathLike[str]) -> None:
    """Draw the bounds and the recursion over k, on logarithmic axes, to a file whose ending names the format.

    Raises MissingPartError without matplotlib, InputError where the file cannot be written.
    """
    figure = _figure(6)
    axes = figure.add_subplot(xscale="log", yscale="log", xlabel="k", ylabel="b_k")
    rows = [row for row in found.rows if row.bound]
    axes.plot([row.k for row in rows], [float(row.bound) for row in rows], "o-", ms=3, label="bound")
    known = [(row.k, float(row.iterated)) for row in rows if row.iterated]
    if known:
        axes.plot(*zip(*known, strict=True), "x", ms=4, label="recursion carried out")
    axes.legend()
    _write(figure, path)


def draw_simulation(found: Simulation, path: str | os.PathLike[str]) -> None:
    """Draw the mean loss over k, beside rho1^k F(theta0), and how often the runs left, beside what is certified.

    Raises MissingPartError without matplotlib, InputError where the file cannot be written.
    """
    figure = _figure(9)
    losses, exits = figure.subplots(1, 2, width_ratios=(3, 1))
    positive = [(k, mean) for k, mean in found.runs.losses if mean > 0]
    if positive:
        losses.plot(*zip(*positive, strict=True), "o-", ms=3, label="mean of F, 0 after leaving")
    certified = [(k, found.certified_loss(k)) for k, _ in positive]
    if found.factor is not None and certified:
        losses.plot(*zip(*certified, strict=True), "--", label="rho1^k F(theta0)")
    losses.set(yscale="log" if positive else "linear", xlabel="k", ylabel="loss")
    (lower, upper), share = map(float, found.interval), found.runs.left / found.runs.trajectories
    exits.errorbar([0], [share], yerr=[[max(share - lower, 0)], [max(upper - share, 0)]], fmt="o", capsize=6)
    exits.axhline(float(found.certified), color="C1", linestyle="--", label="certified")
    if found.shown is not None:
        exits.axhline(float(found.shown), color="C2", linestyle=":", label="shown")
    exits.set(xticks=[], ylabel=f"left within {found.runs.steps} steps")
    for axes in (losses, exits):
        if axes.get_legend_handles_labels()[0]:
            axes.legend()
    _write(figure, path)


def _figure(width: float) -> Any:
    if find_spec("matplotlib") is None:
        raise MissingPartError("matplotlib", "pip install 'lojverify[plot]'")
    return import_module("matplotlib.figure").Figure(figsize=(width, 4), layout="constrained")


def _write(figure: Any, path: str | os.PathLike[str]) -> None:
    drawn = BytesIO()
    try:
        figure.savefig(drawn, format=Path(path).suffix.removeprefix(".") or "png")
    except ValueError as error:
        raise InputError(f"{path} cannot be written: {error}") from None
    write_whole(path, drawn.getvalue())
