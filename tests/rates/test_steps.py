"""The kernel's steps for powers of rationals: the rationals are close, and the kernel accepts the steps."""

import math
import random
from fractions import Fraction

from lojverify.certificates.library import load
from lojverify.kernel import replay
from lojverify.rates.steps import Powers, Steps, exp_above

LAWS = "exponential_increases"


def proved(steps, facts):
    """The verdict of the kernel on the steps, with these facts as goals."""
    problem = {"symbols": {}, "goals": [text for _, text in facts]}
    proof = {"steps": steps.recorded, "conclude": [label for label, _ in facts]}
    laws = load(LAWS)
    return replay([{"name": "own", "problem": problem, "proof": proof}], laws.statements)[0]


def begun():
    steps = Steps()
    for name in "st":
        steps.step(f"define {name}", "define", kind="variable", name=name, of="variable")
    steps.step("exp", "cite", claim=LAWS)
    return steps


def test_powers_of_rationals():
    rng, seen = random.Random(7), 0
    for n in range(25):
        v = Fraction(rng.randint(1, 400), rng.randint(1, 30))
        e = Fraction(rng.randint(-30, 30), rng.choice([1, 1, 2, 3, 7, 10, 100]))
        steps = begun()
        powers = Powers(steps, "x", f"({v})", v, steps.equation("itself"))
        above, below = powers.above(e), powers.below(e)
        x = f"exp(({e})*log({v}))"
        facts = [(above.label, f"{x} <= {above.value}"), (below.label, f"{x} >= {below.value}")]
        found = proved(steps, facts)
        assert found.status == "proved", (n, v, e, found.reason)
        assert below.value <= above.value <= below.value * (1 + Fraction(1, 2**100))
        assert math.isclose(float(above.value), float(v) ** float(e), rel_tol=1e-9)
        seen += e.denominator > 1
    assert seen >= 10


def test_exponentials_of_rationals():
    for z in (Fraction(0), Fraction(1, 10**9), Fraction(1, 3), Fraction(1), Fraction(77, 2), Fraction(4000)):
        steps = begun()
        above = exp_above(steps, "e", z)
        found = proved(steps, [(above.label, f"exp(-({z})) <= {above.value}")])
        assert found.status == "proved", (z, found.reason)
        if z <= 700:
            assert math.isclose(float(above.value), math.exp(-float(z)), rel_tol=1e-12)
