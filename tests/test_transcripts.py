"""The stored transcripts: what the scripts say, byte for byte, and nothing that the kernel does not replay by itself.

`python tests/test_transcripts.py` (or `make transcripts`) writes them anew, and the reading order in proofs/README.md.
"""

import ast
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROOFS = ROOT / "proofs"
STORE = PROOFS / "certificates"


def scripts():
    return sorted(path.stem for path in PROOFS.glob("*.py"))


def recorded_anew(failed):
    """The contents of the stored files, by running every script; those that fail are added to `failed`."""
    from lojverify import transcripts
    from lojverify.derive.scripts import from_scratch, proved, uses
    from lojverify.errors import LojverifyError

    found = {}
    with from_scratch():
        for name in scripts():
            try:
                if proved(name).verdict.status == "proved":  # what is derived from a printed claim supposed is run
                    found[name] = proved(name).claims, *uses(name)
            except LojverifyError as error:
                failed.append(f"{name}: {error}")
    return transcripts.files(found)


def update():
    failed = []
    STORE.mkdir(exist_ok=True)
    for name, content in recorded_anew(failed).items():
        (STORE / name).write_text(content, encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit("\n".join(update()) or 0)
