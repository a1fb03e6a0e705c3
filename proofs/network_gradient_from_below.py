"""<grad F, v> >= 2 mean(e <grad phi, v>) - eps for every eps > 0, if the outputs have an expansion of second order
along v.

phi_i(theta + t v) = phi_i + t <grad phi_i, v> + rest with |rest| <= q_i t^2, so that e^2 rises by at least 2 t e <grad
phi, v> less t^2 (e^2 + q^2), and F by at least t (2 mean(e <grad phi, v>) - eps) for t up to eps/(K + eps), K at least
the mean of e^2 + q^2.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, inner
from lojverify.paper.residuals import Residuals

MOVED = "theta + t[m]*v"


def problem() -> Problem:
    p = Problem("network_gradient_from_below", "the slope of a mean of squares, up to eps")
    loss = Residuals(p)
    (v,) = p.vectors("v")
    eps, K = p.constants("eps K")
    (s,) = p.variables("s")
    bound = p.process("qs", level=1, order=0)
    theta, node = loss.theta, loss.node[0]
    p.assume("v", loss.is_parameter(v))
    p.assume("eps>0", eps > 0)
    rest = loss.N(theta + s * v + node) - loss.N(theta + node) - s * loss.slope(theta, v)
    p.assume("expansion", rest**2 <= (bound[0] * s**2) ** 2, [s >= 0, 1 - s >= 0])
    p.assume("K", expect(0, loss.error(theta) ** 2 + bound[0] ** 2) <= K)
    p.goal(inner(loss.F.grad(theta), v) >= 2 * expect(0, loss.error(theta) * loss.slope(theta, v)) - eps)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    e, a = "(N(theta + node[0]) - y[0])", "<grad N(theta + node[0]), v>"
    new = f"(N({MOVED} + node[0]) - y[0])"
    d.have("K>=0 here", f"{e}^2 + qs[0]^2 >= 0", by=[f"[{e}]", "[qs[0]]"])
    d.step("K>=0 on average", "expect", fact="K>=0 here", index="0")
    d.have("K>=0", "K >= 0", by=["K>=0 on average", "K"])
    d.have("K+eps>0", "K + eps > 0", by=["K>=0", "eps>0"])

    # t[k] = 2^-k eps/(K + eps), at most 1
    d.define("quotient", "t0", value="eps", by="K + eps")
    d.cut("t0", "t0.times", "K+eps>0")
    d.contradiction("t0>0", "t0 > 0", by=["not * K+eps>0", "eps>0"], eq=["t0"])
    d.define("recursion", "t", "k", level=None, start="t0", step="1/2*t[k]")
    d.induct("t>0", "k", "t[k] > 0", by=["so far"], eq=["t.step"], start=(["t0>0"], ["t.start"]))
    small = "eps - t[k]*(K + eps) >= 0"
    d.have("t>=0", "t[k] >= 0", by=["t>0"])
    by, start = (["so far", "t>=0 * K+eps>0"], ["t.step: K + eps"]), ([], ["t0", "t.start: K + eps"])
    d.induct("small", "k", small, *by, start=start)
    d.contradiction("t<=1", "1 - t[k] >= 0", by=["small", "not * eps>0", "t>=0 * K>=0"])
    d.have("t halves", "1/2*t[k] - t[k+1] >= 0", eq=["t.step"])
    d.have("1/2<1", "1 - 1/2 > 0", by=["1"])
    d.step("t vanishes", "geometric", lower="t>=0", step="t halves", factor="1/2<1", letter="k")

    for name in ("t>=0", "t<=1", "small"):
        d.instance(f"{name} m", name, k="m")
    d.use("rest", "expansion", s="t[m]", by=["t>=0 m", "t<=1 m"])
    rest = f"({new} - {e} - t[m]*{a})"
    # 2 e rest >= -t^2 (e^2 + q^2): its square is at most 4 e^2 q^2 t^4
    size = f"t[m]^2*({e}^2 + qs[0]^2)"
    d.have("size>=0", f"{size} >= 0", by=[f"[t[m]*{e}]", "[t[m]*qs[0]]"])
    squares = ["not * not", "not * size>=0", f"rest * [2*{e}]", f"[t[m]^2*({e}^2 - qs[0]^2)]"]
    d.contradiction("rest down", f"2*{e}*{rest} >= -{size}", by=squares)
    rise = f"{new}^2 - {e}^2 - 2*t[m]*{e}*{a} + {size} >= 0"
    d.have("rise", rise, by=["rest down", f"[{new} - {e}]"])
    d.step("rise on average", "expect", fact="rise", index="0")
    d.have("moved", f"<{MOVED}, o> = 0", eq=["theta", "v: t[m]"])
    d.use("old loss", "(A.1)", p="theta", by=["theta"])
    d.use("new loss", "(A.1)", p=MOVED, by=["moved"])
    slope = f"2*E[0]({e}*{a}) - eps"
    eq = ["old loss", "new loss"]
    d.have(
        "steep",
        f"F({MOVED}) - F(theta) - t[m]*({slope}) >= 0",
        by=["rise on average", "t>=0 m * small m", "eps>0 * [t[m]]", "K * [t[m]]"],
        eq=eq,
    )
    d.instance("steep k", "steep", m="k")
    arguments = {"function": "F", "point": "theta", "direction": "v", "slope": slope}
    d.step("slope", "derivative", fact="t vanishes", positive="t>0", above="steep k", **arguments)
    return d.qed("slope")


if __name__ == "__main__":
    print(derive().report())
