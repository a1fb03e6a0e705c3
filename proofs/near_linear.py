"""Nearly linear least squares: P(exit) <= (1+p)^2 ((d0 - a)^2 + kappa d0^2) / (r - d0 - (1+p) a)^2 for 0 <= a <= d0.

Here zero and near[k] are zeros of the loss, near[k] one that is nearest to theta[k], |theta0 - zero| <= d0; on the
ball, with f = sqrt(F), <grad F, theta - z> >= tau F - h f |theta - z|^2 for both, and f >= s |theta - near|;
E|grad F + w|^2 <= l F and E|w|^2 <= sigma F given the past; 0 < c <= 2 tau - eta l - 2 h (r + d0)/s,
p >= 2 h (r + d0)/(c s), kappa >= eta sigma/c, and (1+p) a < r - d0. For nearly linear least squares tau = 2, and h
measures how much the Jacobian changes. The shift a = d0 gives S/L^2 with S = (1+p)^2 kappa d0^2, L = r - (2+p) d0; the
best one is d0 - S/((1+p) L), and gives S/(L^2 + S).

The distance x to zero does not fall in the mean, but grows by at most G = p eta c s f/2 a step, and qn, that to
near[k], falls by as much over p. So with D the sum of eta c s f/2 over the steps so far
    (1+p) (p (D + qn - a)+^2 + (x - p D - a)+^2 + kappa (1+p) qn^2)
is a supermartingale. When the run leaves, x >= r - d0, and then it is at least (r - d0 - (1+p) a)^2, by Cauchy-Schwarz.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.near import AFTER, GAIN, NearRun, U, drift_toward_near, near_step
from lojverify.paper.star import NEXT, X, far_away, g, noisy_roots, projected
from lojverify.paper.steps import bit_range

LEVEL = "(r - d0 - (1 + p)*a)"
BOUND = "(1 + p)^2*((d0 - a)^2 + kappa*d0^2)"


def problem() -> Problem:
    found = Problem("near_linear", "the exit probability where the loss is nearly star-convex about its zeros")
    run = NearRun(found)
    run.noise()
    p, kappa = run.exit_constants()
    (a,) = found.constants("a")
    found.assume("a>=0", a >= 0)
    found.assume("a<=d0", a <= run.d0)
    found.assume("L>0", run.r - run.d0 - (1 + p) * a > 0)
    level, bound = (run.r - run.d0 - (1 + p) * a) ** 2, (1 + p) ** 2 * ((run.d0 - a) ** 2 + kappa * run.d0**2)
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        found.goal(level * (1 - stay) <= bound)
    return found


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    noisy_roots(d, X, "x", "xa", "ma")
    near_step(d)
    drift_toward_near(d)
    d.define("positive_part", "B", "k", value="x[k] - p*Dn[k] - a")

    # -- zero: E zp^2 <= B^2 + eta^2 sigma F, where zp = (xa - p (D + G) - a)+ --------------------------------------
    d.have("|g|^2<=l F", f"<{g}, {g}> <= l*F(theta[k])", by=["gradient_moment", "|w|^2 mean"], eq=["unbiased g: 2"])
    d.have("(2 tau - eta l - c)s>=0", "(2*tau - eta*l - c)*s >= 0", by=["room", "h>=0 * r>0", "h>=0 * d0>=0"])
    d.contradiction("eta l<=2 tau", "2*tau - eta*l - c >= 0", by=["not * s>0", "(2 tau - eta l - c)s>=0"])
    d.have(
        "ma^2",
        "ma[k]^2 <= x[k]^2 + 2*eta*h*f[k]*x[k]^2",
        by=["aims zero * eta>0", "|g|^2<=l F * eta>0 * eta>0", "eta l<=2 tau * eta>0 * F>=0", "eta>0 * c>0 * F>=0"],
        eq=["ma.sq", "x.sq", "x.sq: 2*eta*h*f[k]"],
    )
    grown = "(x[k] + eta*h*(r + d0)*f[k])"
    d.have(
        "grown>=0",
        f"{grown} >= 0",
        by=["x.nonnegative", "eta>0 * h>=0 * r>0 * f.nonnegative", "eta>0 * h>=0 * d0>=0 * f.nonnegative"],
    )
    by = [
        "not * not",
        "not * grown>=0",
        "ma^2",
        "x<=rho * x.nonnegative * eta>0 * h>=0 * f.nonnegative",
        "[eta*h*(r + d0)*f[k]]",
    ]
    d.contradiction("ma grows", f"ma[k] <= {grown}", by=by)
    d.have("drift", f"eta*h*(r + d0)*f[k] <= p*{GAIN}", by=["p large * eta>0 * f.nonnegative"])
    d.have("shift>=0", f"a + p*(Dn[k] + {GAIN}) >= 0", by=["a>=0", "p>=0 * Dn>=0", "p>=0 * G>=0"])
    projected(d, "xa", "ma", "zp", "pz", f"(a + p*(Dn[k] + {GAIN}))", "shift>=0")
    order = [
        "not * not",
        "not * B.nonnegative",
        "pz.nonnegative * B.above",
        "pz.nonnegative * ma grows",
        "pz.nonnegative * drift",
    ]
    d.contradiction("pz<=B", "pz[k] <= B[k]", by=order, eq=["pz.either"])
    bound = "E[k](zp[k]^2) <= B[k]^2 + eta^2*sigma*F(theta[k])"
    squares = ["pz<=B * B.nonnegative", "pz<=B * pz.nonnegative"]
    d.have("z bound", bound, by=["zp moment", *squares, "second_moment * eta>0 * eta>0"])

    # -- the potential does not grow in the mean --------------------------------------------------------------------
    P = f"(1 + p)*(p*A[k]^2 + B[k]^2 + kappa*(1 + p)*<{U}, {U}>)"
    N = f"(1 + p)*(p*u[k]^2 + zp[k]^2 + kappa*(1 + p)*<{AFTER}, {AFTER}>)"
    d.have("1+p>=0", "1 + p >= 0", by=["p>=0", "1"])
    both = ["1+p>=0 * p>=0 * u bound", "1+p>=0 * z bound", "1+p>=0 * 1+p>=0 * kappa>=0 * falls"]
    gain = "1+p>=0 * 1+p>=0 * kappa large * eta>0 * F>=0"
    d.have("shrinks", f"E[k]({N}) <= {P}", by=[*both, gain], eq=["qa mean: kappa*(1 + p)^2", "qn.sq: kappa*(1 + p)^2"])
    parts = ["1+p>=0 * p>=0 * [A[k]]", "1+p>=0 * [B[k]]", "1+p>=0 * 1+p>=0 * kappa>=0 * qn real"]
    d.have("P>=0", f"{P} >= 0", by=parts)

    # -- the run stays ----------------------------------------------------------------------------------------------
    d.assume("stays next", "e[k+1] - 1 >= 0")
    for fact in (
        "qn.sq",
        "qn.nonnegative",
        "x.sq",
        "x.nonnegative",
        "A.either",
        "A.nonnegative",
        "B.either",
        "B.nonnegative",
    ):
        d.instance(f"{fact} next", fact, k="k+1")
    d.cut("nearer here", "nearer", "stays next")
    d.instance("next near", "iteration", y=f"theta[k+1] - near[k] + {AFTER}")
    d.instance("next zero", "iteration", y=f"theta[k+1] - zero + {NEXT}")
    d.have(
        "near next",
        f"<theta[k+1] - near[k+1], theta[k+1] - near[k+1]> <= <{AFTER}, {AFTER}>",
        by=["nearer here"],
        eq=["next near"],
    )
    by = ["not * not", "not * qa.nonnegative", "near next"]
    d.contradiction("qn<=qa", "qn[k+1] <= qa[k]", by=by, eq=["qn.sq next", "qa.sq"])
    by = ["not * not", "not * xa.nonnegative"]
    d.contradiction("x<=xa", "x[k+1] <= xa[k]", by=by, eq=["x.sq next", "xa.sq", "next zero"])
    d.have("e high", "1 - e[k] >= 0", by=["e<=1"])
    d.step("e=1", "antisymmetry", first="stays", second="e high")
    d.have("D next", f"Dn[k+1] = Dn[k] + {GAIN}", eq=["Dn.step", f"e=1: {GAIN}"])
    order = ["not * not", "not * u.nonnegative", "A.nonnegative next * u.above", "A.nonnegative next * qn<=qa"]
    d.contradiction("A<=u", "A[k+1] <= u[k]", by=order, eq=["A.either next", "D next: A[k+1]"])
    order = ["not * not", "not * zp.nonnegative", "B.nonnegative next * zp.above", "B.nonnegative next * x<=xa"]
    d.contradiction("B<=z", "B[k+1] <= zp[k]", by=order, eq=["B.either next", "D next: p*B[k+1]"])
    by = [f"1+p>=0 * p>=0 * A<=u * {one}" for one in ("u.nonnegative", "A.nonnegative next")]
    by += [f"1+p>=0 * B<=z * {one}" for one in ("zp.nonnegative", "B.nonnegative next")]
    by += ["1+p>=0 * 1+p>=0 * kappa>=0 * near next"]
    d.have("goes on", f"{P.replace('[k]', '[k+1]')} <= {N}", by=by)

    # -- the run leaves: p u + z >= r - d0 - (1+p) a ----------------------------------------------------------------
    far_away(d, "xa")
    d.have("u above", f"u[k] >= Dn[k] + {GAIN} - a", by=["u.above", "qa.nonnegative"])
    d.have("sum far", f"p*u[k] + zp[k] >= {LEVEL}", by=["xa far", "zp.above", "u above * p>=0"])
    d.have("sum>=0", "p*u[k] + zp[k] >= 0", by=["p>=0 * u.nonnegative", "zp.nonnegative"])
    far = ["sum far * sum>=0", "sum far * L>0", "p>=0 * [u[k] - zp[k]]", "1+p>=0 * 1+p>=0 * kappa>=0 * qa^2 real"]
    d.have("leaves high", f"{N} >= {LEVEL}^2", by=far)

    # -- the start, and Ville's inequality --------------------------------------------------------------------------
    d.instance("at start", "start", y="theta[0] - theta0")
    d.have("theta[0] in ball", "r^2 - <theta[0]-theta0, theta[0]-theta0> >= 0", by=["r>0 * r>0"], eq=["at start"])
    d.cut("e[0]=1", "e.start", "theta[0] in ball")
    d.have("stays at 0", "e[0] - 1 >= 0", eq=["e[0]=1"])
    d.instance("start 0", "start", y="theta[0] + theta0 - 2*zero")
    for fact in ("x.sq", "A.either", "A.nonnegative", "B.either", "B.nonnegative", "qn.sq", "qn.nonnegative"):
        d.instance(f"{fact} 0", fact, k="0")
    d.use("qn<=x 0", "qn<=x", k="0", by=["stays at 0"])
    by = ["not * not", "not * d0>=0", "distance"]
    d.contradiction("x<=d0", "x[0] <= d0", by=by, eq=["x.sq 0", "start 0"])
    d.have("qn<=d0", "qn[0] <= d0", by=["qn<=x 0", "x<=d0"])
    d.have("d0-a>=0", "d0 - a >= 0", by=["a<=d0"])
    order = ["not * not", "not * d0-a>=0", "A.nonnegative 0 * qn<=d0"]
    d.contradiction("A<=d0-a", "A[0] <= d0 - a", by=order, eq=["A.either 0", "Dn.start: A[0]"])
    order = ["not * not", "not * d0-a>=0", "B.nonnegative 0 * x<=d0"]
    d.contradiction("B<=d0-a", "B[0] <= d0 - a", by=order, eq=["B.either 0", "Dn.start: p*B[0]"])
    d.use("shrinks 0", "shrinks", k="0", by=["stays at 0"])
    by = [f"1+p>=0 * p>=0 * A<=d0-a * {one}" for one in ("d0-a>=0", "A.nonnegative 0")]
    by += [f"1+p>=0 * B<=d0-a * {one}" for one in ("d0-a>=0", "B.nonnegative 0")]
    by += [f"1+p>=0 * 1+p>=0 * kappa>=0 * qn<=d0 * {one}" for one in ("d0>=0", "qn.nonnegative 0")]
    first = f"E[0]({N.replace('[k]', '[0]')}) <= {BOUND}"
    d.have("first", first, by=["shrinks 0", *by], eq=["qn.sq 0: kappa*(1 + p)^2"])
    d.use("first goes on", "goes on", k="0", by=["stays at 0"])
    d.use("first leaves", "leaves high", k="0", by=["stays at 0"])
    d.have("level>0", f"{LEVEL}^2 > 0", by=["L>0 * L>0"])
    terms = {"t": ("k", "r^2 - <theta[k]-theta0, theta[k]-theta0>"), "X": ("k", P), "N": ("k", N)}
    premises = {"c>0": "level>0", "e[0]=1": "stays at 0", "X>=0": "P>=0", "leaves": "leaves high"}
    d.cite("exit", proved("exit_by_potential"), {**terms, "c": f"{LEVEL}^2", "x": BOUND}, premises)
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
