"""(3.14) corrected: P(E_k, theta_{k+1} outside B(theta0, R)) <= (sqrt(2C) + sqrt(sigma)) eta rho^(k/2) sqrt(F(theta0)).

The paper prints F(theta0) in place of its root, which is false. A jump has length at least 1 (`jump_is_long`); then
Markov's inequality, and (3.10) corrected (`expected_step_length`).
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.section3_exit import jumps
from lojverify.paper.steps import restrict


def problem() -> Problem:
    return jumps(repaired=True)


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    d.define("abbreviation", "H", "k", value="e[k]*F(theta[k])")
    d.cite("length", proved("expected_step_length"), note="(3.10)")
    d.cite("long", proved("jump_is_long"))
    d.step("jump", "average", fact="long.1")
    d.step("Markov", "average", fact="long.2")
    last = "(s2C + ssigma)*eta*sk[k]*f0"
    d.have("rare", f"mean(e[k]*(1 - in_R[k+1])) <= {last}", by=["jump", "Markov", "length.6"], note="(3.14)")
    return d.qed("jump", "Markov", "length.6", "rare")


if __name__ == "__main__":
    print(derive().report())
