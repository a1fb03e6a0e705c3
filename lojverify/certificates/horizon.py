"""The part of a numeric proof that is about a horizon: geometric sums of as many terms, bounded by doubling."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from lojverify.bounds.sums import sum_above, sum_chain
from lojverify.certificates.library import load
from lojverify.certificates.recorder import written
from lojverify.certificates.target import kept

if TYPE_CHECKING:
    from lojverify.certificates.proof import Instance

SUMS = "geometric_sums_double"
_Link = tuple[int, Fraction, Fraction]


def conclude_within(instance: Instance, horizon: int) -> list[str]:
    """The facts that the horizon is within that of `drift_martingale_within`: its sums are at most what is supposed."""
    w = {name: value[0] if value else Fraction(0) for name, value in instance.witnesses.items()}
    found = []
    for rate, weight, start in (("A", w["unit"] * w["A"], w["x0"]), ("R", w["least"], w["c0"])):
        total = _sum(instance, rate, w[rate], horizon)
        terms = kept([written(weight), [f"s{rate} <="], []], [written(start - weight * total), [], []])
        instance.recorder.step(f"{rate} within", "combine", terms=terms)
        found.append(f"{rate} within")
    return found


def _sum(instance: Instance, name: str, rate: Fraction, n: int) -> Fraction:
    """A number S >= 1 + rate + ... + rate^(n-1), with the fact ``sA <=`` (for the name A): S - sA[n] >= 0."""
    claim, step = load(SUMS), instance.recorder.step
    b, s = f"b{name}", f"s{name}"
    facts = f"sums {name}"
    instance.cite(facts, claim, *instance.images(claim, {"rate": rate}), {"b": b, "s": s})
    chain, total = sum_chain(rate, n), sum_above(rate, n)
    if total < chain[-1][2]:
        # (1 - rate) s = 1 - b
        step(f"{b} last", "instantiate", fact=f"{facts}.2", letters={"k": str(n)})
        step(f"{s} closed", "instantiate", fact=f"{facts}.5", letters={"k": str(n)})
        closed = [[f"{s} closed", f"-{total}"]]
        step(f"{s} <=", "combine", terms=[[written(total), [f"{b} last"], []]], equalities=closed)
        return total
    for place in (b, s):
        step(f"{place}[1]", "instantiate", fact=f"{place}.step", letters={"k": "0"})
    power = [[f"{b}[1]", "-1"], [f"{b}.start", f"-({rate})"]]
    step(f"{b}[1] <=", "combine", terms=kept([written(chain[0][1] - rate), [], []]), equalities=power)
    first = [[f"{s}[1]", "-1"], [f"{s}.start", "-1"], [f"{b}.start", "-1"]]
    step(f"{s}[1] <=", "combine", terms=kept(["0", [], []]), equalities=first)
    for before, after in pairwise(chain):
        _next_sum(instance, name, rate, before, after)
    step(f"{s} <=", "weaken", fact=f"{s}[{n}] <=", on=[])
    return total


def _next_sum(instance: Instance, name: str, rate: Fraction, before: _Link, after: _Link) -> None:
    """From bounds at m to those at m' = 2 m or m + 1."""
    (m, u, t), (following, v, r) = before, after
    b, s, step = f"b{name}", f"s{name}", instance.recorder.step
    small, sum_small = f"{b}[{m}] <=", f"{s}[{m}] <="
    if following == 2 * m:
        for place, fact in ((b, 1), (s, 3)):
            letters = {"j": str(m), "k": str(m)}
            step(f"{place}[{following}]", "instantiate", fact=f"sums {name}.{fact}", letters=letters)
        for place, fact in ((b, 2), (s, 4)):
            step(f"{place}[{m}] >= 0", "instantiate", fact=f"sums {name}.{fact}", letters={"k": str(m)})
        # v - b^2 = (v - u^2) + u (u - b) + b (u - b);  r - s - b s = (r - t - u t) + (1 + u)(t - s) + s (u - b)
        powers = kept([written(v - u**2), [], []], [written(u), [small], []], ["1", [small, f"{b}[{m}] >= 0"], []])
        rest = [written(r - t - u * t), [], []]
        sums = kept(rest, [written(1 + u), [sum_small], []], ["1", [small, f"{s}[{m}] >= 0"], []])
    else:
        for place in (b, s):
            step(f"{place}[{following}]", "instantiate", fact=f"{place}.step", letters={"k": str(m)})
        powers = kept([written(v - rate * u), [], []], [written(rate), [small], []])
        sums = kept([written(r - t - u), [], []], ["1", [sum_small], []], ["1", [small], []])
    for place, terms in ((b, powers), (s, sums)):
        step(f"{place}[{following}] <=", "combine", terms=terms, equalities=[[f"{place}[{following}]", "-1"]])
