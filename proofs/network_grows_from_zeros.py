"""F(theta) >= (s - (h/2)|theta - z|)^2 |theta - z|^2 for a nearest zero z, if lambda_min(J J^T) >= n s^2 there.

theta - z is in the row space of J(z), as z is nearest, so that |J(z) (theta - z)|^2 >= n s^2 |theta - z|^2. The
residuals at theta are J(z) (theta - z) up to (h_i/2)|theta - z|^2 (`network_outputs_expand`): Minkowski's inequality,
reversed.
"""

from lojverify.derive import Derivation, Problem, Proved, expect, norm2
from lojverify.paper.residual_steps import cauchy
from lojverify.paper.residuals import Residuals


def problem() -> Problem:
    p = Problem("network_grows_from_zeros", "how a mean of squares grows from its zeros")
    loss = Residuals(p)
    h, s = p.constants("h s")
    (z,) = p.vectors("z")
    rates = p.process("hs", level=1, order=0)
    theta = loss.theta
    q = p.root("q", norm2(theta - z))
    slope = loss.slope(z, theta - z)
    p.assume("h>=0", h >= 0)
    p.assume("row space", expect(0, slope**2) >= s**2 * norm2(theta - z))
    p.assume("expansion", 4 * (loss.error(theta) - slope) ** 2 <= (rates[0] * norm2(theta - z)) ** 2)
    p.assume("h", expect(0, rates[0] ** 2) <= h**2)
    p.assume("near", s - h * q / 2 >= 0)
    p.goal(loss.F(theta) >= (s - h * q / 2) ** 2 * norm2(theta - z))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    U, e, a = "<theta - z, theta - z>", "(N(theta + node[0]) - y[0])", "<grad N(z + node[0]), theta - z>"
    rest = f"({e} - {a})"
    d.use("loss", "(A.1)", p="theta", by=["theta"])
    d.step("U>=0", "norm", vector="theta - z")
    d.cut("q^2", "q.square", "U>=0")
    d.step("expansion on average", "expect", fact="expansion", index="0")
    cauchy(d, "cauchy", a, rest)
    size, all_of_it, both = f"E[0]({rest}^2)", f"E[0]({a}^2)", f"E[0]({a}*{rest})"
    d.root("A", all_of_it, "cauchy.first")
    d.root("B", size, "cauchy.second")
    d.have("AB>=0", "A*B >= 0", by=["A.nonnegative * B.nonnegative"])
    eq = [f"A.sq: {size}", "B.sq: A^2"]
    d.contradiction("product", f"{both} >= -A*B", by=["cauchy", "not * not", "not * AB>=0"], eq=eq)
    d.have("reversed", "F(theta) >= (A - B)^2", by=["product"], eq=["loss", "A.sq", "B.sq"])
    d.have("hq>=0", "h*q >= 0", by=["h>=0 * q.nonnegative"])
    d.have("s>=0", "s >= 0", by=["near", "hq>=0"])
    d.have("sq>=0", "s*q >= 0", by=["s>=0 * q.nonnegative"])
    least = ["not * not", "not * A.nonnegative", "row space"]
    d.contradiction("A>=sq", "A >= s*q", by=least, eq=["A.sq", "q^2: s^2"])
    d.have("hq^2>=0", "h*q^2 >= 0", by=["h>=0 * [q]"])
    d.have(
        "rest", "4*B^2 <= (h*q^2)^2", by=["expansion on average", f"h * [{U}]"], eq=["B.sq", f"q^2: h^2*(q^2 + {U})"]
    )
    d.contradiction("B<=hq^2/2", "2*B <= h*q^2", by=["rest", "not * not", "not * hq^2>=0"])
    least = "(s - h*q/2)*q"
    d.have("A-B", f"A - B >= {least}", by=["A>=sq", "B<=hq^2/2"])
    d.have("least>=0", f"{least} >= 0", by=["near * q.nonnegative"])
    d.have("A>=B", "A - B >= 0", by=["A-B", "least>=0"])
    by = ["reversed", "A-B * A>=B", "A-B * least>=0"]
    d.have("grows", f"F(theta) >= (s - h*q/2)^2*{U}", by=by, eq=["q^2: (s - h*q/2)^2"])
    return d.qed("grows")


if __name__ == "__main__":
    print(derive().report())
