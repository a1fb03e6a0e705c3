"""The README's examples run and print what it says. `python tests/test_readme.py` writes the output into it."""

import ast
import doctest
import io
import re
import shlex
import sys
import tokenize
from pathlib import Path

import pytest
from click.testing import CliRunner

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ lojverify (.*?)\n(.*?)```", re.DOTALL)


def run(command):
    """What a command prints, run as the program runs it."""
    from lojverify.cli import run as program

    runner = CliRunner()
    with runner.isolation() as (out, _, _):
        code = program(shlex.split(command))
        text = out.getvalue().decode()
    assert code == 0, text
    return text


@pytest.fixture
def in_a_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")


@pytest.mark.usefixtures("in_a_folder")
def test_the_commands_print_what_the_readme_shows():
    blocks = BLOCK.findall(README.read_text(encoding="utf-8"))
    assert len(blocks) >= 4
    for command, shown in blocks:
        assert run(command) == shown, command


def test_the_python_examples_hold():
    found = doctest.testfile(str(README), module_relative=False)
    assert found.attempted >= 3
    assert found.failed == 0


def test_the_bounds_named_are_those_that_exist():
    from lojverify.bounds import REGISTRY

    text = README.read_text(encoding="utf-8")
    for name in REGISTRY:
        assert f"`{name}`" in text, name


def code_lines(path):
    """The lines of a file that hold code, not counting docstrings, comments and blanks."""
    source = path.read_text(encoding="utf-8")
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    documented = [
        node.body[0] for node in ast.walk(ast.parse(source)) if isinstance(node, holders) if ast.get_docstring(node)
    ]
    said = {n for text in documented for n in range(text.lineno, text.end_lineno + 1)}
    skipped = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return len({n for t in tokens if t.type not in skipped for n in range(t.start[0], t.end[0] + 1)} - said)


def test_the_size_of_the_kernel_is_what_it_says():
    kernel = ROOT / "lojverify" / "kernel"
    instances = {kernel / "instances.py", kernel / "worlds.py"}
    forms = ("statement.py", "decreasing.py", "star.py", "near.py", "rates.py")
    names = ("certificate.py", *forms, "__main__.py", "__init__.py")
    certificates = {kernel / name for name in names}
    lower = {kernel / "excursion.py", kernel / "planar.py"}
    replay = set(kernel.rglob("*.py")) - instances - certificates - lower
    counted = r"(\d+) replay proofs, (\d+) evaluate exact instances, (\d+) state and read certificates,\s+(\d+) bound"
    shown = re.search(counted, README.read_text(encoding="utf-8"))
    for number, files in zip(shown.groups(), (replay, instances, certificates, lower), strict=True):
        assert abs(int(number) - sum(map(code_lines, files))) <= 60


def update():
    """Write the commands' output into the README."""
    import os
    import tempfile

    text = README.read_text(encoding="utf-8")
    os.chdir(tempfile.mkdtemp())
    os.environ["COLUMNS"] = "120"
    text = BLOCK.sub(lambda m: f"```console\n$ lojverify {m[1]}\n{run(m[1])}```", text)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    update()
