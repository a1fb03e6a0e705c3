"""P(exit) <= (F(theta0) + S)/M0 for the step sizes (4.1): `bounded_noise_decreasing` with the shift 0.

It is the better one if F(theta0) is small beside S. With a = 0 the roots of `bounded_noise` disappear.
"""

import sympy

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.decreasing import RobbinsMonroRun, decreasing_assumptions


def problem() -> Problem:
    p = Problem("bounded_noise_unshifted", "the exit probability for steps (4.1) and a small initial loss")
    run = RobbinsMonroRun(p)
    decreasing_assumptions(run)
    run.exits_at_most(run.M0, run.F(run.theta0) + sympy.Symbol("S"))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("center", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center"])
    d.have("M0>=0", "M0 >= 0", by=["M0>0"])
    d.root("f", "F(theta0)", "F0>=0")
    d.root("m", "M0", "M0>=0")
    d.have("0>=0", "0 >= 0")
    d.contradiction("m>0", "m > 0", by=["not * m.nonnegative", "M0>0"], eq=["m.sq"])
    d.have("0<m", "m - 0 > 0", by=["m>0"])
    d.have("m^2<=M0", "m^2 <= M0", eq=["m.sq"])
    d.have("f^2>=F0", "f^2 >= F(theta0)", eq=["f.sq"])
    d.have("f-0<=f", "f - 0 <= f")
    terms = {"a": "0", "m": "m", "t": "f", "h": "f"}
    premises = {"a>=0": "0>=0", "t>=0": "f.nonnegative", "h>=0": "f.nonnegative", "a<m": "0<m", "m^2<=M0": "m^2<=M0"}
    d.cite("exit", proved("bounded_noise_decreasing"), terms, premises | {"t^2>=F0": "f^2>=F0", "t-a<=h": "f-0<=f"})
    for n, stay in ((1, "e_inf"), (2, "e[k]")):
        d.have(
            f"at most {n}",
            f"M0*(1 - mean({stay})) <= F(theta0) + S",
            by=[f"exit.{n}"],
            eq=["f.sq", f"m.sq: 1 - mean({stay})"],
        )
    return d.qed("at most 1", "at most 2")


if __name__ == "__main__":
    print(derive().report())
