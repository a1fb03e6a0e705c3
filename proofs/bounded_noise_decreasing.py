"""P(exit) <= (h^2 + S) / (m - a)^2 for the step sizes (4.1): certificates put numbers into it (`bounded-noise`).

Let eta_k = gamma/(k + n0)^q with q > 1/2 and n0 >= N > 0. By `squared_steps_summable` the hypotheses of
`bounded_noise` hold if S >= (C c^2/2) gamma^2 N^(-2q) (1 + N/(2q-1)) and gamma N^(-q) <= 2/C. The power N^(-2q)
enters by an upper bound P, so the statement holds for every n0 >= N at once.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.derive.scripts import script
from lojverify.paper.decreasing import RobbinsMonroRun, decreasing_assumptions


def problem() -> Problem:
    p = Problem("bounded_noise_decreasing", "the exit probability for noise of bounded second moment and steps (4.1)")
    run = RobbinsMonroRun(p)
    decreasing_assumptions(run)
    run.exits_at_most(*script("bounded_noise").shift(run))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.define("recursion", "T", "k", level=None, start="0", step="T[k] + eta[k]^2")
    d.cite("steps", proved("squared_steps_summable"))
    d.have("eta>0", "eta[k] > 0", by=["steps.1"])
    # (eta C)^2 <= gamma^2 P C^2 <= 4.
    by = ["not * not", "not", "steps.2 * C>0 * C>0", "first step"]
    d.contradiction("eta<=2/C", "2 - eta[k]*C >= 0", by=by)
    d.have("s>0", "2*q - 1 > 0", by=["q>1/2"])
    by = ["not * s>0", "steps.3 * C>0 * [c]", "S large"]
    d.contradiction("sums", "C*c^2/2*T[k] <= S", by=by)
    d.cite("exit", proved("bounded_noise"), premises={"S large": "sums"})
    return d.qed("exit.1", "exit.2")


if __name__ == "__main__":
    print(derive().report())
