"""Beyond 2 alpha/(C (alpha + sigma)) nothing can be said: for noise on a circle every run leaves every ball.

As in `circular_noise`, F = C|theta|^2/2 and F(theta[k]) = rho1^k F(theta0) surely. For a longer step rho1 > 1, and the
loss outgrows C (r^2 + |theta0|^2), its bound on the ball of radius r. So the probability to stay is 0, for every radius
and every F(theta0) > 0, however small.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.scripts import script
from lojverify.paper.setting import Run
from lojverify.paper.steps import bit_range, stays_for_ever
from lojverify.paper.stopped import RHO1


def problem() -> Problem:
    p = Problem("circular_noise_leaves", "with noise on a circle and a longer step every run leaves every ball")
    run = Run(p)
    script("circular_noise").on_a_circle(run)
    p.assume("F0>0", run.F(run.theta0) > 0)
    p.assume("beyond", run.eta * run.C * (run.alpha + run.sigma) > 2 * run.alpha)
    e_inf = run.for_ever()
    p.goal(e_inf <= 0)
    p.goal(mean(e_inf) <= 0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("rho1>1", f"{RHO1} > 1", by=["eta>0 * beyond"])
    d.have("rho1>0", f"{RHO1} > 0", by=["rho1>1", "1"])
    d.define("quotient", "beta", value="1", by=RHO1)
    d.cut("beta*rho1=1", "beta.times", "rho1>0")
    d.contradiction("beta>=0", "beta >= 0", by=["not * rho1>0", "1"], eq=["beta*rho1=1"])
    d.contradiction("beta<1", "1 - beta > 0", by=["not * rho1>0", "rho1>1"], eq=["beta*rho1=1"])
    d.define("recursion", "b", "k", level=None, start="1", step="beta*b[k]")
    d.cite("on circle", proved("circular_noise"))

    # beta^k tends to 0, while beta^k F(theta[k]) is F(theta0).
    d.have("b at 0", "b[0] >= 0", by=["1"], eq=["b.start"])
    d.assume("b so far", "b[k] >= 0")
    d.have("b next", "b[k+1] >= 0", by=["b so far * beta>=0"], eq=["b.step"])
    d.step("b>=0", "induction", start="b at 0", step="b next", letter="k", condition="b[k] >= 0")
    d.have("b falls", "beta*b[k] - b[k+1] >= 0", eq=["b.step"])
    d.step("b->0", "geometric", letter="k", lower="b>=0", step="b falls", factor="beta<1")

    # In the ball F <= M.
    bit_range(d)
    stays_for_ever(d)
    d.use("in ball", "e.yes", by=["e>=1"])
    d.instance("loss here", "loss", y="theta[k]")
    d.step("far", "norm", vector="theta[k] - 2*theta0")
    M = "C*(r^2 + <theta0, theta0>)"
    d.have("bounded", f"F(theta[k]) <= {M}", by=["C>0 * in ball", "C>0 * far"], eq=["loss here"])
    d.have("small", f"{M}*b[k] - F(theta0) >= 0", by=["b>=0 * bounded"], eq=["on circle.2"])
    d.step("small limit", "limit_algebra", letter="k", terms=[[M, ["b->0"]], ["-F(theta0)", []]])
    d.step("in the limit", "limit_order", fact="small limit", bound="small")
    d.have("bad", "0 > 0", by=["in the limit", "F0>0"])
    d.step("never", "absurd", fact="bad", goal="-e_inf >= 0")

    # e_inf is the limit of bits, so it is 0 or 1.
    d.step("square", "limit_algebra", letter="k", terms=[["1", ["e_inf.3", "e_inf.3"]], ["-1", ["e_inf.3"]]])
    d.have("e^2>=e", "e[k]^2 - e[k] >= 0", eq=["e.bit"])
    d.step("none", "limit_algebra", letter="k", terms=[])
    d.step("none is", "limit_equal", fact="none", equal="e.bit", term="e[k]^2 - e[k]")
    d.step("e_inf bit", "limit_unique", first="square", second="none is")
    d.assume("gone", "-e_inf >= 0")
    d.split("leaves", "e_inf", "e_inf bit", "never", "gone")
    d.step("never stays", "average", fact="leaves")
    return d.qed("leaves", "never stays")


if __name__ == "__main__":
    print(derive().report())
