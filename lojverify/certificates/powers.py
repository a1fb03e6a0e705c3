"""Upper bounds of N^(-t) = exp(-t log N) for rationals N, t > 0, and the steps by which the kernel follows them.

z_i = exp(-log(N)/2^i) is 1/N for i = 0 and z_(i-1) = z_i^2, so z_i <= (z_(i-1)/x + x)/2 for every x > 0. At the last i,
log(N)/2^i >= 1 - z_i, as exp lies above its tangent; this bounds log N from below. For the same reason
exp(t log(N)/2^i) >= 1 + t log(N)/2^i there, and the reciprocal is squared i times. Bounds are rounded up on the way.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from lojverify.certificates.recorder import Recorder, Terms, written
from lojverify.exact import binary_exponent, sqrt_bounds

LEVELS = (96, 192, 384)
_ZERO = Fraction(0)


@dataclass(frozen=True)
class PowerBound:
    """base^(-exponent) <= `value`.

    `roots` are pairs (x, bound of z_i), `log` is a lower bound of log(base), `squares` are bounds of
    exp(-exponent log(base)/2^i), from i = 0 on. For the exponent 2 there are none: the value is exact.
    """

    base: Fraction
    exponent: Fraction
    value: Fraction
    roots: tuple[tuple[Fraction, Fraction], ...] = ()
    log: Fraction = _ZERO
    squares: tuple[Fraction, ...] = ()


def power_bound(base: Fraction, exponent: Fraction, levels: int) -> PowerBound:
    """An upper bound of base^(-exponent), about one part in 2^levels above it."""
    if exponent == 2:
        return PowerBound(base, exponent, base**-2)
    bits = 2 * levels + 64
    bound, roots = 1 / base, []
    for _ in range(levels):
        x = sqrt_bounds(bound, levels + 40)[1]
        bound = _up((bound / x + x) / 2, bits)
        roots.append((x, bound))
    log = 2**levels * (1 - bound)
    squares = [_up(1 / (1 + exponent * log / 2**levels), bits)]
    for _ in range(levels):
        squares.append(_up(squares[-1] ** 2, bits))
    return PowerBound(base, exponent, squares[-1], tuple(roots), log, tuple(reversed(squares)))


def _up(x: Fraction, bits: int) -> Fraction:
    """A multiple of a power of 2 above `x` > 0, at a relative distance of at most 2^-bits."""
    unit = Fraction(2) ** (binary_exponent(x) - bits)
    return math.ceil(x / unit) * unit


def show_power(recorder: Recorder, label: str, bound: PowerBound) -> None:
    """Prove ``value - exp(-exponent*log(base)) >= 0``, the fact `label`."""
    step, log, N = recorder.step, f"log({bound.base})", bound.base
    step("N>0", "combine", terms=[[written(N), [], []]])
    step("N as exp", "exp_log", fact="N>0")
    step("exp 0 squared", "exp_sum", first="0", second="0")
    step("exp 0 from below", "exp_tangent", exponent="0")
    # 1 - x = (x - 1)^2 for x = x^2.
    step("exp 0 from above", "combine", terms=[["1", [], ["exp(0) - 1"]]], equalities=[["exp 0 squared", "1"]])
    step("exp 0", "antisymmetry", first="exp 0 from below", second="exp 0 from above")
    step("1/N", "exp_sum", first=log, second=f"-{log}")
    # z_0 - 1/N, since 1 = exp(0) = exp(log N) z_0 = N z_0.
    inverse = written(1 / N)
    equalities = [["exp 0", inverse], ["1/N", f"-({inverse})"], ["N as exp", f"-({inverse})*exp(-{log})"]]
    step("z 0 is", "combine", equalities=equalities)
    if not bound.roots:
        step("z 0 squared", "exp_sum", first=f"-{log}", second=f"-{log}")
        equalities = [["z 0 squared", "-1"], ["z 0 is", f"-(exp(-{log}) + {inverse})"]]
        step(label, "combine", terms=[["1", [], ["0"]]], equalities=equalities)
        return
    step("z 0", "combine", terms=[["1", [], ["0"]]], equalities=[["z 0 is", "-1"]])
    _show_log(recorder, bound, log)
    _show_squares(recorder, label, bound, log)


def _show_log(recorder: Recorder, bound: PowerBound, log: str) -> None:
    """The fact ``log N``, that log(base) is at least its lower bound, by square roots of z_0 <= 1/base."""
    step, before = recorder.step, 1 / bound.base
    levels = len(bound.roots)
    for i, (x, after) in enumerate(bound.roots, 1):
        here = f"-1/{2**i}*{log}"
        step(f"z {i} squared", "exp_sum", first=here, second=here)
        half = written(1 / (2 * x))
        terms: Terms = [[half, [], [f"exp({here}) - {x}"]], [half, [f"z {i - 1}"], []]]
        terms += _slack(after - (before / x + x) / 2)
        step(f"z {i}", "combine", terms=terms, equalities=[[f"z {i} squared", half]])
        before = after
    step("log tangent", "exp_tangent", exponent=f"-1/{2**levels}*{log}")
    weight = written(Fraction(2**levels))
    step("log N", "combine", terms=[[weight, ["log tangent"], []], [weight, [f"z {levels}"], []]])


def _show_squares(recorder: Recorder, label: str, bound: PowerBound, log: str) -> None:
    """From the fact ``log N``: bounds of s_i = exp(-exponent log(base)/2^i), squared until i = 0."""
    step, levels = recorder.step, len(bound.roots)
    small = bound.exponent / 2**levels
    names = [f"exp(-({bound.exponent / 2**i})*{log})" for i in range(levels + 2)]
    for i in range(1, levels + 2):
        half = f"-({bound.exponent / 2**i})*{log}"
        step(f"s {i} squared", "exp_sum", first=half, second=half)
        terms: Terms = [["1", [], [names[i]]]]
        step(f"s {i - 1} >= 0", "combine", terms=terms, equalities=[[f"s {i} squared", "1"]])
    # 1 = exp(x) s with exp(x) >= 1 + x >= 1 + small log, the bound of the logarithm.
    step("rises", "exp_tangent", exponent=f"({small})*{log}")
    step("reciprocal", "exp_sum", first=f"({small})*{log}", second=f"-({small})*{log}")
    least = 1 + small * bound.log
    inverse = 1 / least
    last = f"s {levels} >= 0"
    terms = [[written(inverse), [last, "rises"], []], [written(small * inverse), [last, "log N"], []]]
    terms += _slack(bound.squares[levels] - inverse)
    equalities = [["reciprocal", written(inverse)], ["exp 0", f"-({written(inverse)})"]]
    step(f"s {levels}", "combine", terms=terms, equalities=equalities)
    for i in range(levels, 0, -1):
        v = bound.squares[i]
        # v^2 - s^2 = (v - s)^2 + 2 s (v - s)
        terms = [["1", [], [f"{v} - {names[i]}"]], ["2", [f"s {i} >= 0", f"s {i}"], []]]
        terms += _slack(bound.squares[i - 1] - v**2)
        found = label if i == 1 else f"s {i - 1}"
        step(found, "combine", terms=terms, equalities=[[f"s {i} squared", "-1"]])


def _slack(rest: Fraction) -> Terms:
    """What rounding up adds."""
    return [[written(rest), [], []]] if rest else []
