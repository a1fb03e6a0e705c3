"""What confinement allows: sqrt(M0) <= sqrt(C/2) r - sqrt(F(theta0)), if F(theta0) < M0 or 4 F(theta0) < r^2 alpha.

Here F >= M0 on the sphere of radius r. Either condition gives a zero of F in the ball (`zero_exists_confined`,
`zero_exists`), and `confinement_from_zero` does the rest; v is any unit vector. In particular F(theta0) < C r^2/2. The
relation is attained by F = (C/2)|theta - zstar|^2.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, norm2, proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("confinement_relation", "the level on the sphere and the loss at the center leave room for each other")
    ball = Ball(p)
    ball.positive("alpha", "C", "M0")
    ball.loss_nonnegative()
    ball.smooth()
    ball.growth()
    ball.lojasiewicz()
    ball.confined()
    (v,) = p.vectors("v")
    F0 = ball.F(ball.theta0)
    kappa, m, f0 = p.root("kappa", ball.C / 2), p.root("m", ball.M0), p.root("f0", F0)
    for condition in (4 * F0 < ball.r**2 * ball.alpha, F0 < ball.M0):
        p.goal(m <= kappa * ball.r - f0, [condition, Eq(norm2(v), 1)])
        p.goal(2 * F0 < ball.C * ball.r**2, [condition])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("center in ball", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center in ball"])
    d.cut("f0^2", "f0.square", "F0>=0")
    d.have("M0>=0", "M0 >= 0", by=["M0>0"])
    d.cut("m^2", "m.square", "M0>=0")
    d.have("C/2>=0", "C/2 >= 0", by=["C>0"])
    d.cut("kappa^2", "kappa.square", "C/2>=0")
    d.have("r^2>0", "C*r^2 > 0", by=["C>0 * r>0 * r>0"])
    d.assume("F0>0", "F(theta0) > 0")
    d.assume("F0<=0", "-F(theta0) >= 0")
    d.have("no loss", "2*F(theta0) < C*r^2", by=["F0<=0", "r^2>0"])
    d.assume("(2.2)", "4*F(theta0) < r^2*alpha")
    d.assume("low start", "F(theta0) < M0")
    for number, (lemma, condition) in enumerate({"zero_exists": "(2.2)", "zero_exists_confined": "low start"}.items()):
        name = f"zero{number}"
        d.cite(lemma, proved(lemma), new={"zstar": name}, note=condition)
        d.cite(
            f"relation {condition}",
            proved("confinement_from_zero"),
            {"zero": name},
            {"zero in ball": f"{lemma}.1", "F(zero)=0": f"{lemma}.2"},
        )
        d.cut(f"room {condition}", f"relation {condition}.2", "F0>0")
        # (kappa r)^2 >= (f0 + m)^2 >= F(theta0) + M0.
        rest = f"room {condition}"
        d.have(
            f"loss {condition}",
            "2*F(theta0) < C*r^2",
            by=[
                f"{rest} * kappa.nonnegative * r>0",
                f"{rest} * f0.nonnegative",
                f"{rest} * m.nonnegative",
                "f0.nonnegative * m.nonnegative",
                "M0>0",
            ],
            eq=["f0^2", "m^2", "kappa^2: r^2"],
        )
        d.cases(f"small {condition}", f"loss {condition}", "no loss", "F(theta0) >= 0")
    return d.qed("relation (2.2).1", "small (2.2)", "relation low start.1", "small low start")


if __name__ == "__main__":
    print(derive().report())
