"""On F = C|theta|^2/2, noise with |w| <= c never drives the run further than c/C from the minimum, whatever its law.

theta_{k+1} = (1 - eta C) theta_k + eta C (-w_k/C) is a convex combination of theta_k and -w_k/C if eta C <= 1. So if
|theta0| <= c/C, the run never leaves the ball of radius r >= 2 c/C, whether the noise has mean zero or one direction.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, inner, norm2
from lojverify.derive.language import k
from lojverify.paper.decreasing import NoisyRun


def problem() -> Problem:
    p = Problem("bounded_noise_never_leaves", "bounded noise never leaves the ball around a minimum of a quadratic")
    run = NoisyRun(p)
    y, z, C, c = run.y, run.z, run.C, run.c
    p.assume("gradient", Eq(inner(run.F.grad(y), z), C * inner(y, z)))
    p.assume("eta<=1/C", run.eta[k] * C <= 1)
    p.assume("|w|<=c", norm2(run.w[k]) <= c**2)
    p.assume("near", C**2 * norm2(run.theta0) <= c**2)
    p.assume("2c/C<=r", 2 * c <= run.r * C)
    p.goal(C**2 * norm2(run.theta[k]) <= c**2)
    p.goal(Eq(run.e[k], 1))
    p.goal(Eq(run.for_ever(), 1))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    # C theta[k+1] = (1 - eta C) C theta[k] - eta C w[k].
    d.instance("at start", "start", y="theta[0] + theta0")
    claim = "C^2*<theta[k], theta[k]> <= c^2"
    d.have("bound at 0", claim.replace("[k]", "[0]"), by=["near"], eq=["at start: C^2"])
    d.assume("bound so far", claim)
    end = "((1 - eta[k]*C)*theta[k] - eta[k]*w[k])"
    d.instance("moves", "iteration", y=f"theta[k+1] + {end}")
    d.instance("gradient here", "gradient", y="theta[k]", z=f"theta[k+1] + {end}")
    d.step("apart", "norm", vector="C*theta[k] + w[k]")
    d.have("weight", "1 - eta[k]*C >= 0", by=["eta<=1/C"])
    d.have("share", "eta[k]*C >= 0", by=["eta>0 * C>0"])
    d.have(
        "bound next",
        claim.replace("[k]", "[k+1]"),
        by=["weight * bound so far", "share * |w|<=c", "weight * share * apart"],
        eq=["moves: C^2", "gradient here: C^2*eta[k]"],
    )
    d.step("bound", "induction", start="bound at 0", step="bound next", letter="k", condition=claim)

    # |theta[k] - theta0| <= 2 c/C <= r.
    d.step("sum", "norm", vector="theta[k] + theta0")
    far = "C^2*<theta[k]-theta0, theta[k]-theta0>"
    d.have("far", f"{far} <= 4*c^2", by=["sum * C>0 * C>0", "bound", "near"])
    d.have("4c^2", "4*c^2 <= r^2*C^2", by=["2c/C<=r * c>=0", "2c/C<=r * r>0 * C>0"])
    by = ["far", "4c^2", "not * C>0 * C>0"]
    d.contradiction("inside", "r^2 - <theta[k]-theta0, theta[k]-theta0> >= 0", by=by)

    # The run stays: e[k] = 1 by induction, so the infimum is 1.
    d.instance("inside at 0", "inside", k="0")
    d.instance("inside next", "inside", k="k+1")
    d.cut("e at 0", "e.start", "inside at 0")
    d.assume("e so far", "e[k] - 1 = 0")
    d.have("e on", "e[k] - 1 >= 0", eq=["e so far"])
    d.cut("e next", "e.goes_on", "e on", "inside next")
    d.step("stays", "induction", start="e at 0", step="e next", letter="k", condition="e[k] - 1 = 0")
    d.have("e>=0", "e[k] >= 0", by=["1"], eq=["stays"])
    d.step("e_inf", "infimum", symbol="e_inf", letter="k", lower="e>=0", step="e.decreases")
    d.step("limit of 1", "limit_algebra", letter="k", terms=[["1", []]])
    d.have("1=e", "1 - e[k] = 0", eq=["stays"])
    d.step("e tends", "limit_equal", fact="limit of 1", equal="1=e", term="e[k]")
    d.step("for ever", "limit_unique", first="e_inf.3", second="e tends")
    return d.qed("bound", "stays", "for ever")


if __name__ == "__main__":
    print(derive().report())
