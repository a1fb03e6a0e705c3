"""Computes the verdict of every entry of the register from evidence that the kernel has checked."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache

from .derive.scripts import claims, proved, stated
from .errors import InputError, LojverifyError
from .kernel.check import Verdict, verdict_on
from .kernel.instances import Evaluation, refute
from .kernel.polynomial import Rejected
from .paper.contents import find, register
from .paper.register import Entry
from .results import Result
from .transcripts import statements


def verify(ids: str | Iterable[str] | None = None) -> list[Result]:
    """The verdicts of the named entries (all of them if none are named), in the register's order.

    ids   an id or several, such as "3.10", "Theorem 3.1" or "ville"

    Each `Result` has the verdict, what it rests on, and whether it `passes`: stands on checked evidence without holes.
    Raises InputError for an id that is not in the register.
    """
    if ids is not None and not isinstance(ids, Iterable):
        raise InputError(f'ids are texts such as "3.10", not a {type(ids).__name__}')
    names = [ids] if isinstance(ids, str) else ids
    wanted = None if names is None else {find(name).id for name in names}
    return [result(key) for key in register() if wanted is None or key in wanted]


@cache
def result(key: str) -> Result:
    """The audit of the entry with this id; each is computed once a process."""
    return _result_or_failure(register()[key])


def _result_or_failure(entry: Entry) -> Result:
    started = time.perf_counter()
    try:
        return _result(entry, started)
    except (LojverifyError, Rejected) as error:
        return _failed(entry, started, str(error))


def _result(entry: Entry, started: float) -> Result:
    if entry.kind in ("definition", "assumption"):
        if entry.statement is not None:
            entry.statement().read()
        return _made(entry, entry.kind, None, None, started)
    proof = _proof(entry, entry.proof) if entry.proof else None
    repair = checked(entry.repair) if entry.repair else None
    witness = _witness(entry) if entry.instance is not None else None
    if proof is not None and witness is not None:
        raise LojverifyError(f"{entry.id} is both proved and refuted")
    if witness is not None:
        verdict = "typo" if entry.slip and repair is not None else "refuted"
    elif proof is not None and entry.denied:
        verdict = "refuted"
    elif proof is not None:
        verdict = "rescued" if any(result(a).verdict == "refuted" for a in entry.argument) else "proved"
    else:
        verdict = "open"
    return _made(entry, verdict, proof or repair, witness, started)


@dataclass(frozen=True)
class Evidence:
    """A proof that the kernel has replayed: its claims, the kernel's verdict, and the scripts that were run for it.

    Of every other script it has the transcript, recorded from the sources that are there now.
    """

    claims: Sequence[Mapping[str, object]]
    verdict: Verdict
    ran: frozenset[str]

    @property
    def problem(self) -> object:
        """What is proved: the problem of the last claim."""
        return self.claims[-1]["problem"]


def _proof(entry: Entry, script: str) -> Evidence:
    """What the script proves, after comparing its problem with the printed statement."""
    found = checked(script)
    if entry.statement is None or found.problem != entry.statement().data():
        raise LojverifyError(f"the script {script} does not prove the statement of {entry.id}")
    return found


@cache
def checked(script: str) -> Evidence:
    """What a script proves, with the kernel's verdict on its claims; what the script says of itself is not believed.

    An up-to-date transcript serves in place of running the script, if it ends in the problem that the script states;
    either is replayed.
    """
    found, ran = claims(script)
    if script not in ran and found[-1]["problem"] == stated(script):
        with suppress(LojverifyError):  # the kernel rejects the transcript: the script itself is asked
            return Evidence(found, verdict_on(statements(found).values()), ran)
    whole = proved(script)
    if whole.claims[-1]["problem"] != whole.problem.data():
        raise LojverifyError(f"the script {script} ends in the proof of another problem than its own")
    return Evidence(whole.claims, verdict_on(statements(whole.claims).values()), ran | {script})


def _witness(entry: Entry) -> dict[str, object]:
    if entry.statement is None or entry.instance is None:
        raise LojverifyError(f"{entry.id} has an instance but no statement")
    instance = entry.instance()
    problem = _consequence(entry) if entry.consequence else entry.statement().data()
    verdict, evaluation = refute(problem, instance)
    if verdict.status != "refuted" or evaluation is None:
        raise LojverifyError(f"the instance for {entry.id} does not refute it: {verdict.reason}")
    return {"instance": instance, "evaluation": _evaluation(evaluation)}


def _consequence(entry: Entry) -> object:
    """The problem that a script derives from the printed claim and from nothing else that is unproved."""
    if entry.statement is None or entry.consequence is None:
        raise LojverifyError(f"{entry.id} has no consequence")
    printed, found = entry.statement(), checked(entry.consequence)
    claim = {"name": printed.name, "problem": printed.data(), "proof": None}
    if claim not in found.claims or set(found.verdict.holes) != {f"{printed.name}: {printed.name}"}:
        raise LojverifyError(f"the script {entry.consequence} does not derive its problem from {entry.id} alone")
    return found.problem


def _evaluation(found: Evaluation) -> dict[str, object]:
    return {
        "goal": found.goal,
        "letters": dict(found.letters),
        "sides": [{"term": term, "between": [str(v.lo), str(v.hi)]} for term, v in found.sides],
        "difference": [str(found.value.lo), str(found.value.hi)],
    }


def _made(
    entry: Entry, verdict: str, evidence: Evidence | None, witness: dict[str, object] | None, started: float
) -> Result:
    holes = evidence.verdict.holes if evidence else ()
    missing = verdict == "open" and evidence is None
    reason = "it rests on unproved facts" if holes else "neither form is proved" if missing else ""
    return Result(
        id=entry.id,
        title=entry.title,
        verdict=verdict,
        printed=entry.printed,
        repaired=entry.repaired,
        steps=evidence.verdict.steps if evidence else 0,
        rules=tuple(evidence.verdict.rules) if evidence else (),
        holes=tuple(holes),
        witness=witness,
        seconds=time.perf_counter() - started,
        passes=not reason,
        reason=reason,
        script=entry.proof or entry.repair if evidence else None,
        ran=tuple(sorted(evidence.ran)) if evidence else (),
    )


def _failed(entry: Entry, started: float, reason: str) -> Result:
    seconds = time.perf_counter() - started
    return Result(
        entry.id,
        entry.title,
        "open",
        entry.printed,
        entry.repaired,
        0,
        (),
        (),
        None,
        seconds,
        passes=False,
        reason=reason,
    )
