"""The path in the ball has a square integrable weighted length: E (sum_j mu^j d[j])^2 <= Lam^2 F(theta0).

Here d[j] = |theta[j+1] - theta[j]| 1_{E_j}, mu >= 1, s >= sqrt(rho1) with mu s < 1, and Lam (1 - mu s) is at least
eta sqrt(alpha + sigma). By `path_potential` for L = mu^-k heavy[k], (heavy[k] + mu^k Lam sqrt(F))^2 falls on average;
for mu = 1 it is the squared length of the path. So the iterates that stay converge faster than mu^-k.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start
from lojverify.paper.stopped import define_model, nonnegative_recursion, supermartingale, weight_constants


def problem() -> Problem:
    p = Problem("weighted_path_length", "the squared weighted length of the path in the ball, in mean")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    mu, Lam = weight_constants(run)
    _, heavy, hsq_inf = run.weighted_path(mu)
    p.goal(mean(hsq_inf) <= Lam**2 * run.F(run.theta0))
    p.goal(heavy[k] ** 2 <= hsq_inf)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    define_model(d)
    d.cite("stopped", proved("stopped_loss_contracts"), note="(3.7)")
    d.cut("f.sq", "f.square", "stopped.1")
    d.instance("f at 0", "f.sq", k="0")
    d.instance("f>=0 next", "f.nonnegative", k="k+1")

    # -- mu^k and its inverse ------------------------------------------------------------------------------------------
    d.have("mu>0", "mu > 0", by=["mu>=1", "1"])
    d.have("mu>=0", "mu >= 0", by=["mu>0"])
    d.induct("muk>=0", "k", "muk[k] >= 0", by=["so far * mu>=0"], eq=["muk.step"], start=(["1"], ["muk.start"]))
    d.define("quotient", "unmu", value="1", by="mu")
    d.cut("unmu is", "unmu.times", "mu>0")
    d.contradiction("unmu>=0", "unmu >= 0", by=["not * mu>0", "1"], eq=["unmu is"])
    d.define("recursion", "back", "k", level=None, start="1", step="unmu*back[k]")
    d.induct("back>=0", "k", "back[k] >= 0", by=["so far * unmu>=0"], eq=["back.step"], start=(["1"], ["back.start"]))
    eq = ["muk.step: back[k+1]", "back.step: mu*muk[k]", "unmu is: muk[k]*back[k]", "so far"]
    start = ([], ["muk.start: back[0]", "back.start"])
    d.induct("inverse", "k", "muk[k]*back[k] = 1", eq=eq, start=start)

    # -- the potential -------------------------------------------------------------------------------------------------
    d.have("heavy step>=0", "muk[k]*d[k] >= 0", by=["muk>=0 * d.nonnegative"])
    nonnegative_recursion(d, "heavy", "heavy step>=0")
    d.have("L>=0", "back[k]*heavy[k] >= 0", by=["back>=0 * heavy>=0"])
    d.cite("step", proved("path_potential"), {"L": ("k", "back[k]*heavy[k]")}, note="Minkowski")
    X, N = "(heavy[k] + muk[k]*Lam*f[k])^2", "(heavy[k] + muk[k]*d[k] + mu*muk[k]*Lam*q[k])^2"
    # X is mu^(2k) times that of `path_potential`, as heavy = mu^k (mu^-k heavy).
    twice = "heavy[k]*(1 + muk[k]*back[k])"
    eq = [f"inverse: heavy[k]*({twice} + 2*muk[k]*Lam*f[k])"]
    eq.append(f"inverse: heavy[k]*({twice} + 2*muk[k]*E[k](d[k]) + 2*mu*muk[k]*Lam*E[k](q[k]))")
    d.have("shrinks", f"E[k]({N}) <= {X}", by=["step.1 * [muk[k]]"], eq=eq)
    d.have("c>=0", "mu*muk[k]*Lam >= 0", by=["mu>=0 * muk>=0 * Lam>=0"])
    more = ("c>=0 * heavy>=0", "c>=0 * heavy step>=0", "q.nonnegative * [mu*muk[k]*Lam]")
    by = [f"step.2 * {factor}" for factor in (*more, "f>=0 next * [mu*muk[k]*Lam]")]
    grown = "heavy.step: heavy[k+1] + heavy[k] + muk[k]*d[k] + 2*muk[k+1]*Lam*f[k+1]"
    risen = "muk.step: Lam*f[k+1]*(2*heavy[k] + 2*muk[k]*d[k] + (muk[k+1] + mu*muk[k])*Lam*f[k+1])"
    d.have("X<=N", f"{X.replace('[k]', '[k+1]')} <= {N}", by=by, eq=[grown, risen])
    d.have("X real", f"{X} >= 0", by=["[heavy[k] + muk[k]*Lam*f[k]]"])
    bound = "Lam^2*F(theta0)"
    start = ["heavy.start: heavy[0] + 2*muk[0]*Lam*f[0]", "muk.start: (muk[0] + 1)*Lam^2*f[0]^2"]
    start += ["f at 0: Lam^2", "stopped.2: Lam^2"]
    d.have("X start", f"{bound} - {X.replace('[k]', '[0]')} >= 0", eq=start)
    supermartingale(d, X, N, bound)

    # -- the supremum --------------------------------------------------------------------------------------------------
    d.have("hsq>=0", "hsq[k] >= 0", by=["[heavy[k]]"], eq=["hsq.is"])
    by = ["heavy>=0 * muk>=0 * Lam>=0 * f.nonnegative", "[muk[k]*Lam*f[k]]"]
    d.have("hsq<=X", "hsq[k] <= X[k]", by=by, eq=["hsq.is", "X.is"])
    d.step("hsq finite", "finite_mean", symbol="hsq", upper="hsq<=X", lower="hsq>=0")
    d.step("hsq<=X mean", "average", fact="hsq<=X")
    d.have("hsq mean", f"{bound} - mean(hsq[k]) >= 0", by=["hsq<=X mean", "X mean"])
    d.instance("hsq next", "hsq.is", k="k+1")
    eq = ["hsq.is", "hsq next", "heavy.step: heavy[k+1] + heavy[k] + muk[k]*d[k]"]
    d.have("hsq grows", "hsq[k+1] - hsq[k] >= 0", by=["heavy step>=0 * heavy>=0", "[muk[k]*d[k]]"], eq=eq)
    bounds = {"lower": "hsq>=0", "step": "hsq grows", "mean": "hsq mean"}
    d.step("whole", "supremum", symbol="hsq_inf", letter="k", **bounds, note="monotone convergence")
    d.have("small", f"mean(hsq_inf) <= {bound}", by=["whole.4"])
    d.have("below", "heavy[k]^2 <= hsq_inf", by=["whole.2"], eq=["hsq.is"])
    return d.qed("small", "below")


if __name__ == "__main__":
    print(derive().report())
