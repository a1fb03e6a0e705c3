"""Searches for the worlds of proofs/worlds.json: `python tests/update_worlds.py [SCRIPT]...` (all that have none).

It takes minutes; what it finds is only proposed, and verified by the kernel wherever it is used.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOVES = 48


def found(script, problem, used, old):
    from lojverify.necessity import ABSURD
    from lojverify.search.finite import Worlds, complete, search

    worlds = Worlds(problem)
    base = search(worlds, {}, ABSURD, None, script, 12 * MOVES)
    if base is None or complete(worlds, base, ABSURD, None) is None:
        return old
    needed = {}
    evaluable = any("->" not in goal.rpartition("|-")[2] and "int[" not in goal for goal in problem["goals"])
    for label in problem["hypotheses"]:
        if label in used and evaluable:
            numbers = search(worlds, base, problem["goals"], label, f"{script} {label}", MOVES)
            if numbers is not None and complete(worlds, numbers, problem["goals"], label) is not None:
                needed[label] = {name: str(x) for name, x in numbers.items() if base.get(name) != x}
    return {"witness": {name: str(x) for name, x in sorted(base.items())}, "needed": needed}


def main(names):
    from lojverify.auditor import checked
    from lojverify.paper.contents import register

    path = ROOT / "proofs" / "worlds.json"
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    scripts = [script for entry in register().values() for script in (entry.proof, entry.repair) if script]
    for script in dict.fromkeys(scripts):
        if script in names or (not names and script not in known):
            evidence = checked(script)
            one = found(script, evidence.problem, evidence.verdict.used, known.get(script))
            if one is not None:
                known[script] = one
            print(script, len(one["needed"]) if one else "nothing", flush=True)  # noqa: T201
            rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(known[key])}" for key in sorted(known))
            path.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1:])
