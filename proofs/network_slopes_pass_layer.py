"""|D W^T p| >= c (s - r) |p|, if the slopes D of a layer are at least c and its matrix is within r of one with |W^T p|
>= s |p|.

The derivatives p of the output by the inputs of a layer pass to the layer below as D W^T p; on the ball of radius r a
matrix moves by at most r. The square of a sum u + v with r |u| = s |v| at worst is at least (s - r)^2 |p|^2.
"""

from lojverify.derive import Derivation, Problem, Proved, expect


def problem() -> Problem:
    p = Problem("network_slopes_pass_layer", "the slopes above the first layer by singular values")
    c, s, r, P, d = p.constants("c s r P d")
    rate, u, v = (p.process(name, level=1, order=0) for name in ("rate", "u", "v"))
    p.assume("c>=0", c >= 0)
    p.assume("r>0", r > 0)
    p.assume("s>=r", s >= r)
    p.assume("d>=0", d >= 0)
    p.assume("slopes", rate[0] >= c)
    p.assume("W", d * expect(0, u[0] ** 2) >= s**2 * P)
    p.assume("change", d * expect(0, v[0] ** 2) <= r**2 * P)
    p.goal(d * expect(0, (rate[0] * (u[0] + v[0])) ** 2) >= c**2 * (s - r) ** 2 * P)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.have("s>0", "s > 0", by=["s>=r", "r>0"])
    # r s (u + v)^2 - r (s - r) u^2 + s (s - r) v^2 = (r u + s v)^2
    d.have("young", "r*s*(u[0] + v[0])^2 >= (s - r)*(r*u[0]^2 - s*v[0]^2)", by=["[r*u[0] + s*v[0]]"])
    d.step("young on average", "expect", fact="young", index="0")
    total = "d*E[0]((u[0] + v[0])^2)"
    by = ["d>=0 * young on average", "s>=r * W * r>0", "s>=r * change * s>0"]
    d.have("times rs", f"r*s*({total} - (s - r)^2*P) >= 0", by=by)
    d.contradiction("sum", f"{total} >= (s - r)^2*P", by=["not * r>0 * s>0", "times rs"])
    d.have("rate^2", "rate[0]^2 >= c^2", by=["slopes * slopes", "slopes * c>=0"])
    d.have("steeper", "(rate[0]*(u[0] + v[0]))^2 >= c^2*(u[0] + v[0])^2", by=["rate^2 * [u[0] + v[0]]"])
    d.step("steeper on average", "expect", fact="steeper", index="0")
    goal = "d*E[0]((rate[0]*(u[0] + v[0]))^2) >= c^2*(s - r)^2*P"
    d.have("bound", goal, by=["d>=0 * steeper on average", "sum * [c]"])
    return d.qed("bound")


if __name__ == "__main__":
    print(derive().report())
