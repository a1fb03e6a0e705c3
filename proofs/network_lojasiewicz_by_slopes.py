"""|grad F|^2 >= 4 lambda0 b^2 F, if the derivatives p_i of the outputs by the inputs of the first layer have |p_i| >=
b.

In the first layer grad F is made of the means of 2 e_i p_ij (x_i, 1), a row for each unit j. That lambda0 is below the
eigenvalues of (X X^T + 1 1^T)/n says that for every unit some row V_j has <V_j, (x_i, 1)> = e_i p_ij and lambda0
|V_j|^2 at most the mean of (e_i p_ij)^2. With these rows, w has lambda0 |w|^2 <= M and <grad F, w> = 2 M, M the mean
of e_i^2 |p_i|^2 >= b^2 F.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, norm2
from lojverify.paper.residuals import Residuals


def problem() -> Problem:
    p = Problem("network_lojasiewicz_by_slopes", "the Lojasiewicz constant by the slopes above the first layer")
    loss = Residuals(p)
    lam, b = p.constants("lam b")
    (v,) = p.vectors("v")
    squares = p.process("ps", level=1, order=0)
    theta, F = loss.theta, loss.F
    M = expect(0, loss.error(theta) ** 2 * squares[0])
    p.assume("lam>0", lam > 0)
    p.assume("slopes", squares[0] >= b**2)
    p.assume("rows", Eq(inner(F.grad(theta), v), 2 * M))
    p.assume("|v|", lam * norm2(v) <= M)
    p.goal(norm2(F.grad(theta)) >= 4 * lam * b**2 * F(theta))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    e, G = "(N(theta + node[0]) - y[0])", "<grad F(theta), grad F(theta)>"
    M = f"E[0]({e}^2*ps[0])"
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.have("error", f"{e}^2*(ps[0] - b^2) >= 0", by=[f"slopes * [{e}]"])
    d.step("error on average", "expect", fact="error", index="0")
    d.have("M", f"{M} >= b^2*F(theta)", by=["error on average"], eq=["loss: b^2"])
    d.step("cauchy", "cauchy_schwarz", first="grad F(theta)", second="v")
    d.step("G>=0", "norm", vector="grad F(theta)")
    d.step("v>=0", "norm", vector="v")
    d.have("M>=0", f"{M} >= 0", by=["|v|", "lam>0 * v>=0"])
    product = f"({G} - 4*lam*{M})*{M} >= 0"
    d.have("times M", product, by=["lam>0 * cauchy", "G>=0 * |v|"], eq=[f"rows: lam*(<grad F(theta), v> + 2*{M})"])
    steep = f"{G} - 4*lam*{M} >= 0"
    d.assume("M>0", f"{M} > 0")
    d.contradiction("steep if M>0", steep, by=["not * M>0", "times M"])
    d.assume("M<=0", f"-{M} >= 0")
    d.have("steep if M=0", steep, by=["G>=0", "lam>0 * M<=0"])
    d.cases("steep", "steep if M>0", "steep if M=0", on=f"{M} >= 0")
    d.have("bound", f"{G} >= 4*lam*b^2*F(theta)", by=["steep", "lam>0 * M"])
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
