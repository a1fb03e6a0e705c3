"""The set Theta of (A.4) is a convex cone with apex theta0, in place of a subspace.

With two of its points it contains theta0 + s (p - theta0) + t (p' - theta0) for all s, t >= 0: the inputs of the first
layer and the biases are linear and zero at theta0, and the distance from theta0 is at most s |p - theta0| +
t |p' - theta0|. X stands for any input, (W_1 x_i + b_1)_j = <p, X>, and b for any bias of another layer.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, inner, norm2, proved


def problem() -> Problem:
    p = Problem("theta_is_a_cone", "the set of (A.4) is a convex cone with apex theta0")
    theta0, first, second, X, b = p.vectors("theta0 first second X b")
    at, s, t = p.constants("at s t")
    for name in (at, s, t):
        p.assume(f"{name}>=0", name >= 0)
    p.assume("W_1=0", Eq(inner(theta0, X), 0))
    p.assume("b=0", Eq(inner(theta0, b), 0))
    sum_ = theta0 + s * (first - theta0) + t * (second - theta0)
    for point, name in ((first, "first"), (second, "second")):
        rho = p.root(f"rho_{name}", norm2(point - theta0))
        p.assume(f"(A.4) {name}", inner(point, X) >= at * rho)
        p.assume(f"(A.4) biases {name}", inner(point, b) >= 0)
    p.goal(inner(sum_, X) >= at * p.root("rho", norm2(sum_ - theta0)))
    p.goal(inner(sum_, b) >= 0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    total = "theta0 + s*(first - theta0) + t*(second - theta0)"
    for name, vector in (
        ("rho_first", "first - theta0"),
        ("rho_second", "second - theta0"),
        ("rho", f"{total} - theta0"),
    ):
        d.step(f"{name} square", "norm", vector=vector)
        d.cut(f"{name} is", f"{name}.square", f"{name} square")
    for name, factor in (("first", "s"), ("second", "t")):
        d.have(f"{name}>=0", f"{factor}*rho_{name} >= 0", by=[f"{factor}>=0 * rho_{name}.nonnegative"])
        step = f"{factor}*({name} - theta0)"
        d.have(f"|{name}|", f"<{step}, {step}> <= ({factor}*rho_{name})^2", eq=[f"rho_{name} is: {factor}^2"])
    terms = {"u": "s*(first - theta0)", "v": "t*(second - theta0)", "a": "s*rho_first", "b": "t*rho_second"}
    premises = {"a>=0": "first>=0", "b>=0": "second>=0", "|u|<=a": "|first|", "|v|<=b": "|second|"}
    d.cite("triangle", proved("triangle"), terms, premises)
    d.have("sum>=0", "s*rho_first + t*rho_second >= 0", by=["first>=0", "second>=0"])
    by = ["not * not", "not * sum>=0", "triangle"]
    d.contradiction("rho<=", "s*rho_first + t*rho_second - rho >= 0", by=by, eq=["rho is"])
    d.have(
        "input",
        f"<{total}, X> >= at*rho",
        by=["s>=0 * (A.4) first", "t>=0 * (A.4) second", "at>=0 * rho<="],
        eq=["W_1=0", "W_1=0: s", "W_1=0: t"],
    )
    by = ["s>=0 * (A.4) biases first", "t>=0 * (A.4) biases second"]
    d.have("bias", f"<{total}, b> >= 0", by=by, eq=["b=0", "b=0: s", "b=0: t"])
    return d.qed("input", "bias")


if __name__ == "__main__":
    print(derive().report())
