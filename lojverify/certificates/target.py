"""The part of a numeric proof that is about the target: a run that stays misses it with small probability."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from lojverify.bounds.sums import power_chain
from lojverify.bounds.witnesses import drop1
from lojverify.certificates.library import load
from lojverify.certificates.recorder import Recorder, Terms, written

if TYPE_CHECKING:
    from lojverify.certificates.proof import Instance

TARGET, POWERS = LEMMAS = ("target_is_reached", "powers_multiply")
_ZERO: Terms = [["1", [], ["0"]]]


def conclude_target(instance: Instance) -> list[str]:
    """After the fact ``goal``, the exit probability: the labels of the three goals of a statement with a target."""
    numbers, step = instance.numbers, instance.recorder.step
    target, n, out, miss = numbers.target_loss, numbers.steps, numbers.exit, numbers.miss
    if target is None or n is None or out is None or miss is None:
        raise ValueError("the statement has no target")
    rate = 1 - numbers.step_size * drop1(numbers, numbers.step_size)
    step("define b", "define", kind="recursion", name="b", letter="k", level=None, start="1", step=f"({rate})*b[k]")
    claim = load(TARGET)
    instance.cite("target", claim, *instance.images(claim, {"rate": rate, "target": target}))
    if numbers.horizon is None:
        step("missed", "instantiate", fact="target.1", letters={"k": str(n)})
    else:
        step("missed", "instantiate", fact="target.2", letters={"k": str(n), "j": str(numbers.horizon - n)})

    # miss - (mean(e_inf) - mean(e_inf hit[n])) from target (...) <= b[n] F(theta0), F(theta0) <= loss and b[n] <= u
    u = _power(instance, rate, n)
    share = numbers.initial_loss / target
    terms: Terms = [[written(1 / target), ["missed"], []], [written(1 / target), ["power>=0", "initial"], []]]
    step("miss", "combine", terms=kept(*terms, [written(share), ["power"], []], [written(miss - u * share), [], []]))
    spare = written(numbers.delta - out - miss)
    step("both", "combine", terms=kept(["1", ["goal"], []], ["1", ["miss"], []], [spare, [], []]))
    return ["both", "goal", "miss"]


def _power(instance: Instance, rate: Fraction, n: int) -> Fraction:
    """A number u >= rate^n, with the facts ``power``, u - b[n] >= 0, and ``power>=0``, b[n] >= 0."""
    claim, recorder = load(POWERS), instance.recorder
    instance.cite("powers", claim, *instance.images(claim, {"rate": rate}))
    chain = power_chain(rate, n)
    recorder.step("b[1]", "instantiate", fact="b.step", letters={"k": "0"})
    first = [["b[1]", "-1"], ["b.start", f"-({rate})"]]
    recorder.step("b[1] <=", "combine", terms=kept([written(chain[0][1] - rate), [], []]), equalities=first)
    for (m, u), (following, v) in pairwise(chain):
        _next_power(recorder, rate, (m, u), (following, v))
    recorder.step("power", "weaken", fact=f"b[{n}] <=", on=[])
    recorder.step("power>=0", "instantiate", fact="powers.2", letters={"k": str(n)})
    return chain[-1][1]


def _next_power(recorder: Recorder, rate: Fraction, at: tuple[int, Fraction], to: tuple[int, Fraction]) -> None:
    """From u - b[m] >= 0 to v - b[m'] >= 0 for m' = 2 m, where v >= u^2, or m' = m + 1, where v >= rate u."""
    (m, u), (following, v) = at, to
    known, step = f"b[{m}] <=", recorder.step
    if following == 2 * m:
        # v - b[m]^2 = (v - u^2) + u (u - b[m]) + b[m] (u - b[m])
        step(f"b[{m}] >= 0", "instantiate", fact="powers.2", letters={"k": str(m)})
        step(f"b[{following}]", "instantiate", fact="powers.1", letters={"j": str(m), "k": str(m)})
        terms = kept([written(v - u**2), [], []], [written(u), [known], []], ["1", [known, f"b[{m}] >= 0"], []])
    else:
        step(f"b[{following}]", "instantiate", fact="b.step", letters={"k": str(m)})
        terms = kept([written(v - rate * u), [], []], [written(rate), [known], []])
    step(f"b[{following}] <=", "combine", terms=terms, equalities=[[f"b[{following}]", "-1"]])


def kept(*terms: list[Any]) -> Terms:
    """The summands whose coefficient is not zero; if there is none, one that adds nothing and makes ``>=`` of ``=``."""
    return [one for one in terms if one[0] != "0"] or _ZERO
