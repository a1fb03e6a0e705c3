"""A step out of the ball that is shorter than W ends in the annulus, where F >= M0; so Q[k+1] >= M0.

With |theta[k] - theta0| <= r and |eta v| < W the next iterate lies in the ball of radius r + W, by Cauchy-Schwarz.
There (3.4) and the bound on the annulus hold: M0 <= F(theta[k+1]) <= Q[k+1].
"""

from lojverify.derive import Derivation, Problem, Proved, norm2, proved
from lojverify.paper.setting import AnnulusRun


def problem() -> Problem:
    p = Problem("short_exit", "a step out of the ball that is shorter than the annulus is wide has Q at M0 or above")
    run = AnnulusRun(p)
    short = run.W**2 - run.eta**2 * norm2(run.gradient()) > 0
    p.goal(run.quadratic() >= run.M0, [run.stays, run.leaves, short])
    return p


def derive() -> Proved:
    d = Derivation(problem())
    g, v = "grad F(theta[k])", "(grad F(theta[k]) + w[k])"
    a, u = "(theta[k] - theta0)", f"(-eta*{v})"
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.assume("short", f"W^2 - eta^2*<{v}, {v}> > 0")
    d.cut("in ball", "e.yes", "stays")
    d.cut("out", "e.stops", "stays", "leaves")

    # |a + u| <= r + W.
    d.step("CS", "cauchy_schwarz", first=a, second=u)
    d.step("|u|^2>=0", "norm", vector=u)
    d.contradiction(
        "<a,u> <= r W",
        f"<{a}, {u}> <= r*W",
        by=["CS", "in ball * |u|^2>=0", "r>0 * r>0 * short", "not * not", "not * r>0 * W>0"],
    )
    d.have("r+W>0", "r + W > 0", by=["r>0", "W>0"])
    b = f"(theta[k] + {u})"
    d.have("near", f"(r+W)^2 - <{b}-theta0, {b}-theta0> >= 0", by=["<a,u> <= r W", "in ball", "short"])
    d.have("here", f"(r+W)^2 - <{a}, {a}> >= 0", by=["in ball", "r>0 * W>0", "W>0 * W>0"])

    # theta[k+1] and theta[k] - eta v are the same point, outside the ball.
    d.instance("same distance", "iteration", y=f"theta[k+1] + {b} - 2*theta0")
    d.have("beyond", f"<{b}-theta0, {b}-theta0> - r^2 >= 0", by=["out"], eq=["same distance"])
    d.use("high", "annulus", y=b, by=["beyond", "near"], note="(2.5)")
    d.cite(
        "descent",
        proved("descent"),
        {"x": "theta[k]", "u": u, "r": "r + W"},
        {"r>0": "r+W>0", "smooth": "smooth on R"},
        note="(3.4)",
    )
    d.cut("model", "descent", "here", "near")
    d.have("Q>=M0", f"F(theta[k]) - eta*<{g}, {v}> + C/2*eta^2*<{v}, {v}> >= M0", by=["high", "model"])
    return d.qed("Q>=M0")


if __name__ == "__main__":
    print(derive().report())
