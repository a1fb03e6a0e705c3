"""The statements of appendix A hold of actual networks: all their hypotheses are met, and all their goals are true.

Networks with rational numbers are an interpretation of the symbols of the problems. The random path is (datum, unit at
position 0, unit at position 1, ...), drawn uniformly; everything is exact.
"""

import itertools
import math
import random
from fractions import Fraction as Q

import pytest

from lojverify import Constants, certify
from lojverify.derive import proved
from lojverify.kernel.facts import Condition
from lojverify.kernel.syntax import read_fact
from lojverify.paper import appendix_a, appendix_a_text


def dot(a, b):
    return sum(x * y for x, y in zip(a, b, strict=True))


class Network:
    """Widths d_0, ..., d_L from the inputs up; sigma_l(t) = c_l t + cube t^3 below the output, the identity there."""

    def __init__(self, widths, data, targets, slopes, *, cube=1, biases=True):
        self.widths, self.data, self.targets, self.slopes = widths, data, targets, slopes
        self.depth, self.cube, self.biases = len(widths) - 1, cube, biases
        self.spots, self.known = {}, {}
        for layer in range(1, self.depth + 1):
            for j in range(widths[layer]):
                for m in [*range(widths[layer - 1]), "b"]:
                    self.spots[layer, j, m] = len(self.spots)
        self.size = len(self.spots)

    def vector(self, values=()):
        """A parameter with these entries, and a zero for the axis."""
        found = [Q(0)] * (self.size + 1)
        for spot, value in dict(values).items():
            found[self.spots[spot]] = Q(value)
        return tuple(found)

    def sigma(self, layer, t):
        return self.slopes.get(layer, 1) * t + (self.cube * t**3 if layer < self.depth else 0)

    def outputs(self, p, i):
        """The outputs of all layers for a datum."""
        if (p, i) in self.known:
            return self.known[p, i]
        layers = [list(self.data[i])]
        for layer in range(1, self.depth + 1):
            below, now = layers[-1], []
            for j in range(self.widths[layer]):
                z = sum(p[self.spots[layer, j, m]] * below[m] for m in range(self.widths[layer - 1]))
                now.append(self.sigma(layer, z + (p[self.spots[layer, j, "b"]] if self.biases else 0)))
            layers.append(now)
        self.known[p, i] = layers
        return layers

    def loss(self, p):
        pairs = list(enumerate(self.targets))
        return sum((y - self.outputs(p, i)[-1][0]) ** 2 for i, y in pairs) / Q(len(pairs))

    def slope(self, p, v):
        """The derivative of the loss along v, exactly: the loss along a line is a polynomial in t of known degree."""
        degree = 2 * (3 ** (self.depth - 1) if self.cube else 1) * self.depth + 2
        nodes = [Q(n) for n in range(-degree // 2, degree // 2 + 1)]
        total = Q(0)
        for a in nodes:  # the derivatives at 0 of Lagrange's polynomials
            others = [b for b in nodes if b != a]
            scale = math.prod(a - b for b in others)
            derivative = sum(math.prod(-b for b in others if b != c) for c in others) / scale
            if derivative:
                total += derivative * self.loss(tuple(x + a * y for x, y in zip(p, v, strict=True)))
        return total


class Model:
    """Values of the kernel's terms in a network; `given` has the constants, vectors and processes of a problem."""

    def __init__(self, net, **given):
        self.net, self.given = net, given
        self.axis = tuple(Q(n == net.size) for n in range(net.size + 1))
        self.first = tuple(Q(n == 0) for n in range(net.size + 1))
        self.averages = {}
        self.last = net.depth + 1  # positions below the inputs have one unit, which means nothing
        choices = [range(len(net.data)), *(range(self.width(k)) for k in range(self.last + 1))]
        self.paths = list(itertools.product(*choices))

    def below(self, prefix):
        """The paths that begin like this; one for each unit at the next position, as no more is averaged."""
        found = {p[: len(prefix) + 1]: p for p in self.paths if p[: len(prefix)] == prefix}
        return found.values() if prefix else [p for p in self.paths if not any(p[1:])]

    def width(self, k):
        return self.net.widths[self.net.depth - k] if k <= self.net.depth else 1

    def code(self, k, path):
        return 1000 * path[0] + 20 * k + path[k + 1]

    def process(self, name, k, path):
        net, layer = self.net, self.net.depth - k
        if name in self.given:
            return self.given[name](k, path)
        if name == "layer":
            return Q(layer)
        if name == "d":
            return Q(self.width(k))
        if name == "c":
            return Q(net.slopes.get(layer, 1)) if layer < net.depth else Q(1)
        if name == "y":
            return Q(net.targets[path[0]])
        if name == "node":
            return tuple(self.code(k, path) * x for x in self.axis)
        spot = (layer + 1, path[k], path[k + 1]) if name == "u" else (layer, path[k + 1], "b")
        return tuple(Q(n == net.spots.get(spot, 0)) for n in range(net.size + 1))

    def function(self, name, point):
        net, code = self.net, point[-1]
        if name == "F":
            return net.loss(point[:-1])
        if name == "S":
            return net.sigma(int(code), point[0])
        i, rest = divmod(int(code), 1000)
        k, j = divmod(rest, 20)
        return net.outputs(point[:-1], i)[net.depth - k][j] if k <= net.depth else Q(0)

    def gradient(self, name, point, against):
        if name == "F":
            return self.net.slope(point[:-1], against[:-1]) if any(against[:-1]) else Q(0)
        layer, t = int(point[-1]), point[0]
        return against[0] * (
            self.net.slopes.get(layer, 1) + (3 * self.net.cube * t**2 if layer < self.net.depth else 0)
        )

    def polynomial(self, term, path, letters, variables):
        total = Q(0)
        for monomial, coefficient in term.terms.items():
            total += coefficient * math.prod(self.scalar(a, path, letters, variables) ** n for a, n in monomial)
        return total

    def scalar(self, atom, path, letters, variables):
        here = (path, letters, variables)
        if atom.tag in ("const", "var"):
            return variables[atom.name] if atom.tag == "var" else Q(self.given[atom.name])
        if atom.tag == "proc":
            return self.process(atom.name, self.at(atom.index, letters), path)
        if atom.tag == "val":
            return self.function(atom.name, self.vector(atom.point, *here))
        if atom.tag == "dot":
            left, right = atom.inside()
            if right.tag == "grad":
                left, right = right, left
            if left.tag == "grad" and right.tag != "grad":
                return self.gradient(left.name, self.vector(left.point, *here), self.single(right, *here))
            if left.tag == "grad":
                point = self.vector(left.point, *here)
                units = (tuple(Q(m == n) for m in range(self.net.size + 1)) for n in range(self.net.size))
                return sum(self.gradient(left.name, point, unit) ** 2 for unit in units)
            return dot(self.single(left, *here), self.single(right, *here))
        if atom.tag == "E":
            known = self.at(atom.index, letters) + 1 if self.at(atom.index, letters) else 0
            key = (atom, path[:known], tuple(letters.items()), *variables.values())
            if key not in self.averages:
                inside = [self.monomial(atom.monomial, p, letters, variables) for p in self.below(path[:known])]
                self.averages[key] = sum(inside) / Q(len(inside))
            return self.averages[key]
        raise AssertionError(atom)

    def monomial(self, monomial, path, letters, variables):
        return math.prod(self.scalar(a, path, letters, variables) ** n for a, n in monomial)

    def single(self, atom, path, letters, variables):
        if atom.tag == "vvar":
            return variables[atom.name]
        if atom.tag == "vproc":
            return self.process(atom.name, self.at(atom.index, letters), path)
        fixed = {"o": self.axis, "e": self.first}
        return fixed[atom.name] if atom.name in fixed else self.given[atom.name]

    def vector(self, term, path, letters, variables):
        total = [Q(0)] * (self.net.size + 1)
        for atom, coefficient in term.parts:
            factor = self.polynomial(coefficient, path, letters, variables)
            total = [x + factor * y for x, y in zip(total, self.single(atom, path, letters, variables), strict=True)]
        return tuple(total)

    @staticmethod
    def at(index, letters):
        return sum(letters[name] for name in index[0]) + index[1]

    def check(self, fact, variables):
        """Where the assumptions of a fact hold on a path, so must its conclusion; returns how often they held."""
        count = 0
        names = sorted(fact.letters())
        for values in itertools.product(range(self.last), repeat=len(names)):
            letters = dict(zip(names, values, strict=True))
            if sum(values) > self.last - 1:
                continue
            for path in self.paths:
                if all(self.holds(c, path, letters, variables) for c in fact.on):
                    count += 1
                    conclusion = Condition(fact.relation, fact.polynomial)
                    assert self.holds(conclusion, path, letters, variables), (str(fact), letters, path)
        return count

    def holds(self, condition, path, letters, variables):
        value = self.polynomial(condition.polynomial, path, letters, variables)
        return {"=": value == 0, ">=": value >= 0, ">": value > 0}[condition.relation]


def recursions(model, A, R):
    """omega, G and q of a network."""
    net = model.net

    def omega(k, _path=None):
        return A - R / 2 if k == 0 else R / 2

    def G(k, _path=None):
        steps = (model.process("c", i, None) * omega(i) * model.width(i + 1) for i in range(k))
        return math.prod(steps, start=Q(1))

    first = net.depth - 1
    return {"omega": omega, "G": G, "q": model.process("c", first, None) * G(first)}


def agrees(problem, model, source, goals=None):
    """Check every hypothesis and goal at random parameters; returns how often each goal was not vacuous."""
    statement = problem.read()
    facts = {**statement.definitions, **statement.hypotheses}
    size = model.net.size

    def variables():
        point = (*(Q(source.randint(-4, 4), 2) for _ in range(size)), Q(0))
        return {"p": point, "s": Q(source.randint(-4, 4), 3)}

    for label, fact in facts.items():
        held = sum(model.check(fact, variables()) for _ in range(2 if fact.variables() else 1))
        assert held, label
    goals = problem.goals if goals is None else goals
    return [model.check(read_fact(goal, statement.theory), variables()) for goal in goals]


def start(net, source, A, R):
    """theta0 of Theorem A.2, with weights at least R, and A in the output layer."""
    values = {}
    for layer, j, m in net.spots:
        if layer >= 2 and m != "b":
            values[layer, j, m] = (A if layer == net.depth else R) + Q(source.randint(0, 3), 4)
    return net.vector(values)


def near_start(net, source, theta0, R, *, in_theta):
    """A parameter at a rational distance of at most R/2 from theta0: four entries move by the same amount.

    If it is to lie in Theta, they move up, and the biases of the first layer are among them.
    """
    rest = [spot for spot in net.spots if not in_theta or spot[2] != "b"]
    chosen = [(1, j, "b") for j in range(net.widths[1])] if in_theta else []
    chosen += source.sample(rest, 4 - len(chosen))
    rho = R / 2 * Q(source.randint(1, 4), 4)
    change = net.vector({spot: rho / 2 * (1 if in_theta else source.choice([1, -1])) for spot in chosen})
    return tuple(a + b for a, b in zip(theta0, change, strict=True)), rho


def random_network(source, cube=1):
    depth = source.choice([2, 2, 3])
    widths = [2, *(source.choice([1, 2]) for _ in range(depth - 1)), 1]
    data = [[Q(1), Q(0)], [Q(source.randint(0, 2)), Q(1)]]
    targets = [Q(source.randint(-3, 3), 2) for _ in data]
    return Network(widths, data, targets, {layer: Q(source.randint(1, 3), 2) for layer in range(1, depth)}, cube=cube)


PROBLEMS = ["lower_bound", "first_layer", "second_layer", "last_hidden_layer", "output"]


@pytest.mark.parametrize("name", PROBLEMS)
def test_the_theorem_speaks_of_actual_networks(name):
    effective, source = 0, random.Random(name)
    for _ in range(6):
        net, R = random_network(source), Q(2)
        A = R / 2 + Q(source.randint(1, 4), 2)
        theta0 = start(net, source, A, R)
        theta, rho = near_start(net, source, theta0, R, in_theta=True)
        inputs = [
            dot([*x, Q(1)], [theta[net.spots[1, j, m]] for m in (0, 1, "b")])
            for x in net.data
            for j in range(net.widths[1])
        ]
        at = min(inputs) / rho
        assert at > 0
        model = Model(net)
        given = {"theta0": theta0, "theta": theta, "L": net.depth, "R": R, "A": A, "at": at, "rho": rho}
        model.given |= {**given, **recursions(model, A, R)}
        effective += sum(agrees(getattr(appendix_a, name)(), model, source))
    assert effective >= 8


def interpolation(net, theta):
    """The direction w along which the inputs of the first layer move at the speed of the residuals, and lambda0."""
    r = [net.outputs(theta[:-1], i)[-1][0] - y for i, y in enumerate(net.targets)]
    rows = [[*x, Q(1)] for x in net.data]
    (a, b), (_, c) = ([dot(x, y) for y in rows] for x in rows)
    multipliers = [(c * r[0] - b * r[1]) / (a * c - b * b), (a * r[1] - b * r[0]) / (a * c - b * b)]
    V = [sum(m * x[n] for m, x in zip(multipliers, rows, strict=True)) for n in range(3)]
    w = net.vector({(1, j, m): V[n] for j in range(net.widths[1]) for n, m in enumerate((0, 1, "b"))})
    return r, w, (a * c - b * b) / (a + c) / len(rows)  # det/trace is at most the smaller eigenvalue


def test_the_lojasiewicz_constant_holds_of_actual_networks():
    effective, source = 0, random.Random(1)
    while effective < 40:
        net, R = random_network(source, cube=0 if effective else 1), Q(2)
        if net.depth > 2 and net.cube:
            continue
        A = R / 2 + Q(source.randint(1, 4), 2)
        theta0 = start(net, source, A, R)
        theta, rho = near_start(net, source, theta0, R, in_theta=False)
        model = Model(net)
        r, w, lam = interpolation(net, theta)
        if not any(r):
            continue
        model.given |= {
            "theta0": theta0,
            "theta": theta,
            "L": net.depth,
            "R": R,
            "A": A,
            "rho": rho,
            "w": w,
            "lam": lam,
        }
        model.given |= recursions(model, A, R) | {"r": lambda _k, path, r=r: r[path[0]]}
        effective += sum(agrees(proved("network_lojasiewicz").problem, model, source))


def test_the_gradient_of_actual_linear_networks():
    effective, source = 0, random.Random(2)
    for _ in range(4):
        net = random_network(source, cube=0)
        net.slopes, net.biases = {}, False
        model, M = Model(net), source.randint(1, net.depth)
        theta0, theta = (net.vector({s: Q(source.randint(-3, 3), 2) for s in net.spots}) for _ in range(2))
        w = net.vector({s: Q(source.randint(-3, 3), 2) for s in net.spots if s[0] == M})

        def change(k, path, net=net, M=M, theta=theta, w=w):
            """The derivative along w, by the product rule, as phi is affine along w."""
            moved = tuple(a + b for a, b in zip(theta, w, strict=True))
            layer, unit = net.depth - k, path[k + 1]
            if layer < M:
                return Q(0)
            return net.outputs(moved[:-1], path[0])[layer][unit] - net.outputs(theta[:-1], path[0])[layer][unit]

        model.given |= {"theta0": theta0, "theta": theta, "w": w, "L": net.depth, "M": M, "D": change}
        effective += sum(agrees(appendix_a_text.gradient_of_linear_network(), model, source))
    assert effective >= 4


def test_the_line_of_zeros_is_there_in_actual_networks():
    """With x = (-1/2, 0), (0, -1/2) the unit vector (w, b) = (2/3, 2/3, 1/3) annihilates both data."""
    source = random.Random(3)
    problem = proved("zeros_in_every_annulus").problem
    for _ in range(3):
        net, R = random_network(source), Q(2)
        net.data, A = [[Q(-1, 2), Q(0)], [Q(0), Q(-1, 2)]], R / 2 + 1
        theta0 = start(net, source, A, R)
        theta, rho = near_start(net, source, theta0, R, in_theta=False)
        net.targets = [net.outputs(theta[:-1], i)[-1][0] for i in range(2)]
        nu = net.vector({(1, 0, 0): Q(2, 3), (1, 0, 1): Q(2, 3), (1, 0, "b"): Q(1, 3)})
        model = Model(net, theta0=theta0, theta=theta, L=net.depth, R=R, A=A, s=rho + 1, nu=nu)
        model.given |= recursions(model, A, R)
        assert agrees(problem, model, source, goals=[]) == []
        moved = tuple(a + 9 * b for a, b in zip(theta, nu, strict=True))
        assert net.loss(moved[:-1]) == 0


def test_the_worked_network():
    """x = e1, e2, y = (1, -1), L = 2, d_1 = 1, sigma(t) = t + sin(t)/2, W_2 = 100 at theta0, a ball of radius 1.

    sigma' >= 1/2 and lambda0 = 1/2, so alpha = 4 lambda0 d_1 ((A - R/2) c_1)^2 = 2 (99/2)^2; C and the largest squared
    gradient of phi, 45910, are taken as given. Assumption 3 fails, so path-length and drift-martingale must do.
    """
    alpha, smoothness = 4 * Q(1, 2) * (Q(99) * Q(1, 2)) ** 2, Q("231476.125890739")
    noise = 4 * 45910 - alpha
    assert (alpha, noise) == (Q("4900.5"), Q("178739.5"))
    step = alpha / (4 * smoothness * (2 * smoothness + noise))
    constants = Constants(alpha=alpha, smoothness=smoothness, noise=noise, step_size=step, radius=1)
    expected = {
        "path-length": "0.0328987284885759",
        "drift-martingale": "0.0000602810317887263",
        "drift-martingale-sharp": "0.00004067799997",
    }
    for bound, value in expected.items():
        found = certify(constants, initial_loss=1, bound=bound).value
        assert abs(found / Q(value) - 1) < Q(1, 10**9), bound
