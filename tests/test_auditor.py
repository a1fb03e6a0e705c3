"""The auditor believes nothing that the kernel has not checked: break the evidence and the verdict falls."""

import re
from dataclasses import replace

import pytest

from lojverify import auditor, explain, transcripts
from lojverify.derive import scripts
from lojverify.errors import InputError
from lojverify.paper.contents import register


@pytest.fixture
def audited(monkeypatch):
    """Audit an entry with some fields replaced, as if the register said so."""

    def audit(key, **fields):
        entries = {**register(), key: replace(register()[key], **fields)}
        monkeypatch.setattr(auditor, "register", lambda: entries)
        return auditor._result_or_failure(entries[key])

    return audit


def test_a_proof_of_something_else_is_no_proof(audited):
    found = audited("3.8", proof="loss_contracts")
    assert not found.passes
    assert "does not prove the statement" in found.reason


ZERO = {"steps": [{"id": "end", "rule": "combine"}], "conclude": ["end"]}
FORGERIES = [
    (lambda claims: [{**claims[-1], "proof": None}], "not an earlier claim|unproved facts|is not proved"),
    (lambda claims: [*claims[:-1], {**claims[-1], "proof": None}], "unproved facts|not proved"),
    (lambda claims: [{**claims[-1], "proof": ZERO}], "is not proved"),
    (lambda claims: claims[-1:], "not an earlier claim"),
    (lambda claims: [*claims, {"name": "false", "problem": {"goals": ["-1 >= 0"]}}], "another problem"),
    (lambda claims: [{**claims[0], "proof": ZERO}, *claims[1:]], "not proved"),
    (lambda claims: [{**claims[0], "proof": None}, *claims[1:]], "unproved facts|not proved"),
]


@pytest.fixture
def nothing_replayed(monkeypatch):
    """No claim has been replayed yet, and none of what the test replays stays."""
    monkeypatch.setattr(transcripts, "_replayed", {})
    caches = (auditor.checked, auditor.result)
    for one in caches:
        one.cache_clear()
    yield
    for one in caches:
        one.cache_clear()


@pytest.mark.usefixtures("nothing_replayed")
@pytest.mark.parametrize(("forge", "reason"), FORGERIES)
def test_what_a_script_says_of_itself_is_not_believed(audited, monkeypatch, forge, reason):
    honest = auditor.proved("loss_contracts_given_past")
    assert honest.verdict.status == "proved"
    monkeypatch.setattr(auditor, "claims", lambda name: ((), {name}))
    monkeypatch.setattr(auditor, "proved", lambda _: replace(honest, claims=forge(honest.claims)))
    found = audited("3.8")
    assert not found.passes
    assert re.search(reason, found.reason), found.reason


@pytest.mark.usefixtures("nothing_replayed")
@pytest.mark.parametrize("forge", [forge for forge, _ in FORGERIES])
def test_what_a_transcript_says_of_itself_is_not_believed(audited, monkeypatch, forge):
    honest = auditor.proved("loss_contracts_given_past")
    monkeypatch.setattr(auditor, "claims", lambda _: (tuple(forge(honest.claims)), frozenset()))
    found = audited("3.8")
    assert not found.passes or found.ran


ABSURD = {
    "problem": {"symbols": {"x": {"sort": "constant"}}, "hypotheses": {"absurd": "0 > 0"}, "goals": ["x = 0"]},
    "proof": {"steps": [{"id": "end", "rule": "absurd", "fact": "absurd", "goal": "x = 0"}], "conclude": ["end"]},
}


@pytest.mark.usefixtures("nothing_replayed")
@pytest.mark.parametrize("key", ["text:A.15", "4.3", "Theorem 4.4", "3.18", "ville"])
def test_a_transcript_of_another_statement_is_no_evidence_for_any_script(audited, monkeypatch, key):
    """It is not what a repair, a consequence or a proof rests on: the script is run instead."""
    honest = auditor.claims

    def poisoned(name):
        found, ran = honest(name)
        return ((*found[:-1], {**found[-1], **ABSURD}), ran) if name not in ran else (found, ran)

    monkeypatch.setattr(auditor, "claims", poisoned)
    entry, found = register()[key], audited(key)
    script = entry.proof or entry.repair
    assert found.passes, found.reason
    assert found.ran == (script,)
    assert auditor.checked(script).problem == scripts.stated(script)


@pytest.mark.usefixtures("nothing_replayed")
def test_claims_of_one_name_that_differ_are_noticed(audited, monkeypatch):
    assert audited("3.8").passes
    auditor.checked.cache_clear()
    honest = auditor.proved("loss_contracts_given_past")
    changed = [{**honest.claims[0], "proof": None}, *honest.claims[1:]]
    monkeypatch.setattr(auditor, "claims", lambda name: ((), {name}))
    monkeypatch.setattr(auditor, "proved", lambda _: replace(honest, claims=changed))
    assert "two claims" in audited("3.8").reason


def test_an_instance_that_refutes_nothing_is_no_witness(audited):
    instance = register()["3.10"].instance()
    instance["constants"]["sigma"] = "-1"
    found = audited("3.10", instance=lambda: instance)
    assert not found.passes
    assert "does not refute" in found.reason


def test_a_missing_repair_does_not_change_a_refutation(audited):
    found = audited("3.10", repair=None, repaired=None)
    assert (found.verdict, found.passes, found.steps) == ("refuted", True, 0)


def test_neither_proof_nor_instance_is_open_and_passes_only_with_a_repair(audited):
    assert audited("3.10", instance=None).verdict == "open"
    assert audited("3.10", instance=None).passes
    assert not audited("3.10", instance=None, repair=None).passes


def test_a_slip_makes_a_false_display_a_typo_only_if_the_repair_is_proved(audited):
    assert audited("3.10", slip=True).verdict == "typo"
    assert audited("3.10", slip=True, repair=None).verdict == "refuted"


def test_a_proof_whose_printed_argument_is_refuted_is_a_rescue(audited):
    assert audited("3.9", argument=("3.8",)).verdict == "proved"
    assert audited("3.9", argument=("3.8", "3.10")).verdict == "rescued"


def test_proof_and_instance_together_are_an_error(audited):
    found = audited("3.8", instance=register()["3.10"].instance)
    assert not found.passes


@pytest.mark.usefixtures("nothing_replayed")
def test_a_consequence_rests_on_the_printed_claim_alone(audited, monkeypatch):
    """A script that derives the false from another hole, or without one, refutes nothing."""
    entry = register()["Theorem 4.4"]
    honest = auditor.proved(entry.consequence)
    assert honest.verdict.status == "holey"
    assert audited("Theorem 4.4").verdict == "refuted"
    assert "does not refute" in audited("Theorem 4.4", consequence=None).reason
    assert "alone" in audited("Theorem 4.4", consequence="descent").reason
    assert "alone" in audited("Theorem 4.4", statement=register()["4.21"].statement).reason
    true = [{"name": "true", "problem": {"goals": ["0 >= 0"]}, "proof": ZERO}]
    monkeypatch.setattr(auditor, "claims", lambda _: (true, set()))
    monkeypatch.setattr(auditor, "stated", lambda _: true[-1]["problem"])
    auditor.checked.cache_clear()
    assert "alone" in audited("Theorem 4.4").reason


def test_a_missing_script_is_reported(audited):
    found = audited("3.8", proof="nothing_here")
    assert not found.passes
    assert "no proof script" in found.reason


@pytest.mark.parametrize("name", ["3.19", "3.10", "Theorem 3.1", "ville", "2.3", "B.4"])
def test_explanations_fit_a_screen(name):
    text = explain.explain(name)
    assert 3 <= len(text.splitlines()) <= 40
    assert auditor.result(auditor.find(name).id).verdict in text.splitlines()[0]


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_explanations_are_folded_to_the_width(width):
    for name in ("3.10", "almost sure rate"):
        rows = explain.explain(name, width).splitlines()
        assert max(map(len, rows)) <= width
        assert width == 200 or max(map(len, rows)) > width * 3 // 4


def test_an_explanation_says_what_its_symbols_stand_for():
    (where,) = re.findall(r"^  where .*", explain.explain("3.10", 2000), re.MULTILINE)
    for said in (
        "s2C = sqrt(2*C)",
        "sk[0] = 1, sk[k+1] = srho*sk[k]",
        "e[k] = 1 as long as r^2",
        "d[k] = sqrt(dsq[k])",
    ):
        assert said in where


@pytest.mark.parametrize("key", ["3.10", "text:A.15", "ville", "Remark 4.3"])
def test_an_explanation_says_what_the_kernel_checked(key):
    (formally,) = re.findall(r"^  formally   (.*)", explain.explain(key, 2000), re.MULTILINE)
    entry = register()[key]
    assert formally == "; ".join(auditor.checked(entry.proof or entry.repair).problem["goals"])


def test_an_explanation_names_both_sides_of_a_refutation():
    text = explain.explain("3.10")
    assert "1/60" in text
    assert "alpha = 2" in text
    assert "√F(θ0)" in text


def test_verify_takes_one_id_or_several():
    import lojverify

    one = lojverify.verify("3.10")
    assert [found.verdict for found in one] == ["refuted"]
    assert [found.id for found in lojverify.verify(["(3.10)", "theorem 3.1"])] == ["3.10", "Theorem 3.1"]
    with pytest.raises(InputError, match="not in the register"):
        lojverify.verify(["3.10", "3.100"])


@pytest.mark.parametrize("ids", [3.8, [3.8], [None]])
def test_ids_are_texts(ids):
    with pytest.raises(InputError, match=r'texts? such as "3[.]10", not a'):
        auditor.verify(ids)
