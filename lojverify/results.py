"""What an audit says of one entry of the register."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """The audit of one entry.

    `verdict` is proved, typo, rescued, refuted, open, definition or assumption. `steps` and `rules` are those of the
    derivation that the verdict rests on (of the repaired form where the printed one is false), `holes` what was
    assumed in it, `witness` the instance that refutes the printed form with the sides it evaluates to. `passes` says
    whether the verdict stands on checked evidence without holes, `reason` why not. `script` names the script of that
    derivation, `ran` those that were run for it (of the others, the transcripts were replayed).
    """

    id: str
    title: str
    verdict: str
    printed: str
    repaired: str | None
    steps: int
    rules: tuple[str, ...]
    holes: tuple[str, ...]
    witness: dict[str, object] | None
    seconds: float
    passes: bool
    reason: str = ""
    script: str | None = None
    ran: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The object that ``verify --json`` prints."""
        return {
            "id": self.id,
            "title": self.title,
            "verdict": self.verdict,
            "printed": self.printed,
            "repaired": self.repaired,
            "steps": self.steps,
            "rules": list(self.rules),
            "holes": list(self.holes),
            "witness": self.witness,
            "seconds": round(self.seconds, 6),
        }
