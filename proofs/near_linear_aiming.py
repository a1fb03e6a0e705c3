"""P(exit) <= (1+p) (p (d0 - a)^2 + kappa (1+p) d0^2) / (r - p a)^2 if the loss aims at its nearest zeros, 0 <= a <= d0.

Here near[k] is a zero of the loss nearest to theta[k], |theta0 - zero| <= d0 for a zero; on the ball, with f = sqrt(F),
<grad F, theta - near> >= tau F - h f |theta - near|^2, f >= s |theta - near| and |grad F|^2 <= Gamma F, Gamma = gam^2;
E|grad F + w|^2 <= l F and E|w|^2 <= sigma F given the past; 0 < c <= 2 tau - eta l - 2 h (r + d0)/s,
p c s >= 2 gam, kappa >= eta sigma/c, p a < r. Nothing is supposed of how the loss aims at a fixed point, so a Lipschitz
Jacobian is not needed if h = 0. With a = d0 it is (1+p)^2 kappa d0^2/(r - p d0)^2.

The run is theta0 plus its drift, the sum of -eta grad F, less its noise M. The drift is at most p Dn, where Dn sums
eta c s f/2, and (1+p) (p (Dn + qn - a)+^2 + |M|^2 + kappa (1+p) qn^2) is a supermartingale, qn = |theta - near|.
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, mean, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.drift import drift_and_noise
from lojverify.paper.near import AFTER, GAIN, NearRun, U, drift_toward_near, near_step
from lojverify.paper.star import g
from lojverify.paper.steps import bit_range

LEVEL, BOUND = "(r - p*a)", "(1 + p)*(p*(d0 - a)^2 + kappa*(1 + p)*d0^2)"


def problem() -> Problem:
    found = Problem("near_linear_aiming", "the exit probability where the loss aims at its nearest zeros")
    run = NearRun(found)
    run.noise()
    found.root("G", norm2(run.F.grad(run.theta[k])), "k")
    run.nonnegative("gam", "p", "kappa")
    gam, p, kappa = sympy.symbols("gam p kappa")
    (a,) = found.constants("a")
    y = run.y
    found.assume("flat", norm2(run.F.grad(y)) <= gam**2 * run.F(y), [run.inside(y)])
    found.assume("a>=0", a >= 0)
    found.assume("a<=d0", a <= run.d0)
    found.assume("p large", p * run.c * run.s >= 2 * gam)
    found.assume("kappa large", kappa * run.c >= run.eta * run.sigma)
    found.assume("L>0", run.r - p * a > 0)
    level = (run.r - p * a) ** 2
    bound = (1 + p) * (p * (run.d0 - a) ** 2 + kappa * (1 + p) * run.d0**2)
    for stay in (mean(run.for_ever()), mean(run.e[k])):
        found.goal(level * (1 - stay) <= bound)
    return found


def derive() -> Proved:
    d = Derivation(problem())
    bit_range(d)
    d.instance("at start", "start", y="theta[0] - theta0")
    d.have("theta[0] in ball", "r^2 - <theta[0]-theta0, theta[0]-theta0> >= 0", by=["r>0 * r>0"], eq=["at start"])
    d.cut("e[0]=1", "e.start", "theta[0] in ball")
    d.have("stays at 0", "e[0] - 1 >= 0", eq=["e[0]=1"])
    near_step(d)
    d.step("|g|^2>=0", "norm", vector=g)
    d.cut("G.sq", "G.square", "|g|^2>=0")
    _, after, moves = drift_and_noise(d)
    d.instance("near later", "near", k="k+1")
    drift_toward_near(d)
    d.have("e high", "1 - e[k] >= 0", by=["e<=1"])
    d.step("e=1", "antisymmetry", first="stays", second="e high")

    # -- the drift is at most p Dn while the run stays --------------------------------------------------------------
    d.use("flat here", "flat", y="theta[k]", by=["in ball"])
    d.have("gam f>=0", "gam*f[k] >= 0", by=["gam>=0 * f.nonnegative"])
    by = ["not * not", "not * gam f>=0", "flat here"]
    d.contradiction("G<=gam f", "G[k] <= gam*f[k]", by=by, eq=["G.sq", "f.sq: gam^2"])
    by = ["G<=gam f * eta>0", "p large * eta>0 * f.nonnegative"]
    d.have("drift small", f"eta*G[k] <= p*{GAIN}", by=by)
    lag = "e[k]*(p*Dn[k] - D[k]) >= 0"
    d.assume("lag", lag)
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.assume("gone next", "-e[k+1] >= 0")
    d.have("stays then", "e[k] - 1 >= 0", by=["stays next", "e.decreases"])
    for fact in ("e=1", "drift small"):
        d.cut(f"{fact} then", fact, "stays then")
    for fact in ("e>=0", "e.bit"):
        d.instance(f"{fact} next", fact, k="k+1")
    ahead = "p*Dn[k+1] - D[k+1] >= 0"
    moved = ["e=1 then: p*Dn[k] - D[k]", f"e=1 then: p*{GAIN}", "Dn.step: p", "D.step"]
    d.have("ahead", ahead, by=["lag", "drift small then"], eq=moved)
    d.have("lag stays", lag.replace("[k]", "[k+1]"), by=["e>=0 next * ahead"])
    d.step("e next is 0", "antisymmetry", first="gone next", second="e>=0 next")
    d.have("lag gone", lag.replace("[k]", "[k+1]"), eq=["e next is 0: p*Dn[k+1] - D[k+1]"])
    d.split("lag next", "e[k+1]", "e.bit next", "lag stays", "lag gone")
    d.have("lag at 0", lag.replace("[k]", "[0]"), eq=["Dn.start: p*e[0]", "D.start: e[0]"])
    d.step("lags", "induction", start="lag at 0", step="lag next", letter="k", condition=lag)
    d.have("D<=p Dn", "D[k] <= p*Dn[k]", by=["lags"], eq=["e=1: p*Dn[k] - D[k]"])

    # -- the potential does not grow in the mean --------------------------------------------------------------------
    kick = "(M[k] + eta*w[k])"
    P = f"(1 + p)*(p*A[k]^2 + <M[k], M[k]> + kappa*(1 + p)*<{U}, {U}>)"
    N = f"(1 + p)*(p*u[k]^2 + <{kick}, {kick}> + kappa*(1 + p)*<{AFTER}, {AFTER}>)"
    d.have("1+p>=0", "1 + p >= 0", by=["p>=0", "1"])
    d.instance("unbiased M", "zero_mean", y="M[k]")
    both = ["1+p>=0 * p>=0 * u bound", "1+p>=0 * second_moment * eta>0 * eta>0"]
    both += ["1+p>=0 * 1+p>=0 * kappa>=0 * falls", "1+p>=0 * 1+p>=0 * kappa large * eta>0 * F>=0"]
    equal = ["unbiased M: 2*eta*(1 + p)", "qa mean: kappa*(1 + p)^2", "qn.sq: kappa*(1 + p)^2"]
    d.have("shrinks", f"E[k]({N}) <= {P}", by=both, eq=equal)
    d.step("|M|^2>=0", "norm", vector="M[k]")
    parts = ["1+p>=0 * p>=0 * [A[k]]", "1+p>=0 * |M|^2>=0", "1+p>=0 * 1+p>=0 * kappa>=0 * qn real"]
    d.have("P>=0", f"{P} >= 0", by=parts)

    # -- the run stays ----------------------------------------------------------------------------------------------
    for fact in ("qn.sq", "qn.nonnegative", "A.either", "A.nonnegative"):
        d.instance(f"{fact} next", fact, k="k+1")
    d.cut("nearer here", "nearer", "stays next")
    d.instance("next near", "iteration", y=f"theta[k+1] - near[k] + {AFTER}")
    beyond = "theta[k+1] - near[k+1]"
    d.have("nearest next", f"<{beyond}, {beyond}> <= <{AFTER}, {AFTER}>", by=["nearer here"], eq=["next near"])
    by = ["not * not", "not * qa.nonnegative", "nearest next"]
    d.contradiction("qn<=qa", "qn[k+1] <= qa[k]", by=by, eq=["qn.sq next", "qa.sq"])
    d.have("Dn next", f"Dn[k+1] = Dn[k] + {GAIN}", eq=["Dn.step", f"e=1: {GAIN}"])
    order = ["not * not", "not * u.nonnegative", "A.nonnegative next * u.above", "A.nonnegative next * qn<=qa"]
    d.contradiction("A<=u", "A[k+1] <= u[k]", by=order, eq=["A.either next", "Dn next: A[k+1]"])
    d.instance("M next", "M.step", y=f"M[k+1] + {kick}")
    by = [f"1+p>=0 * p>=0 * A<=u * {one}" for one in ("u.nonnegative", "A.nonnegative next")]
    by += ["1+p>=0 * 1+p>=0 * kappa>=0 * nearest next"]
    d.have("goes on", f"{P.replace('[k]', '[k+1]')} <= {N}", by=by, eq=["M next: 1 + p"])

    # -- the run leaves: p u + m >= r - p a, where m = |M[k+1]| -----------------------------------------------------
    d.assume("leaves", "-e[k+1] >= 0")
    d.cut("out", "e.stops", "stays", "leaves")
    d.step("m real", "norm", vector=kick)
    d.root("m", f"<{kick}, {kick}>", "m real", "k")
    reach = "(D[k] + eta*G[k])"
    d.have("D+>=0", f"{reach} >= 0", by=["D>=0", "eta G>=0"])
    there = {"a": reach, "b": "m[k]", "u": after, "v": f"-{kick}"}
    d.have("end near", f"<{after}, {after}> <= {reach}^2", by=["near later"], eq=[moves[2]])
    d.have("m^2", f"<-{kick}, -{kick}> <= m[k]^2", eq=["m.sq"])
    ends = {"a>=0": "D+>=0", "b>=0": "m.nonnegative", "|u|<=a": "end near", "|v|<=b": "m^2"}
    d.cite("triangle", proved("triangle"), there, ends)
    d.instance("M end", "M.step", y=f"{after} + (theta[k+1]-theta0) - {kick}")
    d.have("r^2<", f"({reach} + m[k])^2 > r^2", by=["triangle", "out"], eq=["M end"])
    d.have("reach>=0", f"{reach} + m[k] >= 0", by=["D+>=0", "m.nonnegative"])
    d.contradiction("r<=", f"{reach} + m[k] >= r", by=["not * r>0", "not * reach>=0", "r^2<"])
    d.have("u above", f"u[k] >= Dn[k] + {GAIN} - a", by=["u.above", "qa.nonnegative"])
    d.have("sum far", f"p*u[k] + m[k] >= {LEVEL}", by=["r<=", "D<=p Dn", "drift small", "u above * p>=0"])
    d.have("sum>=0", "p*u[k] + m[k] >= 0", by=["p>=0 * u.nonnegative", "m.nonnegative"])
    far = ["sum far * sum>=0", "sum far * L>0", "p>=0 * [u[k] - m[k]]", "1+p>=0 * 1+p>=0 * kappa>=0 * qa^2 real"]
    d.have("leaves high", f"{N} >= {LEVEL}^2", by=far, eq=["m.sq: 1 + p"])

    # -- the start, and Ville's inequality --------------------------------------------------------------------------
    d.instance("start 0", "start", y="theta[0] + theta0 - 2*zero")
    for fact in ("A.either", "A.nonnegative", "qn.sq", "qn.nonnegative"):
        d.instance(f"{fact} 0", fact, k="0")
    d.use("nearest 0", "nearest", k="0", by=["stays at 0"])
    by = ["not * not", "not * d0>=0", "distance", "nearest 0"]
    d.contradiction("qn<=d0", "qn[0] <= d0", by=by, eq=["qn.sq 0", "start 0"])
    d.have("d0-a>=0", "d0 - a >= 0", by=["a<=d0"])
    order = ["not * not", "not * d0-a>=0", "A.nonnegative 0 * qn<=d0"]
    d.contradiction("A<=d0-a", "A[0] <= d0 - a", by=order, eq=["A.either 0", "Dn.start: A[0]"])
    d.use("shrinks 0", "shrinks", k="0", by=["stays at 0"])
    by = [f"1+p>=0 * p>=0 * A<=d0-a * {one}" for one in ("d0-a>=0", "A.nonnegative 0")]
    by += [f"1+p>=0 * 1+p>=0 * kappa>=0 * qn<=d0 * {one}" for one in ("d0>=0", "qn.nonnegative 0")]
    first = f"E[0]({N.replace('[k]', '[0]')}) <= {BOUND}"
    d.have("first", first, by=["shrinks 0", *by], eq=["qn.sq 0: kappa*(1 + p)^2", "M at 0: 1 + p"])
    d.use("first goes on", "goes on", k="0", by=["stays at 0"])
    d.use("first leaves", "leaves high", k="0", by=["stays at 0"])
    d.have("level>0", f"{LEVEL}^2 > 0", by=["L>0 * L>0"])
    terms = {"t": ("k", "r^2 - <theta[k]-theta0, theta[k]-theta0>"), "X": ("k", P), "N": ("k", N)}
    premises = {"c>0": "level>0", "e[0]=1": "stays at 0", "X>=0": "P>=0", "leaves": "leaves high"}
    d.cite("exit", proved("exit_by_potential"), {**terms, "c": f"{LEVEL}^2", "x": BOUND}, premises)
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
