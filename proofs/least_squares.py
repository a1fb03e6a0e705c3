"""Least squares whose data are interpolated are star-convex with tau = 2, grow quadratically, and have (2.1)-(2.4).

A sample x[k], b[k] is drawn uniformly; F(u) = E(<x, u> - b)^2 and <x, zero> = b for all samples. If on the space of the
parameters (the span of the samples) lambda |z|^2 <= E<x, z>^2 <= mu |z|^2, then with e = <x, u> - b = <x, u - zero>
    <grad F(u), u - zero> = 2 E e^2 = 2 F(u),   F(u) >= lambda |u - zero|^2,   4 lambda F <= |grad F|^2 <= 4 mu F,
and grad F is 2 mu-Lipschitz: Cauchy-Schwarz, in the space of the parameters and in that of the samples.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, norm2
from lojverify.derive.language import k

E, E2, g, g2 = "(<x[k], u> - b[k])", "(<x[k], v> - b[k])", "grad F(u)", "grad F(v)"


def problem() -> Problem:
    p = Problem("least_squares", "interpolated least squares are star-convex, with all constants in closed form")
    F = p.function("F")
    u, v, zero = p.vectors("u v zero")
    (z,) = p.points("z")
    lam, mu = p.constants("lambda mu")
    x, b = p.vector_process("x", level=1, order=1), p.process("b", level=1, order=1)
    p.assume("lambda>0", lam > 0)
    p.assume("mu>=0", mu >= 0)
    p.assume("interpolates", Eq(inner(x[k], zero), b[k]))
    for name, at in (("u", u), ("v", v)):
        error = inner(x[k], at) - b[k]
        p.assume(f"loss {name}", Eq(F(at), expect(k, error**2)))
        p.assume(f"gradient {name}", Eq(inner(F.grad(at), z), 2 * expect(k, error * inner(x[k], z))))
    p.assume("lower", expect(k, inner(x[k], z) ** 2) >= lam * norm2(z))
    p.assume("upper", expect(k, inner(x[k], z) ** 2) <= mu * norm2(z))
    gradient, change = F.grad(u), F.grad(u) - F.grad(v)
    p.goal(Eq(inner(gradient, u - zero), 2 * F(u)))
    p.goal(F(u) >= lam * norm2(u - zero))
    p.goal(norm2(gradient) >= 4 * lam * F(u))
    p.goal(norm2(gradient) <= 4 * mu * F(u))
    p.goal(norm2(change) <= (2 * mu) ** 2 * norm2(u - v))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    # -- e = <x, u - zero> ---------------------------------------------------------------------------------------------
    X = "<x[k], u - zero>"
    d.have("e X", f"{E}*{X} - {E}^2 = 0", eq=[f"interpolates: {E}"])
    d.have("X^2", f"{X}^2 - {E}^2 = 0", eq=[f"interpolates: {X} + {E}"])
    for fact in ("e X", "X^2"):
        d.step(f"mean {fact}", "expect", fact=fact, index="k")
    d.instance("slope", "gradient u", z="u - zero")
    d.have("star", f"<{g}, u - zero> = 2*F(u)", eq=["slope", "loss u: 2", "mean e X: 2"])
    d.instance("lower here", "lower", z="u - zero")
    d.have("grows", "F(u) >= lambda*<u - zero, u - zero>", by=["lower here"], eq=["loss u", "mean X^2"])

    # -- 4 lambda F <= |grad F|^2: lambda (2 F)^2 <= lambda |grad F|^2 |u - zero|^2 <= |grad F|^2 F --------------------
    d.step("e^2>=0", "combine", terms=[["1", [], [E]]])
    d.step("mean e^2>=0", "expect", fact="e^2>=0", index="k")
    d.have("F>=0", "F(u) >= 0", by=["mean e^2>=0"], eq=["loss u"])
    d.step("cauchy", "cauchy_schwarz", first=g, second="u - zero")
    d.step("|g|^2>=0", "norm", vector=g)
    star = f"star: lambda^2*(<{g}, u - zero> + 2*F(u))"
    by = ["not * not", "not * |g|^2>=0", "cauchy * lambda>0 * lambda>0", "grows * |g|^2>=0 * lambda>0"]
    d.contradiction("lojasiewicz", f"<{g}, {g}> >= 4*lambda*F(u)", by=by, eq=[star])

    # -- |grad F|^4 = (2 E e <x, grad F>)^2 <= 4 F mu |grad F|^2, and the same for c = grad F(u) - grad F(v) -----------
    d.instance("g g", "gradient u", z=g)
    d.instance("upper g", "upper", z=g)
    square(d, "g", E, f"<x[k], {g}>")
    d.have("g^4", f"4*mu*F(u)*<{g}, {g}> - <{g}, {g}>^2 >= 0", by=["upper g * F>=0", "g means"],
           eq=["loss u: E[k](" + f"<x[k], {g}>^2)", f"g g: <{g}, {g}> + 2*E[k]({E}*<x[k], {g}>)"])  # fmt: skip
    by = ["not * not", "g^4", "not * mu>=0 * F>=0"]
    d.contradiction("growth", f"<{g}, {g}> <= 4*mu*F(u)", by=by)
    c, moved = f"({g} - {g2})", "<x[k], u - v>"
    d.instance("c u", "gradient u", z=c)
    d.instance("c v", "gradient v", z=c)
    for name, at in (("upper c", c), ("upper u-v", "u - v")):
        d.instance(name, "upper", z=at)
    square(d, "c", moved, f"<x[k], {c}>")
    for name, at in (("|c|^2>=0", c), ("|u-v|^2>=0", "u - v")):
        d.step(name, "norm", vector=at)
    d.have("c^4", f"4*mu^2*<u - v, u - v>*<{c}, {c}> - <{c}, {c}>^2 >= 0",
           by=["upper c * mean c first", "upper u-v * mu>=0 * |c|^2>=0", "c means"],
           eq=[f"{name}: <{c}, {c}> + 2*E[k]({moved}*<x[k], {c}>)" for name in ("c u", "c v")])  # fmt: skip
    by = ["not * not", "c^4", "not * mu>=0 * mu>=0 * |u-v|^2>=0"]
    d.contradiction("smooth", f"<{c}, {c}> <= (2*mu)^2*<u - v, u - v>", by=by)
    return d.qed("star", "grows", "lojasiewicz", "growth", "smooth")


def square(d: Derivation, name: str, first: str, second: str) -> None:
    """``NAME means``: E[first^2] E[second^2] >= E[first second]^2; ``mean NAME first`` >= 0."""
    for part, value in (("first", first), ("second", second)):
        d.step(f"{name} {part}", "combine", terms=[["1", [], [value]]])
    d.step(f"mean {name} first", "expect", fact=f"{name} first", index="k")
    d.step(f"{name} product", "combine", terms=[["1", [], ["0"]]])
    parts = {"first": f"{name} first", "second": f"{name} second", "product": f"{name} product"}
    d.step(f"{name} means", "mean_product", middle=f"{first}*{second}", index="k", **parts)


if __name__ == "__main__":
    print(derive().report())
