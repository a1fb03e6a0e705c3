"""(3.16): E_{k+1} lies in E_k, since E_k says that the iterates up to k lie in the ball."""

from lojverify.derive import Derivation, Problem, Proved
from lojverify.paper.section3_exit import events_decrease


def problem() -> Problem:
    return events_decrease()


def derive() -> Proved:
    d = Derivation(problem())
    d.assume("stays next", "e[k+1] - 1 >= 0")
    d.have("stays", "e[k] - 1 >= 0", by=["e.decreases", "stays next"])
    d.have("decreases", "e[k+1] <= e[k]", by=["e.decreases"])
    return d.qed("stays", "decreases")


if __name__ == "__main__":
    print(derive().report())
