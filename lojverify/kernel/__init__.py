"""The trusted kernel: reads statements and replays proofs. Standard library only; no floats, no search, no repair.

`FORMAT.md` beside this file describes the language, the rules and the certificate.
"""

from __future__ import annotations

from .check import Verdict, replay
from .polynomial import Rejected

__all__ = ["Rejected", "Verdict", "replay"]
