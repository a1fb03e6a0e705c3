"""The factor rho1 is attained: for F = C|theta|^2/2 and noise on a circle, F(theta[k]) = rho1^k F(theta0) surely.

The noise is orthogonal to theta and has the length that (2.10) allows: w = sqrt(sigma F) J theta/|theta| or its
opposite, J a quarter turn. Then alpha = 2 C and |theta[k+1]|^2 = ((1 - eta C)^2 + eta^2 C sigma/2) |theta[k]|^2. So
beta^k F(theta[k]) does not tend to 0 for beta = 1/rho1, at which (3.1) must stop, and where rho1 > 1, that is for
eta > 2 alpha/(C (alpha + sigma)), every run leaves every ball: beta^k F(theta[k]) = F(theta0) for some beta < 1.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, inner, norm2
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import at_start
from lojverify.paper.stopped import RHO1


def problem() -> Problem:
    p = Problem("circular_noise", "with noise on a circle the loss is rho1^k F(theta0)")
    run = Run(p)
    on_a_circle(run)
    beta, b = run.power("beta", "b")
    p.assume("beta*rho1=1", Eq(beta * run.rho1, 1))
    F_k, F_next = run.F(run.theta[k]), run.F(run.theta[k + 1])
    p.goal(Eq(F_next, run.rho1 * F_k))
    p.goal(Eq(b[k] * F_k, run.F(run.theta0)))
    p.goal("b[k]*F(theta[k]) -> F(theta0) (k)")
    return p


def on_a_circle(run: Run) -> None:
    """F = C |theta|^2/2, alpha = 2 C, and noise across theta with |w|^2 = sigma F(theta)."""
    p, y, theta, w = run.problem, run.y, run.theta[k], run.w[k]
    p.assume("alpha=2C", Eq(run.alpha, 2 * run.C))
    p.assume("loss", Eq(run.F(y), run.C * norm2(y) / 2))
    p.assume("gradient", Eq(inner(run.F.grad(y), run.z), run.C * inner(y, run.z)))
    p.assume("across", Eq(inner(theta, w), 0))
    p.assume("circle", Eq(norm2(w), run.sigma * run.F(theta)))


def derive() -> Proved:
    d = Derivation(problem())
    g = "grad F(theta[k])"
    d.instance("loss here", "loss", y="theta[k]")
    d.instance("loss next", "loss", y="theta[k+1]")
    end = f"(theta[k] - eta*({g} + w[k]))"
    d.instance("moves", "iteration", y=f"theta[k+1] + {end}")
    for name, against in (("theta", "theta[k]"), ("w", "w[k]"), ("g", g)):
        d.instance(f"g {name}", "gradient", y="theta[k]", z=against)
    d.have(
        "contracts",
        f"F(theta[k+1]) = {RHO1}*F(theta[k])",
        eq=[
            "loss next",
            "moves: C/2",
            "loss here",
            "loss here: eta",
            "loss here: eta*C",
            "loss here: eta^2*C^2",
            "loss here: eta^2*C*sigma",
            "g theta: eta*C",
            "g theta: eta^2*C^2",
            "g w: eta^2*C",
            "g g: eta^2*C",
            "across: eta*C",
            "across: eta^2*C^2",
            "circle: eta^2*C",
            "alpha=2C: eta*F(theta[k])",
            "alpha=2C: eta^2*C*F(theta[k])",
        ],
    )
    claim = "b[k]*F(theta[k]) = F(theta0)"
    at_start(d)
    d.have("same at 0", claim.replace("[k]", "[0]"), eq=["b.start: F(theta[0])", "F start"])
    d.assume("same so far", claim)
    eq = ["b.step: F(theta[k+1])", "contracts: beta*b[k]", "beta*rho1=1: b[k]*F(theta[k])", "same so far"]
    d.have("same next", claim.replace("[k]", "[k+1]"), eq=eq)
    d.step("same", "induction", start="same at 0", step="same next", letter="k", condition=claim)
    d.have("same reversed", "F(theta0) - b[k]*F(theta[k]) = 0", eq=["same"])
    d.step("constant", "limit_algebra", letter="k", terms=[["F(theta0)", []]])
    d.step("limit", "limit_equal", fact="constant", equal="same reversed", term="b[k]*F(theta[k])")
    return d.qed("contracts", "same", "limit")


if __name__ == "__main__":
    print(derive().report())
