"""With probability at least 1 - delta the path in the ball is at most Lam sqrt(F(theta0)/delta) long.

Markov's inequality for its squared length, which has the mean B = Lam^2 F(theta0) at most (`path_length_finite`):
B P(too long) <= delta B. That is what we want if B > 0; if B = 0, the squared length has mean 0, so it vanishes. The
constants s and Lam are those of `path_length_squared`. Compare (3.12), which prints F(theta0)/delta without the root.
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.setting import Run
from lojverify.paper.stopped import envelope_constants


def problem() -> Problem:
    p = Problem("path_is_short_likely", "the path in the ball is short with probability at least 1 - delta")
    run = Run(p)
    run.assumptions()
    run.step_below_limit()
    run.positive("delta")
    _, Lam = envelope_constants(run, run.alpha + run.sigma)
    length = run.path_length()
    p.define("abbreviation", "lsq", "k", value=length[k] ** 2)
    lsq_inf = p.define("extremum", "lsq_inf", value="lsq", of="supremum")
    delta = sympy.Symbol("delta")
    short = p.define("bit", "short", value=Lam**2 * run.F(run.theta0) - delta * lsq_inf)
    p.goal(mean(short) >= 1 - delta)
    p.goal(length[k] ** 2 <= lsq_inf)
    return p


B = "Lam^2*F(theta0)"


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("length", proved("path_length_finite"))
    d.have("below", "length[k]^2 <= lsq_inf", by=["length.1"], eq=["lsq.is"])
    d.instance("below at 0", "below", k="0")
    d.have("lsq_inf>=0", "lsq_inf >= 0", by=["below at 0", "[length[0]]"])
    d.have("center", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center"])
    d.have("B>=0", f"{B} >= 0", by=["F0>=0 * [Lam]"])
    d.have("short>=0", "short >= 0", by=["[short]"], eq=["short.bit"])
    d.have("short<=1", "1 - short >= 0", by=["[1 - short]"], eq=["short.bit"])
    d.assume("yes", "short - 1 >= 0")
    d.assume("no", "-short >= 0")
    d.step("short=1", "antisymmetry", first="yes", second="short<=1")
    d.step("short=0", "antisymmetry", first="short>=0", second="no")
    d.cut("too long", "short.no", "no")

    # B > 0: Markov.
    claim = f"{B}*(1 - short) <= delta*lsq_inf"
    d.have("markov yes", claim, by=["delta>0 * lsq_inf>=0"], eq=[f"short=1: {B}"])
    d.have("markov no", claim, by=["too long"], eq=[f"short=0: {B}"])
    d.split("markov", "short", "short.bit", "markov yes", "markov no")
    d.step("markov mean", "average", fact="markov", note="Markov's inequality")
    d.have("weighted", f"{B}*(1 - mean(short)) <= delta*{B}", by=["markov mean", "delta>0 * length.2"])
    goal = "mean(short) >= 1 - delta"
    d.assume("B>0", f"{B} > 0")
    d.contradiction("likely", goal, by=["not * B>0", "weighted"])

    # B = 0: u (1 - short) = 0 for the constant bit u = 1_{B <= 0}.
    d.define("bit", "u", value=f"-{B}")
    d.have("u>=0", "u >= 0", by=["[u]"], eq=["u.bit"])
    d.have("u<=1", "1 - u >= 0", by=["[1 - u]"], eq=["u.bit"])
    d.assume("u yes", "u - 1 >= 0")
    d.assume("u no", "-u >= 0")
    d.cut("B<=0", "u.yes", "u yes")
    d.step("u=0", "antisymmetry", first="u>=0", second="u no")
    d.have("u lsq>=0", "u*lsq_inf >= 0", by=["u>=0 * lsq_inf>=0"])
    null = "-u*mean(lsq_inf) >= 0"
    d.have("no mean yes", null, by=["u>=0 * length.2", "u>=0 * B<=0"])
    d.have("no mean no", null, eq=["u=0: mean(lsq_inf)"])
    d.split("no mean", "u", "u.bit", "no mean yes", "no mean no")
    d.step("no length", "null_mean", fact="u lsq>=0", mean="no mean")
    surely = "u*short >= u"
    d.have("bad", "0 > 0", by=["too long", "u yes * delta>0 * lsq_inf>=0", "B>=0"], eq=["no length: delta"])
    d.step("absurd", "absurd", fact="bad", goal=surely)
    d.have("surely no", surely, eq=["u=0: short - 1"])
    d.split("surely too long", "u", "u.bit", "absurd", "surely no")
    d.have("surely yes", surely, eq=["short=1: u"])
    d.split("surely", "short", "short.bit", "surely yes", "surely too long")
    d.step("surely mean", "average", fact="surely")
    d.step("u=1", "antisymmetry", first="u yes", second="u<=1")
    d.have("end yes", goal, by=["surely mean", "delta>0"], eq=["u=1: mean(short) - 1"])
    d.cut("B positive", "u.no", "u no")
    d.cut("end no", "likely", "B positive")
    d.split("end", "u", "u.bit", "end yes", "end no")
    return d.qed("end", "below")


if __name__ == "__main__":
    print(derive().report())
