"""How long the commands take, as ratios to a bare start of the interpreter, and how long `certify` takes in process."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from lojverify import certify
from lojverify.auditor import verify
from lojverify.certificates.certificate import Certificate
from lojverify.constants import Constants
from lojverify.kernel import certificate as kernel

STARTS = 15
CALLS = 50


def fastest(run: Callable[[], object], times: int) -> float:
    """The shortest of several runs, in seconds: what the work takes when nothing disturbs it."""
    seconds = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def start(*arguments: str) -> Callable[[], object]:
    """A fresh interpreter with these arguments, which may keep what it compiles, as it would for a user."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)


def certified(n: int) -> Certificate:
    """A certificate for constants that were not seen before."""
    return certify(Constants(1, 1, "1/2", f"{1000 + n}/20000", 3, "1/2", 1), delta="1/20")


def row(what: str, seconds: float, against: float = 0) -> None:
    """One line of the table."""
    ratio = f"{seconds / against:8.1f} x" if against else ""
    print(f"{what:58} {seconds * 1e3:9.1f} ms {ratio}")


bare = fastest(start("-c", "pass"), STARTS)
row("python -c pass", bare)
row("lojverify --help", fastest(start("-m", "lojverify", "--help"), STARTS), bare)
with tempfile.TemporaryDirectory() as folder:
    for name in ("ville", "printed", "markov-union", "chebyshev-union"):
        path = Path(folder) / f"{name}.json"
        found = certify(Constants(1, 1, "1/2", "1/10", 3, "1/2", 1), delta="1/20", bound=name)
        found.write(path)
        data = found.as_dict()
        row(f"{name}: replay in process", fastest(lambda: kernel.check_certificate(data), 10), bare)  # noqa: B023
        row(f"{name}: lojverify check FILE", fastest(start("-m", "lojverify", "check", str(path)), STARTS), bare)
calls = iter(range(10**6))
row("certify in process, the best of all bounds", fastest(lambda: certified(next(calls)), CALLS), bare)
first = fastest(start("-c", "import lojverify; lojverify.verify(['3.4'])"), 3)
row("a fresh interpreter that audits (3.4)", first, bare)
row(
    f"cold lojverify verify, all {len(verify())} entries",
    fastest(start("-c", "import lojverify; lojverify.verify()"), 3),
    bare,
)
