"""Appendix A: the network of Theorem A.2 and its lower bound, (A.1)-(A.5) and (A.7)-(A.15)."""

from __future__ import annotations

from ..derive import Problem, expect
from ..derive.language import k
from .network import Network
from .register import Entry


def in_theta(p: Problem) -> Network:
    """The hypotheses of Theorem A.2, for a parameter theta in Theta and in the ball of radius R/2."""
    net = Network(p)
    net.start_at_zero()
    net.near()
    net.in_theta()
    net.product()
    return net


def young() -> Problem:
    """(A.10); absphi[0] and absy[0] are |phi(x_i, theta)| and |y_i|."""
    p = Problem("A.10", "the squared error by Young's inequality")
    net = Network(p)
    net.near()
    phi, y = net.output(net.theta, 0), net.y[0]
    absphi, absy = p.root("absphi", net.output(net.theta, k) ** 2, "k"), p.root("absy", net.y[k] ** 2, "k")
    middle = expect(0, y**2 + phi**2 - 2 * absphi[0] * absy[0])
    p.goal(net.F(net.theta) >= middle)
    p.goal(middle >= expect(0, phi**2) / 2 - net.mean_square())
    return p


def first_layer() -> Problem:
    """(A.11); the first layer is not the output, as L >= 2."""
    p = Problem("A.11", "the outputs of the first layer are bounded below")
    net = in_theta(p)
    p.goal(net.output(net.theta, k + 1) >= net.c[k + 1] * net.at * net.rho, ["layer[k+1] = 1"])
    return p


def second_layer() -> Problem:
    """(A.12); the second layer is not the output."""
    p = Problem("A.12", "the outputs of the second layer are bounded below")
    net = in_theta(p)
    bound = net.c[k + 1] * net.c[k + 2] * net.d[k + 2] * (net.R / 2) * net.at * net.rho
    p.goal(net.output(net.theta, k + 1) >= bound, ["layer[k+1] = 2"])
    return p


def last_hidden_layer() -> Problem:
    """(A.13), times (A-R/2) d_{L-1}, with which its constant is q."""
    p = Problem("A.13", "the outputs of the last hidden layer are bounded below")
    net = in_theta(p)
    left = (net.A - net.R / 2) * net.d[1] * net.output(net.theta, 1)
    p.goal(left >= net.q * net.at * net.rho, ["layer[n+1] = 1"])
    return p


def output() -> Problem:
    """(A.14)."""
    p = Problem("A.14", "the output of the network is bounded below")
    net = in_theta(p)
    p.goal(net.output(net.theta, 0) >= net.q * net.at * net.rho, ["layer[n+1] = 1"])
    return p


def lower_bound() -> Problem:
    """(A.7), (A.15) and Theorem A.2."""
    p = Problem("A.15", "the squared error grows with the distance from theta0 in Theta")
    net = in_theta(p)
    bound = net.at**2 / 2 * net.q**2 * net.rho**2 - net.mean_square()
    p.goal(net.F(net.theta) >= bound, ["layer[n+1] = 1"])
    return p


_SAID = (
    "Sums over data and units are averages times their number: see the setting, lojverify/paper/network.py.",
    "Products over the layers are recursions; the depth is n+2 for the n with layer[n+1] = 1.",
)

ENTRIES = [
    Entry(
        "A.1",
        "the squared error",
        "F(θ) := (1/n) Σ_i (y_i - ϕ(x_i, θ))²",
        kind="definition",
        notes=("Said as F(p) = E[0]((y[0] - N(p + node[0]))²), the average over a datum drawn uniformly.",),
    ),
    Entry(
        "A.2",
        "the network",
        "ϕ(x, θ) := σ̃_L(W_L σ̃_{L-1}(··· (W_2 σ̃_1(W_1 x + b_1) + b_2) ···) + b_L)",
        kind="definition",
        notes=(
            "Said layer by layer for every depth, all widths and all data: see lojverify/paper/network.py.",
            "The activations are continuously differentiable, σ̃_l(0) = 0 and σ̃_l' ≥ c_l > 0; C² is not needed.",
        ),
    ),
    Entry(
        "A.3",
        "the parameter",
        "θ = (W_1, b_1, ..., W_L, b_L), a vector of R^p",
        kind="definition",
        uses=("A.2",),
        notes=("The weights and biases are inner products of θ with coordinate vectors.",),
    ),
    Entry(
        "A.4",
        "the set Θ",
        "Θ = {θ' : (W'_1 x_i + b'_1)_j ≥ α̃ |θ' - θ0| for all i, j; b'_l ≥ 0 for 2 ≤ l ≤ L}",
        kind="definition",
        uses=("A.3",),
        notes=("Not a subspace but a convex cone with apex θ0: see text:A.4.",),
    ),
    Entry(
        "A.5",
        "the deep linear network",
        "ϕ̃(θ, x) := W_L W_{L-1} ··· W_1 x",
        kind="definition",
        uses=("A.2",),
    ),
    Entry(
        "A.7",
        "the lower bound of Theorem A.2",
        "F(θ') ≥ (α̃²/2)(A-R/2)²(R/2)^{2L-4}(c_{L-1}···c_1 d_{L-1}···d_1)² |θ'-θ0|² - (1/n) Σ_i y_i², "
        "θ' ∈ B(θ0, R/2) ∩ Θ",
        statement=lower_bound,
        proof="squared_error_grows",
        argument=("A.10", "A.14"),
        uses=("A.1", "A.2", "A.4"),
        notes=(
            "For L = 2 there are no W_2, ..., W_{L-1}, and the printed R is undefined; any R > 0 with A > R/2 will do.",
            "A and R need only be lower bounds of the entries.",
            "Not used: that the data are linearly independent, and that W_1 and the biases are 0 at θ0; Θ is enough.",
            "The activation of the output is the identity, and c_L = 1.",
            *_SAID,
        ),
    ),
    Entry(
        "A.8",
        "the first layer",
        "ϕ_1(x, θ) = σ̃_1(W_1 x + b_1)",
        kind="definition",
        uses=("A.2",),
    ),
    Entry(
        "A.9",
        "the layer l",
        "ϕ_l(x, θ) = σ̃_l(W_l σ̃_{l-1}(··· (W_2 σ̃_1(W_1 x + b_1) + b_2) ···) + b_l), so that ϕ_L = ϕ",
        kind="definition",
        uses=("A.8",),
        notes=("Said as N(p + node[k]), the output of the unit at position k, counted from the output.",),
    ),
    Entry(
        "A.10",
        "the squared error by Young's inequality",
        "F(θ') ≥ (1/n) Σ_i (y_i² + ϕ(x_i, θ')² - 2|ϕ(x_i, θ')||y_i|) ≥ (1/2n) Σ_i ϕ(x_i, θ')² - (1/n) Σ_i y_i²",
        statement=young,
        proof="young_for_squares",
        uses=("A.1",),
    ),
    Entry(
        "A.11",
        "the outputs of the first layer",
        "ϕ_1(x_i, θ')_j ≥ c_1 α̃ |θ'-θ0|",
        statement=first_layer,
        proof="first_layer_is_large",
        uses=("A.4", "A.8"),
        notes=("σ̃_1(t) ≥ c_1 t for t ≥ 0 is derived from the derivative: 'activation_rises'.",),
    ),
    Entry(
        "A.12",
        "the outputs of the second layer",
        "ϕ_2(x_i, θ')_j ≥ c_2 c_1 d_1 (R/2) α̃ |θ'-θ0|",
        statement=second_layer,
        proof="second_layer_is_large",
        argument=("A.11",),
        uses=("A.4", "A.9", "A.11"),
        notes=("For L ≥ 3, as the second layer is not the output.",),
    ),
    Entry(
        "A.13",
        "the outputs of layer L-1",
        "ϕ_{L-1}(x_i, θ')_j ≥ c_{L-1}···c_1 d_{L-2}···d_1 (R/2)^{L-2} α̃ |θ'-θ0|",
        statement=last_hidden_layer,
        proof="hidden_layers_are_large",
        argument=("A.11", "A.12"),
        uses=("A.4", "A.9", "A.11"),
        notes=("Stated times (A-R/2) d_{L-1}, with which the constant is that of (A.14).", *_SAID),
    ),
    Entry(
        "A.14",
        "the output of the network",
        "ϕ(x_i, θ') ≥ (A-R/2)(R/2)^{L-2} c_{L-1}···c_1 d_{L-1}···d_1 α̃ |θ'-θ0|",
        statement=output,
        proof="output_is_large",
        argument=("A.13",),
        uses=("A.4", "A.9", "A.13"),
        notes=_SAID,
    ),
    Entry(
        "A.15",
        "the lower bound, proved",
        "F(θ') ≥ (α̃²/2)(A-R/2)²(R/2)^{2L-4}(c_{L-1}···c_1 d_{L-1}···d_1)² |θ'-θ0|² - (1/n) Σ_i y_i²",
        statement=lower_bound,
        proof="squared_error_grows",
        argument=("A.10", "A.14"),
        uses=("A.7", "A.10", "A.14"),
        notes=("The sharper form is 'network bound'.", *_SAID),
    ),
    Entry(
        "Theorem A.2",
        "the squared error of a network grows with the distance from θ0 in Θ",
        "σ̃_l(0) = 0, σ̃_l' ≥ c_l > 0, σ̃_L = id, entries of W_2, ..., W_{L-1} at least R, of W_L at least A > R/2  ⟹  "
        "(A.7)",
        statement=lower_bound,
        proof="squared_error_grows",
        argument=("A.10", "A.14"),
        uses=("A.7",),
        notes=(
            "The R of Theorem 3.1 is half the R of Theorem A.2.",
            "For L = 2 the printed R is undefined; any R > 0 with A > R/2 will do.",
            "It does not verify Assumption 3, which fails outside Θ: see text:A.15.",
        ),
    ),
]
