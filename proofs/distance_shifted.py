"""P(exit) <= ((d0 - a)^2 + kappa d0^2) / ((m - a)^2 + kappa m^2) with m = r - d0, for every shift 0 <= a <= d0.

Here <grad F(y), y - zero> >= tau F(y) on the ball, |theta0 - zero| <= d0 < m, E|grad F + w|^2 <= l F and
E|w|^2 <= sigma F given the past, and kappa >= eta sigma/(2 tau - eta l), eta l <= 2 tau. With a = d0 this is
kappa d0^2 / ((r - 2 d0)^2 + kappa (r - d0)^2), of order eta; with a = 0 it is d0^2/(r - d0)^2.

The potential is U(V) with V = |theta[k] - zero|^2, U(x) = (sqrt(x) - a)+^2 + kappa x. Let q = |theta[k+1] - zero|, n
the distance of the mean of theta[k+1] given the past, p = (n - a)+ and t = n - p. Then E q >= n, n^2 <= V, and
    E (q - a)+^2 <= E (q - t)^2 <= E q^2 - 2 t n + t^2 <= p^2 + eta^2 sigma F,   E q^2 <= V - eta (2 tau - eta l) F.
A step out of the ball has q >= m.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.star import NEXT, StarRun, X, begins, distance_roots, mean_step, projected


def problem() -> Problem:
    p = Problem("distance_shifted", "the exit probability by a shifted distance")
    run = StarRun(p)
    run.noise()
    run.near()
    p.assume("eta l<=2 tau", run.eta * run.l <= 2 * run.tau)
    a, kappa = p.constants("a kappa")
    p.assume("a>=0", a >= 0)
    p.assume("a<=d0", a <= run.d0)
    p.assume("kappa>=0", kappa >= 0)
    p.assume("kappa large", kappa * (2 * run.tau - run.eta * run.l) >= run.eta * run.sigma)
    d0, m = run.d0, run.r - run.d0
    level, bound = (m - a) ** 2 + kappa * m**2, (d0 - a) ** 2 + kappa * d0**2
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        p.goal(level * (1 - stay) <= bound)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    mean_step(d)
    distance_roots(d)
    begins(d)
    d.have("m>a", "r - d0 - a > 0", by=["2*d0<r", "a<=d0"])
    d.have("level>0", "(r - d0 - a)^2 + kappa*(r - d0)^2 > 0", by=["m>a * m>a", "kappa>=0 * [r - d0]"])

    # -- E (q - a)+^2 <= p^2 + eta^2 sigma F ------------------------------------------------------------------------
    projected(d, "q", "n", "u", "p", "a", "a>=0")
    d.define("positive_part", "x", "k", value="f[k] - a")

    # -- U(V) does not grow in the mean -----------------------------------------------------------------------------
    order = ["not * not", "not * x.nonnegative", "p.nonnegative * x.above", "p.nonnegative * n<=f"]
    d.contradiction("p<=x", "p[k] <= x[k]", by=order, eq=["p.either"])
    U, N = f"(x[k]^2 + kappa*<{X}, {X}>)", f"(u[k]^2 + kappa*<{NEXT}, {NEXT}>)"
    squares = ["p<=x * x.nonnegative", "p<=x * p.nonnegative"]
    falls = ["kappa>=0 * V falls", "kappa large * eta>0 * F>=0", "second_moment * eta>0 * eta>0"]
    d.have("shrinks", f"E[k]({N}) <= {U}", by=["u moment", *squares, *falls])
    d.have("U>=0", f"{U} >= 0", by=["[x[k]]", "kappa>=0 * f real"])

    # -- the next potential: the same at theta[k+1] -----------------------------------------------------------------
    for fact in ("f.sq", "f.nonnegative", "x.either", "x.nonnegative"):
        d.instance(f"{fact} next", fact, k="k+1")
    d.instance("next", "iteration", y=f"theta[k+1] - zero + {NEXT}")
    next_V = "<theta[k+1] - zero, theta[k+1] - zero>"
    d.have("V next", f"{next_V} = <{NEXT}, {NEXT}>", eq=["next"])
    by = ["not * not", "not * q.nonnegative"]
    d.contradiction("f<=q", "f[k+1] <= q[k]", by=by, eq=["f.sq next", "q.sq", "V next"])
    order = ["not * not", "not * u.nonnegative", "x.nonnegative next * u.above", "x.nonnegative next * f<=q"]
    d.contradiction("x<=u", "x[k+1] <= u[k]", by=order, eq=["x.either next"])
    by = ["x<=u * u.nonnegative", "x<=u * x.nonnegative next"]
    d.have("goes on", f"{U.replace('[k]', '[k+1]')} <= {N}", by=by, eq=["V next: kappa"])

    # -- a step out of the ball -------------------------------------------------------------------------------------
    d.have("u far", "u[k] >= r - d0 - a", by=["u.above", "q far"])
    d.have("d0<m", "r - 2*d0 > 0", by=["2*d0<r"])
    d.have("m>=0", "r - d0 >= 0", by=["d0<m", "d0>=0"])
    level = "((r - d0 - a)^2 + kappa*(r - d0)^2)"
    far = ["u far * m>a", "u far * u.nonnegative", "kappa>=0 * q far * m>=0", "kappa>=0 * q far * q.nonnegative"]
    d.have("leaves high", f"{N} >= {level}", by=far, eq=["q.sq: kappa"])

    # -- the start, and Ville's inequality --------------------------------------------------------------------------
    d.have("d0-a>=0", "d0 - a >= 0", by=["a<=d0"])
    for fact in ("x.either", "x.nonnegative"):
        d.instance(f"{fact} 0", fact, k="0")
    order = ["not * not", "not * d0-a>=0", "x.nonnegative 0 * f<=d0"]
    d.contradiction("x<=d0-a", "x[0] <= d0 - a", by=order, eq=["x.either 0"])
    d.use("shrinks 0", "shrinks", k="0", by=["stays at 0"])
    bound = "((d0 - a)^2 + kappa*d0^2)"
    squares = ["x<=d0-a * d0-a>=0", "x<=d0-a * x.nonnegative 0", "kappa>=0 * f^2<=d0^2"]
    first = f"E[0]({N.replace('[k]', '[0]')}) <= {bound}"
    d.have("first", first, by=["shrinks 0", *squares], eq=["f.sq 0: kappa"])
    d.instance("first goes on", "goes on", k="0")
    d.use("first leaves", "leaves high", k="0", by=["stays at 0"])
    terms = {"t": ("k", "r^2 - <theta[k]-theta0, theta[k]-theta0>"), "X": ("k", U), "N": ("k", N)}
    premises = {"c>0": "level>0", "e[0]=1": "stays at 0", "X>=0": "U>=0", "leaves": "leaves high"}
    d.cite("exit", proved("exit_by_potential"), {**terms, "c": level, "x": bound}, premises)
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
