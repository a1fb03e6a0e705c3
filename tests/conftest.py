"""What tests of several parts share."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lojverify.cli import run

ROOT = Path(__file__).resolve().parent.parent
RECORD = """
import sys
from lojverify import transcripts
from lojverify.derive.scripts import from_scratch, proved, uses
found, pending = {}, sys.argv[1:]
with from_scratch():
    while pending:
        name = pending.pop()
        found[name] = proved(name).claims, *uses(name)
        pending += found[name][1]
for name, content in transcripts.files(found).items():
    (transcripts.folder() / "certificates" / name).write_text(content, encoding="utf-8")
"""


class Copy:
    """A copy of what it takes to verify, with a cache of its own, that a test may edit."""

    def __init__(self, folder):
        self.folder = folder
        for part in ("lojverify", "proofs"):
            shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))

    def run(self, *arguments):
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "XDG_CACHE_HOME": str(self.folder / "cache")}
        command = [sys.executable, "-P", *arguments]
        made = subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False, timeout=300
        )
        assert made.returncode == 0, made.stdout + made.stderr
        return made

    def record(self, *scripts):
        """Record the transcripts of scripts, and of what they cite, and no others."""
        self.run("-c", RECORD, *scripts)

    def edit(self, name, old="", new="# edited\n"):
        """Replace a text in a file, or add one at its end."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new) if old else text + new, encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the checkout, which the tests of a file share."""
    return Copy(tmp_path_factory.mktemp("copy"))


@pytest.fixture
def cli(capsys):
    """Run the command line in this process: (exit code, standard output, standard error)."""

    def call(*arguments):
        code = run([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call
