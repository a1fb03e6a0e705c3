"""The best trade between a step's length and the root of the loss: eta U + Lam T <= Lam f.

In the (U, T)-plane, T^2 <= s^2 f^2 - b (U^2 - P^2 f^2) is the inside of an ellipse through (P f, s f), and Lam makes
eta U + Lam T <= Lam f an equation there. If b P^2 >= s (1 - s), the ellipse is at least as steep at that point as the
line, so to the right of it, where U >= P f, it stays below the line. (Otherwise, with x = U - P f > 0 and
y = s f - T >= 0: eta x > Lam y, while y (s f + T) >= b x (U + P f); so (1 - s)(s f + T) > P b (U + P f), although
(1 - s)(s f + T) <= 2 (1 - s) s f <= 2 b P^2 f.)
"""

from lojverify.derive import Derivation, Problem, Proved


def problem() -> Problem:
    p = Problem("length_envelope", "eta U + Lam T <= Lam f on the ellipse to the right of (P f, s f)")
    f, U, T, P, s, b, eta, Lam = p.constants("f U T P s b eta Lam")
    p.assume("f>=0", f >= 0)
    p.assume("U>=0", U >= 0)
    p.assume("T>=0", T >= 0)
    p.assume("P>0", P > 0)
    p.assume("s>=0", s >= 0)
    p.assume("s<1", s < 1)
    p.assume("b>0", b > 0)
    p.assume("eta>0", eta > 0)
    p.assume("trade", Lam * (1 - s) >= eta * P)
    p.assume("steep", b * P**2 >= s * (1 - s))
    p.assume("right", P**2 * f**2 <= U**2)
    p.assume("ellipse", s**2 * f**2 - b * (U**2 - P**2 * f**2) >= T**2)
    p.goal(eta * U + Lam * T <= Lam * f)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("sf>=0", "s*f >= 0", by=["s>=0 * f>=0"])
    d.have("Pf>=0", "P*f >= 0", by=["P>0 * f>=0"])
    d.have("1-s>0", "1 - s > 0", by=["s<1"])
    d.contradiction("Lam>=0", "Lam >= 0", by=["trade", "not * 1-s>0", "eta>0 * P>0"])
    d.contradiction("U>=Pf", "U >= P*f", by=["not * not", "not * U>=0", "right"])
    d.contradiction("T<=sf", "T <= s*f", by=["not * not", "not * sf>=0", "ellipse", "b>0 * right"])
    d.assume("over", "eta*(U - P*f) > Lam*(s*f - T)")
    d.contradiction("x>0", "U - P*f > 0", by=["not * eta>0", "over", "Lam>=0 * T<=sf"])
    d.have("sf+T>=0", "s*f + T >= 0", by=["sf>=0", "T>=0"])
    d.contradiction(
        "under",
        "eta*(U - P*f) <= Lam*(s*f - T)",
        by=[
            "not * 1-s>0 * sf+T>=0",
            "trade * T<=sf * sf+T>=0",
            "ellipse * eta>0 * P>0",
            "x>0 * x>0 * eta>0 * P>0 * b>0",
            "x>0 * eta>0 * f>=0 * steep",
            "x>0 * eta>0 * 1-s>0 * T<=sf",
        ],
    )
    d.have("envelope", "eta*U + Lam*T <= Lam*f", by=["under", "trade * f>=0"])
    return d.qed("envelope")


if __name__ == "__main__":
    print(derive().report())
