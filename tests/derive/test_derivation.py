"""The recorder: what it finds is checked by the kernel, what is false it cannot record."""

import pytest

from lojverify.derive import Derivation, Eq, Problem, proved, supposed
from lojverify.derive.derivation import StepError
from lojverify.derive.language import j, k
from lojverify.kernel.check import replay


def arithmetic():
    p = Problem("square", "a square is at least its tangent")
    a, b = p.constants("a b")
    p.assume("a>0", a > 0)
    p.assume("b>0", b > 0)
    p.goal(a**2 >= 2 * a * b - b**2)
    return p


def test_a_combination_is_found_and_replayed():
    d = Derivation(arithmetic())
    d.have("tangent", "a^2 >= 2*a*b - b^2", by=["[a - b]"])
    found = d.qed("tangent")
    assert found.verdict.status == "proved"
    assert found.verdict.used == ()
    assert replay(found.claims)[0].status == "proved"


@pytest.mark.parametrize(
    ("goal", "by"),
    [
        ("a >= 2*a", ["a>0", "b>0"]),
        ("a^2 > 2*a*b - b^2", ["[a - b]"]),
        ("a > 0", ["b>0"]),
        ("-a*b >= 0", ["a>0 * b>0"]),
    ],
)
def test_what_does_not_follow_is_refused_with_a_hint(goal, by):
    d = Derivation(arithmetic())
    with pytest.raises(StepError, match="no combination gives"):
        d.have("wrong", goal, by=by)
    assert d.steps == []


def test_strictness_needs_a_strict_summand():
    d = Derivation(arithmetic())
    d.have("positive", "a^2 + b > 0", by=["b>0", "[a]"])
    assert d.fact("positive").relation == ">"


def test_contradiction_proves_the_order_of_squares():
    d = Derivation(arithmetic())
    d.assume("squares", "b^2 - a^2 >= 0")
    d.contradiction("order", "a <= b", by=["squares", "not * not", "not * b>0"])
    assert str(d.fact("order")) == "-a^2 + b^2 >= 0 |- -a + b >= 0"
    with pytest.raises(StepError):
        d.contradiction("wrong", "b <= a", by=["squares", "not * not", "not * a>0"])


def test_induction_takes_the_condition_itself_one_step_before():
    p = Problem("sum", "a process that grows by at least 1")
    x, t = p.process("x", level=None), p.process("t", level=None)
    p.assume("t start", Eq(t[0], 0))
    p.assume("t step", Eq(t[k + 1], t[k] + 1))
    p.assume("grows", x[k + 1] >= x[k] + 1)
    p.goal(x[j + k] >= x[j] + t[k])
    d = Derivation(p)
    d.instance("grows later", "grows", k="j+k")
    d.induct("x", "k", "x[j+k] >= x[j] + t[k]", ["so far", "grows later"], ["t step"], ([], ["t start"]))
    assert d.qed("x").verdict.status == "proved"
    with pytest.raises(StepError, match="x again next"):
        d.induct("x again", "k", "x[j+k] >= x[j] + t[k]", ["grows later"], ["t step"], ([], ["t start"]))


def test_what_follows_from_a_supposed_claim_is_holey():
    one = Problem("one", "x is at least 1")
    (x,) = one.constants("x")
    one.goal(x >= 1)
    p = Problem("two", "from which 2 >= 3 follows")
    p.goal("2 >= 3")
    d = Derivation(p)
    d.cite("one", supposed(one), {"x": "0"})
    d.have("end", "2 >= 3", by=["one"])
    found = d.qed("end")
    assert (found.verdict.status, found.verdict.holes) == ("holey", ("one: one",))


def test_an_equation_is_an_inequality_when_asked_for_one():
    p = Problem("equation")
    a, b = p.constants("a b")
    p.assume("same", "a = b")
    p.goal(a >= b)
    d = Derivation(p)
    d.have("at least", "a >= b", eq=["same"])
    assert d.fact("at least").relation == ">="
    assert d.qed("at least").verdict.used == ("same",)
    del a, b


def test_labels_are_used_once_and_must_exist():
    d = Derivation(arithmetic())
    d.have("one", "1 > 0", by=["1"])
    with pytest.raises(StepError, match="twice"):
        d.have("one", "1 > 0", by=["1"])
    with pytest.raises(StepError, match="there is no fact"):
        d.have("two", "1 > 0", by=["three"])


def test_a_proof_must_end_in_the_goals():
    d = Derivation(arithmetic())
    d.have("other", "a*b > 0", by=["a>0 * b>0"])
    with pytest.raises(StepError, match="the goal is"):
        d.qed("other")


def test_a_hole_makes_the_proof_and_what_cites_it_holey():
    d = Derivation(arithmetic())
    d.step("gap", "hole", fact="a^2 - 2*a*b + b^2 >= 0")
    found = d.qed("gap")
    assert found.verdict.status == "holey"
    outer = Derivation(arithmetic_named("outer"))
    outer.cite("cited", found)
    assert outer.qed("cited").verdict.status == "holey"


def arithmetic_named(name):
    p = arithmetic()
    p.name = name
    return p


def test_a_file_is_self_contained():
    found = proved("descent_step")
    assert [claim["name"] for claim in found.claims] == ["descent", "descent_step"]
    assert replay(found.claims)[0].status == "proved"
    assert replay(found.claims[1:])[0].status == "rejected"


def test_the_outline_names_steps_rules_and_papers_numbers():
    report = proved("descent").report()
    assert (
        "descent (combine)  [(3.4)]  F(x+u) <= F(x) + <grad F(x), u> + C/2*<u, u>  if x in ball, x+u in ball" in report
    )
    assert report.splitlines()[-1].strip().startswith("proved in 18 steps")
