"""Audits again only what an edit has touched, and keeps the rest from the last audit.

A cache file holds for each entry what its audit found and the files that this may depend on, with a digest of their
contents: the kernel, the auditor and the recorder, the modules of the paper and the proof scripts that the entry's
statement and proofs import or use, and those of the entries that its printed argument rests on; and of each of these
scripts what is stored of its proof. A result is taken from the cache only if all of this is as it was; a cache that
cannot be read is as good as none. It also keeps what the kernel's replay of each claim has shown (`replays`), so that
an entry that is audited again replays what has changed, and not all that this cites. The cache is the user's own, and
trusted: it keeps verdicts, not their evidence.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from . import __version__
from .errors import LojverifyError
from .results import Result
from .transcripts import digest, folder, forget, mark, modules, name_of, recorder, remembering, sources

_PACKAGE = Path(__file__).resolve().parent
_PARTS = ("errors.py", "exact.py", "replays.py", "transcripts.py", "results.py", "auditor.py")


class Audit(NamedTuple):
    """The results that `auditor.verify` would give, and what was done for them now.

    `audited` are the ids of the entries that were audited, `replayed` says how many claims the kernel replayed for
    them, and `restored` how many it had replayed before, in proofs that have not changed since.
    """

    results: list[Result]
    audited: list[str]
    replayed: int
    restored: int


def audit_changed(ids: Iterable[str] | None = None) -> Audit:
    """Audit these entries (all of them if none are named) where an edit has touched them since the last time.

    Raises InputError for an id that is not in the register.
    """
    forget()
    known = _load()
    wanted = None if ids is None else _found(ids)
    keys = known["order"] if known["register"] == _register_digest() else _order()
    results, audited = {}, []
    with remembering(known["replays"]) as memory:
        for key in keys:
            if wanted is None or key in wanted:
                kept = _kept(known["entries"].get(key))
                if kept is None:
                    audited.append(key)
                    kept = _audited(key, known["entries"])
                results[key] = kept
    if memory.restored:  # `auditor.verify` replays
        from .auditor import checked, result

        checked.cache_clear()
        result.cache_clear()
    if audited or keys != known["order"]:
        entries = {key: found for key, found in known["entries"].items() if key in keys}
        _store({"register": _register_digest(), "order": keys, "entries": entries, "replays": memory.records})
    return Audit(list(results.values()), audited, memory.replayed, memory.restored)


def cache_file() -> Path:
    """Where the results of the last audit of this checkout are kept."""
    place = hashlib.sha256(str(_PACKAGE).encode()).hexdigest()[:16]
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "lojverify" / f"audit-{place}.json"


def _found(ids: Iterable[str]) -> set[str]:
    from .paper.contents import find

    return {find(name).id for name in ids}


def _order() -> list[str]:
    from .paper.contents import register

    return list(register())


def _register_digest() -> str:
    return _digest(_PACKAGE.glob("paper/*.py"))


def _digest(paths: Iterable[Path], scripts: Iterable[str] = ()) -> str:
    """A digest of files, of what is stored of scripts, and of what runs them."""
    stored = [f"{script} {mark(script)}" for script in sorted(scripts)]
    return hashlib.sha256("\n".join([*_running(), digest(paths), *stored]).encode()).hexdigest()


@cache
def _running() -> tuple[str, ...]:
    return __version__, sys.version, version("sympy")


# -- what a result depends on ---------------------------------------------------------------------------------------


@cache
def depends_on(key: str) -> tuple[frozenset[Path], frozenset[str]]:
    """The files and the scripts that the audit of an entry may depend on."""
    from .derive.scripts import uses
    from .paper.contents import module_of, register

    entry = register()[key]
    found = modules(_PACKAGE / "paper" / f"{name}.py" for name in (module_of(key), "contents"))
    found |= {*recorder(), *_PACKAGE.glob("kernel/**/*.py"), *(_PACKAGE / name for name in _PARTS)}
    pending = [script for script in (entry.proof, entry.repair, entry.consequence) if script]
    seen = set(pending)
    while pending:
        script = pending.pop()
        cites, calls = uses(script)
        found |= sources(script, calls)
        pending += {*cites} - seen
        seen |= {*cites}
    others = [depends_on(other) for other in entry.argument]
    return frozenset(found.union(*(paths for paths, _ in others))), frozenset(seen.union(*(also for _, also in others)))


def _audited(key: str, entries: dict[str, Any]) -> Result:
    from .auditor import result

    found = result(key)
    entries.pop(key, None)
    with suppress(LojverifyError, OSError):  # a script that fails is run again next time
        paths, scripts = depends_on(key)
        parts = {"files": sorted(map(name_of, paths)), "scripts": sorted(scripts)}
        entries[key] = {**parts, "digest": _digest(paths, scripts), "result": asdict(found)}
    return found


def _kept(entry: Any) -> Result | None:
    """A result from the cache; None if a file or a stored proof that it depends on has changed, or if it is not one."""
    with suppress(OSError, TypeError, ValueError, LookupError):
        if _digest(map(_path, entry["files"]), entry["scripts"]) == entry["digest"]:
            fields = entry["result"]
            return Result(**{**fields, **{name: tuple(fields[name]) for name in ("rules", "holes", "ran")}})
    return None


@cache
def _path(name: str) -> Path:
    root, _, rest = name.partition("/")
    return (_PACKAGE if root == "lojverify" else folder()) / rest


# -- the cache file ---------------------------------------------------------------------------------------------------


def _load() -> dict[str, Any]:
    """What the cache holds; nothing if it is missing, or not what was written."""
    with suppress(OSError, ValueError, LookupError, TypeError):
        mark, _, text = cache_file().read_text(encoding="utf-8").partition("\n")
        if mark == hashlib.sha256(text.encode()).hexdigest():
            found: dict[str, Any] = json.loads(text)
            parts = {"register": str, "order": list, "entries": dict, "replays": dict}
            if all(isinstance(found[part], kind) for part, kind in parts.items()):
                return found
    return {"register": None, "order": [], "entries": {}, "replays": {}}


def _store(found: dict[str, Any]) -> None:
    text = json.dumps(found, ensure_ascii=False)
    from .certificates.files import write_whole

    with suppress(OSError, LojverifyError):  # without a cache, everything is audited next time
        cache_file().parent.mkdir(parents=True, exist_ok=True)
        write_whole(cache_file(), f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")
