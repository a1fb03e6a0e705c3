import pytest

from lojverify.derive.legend import legend
from lojverify.kernel.rules import definitions

DEFINED = [
    {"kind": "prefix", "name": "e", "letter": "k", "value": "t[k]"},
    {"kind": "abbreviation", "name": "H", "letter": "k", "value": "e[k]*x[k]"},
    {"kind": "recursion", "name": "sk", "letter": "k", "level": None, "start": "1", "step": "srho*sk[k]"},
    {"kind": "root", "name": "srho", "value": "rho"},
    {"kind": "extremum", "name": "e_inf", "value": "e", "of": "infimum"},
    {"kind": "bit", "name": "unused", "value": "x[0]"},
]


def test_only_what_occurs_is_explained_and_what_that_is_said_with():
    assert legend(DEFINED, "mean(H[k]) <= 1") == ["e[k] = 1 as long as t[k] >= 0, then 0", "H[k] = e[k]*x[k]"]
    assert legend(DEFINED, "sk[n]") == ["sk[0] = 1, sk[k+1] = srho*sk[k]", "srho = sqrt(rho)"]
    assert legend(DEFINED, "e_inf")[-1] == "e_inf is the infimum of e[k]"
    assert legend(DEFINED, "skew + H2") == []


@pytest.mark.parametrize("kind", definitions.KINDS.keys() - {"variable"})
def test_every_kind_of_definition_is_said(kind):
    arguments = {"value": "v", "by": "b", "of": "limit", "start": "0", "step": "1", "degree": 3}
    (said,) = legend([{"kind": kind, "name": "x", "letter": "k", **arguments}], "x")
    assert said.startswith("x[")
