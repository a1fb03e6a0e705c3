"""|grad F(theta)|^2 >= 4 (s - h |theta - theta0|)^2 F(theta), if the Jacobian at theta0 has lambda_min(J J^T) >= n s^2.

V is J^T e/n at theta0 with the residuals e at theta, so that |V|^2 >= s^2 F(theta). As the Jacobian changes by at most
h |theta - theta0|, <grad F(theta), V>/2 >= |V|^2 - h |theta - theta0| sqrt(F(theta)) |V|: Weyl's inequality, for one
vector.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, norm2
from lojverify.paper.residual_steps import cauchy
from lojverify.paper.residuals import Residuals


def problem() -> Problem:
    p = Problem("network_lojasiewicz_near_start", "the Lojasiewicz constant by the Jacobian at the start")
    loss = Residuals(p)
    loss.chain_rule()
    loss.changing_jacobian(loss.theta, loss.theta0)
    (s,) = p.constants("s")
    (V,) = p.vectors("V")
    theta, theta0, F = loss.theta, loss.theta0, loss.F
    rho = p.root("rho", norm2(theta - theta0))
    p.assume("V", loss.is_parameter(V))
    p.assume(
        "J^T e",
        Eq(inner(V, loss.w), expect(0, loss.error(theta) * loss.slope(theta0, loss.w))),
        [loss.is_parameter(loss.w)],
    )
    p.assume("J J^T", norm2(V) >= s**2 * F(theta))
    p.assume("near", s - loss.h * rho >= 0)
    p.goal(norm2(F.grad(theta)) >= 4 * (s - loss.h * rho) ** 2 * F(theta))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    U, G, e = "<theta - theta0, theta - theta0>", "<grad F(theta), grad F(theta)>", "(N(theta + node[0]) - y[0])"
    g, g0 = (f"<grad N({at} + node[0]), V>" for at in ("theta", "theta0"))
    d.step("U>=0", "norm", vector="theta - theta0")
    d.step("G>=0", "norm", vector="grad F(theta)")
    d.step("V>=0", "norm", vector="V")
    d.cut("rho^2", "rho.square", "U>=0")
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.use("slope", "gradient", p="theta", w="V", by=["theta", "V"])
    d.use("length", "J^T e", w="V", by=["V"])
    d.use("change", "lipschitz", w="V", by=["V"])
    d.step("change on average", "expect", fact="change", index="0")
    cauchy(d, "mean", e, f"({g} - {g0})")
    d.have("F>=0", "F(theta) >= 0", by=["mean.first"], eq=["loss"])
    d.root("f", "F(theta)", "F>=0")
    d.root("v", "<V, V>", "V>=0")
    d.root("q", G, "G>=0")
    d.have("UV>=0", f"{U}*<V, V> >= 0", by=["U>=0 * V>=0"])
    moved, rest = f"E[0](({g} - {g0})^2)", f"E[0]({e}*({g} - {g0}))"
    eq = ["rho^2: h^2*v^2", f"v.sq: h^2*{U}"]
    d.have("moved", f"{moved} <= h^2*rho^2*v^2", by=["change on average", "UV>=0 * h"], eq=eq)
    squares = f"{rest}^2 <= f^2*h^2*rho^2*v^2"
    d.have("squares", squares, by=["mean", "F>=0 * moved"], eq=[f"loss: {moved}", "f.sq: h^2*rho^2*v^2"])
    d.have("most>=0", "f*h*rho*v >= 0", by=["f.nonnegative * h>=0 * rho.nonnegative * v.nonnegative"])
    d.contradiction("rest", f"{rest} >= -f*h*rho*v", by=["squares", "not * not", "not * most>=0"])
    d.step("cauchy", "cauchy_schwarz", first="grad F(theta)", second="V")
    d.have("qv>=0", "q*v >= 0", by=["q.nonnegative * v.nonnegative"])
    along = "<grad F(theta), V>"
    d.contradiction(
        "along", f"{along} <= q*v", by=["cauchy", "not * not", "not * qv>=0"], eq=["q.sq: <V, V>", "v.sq: q^2"]
    )
    d.have("times v", "(q - 2*v + 2*h*rho*f)*v >= 0", by=["along", "rest"], eq=["slope", "length", "v.sq"])
    d.have("hr>=0", "h*rho >= 0", by=["h>=0 * rho.nonnegative"])
    d.have("s>=0", "s >= 0", by=["near", "hr>=0"])
    d.have("sf>=0", "s*f >= 0", by=["s>=0 * f.nonnegative"])
    d.contradiction("v>=sf", "v >= s*f", by=["not * not", "not * v.nonnegative", "J J^T"], eq=["v.sq", "f.sq: s^2"])
    steep = "q >= 2*(s - h*rho)*f"
    d.assume("v>0", "v > 0")
    d.contradiction("q>=2(s-hr)f if v>0", steep, by=["not * v>0", "times v", "v>=sf * v>0"])
    d.assume("v<=0", "-v >= 0")
    least = ["q.nonnegative", "v>=sf", "v<=0", "hr>=0 * f.nonnegative"]
    d.have("q>=2(s-hr)f if v=0", steep, by=least)
    d.cases("steep", "q>=2(s-hr)f if v>0", "q>=2(s-hr)f if v=0", on="v >= 0")
    d.have("least>=0", "2*(s - h*rho)*f >= 0", by=["near * f.nonnegative"])
    bound = f"{G} >= 4*(s - h*rho)^2*F(theta)"
    d.have("bound", bound, by=["steep * q.nonnegative", "steep * least>=0"], eq=["q.sq", "f.sq: (s - h*rho)^2"])
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
