"""Where every sample's gradient v has 2 <v, theta - zero> >= eta |v|^2, no run gets farther from the zero: P(exit) = 0.

|theta[k+1] - zero|^2 = |theta[k] - zero|^2 - eta (2 <v, theta[k] - zero> - eta |v|^2) does not increase, surely; so
|theta[k] - theta0| <= 2 |theta0 - zero| for every k. Interpolated least squares with batches of any size are such for
eta <= 1/max |x_i|^2: a batch's gradient is a mean of v = 2 <x, theta - zero> x, and |v|^2 is convex in v.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, inner, norm2, proved
from lojverify.derive.language import k


def problem() -> Problem:
    p = Problem("never_farther", "a run whose every step leads towards a zero stays near it, surely")
    theta0, zero = p.vectors("theta0 zero")
    (y,) = p.points("y")
    eta, d0 = p.constants("eta d0")
    theta, v = p.vector_process("theta", level=0), p.vector_process("v", level=1, order=None)
    p.assume("eta>0", eta > 0)
    p.assume("d0>=0", d0 >= 0)
    p.assume("distance", norm2(theta0 - zero) <= d0**2)
    p.assume("start", Eq(inner(theta[0] - theta0, y), 0))
    p.assume("iteration", Eq(inner(theta[k + 1] - theta[k] + eta * v[k], y), 0))
    p.assume("towards", 2 * inner(v[k], theta[k] - zero) >= eta * norm2(v[k]))
    p.goal(norm2(theta[k + 1] - zero) <= norm2(theta[k] - zero))
    p.goal(norm2(theta[k] - zero) <= d0**2)
    p.goal(norm2(theta[k] - theta0) <= (2 * d0) ** 2)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    X, here = "(theta[k] - zero)", "(theta[k] - zero - eta*v[k])"
    d.instance("moves", "iteration", y=f"theta[k+1] - zero + {here}")
    nearer = f"<theta[k+1] - zero, theta[k+1] - zero> <= <{X}, {X}>"
    d.have("nearer", nearer, by=["towards * eta>0"], eq=["moves"])
    d.instance("at start", "start", y="theta[0] + theta0 - 2*zero")
    claim = f"d0^2 - <{X}, {X}> >= 0"
    d.induct("near", "k", claim, ["so far", "nearer"], [], (["distance"], ["at start"]))
    d.have("near zero", f"<{X}, {X}> <= d0^2", by=["near"])
    sides = {"u": X, "v": "zero - theta0", "a": "d0", "b": "d0"}
    premises = {"a>=0": "d0>=0", "b>=0": "d0>=0", "|u|<=a": "near zero", "|v|<=b": "distance"}
    d.cite("triangle", proved("triangle"), sides, premises)
    d.have("stays", "<theta[k] - theta0, theta[k] - theta0> <= (2*d0)^2", by=["triangle"])
    return d.qed("nearer", "near zero", "stays")


if __name__ == "__main__":
    print(derive().report())
