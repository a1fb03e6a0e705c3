"""What remains of the path contracts with the loss: its squared length is at most Lam^2 s^(2n) F(theta0) in mean.

Here s >= sqrt(rho1), pk[k] = s^(2k), and Lam >= eta sqrt(alpha + sigma)/(1 - s). For a constant share >= 0, tail sums
the steps d[j] from the first j with pk[j] <= share on; for share = s^(2n) that is the path from n on. Then
E tail^2 <= Lam^2 share F(theta0), and from any n with pk[n] <= share no later iterate in the ball is further than tail.

Until pk[k] <= share, the mean of Lam^2 F falls by s^2 a step, to Lam^2 share F(theta0); from there on,
(tail + Lam sqrt(F))^2 falls on average (`path_potential`).
"""

from lojverify.derive import Derivation, Problem, Proved, mean, norm2, proved
from lojverify.derive.language import k, n
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start, bit_range
from lojverify.paper.stopped import RHO1, define_model, envelope_constants, nonnegative_recursion


def problem() -> Problem:
    p = Problem("remaining_path_contracts", "the squared length of the remaining path, in mean, and the distance left")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    s, Lam = envelope_constants(run, run.alpha + run.sigma)
    share, pk, tsq_inf = run.remaining_path(s**2)
    p.goal(mean(tsq_inf) <= Lam**2 * share * run.F(run.theta0))
    p.goal(norm2(run.e[n + k] * (run.theta[n + k] - run.theta[n])) <= tsq_inf, [pk[n] <= share])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    at_start(d)
    bit_range(d)
    early_and_late(d)
    mean_of_tail(d)
    distance(d)
    return d.qed("tail mean", "distance")


def early_and_late(d: Derivation) -> None:
    """late[k] is 0 before share is reached and 1 from there on; the tail is 0 early."""
    d.have("s^2<=1", "s^2 <= 1", by=["s<1 * s>=0", "s<1"])
    d.induct("pk>=0", "k", "pk[k] >= 0", by=["so far * [s]"], eq=["pk.step"], start=(["1"], ["pk.start"]))
    d.have("pk falls", "pk[k+1] <= pk[k]", by=["pk>=0 * s^2<=1"], eq=["pk.step"])
    bit_range(d, "late")
    d.assume("late", "late[k] - 1 >= 0")
    d.assume("early", "-late[k] >= 0")
    d.cut("pk<=share", "late.yes", "late")
    d.have("1>=late", "1 - late[k] >= 0", by=["late<=1"])
    d.step("late=1", "antisymmetry", first="late", second="1>=late")
    d.step("late=0", "antisymmetry", first="late>=0", second="early")
    for fact in ("bit", "no"):
        d.instance(f"late {fact} next", f"late.{fact}", k="k+1")
    d.instance("late<=1 next", "late<=1", k="k+1")
    d.instance("late>=0 next", "late>=0", k="k+1")
    d.assume("late next", "late[k+1] - 1 >= 0")
    d.assume("early next", "-late[k+1] >= 0")
    d.cut("pk>share next", "late no next", "early next")
    grows = "late[k+1] >= late[k]"
    d.have("grows from early", grows, by=["early", "late>=0 next"])
    d.have("grows to late", grows, by=["late next", "1>=late"])
    d.have("bad", "0 > 0", by=["pk>share next", "pk<=share", "pk falls"])
    d.step("absurd", "absurd", fact="bad", goal=grows)
    d.split("grows from late", "late[k+1]", "late bit next", "grows to late", "absurd")
    d.split("late grows", "late[k]", "late.bit", "grows from late", "grows from early")

    d.have("late step>=0", "late[k]*d[k] >= 0", by=["late>=0 * d.nonnegative"])
    nonnegative_recursion(d, "tail", "late step>=0")
    by = ["so far", "late grows * tail>=0", "late grows * late<=1 next * d.nonnegative"]
    eq = ["tail.step: 1 - late[k+1]", "late bit next: d[k]"]
    d.induct("no tail", "k", "(1 - late[k])*tail[k] <= 0", by=by, eq=eq, start=([], ["tail.start: 1 - late[0]"]))
    d.have("tail<=0", "-tail[k] >= 0", by=["no tail"], eq=["late=0: tail[k]"])
    d.step("tail=0", "antisymmetry", first="tail>=0", second="tail<=0")


X, H = "(tail[k] + Lam*f[k])^2", "Lam^2*H[k+1]"
walked = "(tail[k] + d[k] + Lam*q[k])^2"
N = f"(late[k]*{walked} + (1 - late[k])*{H})"


def mean_of_tail(d: Derivation) -> None:
    """``tail mean``, by the potential X = (tail + Lam f)^2."""
    define_model(d)
    d.define("recursion", "r1k", "k", level=None, start="1", step=f"{RHO1}*r1k[k]")
    d.cite("stopped", proved("stopped_loss_contracts"), note="(3.7)")
    d.cite("loss", proved("loss_contracts_sharply"), note="(3.9)")
    d.have("mu>=1", "1 >= 1")
    terms, premises = {"L": ("k", "tail[k]"), "mu": "1"}, {"L>=0": "tail>=0", "mu*s<1": "s<1"}
    d.cite("step", proved("path_potential"), terms, premises, note="Minkowski")
    d.cut("f.sq", "f.square", "stopped.1")
    d.instance("f next", "f.sq", k="k+1")
    d.instance("f at 0", "f.sq", k="0")
    d.instance("f>=0 next", "f.nonnegative", k="k+1")
    d.step("H mean", "average", fact="stopped.1")
    d.step("H mean at 0", "average", fact="stopped.2")
    by = ["loss.2", "s^2>=rho1 * H mean", "so far * [s]"]
    start = ([], ["H mean at 0", "pk.start: F(theta0)"])
    d.induct("H small", "k", "mean(H[k]) <= pk[k]*F(theta0)", by=by, eq=["pk.step: F(theta0)"], start=start)

    # -- X[k+1] <= N[k], and E N <= late X + (1 - late) Lam^2 s^2 H ---------------------------------------------------
    d.have("Lam^2>=0", "Lam^2 >= 0", by=["[Lam]"])
    falls = f"E[k]({N}) <= late[k]*{X} + (1 - late[k])*Lam^2*s^2*H[k]"
    loss = "late<=1 * Lam^2>=0"
    d.have("shrinks", falls, by=["late>=0 * step.1", f"{loss} * loss.1", f"{loss} * s^2>=rho1 * stopped.1"])
    claim = f"{X.replace('[k]', '[k+1]')} <= {N}"
    grown = "tail.step: tail[k+1] + tail[k] + late[k]*d[k] + 2*Lam*f[k+1]"
    one = f"late=1: {walked} - {H} - d[k]*(2*tail[k] + (late[k] + 1)*d[k] + 2*Lam*f[k+1])"
    none = f"late=0: {walked} - {H} - d[k]*(2*tail[k] + late[k]*d[k] + 2*Lam*f[k+1])"
    by = ["step.2 * Lam>=0 * tail>=0", "step.2 * Lam>=0 * d.nonnegative"]
    by += [f"step.2 * {x} * [Lam]" for x in ("q.nonnegative", "f>=0 next")]
    d.have("X<=N late", claim, by=by, eq=[grown, one])
    d.have("X<=N early", claim, eq=[grown, none, "tail=0: tail[k] + 2*Lam*f[k+1]", "f next: Lam^2"])
    d.split("X<=N", "late[k]", "late.bit", "X<=N late", "X<=N early")

    # -- the means of X ------------------------------------------------------------------------------------------------
    d.define("abbreviation", "X", "k", value=X)
    d.instance("X next", "X.is", k="k+1")
    d.instance("X at 0", "X.is", k="0")
    bound = "Lam^2*F(theta0)"
    start = ["X at 0", "tail.start: tail[0] + 2*Lam*f[0]", "f at 0: Lam^2", "stopped.2: Lam^2"]
    d.have("X start", f"{bound} - X[0] >= 0", eq=start)
    d.have("X>=0", "X[k] >= 0", by=["[tail[k] + Lam*f[k]]"], eq=["X.is"])
    d.have("X low next", f"X[k+1] <= {N}", by=["X<=N"], eq=["X next"])
    d.define("recursion", "Y", "k", level=0, start=bound, step=N)
    d.induct("X<=Y", "k", "X[k] <= Y[k]", by=["X low next"], eq=["Y.step"], start=(["X start"], ["Y.start"]))
    d.step("X integrable", "dominate", symbol="X", upper="X<=Y", lower="X>=0")
    d.step("X<=N mean", "expect", fact="X low next", index="k")
    next_x = "late[k]*X[k] + (1 - late[k])*Lam^2*s^2*H[k] - E[k](X[k+1]) >= 0"
    d.have("X falls", next_x, by=["X<=N mean", "shrinks"], eq=["X.is: late[k]"])
    d.step("X finite", "finite_mean_by_induction", symbol="X", lower="X>=0", start="X start", step="X falls")
    d.step("X mean at 0", "average", fact="X start")
    d.step("X mean falls", "average", fact="X falls")

    # E X <= Lam^2 F(theta0) max(pk, share).
    d.instance("F0>=0 at 0", "stopped.1", k="0")
    d.have("F0>=0", "F(theta0) >= 0", by=["F0>=0 at 0"], eq=["stopped.2"])
    d.define("positive_part", "over", "k", value="pk[k] - share")
    d.contradiction("over<=0", "-over[k] >= 0", by=["not * not", "not * pk<=share"], eq=["over.either"])
    claim = f"mean(X[k]) <= {bound}*(share + over[k])"
    for fact in ("nonnegative", "above"):
        d.instance(f"over {fact} next", f"over.{fact}", k="k+1")
        d.instance(f"over {fact} at 0", f"over.{fact}", k="0")
    d.have(
        "low at 0",
        claim.replace("[k]", "[0]"),
        by=["X mean at 0", "over above at 0 * F0>=0 * [Lam]"],
        eq=["pk.start: Lam^2*F(theta0)"],
    )
    d.assume("low so far", claim)
    after = claim.replace("[k]", "[k+1]")
    by = ["X mean falls", "low so far", "over<=0 * F0>=0 * [Lam]", "over nonnegative next * F0>=0 * [Lam]"]
    d.have("low late", after, by=by, eq=["late=1: mean(X[k]) - Lam^2*s^2*mean(H[k])"])
    by = ["X mean falls", "H small * [Lam*s]", "over above next * F0>=0 * [Lam]"]
    d.have("low early", after, by=by, eq=["late=0: mean(X[k]) - Lam^2*s^2*mean(H[k])", "pk.step: Lam^2*F(theta0)"])
    d.split("low next", "late[k]", "late.bit", "low late", "low early")
    d.step("low", "induction", start="low at 0", step="low next", letter="k", condition=claim)

    # -- the tail ------------------------------------------------------------------------------------------------------
    d.have("tsq>=0", "tsq[k] >= 0", by=["[tail[k]]"], eq=["tsq.is"])
    by = ["tail>=0 * Lam>=0 * f.nonnegative", "[Lam*f[k]]"]
    claim = "tsq[k] <= late[k]*X[k]"
    d.have("tsq late", claim, by=by, eq=["tsq.is", "X.is", "late=1: X[k]"])
    d.have("tsq early", claim, eq=["tsq.is", "tail=0: tail[k]", "late=0: X[k]"])
    d.split("tsq<=X", "late[k]", "late.bit", "tsq late", "tsq early")
    d.step("tsq finite", "finite_mean", symbol="tsq", upper="tsq<=X", lower="tsq>=0")
    d.step("tsq mean", "average", fact="tsq<=X")
    claim = f"{bound}*share - mean(tsq[k]) >= 0"
    by = ["tsq mean", "low", "over<=0 * F0>=0 * [Lam]"]
    d.have("small late", claim, by=by, eq=["late=1: mean(X[k])"])
    d.have("small early", claim, by=["tsq mean", "share>=0 * F0>=0 * [Lam]"], eq=["late=0: mean(X[k])"])
    d.split("small", "late[k]", "late.bit", "small late", "small early")
    d.instance("tsq next", "tsq.is", k="k+1")
    eq = ["tsq.is", "tsq next", "tail.step: tail[k+1] + tail[k] + late[k]*d[k]"]
    by = ["late step>=0 * tail>=0", "[late[k]*d[k]]"]
    d.have("tsq grows", "tsq[k+1] - tsq[k] >= 0", by=by, eq=eq)
    bounds = {"lower": "tsq>=0", "step": "tsq grows", "mean": "small"}
    d.step("whole", "supremum", symbol="tsq_inf", letter="k", **bounds, note="monotone convergence")
    d.have("tail mean", "mean(tsq_inf) <= Lam^2*share*F(theta0)", by=["whole.4"])


def distance(d: Derivation) -> None:
    """``distance``: |theta[n+k] - theta[n]| 1_{E_{n+k}} is at most tail[n+k], if pk[n] <= share."""
    d.assume("late at n", "share - pk[n] >= 0")
    d.instance("pk falls later", "pk falls", k="n+k")
    d.induct("pk later", "k", "pk[n+k] <= pk[n]", by=["so far", "pk falls later"])
    d.assume("early later", "-late[n+k] >= 0")
    d.assume("late later", "late[n+k] - 1 >= 0")
    d.instance("late later bit", "late.bit", k="n+k")
    d.use("pk later>share", "late.no", k="n+k", by=["early later"])
    d.have("bad later", "0 > 0", by=["pk later>share", "pk later", "late at n"])
    d.step("absurd later", "absurd", fact="bad later", goal="late[n+k] - 1 >= 0")
    d.split("late for ever", "late[n+k]", "late later bit", "late later", "absurd later")

    far, move = "e[n+k]*(theta[n+k] - theta[n])", "e[n+k]*(theta[n+k+1] - theta[n+k])"
    claim = f"<{far}, {far}> <= tail[n+k]^2"
    for fact in ("e.bit", "e.decreases", "d.square", "dsq.is", "d.nonnegative", "tail>=0", "tail.step", "e>=0"):
        d.instance(f"{fact} later", fact, k="n+k")
    d.instance("bit after", "e.bit", k="n+k+1")
    d.step("move^2", "norm", vector=move)
    d.have("dsq>=0", "dsq[n+k] >= 0", by=["move^2"], eq=["dsq.is later"])
    d.cut("d^2", "d.square later", "dsq>=0")
    d.have("move", f"<{move}, {move}> <= d[n+k]^2", eq=["dsq.is later", "d^2"])
    d.have("near at 0", claim.replace("n+k", "n"), by=["[tail[n]]"])
    d.assume("near so far", claim)
    ends = {"a>=0": "tail>=0 later", "b>=0": "d.nonnegative later", "|u|<=a": "near so far", "|v|<=b": "move"}
    d.cite("reach", proved("triangle"), {"a": "tail[n+k]", "b": "d[n+k]", "u": far, "v": move}, ends)
    on = "(theta[n+k+1] - theta[n])"
    d.step("|on|^2>=0", "norm", vector=on)
    sums = ["tail>=0 later * late for ever * d.nonnegative later", "late for ever * [d[n+k]]"]
    sums += ["late for ever * late for ever * [d[n+k]]"]
    by = ["reach", "e.decreases later * |on|^2>=0", *sums]
    eq = ["tail.step later: tail[n+k+1] + tail[n+k] + late[n+k]*d[n+k]"]
    eq += [f"e.bit later: <{on}, {on}>", f"bit after: <{on}, {on}>"]
    d.have("near next", claim.replace("n+k", "n+k+1"), by=by, eq=eq)
    d.step("near", "induction", start="near at 0", step="near next", letter="k", condition=claim)
    d.instance("tsq later", "tsq.is", k="n+k")
    d.instance("whole later", "whole.2", k="n+k")
    d.have("distance", f"<{far}, {far}> <= tsq_inf", by=["near", "whole later"], eq=["tsq later"])


if __name__ == "__main__":
    print(derive().report())
