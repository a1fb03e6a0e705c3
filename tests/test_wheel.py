"""An installed wheel verifies, certifies and checks outside the checkout."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CONSTANTS = (
    *("--alpha", "1", "--smoothness", "1", "--noise", "1/2", "--step-size", "1/10"),
    *("--radius", "3", "--confinement", "1/2", "--delta", "1/20"),
)


STORED = ("_proofs/certificates/all.json", "_proofs/certificates/sources.txt", "_proofs/worlds.json")


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with the contents of the wheel, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def run(installed, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(installed.parent / "cache")}
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(
        command, cwd=installed.parent, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_it_is_the_installed_package_that_runs(installed):
    where = run(
        installed, "-c", "import lojverify, lojverify.derive.scripts as s; print(lojverify.__file__, s.folder())"
    )
    assert where.stdout.split() == [str(installed / "lojverify/__init__.py"), str(installed / "lojverify/_proofs")]


def test_it_verifies(installed):
    found = run(installed, "-m", "lojverify", "verify", "3.4", "3.10", "ville", "--json")
    assert found.returncode == 0, found.stderr
    assert [entry["verdict"] for entry in json.loads(found.stdout)] == ["proved", "refuted", "proved"]


def test_it_replays_transcripts_and_audits_what_has_changed(installed):
    asked = "from lojverify.transcripts import recorded; print(len(recorded('triangle')))"
    assert run(installed, "-c", asked).stdout == "1\n"
    for last in ("1 proof replayed", "1 unchanged"):
        found = run(installed, "-m", "lojverify", "verify", "--changed", "rho")
        assert found.returncode == 0, found.stderr
        assert found.stdout.splitlines()[-1].startswith(last)


def test_it_certifies_and_checks(installed):
    made = run(installed, "-m", "lojverify", "certify", *CONSTANTS, "-o", "stay.json")
    assert made.returncode == 0, made.stderr
    for program in (("lojverify", "check"), ("lojverify.kernel",)):
        checked = run(installed, "-m", *program, "stay.json")
        assert checked.returncode == 0, checked.stderr


def test_it_brings_what_a_reader_needs(installed):
    for name in ("py.typed", "kernel/FORMAT.md", "_proofs/README.md", "_proofs/descent.py", *STORED):
        assert (installed / "lojverify" / name).is_file(), name


def test_it_certifies_a_shipped_problem(installed):
    copied = run(installed, "-m", "lojverify", "examples", "diabetes", "-o", "shipped")
    assert copied.returncode == 0, copied.stderr
    found = run(installed, "-m", "lojverify", "certify", "--problem", "shipped/diabetes.toml", "--delta", "1/20")
    assert (found.returncode, "a thousandth: 45986 steps" in found.stdout) == (0, True), found.stderr
