"""(B.4), corrected: at t = +|grad F|/C the right side of (B.3) has its minimum F - |grad F|^2/(2C), and that is >= 0.

The value and the minimum are completing the square; the sign is Lemma 2.1, for theta deep inside K.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.appendix_b import minimum


def problem() -> Problem:
    return minimum(1, "parabola_minimum")


def derive() -> Proved:
    d = Derivation(problem())
    g = "grad F(theta)"
    d.step("|g|^2>=0", "norm", vector=g)
    d.cut("n^2", "n.square", "|g|^2>=0")
    d.cut("Ct=n", "t.times", "C>0")
    at = "(F(theta) - n*t + C*t^2/2)"
    d.have("value", f"2*C*{at} = 2*C*F(theta) - <{g}, {g}>", eq=["n^2", "Ct=n: n", "Ct=n: C*t"])
    d.have("minimum", f"{at} <= F(theta) - n*s + C*s^2/2", by=["C>0 * [s - t]"], eq=["Ct=n: t", "Ct=n: s"])
    d.cite("growth", proved("growth_inside"))
    d.have("nonnegative", f"2*C*F(theta) - <{g}, {g}> >= 0", by=["growth.2"])
    return d.qed("value", "minimum", "nonnegative")


if __name__ == "__main__":
    print(derive().report())
