"""Searches for the worlds of proofs/worlds.json: `python tests/update_worlds.py [SCRIPT]...`

Witnesses for every script that has none; then, for the scripts that are named (`all`: those without any), worlds that
show which hypotheses they need, which takes half a minute each. What is found is only proposed: the kernel verifies it
wherever it is used.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STORE = ROOT / "proofs" / "worlds.json"
MOVES = 48


def witness(script, problem, others):
    """Numbers of a world that meets all hypotheses (perhaps of others), or a sentence that says why there are none."""
    from lojverify.kernel.arguments import Arguments
    from lojverify.kernel.instances import read_model
    from lojverify.kernel.polynomial import Rejected
    from lojverify.kernel.theory import Theory
    from lojverify.necessity import ABSURD
    from lojverify.search.finite import Worlds, complete, search

    try:
        worlds = Worlds(problem)
        read_model(worlds.statement, worlds.problem, Arguments(Theory(), {}, worlds.instance({})))
    except Rejected as error:
        return f"no world on the line: {error}"
    for numbers in others:
        if complete(worlds, numbers, ABSURD, None) is not None:
            return numbers
    found = search(worlds, {}, ABSURD, None, script, 12 * MOVES)
    if found is None or complete(worlds, found, ABSURD, None) is None:
        return "none found among the worlds on the line"
    return found


def needed(script, problem, used, base):
    """How the worlds differ from the base in which one used hypothesis and some goal fail, by hypothesis."""
    from lojverify.search.finite import Worlds, complete, search

    worlds = Worlds(problem)
    found = {}
    for label in used:
        numbers = search(worlds, base, problem["goals"], label, f"{script} {label}", MOVES)
        if numbers is not None and complete(worlds, numbers, problem["goals"], label) is not None:
            found[label] = {name: str(x) for name, x in numbers.items() if base.get(name) != x}
    return found


def write(known):
    rows = ",\n".join(f"{json.dumps(key)}: {json.dumps(known[key])}" for key in sorted(known))
    STORE.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")


def main(names):
    from fractions import Fraction

    from lojverify.auditor import checked
    from lojverify.errors import LojverifyError
    from lojverify.paper.contents import register

    scripts = dict.fromkeys(s for entry in register().values() for s in (entry.proof, entry.repair) if s)
    known = json.loads(STORE.read_text(encoding="utf-8")) if STORE.is_file() else {}
    known = {script: one for script, one in known.items() if script in scripts}
    for script in scripts:
        if script not in known:
            try:
                others = [one["witness"] for one in known.values() if "witness" in one]
                numbers = [{name: Fraction(text) for name, text in one.items()} for one in others]
                found = witness(script, checked(script).problem, numbers)
            except LojverifyError as error:
                print(error)  # noqa: T201
                continue
            known[script] = {"reason": found}
            if isinstance(found, dict):
                known[script] = {"witness": {name: str(x) for name, x in sorted(found.items())}, "needed": {}}
            print(script, known[script].get("reason", "witness"), flush=True)  # noqa: T201
            write(known)
    for script in scripts:
        if "witness" in known.get(script, {}) and (script in names or ("all" in names and not known[script]["needed"])):
            evidence = checked(script)
            if all("->" in goal.rpartition("|-")[2] or "int[" in goal for goal in evidence.problem["goals"]):
                continue  # no goal can be evaluated
            base = {name: Fraction(text) for name, text in known[script]["witness"].items()}
            known[script]["needed"] = needed(script, evidence.problem, evidence.verdict.used, base)
            print(script, len(known[script]["needed"]), flush=True)  # noqa: T201
            write(known)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1:])
