"""P(stay) -> 1 as n0 -> infinity: P(exit) <= C c^2 gamma^2 q n0^(1-2q)/((2q-1) (sqrt(M0) - sqrt(F(theta0)))^2).

This is `bounded-noise` with the shift sqrt(F(theta0)), for n0 >= 1 and gamma n0^(-q) <= 2/C. The power n0^(1-2q)
tends to 0, as q > 1/2; so whatever delta > 0, P(E_infinity) >= 1 - delta for all large offsets n0.
"""

from lojverify.derive import Derivation, Problem, Proved, mean, power, proved
from lojverify.derive.language import k
from lojverify.paper.decreasing import RobbinsMonroRun
from lojverify.paper.powers import laws


def problem() -> Problem:
    p = Problem("staying_with_large_offset", "with bounded noise the iterates stay with probability 1 - delta")
    run = RobbinsMonroRun(p)
    run.positive("M0")
    run.assumptions()
    run.confined()
    p.assume("F0<M0", run.F(run.theta0) < run.M0)
    p.assume("n0>=1", run.n0 >= 1)
    p.assume("first step", run.gamma * run.C <= 2 * power(run.n0, run.q))
    f0, m = p.root("f0", run.F(run.theta0)), p.root("m", run.M0)
    (delta,) = p.constants("delta")
    x, stay = p.counter("x", run.n0), mean(run.for_ever())
    level = (2 * run.q - 1) * (m - f0) ** 2
    noise = run.C * run.c**2 * run.gamma**2 * run.q
    p.goal(level * (1 - stay) <= noise * power(run.n0, 1 - 2 * run.q))
    p.goal(f"{power(x[k], 1 - 2 * run.q)} -> 0 (k)")
    p.goal(stay >= 1 - delta, [noise * power(run.n0, 1 - 2 * run.q) <= delta * level])
    p.goal(level > 0)
    return p


def derive() -> Proved:
    d = Derivation(problem())
    laws(d)
    L = "log(n0)"
    d.have("q>0", "q > 0", by=["q>1/2", "1"])
    d.have("s>0", "2*q - 1 > 0", by=["q>1/2"])
    d.have("center", "r^2 - <theta0-theta0, theta0-theta0> >= 0", by=["r>0 * r>0"])
    d.use("F0>=0", "loss>=0", y="theta0", by=["center"])
    d.have("M0>=0", "M0 >= 0", by=["M0>0"])
    d.cut("f0.sq", "f0.square", "F0>=0")
    d.cut("m.sq", "m.square", "M0>=0")
    by = ["not * not", "not * m.nonnegative", "not * f0.nonnegative", "F0<M0"]
    d.contradiction("f0<m", "m - f0 > 0", by=by, eq=["f0.sq", "m.sq"])

    # -- S = (C c^2/2) gamma^2 n0^(-2q) (2q - 1 + n0)/(2q - 1) ---------------------------------------------------------
    P = f"exp(-2*q*{L})"
    d.instance("n0^-2q>0", "exp.3", s=f"-2*q*{L}")
    d.have("P<=P", f"{P} <= {P}")
    d.have("n0<=n0", "n0 >= n0")
    d.define("quotient", "S", value=f"C*c^2/2*gamma^2*{P}*(2*q - 1 + n0)", by="2*q - 1")
    d.cut("S is", "S.times", "s>0")
    d.have("S large", f"C*c^2/2*gamma^2*{P}*(2*q - 1 + n0) <= (2*q - 1)*S", eq=["S is"])
    d.instance("n0^-q>0", "exp.3", s=f"-q*{L}")
    d.instance("n0^q n0^-q", "exp.2", s=f"q*{L}")
    d.step("square", "exp_sum", first=f"-q*{L}", second=f"-q*{L}")
    d.have("eta_0<=2/C", f"gamma*C*exp(-q*{L}) <= 2", by=["first step * n0^-q>0"], eq=["n0^q n0^-q: 2"])
    d.have("eta_0 C>0", f"gamma*C*exp(-q*{L}) > 0", by=["gamma>0 * C>0 * n0^-q>0"])
    by = ["eta_0<=2/C * eta_0 C>0", "eta_0<=2/C"]
    d.have("eta_0^2<=4/C^2", f"gamma^2*C^2*{P} <= 4", by=by, eq=["square: gamma^2*C^2"])

    d.have("low start", "F(theta0) <= M0", by=["F0<M0"])
    d.have("f0^2>=F0", "f0^2 >= F(theta0)", eq=["f0.sq"])
    d.have("m^2<=M0", "m^2 <= M0", eq=["m.sq"])
    d.have("0>=0", "0 >= 0")
    d.have("f0-f0<=0", "f0 - f0 <= 0")
    terms = {"N": "n0", "P": P, "a": "f0", "t": "f0", "h": "0"}
    premises = {"N>0": "n0>0", "n0>=N": "n0<=n0", "P>=N^(-2q)": "P<=P", "first step": "eta_0^2<=4/C^2"}
    premises |= {"a>=0": "f0.nonnegative", "t>=0": "f0.nonnegative", "h>=0": "0>=0", "a<m": "f0<m"}
    premises |= {"m^2<=M0": "m^2<=M0", "t^2>=F0": "f0^2>=F0", "t-a<=h": "f0-f0<=0"}
    d.cite("exit", proved("bounded_noise_decreasing"), terms, premises, note="bounded-noise")

    # -- (2q - 1) S <= C c^2 gamma^2 q n0^(1-2q), since n0 >= 1 -------------------------------------------------
    d.step("n0 as exp", "exp_log", fact="n0>0")
    d.step("n0^(1-2q)", "exp_sum", first=f"-2*q*{L}", second=L)
    eq = ["S is", "n0^(1-2q): C*c^2*gamma^2*q", f"n0 as exp: C*c^2*gamma^2*q*{P}"]
    noise = f"C*c^2*gamma^2*q*exp((1 - 2*q)*{L})"
    by = ["s>0 * n0>=1 * n0^-2q>0 * C>0 * [c*gamma]"]
    d.have("S small", f"(2*q - 1)*S <= {noise}", by=by, eq=eq)
    d.have("bound", f"(2*q - 1)*(m - f0)^2*(1 - mean(e_inf)) <= {noise}", by=["s>0 * exit.1", "S small"])
    d.have("level>0", "(2*q - 1)*(m - f0)^2 > 0", by=["s>0 * f0<m * f0<m"])
    d.assume("large", f"{noise} <= delta*(2*q - 1)*(m - f0)^2")
    d.contradiction("stays", "mean(e_inf) - 1 + delta >= 0", by=["not * level>0", "bound", "large"])
    d.have("likely", "mean(e_inf) >= 1 - delta", by=["stays"])
    d.cite("powers", proved("powers_vanish"), {"c": "n0", "a": "2*q - 1"}, {"c>0": "n0>0"})
    d.cut("vanishes", "powers.2", "s>0")
    return d.qed("bound", "vanishes", "likely", "level>0")


if __name__ == "__main__":
    print(derive().report())
