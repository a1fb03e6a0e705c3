"""The bound printed in (3.14) holds if sqrt(2C) + sqrt(sigma) >= alpha/(4C), with Chebyshev's inequality for Markov's.

The chance of a jump is at most E d^2 <= eta^2 (2C + sigma) rho^k F(theta0), which has F(theta0) and not its root; and
eta (2C + sigma) <= alpha/(4C) under the printed step bound, and rho^k <= rho^(k/2).
"""

from lojverify.derive import Derivation, Problem, Proved, proved
from lojverify.paper.exit_steps import define_lengths, squares_as_printed
from lojverify.paper.section3_exit import jumps_by_chebyshev
from lojverify.paper.steps import restrict


def problem() -> Problem:
    return jumps_by_chebyshev()


def derive() -> Proved:
    d = Derivation(problem())
    restrict(d)
    define_lengths(d)
    d.define("bit", "long", "k", value="d[k] - 1")
    d.cite("length", proved("expected_step_length"), note="as in (3.10)")
    d.cite("long", proved("jump_is_long"))
    d.step("jump", "average", fact="long.1")
    d.step("Chebyshev", "average", fact="long.3")
    squares_as_printed(d)
    last = "(s2C + ssigma)*eta*sk[k]*F(theta0)"
    by = ["jump", "Chebyshev", "length.4", "as printed"]
    d.have("rare", f"mean(e[k]*(1 - in_R[k+1])) <= {last}", by=by, note="(3.14)")
    return d.qed("rare")


if __name__ == "__main__":
    print(derive().report())
