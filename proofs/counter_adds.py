"""The numbers num[k] = k add up as their indices do: num[m+n] = num[m] + num[n]."""

from lojverify.derive import Derivation, Eq, Problem, Proved
from lojverify.derive.language import m, n


def problem() -> Problem:
    p = Problem("counter_adds", "index letters count")
    num = p.counter("num", 0)
    p.goal(Eq(num[m + n], num[m] + num[n]))
    return p


def derive() -> Proved:
    d = Derivation(problem())
    d.instance("here", "num.step", k="n")
    d.instance("there", "num.step", k="m+n")
    d.induct("adds", "n", "num[m+n] = num[m] + num[n]", [], ["so far", "here", "there"], ([], ["num.start"]))
    return d.qed("adds")


if __name__ == "__main__":
    print(derive().report())
