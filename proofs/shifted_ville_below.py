"""`shifted_ville` for every initial loss F(theta0) <= M0: certificates put numbers into it (`cantelli-ville`)."""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.derive.scripts import script
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem("shifted_ville_below", "the exit probability through a shifted potential, if F(theta0) <= M0")
    run = Run(p)
    run.positive("M0")
    run.assumptions()
    run.step_below_limit()
    run.confined()
    p.assume("low start", run.F(run.theta0) <= run.M0)
    bound, level = script("shifted_ville").shift(run)
    e_inf = p.define("extremum", "e_inf", value="e", of="infimum")
    p.goal(level * (1 - mean(e_inf)) <= bound)
    p.goal(level * (1 - mean(run.e[k])) <= bound)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.cite("first", proved("first_step_below"))
    d.cite("exit", proved("shifted_ville"))
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
