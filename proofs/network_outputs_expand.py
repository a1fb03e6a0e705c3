"""|z(theta) - z(theta0) - <grad z(theta0), theta - theta0>| <= (h/2) |theta - theta0|^2, if grad z is h-Lipschitz.

Taylor's theorem along the segment, where the slope differs from that at theta0 by at most h s |theta - theta0|^2 at s
in [0, 1].
"""

from lojverify.derive import Derivation, Problem, Proved, inner, norm2


def problem() -> Problem:
    p = Problem("network_outputs_expand", "the expansion of an output to first order")
    z = p.function("z")
    theta0, theta = p.vectors("theta0 theta")
    (h,) = p.constants("h")
    (s,) = p.variables("s")
    move = theta - theta0
    p.assume("h>=0", h >= 0)
    change = inner(z.grad(theta0 + s * move) - z.grad(theta0), move)
    p.assume("lipschitz", change**2 <= (h * s * norm2(move)) ** 2, [s >= 0, 1 - s >= 0])
    rest = z(theta) - z(theta0) - inner(z.grad(theta0), move)
    p.goal(4 * rest**2 <= (h * norm2(move)) ** 2)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    U, at = "<theta - theta0, theta - theta0>", "theta0 + s*(theta - theta0)"
    change = f"<grad z({at}) - grad z(theta0), theta - theta0>"
    rest = "(z(theta) - z(theta0) - <grad z(theta0), theta - theta0>)"
    d.step("path", "path_integral", function="z", start="theta0", end="theta", variable="s")
    d.step("U>=0", "norm", vector="theta - theta0")
    d.have("hU>=0", f"h*{U} >= 0", by=["h>=0 * U>=0"])
    d.assume("s>=0", "s >= 0")
    d.have("most>=0", f"h*s*{U} >= 0", by=["hU>=0 * s>=0"])
    for name, sign in (("above", ""), ("below", "-")):
        by = ["lipschitz", "not * not", "not * most>=0"]
        d.contradiction(f"{name} here", f"{sign}{change} <= h*s*{U}", by=by)
        d.step(f"{name} on average", "integrate", fact=f"{name} here", variable="s")
        d.have(name, f"{sign}2*{rest} <= h*{U}", by=[f"{name} on average"], eq=["path"])
    d.have("bound", f"4*{rest}^2 <= (h*{U})^2", by=["above * below"])
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
