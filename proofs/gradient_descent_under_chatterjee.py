"""Gradient descent under Chatterjee's condition: if 4 F(theta0) < r^2 alpha and sigma = 0, small steps never leave.

They stay in the ball almost surely, and converge there to a zero of F, for every step size
eta <= eta0 = (r sqrt(alpha) - 2 sqrt(F(theta0)))/(r C sqrt(alpha)). The case sigma = 0 of `lojasiewicz_alone`.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.section3_limit import convergence_goals
from lojverify.paper.setting import Run


def problem() -> Problem:
    p = Problem(
        "gradient_descent_under_chatterjee", "gradient descent under Chatterjee's condition stays and converges"
    )
    run = Run(p)
    run.assumptions()
    p.assume("sigma=0", run.sigma <= 0)
    F0 = run.F(run.theta0)
    p.assume("(2.2)", run.r**2 * run.alpha > 4 * F0)
    P, f0 = p.root("P", run.alpha), p.root("f0", F0)
    p.assume("small step", run.eta * run.r * run.C * P <= run.r * P - 2 * f0)
    e_inf = convergence_goals(run)
    p.goal(mean(e_inf) >= 1)
    p.goal(mean(run.e[k]) >= 1)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.step("no noise", "antisymmetry", first="sigma>=0", second="sigma=0")
    d.have("alpha>=0", "alpha >= 0", by=["alpha>0"])
    d.cut("P.sq", "P.square", "alpha>=0")
    d.define("root", "s2C", value="2*C")
    gap = "(r*P - 2*f0)"
    D = "r*C*(alpha + sigma)"
    d.define("quotient", "eta0", value=f"P*{gap}", by=D)
    d.define("quotient", "K", value="8*sigma*F(theta0)*(P + s2C)^2", by=f"alpha*{gap}^2")
    d.have("D>0", f"{D} > 0", by=["r>0 * C>0 * alpha>0", "r>0 * C>0 * sigma>=0"])
    d.cut("eta0 is", "eta0.times", "D>0")
    by = ["not * D>0", "small step * P.nonnegative"]
    eq = ["eta0 is", "no noise: eta*r*C", "P.sq: eta*r*C"]
    d.contradiction("eta<=eta0", "eta <= eta0", by=by, eq=eq)
    d.cite("alone", proved("lojasiewicz_alone"))
    d.cut("step", "alone.2")
    d.cite("convergence", proved("iterates_converge_in_ball"))
    d.contradiction("P>0", "P > 0", by=["not * P.nonnegative", "alpha>0"], eq=["P.sq"])
    d.have("gap>0", f"{gap} > 0", by=["small step", "eta>0 * r>0 * C>0 * P>0"])
    d.have("alpha gap^2>0", f"alpha*{gap}^2 > 0", by=["alpha>0 * gap>0 * gap>0"])
    d.cut("K is", "K.times", "alpha gap^2>0")
    for label, stay in (("alone.3", "mean(e_inf)"), ("alone.4", "mean(e[k])")):
        by = ["not * alpha gap^2>0", f"{label} * alpha gap^2>0"]
        eq = ["K is: eta", "no noise: 8*eta*F(theta0)*(P + s2C)^2"]
        d.contradiction(f"{label} stays", f"{stay} >= 1", by=by, eq=eq)
    goals = [f"convergence.{n}" for n in (1, 2, 3)]
    return d.qed(*goals, "alone.3 stays", "alone.4 stays")


if __name__ == "__main__":
    print(derive().report())
