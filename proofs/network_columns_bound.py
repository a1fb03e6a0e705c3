"""|W (sigma'' (Dz)^2)| <= kappa k P^2 a^2, with kappa the longest column of W and not its largest singular value.

x = W c is the sum of the columns W_j with coefficients |c_j| <= k (Dz_j)^2, whose sum is at most k P^2 a^2. For a wide
layer kappa is smaller than |W| by up to the root of the width.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, norm2


def problem() -> Problem:
    p = Problem("network_columns_bound", "a sum of columns is bounded by the longest")
    kappa, curve, Q, d = p.constants("kappa curve Q d")
    (x,) = p.vectors("x")
    c, dz = (p.process(name, level=1, order=0) for name in ("c", "dz"))
    W = p.vector_process("W", level=1, order=0)
    for name, one in (("kappa", kappa), ("curve", curve), ("d", d)):
        p.assume(f"{name}>=0", one >= 0)
    p.assume("coefficients", c[0] ** 2 <= (curve * dz[0] ** 2) ** 2)
    p.assume("columns", norm2(W[0]) <= kappa**2)
    p.assume("Dz", d * expect(0, dz[0] ** 2) <= Q)
    p.assume("x", Eq(norm2(x), d * expect(0, c[0] * inner(W[0], x))))
    p.goal(norm2(x) <= (kappa * curve * Q) ** 2)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.step("x>=0", "norm", vector="x")
    d.root("n", "<x, x>", "x>=0")
    d.step("cauchy", "cauchy_schwarz", first="W[0]", second="x")
    d.have("along", "<W[0], x>^2 <= kappa^2*n^2", by=["cauchy", "columns * [n]"], eq=["n.sq: <W[0], W[0]>"])
    most = "curve*dz[0]^2*kappa*n"
    d.have("most>=0", f"{most} >= 0", by=["curve>=0 * kappa>=0 * n.nonnegative * [dz[0]]"])
    squares = ["coefficients * [<W[0], x>]", "along * [curve*dz[0]^2]", "not * not", "not * most>=0"]
    d.contradiction("summand", f"c[0]*<W[0], x> <= {most}", by=squares)
    d.step("sum", "expect", fact="summand", index="0")
    d.have("factor>=0", "curve*kappa*n >= 0", by=["curve>=0 * kappa>=0 * n.nonnegative"])
    d.have("square", "n^2 <= curve*kappa*n*Q", by=["d>=0 * sum", "factor>=0 * Dz"], eq=["x", "n.sq"])
    d.have("dz>=0", "dz[0]^2 >= 0", by=["[dz[0]]"])
    d.step("Dz>=0", "expect", fact="dz>=0", index="0")
    d.have("Q>=0", "Q >= 0", by=["d>=0 * Dz>=0", "Dz"])
    d.have("end>=0", "kappa*curve*Q >= 0", by=["kappa>=0 * curve>=0 * Q>=0"])
    d.contradiction("length", "n <= kappa*curve*Q", by=["square", "not * not", "not * end>=0"])
    by = ["length * n.nonnegative", "length * end>=0"]
    d.have("bound", "<x, x> <= (kappa*curve*Q)^2", by=by, eq=["n.sq"])
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
