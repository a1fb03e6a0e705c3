"""The run leaves the ball at its first step, surely, if |Z_0| >= c0 and eta_0 (c0 - |grad F(theta0)|) > r.

For |theta_1 - theta0| = eta_0 |grad F + Z| >= eta_0 (|Z| - |grad F|), whatever the loss and the noise.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, norm2, proved
from lojverify.paper.escape import FreeRun


def problem() -> Problem:
    p = Problem("first_step_leaves_surely", "a first step with large noise leaves the ball surely")
    run = FreeRun(p)
    c0, g0 = p.constants("c0 g0")
    p.assume("c0>=0", c0 >= 0)
    p.assume("g0>=0", g0 >= 0)
    p.assume("|w|>=c0", norm2(run.w[0]) >= c0**2)
    p.assume("|g|<=g0", norm2(run.F.grad(run.theta0)) <= g0**2)
    p.assume("far", run.eta[0] * (c0 - g0) > run.r)
    p.goal(Eq(run.e[1], 0))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    # If theta[1] lies in the ball, then eta w[0] = theta0 - theta[1] - eta grad F(theta0) is at most r + eta g0 long.
    d.instance("eta>0 here", "eta>0", k="0")
    d.instance("at start", "start", y="theta[0] - theta0")
    d.assume("stays", "e[1] - 1 >= 0")
    d.use("inside", "e.yes", k="1", by=["stays"])
    d.have("r>=0", "r >= 0", by=["r>0"])
    d.have("eta g0>=0", "eta[0]*g0 >= 0", by=["eta>0 here * g0>=0"])
    g = "grad F(theta0)"
    d.have("step", "<theta0-theta[1], theta0-theta[1]> <= r^2", by=["inside"])
    d.have("slope", f"<-eta[0]*{g}, -eta[0]*{g}> <= (eta[0]*g0)^2", by=["|g|<=g0 * [eta[0]]"])
    terms = {"a": "r", "b": "eta[0]*g0", "u": "theta0-theta[1]", "v": f"-eta[0]*{g}"}
    ends = {"a>=0": "r>=0", "b>=0": "eta g0>=0", "|u|<=a": "step", "|v|<=b": "slope"}
    d.cite("triangle", proved("triangle"), terms, ends)
    end = f"(theta0 - theta[1] - eta[0]*{g})"
    y = f"{end} + eta[0]*w[0]"
    d.step("same", "same_point", fact="at start", first="theta[0]", second="theta0", function="F", against=y)
    d.instance("moves", "iteration", k="0", y=y)
    d.instance("starts", "start", y=y)
    by = ["triangle", "|w|>=c0 * [eta[0]]", "far * eta>0 here * c0>=0", "far * eta g0>=0", "far * r>0"]
    d.have("bad", "0 > 0", by=by, eq=["moves", "starts", "same: eta[0]"])
    d.step("absurd", "absurd", fact="bad", goal="-e[1] >= 0")
    d.assume("gone", "-e[1] >= 0")
    d.instance("bit", "e.bit", k="1")
    d.split("e<=0", "e[1]", "bit", "absurd", "gone")
    d.have("e>=0", "e[1] >= 0", by=["[e[1]]"], eq=["bit"])
    d.step("left", "antisymmetry", first="e>=0", second="e<=0")
    return d.qed("left")


if __name__ == "__main__":
    print(derive().report())
