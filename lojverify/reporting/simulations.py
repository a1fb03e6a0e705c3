"""Runs beside a certificate in the terminal."""

from lojverify.exact import decimal
from lojverify.reporting.text import line, table
from lojverify.simulation import Simulation


def print_simulation(found: Simulation) -> None:
    """How many left the ball, beside the bound, and how the loss fell."""
    runs, (lower, upper) = found.runs, found.interval
    line(f"{found.title}: step size {decimal(found.step_size, 6)}, ball of radius {decimal(found.radius, 6)}")
    line(f"{runs.left} of {runs.trajectories} runs left the ball within {runs.steps} steps (seed {found.seed})")
    line()
    rows = [
        ("interval", f"{decimal(lower, 4)} to {decimal(upper, 4, 'up')}", f"{_percent(found)} (Clopper-Pearson)"),
        ("certified", f"at most {decimal(found.certified, 4, 'up')}", f"for ever, by {found.bound}"),
    ]
    if found.shown is not None:
        rows.append(("shown", f"at least {decimal(found.shown, 4)}", "for ever, by exact evaluation of this instance"))
    table(("P(exit)", "", ""), rows)
    line()
    losses = [(str(k), f"{mean:.3e}", _expected(found.certified_loss(k))) for k, mean in runs.losses]
    table(("k", "mean of F, 0 after leaving", "rho1^k F(theta0)"), losses)
    line()
    line("Floating point: statistics, not a proof.")


def _percent(found: Simulation) -> str:
    return f"with confidence {decimal(100 * found.confidence, 6)}%"


def _expected(value: float | None) -> str:
    return "-" if value is None else f"{value:.3e}"
