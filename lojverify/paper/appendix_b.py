"""Appendix B, the proof of Lemma 2.1: (B.1)-(B.4)."""

from __future__ import annotations

import sympy

from ..derive import Eq, Loss, Problem, inner, integral, norm2
from .register import Entry


class SmoothSet:
    """A nonnegative loss F whose gradient is C-Lipschitz on a closed set K, and a point theta.

    A closed set of R^d is where some smooth function is nonnegative; so K stands for {y : K(y) >= 0}.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.F: Loss = problem.function("F")
        self.K: Loss = problem.function("K")
        (self.theta,) = problem.vectors("theta")
        self.y, self.z = problem.points("y z")
        (self.C,) = problem.constants("C")
        problem.assume("C>0", self.C > 0)
        problem.assume("loss>=0", self.F(self.y) >= 0)
        self.g = self.F.grad(self.theta)

    def inside(self, point: sympy.Expr) -> sympy.Rel:
        """The point lies in K."""
        return self.K(point) >= 0

    def smooth(self) -> None:
        """(2.3): the gradient is C-Lipschitz on K."""
        F, y, z = self.F, self.y, self.z
        bound = self.C**2 * norm2(y - z) - norm2(F.grad(y) - F.grad(z)) >= 0
        self.problem.assume("smooth", bound, [self.inside(y), self.inside(z)])

    def gradient_bounded(self) -> None:
        """|grad F| <= Cbar on K, with Cbar > 0."""
        (self.Cbar,) = self.problem.constants("Cbar")
        self.problem.assume("Cbar>0", self.Cbar > 0)
        self.problem.assume("gradient bounded", norm2(self.F.grad(self.y)) <= self.Cbar**2, [self.inside(self.y)])

    def deep_inside(self) -> None:
        """The ball of radius Cbar/C around theta lies in K: theta is in the set of Lemma 2.1."""
        radius = self.problem.define("quotient", "radius", value=self.Cbar, by=self.C)
        near = radius**2 - norm2(self.y - self.theta) >= 0
        self.problem.assume("deep inside", self.inside(self.y), [near])

    def direction(self) -> None:
        """(B.1): n = |grad F(theta)| > 0 and nu = grad F(theta)/n."""
        p = self.problem
        p.assume("gradient nonzero", norm2(self.g) > 0)
        self.n = p.root("n", norm2(self.g))
        one_over_n = p.define("quotient", "one_over_n", value=1, by=self.n)
        self.nu = p.define("abbreviation", "nu", value=one_over_n * self.g, against=self.y)


def derivative_at_zero() -> Problem:
    """The line below (B.1), as printed: g'(0) = -<nu, grad F(theta)> = |grad F(theta)|."""
    p = Problem("text:B.1", "the derivative at 0, as printed")
    s = SmoothSet(p)
    s.direction()
    p.goal(Eq(-inner(s.nu, s.g), s.n))
    return p


def derivative_is_lipschitz() -> Problem:
    """(B.2), in squares: |g'(t) - g'(0)| <= |grad F(theta - t nu) - grad F(theta)| <= C t."""
    p = Problem("B.2", "the derivative along the line is Lipschitz")
    s = SmoothSet(p)
    s.smooth()
    s.direction()
    (t,) = p.constants("t")
    p.assume("t>=0", t >= 0)
    end = s.theta - t * s.nu
    both = [s.inside(s.theta), s.inside(end)]
    change = s.F.grad(end) - s.g
    p.goal(inner(s.nu, change) ** 2 <= norm2(change), both)
    p.goal(norm2(change) <= (s.C * t) ** 2, both)
    return p


def value_along_the_line() -> Problem:
    """(B.3): g(t) = g(0) + int_0^t g'(s) ds <= F(theta) - |grad F(theta)| t + (C/2) t^2; s stands for s/t."""
    p = Problem("B.3", "the loss along the line lies below a parabola")
    s = SmoothSet(p)
    s.smooth()
    s.direction()
    (t,) = p.constants("t")
    p.assume("t>=0", t >= 0)
    (part,) = p.variables("s")
    p.assume("segment", s.inside(s.theta - part * t * s.nu), [part >= 0, 1 - part >= 0])
    value, start = s.F(s.theta - t * s.nu), s.F(s.theta)
    p.goal(Eq(value, start + integral(-t * inner(s.nu, s.F.grad(s.theta - part * t * s.nu)), part)))
    p.goal(value <= start - s.n * t + s.C * t**2 / 2)
    return p


def minimum(sign: int, name: str) -> Problem:
    """(B.4) with t = sign |grad F|/C: the right side of (B.3) is F - |grad F|^2/(2C) there, its minimum, and >= 0."""
    p = Problem(name, "the minimum of the parabola is nonnegative")
    s = SmoothSet(p)
    s.smooth()
    s.gradient_bounded()
    s.deep_inside()
    s.direction()
    t = p.define("quotient", "t", value=sign * s.n, by=s.C)
    (other,) = p.variables("s")

    def right_side(at: sympy.Expr) -> sympy.Expr:
        return s.F(s.theta) - s.n * at + s.C * at**2 / 2

    p.goal(Eq(2 * s.C * right_side(t), 2 * s.C * s.F(s.theta) - norm2(s.g)))
    p.goal(right_side(t) <= right_side(other))
    p.goal(2 * s.C * s.F(s.theta) - norm2(s.g) >= 0)
    return p


def parabola_minimum() -> Problem:
    """(B.4), as printed, with t = -|grad F(theta)|/C."""
    return minimum(-1, "B.4")


def parabola(**evaluate: object) -> dict[str, object]:
    """F = x^2/2 on K = [-10, 10] with C = 2, Cbar = 10 and theta = 1, so that Cbar/C = 5.

    With u = y - 1: 100 - y^2 = 2 (25 - u^2) + (y - 2)^2 + 48.
    """
    return {
        "dimension": 1,
        "vectors": {"theta": ["1"]},
        "functions": {"F": [{"value": "1/2*x1^2"}], "K": [{"value": "100 - x1^2"}]},
        "certificates": {"loss>=0": [[["1/2", [], ["y1"]]]]},
        "evaluate": {"goal": 0, **evaluate},
    }


def wrong_sign() -> dict[str, object]:
    """-<nu, F'> = -1 at theta = 1, and |F'| = 1."""
    return parabola(sides=["-<nu, grad F(theta)>", "n"]) | {"constants": {"C": "2"}}


def wrong_step() -> dict[str, object]:
    """At t = -1/2 the right side is 1/2 + 1/2 + 1/4 = 5/4, and F - |F'|^2/(2C) = 1/4."""
    found = parabola()
    found["constants"] = {"C": "2", "Cbar": "10"}
    found["certificates"] = {
        "loss>=0": [[["1/2", [], ["y1"]]]],
        "smooth": [[["3", [], ["y1 - z1"]]]],
        "gradient bounded": [[["1", ["100 - y1^2"], []]]],
        "deep inside": [[["2", ["24 + 2*y1 - y1^2"], []], ["1", [], ["y1 - 2"]], ["48", [], []]]],
    }
    return found


ENTRIES = [
    Entry(
        "text:B.1",
        "the derivative of g at 0",
        "g'(0) = -ν·∇F(θ) = |∇F(θ)|",
        statement=derivative_at_zero,
        instance=wrong_sign,
        repaired="g'(0) = -ν·∇F(θ) = -|∇F(θ)|",
        repair="slope_at_zero",
        slip=True,
        uses=("B.1",),
        notes=("(B.3) uses the right sign.",),
    ),
    Entry(
        "B.1",
        "the loss along the line against the gradient",
        "g(t) = F(θ - tν), ν = ∇F(θ)/|∇F(θ)|",
        kind="definition",
        notes=("For ∇F(θ) ≠ 0.",),
    ),
    Entry(
        "B.2",
        "the derivative along the line is Lipschitz",
        "|g'(t) - g'(0)| ≤ |∇F(θ - tν) - ∇F(θ)| ≤ C t if θ, θ - tν ∈ K",
        statement=derivative_is_lipschitz,
        proof="slope_is_lipschitz",
        argument=("2.3",),
        uses=("B.1", "2.3"),
        notes=("Stated in squares, for t ≥ 0; g'(t) = -ν·∇F(θ - tν) is the chain rule.",),
    ),
    Entry(
        "B.3",
        "the loss along the line lies below a parabola",
        "g(t) = g(0) + ∫_0^t g'(s) ds ≤ F(θ) - |∇F(θ)| t + (C/2) t²",
        statement=value_along_the_line,
        proof="value_along_line",
        argument=("B.2",),
        uses=("B.1", "2.3"),
        notes=(
            "The whole segment from θ to θ - tν must lie in K, not only its ends.",
            "The integral is taken over [0, 1] after the substitution of ts for s.",
        ),
    ),
    Entry(
        "B.4",
        "the minimum of the parabola",
        "at t = -|∇F(θ)|/C the right side of (B.3) has its minimum F(θ) - |∇F(θ)|²/(2C) ≥ 0",
        statement=parabola_minimum,
        instance=wrong_step,
        repaired="at t = +|∇F(θ)|/C the right side of (B.3) has its minimum F(θ) - |∇F(θ)|²/(2C) ≥ 0",
        repair="parabola_minimum",
        slip=True,
        argument=("B.3",),
        uses=("B.3", "2.4"),
        notes=("At the printed t the right side is F(θ) + 3|∇F(θ)|²/(2C).",),
    ),
]
