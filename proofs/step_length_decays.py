"""(3.10) corrected: E |theta_{k+1} - theta_k| 1_{E_k} <= (sqrt(2C) + sqrt(sigma)) eta rho^(k/2) sqrt(F(theta0)).

The paper prints F(theta0) in place of its root. The step is eta times the stochastic gradient, so E d = eta E gf; the
rest is `expected_step_length`, and (E d)^2 <= E d^2 <= eta^2 (2 C + sigma) E H <= (eta (sqrt(2C) + sqrt(sigma)) h)^2.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section3_run import step_length
from lojverify.paper.steps import bit_range, restrict, v


def problem() -> Problem:
    return step_length(repaired=True)


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    bit_range(d)
    d.cite("length", proved("expected_step_length"))

    # d = eta gf, since the squares agree.
    step = "theta[k+1] - theta[k]"
    d.instance("same length", "iteration", y=f"{step} - eta*{v}")
    for root, vector in (("d", f"e[k]*({step})"), ("gf", f"e[k]*{v}")):
        d.step(f"{root} square", "norm", vector=vector)
    d.have("dsq>=0", "dsq[k] >= 0", by=["d square"], eq=["dsq.is"])
    d.cut("d^2", "d.square", "dsq>=0")
    d.cut("gf^2", "gf.square", "gf square")
    d.have("same squares", "d[k]^2 = eta^2*gf[k]^2", eq=["d^2", "dsq.is", "gf^2: eta^2", "same length: e[k]^2"])
    pair = ["not * not", "not * eta>0 * gf.nonnegative", "not * d.nonnegative"]
    d.contradiction("d<=", "eta*gf[k] - d[k] >= 0", by=pair, eq=["same squares"])
    d.contradiction("d>=", "d[k] - eta*gf[k] >= 0", by=pair, eq=["same squares"])
    d.step("d=", "antisymmetry", first="d>=", second="d<=")
    d.define("quotient", "inverse", value="1", by="eta")
    d.cut("inverse eta", "inverse.times", "eta>0")
    d.have("gf=", "inverse*d[k] - gf[k] >= 0", eq=["d=: inverse", "inverse eta: gf[k]"])
    d.step("gf finite", "finite_mean", symbol="gf", upper="gf=", lower="gf.nonnegative")
    d.step("mean d=", "average", fact="d=", note="(3.10), first line")

    d.assume("h>=0", "h >= 0")
    d.assume("h^2", "h^2 = mean(H[k])")
    d.have("2C>=0", "2*C >= 0", by=["C>0"])
    d.cut("s2C.sq", "s2C.square", "2C>=0")
    d.cut("ssigma.sq", "ssigma.square", "sigma>=0")
    d.have("s>=0", "s2C + ssigma >= 0", by=["s2C.nonnegative", "ssigma.nonnegative"])
    d.contradiction(
        "second line",
        "mean(d[k]) <= eta*s2C*h + eta*ssigma*h",
        by=[
            "not * not",
            "not * s>=0 * eta>0 * h>=0",
            "length.5",
            "length.3",
            "s2C.nonnegative * ssigma.nonnegative * [eta*h]",
        ],
        eq=["s2C.sq: (eta*h)^2", "ssigma.sq: (eta*h)^2", "h^2: eta^2*(2*C + sigma)"],
        note="(3.10), second line",
    )
    return d.qed("mean d=", "second line", "length.6")


if __name__ == "__main__":
    print(derive().report())
