"""(3.4): as long as theta_k and theta_{k+1} lie in B(theta0, R), F(theta_{k+1}) - F(theta_k) is at most its model.

theta_{k+1} is the point theta_k - eta v, so the first two lines are the fundamental theorem of calculus and the
linearity of the integral, which hold without any assumption. The inequality is `descent` on B(theta0, R), u = -eta v.
"""

from lojverify.derive import Derivation, Proved, proved
from lojverify.paper.section3_run import interpolation as problem


def derive() -> Proved:
    d = Derivation(problem())
    g, v = "grad F(theta[k])", "(grad F(theta[k]) + w[k])"
    a, b = "theta[k+1]", f"(theta[k] - eta*{v})"
    between = f"theta[k] - s*eta*{v}"
    d.instance("same", "iteration", y=f"{a} - {b}")
    d.step("same loss", "same_point", fact="same", first=a, second=b, function="F")
    d.step("path", "path_integral", function="F", start="theta[k]", end=b, variable="s")
    change = "F(theta[k+1]) - F(theta[k])"
    d.have("line 2", f"{change} = -eta*int[s](<grad F({between}), {v}>)", eq=["path", "same loss"])
    d.have(
        "line 3",
        f"{change} = -eta*int[s](<{g}, {v}>) - eta*int[s](<grad F({between}) - {g}, {v}>)",
        eq=["line 2"],
    )
    d.have("lengths", f"<{between} - theta[k], {between} - theta[k]>*<{v}, {v}> = (s*eta*<{v}, {v}>)^2")

    # theta_{k+1} and theta_k - eta v have the same distance from theta0.
    d.assume("here", "R^2 - <theta[k]-theta0, theta[k]-theta0> >= 0")
    d.assume("next", "R^2 - <theta[k+1]-theta0, theta[k+1]-theta0> >= 0")
    d.instance("same distance", "iteration", y=f"{a} + {b} - 2*theta0")
    d.have("end", f"R^2 - <{b}-theta0, {b}-theta0> >= 0", by=["next"], eq=["same distance"])
    d.have("R>0", "R > 0", by=["R>1", "1"])
    d.cite(
        "descent",
        proved("descent"),
        {"x": "theta[k]", "u": f"-eta*{v}", "r": "R"},
        {"smooth": "smooth on R", "r>0": "R>0"},
        note="(2.3)",
    )
    d.cut("model", "descent", "here", "end")
    d.have(
        "line 5",
        f"{change} <= -eta*<{g}, {v}> + eta^2*C*int[s](s*<{v}, {v}>)",
        by=["model"],
        eq=["same loss"],
    )
    d.have("line 6", f"{change} <= -eta*<{g}, {v}> + eta^2/2*C*<{v}, {v}>", by=["line 5"])
    return d.qed("line 2", "line 3", "lengths", "line 5", "line 6")


if __name__ == "__main__":
    print(derive().report())
