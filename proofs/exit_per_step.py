"""The probability of leaving at step k+1 is at most that of a step of length W plus that of a loss of M0.

A step out of the ball has |eta v| >= W, or else Q[k+1] >= M0 (`short_exit`). So on E_k outside E_{k+1}, both
1 <= |eta v|^2/W^2 + Q/M0 and 1 <= |eta v|/W + Q/M0 (Chebyshev and Markov). In the mean these are the first two
goals, with H[k] = F(theta[k]) 1_{E_k}, d[k] = |theta[k+1] - theta[k]| 1_{E_k} and E(1_{E_k} Q[k+1]) <= rho E H[k].
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import AnnulusRun
from lojverify.paper.steps import bit_range, restrict_annulus

g, v = "grad F(theta[k])", "(grad F(theta[k]) + w[k])"
Q = f"(F(theta[k]) - eta*<{g}, {v}> + C/2*eta^2*<{v}, {v}>)"
RHO = "(1 - eta*alpha + eta^2*C*(2*C + sigma)/2)"


def problem() -> Problem:
    p = Problem(
        "exit_per_step", "the probability of leaving at one step is at most that of a long step or a large loss"
    )
    run = AnnulusRun(p)
    e, W, M0 = run.e, run.W, run.M0
    H = run.stopped_loss()
    d, dsq = run.lengths()
    leaving = mean(e[k]) - mean(e[k + 1])
    p.goal(M0 * W**2 * leaving <= M0 * mean(dsq[k]) + W**2 * run.rho * mean(H[k]))
    p.goal(M0 * W * leaving <= M0 * mean(d[k]) + W * run.rho * mean(H[k]))
    p.goal(mean(dsq[k]) <= run.eta**2 * (2 * run.C + run.sigma) * mean(H[k]))
    p.goal(mean(d[k]) ** 2 <= mean(dsq[k]))
    p.goal(mean(d[k]) >= 0)
    p.goal(mean(H[k + 1]) <= run.rho * mean(H[k]))
    p.goal(mean(H[k]) >= 0)
    p.goal(Eq(mean(H[0]), run.F(run.theta0)))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    restrict_annulus(d)
    bit_range(d)
    d.cite("loss", proved("stopped_loss_contracts"), note="(3.8)")
    d.cite("descent", proved("descent_step"), note="(3.6)")
    d.cite("short exit", proved("short_exit"), note="(2.5)")
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("gone", "-e[k] >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.step("e=0", "antisymmetry", first="e>=0", second="gone")
    d.cut("in ball", "e.yes", "stays")
    loss_bounded(d)
    lengths(d)

    # Leaving: the step is long, or Q >= M0.
    d.assume("long", f"eta^2*<{v}, {v}> - W^2 >= 0")
    d.have("d long", "d[k]^2 >= W^2", by=["long", "stays * long", "stays * W>0 * W>0"], eq=["d.sq", "dsq"])
    d.contradiction("d>=W", "d[k] >= W", by=["d long", "not * W>0", "not * d.nonnegative"])
    d.have(
        "second if long",
        f"M0*eta^2*<{v}, {v}> + W^2*{Q} >= M0*W^2",
        by=["M0>0 * long", "W>0 * W>0 * descent.2"],
    )
    d.have(
        "second if short",
        f"M0*eta^2*<{v}, {v}> + W^2*{Q} >= M0*W^2",
        by=["M0>0 * |v|^2>=0 * [eta]", "W>0 * W>0 * short exit"],
    )
    short = f"W^2 - eta^2*<{v}, {v}> >= 0"
    d.cases("second", "second if short", "second if long", short, note="as in Chebyshev's inequality")
    d.have("first if long", f"M0*d[k] + W*{Q} >= M0*W", by=["M0>0 * d>=W", "W>0 * descent.2"])
    d.have("first if short", f"M0*d[k] + W*{Q} >= M0*W", by=["M0>0 * d.nonnegative", "W>0 * short exit"])
    d.cases("first", "first if short", "first if long", short, note="as in Markov's inequality, (3.14)")

    # The same without assumptions, for the bit e[k] - e[k+1], and in the mean.
    d.instance("e>=0 next", "e>=0", k="k+1")
    d.instance("bit next", "e.bit", k="k+1")
    d.have("W^2>0", "W^2 > 0", by=["W>0 * W>0"])
    chebyshev = averaged(d, "second", "dsq[k]", "dsq>=0", "W^2", "W^2>0")
    markov = averaged(d, "first", "d[k]", "d.nonnegative", "W", "W>0")

    d.step("dsq mean", "average", fact="dsq moment")
    d.have("one", "1 >= 0", by=["1"])
    d.have("d^2", "dsq[k]*1 - d[k]^2 >= 0", eq=["d.sq"])
    d.step("d mean", "mean_product", first="dsq>=0", second="one", product="d^2", middle="d[k]")
    d.step("d mean>=0", "average", fact="d.nonnegative")
    d.step("next loss", "expect", fact="loss.3", index="k")
    d.have("contracts", f"E[k](H[k+1]) <= {RHO}*H[k]", by=["next loss", "loss.4"], note="(3.8)")
    d.step("H mean", "average", fact="contracts", note="(3.9)")
    d.step("H mean>=0", "average", fact="loss.1")
    d.step("H mean start", "average", fact="loss.2")
    return d.qed(chebyshev, markov, "dsq mean", "d mean", "d mean>=0", "H mean", "H mean>=0", "H mean start")


def loss_bounded(d: Derivation) -> None:
    """The stopped loss is bounded on the ball, by (3.4) from the center; so it has a mean."""
    d.have("center in ball", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    u = "(theta[k] - theta0)"
    d.cite("from center", proved("descent"), {"x": "theta0", "u": u}, note="(3.4)")
    d.cut("model", "from center", "center in ball", "in ball")
    g0 = "grad F(theta0)"
    bound = f"(F(theta0) + 1/2*<{g0}, {g0}> + (1+C)/2*r^2)"
    d.step("|g0-u|^2>=0", "norm", vector=f"{g0} - {u}")
    d.step("|g0|^2>=0", "norm", vector=g0)
    d.use("F>=0", "loss>=0", y="theta[k]", by=["in ball"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center in ball"])
    d.have(
        "bounded stays",
        f"H[k] <= {bound}",
        by=["e<=1 * F>=0", "model", "|g0-u|^2>=0", "in ball", "C>0 * in ball"],
        eq=["H.is"],
    )
    d.have(
        "bounded gone",
        f"H[k] <= {bound}",
        by=["F0>=0", "|g0|^2>=0", "r>0 * r>0", "C>0 * r>0 * r>0"],
        eq=["H.is", "e=0: F(theta[k])"],
    )
    d.split("bounded", "e[k]", "e.bit", "bounded stays", "bounded gone")
    d.step("H integrable", "dominate", symbol="H", upper="bounded", lower="loss.1")
    d.step("H finite", "finite_mean", symbol="H", upper="bounded", lower="loss.1")


def lengths(d: Derivation) -> None:
    """The length of a step is that of eta v; it and its square have means."""
    d.instance("step", "iteration", y=f"theta[k+1] - theta[k] - eta*{v}")
    moved = "<theta[k+1]-theta[k], theta[k+1]-theta[k]>"
    d.have("dsq", f"dsq[k] = e[k]*eta^2*<{v}, {v}>", eq=["dsq.is", "step: e[k]", f"e.bit: {moved}"])
    d.step("|v|^2>=0", "norm", vector=v)
    d.have("dsq>=0", "dsq[k] >= 0", by=["e>=0 * |v|^2>=0 * [eta]"], eq=["dsq"])
    d.cut("d.sq", "d.square", "dsq>=0")
    d.have("dsq<=", f"dsq[k] <= e[k]*eta^2*<{v}, {v}>", eq=["dsq"])
    d.step("dsq integrable", "dominate", symbol="dsq", upper="dsq<=", lower="dsq>=0")
    d.have("d<=", "d[k] <= 1/2*dsq[k] + 1/2", by=["[1 - d[k]]"], eq=["d.sq"])
    d.step("d integrable", "dominate", symbol="d", upper="d<=", lower="d.nonnegative")
    d.step("dsq given past", "expect", fact="dsq", index="k")
    d.have(
        "dsq moment",
        "E[k](dsq[k]) <= eta^2*(2*C + sigma)*H[k]",
        by=["eta>0 * eta>0 * loss.5"],
        eq=["dsq given past"],
        note="as in (3.10)",
    )
    d.step("dsq finite", "finite_mean_given_past", symbol="dsq", lower="dsq>=0", upper="dsq moment")
    d.step("d finite", "finite_mean", symbol="d", upper="d<=", lower="d.nonnegative")


def averaged(d: Derivation, name: str, length: str, nonnegative: str, width: str, positive: str) -> str:
    """The mean of the inequality `name`; returns its label."""
    goal = f"M0*{length} + {width}*e[k]*{Q} >= M0*{width}*(e[k] - e[k+1])"
    later = f"M0>0 * {positive} * e>=0 next"
    d.have(
        f"{name} leaves",
        goal,
        by=[f"e>=0 * {name}", later, "M0>0 * e<=1 * d.nonnegative"],
        eq=["dsq: M0", f"e.bit: M0*eta^2*<{v}, {v}>"],
    )
    d.have(
        f"{name} stays",
        goal,
        by=[
            f"e>=0 * descent.2 * {positive}",
            f"M0>0 * {nonnegative}",
            f"M0>0 * {positive} * stays next",
            f"M0>0 * {positive} * e<=1",
        ],
    )
    d.split(f"{name} here", "e[k+1]", "bit next", f"{name} stays", f"{name} leaves")
    d.have(f"{name} gone", goal, by=[f"M0>0 * {nonnegative}", later], eq=[f"e=0: {width}*{Q}", f"e=0: M0*{width}"])
    d.split(f"{name} always", "e[k]", "e.bit", f"{name} here", f"{name} gone")
    d.step(f"{name} given past", "expect", fact=f"{name} always", index="k")
    d.have(
        f"{name} bounded",
        f"M0*{width}*(e[k] - E[k](e[k+1])) <= M0*E[k]({length}) + {width}*{RHO}*H[k]",
        by=[f"{name} given past", f"{positive} * loss.4"],
    )
    d.step(f"{name} mean", "average", fact=f"{name} bounded")
    return f"{name} mean"


if __name__ == "__main__":
    print(derive().report())
