"""Builds the proof of bounds b_k <= v under (4.2), for rational constants, as the kernel reads it.

The recursion is carried out for the first steps. From the index on at which the explicit bound of Lemma 4.1 holds, the
claims `explicit_rate_at_q_1` and `explicit_rate_below_q_1` are instantiated, and their powers are bounded by rationals.
In between, if that index is large, the claim `stays_bounded` gives one bound for all k.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from lojverify.certificates import rounding
from lojverify.certificates.library import load
from lojverify.certificates.recorder import written
from lojverify.errors import LojverifyError
from lojverify.kernel import replay
from lojverify.kernel.rates import NAME, RateNumbers, problem
from lojverify.rates.steps import Bound, Powers, Steps, exp_above

ITERATED = 60  # up to this index a proof carries out the recursion
MOST_CARRIED = 300  # and up to this one where there is no explicit bound yet; each index takes some forty steps
_MOST_EXPONENT = 4000  # exp(-z) is bounded by exp(-4000) beyond
_LAWS, _ADDS, _BOUNDED = "exponential_increases", "counter_adds", "stays_bounded"


def prove(
    numbers: RateNumbers, wanted: Sequence[int], start: int | None
) -> tuple[list[tuple[int, Fraction]], list[object]]:
    """Rows (k, bound of b_k) for the wanted indices, and the claims of their proof.

    start   the index from which on the explicit bound holds, None if it is not used
    """
    found = _Proof(numbers, start, max(wanted))
    rows = [(k, found.bound(k)) for k in wanted]
    conclude = [f"goal {k}" for k in wanted]
    own = {
        "name": NAME,
        "problem": problem(numbers, rows),
        "proof": {"steps": found.steps.recorded, "conclude": conclude},
    }
    cited = [load(script) for script in found.cited]
    verdict, _ = replay([own], {name: one for each in cited for name, one in each.statements.items()})
    if verdict.status != "proved":
        raise LojverifyError(f"the kernel rejects the proof: {verdict.reason}")
    claims = {one["name"]: one for each in cited for one in each.claims}
    return rows, [*claims.values(), own]


class _Proof:
    def __init__(self, numbers: RateNumbers, start: int | None, last: int) -> None:
        self.numbers, self.start, self.steps = numbers, start, Steps()
        self.until = max(ITERATED, min(last if start is None else min(last, start), MOST_CARRIED))
        self.cited = [_LAWS, _ADDS]
        self._powers: dict[int, Powers] = {}
        self._numerals: dict[int, str] = {}
        self._small: dict[int, Bound] = {1: Bound("first", numbers.b1)}
        step = self.steps.step
        for name in "st":
            step(f"define {name}", "define", kind="variable", name=name, of="variable")
        step("exp", "cite", claim=_LAWS)
        step("adds", "cite", claim=_ADDS, premises={"num.start": "num.start", "num.step": "num.step"})
        self._most: Fraction | None = None
        self._later: set[int] = set()  # where that bound is used
        self._explicit: _Explicit | None = None

    def bound(self, k: int) -> Fraction:
        """Record the fact ``goal k`` and return the bound of b_k in it."""
        if self.start is None or k <= max(self.start, self.until):
            found = self.early(k)
        else:
            if self._explicit is None:
                self._explicit = _Explicit(self, max(self.start, self.until))
            found = self._explicit.bound(k)
        value = rounding.up(found.value)
        self.steps.sum(f"goal {k}", [(Fraction(1), [found.label])], slack=value - found.value)
        return value

    # -- numbers -----------------------------------------------------------------------------------------------------

    def numeral(self, k: int) -> str:
        """The fact num[k] - k = 0."""
        if k not in self._numerals:
            self._numerals[k] = self._numeral(k)
        return self._numerals[k]

    def _numeral(self, k: int) -> str:
        steps = self.steps
        if k == 0:
            return "num.start"
        if k == 1:
            steps.step("num 1 step", "instantiate", fact="num.step", letters={"k": "0"})
            return steps.equation("num 1", ("num 1 step", "1"), ("num.start", "1"))
        half, rest = k // 2, k - k // 2
        parts = (self.numeral(half), self.numeral(rest))
        steps.step(f"num {k} sum", "instantiate", fact="adds", letters={"m": str(half), "n": str(rest)})
        return steps.equation(f"num {k}", (f"num {k} sum", "1"), *((part, "1") for part in parts))

    def base(self, k: int) -> Powers:
        """The powers of k + n0."""
        if k not in self._powers:
            x = f"(num[{k}] + {self.numbers.n0})"
            self._powers[k] = Powers(self.steps, f"x{k}", x, k + self.numbers.n0, self.numeral(k))
        return self._powers[k]

    def constant(self, name: str, x: Fraction) -> Powers:
        """The powers of a rational."""
        return Powers(self.steps, name, f"({x})", x, self.steps.equation(f"{name} itself"))

    def positive_number(self, label: str, x: Fraction) -> str:
        """The fact that a rational is positive."""
        return self.steps.step(label, "combine", terms=[[written(x), [], []]])

    # -- the recursion carried out -------------------------------------------------------------------------------------

    def early(self, k: int) -> Bound:
        """The fact ``value - b[k] >= 0``."""
        if k > self.until:
            return self._bounded(k)
        for j in range(max(self._small), k):
            self._small[j + 1] = self._next(j, self._small[j])
        return self._small[k]

    def _next(self, k: int, before: Bound) -> Bound:
        """From a bound of b[k] to one of b[k+1]."""
        numbers, steps, powers = self.numbers, self.steps, self.base(k)
        letters = {"k": str(k - 1)}
        recursion = steps.step(f"b{k} recursion", "instantiate", fact="(4.2)", letters=letters)
        nonnegative = steps.step(f"b{k}>=0", "instantiate", fact="b>=0", letters=letters)
        low, high = powers.below(-numbers.q), powers.above(-numbers.q - numbers.p)
        factor, forcing = 1 - numbers.c1 * low.value, numbers.c2 * high.value
        terms = [(Fraction(1), [recursion]), (numbers.c1, [low.label, nonnegative]), (numbers.c2, [high.label])]
        exact = forcing
        if factor > 0:
            terms.append((factor, [before.label]))
            exact += factor * before.value
        else:
            terms.append((-factor, [nonnegative]))
        value = rounding.up(exact)
        return Bound(steps.sum(f"b{k + 1}", terms, slack=value - exact), value)

    def _bounded(self, k: int) -> Bound:
        """b[k] <= M for every k >= m, M = max(b[m], c2 c^(-p)/c1, c2 c^(-q-p)), where m = until and c = m + n0."""
        if self._most is None:
            self._most = self._cite_bounded(self.until)
        label = f"b{k} bounded"
        if k not in self._later:
            self.steps.step(label, "instantiate", fact="bounded.2", letters={"k": str(k - self.until)})
            self._later.add(k)
        return Bound(label, self._most)

    def _cite_bounded(self, m: int) -> Fraction:
        numbers, steps, before = self.numbers, self.steps, self.early(m)
        self.cited.append(_BOUNDED)
        c = m + numbers.n0
        powers = self.constant("c", c)
        first, second = powers.above(-numbers.p), powers.above(-numbers.q - numbers.p)
        least = (before.value, numbers.c2 * first.value / numbers.c1, numbers.c2 * second.value)
        most = rounding.up(max(least))
        premises, terms = self.from_index(m, "bounded")
        premises["b>=0"] = steps.step("bounded b>=0", "instantiate", fact="b>=0", letters={"k": f"k+{m - 1}"})
        given = {"c": c, "p": numbers.p, "q": numbers.q, "C1": numbers.c1, "C2": numbers.c2}
        premises |= {f"{name}>0": self.positive_number(f"bounded {name}>0", x) for name, x in given.items()}
        premises["q<=1"] = steps.sum("bounded q<=1", [], slack=1 - numbers.q)
        one = Fraction(1)
        for label, (factor, fact), slack in (
            ("M>=b0", (one, before.label), most - least[0]),
            ("M large", (numbers.c2, first.label), numbers.c1 * (most - least[1])),
            ("M larger", (numbers.c2, second.label), most - least[2]),
        ):
            premises[label] = steps.sum(f"bounded {label}", [(factor, [fact])], slack=slack)
        terms |= {name: f"({x})" for name, x in given.items()} | {"M": f"({most})"}
        steps.step("bounded", "cite", claim=_BOUNDED, terms=terms, premises=premises)
        return most

    def from_index(self, m: int, label: str) -> tuple[dict[str, str], dict[str, Any]]:
        """The premises and terms of a claim about x[k] = c + k, for the sequence from the index m on."""
        steps = self.steps
        steps.step(f"{label} x", "instantiate", fact="num.step", letters={"k": f"k+{m}"})
        steps.step(f"{label} (4.2)", "instantiate", fact="(4.2)", letters={"k": f"k+{m - 1}"})
        premises = {"x.start": self.numeral(m), "x.step": f"{label} x", "(4.2)": f"{label} (4.2)"}
        terms = {"x": {"letter": "k", "term": f"num[k+{m}] + {self.numbers.n0}"}}
        return premises, terms | {"b": {"letter": "k", "term": f"b[k+{m}]"}}


class _Explicit:
    """The explicit bound from the index m on, at N = m + n0."""

    def __init__(self, proof: _Proof, m: int) -> None:
        self.proof, self.m = proof, m
        self.numbers, self.steps = proof.numbers, proof.steps
        numbers = self.numbers
        self.N = proof.constant("N", m + numbers.n0)
        self.linear = numbers.q == 1
        self.A = numbers.c2 / ((numbers.c1 - numbers.p) if self.linear else numbers.c1)
        self.B = Fraction(0) if self.linear else 2 * numbers.p * self.A / numbers.c1
        self.h = Fraction(0) if self.linear else numbers.c1 / (1 - numbers.q)
        # The exponents of x in the bound: A x^(-p) + B x^(-s)
        self.summands = [(self.A, -numbers.p)] + ([] if self.linear else [(self.B, -numbers.p - 1 + numbers.q)])
        self.excess = self._excess()
        self._cite()

    def _excess(self) -> Bound:
        """D = (b[m] - A N^(-p) - ...)+, and the fact ``value - D >= 0``."""
        steps, before = self.steps, self.proof.early(self.m)
        under = f"b[{self.m}]" + "".join(f" - ({c})*{self.N.term(e)}" for c, e in self.summands)
        steps.step("define D", "define", kind="positive_part", name="D", value=under)
        low = [(c, self.N.below(e)) for c, e in self.summands]
        exact = before.value - sum((c * one.value for c, one in low), Fraction(0))
        value = rounding.up(max(exact, Fraction(0)))
        terms = [(Fraction(1), [before.label]), *((c, [one.label]) for c, one in low)]
        steps.sum("excess", terms, slack=value - exact)
        # Were D > d: 0 = D (D - t) = (D - d)^2 + d (D - d) + D (d - t) > 0
        steps.step("D not", "assume", condition=f"D > {value}")
        terms = [(Fraction(1), ["D not", "D not"]), (value, ["D not"]), (Fraction(1), ["D.nonnegative", "excess"])]
        steps.sum("D bad", terms, [("D.either", "-1")])
        return Bound(steps.refuted("D above", "D bad", f"{value} - D"), value)

    def _cite(self) -> None:
        numbers, steps, m = self.numbers, self.steps, self.m
        claim = "explicit_rate_at_q_1" if self.linear else "explicit_rate_below_q_1"
        self.proof.cited.append(claim)
        premises, terms = self.proof.from_index(m, "explicit")
        itself = steps.equation("0=0")
        premises |= {f"D.{part}": f"D.{part}" for part in ("nonnegative", "above", "either")}
        premises |= {f"{name}.times": itself for name in (["A"] if self.linear else ["A", "B", "h"])}
        weak = {"p>=0": numbers.p, "C2>=0": numbers.c2}
        strict = {"C1>p": numbers.c1 - numbers.p} if self.linear else {"c>0": self.N.v, "C1>0": numbers.c1}
        if self.linear:
            weak["late"] = self.N.v - numbers.c1
        else:
            weak["q>=0"], strict["q<1"] = numbers.q, 1 - numbers.q
            low, high = self.N.below(numbers.q), self.N.below(1 - numbers.q)
            premises["late"] = steps.sum("late", [(Fraction(1), [low.label])], slack=low.value - numbers.c1)
            enough = numbers.c1 * high.value - 2 * (numbers.p + 1 - numbers.q)
            premises["later"] = steps.sum("later", [(numbers.c1, [high.label])], slack=enough)
        premises |= {label: self.proof.positive_number(f"explicit {label}", x) for label, x in strict.items()}
        premises |= {label: steps.sum(f"explicit {label}", [], slack=x) for label, x in weak.items()}
        given = {"c": self.N.v, "p": numbers.p, "C1": numbers.c1, "C2": numbers.c2, "A": self.A}
        given |= {} if self.linear else {"q": numbers.q, "B": self.B, "h": self.h}
        terms |= {name: f"({x})" for name, x in given.items()} | {"D": "D"}
        steps.step("explicit", "cite", claim=claim, terms=terms, premises=premises)

    def bound(self, k: int) -> Bound:
        """The fact ``value - b[k] >= 0`` for k > m."""
        steps, x = self.steps, self.proof.base(k)
        here = steps.step(f"explicit at {k}", "instantiate", fact="explicit", letters={"k": str(k - self.m)})
        high = [(c, x.above(e)) for c, e in self.summands]
        total = sum((c * one.value for c, one in high), Fraction(0))
        terms = [(Fraction(1), [here]), *((c, [one.label]) for c, one in high)]
        rest, value = self._at_1(k, x) if self.linear else self._below_1(k, x)
        return Bound(steps.sum(f"explicit bound {k}", [*terms, *rest]), total + value)

    def _at_1(self, k: int, x: Powers) -> tuple[list[tuple[Fraction, list[str]]], Fraction]:
        """D N^C1 x^(-C1) <= d V W: the summands that show it, and the value."""
        c1, d, steps = self.numbers.c1, self.excess, self.steps
        if not d.value:  # D <= 0 then, and no bounds of the powers are needed
            return self._nothing(k, [self.N.exponent(c1), x.exponent(-c1)])
        one, other = self.N.above(c1), x.above(-c1)
        first = steps.positive(f"first factor {k}", self.N.exponent(c1))
        second = steps.positive(f"second factor {k}", x.exponent(-c1))
        terms = [
            (Fraction(1), [d.label, first, second]),
            (d.value, [one.label, second]),
            (d.value * one.value, [other.label]),
        ]
        return terms, d.value * one.value * other.value

    def _below_1(self, k: int, x: Powers) -> tuple[list[tuple[Fraction, list[str]]], Fraction]:
        """D exp(h N^(1-q) - h x^(1-q)) <= d E: the summands that show it, and the value."""
        steps, d, e = self.steps, self.excess, 1 - self.numbers.q
        exponent = f"({self.h})*{self.N.term(e)} - ({self.h})*{x.term(e)}"
        if not d.value:
            return self._nothing(k, [exponent])
        high, low = self.N.above(e), x.below(e)
        gap = self.h * (low.value - high.value)
        z = rounding.down(min(max(gap, Fraction(0)), Fraction(_MOST_EXPONENT)))
        if gap < 0:  # the enclosures overlap, though N < x
            raise LojverifyError(f"the powers of {self.N.v} and of {x.v} are too close to be told apart")
        terms = [(self.h, [high.label]), (self.h, [low.label])]
        falls = steps.sum(f"exponent {k}", terms, slack=gap - z)
        steps.step(f"order {k}", "instantiate", fact="exp.4", terms={"s": exponent, "t": f"-({z})"})
        below = steps.step(f"falls {k}", "cut", fact=f"order {k}", by=[falls])
        above = exp_above(steps, f"exp {k}", z)
        factor = steps.positive(f"factor {k}", exponent)
        found = [(Fraction(1), [d.label, factor]), (d.value, [below]), (d.value, [above.label])]
        return found, d.value * above.value

    def _nothing(self, k: int, exponents: list[str]) -> tuple[list[tuple[Fraction, list[str]]], Fraction]:
        factors = [self.steps.positive(f"factor {k} {n}", exponent) for n, exponent in enumerate(exponents)]
        return [(Fraction(1), [self.excess.label, *factors])], Fraction(0)
