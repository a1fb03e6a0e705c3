"""The setting of appendix A: a network of any depth and any widths, its data and its squared error.

The parameters are the vectors across an axis o, along which one function can tell a finite family of functions apart:
N(p + node) is the output of a unit for a datum, at the parameter p, where node is a multiple of o that codes the unit
and the datum; and S(t e + l o) is sigma_l(t), where e is any vector across o.

A sum over the units of a layer is their number times their average, and an average is an expectation: a datum is drawn,
then a unit in each layer, uniformly, from the output down. The unit of the layer at position k, counted from the
output, is known at k+1; E[0] is the average over the data, and d[k+1] E[k+1] the sum over the units of the layer below
position k.
"""

from __future__ import annotations

import sympy

from ..derive import Eq, Loss, Problem, expect, inner, norm2
from ..derive.language import k


class Units:
    """Data, layers and parameters: what (A.1), (A.3) and both networks share.

    layer[k]: the number of the layer at position k, from layer[0] = L down; d[k]: its width.
    y[0]: the target of the datum; node[k]: the code of the datum and of its unit at position k.
    u[k+1], v[k]: coordinate vectors; <p, u[k+1]> is the weight from the unit at position k+1 into that at k, and
    <p, v[k]> the bias of the latter. The outputs of layer 0 are the inputs, which do not depend on the parameter.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.F: Loss = problem.function("F")
        self.N: Loss = problem.function("N")
        self.theta0, self.o = problem.vectors("theta0 o")
        (self.p,) = problem.points("p")
        (L,) = problem.constants("L")
        self.layer = sympy.IndexedBase("layer")
        problem.define("recursion", "layer", "k", level=None, start=L, step=self.layer[k] - 1)
        self.d = problem.process("d", level=None)
        self.y = problem.process("y", level=1, order=0)
        self.node, self.u, self.v = (problem.vector_process(name, level=1, order=0) for name in ("node", "u", "v"))
        problem.assume("u", Eq(norm2(self.u[k + 1]), 1))
        problem.assume("v", Eq(norm2(self.v[k]), 1))
        problem.assume("theta0", self.is_parameter(self.theta0))
        inputs = Eq(self.output(self.p, k), self.output(self.theta0, k))
        problem.assume("inputs", inputs, [self.is_parameter(self.p), Eq(self.layer[k], 0)])

    def is_parameter(self, p: sympy.Expr) -> Eq:
        """The vector is a parameter: it has no component along the axis."""
        return Eq(inner(p, self.o), 0)

    def output(self, p: sympy.Expr, at: sympy.Expr | int) -> sympy.Expr:
        """The output of the unit at a position: phi_l(x_i, p)_j."""
        return self.N(p + self.node[at])

    def weighted_sum(self, p: sympy.Expr, at: sympy.Expr | int) -> sympy.Expr:
        """The sum over the units of the layer below of weight times output: (W_l phi_{l-1}(x_i, p))_j."""
        return self.d[at + 1] * expect(at + 1, inner(p, self.u[at + 1]) * self.output(p, at + 1))

    def squared_error(self) -> None:
        """(A.1): F(p) is the average over the data of (y - phi)^2, and does not depend on the component along o."""
        p = self.p
        error = expect(0, (self.y[0] - self.output(p, 0)) ** 2)
        self.problem.assume("(A.1)", Eq(self.F(p), error), [self.is_parameter(p)])
        self.problem.assume("axis", Eq(inner(self.F.grad(p), self.o), 0))

    def mean_square(self) -> sympy.Expr:
        """The average of y^2 over the data."""
        return expect(0, self.y[0] ** 2)


class Network(Units):
    """The network (A.2) with increasing activation functions, from the initialisation of Theorem A.2."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.S: Loss = problem.function("S")
        (self.e,) = problem.vectors("e")
        (self.s,) = problem.variables("s")
        self.c = problem.process("c", level=None)
        self.R, self.A = problem.constants("R A")
        p, layer = self.p, self.layer
        problem.assume("R>0", self.R > 0)
        problem.assume("A>R/2", self.A > self.R / 2)
        problem.assume("d>0", self.d[k] > 0)
        self.squared_error()
        output = self.S(self.input(p, k) * self.e + layer[k] * self.o)
        slope = inner(self.S.grad(self.s * self.e + layer[k] * self.o), self.e)
        problem.assume("(A.2)", Eq(self.output(p, k), output), [self.is_parameter(p), layer[k] >= 1])
        problem.assume("sigma(0)=0", Eq(self.S(layer[k] * self.o), 0), [layer[k] >= 1])
        problem.assume("identity", Eq(self.S(self.s * self.e + layer[0] * self.o), self.s))
        problem.assume("c", slope >= self.c[k], [layer[k] >= 1])
        problem.assume("c>0", self.c[k] > 0)
        problem.assume("c_L=1", Eq(self.c[0], 1))
        # The least weights: A - R/2 in the output layer and R/2 below it; at theta0 they are larger by R/2.
        self.omega, self.G = sympy.IndexedBase("omega"), sympy.IndexedBase("G")
        problem.define("recursion", "omega", "k", level=None, start=self.A - self.R / 2, step=self.R / 2)
        weight = inner(self.theta0, self.u[k + 1])
        problem.assume("weights", weight >= self.omega[k] + self.R / 2, [layer[k] >= 2])

    def input(self, p: sympy.Expr, at: sympy.Expr | int) -> sympy.Expr:
        """The argument of the activation function: (W_l phi_{l-1} + b_l)_j."""
        return self.weighted_sum(p, at) + inner(p, self.v[at])

    def start_at_zero(self) -> None:
        """The biases and W_1 are zero at theta0."""
        at, u, v = self.theta0, self.u, self.v
        self.problem.assume("W_1=0", Eq(inner(at, u[k + 1]), 0), [Eq(self.layer[k], 1)])
        self.problem.assume("b=0", Eq(inner(at, v[k]), 0))

    def near(self) -> sympy.Symbol:
        """A parameter theta in the ball of radius R/2, and its distance rho from theta0."""
        (self.theta,) = self.problem.vectors("theta")
        square = norm2(self.theta - self.theta0)
        self.problem.assume("theta", self.is_parameter(self.theta))
        self.problem.assume("ball", square <= (self.R / 2) ** 2)
        self.rho = self.problem.root("rho", square)
        return self.rho

    def in_theta(self) -> None:
        """(A.4): theta lies in Theta."""
        (self.at,) = self.problem.constants("at")
        self.problem.assume("at>0", self.at > 0)
        first = self.input(self.theta, k) >= self.at * self.rho
        self.problem.assume("(A.4)", first, [Eq(self.layer[k], 1)])
        self.problem.assume("(A.4) biases", inner(self.theta, self.v[k]) >= 0, [self.layer[k] >= 2])

    def away_from_targets(self) -> None:
        """A direction w along which each input of the first layer moves at the speed r of its datum's residual.

        r[k], which does not depend on k, is phi - y at theta.
        """
        problem, theta, u, v = self.problem, self.theta, self.u, self.v
        (self.w,) = problem.vectors("w")
        w, r = self.w, sympy.IndexedBase("r")
        residual = self.output(theta, 0) - self.y[0]
        problem.define("recursion", "r", "k", level=1, start=residual, step=r[k])
        problem.assume("w", self.is_parameter(w))
        problem.assume("w above", Eq(inner(w, u[k + 1]), 0), [self.layer[k] >= 2])
        problem.assume("w above, biases", Eq(inner(w, v[k]), 0), [self.layer[k] >= 2])
        speed = self.d[k + 1] * expect(k + 1, inner(w, u[k + 1]) * self.output(theta, k + 1)) + inner(w, v[k])
        problem.assume("w first", Eq(speed, r[k]), [Eq(self.layer[k], 1)])

    def product(self) -> sympy.Symbol:
        """q = (A-R/2) (R/2)^{L-2} c_{L-1} ... c_1 d_{L-1} ... d_1; G[k] is the product of c omega d above k."""
        G, p = self.G, self.problem
        step = G[k] * self.c[k] * self.omega[k] * self.d[k + 1]
        p.define("recursion", "G", "k", level=None, start=1, step=step)
        (self.q,) = p.constants("q")
        p.assume("q", Eq(self.q, self.c[k] * G[k]), [Eq(self.layer[k], 1)])
        return self.q


class DeepLinear(Units):
    """The deep linear network (A.5), without biases, at a parameter theta."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.squared_error()
        on = [self.is_parameter(self.p), self.layer[k] >= 1]
        problem.assume("(A.5)", Eq(self.output(self.p, k), self.weighted_sum(self.p, k)), on)
        (self.theta,) = problem.vectors("theta")
        problem.assume("theta", self.is_parameter(self.theta))

    def in_layer(self) -> None:
        """A direction w in which only the weights of layer M change, and D[k], the derivative of the output at k.

        In a layer l >= M it is (W_l ... W_{M+1} V W_{M-1} ... W_1 x_i)_j, where V is the matrix of w, and 0 below.
        """
        problem, layer, u, theta = self.problem, self.layer, self.u, self.theta
        (self.w,) = problem.vectors("w")
        w = self.w
        (M,) = problem.constants("M")
        problem.assume("w", self.is_parameter(w))
        problem.assume("M>=1", M >= 1)
        problem.assume("w in layer M", Eq((layer[k] - M) * inner(w, u[k + 1]), 0), [layer[k] >= 1])
        D = self.D = problem.process("D", level=1, order=0)
        change = inner(theta, u[k + 1]) * D[k + 1] + inner(w, u[k + 1]) * self.output(theta, k + 1)
        problem.assume("D below", Eq(D[k], 0), [M - layer[k] > 0])
        problem.assume("D", Eq(D[k], self.d[k + 1] * expect(k + 1, change)), [layer[k] - M >= 0])

    def slope(self) -> sympy.Expr:
        """2 mean((phi - y) D), the inner product of (A.6) with V; after `in_layer`."""
        return 2 * expect(0, (self.output(self.theta, 0) - self.y[0]) * self.D[0])
