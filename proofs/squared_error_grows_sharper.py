"""Theorem A.2, sharper: in Theta, F(theta) >= (q at |theta - theta0| - sqrt(mean(y^2)))_+^2.

By (A.14) the root mean square of phi is at least q at |theta - theta0|; by Minkowski's inequality it is at most
sqrt(F) + sqrt(mean(y^2)).
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.language import k
from lojverify.paper.appendix_a import in_theta


def problem() -> Problem:
    p = Problem("squared_error_grows_sharper", "the squared error grows with the distance from theta0, sharper")
    net = in_theta(p)
    m = p.root("m", net.mean_square(), "k")
    gap = p.define("positive_part", "gap", "k", value=net.q * net.at * net.rho - m[k])
    p.goal(net.F(net.theta) >= gap[0] ** 2, ["layer[n+1] = 1"])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("output", proved("output_is_large"), note="(A.14)")
    phi, y = "N(theta + node[0])", "y[0]"
    e = f"({y} - {phi})"
    d.have("e^2>=0", f"{e}^2 >= 0", by=[f"[{e}]"])
    d.have("y^2>=0", f"{y}^2 >= 0", by=[f"[{y}]"])
    d.have("product", f"{e}^2*{y}^2 - ({e}*{y})^2 >= 0")
    d.step("mean e^2", "expect", fact="e^2>=0", index="0")
    d.step("mean y^2", "expect", fact="y^2>=0", index="0")
    parts = {"first": "e^2>=0", "second": "y^2>=0", "product": "product"}
    d.step("cauchy", "mean_product", **parts, middle=f"{e}*{y}", index="0")
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.have("F>=0", "F(theta) >= 0", by=["mean e^2"], eq=["loss"])
    d.root("f", "F(theta)", "F>=0", letter="k")
    d.cut("m.sq", "m.square", "mean y^2")
    for new, old in (("f^2", "f.sq"), ("m^2", "m.sq"), ("gap either", "gap.either")):
        d.instance(new, old, k="0")
    for name in ("f", "m", "gap"):
        d.instance(f"{name}>=0", f"{name}.nonnegative", k="0")
    d.have(
        "Cauchy",
        f"(f[0]*m[0])^2 - E[0]({e}*{y})^2 >= 0",
        by=["cauchy"],
        eq=["f^2: m[0]^2", "m^2: F(theta)", "loss: E[0](y[0]^2)"],
    )
    products = ["Cauchy", "not * not", "not * f>=0 * m>=0"]
    d.contradiction("Minkowski", f"f[0]*m[0] + E[0]({e}*{y}) >= 0", by=products)

    # The mean of phi^2 = (y - e)^2 is at most (f + m)^2; if tau = q at rho exceeds f + m >= 0, it is at least tau^2.
    tau = "q*at*rho"
    d.assume("far", f"{tau} - m[0] - f[0] > 0")
    d.have("tau>=0", f"{tau} >= 0", by=["far", "m>=0", "f>=0"])
    d.have("large", f"{phi}^2 - ({tau})^2 >= 0", by=["output * output", "output * tau>=0"])
    d.step("large on average", "expect", fact="large", index="0")
    squares = ["far * far", "far * m>=0", "far * f>=0", "large on average", "Minkowski"]
    d.have("absurd far", "0 > 0", by=squares, eq=["f^2", "m^2", "loss"])
    d.step("not far", "absurd", fact="absurd far", goal=f"f[0] + m[0] - {tau} >= 0")
    d.assume("near", f"f[0] + m[0] - {tau} >= 0")
    d.cases("tau<=f+m", "near", "not far", on=f"f[0] + m[0] - {tau} >= 0")
    d.contradiction(
        "gap<=f",
        "f[0] - gap[0] >= 0",
        by=["not * gap>=0", "not * f>=0", "not * not", "tau<=f+m * gap>=0"],
        eq=["gap either"],
    )
    by = ["gap<=f * gap>=0", "gap<=f * f>=0"]
    d.have("sharper", "F(theta) >= gap[0]^2", by=by, eq=["f^2"])
    return d.qed("sharper")


if __name__ == "__main__":
    print(derive().report())
