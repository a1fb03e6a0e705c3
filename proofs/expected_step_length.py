"""The expected length of a step decays like sqrt(rho)^k: (3.9) and (3.10), with sqrt(F(theta0)) in place of F(theta0).

Here d[k] = |theta[k+1] - theta[k]| 1_{E_k} and H[k] = F(theta[k]) 1_{E_k}. By (3.8), E H[k] <= rho^k F(theta0). As
E|grad f|^2 = |grad F|^2 + E|w|^2 <= (2 C + sigma) F given the past, E d^2 <= eta^2 (2 C + sigma) E H, and by the
Cauchy-Schwarz inequality (E d)^2 <= E d^2, where 2 C + sigma <= (sqrt(2 C) + sqrt(sigma))^2.

The ball may have any radius and the step any size; where rho < 0, the loss vanishes on the ball.
"""

from lojverify.derive import Derivation, Problem, Proved, mean
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.steps import RHO, at_start, nonnegative_powers, step_length_means, stopped_loss_means


def problem() -> Problem:
    p = Problem("expected_step_length", "the expected length of a step decays like sqrt(rho)^k")
    run = Run(p)
    run.assumptions()
    H = run.stopped_loss()
    d, dsq = run.lengths()
    rk, sk = run.powers()
    s2C, ssigma, f0 = run.roots()
    F0 = run.F(run.theta0)
    p.goal(mean(H[k + 1]) <= run.rho * mean(H[k]))
    p.goal(mean(H[k]) <= rk[k] * F0)
    p.goal(mean(dsq[k]) <= run.eta**2 * (2 * run.C + run.sigma) * mean(H[k]))
    p.goal(mean(dsq[k]) <= run.eta**2 * (2 * run.C + run.sigma) * rk[k] * F0)
    p.goal(mean(d[k]) ** 2 <= mean(dsq[k]))
    p.goal(mean(d[k]) <= (s2C + ssigma) * run.eta * sk[k] * f0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    stopped_loss_means(d)
    step_length_means(d)
    at_start(d)
    d.step("mean contracts", "average", fact="contracts", note="(3.9), first inequality")
    d.step("mean low start", "average", fact="H low start")
    d.step("mean H>=0", "average", fact="H>=0")

    # -- Either rho >= 0 or F(theta0) = 0: alpha F <= 2 C F, and 2 D rho = (eta D - alpha)^2 + 2 D - alpha^2 ---
    d.have("center in ball", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center in ball"])
    d.use("above", "growth", y="theta0", by=["center in ball"], note="(2.4)")
    d.use("below", "lojasiewicz", y="theta0", by=["center in ball"], note="(2.1)")
    d.have("alpha<=2C", "(2*C - alpha)*F(theta0) >= 0", by=["above", "below"])
    d.contradiction(
        "rho F0>=0",
        f"{RHO}*F(theta0) >= 0",
        by=[
            "not * C>0 * C>0",
            "not * C>0 * sigma>=0",
            "F0>=0 * [eta*C*(2*C + sigma) - alpha]",
            "alpha<=2C * alpha>0",
            "alpha<=2C * C>0",
            "F0>=0 * C>0 * sigma>=0",
        ],
    )
    d.assume("rho>=0", f"{RHO} >= 0")
    d.assume("rho<0", f"0 > {RHO}")
    d.contradiction("F0<=0", "-F(theta0) >= 0", by=["not * rho<0", "rho F0>=0"])
    d.step("F0=0", "antisymmetry", first="F0>=0", second="F0<=0")

    # -- E H[k] <= rho^k F(theta0) -----------------------------------------------------------------------------
    d.assume("so far", "mean(H[k]) <= rk[k]*F(theta0)")
    d.have("more", f"{RHO}*mean(H[k]) <= rk[k+1]*F(theta0)", by=["rho>=0 * so far"], eq=["rk.step: F(theta0)"])
    d.have("none", f"{RHO}*mean(H[k]) <= rk[k+1]*F(theta0)", by=["rho<0 * mean H>=0"], eq=["F0=0: rk[k+1]"])
    d.cases("shrinks", "more", "none", f"{RHO} >= 0")
    d.have("base", "mean(H[0]) <= rk[0]*F(theta0)", by=["mean low start"], eq=["rk.start: F(theta0)"])
    d.have("next", "mean(H[k+1]) <= rk[k+1]*F(theta0)", by=["mean contracts", "shrinks"])
    d.step("loss decays", "induction", start="base", step="next", letter="k", condition="mean(H[k]) <= rk[k]*F(theta0)")

    # -- E d^2 -------------------------------------------------------------------------------------------------
    d.step("moment", "average", fact="step moment")
    d.have("2C+sigma>=0", "2*C + sigma >= 0", by=["C>0", "sigma>=0"])
    d.have(
        "dsq decays",
        "mean(dsq[k]) <= eta^2*(2*C + sigma)*rk[k]*F(theta0)",
        by=["moment", "eta>0 * eta>0 * 2C+sigma>=0 * loss decays"],
    )

    # -- E d, with rho^k = (sqrt(rho)^k)^2 if F(theta0) > 0 ----------------------------------------------------
    d.have("root", f"(srho^2 - {RHO})*F(theta0) = 0", eq=["srho.square: F(theta0)"])
    d.have("no root", f"(srho^2 - {RHO})*F(theta0) = 0", eq=[f"F0=0: srho^2 - {RHO}"])
    d.cases("rho root", "root", "no root", f"{RHO} >= 0")
    powers = "(rk[k] - sk[k]^2)*F(theta0) = 0"
    d.assume("powers so far", powers)
    d.have(
        "powers base", "(rk[0] - sk[0]^2)*F(theta0) = 0", eq=["rk.start: F(theta0)", "sk.start: (sk[0] + 1)*F(theta0)"]
    )
    d.have(
        "powers next",
        "(rk[k+1] - sk[k+1]^2)*F(theta0) = 0",
        eq=[
            "rk.step: F(theta0)",
            "sk.step: (sk[k+1] + srho*sk[k])*F(theta0)",
            f"powers so far: {RHO}",
            "rho root: sk[k]^2",
        ],
    )
    d.step("powers", "induction", start="powers base", step="powers next", letter="k", condition=powers)
    nonnegative_powers(d)

    d.have("1>=0", "1 >= 0", by=["1"])
    d.have("product", "dsq[k]*1 - d[k]^2 >= 0", eq=["d^2"])
    d.step("jensen", "mean_product", first="dsq>=0", second="1>=0", product="product", middle="d[k]")
    d.have("2C>=0", "2*C >= 0", by=["C>0"])
    for root, value in (("s2C", "2C>=0"), ("ssigma", "sigma>=0"), ("f0", "F0>=0")):
        d.cut(f"{root}.sq", f"{root}.square", value)
    d.have("s>=0", "s2C + ssigma >= 0", by=["s2C.nonnegative", "ssigma.nonnegative"])
    T = "(s2C + ssigma)*eta*sk[k]*f0"
    d.contradiction(
        "d decays",
        f"mean(d[k]) <= {T}",
        by=[
            "not * not",
            "not * s>=0 * eta>0 * sk>=0 * f0.nonnegative",
            "jensen",
            "dsq decays",
            "s2C.nonnegative * ssigma.nonnegative * [eta*sk[k]*f0]",
        ],
        eq=[
            "s2C.sq: (eta*sk[k]*f0)^2",
            "ssigma.sq: (eta*sk[k]*f0)^2",
            "f0.sq: eta^2*sk[k]^2*(2*C + sigma)",
            "powers: eta^2*(2*C + sigma)",
        ],
        note="(3.10)",
    )
    return d.qed("mean contracts", "loss decays", "moment", "dsq decays", "jensen", "d decays")


if __name__ == "__main__":
    print(derive().report())
