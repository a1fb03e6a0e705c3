"""(4.16) as printed is false: with -eta_k grad F the two sums do not have the same length.

With eta_0 = 1, eta_1 = 2/3, F = |theta|^2/2 and Z_0 = Z_1 = 2 theta0 the run is theta0, -2 theta0, -2 theta0. For n = 1
the first sum is -8/3 theta0, and that of the noise is 10/3 theta0.
"""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.escape_steps import run_of, suppose, unit_noise
from lojverify.paper.section4_escape import aligned_sum


def problem() -> Problem:
    p = unit_noise("aligned_sum_misprinted")
    p.goal("0 > 0", ["<Z[0], theta0> >= 1/2", "<Z[1], theta0> >= 1/2"])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    run_of(d, aligned_sum(), ct="1/2")
    d.have("ct>0", "ct > 0", by=["1"], eq=["ct.is"])
    d.have("ct<", "ct*(n0 + 1) < gamma", by=["1"], eq=["ct.is: n0 + 1", "n0.is", "gamma.is"])
    d.have("F0>0", "F(theta0) > 0", by=["1"], eq=["loss at 0", "|theta0|=1/2"])
    suppose(d, aligned_sum())

    # Where Z[0] and Z[1] have the direction of theta0, both are 2 theta0.
    for n in "01":
        d.assume(f"Z{n} ahead", f"<Z[{n}], theta0> >= 1/2")
        d.instance(f"|Z{n}|", "|Z|=1", k=n)
        gap = f"-<Z[{n}] - 2*theta0, Z[{n}] - 2*theta0> >= 0"
        d.have(f"Z{n} near", gap, by=[f"Z{n} ahead"], eq=[f"|Z{n}|", "|theta0|=1/2"])
        d.step(f"Z{n}", "same_point", fact=f"Z{n} near", first=f"Z[{n}]", second="2*theta0", against="y")
        d.instance(f"eta n {n}", "eta n", k=n)
        d.instance(f"gradient {n}", "gradient", y=f"theta[{n}]", z="y")
        for name in ("theta", "A", "B"):
            d.instance(f"{name} step {n}", f"{name}.step", k=n)
    eq = ["eta n 0: 1/2", "n.start: -1/2*eta[0]", "n0.is: -1/2*eta[0]"]
    d.have("eta 0", "eta[0] = 1", eq=eq)
    d.instance("n step", "n.step", k="0")
    eq = ["eta n 1: 1/3", "n step: -1/3*eta[1]", "n.start: -1/3*eta[1]", "n0.is: -1/3*eta[1]"]
    d.have("eta 1", "eta[1] = 2/3", eq=eq)

    # theta[1] = theta[2] = -2 theta0.
    g0, g1, w0, w1 = ("<grad F(theta[0]), y>", "<grad F(theta[1]), y>", "<w[0], y>", "<w[1], y>")
    at_0 = ["gradient 0", "theta.start", "O0=I", "Z0"]
    d.have("theta 1", "<theta[1] + 2*theta0, y> = 0", eq=["theta step 0", f"eta 0: {g0} + {w0}", *at_0])
    at_1 = ["gradient 1", "theta 1", "u is Z1", "Z1"]
    d.have("theta 2", "<theta[2] + 2*theta0, y> = 0", eq=["theta step 1", f"eta 1: {g1} + {w1}", *at_1])
    thetas = ["theta.start", "theta 1", "theta 2"]
    eq = ["A step 0", "A step 1", "A.start", f"eta 0: {g0}", f"eta 1: {g1}", "gradient 0", "gradient 1", *thetas]
    d.have("A 2", "<A[2] + 8/3*theta0, y> = 0", eq=eq)
    eq = ["B step 0", "B step 1", "B.start", f"eta 0: {w0}", f"eta 1: {w1}", "O0=I", "Z0", "u is Z1", "Z1"]
    d.have("B 2", "<B[2] - 10/3*theta0, y> = 0", eq=eq)
    d.instance("|A|", "A 2", y="A[2] - 8/3*theta0")
    d.instance("|B|", "B 2", y="B[2] + 10/3*theta0")
    d.instance("printed at 0", "printed.1", j="0")
    d.have("absurd", "0 > 0", by=["1"], eq=["printed at 0", "|A|", "|B|", "|theta0|=1/2"])
    return d.qed("absurd")


if __name__ == "__main__":
    print(derive().report())
