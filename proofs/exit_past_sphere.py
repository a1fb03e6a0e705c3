"""A step out of the ball, past a sphere where F >= M0, takes the potential of drift and noise above its level.

The step is u = s - n with |s| <= b, from x with |x - theta0 + M| <= D; f and q are at least the roots of F(x) and of
the quadratic model Q at x + u. With A >= (D + Lam f - a)+ and B >= (D + b + Lam q - a)+ let
    X = (1 + zeta)(A^2 + zeta |M|^2 + K F(x)),   N = (1 + zeta)(B^2 + zeta |M + n|^2 + K Q).
If X < zeta c^2 and c + a <= r + Lam m with m^2 <= M0, then N >= zeta c^2.

At the time tau in [0, 1] the segment meets the sphere. There F is at most (1 - tau) F(x) + tau Q
- tau (1 - tau)(C/2)|u|^2, and that is at most ((1 - tau) f + tau q)^2: at roots, (f - q)^2 <= (C/2)|u|^2 by (2.4).
So (1 - tau) f + tau q >= m; and |x + tau u - theta0| = r. For E = (1 - tau) A + tau B and p = |M + tau n| this gives
E + p >= c, hence (1 - tau) X + tau N >= zeta (E + p)^2 >= zeta c^2.
"""

from lojverify.derive import Derivation, Problem, Proved, inner, norm2, proved
from lojverify.paper.setting import Ball


def problem() -> Problem:
    p = Problem("exit_past_sphere", "a step past a sphere of high loss takes the potential above its level")
    ball = Ball(p)
    ball.positive("C")
    (M0,) = p.constants("M0")
    ball.loss_nonnegative()
    ball.smooth()
    ball.growth()
    ball.confined()
    x, s, M, n = p.vectors("x s M n")
    D, b, f, q, A, B, a, c, Lam, m, zeta, K = p.constants("D b f q A B a c Lam m zeta K")
    F, u = ball.F, s - n
    model = F(x) + inner(F.grad(x), u) + ball.C * norm2(u) / 2
    for symbol in (D, b, f, q, A, B, Lam, m, K):
        p.assume(f"{symbol}>=0", symbol >= 0)
    for symbol in (c, zeta):
        p.assume(f"{symbol}>0", symbol > 0)
    p.assume("near", norm2(x - ball.theta0 + M) <= D**2)
    p.assume("|s|<=b", norm2(s) <= b**2)
    p.assume("f^2>=F", f**2 >= F(x))
    p.assume("q^2>=Q", q**2 >= model)
    p.assume("A large", D + Lam * f - a <= A)
    p.assume("B large", D + b + Lam * q - a <= B)
    p.assume("m^2<=M0", m**2 <= M0)
    p.assume("c small", c + a <= ball.r + Lam * m)
    level = zeta * c**2
    before = (1 + zeta) * (A**2 + zeta * norm2(M) + K * F(x))
    after = (1 + zeta) * (B**2 + zeta * norm2(M + n) + K * model)
    p.goal(after >= level, [ball.inside(x), ball.outside(x + u), level - before > 0])
    return p


U = "(s - n)"
Q = f"(F(x) + <grad F(x), {U}> + C/2*<{U}, {U}>)"


def derive() -> Proved:
    d = Derivation(problem())
    d.define("variable", "t", of="variable")
    d.assume("x inside", "r^2 - <x-theta0, x-theta0> >= 0")
    d.assume("end outside", f"<x+{U}-theta0, x+{U}-theta0> - r^2 >= 0")
    d.use("F>=0", "loss>=0", y="x", by=["x inside"])
    d.use("high", "growth", y="x", by=["x inside"], note="(2.4)")

    # -- the point where the segment meets the sphere, and F there ---------------------------------------------------
    d.define("zero", "tau", variable="t", value=f"<x+t*{U}-theta0, x+t*{U}-theta0> - r^2")
    d.cut("on sphere", "tau.zero", "x inside", "end outside")
    p = f"x + tau*{U}"
    d.have("p outside", f"<{p}-theta0, {p}-theta0> - r^2 >= 0", eq=["on sphere"])
    d.have("p inside", f"r^2 - <{p}-theta0, {p}-theta0> >= 0", eq=["on sphere"])
    d.use("F(p) high", "confined", y=p, by=["p inside", "p outside"], note="(2.5)")
    d.cite("descent", proved("descent"), {"x": "x", "u": f"tau*{U}"}, note="(3.4)")
    d.cut("F(p) low", "descent", "x inside", "p inside")
    d.have("1-tau>=0", "1 - tau >= 0", by=["tau.at_most_one"])
    d.have("tau>=0", "tau >= 0", by=["tau.nonnegative"])

    # -- 2 F + <grad F, u> <= 2 f q, that is (f - q)^2 <= (C/2)|u|^2 where f and q are the roots -----------------------
    d.step("cauchy", "cauchy_schwarz", first="grad F(x)", second=U)
    d.step("|u|^2>=0", "norm", vector=U)
    d.step("square", "norm", vector=f"grad F(x) + C*{U}")
    d.contradiction("Q>=0", f"{Q} >= 0", by=["C>0 * not", "high", "square"], note="(3.6)")
    d.have("fq>=0", "f*q >= 0", by=["f>=0 * q>=0"])
    by = ["not * not", "not * fq>=0", "f^2>=F * [q]", "F>=0 * q^2>=Q", "cauchy", "high * |u|^2>=0"]
    d.contradiction("2fq>=", f"2*f*q >= 2*F(x) + <grad F(x), {U}>", by=by)

    # -- there the root of the model is at least m ---------------------------------------------------------------------
    mu, E = "((1 - tau)*f + tau*q)", "((1 - tau)*A + tau*B)"
    d.have("mu>=0", f"{mu} >= 0", by=["1-tau>=0 * f>=0", "tau>=0 * q>=0"])
    by = ["F(p) high", "F(p) low", "m^2<=M0", "f^2>=F * [1 - tau]", "q^2>=Q * [tau]", "1-tau>=0 * tau>=0 * 2fq>="]
    d.have("mu^2>=m^2", f"{mu}^2 >= m^2", by=by)
    d.contradiction("mu>=m", f"{mu} >= m", by=["not * not", "not * mu>=0", "mu^2>=m^2"])

    # -- and drift + |noise| is at least r -----------------------------------------------------------------------------
    d.have("|tau s|", "<tau*s, tau*s> <= (tau*b)^2", by=["|s|<=b * [tau]"])
    d.have("tau b>=0", "tau*b >= 0", by=["tau>=0 * b>=0"])
    ends = {"a>=0": "D>=0", "b>=0": "tau b>=0", "|u|<=a": "near", "|v|<=b": "|tau s|"}
    d.cite("drift", proved("triangle"), {"a": "D", "b": "tau*b", "u": "(x-theta0+M)", "v": "tau*s"}, ends)
    noise = "(M + tau*n)"
    d.step("p real", "norm", vector=noise)
    d.root("p", f"<{noise}, {noise}>", "p real")
    d.have("D+>=0", "D + tau*b >= 0", by=["D>=0", "tau b>=0"])
    d.have("p^2", f"<-{noise}, -{noise}> <= p^2", eq=["p.sq"])
    ends = {"a>=0": "D+>=0", "b>=0": "p.nonnegative", "|u|<=a": "drift", "|v|<=b": "p^2"}
    there = {"a": "D + tau*b", "b": "p", "u": "(x-theta0+M + tau*s)", "v": f"-{noise}"}
    d.cite("distance", proved("triangle"), there, ends)
    d.have("reach>=0", "D + tau*b + p >= 0", by=["D+>=0", "p.nonnegative"])
    by = ["not * not", "not * reach>=0", "p outside", "distance"]
    d.contradiction("r<=", "D + tau*b + p >= r", by=by)

    # -- so the potential is at least its level there ------------------------------------------------------------------
    d.have("E>=", f"{E} >= D + tau*b + Lam*{mu} - a", by=["1-tau>=0 * A large", "tau>=0 * B large"])
    d.have("E+p>=c", f"{E} + p >= c", by=["E>=", "r<=", "c small", "Lam>=0 * mu>=m"])
    d.have("E+p>=0", f"{E} + p >= 0", by=["E+p>=c", "c>0"])
    d.have("1+zeta>0", "1 + zeta > 0", by=["zeta>0", "1"])
    d.step("|n|^2>=0", "norm", vector="n")
    X = "((1 + zeta)*(A^2 + zeta*<M, M> + K*F(x)))"
    N = f"((1 + zeta)*(B^2 + zeta*<M + n, M + n> + K*{Q}))"
    between = "1+zeta>0 * 1-tau>=0 * tau>=0"
    by = [f"[{E} - zeta*p]", "zeta>0 * E+p>=c * E+p>=0", "zeta>0 * E+p>=c * c>0"]
    by += [f"{between} * [A - B]", f"{between} * zeta>0 * |n|^2>=0"]
    by += ["1+zeta>0 * 1-tau>=0 * K>=0 * F>=0", "1+zeta>0 * tau>=0 * K>=0 * Q>=0"]
    level = "zeta*c^2"
    convex = f"(1 - tau)*{X} + tau*{N} >= {level}"
    d.have("convex", convex, by=by, eq=["p.sq: zeta*(1 + zeta)"])
    d.assume("below", f"{level} - {X} > 0")
    # (1 - tau)(level - X) <= tau (N - level): were N below the level, both sides would be 0, so tau = 1 and tau = 0.
    by = ["convex * below", "convex * not", "below * not", f"1-tau>=0 * [{level} - {X}]", f"tau>=0 * [{level} - {N}]"]
    d.contradiction("high after", f"{N} >= {level}", by=by)
    return d.qed("high after")


if __name__ == "__main__":
    print(derive().report())
