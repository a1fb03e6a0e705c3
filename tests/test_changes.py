"""verify --changed: what an edit has touched is audited again, and nothing else; a broken cache is no cache."""

import json
import re

import pytest

IDS = ("2.3", "2.4", "3.2", "B.2", "rho")  # an assumption; 3.2 rests on rho_range, as rho does
OURS = ("2.4", "3.2", "B.2", "rho")


def changed(copy):
    """The ids that were audited again, and what was printed of the entries."""
    *shown, last = copy.run("-m", "lojverify", "verify", "--changed", *IDS).stdout.splitlines()
    if "unchanged" not in last:
        return [*IDS], shown
    again = re.search(r"audited again: ([^;]*);", last)
    return again[1].split(", ") if again else [], shown


@pytest.fixture(scope="module")
def recorded(copy):
    """A copy with transcripts of these entries."""
    copy.record("growth_inside", "growth_on_ball", "rho_in_unit_interval", "slope_is_lipschitz")
    assert changed(copy)[0] == [*IDS]
    return copy


@pytest.fixture
def audited(recorded):
    """The same, in which these entries have been audited with --changed."""
    changed(recorded)
    return recorded


def test_only_what_an_edit_touches_is_audited_again(audited):
    first = changed(audited)
    assert first[0] == []
    for file, again in (
        ("proofs/slope_is_lipschitz.py", ["2.4", "B.2"]),  # the printed argument for 2.4 uses B.2
        ("proofs/rho_range.py", ["3.2", "rho"]),
        ("lojverify/paper/own_results.py", ["rho"]),
        ("proofs/descent.py", ["2.4"]),
        ("proofs/ville.py", []),
        ("lojverify/kernel/facts.py", [*IDS]),
    ):
        audited.edit(file)
        found, shown = changed(audited)
        assert found == again, file
        assert shown == first[1]
        assert changed(audited)[0] == []


def test_an_edit_that_breaks_a_proof_is_noticed_and_stays_so(audited):
    start = "def derive() -> Proved:"
    audited.edit("proofs/slope_is_lipschitz.py", start, f"{start}\n    raise ValueError")
    for _ in range(2):
        assert "ValueError" in audited.run("-c", BROKEN).stdout
    audited.edit("proofs/slope_is_lipschitz.py", f"{start}\n    raise ValueError", start)


def test_a_stored_proof_that_changes_is_not_taken_from_the_cache(audited):
    store = audited.folder / "proofs" / "certificates" / "all.json"
    text, shown = store.read_text(encoding="utf-8"), changed(audited)[1]
    claims = json.loads(text)
    for claim in claims["claims"]:
        if claim["name"] == "B.2":
            claim["problem"] = {"goals": ["0 >= 0"]}
    for content in (json.dumps(claims), text):
        assert content != store.read_text(encoding="utf-8")
        store.write_text(content, encoding="utf-8")
        assert changed(audited) == (["2.4", "B.2"], shown)
        assert changed(audited)[0] == []


def replays(copy):
    """How many claims were replayed for the entries that were audited again, and how many were not."""
    said = copy.run("-c", REPLAYS, *IDS).stdout.split()
    return tuple(map(int, said))


REPLAYS = """
import sys
from lojverify.changes import audit_changed
found = audit_changed(sys.argv[1:])
print(found.replayed, found.restored)
"""


def test_only_what_an_edit_touches_is_replayed(audited):
    audited.edit("proofs/descent.py")  # it says what it said
    replayed, restored = replays(audited)
    assert (replayed, restored > 0) == (0, True)
    audited.edit("lojverify/kernel/facts.py")
    replayed, restored = replays(audited)
    assert (replayed > 0, restored) == (True, 0)
    assert replays(audited) == (0, 0)


def test_a_stored_proof_that_proves_nothing_is_not_hidden_by_its_record(audited):
    store = audited.folder / "proofs" / "certificates" / "all.json"
    text, shown = store.read_text(encoding="utf-8"), changed(audited)[1]
    claims = json.loads(text)
    for claim in claims["claims"]:
        if claim["name"] == "B.2":
            claim["proof"]["steps"].pop()
    store.write_text(json.dumps(claims), encoding="utf-8")
    said = audited.run("-m", "lojverify", "verify", "--changed", *IDS).stdout
    assert "slope_is_lipschitz" in said.splitlines()[-1]  # the kernel rejects it, and its script is run
    store.write_text(text, encoding="utf-8")
    assert changed(audited) == (["2.4", "B.2"], shown)


BROKEN = """
from lojverify.changes import audit_changed
(found,), *_ = audit_changed(["B.2"])
print(found.passes, found.reason)
"""


@pytest.mark.parametrize("harm", ["nothing", "text", "number", "cut", "folder"])
def test_a_cache_that_is_not_what_was_written_is_not_believed(audited, harm):
    (file,) = (audited.folder / "cache" / "lojverify").iterdir()
    text = file.read_text(encoding="utf-8")
    if harm == "folder":
        file.unlink()
        file.mkdir()
    else:
        mark, _, rest = text.partition("\n")
        forged = rest.replace('"verdict": "proved"', '"verdict": "refuted"')
        assert forged != rest
        file.write_text(
            {"nothing": "", "text": f"{mark}\n{forged}", "number": "1", "cut": text[:-9]}[harm], encoding="utf-8"
        )
    again, shown = changed(audited)
    assert again == [*IDS]
    assert not any("refuted" in line for line in shown)


def test_results_from_the_cache_are_those_of_the_audit(audited):
    kept = json.loads(audited.run("-m", "lojverify", "verify", "--changed", "--json", *OURS).stdout)
    anew = json.loads(audited.run("-m", "lojverify", "verify", "--json", *OURS).stdout)
    for one in (*kept, *anew):
        del one["seconds"]
    assert kept == anew
