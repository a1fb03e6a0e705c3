"""The network of Theorem A.2 has |grad F|^2 >= 4 lambda0 q^2 F/d_1 on the whole ball of radius R/2.

q = (A-R/2) (R/2)^{L-2} c_{L-1} ... c_1 d_{L-1} ... d_1 as in (A.14), so 4 lambda0 q^2/d_1 is a Lojasiewicz constant.
That lambda0 > 0 bounds the eigenvalues of X^T X/n (or of X^T X/n + 1 1^T/n, with biases) from below says that any
residuals r_i = phi(x_i) - y_i are <V, x_i> for some V with lambda0 |V|^2 <= mean(r^2) = F; w has V in each of the d_1
rows of the first layer, so |w|^2 <= d_1 F/lambda0, while <grad F, w> >= 2 q F by `network_slope`.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, norm2, proved
from lojverify.derive.language import k
from lojverify.paper.network import Network


def problem() -> Problem:
    p = Problem("network_lojasiewicz", "the Lojasiewicz constant of the network of Theorem A.2")
    net = Network(p)
    net.near()
    net.product()
    net.away_from_targets()
    (lam,) = p.constants("lam")
    p.assume("lam>0", lam > 0)
    p.assume("|w|", lam * norm2(net.w) <= net.d[k] * net.F(net.theta), [Eq(net.layer[k], 1)])
    p.goal("layer[n+1] = 1 |- d[n+1]*<grad F(theta), grad F(theta)> >= 4*lam*q^2*F(theta)")
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("network", proved("network_slope"))
    d.have("error>=0", "(y[0] - N(theta + node[0]))^2 >= 0", by=["[y[0] - N(theta + node[0])]"])
    d.step("error on average", "expect", fact="error>=0", index="0")
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.have("F>=0", "F(theta) >= 0", by=["error on average"], eq=["loss"])
    g, length = "<grad F(theta), grad F(theta)>", "d[n+1]"
    d.step("cauchy", "cauchy_schwarz", first="grad F(theta)", second="w")
    d.step("|g|^2>=0", "norm", vector="grad F(theta)")
    d.instance("d>0 first", "d>0", k="n+1")
    d.instance("|w| first", "|w|", k="n+1")
    d.have("slope>=0", "q*F(theta) >= 0", by=["network.2 * F>=0"])
    d.have(
        "times F",
        f"({length}*{g} - 4*lam*q^2*F(theta))*F(theta) >= 0",
        by=["lam>0 * cauchy", "|g|^2>=0 * |w| first", "lam>0 * network.1 * network.1", "lam>0 * network.1 * slope>=0"],
    )
    goal = f"{length}*{g} - 4*lam*q^2*F(theta) >= 0"
    d.assume("F>0", "F(theta) > 0")
    d.contradiction("bound if F>0", goal, by=["not * F>0", "times F"])
    d.assume("F<=0", "-F(theta) >= 0")
    d.have("bound if F=0", goal, by=["d>0 first * |g|^2>=0", "lam>0 * F<=0 * [q]"])
    d.cases("bound", "bound if F>0", "bound if F=0", on="F(theta) >= 0")
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
