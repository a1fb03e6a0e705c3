"""Lemma 2.1, (2.4): |grad F|^2 <= 2 C F at every point whose ball of radius Cbar/C lies in K.

There |grad F| <= Cbar = C (Cbar/C), so a gradient step of size 1/C stays in the ball (`growth_at_center`).
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section1_2 import growth_bound


def problem() -> Problem:
    return growth_bound()


def derive() -> Proved:
    d = Derivation(problem())
    d.cut("C radius", "radius.times", "C>0")
    d.contradiction("radius>0", "radius > 0", by=["not * C>0", "Cbar>0"], eq=["C radius"])
    d.have("center", "radius^2 - <theta-theta, theta-theta> >= 0", by=["radius>0 * radius>0"])
    d.use("theta in K", "deep inside", y="theta", by=["center"])
    d.instance("z deep inside", "deep inside", y="z")
    d.cut("smooth near", "smooth", "deep inside", "z deep inside")
    d.use("steep", "gradient bounded", y="theta", by=["theta in K"])
    g = "grad F(theta)"
    d.have("short", f"<{g}, {g}> <= (C*radius)^2", by=["steep"], eq=["C radius: C*radius", "C radius: Cbar"])
    d.cite(
        "growth",
        proved("growth_at_center"),
        {"theta0": "theta", "r": "radius"},
        {"r>0": "radius>0", "smooth": "smooth near"},
    )
    d.cut("(2.4)", "growth", "short")
    return d.qed("theta in K", "(2.4)")


if __name__ == "__main__":
    print(derive().report())
