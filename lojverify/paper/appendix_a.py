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
