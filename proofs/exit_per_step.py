"""The probability of leaving at step k+1 is at most that of a step of length W plus that of a loss of M0.

A step out of the ball has |eta v| >= W, or else Q[k+1] >= M0 (`short_exit`). So on E_k outside E_{k+1}, both
1 <= |eta v|^2/W^2 + Q/M0 and 1 <= |eta v|/W + Q/M0 (Chebyshev and Markov). In the mean these are the first two
goals, with H[k] = F(theta[k]) 1_{E_k}, d[k] = |theta[k+1] - theta[k]| 1_{E_k} and E(1_{E_k} Q[k+1]) <= rho E H[k].
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.exit_steps import restrict_annulus
from lojverify.paper.setting import AnnulusRun
from lojverify.paper.steps import RHO, Q, bit_range, step_length_means, stopped_loss_means, v


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
    d.cite("descent", proved("descent_step"), note="(3.6)")
    d.cite("short exit", proved("short_exit"), note="(2.5)")
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("gone", "-e[k] >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.step("e=0", "antisymmetry", first="e>=0", second="gone")
    d.cut("in ball", "e.yes", "stays")
    stopped_loss_means(d)
    step_length_means(d)

    # Leaving: the step is long, or Q >= M0.
    d.step("|v|^2>=0", "norm", vector=v)
    d.assume("long", f"eta^2*<{v}, {v}> - W^2 >= 0")
    d.have("d long", "d[k]^2 >= W^2", by=["long", "stays * long", "stays * W>0 * W>0"], eq=["d^2", "dsq"])
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

    d.step("mean dsq", "average", fact="step moment")
    d.have("one", "1 >= 0", by=["1"])
    d.have("product", "dsq[k]*1 - d[k]^2 >= 0", eq=["d^2"])
    d.step("d mean", "mean_product", first="dsq>=0", second="one", product="product", middle="d[k]")
    d.step("d mean>=0", "average", fact="d.nonnegative")
    d.step("H mean", "average", fact="contracts", note="(3.9)")
    d.step("H mean>=0", "average", fact="H>=0")
    d.step("H mean start", "average", fact="H start")
    return d.qed(chebyshev, markov, "mean dsq", "d mean", "d mean>=0", "H mean", "H mean>=0", "H mean start")


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
        by=[f"{name} given past", f"{positive} * Q contracts"],
    )
    d.step(f"{name} mean", "average", fact=f"{name} bounded")
    return f"{name} mean"


if __name__ == "__main__":
    print(derive().report())
