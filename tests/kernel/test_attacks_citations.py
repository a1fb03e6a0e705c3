"""Attempts to use a proved claim for what it does not say."""

import re

import pytest
from attacks import SETTING, combine, use

Q = [{"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"}]
SUP = [{"kind": "extremum", "name": "top", "of": "supremum", "value": "a"}]
# what is cited (symbols, hypotheses, goals, other parts), and what its goals would become
CITATIONS = {
    "a random number for a constant, of which something exists": (
        ("c: c", {}, ["d - c = 0"], {"exists": {"d": "constant"}, "witness": {"d": "c"}}),
        {"terms": {"c": "X"}, "new": {"d": "g"}},
        "is a constant, its image is not",
    ),
    "an index in a constant, of which something exists": (
        ("c: c", {}, ["d - c = 0"], {"exists": {"d": "constant"}, "witness": {"d": "c"}}),
        {"terms": {"c": "a[j]"}, "new": {"d": "g"}},
        "depends on an index",
    ),
    "a new name that is taken": (
        ("c: c", {}, ["d - c = 0"], {"exists": {"d": "constant"}, "witness": {"d": "c"}}),
        {"terms": {"c": "p"}, "new": {"d": "q"}},
        "declared twice",
    ),
    "an image for what exists": (
        ("c: c", {}, ["d - c = 0"], {"exists": {"d": "constant"}, "witness": {"d": "c"}}),
        {"terms": {"c": "p", "d": "q"}, "new": {"d": "g"}},
        "does not have",
    ),
    "a theorem about numbers under an assumption about its variable": (
        ("c: c; s: s", {"h": "c - s >= 0"}, ["c - s >= 0"], {}),
        {"terms": {"c": "p"}, "premises": {"h": "below"}},
        "proved only under",
    ),
    "a theorem about a process under an assumption": (
        ("x: x0", {"h": "x[k] >= 0"}, ["x[k] >= 0"], {}),
        {"terms": {"x": {"letter": "k", "term": "b[k]"}}, "premises": {"h": "only where"}},
        "proved only under",
    ),
    "a premise at one index for all": (
        ("x: x0", {"h": "x[k] >= 0"}, ["x[k] >= 0"], {}),
        {"terms": {"x": {"letter": "k", "term": "b[k]"}}, "premises": {"h": "at 0"}},
        "h is",
    ),
    "a premise that is weaker": (
        ("c: c", {"h": "c > 0"}, ["c > 0"], {}),
        {"terms": {"c": "p"}, "premises": {"h": "p>=0"}},
        "h is",
    ),
    "no premise": (
        ("c: c", {"h": "c > 0"}, ["c > 0"], {}),
        {"terms": {"c": "p"}},
        "premises missing",
    ),
    "one variable for two": (
        ("s t: s", {"h": "s - t = 0"}, ["s - t = 0"], {}),
        {"terms": {"s": "s", "t": "s"}, "premises": {"h": "0=0"}},
        "two variables",
    ),
    "a number for a variable": (
        ("s: s", {"h": "s = 0"}, ["s = 0"], {}),
        {"terms": {"s": "0"}, "premises": {"h": "0=0"}},
        "must stay one",
    ),
    "a variable of the claim in an image": (
        ("c: c; s: s", {"h": "s*(c - s) = 0"}, ["s*(c - s) = 0"], {}),
        {"terms": {"c": "s"}, "premises": {"h": "0=0"}},
        "uses a variable of the claim",
    ),
    "a letter of the claim in an image": (
        ("c: c; x: a", {"h": "c - x[k] >= 0"}, ["c - x[k] >= 0"], {}),
        {"terms": {"c": "a[k]", "x": {"letter": "k", "term": "a[k]"}}, "premises": {"h": "0=0"}},
        "uses a letter of the claim",
    ),
    "noise that is not as integrable": (
        ("x: x1", {}, ["E[k](x[k]^2) - E[k](x[k]^2) = 0"], {}),
        {"terms": {"x": {"letter": "k", "term": "m[k]"}}},
        "not as integrable",
    ),
    "noise that is known later": (
        ("x: x1", {}, ["E[k](x[k]) - E[k](x[k]) = 0"], {}),
        {"terms": {"x": {"letter": "k", "term": "z[k+1]"}}},
        "not known when",
    ),
    "a square for what is square integrable": (
        ("x: x1", {}, ["E[k](x[k]^2) - E[k](x[k]^2) = 0"], {}),
        {"terms": {"x": {"letter": "k", "term": "z[k]^2"}}},
        "not as integrable",
    ),
    "a bit that is not a bit": (
        ("x: x0", {}, ["mean(e[k]) - mean(e[k]) = 0"], {"definitions": Q}),
        {"terms": {"x": {"letter": "k", "term": "b[k]"}, "e": {"letter": "k", "term": "b0[k]"}},
         "premises": {"e.bit": "0=0", "e.yes": "0=0", "e.no": "0=0"}},
        "not known to lie in",
    ),
    "the supremum of something else": (
        ("a: a", {}, ["0 >= 0"], {"definitions": SUP}),
        {"terms": {"a": {"letter": "k", "term": "a[k]"}, "top": "p"}},
        "not declared as the supremum",
    ),
    "a function that is not one": (
        ("F: F; v: v", {"h": "F(v) = 0"}, ["F(v) = 0"], {}),
        {"terms": {"F": "p", "v": "v"}, "premises": {"h": "0=0"}},
        "not a declared function",
    ),
    "the claim itself": (("c: c", {}, ["0 >= 0"], {}), {"claim": "attack"}, "not an earlier claim"),
    "a symbol that the claim does not have": (
        ("c: c", {}, ["0 >= 0"], {}),
        {"terms": {"c": "p", "more": "q"}},
        "does not have",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CITATIONS)
def test_the_citation_fails_for_the_expected_reason(make, verdict, name):
    (declared, assumed, goals, parts), arguments, reason = CITATIONS[name]
    proof, conclude = ([], list(assumed)) if assumed else ([combine("zero")], ["zero"])
    if goals == ["0 >= 0"]:
        proof = [combine("zero", squares=["0"])]
    cited = make("cited", declared, goals, proof, conclude, hypotheses=assumed, **parts)
    assert verdict(cited).status == "proved", verdict(cited).reason
    hypotheses = {"below": "p - s >= 0 |- p - s >= 0", "only where": "q > 0 |- b[k] >= 0", "at 0": "b[0] >= 0"}
    hypotheses |= {"p>=0": "p >= 0", "0=0": "0 = 0"}
    steps = [use("end", "cite", **{"claim": "cited", **arguments})]
    found = verdict(cited, make("attack", SETTING, ["-1 >= 0"], steps, ["end"], hypotheses=hypotheses))
    assert found.status == "rejected"
    assert re.search(reason, found.reason), found.reason


def test_there_are_enough_citations():
    assert len(CITATIONS) >= 20
