"""A finished derivation: its claims, its verdict, and its steps for readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..kernel.check import FORMAT, Statement, Verdict
from ..kernel.facts import Condition, Fact
from .problem import Problem


@dataclass(frozen=True)
class Proved:
    """A finished derivation: its problem, the claims of its file (cited ones first), and the kernel's verdict."""

    problem: Problem
    claims: list[dict[str, object]]
    verdict: Verdict
    statements: dict[str, Statement] = field(repr=False)
    facts: dict[str, Fact] = field(repr=False)
    steps: list[dict[str, object]] = field(repr=False)
    says: dict[str, str] = field(repr=False)  # what the script wrote for the fact with a label

    def file(self) -> dict[str, object]:
        """The self-contained proof file."""
        return {"format": FORMAT, "claims": self.claims}

    def report(self) -> str:
        """The hypotheses, the steps with what each proves and by which rule, and the verdict."""
        lines = [f"{self.problem.name}: {self.problem.title}"]
        lines += [f"  given  {label}: {text}" for label, text in self.problem.hypotheses.items()]
        lines += [f"  shown  {text}" for text in self.problem.goals]
        lines += self.outline()
        verdict = self.verdict
        lines.append(
            f"  {verdict.status} in {verdict.steps} steps by {len(verdict.rules)} rules {verdict.reason}".rstrip()
        )
        return "\n".join(lines)

    def outline(self, *, noted: bool = False) -> list[str]:
        """The steps, one line each: label, rule, the paper's number, and what is proved under which assumptions.

        The small steps inside a contradiction or an instantiation are left out; with `noted`, all without a note.
        """
        assumed = {self.facts[str(s["id"])].condition: str(s["id"]) for s in self.steps if s["rule"] == "assume"}
        lines = []
        for step in self.steps:
            label, rule = str(step["id"]), str(step["rule"])
            if label.rpartition(".")[2] in _INSIDE or (noted and not step.get("note")):
                continue
            own = [f"{step['name']}.{key}" for key in _PARTS] if rule == "define" else [label]
            own += [f"{label}.{n}" for n in range(1, 9)]
            shown = [_shown(self.facts[key], self.says.get(key), assumed) for key in own if key in self.facts]
            note = f"  [{step['note']}]" if step.get("note") else ""
            lines.append(f"  {label} ({rule}){note}  {'; '.join(shown)}".rstrip())
        return lines


_INSIDE = ("not", "bad", "absurd", "so", "instance")  # labels of the small steps of contradiction and use
_PARTS = (
    "is",
    "nonnegative",
    "square",
    "times",
    "above",
    "either",
    "zero",
    "start",
    "step",
    "yes",
    "no",
    "decreases",
)


def _shown(found: Fact, said: str | None, assumed: Mapping[Condition, str]) -> str:
    """A fact as the script wrote it, or in normal form, with its assumptions named by their labels."""
    on = ", ".join(sorted(assumed.get(c, str(c)) for c in found.on))
    conclusion = said or str(found._replace(on=frozenset())).removeprefix("|- ")
    return f"{conclusion}  if {on}" if on else conclusion
