"""The outputs of a network move at most J |theta - theta0|, in the mean square, if |J^T c|^2 n <= J^2 |c|^2 along the
segment.

Let c be the changes of the outputs and L the combination of the outputs with these coefficients, so that L rises from
theta0 to theta by D, the mean of c^2. Along the segment its slope is at most (D + J^2 |theta - theta0|^2)/2, as its
square is at most J^2 |theta - theta0|^2 D. So D is at most that.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, norm2
from lojverify.paper.residuals import Residuals


def problem() -> Problem:
    p = Problem("network_outputs_are_lipschitz", "how far the outputs move in the mean square")
    loss = Residuals(p)
    L = p.function("L")
    (J,) = p.constants("J")
    (s,) = p.variables("s")
    move = loss.theta - loss.theta0
    change = loss.N(loss.theta + loss.node[0]) - loss.N(loss.theta0 + loss.node[0])
    total = expect(0, change**2)
    combination = Eq(L(loss.p), expect(0, change * loss.N(loss.p + loss.node[0])))
    p.assume("L", combination, [loss.is_parameter(loss.p)])
    slope = inner(L.grad(loss.theta0 + s * move), move)
    p.assume("J", slope**2 <= J**2 * norm2(move) * total, [s >= 0, 1 - s >= 0])
    p.goal(total <= J**2 * norm2(move))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    U, change = "<theta - theta0, theta - theta0>", "(N(theta + node[0]) - N(theta0 + node[0]))"
    D = f"E[0]({change}^2)"
    d.use("end", "L", p="theta", by=["theta"])
    d.use("start", "L", p="theta0", by=["theta0"])
    d.have("rise", f"L(theta) - L(theta0) = {D}", eq=["end", "start"])
    d.step("path", "path_integral", function="L", start="theta0", end="theta", variable="s")
    slope = "<grad L(theta0 + s*(theta - theta0)), theta - theta0>"
    d.assume("D>0", f"{D} > 0")
    d.contradiction("slow", f"2*{slope} <= {D} + J^2*{U}", by=["not * D>0", "J", f"[{slope} - {D}]"])
    d.step("slow on average", "integrate", fact="slow", variable="s")
    goal = f"J^2*{U} - {D} >= 0"
    d.have("if D>0", goal, by=["slow on average"], eq=["rise", "path"])
    d.assume("D<=0", f"-({D}) >= 0")
    d.step("U>=0", "norm", vector="theta - theta0")
    d.have("if D<=0", goal, by=["D<=0", "U>=0 * [J]"])
    d.cases("bound", "if D>0", "if D<=0", on=f"{D} >= 0")
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
