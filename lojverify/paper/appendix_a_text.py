"""Appendix A, in words: deep linear networks (A.6), Remark A.1, and what is said about (A.4) and after (A.15)."""

from __future__ import annotations

import sympy

from ..derive import Eq, Loss, Problem, inner, norm2
from .network import DeepLinear
from .own_results import own
from .register import Entry


def gradient_of_linear_network() -> Problem:
    """(A.6): its inner product with a matrix V is the slope of F along w, which has V in layer M and 0 elsewhere."""
    p = Problem("A.6", "the gradient of the squared error of a deep linear network")
    net = DeepLinear(p)
    net.in_layer()
    p.goal(Eq(inner(net.F.grad(net.theta), net.w), net.slope()), ["layer[n] = 1"])
    return p


def vanishing_gradient() -> Problem:
    """Remark A.1 for L = 2, d = d_1 = n = 1: where W_1 x = 0, the gradient vanishes.

    The parameter p has the weights W_1 = <p, first>, times the datum, and W_2 = <p, second>.
    """
    p = Problem("Remark A.1", "the gradient vanishes where the first layer does")
    F = p.function("F")
    theta, first, second = p.vectors("theta first second")
    (point,) = p.points("p")
    (y,) = p.constants("y")
    p.assume("(A.1)", Eq(F(point), (y - inner(point, first) * inner(point, second)) ** 2))
    p.assume("W_1x=0", Eq(inner(theta, first), 0))
    p.goal(norm2(F.grad(theta)) <= 0)
    return p


def zero_first_layer() -> dict[str, object]:
    """F = (1 - W_1 W_2)^2 at W_1 = 0, W_2 = 1: the derivative in W_1 is -2."""
    return {
        "dimension": 2,
        "constants": {"y": "1"},
        "vectors": {"theta": ["0", "1"], "first": ["1", "0"], "second": ["0", "1"]},
        "functions": {"F": [{"value": "(1 - x1*x2)^2"}]},
        "evaluate": {"goal": 0, "sides": ["0", "<grad F(theta), grad F(theta)>"]},
    }


def reflected() -> Problem:
    """Theta is a subspace through theta0: it contains the reflection of each of its points at theta0.

    X gives an input of the first layer, (W_1 x_i + b_1)_j = <p, X>, and b a bias of another layer.
    """
    p = Problem("text:A.4", "Theta contains the reflections of its points at theta0")
    theta0, theta, X, b = p.vectors("theta0 theta X b")
    (at,) = p.constants("at")
    rho = p.root("rho", norm2(theta - theta0))
    p.assume("at>0", at > 0)
    p.assume("W_1=0", Eq(inner(theta0, X), 0))
    p.assume("b=0", Eq(inner(theta0, b), 0))
    p.assume("(A.4)", inner(theta, X) >= at * rho)
    p.assume("(A.4) biases", inner(theta, b) >= 0)
    p.goal(inner(2 * theta0 - theta, X) >= at * rho)
    p.goal(inner(2 * theta0 - theta, b) >= 0)
    return p


def half_line() -> dict[str, object]:
    """W_1 x = 1 at theta, and -1 at its reflection."""
    return {
        "dimension": 2,
        "constants": {"at": "1/2"},
        "vectors": {"theta0": ["0", "0"], "theta": ["1", "0"], "X": ["1", "0"], "b": ["0", "1"]},
        "evaluate": {"goal": 0, "sides": ["<2*theta0 - theta, X>", "at*rho"]},
    }


class Small:
    """The network (A.2) with L = 2, d_1 = 1, activations that are the identity, and two data.

    The parameter p gives the inputs <p, X1>, <p, X2> of the hidden unit for the two data, its weight <p, a> into the
    output and the bias <p, b> of the output; A > R/2 is that weight at theta0, where all else is zero.
    """

    def __init__(self, problem: Problem) -> None:
        self.F: Loss = problem.function("F")
        self.theta0, self.X1, self.X2, self.a, self.b = problem.vectors("theta0 X1 X2 a b")
        (self.p,) = problem.points("p")
        self.y1, self.y2, self.A, self.R, self.at = problem.constants("y1 y2 A R at")
        p, errors = self.p, [self.error(self.y1, self.X1), self.error(self.y2, self.X2)]
        problem.assume("(A.1)", Eq(self.F(p), (errors[0] ** 2 + errors[1] ** 2) / 2))
        for vector in (self.X1, self.X2, self.b):
            problem.assume(f"{vector} at theta0", Eq(inner(self.theta0, vector), 0))
        problem.assume("A", Eq(inner(self.theta0, self.a), self.A))
        problem.assume("R>2", self.R > 2)
        problem.assume("A>R/2", self.A > self.R / 2)
        problem.assume("at>0", self.at > 0)

    def error(self, y: sympy.Expr, X: sympy.Expr) -> sympy.Expr:
        """y_i - phi(x_i, p)."""
        return y - inner(self.p, self.a) * inner(self.p, X) - inner(self.p, self.b)


def iterates() -> Problem:
    """Gradient descent stays in Theta, "as otherwise the gradient becomes small": after one step from theta0.

    The step leaves Theta if the input of the hidden unit is not as (A.4) demands for one of the two data; then, it is
    claimed, the gradient is small: as little as not longer than at theta0.
    """
    p = Problem("A.4 iterates", "gradient descent from theta0 stays in Theta, or its gradient becomes small")
    net = Small(p)
    (theta1,) = p.vectors("theta1")
    (eta,) = p.constants("eta")
    p.assume("eta>0", eta > 0)
    p.assume("(1.2)", Eq(inner(theta1 - net.theta0 + eta * net.F.grad(net.theta0), net.p), 0))
    rho = p.root("rho", norm2(theta1 - net.theta0))
    for X in (net.X1, net.X2):
        p.goal(norm2(net.F.grad(theta1)) <= norm2(net.F.grad(net.theta0)), [net.at * rho - inner(theta1, X) > 0])
    return p


def _small(X1: list[str], X2: list[str], y: list[str], A: str, **constants: str) -> dict[str, object]:
    """An instance of `Small` in the coordinates (W_1, b_1, W_2, b_2) with data in the plane; X1, X2 are the data."""
    phi = ["x4*({}*x1 + {}*x2 + x3) + x5".format(*(f"({c})" for c in x)) for x in (X1, X2)]
    return {
        "dimension": 5,
        "constants": {"y1": y[0], "y2": y[1], "A": A, **constants},
        "vectors": {
            "theta0": ["0", "0", "0", A, "0"],
            "X1": [*X1, "1", "0", "0"],
            "X2": [*X2, "1", "0", "0"],
            "a": ["0", "0", "0", "1", "0"],
            "b": ["0", "0", "0", "0", "1"],
        },
        "functions": {"F": [{"value": f"1/2*({y[0]} - ({phi[0]}))^2 + 1/2*({y[1]} - ({phi[1]}))^2"}]},
    }


def c7() -> dict[str, object]:
    """C7: x1 = (3, 0), x2 = (-3, 1), y = (1, 1/10), so W_1 x2 + b_1 is eta A (-8 + 11/10) after one step."""
    found = _small(["3", "0"], ["-3", "1"], ["1", "1/10"], "3", R="4", at="1/10", eta="1/10")
    vectors = {**dict(_part(found, "vectors")), "theta1": ["81/100", "3/100", "33/100", "3", "11/100"]}
    lengths = [f"<grad F({theta}), grad F({theta})>" for theta in ("theta0", "theta1")]
    evaluate = {"goal": 1, "sides": lengths}
    return found | {"vectors": vectors, "evaluate": evaluate}


def confinement() -> Problem:
    """Assumption 3 with the ball of radius R/2, as far as it says that F has no zero in the annulus.

    R is as large against the mean of y^2 as the bound (A.15) asks for.
    """
    p = Problem("text:A.15", "the squared error is positive near the boundary of the ball")
    net = Small(p)
    (theta,) = p.vectors("theta")
    q, mean_square = net.A - net.R / 2, (net.y1**2 + net.y2**2) / 2
    p.assume("R large", net.at**2 * q**2 * (net.R / 2 - 1) ** 2 / 2 > mean_square)
    square = norm2(theta - net.theta0)
    p.assume("inside", square <= (net.R / 2) ** 2)
    p.assume("outside", square >= (net.R / 2 - 1) ** 2)
    p.goal(net.F(theta) > 0)
    return p


def line_of_zeros() -> dict[str, object]:
    """x = e1, e2, y = (1, -1): F = 0 at W_1 = (1/11 + t, -1/11 + t), b_1 = -t, W_2 = 11 for every t; here t = 11/2."""
    found = _small(["1", "0"], ["0", "1"], ["1", "-1"], "11", R="20", at="1/2")
    vectors = {**dict(_part(found, "vectors")), "theta": ["123/22", "119/22", "-11/2", "11", "0"]}
    return found | {"vectors": vectors, "evaluate": {"goal": 0, "sides": ["F(theta)", "0"]}}


def _part(found: dict[str, object], key: str) -> dict[str, object]:
    part = found[key]
    return part if isinstance(part, dict) else {}


_STEEP = "|∇F|² ≥ 4 λ0 d_1 q² F on the whole ball B(θ0, R/2), q = (A-R/2)(R/2)^{L-2} c_{L-1}···c_1 d_{L-1}···d_2"

ENTRIES = [
    Entry(
        "A.6",
        "the gradient of the squared error of a deep linear network",
        "∂F/∂W_l = (2/n) Σ_i W_{l+1}ᵀ···W_Lᵀ (W_L···W_1 x_i - y_i) x_iᵀ W_1ᵀ···W_{l-1}ᵀ",
        statement=gradient_of_linear_network,
        proof="gradient_of_linear_network",
        uses=("A.1", "A.5"),
        notes=(
            "The paper writes ∂F/dW_l; it holds for l = 1 too, and for every depth, all widths and all data.",
            "Stated as ⟨∂F/∂W_l, V⟩ = (2/n) Σ_i (ϕ̃_i - y_i) W_L···W_{l+1} V W_{l-1}···W_1 x_i for every matrix V.",
            "Derived from the values of F along V by the definition of the derivative.",
        ),
    ),
    Entry(
        "Remark A.1",
        "training may stop where the first layer is small, for the gradient vanishes",
        "if W_1 x_i is small for all i, ∂F/∂W_l is small, and we may stop training due to the vanishing ∇F",
        statement=vanishing_gradient,
        instance=zero_first_layer,
        repaired=_STEEP,
        repair="network_lojasiewicz",
        uses=("A.5", "A.6", "network Łojasiewicz", "upper gradients"),
        notes=(
            "Where W_1 x_i = 0 for all i, only ∂F/∂W_l with l ≥ 2 vanish ('upper gradients'); ∂F/∂W_1 does not.",
            "θ0 itself has W_1 = 0, and training starts there.",
        ),
    ),
    Entry(
        "text:A.4",
        "the set Θ as a subspace",
        "“we restrict the domain of training θ to some subspace containing θ0 and θ*”: Θ of (A.4)",
        statement=reflected,
        instance=half_line,
        repaired="Θ is a convex cone with apex θ0: θ0 + s(θ'-θ0) + t(θ''-θ0) ∈ Θ for θ', θ'' ∈ Θ and s, t ≥ 0",
        repair="theta_is_a_cone",
        uses=("A.4",),
        notes=("A subspace through θ0 contains, with each of its points, the reflection of it at θ0.",),
    ),
    Entry(
        "A.4 iterates",
        "gradient descent stays in Θ, or its gradient becomes small",
        "“all gradient descent iterates can be considered to stay in Θ, as otherwise the gradient becomes small”",
        statement=iterates,
        instance=c7,
        repaired=_STEEP + ", in Θ or not",
        repair="network_lojasiewicz",
        uses=("A.4", "1.2", "network Łojasiewicz"),
        notes=(
            "The first step leaves Θ for every step size: W_1 x_2 + b_1 is a positive multiple of -8 + 11/10.",
            "Nor does the gradient become small: stated is only that it is then no longer than at θ0, which is false.",
            "L = 2, d_1 = 1, n = d = 2, activations the identity; x_1 = (3, 0), x_2 = (-3, 1), y = (1, 1/10).",
        ),
    ),
    Entry(
        "text:A.15",
        "Assumption 3 of Theorem 3.1 is verified (on the whole annulus; restricted to Θ, the bound is true)",
        "“if R is large enough compared with (1/n) Σ_i y_i², we can find M0 > 0 such that F(θ') ≥ M0 for "
        "R/2-1 ≤ |θ'-θ0| ≤ R/2”",
        statement=confinement,
        instance=line_of_zeros,
        repaired="F(θ') ≥ M0 := α̃² q² d_1² (R/2-1)²/2 - (1/n) Σ_i y_i² > 0 for R/2-1 ≤ |θ'-θ0| ≤ R/2, θ' ∈ Θ, "
        "if R > 2 is so large that M0 > 0",
        repair="confined_in_theta",
        argument=("A.15",),
        uses=("2.5", "A.15", "zeros in every annulus"),
        notes=(
            "Refuted is that Assumption 3 holds: it is about the whole annulus, and SGD may leave Θ: “A.4 iterates”.",
            "Of θ' ∈ Θ, to which (A.15) applies, the sentence is true; that is proved instead.",
            "No M0 > 0 will do: F has zeros in the annulus. So has every network with n ≤ d and a zero closer to θ0.",
            "The network must be certified by path-length or drift-martingale, which do without Assumption 3.",
        ),
    ),
    own(
        "network Łojasiewicz",
        "the Łojasiewicz constant of the network on the whole ball",
        "α(θ0, R/2) ≥ 4 λ0 d_1 q², q = (A-R/2)(R/2)^{L-2} c_{L-1}···c_1 d_{L-1}···d_2",
        "network_lojasiewicz",
        "For every depth, all widths and all data, inside Θ or not, and without a bound on σ̃' from above.",
        "λ0 is said by interpolation: any r_i are ⟨V, x_i⟩ with λ0 |V|² ≤ (1/n) Σ_i r_i²; that is λ_min(XᵀX/n) ≥ λ0.",
        "With biases λ0 may be λ_min((XᵀX + 11ᵀ)/n).",
        uses=("2.1", "A.1", "A.2"),
    ),
    own(
        "upper gradients",
        "Remark A.1 for the layers above the first: their derivatives vanish where the first layer does",
        "W_1 x_i = 0 for all i  ⟹  ∂F/∂W_l = 0 for 2 ≤ l ≤ L, for the deep linear network (A.5)",
        "upper_gradients_vanish",
        uses=("A.5", "A.6"),
    ),
    own(
        "network at the start",
        "the network vanishes at θ0",
        "ϕ(x, θ0) = 0 for every x, and F(θ0) = (1/n) Σ_i y_i²",
        "network_vanishes_at_start",
        "So (2.2) asks for 4 (1/n) Σ_i y_i² < r² α(θ0, r).",
        uses=("A.1", "A.2"),
    ),
    own(
        "single-sample noise",
        "(2.10)-(2.11) for SGD with one datum a step on a squared error",
        "F(θ_k) = E[r² | F_k], ∇F(θ_k) = E[∇f | F_k], ∇f = 2r∇ϕ, r = ϕ-y, |∇ϕ|² ≤ G, (2.1)  ⟹  "
        "E[|∇f - ∇F|² | F_k] ≤ (4G - α) F(θ_k)",
        "single_sample_noise",
        "That E[∇f | F_k] = ∇F is supposed here; it holds if each step draws one of the n data uniformly.",
        "So σ = 4 max |∇ϕ|² - α over the data and the ball.",
        uses=("2.1", "2.10", "2.11", "A.1"),
    ),
    own(
        "network bound",
        "Theorem A.2, sharper",
        "F(θ') ≥ (q d_1 α̃ |θ'-θ0| - √((1/n) Σ_i y_i²))₊², θ' ∈ B(θ0, R/2) ∩ Θ",
        "squared_error_grows_sharper",
        uses=("A.14",),
    ),
    own(
        "zeros in every annulus",
        "networks have zeros of F at every distance from θ0 beyond that of one zero",
        "F(θ) = 0, |θ-θ0| ≤ s  ⟹  F(z) = 0 for some z with |z-θ0| = s, if some (w, b) ≠ 0 has w·x_i + b = 0 for all i",
        "zeros_in_every_annulus",
        "Such (w, b) exist if n < d+1; for every depth, all widths and all such data.",
        uses=("2.5", "A.1", "A.2"),
    ),
]
