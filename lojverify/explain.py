"""Explains an entry of the register: what is printed, what is wrong, what holds, and on what it rests.

The formulas of an entry are for readers; `formally` are the goals that the kernel checked, in its language.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .auditor import checked, result
from .derive import Proved, proved
from .derive.legend import legend
from .exact import decimal
from .necessity import hypotheses
from .paper.contents import DISPLAY, also, find
from .paper.register import Entry


def explain(name: str, width: int = 120) -> str:
    """An entry in at most a screen: printed form, verdict and why, what holds instead, hypotheses, instance, steps.

    width   of the screen, at least 40; longer lines are folded

    Raises InputError with near matches for a name that is not in the register.
    """
    entry = find(name)
    found = result(entry.id)
    label = f"({entry.id})" if DISPLAY.fullmatch(entry.id) else entry.id
    verdict = f"{found.verdict}{'' if found.passes else f' (does not pass: {found.reason})'}"
    lines = [_Line(f"{label}  {entry.title}: {verdict}", indent=0, hang=4)]
    lines += _field("printed", entry.printed)
    if entry.repaired:
        lines += _field("corrected" if found.verdict == "typo" else "instead", entry.repaired)
    for note in entry.notes:
        lines += _field("note", note)
    if found.witness:
        lines += _instance_lines(found.witness)
    if entry.consequence:
        steps = checked(entry.consequence).verdict.steps
        lines += _field("because", f"the printed claim implies it: proofs/{entry.consequence}.py, {steps} steps")
    script = entry.proof or entry.repair
    if script:
        lines += _proof_lines(entry, script, "proof" if entry.proof else "of that")
    related = [f"{e.id}: {result(e.id).verdict}" for e in also(entry)]
    if related:
        lines += _field("see also", ", ".join(related))
    return "\n".join(row for line in lines for row in line.folded(max(width, _NARROWEST)))


@dataclass(frozen=True)
class _Line:
    """A line of an explanation, which is folded to the width of the screen, and cut after `most` rows."""

    text: str
    indent: int = 2
    hang: int = 13
    most: int | None = None

    def folded(self, width: int) -> list[str]:
        """The rows."""
        return textwrap.wrap(
            self.text,
            width,
            initial_indent=" " * self.indent,
            subsequent_indent=" " * self.hang,
            max_lines=self.most,
            placeholder=" ...",
            break_on_hyphens=False,
        )


def _field(name: str, text: str) -> list[_Line]:
    """A named line."""
    return [_Line(f"{name:9}  {text}" if name else text, indent=2 if name else 13)]


def _instance_lines(witness: dict[str, object]) -> list[_Line]:
    evaluation: Any = witness["evaluation"]
    instance: Any = witness["instance"]
    said = [
        f"{key}(x) = {' | '.join(p['value'] for p in pieces)}" for key, pieces in instance.get("functions", {}).items()
    ]
    said += [f"{key} = {value}" for key, value in instance.get("constants", {}).items()]
    said += [f"{key} = ({', '.join(value)})" for key, value in instance.get("vectors", {}).items()]
    chain = instance.get("chain", {})
    for outcome in chain.get("outcomes", []):
        values = ", ".join(f"{key} = ({', '.join(value)})" for key, value in outcome["values"].items())
        said.append(f"{values} with probability {outcome['probability']}")
    at = "".join(f", at {key} = {value}" for key, value in evaluation["letters"].items())
    lines = [*_field("instance", "; ".join(said)), *_field("false", evaluation["goal"] + at)]
    for side in evaluation["sides"]:
        lines += _field("", f"{side['term']} is {_rounded(side['between'])}")
    return lines


def _rounded(between: list[str]) -> str:
    """An enclosure as its exact value if it is one, else as a decimal rounded down with dots behind."""
    if between[0] == between[1]:
        return between[0]
    return f"{decimal(Fraction(between[0]), 12, toward='down')}..."


def _proof_lines(entry: Entry, script: str, name: str) -> list[_Line]:
    found, verdict = proved(script), checked(script).verdict
    lines = _field(name, f"proofs/{script}.py, {verdict.steps} steps by {len(verdict.rules)} rules")
    goals = "; ".join(found.problem.goals)
    lines.append(_Line(f"{'formally':9}  {goals}", most=_ROWS))
    lines += _hypothesis_lines(entry, script)
    outline = found.outline()
    room = max(_LEAST, _SCREEN - len(lines))
    shown = (found.outline(noted=True) if len(outline) > room else outline)[-room:]
    lines += [_Line(line.strip(), hang=6, most=_ROWS) for line in shown]
    left = len(outline) - len(shown)
    if left:
        lines.append(_Line(f"({left} more lines: run proofs/{script}.py)"))
    meaning = legend(_definitions(entry, found), " ".join([*found.problem.goals, *shown]))
    return [*lines, *_field("where", "; ".join(meaning))] if meaning else lines


def _definitions(entry: Entry, found: Proved) -> list[Mapping[str, Any]]:
    """Those of the printed claim, of what is proved, and of its proof."""
    printed = [] if entry.statement is None else entry.statement().definitions
    steps = [step for step in found.steps if step["rule"] == "define"]
    return [*printed, *found.problem.definitions, *steps]


def _hypothesis_lines(entry: Entry, script: str) -> list[_Line]:
    """What each hypothesis of the proved claim is for."""
    found = hypotheses(entry, script)
    rows = [
        ("needed", "false without it, by an exact instance each", found.needed),
        ("used", "whether the claim holds without it is not decided", found.undecided),
        ("not used", "the proof does without it", found.unused),
        *(("spared", f"proved without it by proofs/{other}.py", labels) for other, labels in _by_script(found.spared)),
    ]
    lines = []
    for name, meaning, labels in rows:
        if labels:
            lines += _field(name, f"{', '.join(labels)}  ({meaning})")
    met = (
        "an exact instance meets all hypotheses"
        if found.witness
        else f"that all hypotheses can be met at once is not shown: {found.reason}"
    )
    return [*lines, *_field("witness", met)]


def _by_script(spared: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    return [(one, [label for label in spared if spared[label] == one]) for one in dict.fromkeys(spared.values())]


_SCREEN, _LEAST = 18, 4
_ROWS, _NARROWEST = 3, 40
