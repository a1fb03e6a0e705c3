"""Networks in floating point, independent of `lojverify.problems`: outputs, Jacobians by complex steps, Hessians."""

import random
from fractions import Fraction
from itertools import pairwise

import numpy as np

SIGMAS = {
    "identity": lambda u: u,
    "wave": lambda u, a: u + a * np.sin(u),
    "leaky-tanh": lambda u, a: a * u + (1 - a) * np.tanh(u),
    "leaky-softplus": lambda u, a: a * u + (1 - a) * (np.log(1 + np.exp(u)) - np.log(2)),
}


class FloatNetwork:
    """phi, its Jacobian and the loss of a `Model`."""

    def __init__(self, model):
        self.X = np.array([[float(x) for x in row] for row in model.inputs])
        self.y = np.array([float(x) for x in model.targets])
        self.theta0 = np.array([float(x) for x in model.theta0])
        self.shape = (self.X.shape[1], *model.widths, 1)
        self.sigmas = [(SIGMAS[s.name], *(float(getattr(s, p)) for p in s.parameters())) for s in model.activations]

    def outputs(self, thetas):
        """phi(x_i, theta), of shape (m, n)."""
        a, at = np.broadcast_to(self.X, (len(thetas), *self.X.shape)), 0
        for number, (below, d) in enumerate(zip(self.shape, self.shape[1:], strict=False)):
            W = thetas[:, at : at + d * below].reshape(-1, d, below)
            b = thetas[:, at + d * below : at + d * (below + 1)]
            a, at = np.einsum("mij,mnj->mni", W, a) + b[:, None, :], at + d * (below + 1)
            if number < len(self.sigmas):
                sigma, *parameters = self.sigmas[number]
                a = sigma(a, *parameters)
        return a[:, :, 0]

    def jacobian(self, theta, step=1e-40):
        """The rows grad phi(x_i, theta), exact to rounding."""
        return self.outputs(theta + 1j * step * np.eye(len(theta))).imag.T / step

    def hessians(self, theta, step=1e-5):
        """The Hessians of the outputs, of shape (n, p, p)."""
        moves = step * np.eye(len(theta))
        found = np.array([(self.jacobian(theta + m) - self.jacobian(theta - m)) / (2 * step) for m in moves])
        return np.moveaxis(found, 0, 1)

    def loss(self, theta):
        return float(((self.outputs(theta[None])[0] - self.y) ** 2).mean())

    def measured(self, theta):
        """What the constants of a network bound, at one point."""
        e, J, H = self.outputs(theta[None])[0] - self.y, self.jacobian(theta), self.hessians(theta)
        n = len(e)
        gradient = 2 * J.T @ e / n
        rows = (J**2).sum(axis=1)
        return {
            "loss": float((e**2).mean()),
            "singular": float(np.linalg.svd(J, compute_uv=False)[-1]) / n**0.5,
            "gradient": float(gradient @ gradient),
            "smoothness": float(np.abs(np.linalg.eigvalsh(2 / n * (J.T @ J + np.einsum("i,ijk->jk", e, H)))).max()),
            "curvature": float(np.mean([np.linalg.norm(h, 2) ** 2 for h in H])) ** 0.5,
            "second_moment": float(4 * (e**2 * rows).mean()),
        }

    def points(self, radius, count, rng):
        """theta0 and points of the ball, most on the sphere: at random, along and against gradients of outputs."""
        yield self.theta0
        J = self.jacobian(self.theta0)
        directions = [*J, *-J, *np.linalg.svd(J)[2][: len(J)], *rng.standard_normal((count, len(self.theta0)))]
        rng.shuffle(directions)
        for number, direction in enumerate(directions[:count]):
            share = 1 if number % 3 else rng.random()
            length = np.linalg.norm(direction)
            if length > 0:
                yield self.theta0 + radius * share * (1 - 1e-12) * direction / length


def random_model(seed):
    """A small network of depth 2 to 4 with random data, and a start as in Theorem A.2 or a random one."""
    from lojverify.problems.activations import Identity, LeakySoftplus, LeakyTanh, Wave
    from lojverify.problems.network_model import Model, theorem_start

    rng = random.Random(seed)
    n, d, depth = rng.randint(2, 3), rng.randint(3, 4), rng.randint(2, 4)
    widths = tuple(rng.randint(1, 3) for _ in range(depth - 1))
    kinds = (
        lambda: Wave(Fraction(rng.randint(1, 8), 10)),
        lambda: LeakyTanh(Fraction(rng.randint(1, 8), 10)),
        lambda: LeakySoftplus(Fraction(rng.randint(1, 8), 10)),
        Identity,
    )
    activations = tuple(rng.choice(kinds)() for _ in widths)
    inputs = [[Fraction(rng.randint(-30, 30), 10) for _ in range(d)] for _ in range(n)]
    targets = [Fraction(rng.randint(-10, 10), 10) for _ in range(n)]
    shape = (d, *widths, 1)
    if rng.random() < 0.5:
        start = theorem_start(shape, [Fraction(rng.randint(10, 200), 10) for _ in widths])
    else:
        size = sum(b * (a + 1) for a, b in pairwise(shape))
        start = [Fraction(rng.randint(-20, 20), 10) for _ in range(size)]
    return Model(inputs, targets, widths, activations, start)
