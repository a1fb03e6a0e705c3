"""<grad F, v> = 2 mean(e <grad phi, v>): the gradient of a mean of squares of residuals e = phi - y.

Assumed is that the outputs have expansions of second order along v. By `network_gradient_from_below` it is at least
the right hand side less 2^-k, for every k, so at least that; and so with -v for v.
"""

from lojverify.derive import Derivation, Eq, Problem, Proved, expect, inner, proved
from lojverify.paper.layer_steps import shrinking
from lojverify.paper.residuals import Residuals


def problem() -> Problem:
    p = Problem("network_gradient", "the gradient of a mean of squares")
    loss = Residuals(p)
    (v,) = p.vectors("v")
    (K,) = p.constants("K")
    (s,) = p.variables("s")
    bound = p.process("qs", level=1, order=0)
    theta, node = loss.theta, loss.node[0]
    p.assume("v", loss.is_parameter(v))
    rest = loss.N(theta + s * v + node) - loss.N(theta + node) - s * loss.slope(theta, v)
    p.assume("expansion", rest**2 <= (bound[0] * s**2) ** 2, [1 + s >= 0, 1 - s >= 0])
    p.assume("K", expect(0, loss.error(theta) ** 2 + bound[0] ** 2) <= K)
    p.goal(Eq(inner(loss.F.grad(theta), v), 2 * expect(0, loss.error(theta) * loss.slope(theta, v))))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    shrinking(d, "e")
    d.define("variable", "u", of="variable")
    d.assume("u>=0", "u >= 0")
    d.assume("u<=1", "1 - u >= 0")
    d.have("1+u>=0", "1 + u >= 0", by=["u>=0", "1"])
    d.have("1+u>=0 after -u", "1 - (-u) >= 0", by=["1+u>=0"])
    d.have("u<=1 before -u", "1 + (-u) >= 0", by=["u<=1"])
    d.have("-v", "<-v, o> = 0", eq=["v"])
    right = "2*E[0]((N(theta + node[0]) - y[0])*<grad N(theta + node[0]), v>)"
    for name, sign, ends in (
        ("along", "", ("1+u>=0", "u<=1")),
        ("against", "-", ("u<=1 before -u", "1+u>=0 after -u")),
    ):
        d.use(f"expansion {name}", "expansion", s=f"{sign}u", by=ends)
        premises = {"eps>0": "e>0", "expansion": f"expansion {name}", "v": f"{sign}v"}
        d.cite(
            f"{name} up to e",
            proved("network_gradient_from_below"),
            {"v": f"{sign}v", "s": "u", "eps": "e[k]"},
            premises,
        )
        gap = f"{sign}(<grad F(theta), v> - {right})"
        d.step(f"{name} tends", "limit_algebra", letter="k", terms=[[gap, []], ["1", ["e vanishes"]]])
        d.step(name, "limit_order", fact=f"{name} tends", bound=f"{name} up to e")
    d.step("gradient", "antisymmetry", first="along", second="against")
    return d.qed("gradient")


if __name__ == "__main__":
    print(derive().report())
