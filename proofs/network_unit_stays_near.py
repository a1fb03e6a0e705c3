"""|z(theta) - z(theta0)| <= P |theta - theta0|, if the derivative of z along the segment is at most P |theta - theta0|.

The mean value theorem for the input z of a unit: its values in the ball of radius r stay within P r of that at theta0,
and only the slopes of its activation function there count.
"""

from lojverify.derive import Derivation, Problem, Proved, inner, norm2


def problem() -> Problem:
    p = Problem("network_unit_stays_near", "how far the input of a unit moves")
    z = p.function("z")
    theta0, theta = p.vectors("theta0 theta")
    (P,) = p.constants("P")
    (s,) = p.variables("s")
    move = theta - theta0
    p.assume("slope", inner(z.grad(theta0 + s * move), move) ** 2 <= P**2 * norm2(move), [s >= 0, 1 - s >= 0])
    p.goal((z(theta) - z(theta0)) ** 2 <= P**2 * norm2(move))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    U, slope = "<theta - theta0, theta - theta0>", "<grad z(theta0 + s*(theta - theta0)), theta - theta0>"
    rise = "(z(theta) - z(theta0))"
    d.step("path", "path_integral", function="z", start="theta0", end="theta", variable="s")
    # The square of the mean slope is at most the mean square, by 2 slope rise <= slope^2 + rise^2.
    d.have("square", f"2*{rise}*{slope} - {rise}^2 <= P^2*{U}", by=["slope", f"[{slope} - {rise}]"])
    d.step("square on average", "integrate", fact="square", variable="s")
    d.have("bound", f"{rise}^2 <= P^2*{U}", by=["square on average"], eq=[f"path: {rise}"])
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
