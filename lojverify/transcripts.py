"""The stored proofs of all scripts, each claim once, and which sources they were recorded from.

``proofs/certificates/all.json`` is a proof file that the kernel replays by itself; ``sources.txt`` beside it has a line
for each script: its name, its claim, a digest of what it says (its text, that of the modules of `lojverify.paper` that
it imports, and of the recorder), the scripts whose claims it cites, and those whose functions it calls, which count to
its text. A transcript serves in place of running its script as long as the digest is that of the present sources, and
the claims that it cites are stated as they were. It is believed no more than the script: whoever uses it has the kernel
replay its claims.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .errors import LojverifyError
from .kernel import replay
from .kernel.check import FORMAT, MALFORMED, Statement
from .replays import Memory, cites, standing

_PACKAGE = Path(__file__).resolve().parent
CLAIMS, SOURCES = "all.json", "sources.txt"
Claim = dict[str, Any]


@cache
def folder() -> Path:
    """The folder of proof scripts: inside an installed package, beside it in a checkout."""
    for candidate in (_PACKAGE / "_proofs", _PACKAGE.parent / "proofs"):
        if candidate.is_dir():
            return candidate
    raise LojverifyError("the proof scripts are missing: this installation of lojverify is incomplete")


@dataclass(frozen=True)
class Source:
    """A line of the sources: what a script proves, a digest of what it says, the scripts that it cites or calls."""

    claim: str
    digest: str
    cites: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()


# -- sources -------------------------------------------------------------------------------------------------------

_IMPORT = re.compile(r"^ *from (?:lojverify\.paper\.|\.)(\w+) import", re.MULTILINE)


@cache
def _read(path: Path) -> tuple[str, tuple[str, ...]]:
    """The digest of a source file, and the modules of `lojverify.paper` that it imports; each is read once."""
    content = path.read_bytes()
    return hashlib.sha256(content).hexdigest(), tuple(_IMPORT.findall(content.decode("utf-8", "replace")))


def modules(paths: Iterable[Path]) -> set[Path]:
    """These source files and the modules of `lojverify.paper` that they import, directly or not."""
    found: set[Path] = set()
    pending = list(paths)
    while pending:
        path = pending.pop()
        if path not in found:
            found.add(path)
            pending += [_PACKAGE / "paper" / f"{name}.py" for name in _read(path)[1]]
    return found


def name_of(path: Path) -> str:
    """Where a source file is, in a checkout and in an installed package alike: lojverify/... or proofs/..."""
    if path.is_relative_to(folder()):
        return f"proofs/{path.relative_to(folder()).as_posix()}"
    return f"lojverify/{path.relative_to(_PACKAGE).as_posix()}"


def digest(paths: Iterable[Path]) -> str:
    """A digest of the places and contents of files."""
    return hashlib.sha256("\n".join(sorted(map(_line, paths))).encode()).hexdigest()[:32]


@cache
def _line(path: Path) -> str:
    return f"{name_of(path)} {_read(path)[0]}"


@cache
def recorder() -> frozenset[Path]:
    """The files of the recorder of derivations."""
    return frozenset(path for part in ("derive", "search") for path in (_PACKAGE / part).glob("*.py"))


def sources(script: str, calls: Iterable[str]) -> set[Path]:
    """The files that say what a script says: its own, those it calls and imports, and the recorder's."""
    return modules(folder() / f"{name}.py" for name in {script, *calls}) | recorder()


# -- what is stored ------------------------------------------------------------------------------------------------


@cache
def _stored() -> tuple[Mapping[str, Claim], Mapping[str, Source]]:
    """The stored claims and their sources; nothing where they cannot be read."""
    place = folder() / "certificates"
    try:
        claims = json.loads((place / CLAIMS).read_text(encoding="utf-8"))["claims"]
        lines = (place / SOURCES).read_text(encoding="utf-8").splitlines()
        found = {}
        for name, claim, then, cites, calls in (line.split("\t") for line in lines):
            found[name] = Source(claim, then, tuple(cites.split()), tuple(calls.split()))
        return {claim["name"]: claim for claim in claims}, found
    except (OSError, ValueError, LookupError, TypeError):
        return {}, {}


@cache
def up_to_date(script: str) -> Source | None:
    """The line of a script whose own sources have not changed since; None for any other."""
    source = _stored()[1].get(script)
    with suppress(OSError):  # a script that it calls is missing
        if source and source.claim in _stored()[0] and source.digest == digest(sources(script, source.calls)):
            return source
    return None


def stored_claim(source: Source) -> Claim:
    """The claim of a line of the sources."""
    return _stored()[0][source.claim]


@cache
def mark(script: str) -> str:
    """A digest of what is stored of a script: its line of the sources, and its claim."""
    source = _stored()[1].get(script)
    stored = _stored()[0].get(source.claim) if source else None
    return hashlib.sha256(json.dumps([source and asdict(source), stored], sort_keys=True).encode()).hexdigest()[:32]


def states(script: str, claim: Claim) -> bool:
    """Whether the stored claim of a script, be it up to date or not, has the name and the problem of this one."""
    source = _stored()[1].get(script)
    stored = _stored()[0].get(source.claim, {}) if source else {}
    return all(stored.get(key) == claim[key] for key in ("name", "problem"))


@cache
def recorded(script: str) -> tuple[Claim, ...] | None:
    """The stored claims of a script's proof, its own last, if it and all that it cites are up to date; else None."""
    source = up_to_date(script)
    if source is None:
        return None
    found: dict[str, Claim] = {}
    for name in source.cites:
        cited = recorded(name)
        if cited is None:
            return None
        for claim in cited:
            found.setdefault(claim["name"], claim)
    return (*found.values(), stored_claim(source))


_replayed: dict[str, tuple[Claim, Statement]] = {}
_memory: list[Memory] = []  # at most one; without it, every claim is replayed


@contextmanager
def remembering(records: Mapping[str, Any]) -> Iterator[Memory]:
    """Statements are taken from these records of earlier replays, where nothing has changed, and new ones recorded."""
    replaying = digest([*_PACKAGE.glob("kernel/**/*.py"), _PACKAGE / "replays.py"])
    memory = Memory(f"{sys.version} {replaying}", dict(records))
    _memory.append(memory)
    try:
        yield memory
    finally:
        _memory.pop()
        _replayed.clear()


def statement(claim: Claim, earlier: Mapping[str, Statement]) -> Statement:
    """The kernel's statement of a claim; each claim is replayed once a process (or restored, when `remembering`).

    Raises LojverifyError if it is not proved, or if another claim of the same name was replayed before.
    """
    name = str(claim["name"])
    if name not in _replayed:
        _replayed[name] = claim, _statement(claim, earlier)
    known, first = _replayed[name]
    if known != claim:
        raise LojverifyError(f"two claims are called {name}")
    return first


def _statement(claim: Claim, earlier: Mapping[str, Statement]) -> Statement:
    cited = None
    with suppress(*MALFORMED):  # what has no record is replayed
        cited = [standing(_replayed[name][0], earlier[name]) for name in cites(claim)] if _memory else None
    known = None if cited is None else _memory[-1].recall(claim, cited)
    if known is not None:
        return known
    verdict, found = replay([claim], earlier)
    if verdict.status == "rejected":
        raise LojverifyError(f"the claim {claim['name']} is not proved: {verdict.reason}")
    if cited is not None:
        _memory[-1].keep(claim, cited, found[-1])
    return found[-1]


def statements(claims: Iterable[Claim]) -> dict[str, Statement]:
    """The kernel's statements of claims in order, by name. Raises LojverifyError as `statement` does."""
    found: dict[str, Statement] = {}
    for claim in claims:
        found[str(claim["name"])] = statement(claim, found)
    return found


def forget() -> None:
    """Forget what was read and replayed, as after an edit of the sources."""
    for one in (_read, _line, mark, _stored, up_to_date, recorded):
        one.cache_clear()
    _replayed.clear()


# -- writing -------------------------------------------------------------------------------------------------------


def files(proofs: Mapping[str, tuple[Sequence[Claim], Iterable[str], Iterable[str]]]) -> dict[str, str]:
    """The contents of both files, from the claims (its own last), the cited and the called scripts of every script."""
    claims: dict[str, Claim] = {}
    lines = []
    for script in sorted(proofs):
        found, cites, calls = proofs[script]
        for claim in found:
            if claims.setdefault(claim["name"], claim) != claim:
                raise LojverifyError(f"two claims are called {claim['name']}")
        now = digest(sources(script, calls))
        lines.append("\t".join([script, found[-1]["name"], now, " ".join(cites), " ".join(calls)]))
    listed = ",\n".join(map(_lines, claims.values()))
    return {CLAIMS: f'{{"format":"{FORMAT}","claims":[\n{listed}\n]}}\n', SOURCES: "\n".join(lines) + "\n"}


def _lines(claim: Claim) -> str:
    """A claim in JSON, a step a line, so that a change of a proof is a change of a few lines."""
    proof = claim["proof"]
    rest = {key: value for key, value in proof.items() if key != "steps"}
    steps = ",\n".join(map(_compact, proof["steps"]))
    head = f'"name":{_compact(claim["name"])},"problem":{_compact(claim["problem"])}'
    return f'{{{head},\n"proof":{{"steps":[\n{steps}\n],{_compact(rest)[1:]}}}'


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
