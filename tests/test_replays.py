"""Records of replays: a restored statement is the replayed one, and a record serves no other claim, lemma or kernel."""

import copy
import dataclasses
import json

import pytest

from lojverify import transcripts
from lojverify.kernel.check import replay, verdict_on
from lojverify.replays import Memory, cites, standing


@pytest.fixture(scope="module")
def replayed():
    """The stored claims of some scripts, with the kernel's statements, by name."""
    listed = json.loads((transcripts.folder() / "certificates" / "all.json").read_text(encoding="utf-8"))["claims"]
    verdict, statements = replay(listed[:70])
    assert verdict.status == "proved"
    return {claim["name"]: (claim, found) for claim, found in zip(listed[:70], statements, strict=True)}


def cited(claim, replayed):
    return [standing(*replayed[name]) for name in cites(claim)]


def recorded(replayed):
    """A memory of all of them, as a later process reads it."""
    memory = Memory("kernel")
    for claim, found in replayed.values():
        memory.keep(claim, cited(claim, replayed), found)
    assert memory.replayed == len(replayed)
    return Memory("kernel", json.loads(json.dumps(memory.records)))


def test_a_restored_statement_is_the_replayed_one(replayed):
    memory, proved = recorded(replayed), 0
    for claim, found in replayed.values():
        again = memory.recall(claim, cited(claim, replayed))
        for one in dataclasses.fields(found):
            if one.name != "theory":
                assert getattr(again, one.name) == getattr(found, one.name), (claim["name"], one.name)
        attributes = {name: found.theory.symbols[name] for name in found.stated}
        assert {name: again.theory.symbols[name] for name in again.stated} == attributes
        assert {n: o for n, o in found.theory.origins.items() if n in found.stated} == again.theory.origins
        assert verdict_on([again]) == verdict_on([found])
        assert list(again.rules) == list(found.rules)
        proved += attributes != found.stated
    assert memory.restored == len(replayed)
    assert proved > 3


def test_the_kernel_replays_the_same_on_restored_statements(replayed):
    memory = recorded(replayed)
    earlier = {name: memory.recall(claim, cited(claim, replayed)) for name, (claim, _) in replayed.items()}
    used = 0
    for name, (claim, found) in replayed.items():
        if names := cites(claim):
            verdict, again = replay([claim], {key: earlier[key] for key in names})
            assert verdict.status == "proved", (name, verdict.reason)
            assert (again[-1].proved_goals, again[-1].used) == (found.proved_goals, found.used)
            used += 1
    assert used > 20


def test_a_record_serves_nothing_else(replayed):
    memory = recorded(replayed)
    name = next(name for name, (claim, _) in replayed.items() if len(cites(claim)) > 1)
    claim, _ = replayed[name]
    behind = cited(claim, replayed)
    assert memory.recall(claim, behind)
    assert memory.recall(claim, behind[1:]) is None
    assert memory.recall(claim, [*behind[1:], "another statement"]) is None
    assert Memory("another kernel", memory.records).recall(claim, behind) is None
    for harm in ("step", "goal", "name", "conclusion"):
        other = copy.deepcopy(claim)
        if harm == "step":
            other["proof"]["steps"].pop()
        elif harm == "goal":
            other["problem"]["goals"][0] = "0 > 0"
        elif harm == "name":
            other["name"] = next(iter(replayed))
        else:
            other["proof"]["conclude"][0] = "0"
        assert memory.recall(other, behind) is None, harm


def test_what_is_no_record_is_none(replayed):
    memory = recorded(replayed)
    name, (claim, _) = next(iter(replayed.items()))
    record = memory.records[name]
    for broken in (
        None,
        [],
        {},
        {"mark": record["mark"]},
        {**record, "rules": 3},
        {**record, "attributes": {"?": [0, 1]}},
    ):
        memory.records[name] = broken
        assert memory.recall(claim, cited(claim, replayed)) is None
    assert memory.restored == 0


def test_the_standing_of_a_claim_is_what_it_says_and_shows_not_how(replayed):
    claim, found = next((c, s) for c, s in replayed.values() if s.stated != {n: s.theory.symbols[n] for n in s.stated})
    assert standing({**claim, "proof": None}, found) == standing(claim, found)
    (bare,) = replay([{**claim, "proof": None}])[1]
    assert standing(claim, bare) != standing(claim, found)
    problem = {**claim["problem"], "goals": ["0 = 0"]}
    assert standing({**claim, "problem": problem}, found) != standing(claim, found)


def test_without_a_memory_everything_is_replayed(replayed):
    claims = [claim for claim, _ in replayed.values()][:20]
    for times in range(2):
        transcripts.forget()
        with transcripts.remembering({}) as memory:
            transcripts.statements(claims)
        assert (memory.replayed, memory.restored) == (len(claims), 0), times
    with transcripts.remembering(memory.records) as later:
        transcripts.statements(claims)
    assert (later.replayed, later.restored) == (0, len(claims))
    transcripts.statements(claims)  # outside, nothing is restored
    assert (later.replayed, later.restored) == (0, len(claims))
