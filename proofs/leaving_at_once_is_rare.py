"""The bound printed in (3.18) holds for k = 0, since P(E_1^c) <= rho1 F(theta0)/M0 by `ville_annulus`."""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.exit_steps import ville_of_paper
from lojverify.paper.section3_exit import leaving_at_once
from lojverify.paper.steps import at_start, restrict


def problem() -> Problem:
    return leaving_at_once()


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    at_start(d)
    ville_of_paper(d)
    d.instance("out at 1", "ville.2", k="1")
    d.step("mean start", "average", fact="e[0]=1")
    d.have("center", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center"])
    d.use("steep", "lojasiewicz", y="theta0", by=["center"], note="(2.1)")
    d.use("flat", "growth", y="theta0", by=["center"], note="(2.4)")
    first = "M0>0 * eta>0 * F0>=0"
    d.instance("rk[1]", "rk.step", k="0")
    rho = "(1 - eta*alpha + eta^2*C*(2*C + sigma)/2)"
    d.have(
        "rare",
        "M0*(mean(e[0]) - mean(e[1])) <= M0*(s2C + ssigma)*eta*sk[0]*F(theta0) + rk[1]*F(theta0)",
        by=[
            "out at 1",
            "eta>0 * eta>0 * C>0 * steep",
            "eta>0 * eta>0 * C>0 * flat",
            f"{first} * s2C.nonnegative",
            f"{first} * ssigma.nonnegative",
        ],
        eq=[
            "mean start: M0",
            "rk[1]: F(theta0)",
            f"rk.start: {rho}*F(theta0)",
            "sk.start: M0*(s2C + ssigma)*eta*F(theta0)",
        ],
        note="(3.18)",
    )
    return d.qed("rare")


if __name__ == "__main__":
    print(derive().report())
