"""(3.12) corrected: with probability at least 1 - delta the path in the ball is at most c/((1 - sqrt(rho)) delta) long.

Here c = (sqrt(2C) + sqrt(sigma)) eta sqrt(F(theta0)), where the paper prints F(theta0). By Markov's inequality and
(3.11), c P(length too long) <= delta c, which is what we want if c > 0. If F(theta0) = 0, all sums L[n] have mean 0.
Then S[n] = L[0] + ... + L[n-1] has mean 0 too, so it stays bounded, so L[n] -> 0, and the length is almost surely 0.
To say this without a case distinction, S sums u L[n] with the constant bit u = 1_{F(theta0) <= 0}.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section3_run import path_length_likely
from lojverify.paper.steps import increasing_sums, restrict, root_below_one

c = "(s2C + ssigma)*eta*f0"
bound = f"{c} - (1 - srho)*delta*L_inf"


def problem() -> Problem:
    return path_length_likely(repaired=True)


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    d.cite("length", proved("path_length_in_mean"), note="(3.11)")
    sums_increase(d)
    d.have("c>=0", f"{c} >= 0", by=[f"{root}.nonnegative * eta>0 * f0.nonnegative" for root in ("s2C", "ssigma")])
    d.have("ok>=0", "ok_inf >= 0", by=["[ok_inf]"], eq=["ok_inf.bit"])
    d.have("ok<=1", "ok_inf <= 1", by=["[1 - ok_inf]"], eq=["ok_inf.bit"])
    markov(d)
    vanishes(d)
    both(d)
    return d.qed("every n", "whole path")


def sums_increase(d: Derivation) -> None:
    """The supremum of L, as in `path_length_in_mean`; ``s<1``, ``limit.2`` (L <= L_inf), ``limit.3`` (L -> L_inf)."""
    root_below_one(d)
    d.define("quotient", "q", value=c, by="1 - srho")
    d.cut("q is", "q.times", "s<1")
    d.contradiction("L<=q", "q - mean(L[k]) >= 0", by=["length.1", "not * s<1"], eq=["q is"])
    increasing_sums(d, "L", "d.nonnegative")
    d.step("limit", "supremum", symbol="L_inf", lower="L>=0", step="L increases", mean="L<=q", letter="k")


def markov(d: Derivation) -> None:
    """``markov``: c (1 - P(ok)) <= delta c."""
    d.assume("yes", "ok_inf - 1 >= 0")
    d.assume("no", "-ok_inf >= 0")
    d.cut("too long", "ok_inf.no", "no")
    d.step("ok=0", "antisymmetry", first="ok>=0", second="no")
    small = f"{c}*(1 - ok_inf) <= (1 - srho)*delta*L_inf"
    d.have("small no", small, by=["too long"], eq=[f"ok=0: {c}"])
    d.have("small yes", small, by=["c>=0 * yes", "s<1 * delta>0 * limit.1"])
    d.split("small", "ok_inf", "ok_inf.bit", "small yes", "small no")
    d.step("small mean", "average", fact="small")
    d.have("markov", f"{c}*(1 - mean(ok_inf)) <= delta*{c}", by=["small mean", "delta>0 * length.2"])


def vanishes(d: Derivation) -> None:
    """``no length``: u L_inf = 0, where u = 1 if F(theta0) <= 0."""
    d.define("bit", "u", value="-F(theta0)")
    d.have("u>=0", "u >= 0", by=["[u]"], eq=["u.bit"])
    d.have("center in ball", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center in ball"])
    d.cut("f0.sq", "f0.square", "F0>=0")
    d.assume("u=1", "u - 1 >= 0")
    d.assume("u=0", "-u >= 0")
    d.cut("F0<=0", "u.yes", "u=1")
    d.contradiction("f0<=0", "-f0 >= 0", by=["not * not", "F0<=0"], eq=["f0.sq"])
    d.step("f0=0", "antisymmetry", first="f0.nonnegative", second="f0<=0")
    d.contradiction("means 0", "-mean(L[k]) >= 0", by=["not * s<1", "length.1"], eq=["f0=0: (s2C + ssigma)*eta"])
    d.have("u means", "-u*mean(L[k]) >= 0", by=["u>=0 * means 0"])
    d.step("u zero", "antisymmetry", first="u>=0", second="u=0")
    d.have("no means", "-u*mean(L[k]) >= 0", eq=["u zero: mean(L[k])"])
    d.split("uL mean", "u", "u.bit", "u means", "no means")

    d.define("recursion", "S", "k", level=0, start="0", step="S[k] + u*L[k]")
    d.have("uL>=0", "u*L[k] >= 0", by=["u>=0 * L>=0"])
    increasing_sums(d, "S", "uL>=0")
    d.have("S low start", "S[0] <= 0", eq=["S.start"])
    d.step("S given past", "expect", fact="S.step", index="k")
    d.have("S grows", "E[k](S[k+1]) <= S[k] + u*L[k]", eq=["S given past"])
    d.step("S finite", "finite_mean_by_induction", symbol="S", lower="S>=0", start="S low start", step="S grows")
    d.step("S mean start", "average", fact="S low start")
    d.step("S mean step", "average", fact="S.step")
    d.assume("S mean so far", "-mean(S[k]) >= 0")
    d.have("S mean next", "-mean(S[k+1]) >= 0", by=["S mean so far", "uL mean"], eq=["S mean step"])
    d.have("S mean base", "-mean(S[0]) >= 0", by=["S mean start"])
    d.step("S mean", "induction", start="S mean base", step="S mean next", letter="k", condition="-mean(S[k]) >= 0")
    d.define("extremum", "S_inf", value="S", of="supremum")
    d.step("S limit", "supremum", symbol="S_inf", lower="S>=0", step="S increases", mean="S mean", letter="k")
    d.have("S terms", "S[k+1] - S[k] - u*L[k] >= 0", eq=["S.step"])
    d.step(
        "L to 0",
        "null_terms",
        letter="k",
        sums="S[k]",
        term="u*L[k]",
        bounded="S limit.2",
        step="S terms",
        lower="uL>=0",
    )
    d.step("uL limit", "limit_algebra", letter="k", terms=[["u", ["limit.3"]]])
    d.step("no length", "limit_unique", first="uL limit", second="L to 0")


def both(d: Derivation) -> None:
    """``whole path`` and ``every n``."""
    # If F(theta0) = 0, then the bound is surely kept.
    d.contradiction("u<=0", "-u >= 0", by=["not * too long", "u>=0 * c>=0"], eq=["no length: (1 - srho)*delta"])
    d.have("kept no", "-u*(1 - ok_inf) >= 0", by=["u<=0"], eq=["ok=0: u"])
    d.have("kept yes", "-u*(1 - ok_inf) >= 0", by=["u>=0 * yes"])
    d.split("kept", "ok_inf", "ok_inf.bit", "kept yes", "kept no")
    d.step("kept mean", "average", fact="kept")
    d.step("P<=1", "average", fact="ok<=1")
    goal = "mean(ok_inf) >= 1 - delta"
    d.have("surely", goal, by=["kept mean", "u=1 * P<=1", "delta>0"])

    # Otherwise c > 0.
    d.cut("F0>0", "u.no", "u=0")
    d.contradiction("f0>0", "f0 > 0", by=["not * f0.nonnegative", "F0>0"], eq=["f0.sq"])
    d.have("2C>=0", "2*C >= 0", by=["C>0"])
    d.cut("s2C.sq", "s2C.square", "2C>=0")
    d.contradiction("s2C>0", "s2C > 0", by=["not * s2C.nonnegative", "C>0"], eq=["s2C.sq"])
    d.have("c>0", f"{c} > 0", by=["s2C>0 * eta>0 * f0>0", "ssigma.nonnegative * eta>0 * f0>0"])
    d.contradiction("likely", goal, by=["not * c>0", "markov"])
    d.split("whole path", "u", "u.bit", "surely", "likely", note="(3.12)")

    # The first n steps are no longer than the whole path.
    d.assume("yes at k", "ok[k] - 1 >= 0")
    d.assume("no at k", "-ok[k] >= 0")
    d.cut("too long at k", "ok.no", "no at k")
    d.cut("short", "ok_inf.yes", "yes")
    d.have("bad", "0 > 0", by=["too long at k", "short", "s<1 * delta>0 * limit.2"])
    smaller = "ok[k] - ok_inf >= 0"
    d.step("absurd", "absurd", fact="bad", goal=smaller)
    d.have("yes, yes", smaller, by=["yes at k", "ok<=1"])
    d.split("if yes", "ok[k]", "ok.bit", "yes, yes", "absurd")
    d.have("ok>=0 at k", "ok[k] >= 0", by=["[ok[k]]"], eq=["ok.bit"])
    d.have("if no", smaller, by=["ok>=0 at k"], eq=["ok=0"])
    d.split("smaller", "ok_inf", "ok_inf.bit", "if yes", "if no")
    d.step("smaller mean", "average", fact="smaller")
    d.have("every n", "mean(ok[k]) >= 1 - delta", by=["whole path", "smaller mean"])


if __name__ == "__main__":
    print(derive().report())
