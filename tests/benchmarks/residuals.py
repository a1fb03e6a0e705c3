"""Residual problems: rigorous constants beside sampled extremes, and how many boxes a second are looked at."""

import time
from fractions import Fraction

from lojverify.problems import Batch
from lojverify.problems.boxes import Effort, cover
from lojverify.problems.claims import Region
from lojverify.problems.expressions import Formulas
from lojverify.problems.residuals import Residuals
from lojverify.problems.residuals_evidence import replay
from lojverify.problems.residuals_model import Definition

PROBLEMS = {
    "circle and line": (("x", "y"), ("x^2 + y^2 - 1", "x - y"), ("0.8", "0.6"), "1/4"),
    "exponential fit": (("a", "k"), ("a*exp(-k) - 1.2", "a*exp(-2*k) - 0.7"), ("2", "0.55"), "1/5"),
    "rational": (("x", "y"), ("x/(1 + y^2) - 1/2", "y + x^2/4"), ("0.5", "0"), "1/4"),
    "tanh": (("u", "v"), ("tanh(u + v) - 0.3", "tanh(u - v) + 0.1"), ("0.1", "0.2"), "1/3"),
    "arm of two links": (("s", "t"), ("cos(s) + cos(s + t) - 1.2", "sin(s) + sin(s + t) - 1"), ("0.2", "0.9"), "1/4"),
    "three beacons": (
        ("x", "y", "b"),
        ("sqrt((x-10)^2+(y-1)^2)+b-10.05", "sqrt((x+6)^2+(y-8)^2)+b-10", "sqrt((x+5)^2+(y+9)^2)+b-10.3"),
        ("0.1", "-0.1", "0.05"),
        "3/4",
    ),
    "fewer than variables": (("x", "y", "z"), ("x*y - z", "x + sin(z)"), ("1", "1", "1.1"), "1/3"),
}


def ratios() -> None:
    """One row for each problem: bound over sampled extreme, or the inverse for a lower bound; leaves and seconds."""
    print(f"{'problem':24}{'worst ratio':>12}{'of':>16}{'median':>8}{'leaves':>8}{'seconds':>9}{'replay':>8}")
    for title, (variables, formulas, start, radius) in PROBLEMS.items():
        batch = Batch(1, len(formulas))
        definition = Definition(variables, formulas, {}, tuple(map(Fraction, start)), batch)
        problem = Residuals(definition, progress=False)
        clock = time.perf_counter()
        evidence, coverings = problem.evidence(Fraction(radius))
        seconds = time.perf_counter() - clock
        clock = time.perf_counter()
        replay(evidence)
        again = time.perf_counter() - clock
        found = sorted(
            (max(float(one.value) / one.sampled, one.sampled / float(one.value)), one.name)
            for one in coverings
            if one.value
        )
        leaves = sum(sum(letter in "x12" for letter in one.tree) for one in coverings)
        worst, median = found[-1], found[len(found) // 2]
        print(f"{title:24}{worst[0]:12.3f}{worst[1]:>16}{median[0]:8.3f}{leaves:8}{seconds:9.2f}{again:8.2f}")


def speed() -> None:
    """Boxes a second for polynomials of three variables: a tight lower bound of F on a ball, on one core."""
    for text in ("x^2 + y*z - x*y + 3", "x^2*y - 3*x*y*z + z^3 + 5", "x^4 + y^4 + z^4 - 2*x^2*y + x*z - y^2*z + 4"):
        graph = Formulas(("x", "y", "z"), (text,))
        effort = Effort(tolerance=Fraction(1, 50_000), most_leaves=3_000_000)
        clock = time.process_time()
        cover(graph, "confinement", Region((Fraction(0),) * 3, Fraction(1)), None, effort)
        seconds = time.process_time() - clock
        print(f"{text}: {effort.boxes:,} boxes, {effort.boxes / seconds:,.0f} a second")


if __name__ == "__main__":
    ratios()
    speed()
