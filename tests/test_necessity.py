"""Hypotheses: that they can be met, which are needed, and which are not, by instances that the kernel verifies."""

import pytest

from lojverify.paper.contents import find, register


def claims():
    """The proved claims of the register: an entry for each script."""
    found = {}
    for entry in register().values():
        for script in (entry.proof, entry.repair):
            if script:
                found.setdefault(script, entry)
    return found


def of(key):
    from lojverify.necessity import hypotheses

    entry = find(key)
    return hypotheses(entry, entry.proof or entry.repair)


def test_every_proved_claim_has_a_proposed_witness_or_a_reason_why_not():
    from lojverify.necessity import proposals

    stored = proposals()
    assert set(stored) == set(claims()), "python tests/update_worlds.py"
    assert all(("witness" in one) != bool(one.get("reason")) for one in stored.values())
    share = sum("witness" in one for one in stored.values()) / len(stored)
    assert 13 / 20 < share < 3 / 4  # the README says that about three in ten have none


def test_the_kernel_accepts_what_is_proposed():
    from lojverify.auditor import checked
    from lojverify.necessity import hypotheses, proposals

    counted = 0
    for script, entry in claims().items():
        stored = proposals().get(script, {})
        if "witness" in stored:
            found = hypotheses(entry, script)
            assert found.witness is not None, script
            assert set(found.needed) == set(stored["needed"]), script
            labels = [*found.needed, *found.spared, *found.unused, *found.undecided]
            assert sorted(labels) == sorted(checked(script).problem["hypotheses"]), script
            assert not {*found.needed} & {*found.unused, *found.spared}, script
            counted += len(found.needed)
        else:
            found = hypotheses(entry, script)
            assert found.witness or found.reason, script
    assert counted >= 60


def test_theorem_3_1_does_without_assumption_3():
    found = of("Theorem 3.1")
    assert {"(2.5)", "M0>0"} <= set(found.spared)
    assert set(found.spared.values()) == {"theorem_3_1_unconfined"}
    assert not {"(2.5)", "M0>0"} & {*found.undecided, *found.needed}


def test_a_script_that_proves_less_spares_nothing():
    from dataclasses import replace

    from lojverify import necessity

    entry = replace(find("Theorem 3.1"), without=("theorem_without_confinement",))
    assert necessity.hypotheses(entry, "theorem_3_1").spared == {}
    entry = replace(find("Theorem 3.1"), chosen=())
    assert necessity.hypotheses(entry, "theorem_3_1").spared == {}


@pytest.mark.parametrize(
    ("key", "needed"),
    [
        ("3.2", {"eta>0", "eta<=1/alpha", "eta<=PSB"}),
        ("3.8", {"eta>0", "iteration", "lojasiewicz on R", "second_moment"}),
        ("ville", {"iteration"}),
    ],
)
def test_hypotheses_that_are_needed(key, needed):
    assert needed <= set(of(key).needed)


def test_numbers_that_are_wrong_are_not_believed(monkeypatch):
    from lojverify import necessity

    stored = {"rho_range": {"witness": {"eta": "-1"}, "needed": {"eta>0": {"eta": "1"}, "nothing": {"eta": "0"}}}}
    monkeypatch.setattr(necessity, "proposals", lambda: stored)
    found = of("rho")
    assert found.witness is None
    assert found.needed == {}
    assert "eta>0" in found.undecided


def test_an_instance_of_another_entry_with_the_same_hypotheses_is_a_witness():
    assert of("B.4").witness is not None
