"""(3.11) corrected: the expected length of the path in the ball is at most a geometric series.

With c = (sqrt(2C) + sqrt(sigma)) eta sqrt(F(theta0)) and s = sqrt(rho) < 1, the mean of the sum L[n] of the first n
lengths is at most c (1 + s + ... + s^(n-1)), so (1 - s) E L[n] <= c (1 - s^n). The sums increase, so they converge,
and the mean of their supremum L_inf is at most c/(1 - s) too. The paper prints F(theta0) in place of its root.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section3_run import path_length
from lojverify.paper.steps import increasing_sums, nonnegative_powers, restrict, root_below_one

c = "(s2C + ssigma)*eta*f0"


def problem() -> Problem:
    return path_length(repaired=True)


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    d.cite("length", proved("expected_step_length"), note="(3.10)")
    root_below_one(d)
    nonnegative_powers(d)

    # The partial sums are integrable: L[k] = d[0] + ... + d[k-1].
    increasing_sums(d, "L", "d.nonnegative")
    d.define("recursion", "B", "k", level=0, start="0", step="B[k] + d[k]")
    d.have("L<=B start", "L[0] <= B[0]", eq=["L.start", "B.start"])
    d.assume("L<=B so far", "L[k] <= B[k]")
    d.have("L<=B next", "L[k+1] <= B[k+1]", by=["L<=B so far"], eq=["L.step", "B.step"])
    d.step("L<=B", "induction", start="L<=B start", step="L<=B next", letter="k", condition="L[k] <= B[k]")
    d.step("L integrable", "dominate", symbol="L", upper="L<=B", lower="L>=0")
    d.have("L low start", "L[0] <= 0", eq=["L.start"])
    d.step("L given past", "expect", fact="L.step", index="k")
    d.have("L grows", "E[k](L[k+1]) <= L[k] + E[k](d[k])", eq=["L given past"])
    d.step("L finite", "finite_mean_by_induction", symbol="L", lower="L>=0", start="L low start", step="L grows")

    # (1 - s) E L[k] <= c (1 - s^k).
    d.step("mean L start", "average", fact="L.start")
    d.step("mean L step", "average", fact="L.step")
    partial = f"(1 - srho)*mean(L[k]) <= {c}*(1 - sk[k])"
    d.have("base", f"(1 - srho)*mean(L[0]) <= {c}*(1 - sk[0])", eq=["mean L start: 1 - srho", f"sk.start: {c}"])
    d.assume("so far", partial)
    d.have(
        "next",
        f"(1 - srho)*mean(L[k+1]) <= {c}*(1 - sk[k+1])",
        by=["so far", "s<1 * length.6"],
        eq=["mean L step: 1 - srho", f"sk.step: {c}"],
    )
    d.step("partial", "induction", start="base", step="next", letter="k", condition=partial)
    d.have("c>=0", f"{c} >= 0", by=[f"{root}.nonnegative * eta>0 * f0.nonnegative" for root in ("s2C", "ssigma")])
    d.have("sums", f"mean(L[k])*(1 - srho) <= {c}", by=["partial", "c>=0 * sk>=0"], note="(3.11), partial sums")

    # The supremum, by monotone convergence.
    d.define("quotient", "q", value=c, by="1 - srho")
    d.cut("q is", "q.times", "s<1")
    d.contradiction("L<=q", "q - mean(L[k]) >= 0", by=["sums", "not * s<1"], eq=["q is"])
    d.step("limit", "supremum", symbol="L_inf", lower="L>=0", step="L increases", mean="L<=q", letter="k")
    d.have("all", f"mean(L_inf)*(1 - srho) <= {c}", by=["limit.4 * s<1"], eq=["q is"], note="(3.11)")
    return d.qed("sums", "all")


if __name__ == "__main__":
    print(derive().report())
