"""(A.15), which is (A.7), of Theorem A.2: in Theta, F(theta) >= q^2 at^2 |theta - theta0|^2/2 - mean(y^2).

By `bound_climbs_layers` the output of the network is at least q at |theta - theta0| for every datum, which is (A.14);
and (y - phi)^2 >= phi^2/2 - y^2, which is (A.10).
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.appendix_a import lower_bound
from lojverify.paper.layer_steps import layers_of_theta


def problem() -> Problem:
    return lower_bound()


def derive() -> Proved:
    d = Derivation(problem())
    layers_of_theta(d)
    d.instance("climbs to the top", "climbs.1", j="0", n="n+1")
    d.instance("T>=0 at the top", "climbs.2", j="0", n="n+1")
    phi = "N(theta + node[0])"
    d.have("output", f"{phi} - q*at*rho >= 0", by=["climbs to the top"], eq=["T top: at*rho"], note="(A.14)")
    d.have("q>=0", "q >= 0", by=["T>=0 at the top"], eq=["T top"])
    d.have(
        "Young",
        f"(y[0] - {phi})^2 - 1/2*q^2*at^2*rho^2 + y[0]^2 >= 0",
        by=[f"[{phi} - 2*y[0]]", "output * output", "output * q>=0 * g>=0"],
        note="(A.10)",
    )
    d.step("averaged", "expect", fact="Young", index="0")
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.have(
        "lower bound",
        "F(theta) >= at^2/2*q^2*rho^2 - E[0](y[0]^2)",
        by=["averaged"],
        eq=["loss"],
        note="(A.15)",
    )
    return d.qed("lower bound")


if __name__ == "__main__":
    print(derive().report())
