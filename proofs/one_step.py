"""(3.8), sharp: as long as the iterates stay, one step contracts the expected quadratic model by rho1.

Q[k+1] = F - eta <g, v> + (C/2) eta^2 |v|^2 with g = grad F(theta[k]) and v = g + w. Taking the expectation given the
past, the cross term vanishes and E|w|^2 <= sigma F; then |g|^2 >= alpha F, with 1 - eta C/2 >= 0, gives
E Q <= (1 - eta alpha + eta^2 C (alpha + sigma)/2) F = rho1 F.
"""

from lojverify.derive import Derivation, Problem, Proved, expect
from lojverify.derive.language import k
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem("one_step", "one step contracts the expected quadratic model by rho1")
    run = Run(p)
    run.loss_nonnegative()
    run.lojasiewicz()
    run.noise()
    run.step_below_limit()
    F, eta = run.F(run.theta[k]), run.eta
    rho1 = 1 - eta * run.alpha + eta**2 * run.C * (run.alpha + run.sigma) / 2
    p.goal(expect(k, run.quadratic()) <= rho1 * F, [run.stays])
    p.goal(2 - eta * run.C > 0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    # 2 - eta C > 0: alpha (2 - eta C) = (2 alpha - eta C (alpha + sigma)) + eta C sigma.
    d.contradiction("eta*C<2", "2 - eta*C > 0", by=["alpha>0 * not", "step", "eta>0 * C>0 * sigma>=0"])

    d.assume("stays", "e[k] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    g = "grad F(theta[k])"
    d.use("lower", "lojasiewicz", y="theta[k]", by=["in ball"], note="(2.1)")
    d.use("nonnegative", "loss>=0", y="theta[k]", by=["in ball"])
    d.instance("unbiased", "zero_mean", y=g, note="(2.11), zero mean")
    Q = f"F(theta[k]) - eta*<{g}, {g}+w[k]> + C/2*eta^2*<{g}+w[k], {g}+w[k]>"
    d.have(
        "contraction",
        f"E[k]({Q}) <= (1 - eta*alpha + eta^2*C*(alpha+sigma)/2)*F(theta[k])",
        by=["eta>0 * eta*C<2 * lower", "C>0 * eta>0 * eta>0 * second_moment"],
        eq=["unbiased: eta", "unbiased: eta^2*C"],
        note="(3.8)",
    )
    return d.qed("contraction", "eta*C<2")


if __name__ == "__main__":
    print(derive().report())
