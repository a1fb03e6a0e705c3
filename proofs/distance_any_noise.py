"""P(exit) <= d0^2/(r - d0)^2 for every step size eta <= 2 tau/l, whatever the noise.

Here <grad F(y), y - zero> >= tau F(y) on the ball, |theta0 - zero| <= d0 < r - d0, and E|grad F + w|^2 <= l F given the
past. The squared distance to the point is a supermartingale as long as the run stays, and at least (r - d0)^2 when it
leaves.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.star import NEXT, StarRun, X, begins, distance_roots, mean_step


def problem() -> Problem:
    p = Problem("distance_any_noise", "the exit probability by the squared distance")
    run = StarRun(p)
    run.near()
    p.assume("eta l<=2 tau", run.eta * run.l <= 2 * run.tau)
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        p.goal((run.r - run.d0) ** 2 * (1 - stay) <= run.d0**2)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    mean_step(d)
    distance_roots(d)
    begins(d)
    V, N = f"<{X}, {X}>", f"<{NEXT}, {NEXT}>"
    d.have("shrinks", f"E[k]({N}) <= {V}", by=["V falls", "eta l<=2 tau * eta>0 * F>=0"])
    d.instance("next", "iteration", y=f"theta[k+1] - zero + {NEXT}")
    d.have("goes on", f"<theta[k+1] - zero, theta[k+1] - zero> <= {N}", eq=["next"])
    d.have("m>0", "r - d0 > 0", by=["2*d0<r", "d0>=0"])
    level = "(r - d0)^2"
    d.have("level>0", f"{level} > 0", by=["m>0 * m>0"])
    far = ["q far * m>0", "q far * q.nonnegative"]
    d.have("leaves high", f"{N} >= {level}", by=far, eq=["q.sq"])
    d.use("shrinks 0", "shrinks", k="0", by=["stays at 0"])
    N0 = N.replace("[k]", "[0]")
    d.have("first", f"E[0]({N0}) <= d0^2", by=["shrinks 0", "f^2<=d0^2"], eq=["f.sq 0"])
    d.instance("first goes on", "goes on", k="0")
    d.use("first leaves", "leaves high", k="0", by=["stays at 0"])
    terms = {"t": ("k", "r^2 - <theta[k]-theta0, theta[k]-theta0>"), "X": ("k", V), "N": ("k", N)}
    premises = {"c>0": "level>0", "e[0]=1": "stays at 0", "X>=0": "f real", "leaves": "leaves high"}
    d.cite("exit", proved("exit_by_potential"), {**terms, "c": level, "x": "d0^2"}, premises)
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
