"""`log_ville` for every initial loss F(theta0) <= M0: certificates put numbers into it (`log-ville`)."""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.derive.scripts import script
from lojverify.paper.setting import Run


def problem(j: int = 1) -> Problem:
    name = "log_ville_below" if j == 1 else f"log_ville_below_{j}"
    p = Problem(name, f"the logarithmic Ville bound with b = 1/{j + 1}, if F(theta0) <= M0")
    run = Run(p)
    run.positive("M0")
    run.assumptions()
    run.confined()
    p.assume("low start", run.F(run.theta0) <= run.M0)
    bound = script("log_ville").point(run, j)
    p.goal(run.M0 * (1 - mean(run.for_ever())) <= bound)
    p.goal(run.M0 * (1 - mean(run.e[k])) <= bound)
    return p


def derive(j: int = 1) -> Proved:
    d = Derivation(problem(j))
    d.cite("first", proved("first_step_below"))
    d.cite("exit", proved("log_ville") if j == 1 else script("log_ville").derive(j))
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
