"""Random steps in a finite model: whatever the rules conclude from what is true there must be true there.

The model is a tree of three coin tosses; a process at k is a table over the first k + level tosses, constant in k
from index 1 on, so that a fact that holds for the indices 0, 1, 2 holds for all. Points are reals, the function is a
parabola.
"""

import itertools
import random
from collections import Counter
from fractions import Fraction

import pytest

from lojverify.kernel.check import apply_step
from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.syntax import read_fact, read_polynomial
from lojverify.kernel.terms import Vector

LAST, TOSSES, INDICES = 1, 3, range(3)
PATHS = list(itertools.product((0, 1), repeat=TOSSES))
DECLARED = "p q: c; s t: s; y: p; u: v; F: F; a: a; x: b0; z: b1; n: xv; w: w; r: r"
DEFINITIONS = [
    {"kind": "bit", "name": "e", "letter": "k", "value": "x[k]-z[k]"},
    {"kind": "positive_part", "name": "h", "letter": "k", "value": "z[k]+x[k]"},
    {"kind": "prefix", "name": "m", "letter": "k", "value": "1-x[k]"},
    {"kind": "extremum", "name": "lo", "of": "infimum", "value": "m"},
    {"kind": "quotient", "name": "g", "value": "p", "by": "q"},
    {"kind": "quotient", "name": "c", "letter": "k", "value": "z[k]", "by": "x[k]"},
]


def quadrature(degree):
    """Points and weights that integrate polynomials up to a degree over [0,1] exactly."""
    points = [Fraction(n, degree) for n in range(degree + 1)]
    weights = []
    for one in points:
        lagrange = [Fraction(1)]
        for other in points:
            if other != one:
                shifted = [Fraction(0), *lagrange]
                lagrange = [(s - other * c) / (one - other) for s, c in zip(shifted, [*lagrange, 0], strict=True)]
        weights.append(sum(c / (n + 1) for n, c in enumerate(lagrange)))
    return list(zip(points, weights, strict=True))


NODES = quadrature(8)


class Model:
    """Random values for every symbol, and the truth of facts."""

    def __init__(self, theory, source):
        self.theory, self.source, self.table = theory, source, {}
        self.heads = [Fraction(source.randint(1, 4), 5) for _ in range(TOSSES)]
        self.parabola = [Fraction(source.randint(-2, 2)) for _ in range(3)]

    def number(self):
        return Fraction(self.source.randint(-2, 2), self.source.choice([1, 1, 2]))

    def probability(self, path):
        total = Fraction(1)
        for toss, heads in zip(path, self.heads, strict=True):
            total *= heads if toss else 1 - heads
        return total

    def symbol(self, name, k, path):
        def at(other, j=k):
            return self.symbol(other, j, path)

        defined = {
            "e": lambda: Fraction(at("x") >= at("z")),
            "h": lambda: max(at("z") + at("x"), Fraction(0)),
            "m": lambda: Fraction(all(at("x", j) <= 1 for j in range(min(k, LAST) + 1))),
            "lo": lambda: at("m", LAST),
            "g": lambda: at("p") / at("q") if at("q") > 0 else Fraction(0),
            "c": lambda: at("z") / at("x") if at("x") > 0 else Fraction(0),
        }
        if name in defined:
            return defined[name]()
        symbol = self.theory.symbols[name]
        k = None if k is None else min(k, LAST)
        known = {"constant": 0, "vector": 0, "random": TOSSES}.get(symbol.sort)
        if known is None:
            known = 0 if symbol.level is None else k + symbol.level
        key = name, k, path[:known]
        if key not in self.table:
            self.table[key] = self.number()
        return self.table[key]

    def value(self, term, path, letters, variables):
        if isinstance(term, Vector):
            parts = ((self.atom(a, path, letters, variables), c) for a, c in term.parts)
            return sum((a * self.value(c, path, letters, variables) for a, c in parts), Fraction(0))
        total = Fraction(0)
        for monomial, coefficient in term.terms.items():
            total += coefficient * self.monomial(monomial, path, letters, variables)
        return total

    def monomial(self, monomial, path, letters, variables):
        product = Fraction(1)
        for factor, exponent in monomial:
            product *= self.atom(factor, path, letters, variables) ** exponent
        return product

    def atom(self, atom, path, letters, variables):
        def at(index):
            return sum(letters[letter] for letter in index[0]) + index[1]

        def inside(path, **more):
            return self.monomial(atom.monomial, path, letters, variables | more)

        if atom.tag in ("var", "vvar"):
            return variables[atom.name]
        if atom.tag == "dot":
            left, right = atom.inside()
            return self.atom(left, path, letters, variables) * self.atom(right, path, letters, variables)
        if atom.tag in ("val", "grad"):
            a, b, c = self.parabola
            x = self.value(atom.point, path, letters, variables)
            return a + b * x + c * x**2 if atom.tag == "val" else b + 2 * c * x
        if atom.tag in ("E", "mean"):
            seen = at(atom.index) if atom.tag == "E" else 0
            same = [(self.probability(other), other) for other in PATHS if other[:seen] == path[:seen]]
            return sum(p * inside(other) for p, other in same) / sum(p for p, _ in same)
        if atom.tag == "int":
            return sum(weight * inside(path, **{atom.name: s}) for s, weight in NODES)
        return self.symbol(atom.name, at(atom.index) if atom.tag in ("proc", "vproc") else None, path)

    def counterexample(self, fact, samples=20):
        """Indices, variables and a path where the fact is false; None if there is none among the samples."""
        letters, variables = sorted(fact.letters()), sorted(fact.variables())
        holds = {"=": lambda v: v == 0, ">=": lambda v: v >= 0, ">": lambda v: v > 0}
        for _ in range(samples):
            at = {letter: self.source.choice(INDICES) for letter in letters}
            given = {name: self.source.choice([Fraction(0), Fraction(1), self.number()]) for name in variables}
            path = self.source.choice(PATHS)
            if all(holds[c.relation](self.value(c.polynomial, path, at, given)) for c in fact.on):
                value = self.value(fact.polynomial, path, at, given)
                if not holds[fact.relation](value):
                    return at, given, path, value
        return None


def index(source):
    return source.choice(["k", "k", "k+1", "0", "1", "j", "j+k"])


def vector(source, depth):
    if depth == 0:
        return source.choice(["u", "y", f"n[{index(source)}]", f"w[{index(source)}]"])
    kind, inside = source.randrange(4), depth - 1
    if kind == 0:
        return f"({vector(source, inside)} + {vector(source, inside)})"
    if kind == 1:
        return f"({scalar(source, inside)})*{vector(source, 0)}"
    return f"grad F({vector(source, inside)})" if kind == 2 else vector(source, inside)


def scalar(source, depth):
    if depth == 0:
        name = source.choice(["p", "q", "s", "t", "1", "2", "r", "lo", "g", *"xzaehmc"])
        return f"{name}[{index(source)}]" if name in [*"xzaehmc"] else name
    kind, inside = source.randrange(8), depth - 1
    if kind < 3:
        return f"({scalar(source, inside)} {'+-*'[kind]} ({scalar(source, inside)}))"
    if kind == 3:
        return f"<{vector(source, inside)}, {vector(source, inside)}>"
    if kind == 4:
        return f"F({vector(source, inside)})"
    head = [f"E[{index(source)}]", "mean", f"int[{source.choice('st')}]"][kind - 5]
    return f"{head}({scalar(source, inside)})"


class Attempt:
    """A pool of true facts that random steps enlarge."""

    def __init__(self, statement, facts, seed):
        self.source, self.statement = random.Random(seed), statement
        for name in ("x", "z", "h", "c", "r"):
            statement.theory.upgrade(name, finite_mean=True, order=0)
        self.model = Model(statement.theory, self.source)
        self.facts, self.count, self.number = facts, Counter(), 0

    def do(self, rule, **arguments):
        """Carry out a step; None if it is rejected. What it proves must be true."""
        self.number += 1
        label = str(self.number)
        try:
            new, _ = apply_step(rule, label, arguments, self.statement, self.facts, {})
        except Rejected:
            return None
        for found in new.values():
            assert self.model.counterexample(found) is None, (rule, arguments, str(found))
        self.count[rule] += 1
        if len(str(new[label])) > 1000:
            return None
        self.facts |= new
        return label

    def scalar(self, depth):
        return scalar(self.source, self.source.randint(0, depth))

    def any(self):
        return self.source.choice(list(self.facts))

    def observe(self):
        """A fact that is true in the model: a term without variables is at least its least value."""
        try:
            term = read_polynomial(self.scalar(2), self.statement.theory)
        except Rejected:
            return
        found = read_fact(f"{term} >= 0", self.statement.theory)
        if not found.variables():
            letters = sorted(found.letters())
            places = [dict(zip(letters, v, strict=True)) for v in itertools.product(INDICES, repeat=len(letters))]
            least = min(self.model.value(term, path, at, {}) for at in places for path in PATHS)
            self.number += 1
            self.facts[str(self.number)] = read_fact(f"{term} >= {least}", self.statement.theory)

    def sided(self, fact, term, sides):
        """The fact under one or two conditions on the sign of a term."""
        on = [f"{term} {self.source.choice(sides)} 0" for _ in range(self.source.randint(1, 2))]
        return self.do("weaken", fact=fact, on=on)

    def assume(self, *names):
        """An assumption, about one of these terms if there are any."""
        term = self.source.choice(names) if names else self.scalar(2)
        return self.do("assume", condition=f"{term} {self.source.choice(['>=', '>', '<=', '='])} {self.scalar(0)}")

    def squares(self):
        """Both signs of a term, strict or not, give that its square is positive, or not."""
        term, square = self.scalar(1), []
        for side, opposite in ((">", ">="), ("<", "<=")):
            one = self.do("assume", condition=f"{term} {self.source.choice([side, opposite])} 0")
            square.append(one and self.do("combine", terms=[["1", [one, one], []]]))
            if square[-1] and self.source.random() < 0.5:
                square[-1] = self.do("weaken", fact=square[-1], on=[f"{term} {opposite} 0"])
        if all(square):
            self.do("cases", first=square[0], second=square[1], on=f"{term} >= 0")

    def combine(self):
        source, some = self.source, {relation: [] for relation in ("=", ">=")}
        for label, found in self.facts.items():
            some["=" if found.relation == "=" else ">="].append(label)
        one, two, three = (source.choice(some[">="]) for _ in range(3))
        terms = [["2", [one, two], []], ["1", [three], [self.scalar(1)]]][source.randrange(3) :]
        self.do("combine", terms=terms, equalities=[[source.choice(some["="]), self.scalar(0)]])

    def cases(self):
        one, term = self.any(), self.scalar(1)
        again = [label for label, found in self.facts.items() if found.polynomial == self.facts[one].polynomial]
        first = self.sided(one, term, [">=", ">", "="])
        second = self.sided(self.source.choice(again), term, ["<=", "<", "="])
        if first and second:
            self.do("cases", first=first, second=second, on=f"{term} >= 0")

    def split(self):
        one, bit = self.any(), self.source.choice(["e[k]", "m[k]", "lo"])
        first, second = (self.do("weaken", fact=one, on=[f"{bit} {side}"]) for side in (">= 1", "<= 0"))
        if first and second:
            self.do("split", first=first, second=second, bit=self.source.choice(["e.bit", "m.bit"]), value=bit)

    def join(self):
        self.do("cut", fact=self.any(), by=[self.any()])
        self.do("antisymmetry", first=self.any(), second=self.any())

    def instantiate(self):
        source = self.source
        terms = source.choice([{"y": vector(source, 1)}, {source.choice("st"): self.scalar(1)}])
        self.do("instantiate", fact=self.any(), letters={source.choice("jk"): index(source)}, terms=terms)

    def inner(self):
        first, second = vector(self.source, 1), vector(self.source, 1)
        self.do("norm", vector=first)
        self.do("cauchy_schwarz", first=first, second=second)
        self.do("path_integral", function="F", start=first, end=second, variable=self.source.choice("st"))
        same = self.do("assume", condition=f"<{first} - ({second}), {first} - ({second})> = 0")
        if same:
            of = self.source.choice([{"function": "F"}, {"against": "w[k]"}, {"function": "F", "against": "y"}])
            self.do("same_point", fact=same, first=first, second=second, **of)

    def average(self):
        one = (
            self.any() if self.source.random() < 0.5 else self.assume("z[k]", "x[k+1]", "e[k]", "<w[k], n[k]>", "x[k]")
        )
        if one:
            self.do("expect", fact=one, index=index(self.source))
            self.do("average", fact=one)

    def integrate(self):
        s = self.source.choice("st")
        one = self.any() if self.source.random() < 0.5 else self.assume(s, f"2*{s}", f"{s}^2", f"F({s}*u)")
        under = one and self.do("weaken", fact=one, on=[f"{s} >= 0", f"{s} {self.source.choice(['<=', '<'])} 1"])
        if under:
            self.do("integrate", fact=self.source.choice([one, under]), variable=s)

    def mean_product(self):
        term = self.scalar(1)
        square, unit = self.do("combine", terms=[["1", [], [term]]]), self.do("combine", terms=[["1", [], []]])
        if square and unit:
            of = self.source.choice([{}, {"index": index(self.source)}])
            self.do("mean_product", first=square, second=unit, product=self.do("combine"), middle=term, **of)

    def induction(self):
        one, j = self.any(), self.source.choice("jk")
        start, later = (self.do("instantiate", fact=one, letters={j: at}) for at in ("0", f"{j}+1"))
        if start and later:
            condition = f"{self.facts[one].polynomial} {self.facts[one].relation} 0"
            self.do("induction", start=start, step=later, letter=j, condition=condition)


MOVES = [
    *(Attempt.assume, Attempt.combine, Attempt.cases, Attempt.squares, Attempt.split, Attempt.join, Attempt.inner),
    *(Attempt.instantiate, Attempt.average, Attempt.average, Attempt.average, Attempt.integrate, Attempt.integrate),
    *(Attempt.mean_product, Attempt.induction, Attempt.observe),
]


@pytest.fixture(scope="module")
def attempts(state):
    found = []
    for seed in range(5):
        attempt = Attempt(*state(DECLARED, "", DEFINITIONS), seed)
        for _ in range(12):
            attempt.observe()
        for _ in range(100):
            attempt.source.choice(MOVES)(attempt)
        found.append(attempt)
    return found


def test_what_is_concluded_in_a_model_is_true_there(attempts):
    count = sum((attempt.count for attempt in attempts), Counter())
    rules = {"assume", "combine", "cases", "weaken", "instantiate", "norm", "cauchy_schwarz", "path_integral", "expect"}
    rules |= {"average", "integrate", "mean_product", "induction", "same_point"}
    assert {rule for rule in rules if count[rule] < 2} == set()


def test_the_definitions_are_true_in_the_model(attempts):
    for attempt in attempts:
        for label in attempt.statement.definitions:
            assert attempt.model.counterexample(attempt.facts[label]) is None, label


def test_the_model_notices_what_is_false(attempts):
    false = ["z[k] >= E[k](z[k])", "F(u + y) = F(u)", "e[k] = m[k]", "int[s](s*F(s*u)) = F(u)"]
    noticed = Counter()
    for attempt in attempts:
        for text in false:
            noticed[text] += attempt.model.counterexample(read_fact(text, attempt.statement.theory)) is not None
    assert all(noticed[text] for text in false), noticed
