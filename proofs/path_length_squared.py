"""The path inside the ball has a square integrable length: E length[k]^2 <= Lam^2 F(theta0), and r is its price.

Here length[k] sums the steps d[j] = |theta[j+1] - theta[j]| 1_{E_j} for j < k, s >= sqrt(rho1) and Lam is at least
eta sqrt(alpha + sigma)/(1 - s). With f = sqrt(F) on E_k, (length + Lam f)^2 falls on average (`path_potential`), from
Lam^2 F(theta0). A run that has left the ball has a path longer than r. Nothing is assumed of F outside the ball or on
its sphere.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.exit_steps import bound_for_ever
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start, bit_range
from lojverify.paper.stopped import define_model, envelope_constants, nonnegative_recursion, supermartingale


def problem() -> Problem:
    p = Problem("path_length_squared", "the squared length of the path in the ball, in mean, and the exit probability")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    _, Lam = envelope_constants(run, run.alpha + run.sigma)
    length = run.path_length()
    lsq = p.define("abbreviation", "lsq", "k", value=length[k] ** 2)
    e_inf = run.for_ever()
    bound = Lam**2 * run.F(run.theta0)
    p.goal(mean(lsq[k]) <= bound)
    p.goal(run.r**2 * (1 - run.e[k]) <= lsq[k])
    p.goal(norm2(run.e[k] * (run.theta[k] - run.theta0)) <= lsq[k])
    p.goal(run.r**2 * (1 - mean(e_inf)) <= bound)
    p.goal(run.r**2 * (1 - mean(run.e[k])) <= bound)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    bit_range(d)
    define_model(d)
    d.cite("stopped", proved("stopped_loss_contracts"), note="(3.7)")

    # -- X = (length + Lam f)^2 falls on average --------------------------------------------------------------------
    nonnegative_recursion(d, "length", "d.nonnegative")
    X, N = "(length[k] + Lam*f[k])^2", "(length[k] + d[k] + Lam*q[k])^2"
    d.have("mu>=1", "1 >= 1")
    terms, premises = {"L": ("k", "length[k]"), "mu": "1"}, {"L>=0": "length>=0", "mu*s<1": "s<1"}
    d.cite("step", proved("path_potential"), terms, premises, note="Minkowski")
    d.have("shrinks", f"E[k]({N}) <= {X}", by=["step.1"])
    d.cut("d^2", "d.square", "step.3")
    d.instance("f>=0 next", "f.nonnegative", k="k+1")
    by = ["step.2 * Lam>=0 * length>=0", "step.2 * Lam>=0 * d.nonnegative"]
    by += [f"step.2 * {x} * [Lam]" for x in ("q.nonnegative", "f>=0 next")]
    both = "length.step: length[k+1] + length[k] + d[k] + 2*Lam*f[k+1]"
    d.have("X<=N", f"{X.replace('[k]', '[k+1]')} <= {N}", by=by, eq=[both])
    d.have("X real", f"{X} >= 0", by=["[length[k] + Lam*f[k]]"])
    d.cut("f.sq", "f.square", "stopped.1")
    d.instance("f at 0", "f.sq", k="0")
    start = ["length.start: length[0] + 2*Lam*f[0]", "f at 0: Lam^2", "stopped.2: Lam^2"]
    bound = "Lam^2*F(theta0)"
    d.have("X start", f"{bound} - {X.replace('[k]', '[0]')} >= 0", eq=start)
    supermartingale(d, X, N, bound)
    d.have("lsq<=X", "lsq[k] <= X[k]", by=["length>=0 * Lam>=0 * f.nonnegative", "[Lam*f[k]]"], eq=["lsq.is", "X.is"])
    d.have("lsq>=0", "lsq[k] >= 0", by=["[length[k]]"], eq=["lsq.is"])
    d.step("lsq finite", "finite_mean", symbol="lsq", upper="lsq<=X", lower="lsq>=0")
    d.step("lsq<=X mean", "average", fact="lsq<=X")
    d.have("lsq mean", f"mean(lsq[k]) <= {bound}", by=["lsq<=X mean", "X mean"])

    # -- the path is as long as the distance from theta0, and longer than r once the run has left ---------------------
    far, move = "e[k]*(theta[k]-theta0)", "e[k]*(theta[k+1]-theta[k])"
    d.have("move", f"<{move}, {move}> <= d[k]^2", eq=["dsq.is", "d^2"])
    inside = f"<{far}, {far}> <= length[k]^2"
    d.have("inside at 0", inside.replace("[k]", "[0]"), by=["[length[0]]"], eq=["at start: e[0]^2"])
    d.assume("inside so far", inside)
    ends = {"a>=0": "length>=0", "b>=0": "d.nonnegative", "|u|<=a": "inside so far", "|v|<=b": "move"}
    d.cite("reach", proved("triangle"), {"a": "length[k]", "b": "d[k]", "u": far, "v": move}, ends)
    on = "theta[k+1]-theta0"
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("gone", "-e[k] >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.instance("bit next", "e.bit", k="k+1")
    d.instance("e>=0 next", "e>=0", k="k+1")
    grown = ["length.step: length[k+1] + length[k] + d[k]"]
    more = f"<e[k+1]*({on}), e[k+1]*({on})> <= length[k+1]^2"
    d.step("|on|^2>=0", "norm", vector=on)
    by = ["reach", "e.decreases * |on|^2>=0"]
    d.have("inside next", more, by=by, eq=[*grown, f"e.bit: <{on}, {on}>", f"bit next: <{on}, {on}>"])
    d.step("inside", "induction", start="inside at 0", step="inside next", letter="k", condition=inside)
    d.have("distance", f"<{far}, {far}> <= lsq[k]", by=["inside"], eq=["lsq.is"])
    d.cut("reach always", "reach", "inside")

    long = "r^2*(1 - e[k]) <= length[k]^2"
    d.have("long at 0", long.replace("[k]", "[0]"), by=["[length[0]]", "stays at 0 * r>0 * r>0"])
    d.assume("long so far", long)
    after = long.replace("[k]", "[k+1]")
    d.instance("length>=0 next", "length>=0", k="k+1")
    d.have("long stays", after, by=["[length[k+1]]", "stays next * r>0 * r>0"])
    d.cut("out", "e.stops", "stays", "leaves")
    d.have("1>=e", "1 - e[k] >= 0", by=["e<=1"])
    d.step("e=1", "antisymmetry", first="stays", second="1>=e")
    d.have(
        "long leaves",
        after,
        by=["reach always", "out", "r>0 * r>0 * e>=0 next"],
        eq=[*grown, f"e=1: (1 + e[k])*<{on}, {on}>"],
    )
    d.have(
        "long gone",
        after,
        by=["long so far", "gone * r>0 * r>0", "e>=0 next * r>0 * r>0", "length>=0 * d.nonnegative", "[d[k]]"],
        eq=grown,
    )
    d.split("long left", "e[k]", "e.bit", "long leaves", "long gone")
    d.split("long next", "e[k+1]", "bit next", "long stays", "long left")
    d.step("long", "induction", start="long at 0", step="long next", letter="k", condition=long)
    d.have("lsq long", "r^2*(1 - e[k]) <= lsq[k]", by=["long"], eq=["lsq.is"])
    d.step("long mean", "average", fact="lsq long", note="Chebyshev")
    d.have("at k", f"r^2*(1 - mean(e[k])) <= {bound}", by=["long mean", "lsq mean"])
    d.have("r^2>0", "r^2 > 0", by=["r>0 * r>0"])
    bound_for_ever(d, "exit", "at k", "r^2", bound, "r^2>0")
    return d.qed("lsq mean", "lsq long", "distance", "exit", "at k")


if __name__ == "__main__":
    print(derive().report())
