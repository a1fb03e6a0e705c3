"""Replays proofs and certificates in a process of its own: ``python -m lojverify.kernel FILE...``.

A file ``-`` is standard input. Prints one line for each file. Exit code: 0 everything is proved, 1 something is
rejected or has holes, 2 something cannot be read.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .certificate import FORMAT as CERTIFICATE
from .certificate import checker
from .check import FORMAT as PROOF
from .polynomial import Rejected
from .reading import LARGEST, load


def main(arguments: Sequence[str]) -> int:
    """Check the files; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m lojverify.kernel", description="Replays proofs.")
    parser.add_argument("files", metavar="FILE", nargs="+", help="a proof or certificate in JSON, or -: standard input")
    return max([_check(name) for name in parser.parse_args(arguments).files])


def _check(name: str) -> int:
    try:
        check = checker(load(_text(name)))
        if check is None:
            raise Rejected(f"its format is neither {PROOF} nor {CERTIFICATE}")
    except (OSError, Rejected) as error:
        print(_line(f"{name}: {getattr(error, 'strerror', None) or error}"), file=sys.stderr)
        return 2
    verdict = check()
    if verdict.status == "rejected":
        print(_line(f"{name}: rejected: {verdict.reason}"))
        return 1
    holes = f", holes: {', '.join(verdict.holes)}" if verdict.holes else ""
    print(_line(f"{name}: {verdict.status}, {verdict.steps} steps{holes}"))
    return 0 if verdict.status == "proved" else 1


def _text(name: str) -> str:
    """The contents of a file."""
    if name == "-":
        raw = sys.stdin.buffer.read(LARGEST + 1)
    else:
        with Path(name).open("rb") as file:
            raw = file.read(LARGEST + 1)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise Rejected("it is not UTF-8") from None


def _line(text: str) -> str:
    """The text on one line that any terminal prints, shortened."""
    plain = "".join(c if " " <= c <= "~" else " " if c.isspace() else "?" for c in text)
    return plain if len(plain) <= 1000 else f"{plain[:1000]}..."


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # whoever reads our output has gone; there is nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
