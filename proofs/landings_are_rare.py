"""(3.15): P(E_k(R-1), theta_{k+1} in the annulus) <= P(F(theta_{k+1}) 1_{E_{k+1}(R)} >= M0) <= rho^(k+1) F(theta0)/M0.

A step into the annulus has F >= M0 by (2.5), and E_k(R-1) lies in E_k(R); then Markov's inequality, and (3.9) for the
ball of radius R.
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section3_exit import landings
from lojverify.paper.steps import at_start, bit_range, restrict


def problem() -> Problem:
    return landings()


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    at_start(d)
    for bit in ("e", "in_R", "in_r", "high"):
        bit_range(d, bit)
        d.instance(f"{bit}>=0 next", f"{bit}>=0", k="k+1")
        d.instance(f"{bit}<=1 next", f"{bit}<=1", k="k+1")
        d.instance(f"{bit} bit next", f"{bit}.bit", k="k+1")
    on_larger_ball(d)

    # E_k(R-1) lies in E_k(R).
    d.have("at start in R", "R^2 - <theta[0]-theta0, theta[0]-theta0> >= 0", by=["R>0 * R>0"], eq=["at start"])
    d.cut("eR[0]=1", "eR.start", "at start in R")
    d.have("e<=eR at 0", "e[0] <= eR[0]", eq=["eR[0]=1", "e[0]=1"])
    d.assume("e<=eR now", "e[k] <= eR[k]")
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.assume("leaves", "-e[k+1] >= 0")
    d.have("eR stays", "eR[k] - 1 >= 0", by=["e<=eR now", "e.decreases", "stays next"])
    d.use("next in r", "e.yes", k="k+1", by=["stays next"])
    x = "theta[k+1]-theta0"
    d.have("next in R", f"R^2 - <{x}, {x}> >= 0", by=["next in r", "r<=R * R>0", "r<=R * r>0"])
    d.cut("eR goes on", "eR.goes_on", "eR stays", "next in R")
    d.have("e<=eR if it stays", "e[k+1] <= eR[k+1]", by=["e<=1 next"], eq=["eR goes on"])
    d.instance("eR>=0 next", "eR>=0", k="k+1")
    d.have("e<=eR if it leaves", "e[k+1] <= eR[k+1]", by=["leaves", "eR>=0 next"])
    d.split("e<=eR next", "e[k+1]", "e bit next", "e<=eR if it stays", "e<=eR if it leaves")
    d.step("e<=eR", "induction", start="e<=eR at 0", step="e<=eR next", letter="k", condition="e[k] <= eR[k]")

    landing_is_high(d)
    d.step("landing", "average", fact="landing is high")
    d.assume("is high", "high[k] - 1 >= 0")
    d.assume("is low", "-high[k] >= 0")
    d.cut("HR high", "high.yes", "is high")
    d.have("Markov if high", "M0*high[k] <= HR[k]", by=["HR high", "M0>0 * high<=1"])
    d.have("Markov if low", "M0*high[k] <= HR[k]", by=["M0>0 * is low", "loss.1"])
    d.split("Markov here", "high[k]", "high.bit", "Markov if high", "Markov if low")
    d.step("Markov now", "average", fact="Markov here")
    d.instance("Markov", "Markov now", k="k+1")
    d.instance("decay", "length.2", k="k+1", note="(3.9)")
    return d.qed("landing", "Markov", "decay")


def on_larger_ball(d: Derivation) -> None:
    """What is known of the stopped loss, for the ball of radius R."""
    bit_range(d, "eR")
    step = "eR[k]*(theta[k+1] - theta[k])"
    d.define("abbreviation", "dsqR", "k", value=f"<{step}, {step}>")
    d.define("root", "dR", "k", value="dsqR[k]")
    for name, value in (("s2C", "2*C"), ("ssigma", "sigma"), ("f0", "F(theta0)")):
        d.define("root", name, value=value)
    names = {"r": "R"} | {old: ("k", f"{old}R[k]") for old in ("e", "H")}
    labels = {label: f"{label} on R" for label in ("loss>=0", "smooth", "growth", "lojasiewicz", "zero_mean")}
    labels |= {"second_moment": "second_moment on R", "r>0": "R>0", "H.is": "HR.is"}
    labels |= {f"e.{key}": f"eR.{key}" for key in ("bit", "yes", "decreases", "start", "goes_on", "stops")}
    d.cite("loss", proved("stopped_loss_contracts"), names, labels)
    names |= {"d": ("k", "dR[k]"), "dsq": ("k", "dsqR[k]")}
    labels |= {"dsq.is": "dsqR.is", "d.nonnegative": "dR.nonnegative", "d.square": "dR.square"}
    d.cite("length", proved("expected_step_length"), names, labels)


def landing_is_high(d: Derivation) -> None:
    """``landing is high``: e[k] in_R[k+1] (1 - in_r[k+1]) <= high[k+1]."""
    goal = "e[k]*in_R[k+1]*(1 - in_r[k+1]) <= high[k+1]"
    x = "theta[k+1]-theta0"
    d.assume("stays", "e[k] - 1 >= 0")
    d.assume("gone", "-e[k] >= 0")
    d.assume("near", "in_R[k+1] - 1 >= 0")
    d.assume("beyond", "-in_R[k+1] >= 0")
    d.assume("inside", "in_r[k+1] - 1 >= 0")
    d.assume("outside", "-in_r[k+1] >= 0")
    d.use("near R", "in_R.yes", k="k+1", by=["near"])
    d.use("outside r", "in_r.no", k="k+1", by=["outside"])
    d.have("outside R-1", f"<{x}, {x}> - (R-1)^2 > 0", by=["outside r"], eq=["r.is: r + R - 1"])
    d.use("F>=M0", "(2.5)", y="theta[k+1]", by=["outside R-1", "near R"], note="(2.5)")
    d.have("eR here", "eR[k] - 1 >= 0", by=["e<=eR", "stays"])
    d.cut("eR next", "eR.goes_on", "eR here", "near R")
    d.instance("HR next", "HR.is", k="k+1")
    d.assume("low next", "-high[k+1] >= 0")
    d.use("HR low", "high.no", k="k+1", by=["low next"])
    d.have("bad", "0 > 0", by=["HR low", "F>=M0"], eq=["HR next", "eR next: F(theta[k+1])"])
    d.step("absurd", "absurd", fact="bad", goal=goal)
    d.assume("high next", "high[k+1] - 1 >= 0")
    # e in_R (1 - in_r) <= 1.
    d.have("e in_R<=1", "e[k]*in_R[k+1] <= 1", by=["e<=1", "e>=0 * in_R<=1 next"])
    d.have("in_R e>=0", "e[k]*in_R[k+1] >= 0", by=["e>=0 * in_R>=0 next"])
    d.have("high", goal, by=["high next", "e in_R<=1", "in_R e>=0 * in_r>=0 next"])
    d.split("outside, near, stays", "high[k+1]", "high bit next", "high", "absurd")
    d.have("not outside", goal, by=["in_R e>=0 * inside", "high>=0 next"])
    d.split("near, stays", "in_r[k+1]", "in_r bit next", "not outside", "outside, near, stays")
    d.have("not near", goal, by=["e>=0 * beyond * in_r<=1 next", "high>=0 next"])
    d.split("stays there", "in_R[k+1]", "in_R bit next", "near, stays", "not near")
    d.have("left before", goal, by=["gone * in_R>=0 next * in_r<=1 next", "high>=0 next"])
    d.split("landing is high", "e[k]", "e.bit", "stays there", "left before")


if __name__ == "__main__":
    print(derive().report())
