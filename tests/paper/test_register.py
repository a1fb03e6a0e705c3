"""The register: every display once and in order, verdicts as computed, nothing blank, nothing circular."""

import pytest

from lojverify.errors import InputError
from lojverify.paper.contents import also, find, register

# What the audit must come to, entry by entry; the verdicts themselves are computed from evidence.
EXPECTED = {
    **dict.fromkeys(("1.1", "1.2", "2.1", "2.6", "3.3", "3.13", "3.17", "B.1"), "definition"),
    **dict.fromkeys(("2.2", "2.3", "2.5", "2.7", "2.8", "2.9", "2.10", "2.11", "2.12"), "assumption"),
    **dict.fromkeys(("2.4", "Lemma 2.1", "B.2", "B.3"), "proved"),
    **dict.fromkeys(("3.1", "3.2", "3.4", "3.5", "3.6", "3.7", "3.8", "3.9", "3.15", "3.16", "3.20", "3.21"), "proved"),
    **dict.fromkeys(("3.10", "3.11", "3.12", "3.14", "3.22", "text:2.12"), "refuted"),
    **dict.fromkeys(("B.4", "text:B.1"), "typo"),
    **dict.fromkeys(("path-length", "drift-martingale-sharp", "drift-martingale", "lojasiewicz alone"), "proved"),
    **dict.fromkeys(("Theorem 3.1 without Assumption 3", "gradient descent", "noise on a circle"), "proved"),
    **dict.fromkeys((f"A.{n}" for n in (1, 2, 3, 4, 5, 8, 9)), "definition"),
    **dict.fromkeys((*(f"A.{n}" for n in (6, 7, 10, 11, 12, 13, 14, 15)), "Theorem A.2"), "proved"),
    **dict.fromkeys(("Remark A.1", "text:A.4", "A.4 iterates", "text:A.15"), "refuted"),
    **dict.fromkeys(
        ("network Łojasiewicz", "network bound", "zeros in every annulus", "upper gradients", "single-sample noise"),
        "proved",
    ),
    "4.1": "definition",
    "4.2": "assumption",
    "4.3": "typo",
    "4.4": "proved",
    "Lemma 4.1": "proved",
    **dict.fromkeys(("4.7", "4.9", "4.11", "4.12", "4.13", "4.14", "bounded-noise"), "proved"),
    **dict.fromkeys(("4.5", "Lemma 4.2", "falling noise"), "proved"),
    "4.6": "definition",
    "4.8": "typo",
    "4.10": "assumption",
    "Remark 4.3": "refuted",
    **dict.fromkeys(("4.17", "4.18", "4.19", "4.20", "leaving almost surely", "leaving along a valley"), "proved"),
    **dict.fromkeys(("4.21", "4.21, O=I", "Theorem 4.4", "Theorem 4.4, O=I"), "refuted"),
    "gradients, q at most 2/3": "proved",
    "4.15": "definition",
    "4.16": "typo",
    **dict.fromkeys(("distance", "distance, shifted", "distance, any noise", "distance-log"), "proved"),
    "distance contracts": "proved",
    **dict.fromkeys(("near-linear", "near-linear, shifted", "near-linear, aiming", "near-linear contracts"), "proved"),
    **dict.fromkeys(("linear up to a square", "residuals aim", "residuals are steep"), "proved"),
    "smaller factor": "refuted",
    "3.18": "open",
    "3.19": "rescued",
    "Theorem 3.1": "rescued",
}


def displays():
    numbers = [f"1.{n}" for n in (1, 2)] + [f"2.{n}" for n in range(1, 13)]
    numbers += [f"3.{n}" for n in range(1, 23)] + [f"A.{n}" for n in range(1, 16)]
    return numbers + [f"B.{n}" for n in range(1, 5)]


def test_sections_1_to_3_and_the_appendices_are_complete_and_in_order():
    found = [key for key in register() if key[0] in "123AB" and key.replace(".", "")[1:].isdigit()]
    assert found == displays()


@pytest.mark.parametrize("key", EXPECTED)
def test_verdicts(key):
    from lojverify.auditor import result

    found = result(key)
    assert found.passes, found.reason
    assert found.verdict == EXPECTED[key]


def test_every_entry_passes_without_holes():
    from lojverify.auditor import verify

    results = verify()
    assert [r.id for r in results] == list(register())
    assert [(r.id, r.reason) for r in results if not r.passes] == []
    assert [r.id for r in results if r.holes] == []
    assert all(r.title and r.printed for r in results)


def test_false_displays_come_with_an_instance_and_what_holds_instead():
    from lojverify.auditor import verify

    false = [r for r in verify() if r.verdict in ("refuted", "typo")]
    assert len(false) >= 8
    for found in false:
        if find(found.id).denied:  # what the paper denies is proved
            assert found.steps
            continue
        assert found.witness is not None, found.id
        low, high = found.witness["evaluation"]["difference"]
        assert low.startswith("-") or high == "0" or found.id in ("text:B.1", "B.4"), found.id
    assert all(found.repaired for found in false if found.id != "2.4 on K")


def test_claims_have_statements_that_their_scripts_prove():
    from lojverify.derive import proved

    for entry in register().values():
        if entry.kind == "claim":
            assert entry.statement is not None, entry.id
            assert entry.proof or entry.instance or entry.repair, entry.id
        if entry.proof:
            assert proved(entry.proof).problem.data() == entry.statement().data(), entry.id


def test_references_exist_and_uses_are_acyclic():
    entries = register()
    for entry in entries.values():
        for reference in (*entry.uses, *entry.argument):
            assert reference in entries, (entry.id, reference)
    done, pending = set(), dict(entries)
    while pending:
        ready = [key for key, entry in pending.items() if set(entry.uses) <= done]
        assert ready, f"circular: {sorted(pending)}"
        done.update(ready)
        for key in ready:
            del pending[key]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("3.10", "3.10"),
        ("(3.10)", "3.10"),
        ("theorem 3.1", "Theorem 3.1"),
        ("LEMMA 2.1", "Lemma 2.1"),
        ("Assumption 1", "2.2"),
        ("assumption 2", "2.3"),
        ("Assumption 3", "2.5"),
        ("assumption 4", "2.10"),
        ("Ville", "ville"),
        ("b.4", "B.4"),
    ],
)
def test_names(written, key):
    assert find(written).id == key


@pytest.mark.parametrize("wrong", ["3.23", "Theorem 9.9", "vile", "", "(", "3.1 0"])
def test_wrong_names_are_refused_with_near_matches(wrong):
    with pytest.raises(InputError, match="not in the register"):
        find(wrong)


def test_a_number_that_is_both_shows_the_display_and_names_the_statement():
    assert [entry.id for entry in also(find("3.1"))] == ["Theorem 3.1"]
