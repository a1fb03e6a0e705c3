"""Nearly linear least squares in closed form: P(exit) <= S/L^2, and S/(L^2 + S) if S <= (1+p) d0 L.

Here S = (1+p)^2 kappa d0^2 and L = r - (2+p) d0 > 0, in the setting of `near_linear`: the first is its bound with the
shift d0, the second that with the shift d0 - S/((1+p) L).
"""

from lojverify.derive import Derivation, Problem, Proved, mean, proved
from lojverify.derive.language import k
from lojverify.paper.near import NearRun

S, L = "((1 + p)^2*kappa*d0^2)", "(r - (2 + p)*d0)"


def problem() -> Problem:
    found = Problem("near_linear_closed", "the exit probability for nearly linear least squares, in closed form")
    run = NearRun(found)
    run.noise()
    p, kappa = run.exit_constants()
    spread, room = (1 + p) ** 2 * kappa * run.d0**2, run.r - (2 + p) * run.d0
    found.assume("L>0", room > 0)
    stays = (mean(run.for_ever()), mean(run.e[k]))
    for stay in stays:
        found.goal(room**2 * (1 - stay) <= spread)
    for stay in stays:
        found.goal((room**2 + spread) * (1 - stay) <= spread, [(1 + p) * run.d0 * room - spread >= 0])
    return found


def derive() -> Proved:
    d = Derivation(problem())
    d.have("d0<=d0", "d0 <= d0")
    d.have("far", "r - d0 - (1 + p)*d0 > 0", by=["L>0"])
    premises = {"a>=0": "d0>=0", "a<=d0": "d0<=d0", "L>0": "far"}
    d.cite("first", proved("near_linear"), {"a": "d0"}, premises)

    # -- the best shift d0 - w, (1+p) w = y, L y = S ----------------------------------------------------------------
    d.have("1+p>0", "1 + p > 0", by=["p>=0", "1"])
    d.have("S>=0", f"{S} >= 0", by=["kappa>=0 * [(1 + p)*d0]"])
    d.define("quotient", "y0", value=S, by=L)
    d.cut("L y", "y0.times", "L>0")
    d.contradiction("y>=0", "y0 >= 0", by=["not * L>0", "S>=0"], eq=["L y"])
    d.define("quotient", "w0", value="y0", by="1 + p")
    d.cut("(1+p)w", "w0.times", "1+p>0")
    d.contradiction("w>=0", "w0 >= 0", by=["not * 1+p>0", "y>=0"], eq=["(1+p)w"])
    # The shift is max(d0 - w, 0), since a claim is not cited under assumptions about its constants.
    d.define("positive_part", "a", value="d0 - w0")
    by = ["not * not", "not * d0>=0", "w>=0 * a.nonnegative"]
    d.contradiction("a<=d0", "a <= d0", by=by, eq=["a.either"])
    d.have("far enough", "r - d0 - (1 + p)*a > 0", by=["L>0", "1+p>0 * a<=d0"])
    d.cite("best", proved("near_linear"), premises={"a>=0": "a.nonnegative", "L>0": "far enough"})
    d.assume("small", f"(1 + p)*d0*{L} - {S} >= 0")
    d.have("room for w", f"(1 + p)*{L}*(d0 - w0) >= 0", by=["small"], eq=["L y", f"(1+p)w: {L}"])
    d.contradiction("w<=d0", "d0 - w0 >= 0", by=["not * 1+p>0 * L>0", "room for w"])
    d.contradiction("a small", "a <= d0 - w0", by=["not * not", "not * w<=d0"], eq=["a.either"])
    d.step("a is", "antisymmetry", first="a.above", second="a small")
    d.have("level is", f"(r - d0 - (1 + p)*a)*{L} = {L}^2 + {S}", eq=[f"a is: (1 + p)*{L}", f"(1+p)w: {L}", "L y"])
    shift = f"(1 + p)*(d0 - a)*{L}"
    d.have("shift is", f"{shift} = {S}", eq=[f"a is: (1 + p)*{L}", f"(1+p)w: {L}", "L y"])
    d.have("level+S>0", f"{L}^2 + {S} > 0", by=["L>0 * L>0", "S>=0"])
    for n, stay in (("1", "e_inf"), ("2", "e[k]")):
        P = f"(1 - mean({stay}))"
        squares = [f"level is: {P}*((r - d0 - (1 + p)*a)*{L} + {L}^2 + {S})", f"shift is: {shift} + {S}"]
        d.have(f"times {n}", f"({L}^2 + {S})^2*{P} <= ({L}^2 + {S})*{S}", by=[f"best.{n} * L>0 * L>0"], eq=squares)
        by = ["not * level+S>0", f"times {n}"]
        d.contradiction(f"second {n}", f"({L}^2 + {S})*{P} <= {S}", by=by)
    return d.qed("first.1", "first.2", "second 1", "second 2")


if __name__ == "__main__":
    print(derive().report())
