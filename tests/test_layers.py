"""The architecture, as tests: which part may import which, how long a file may be, what an import costs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "lojverify"
FILES = sorted(PACKAGE.rglob("*.py"))

# Imports go down: a part may import only the parts before it. The kernel imports nothing but itself.
LAYERS = [
    "errors",
    "exact",
    "kernel",
    "replays",
    "transcripts",
    "enclose",
    "search",
    "derive",
    "paper",
    "constants",
    "zeros",
    "bounds",
    "adversaries",
    "problems",
    "certificates",
    "rates",
    "certifier",
    "problem_certifier",
    "results",
    "auditor",
    "changes",
    "necessity",
    "explain",
    "simulation",
    "export",
    "reporting",
    "commands",
    "cli",
]


def layer_of(module):
    """The part that a dotted module of ours belongs to; None for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else None


def module_of(path):
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path):
    """Every module that `path` imports, at any depth of its code, with relative imports resolved."""
    module = module_of(path)
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            # `from lojverify import exact` names a module of ours by its alias
            yield from (f"{source}.{alias.name}" if source == "lojverify" else source for alias in node.names)


def faults(path):
    """What is wrong with the imports of `path`, a sentence each."""
    layer = layer_of(module_of(path))
    for imported in imports_of(path):
        top, target = imported.split(".")[0], layer_of(imported)
        if layer == "kernel" and top not in sys.stdlib_module_names and not imported.startswith("lojverify.kernel"):
            yield f"{module_of(path)} imports {imported}: the kernel stands alone"
        elif top == "lojverify" and target in LAYERS and LAYERS.index(target) > LAYERS.index(layer):
            yield f"{module_of(path)} imports {imported}: imports go down"


def test_every_part_has_its_layer():
    parts = {layer_of(module_of(path)) for path in FILES} - {None, "_proofs", "__main__"}
    assert parts <= set(LAYERS)


@pytest.mark.parametrize("path", [f for f in FILES if layer_of(module_of(f)) in LAYERS], ids=module_of)
def test_imports_go_down_and_the_kernel_stands_alone(path):
    assert not list(faults(path))


@pytest.mark.parametrize(
    ("module", "line", "count"),
    [
        ("kernel/rule.py", "import lojverify.errors", 1),
        ("kernel/rule.py", "from lojverify import exact", 1),
        ("kernel/rule.py", "from .. import exact", 1),
        ("kernel/rule.py", "def f():\n    import sympy", 1),
        (
            "kernel/rule.py",
            "from fractions import Fraction\nfrom . import terms\nimport lojverify.kernel.terms",
            0,
        ),
        ("bounds/ville.py", "from lojverify.certifier import certify", 1),
        (
            "bounds/ville.py",
            "from lojverify.exact import read\nfrom lojverify import enclose\nimport sympy",
            0,
        ),
        ("exact.py", "from lojverify.errors import InputError", 0),
        ("errors.py", "from .exact import read", 1),
    ],
)
def test_the_layer_test_notices(tmp_path, monkeypatch, module, line, count):
    path = tmp_path / "lojverify" / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(line, encoding="utf-8")
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path / "lojverify")
    assert len(list(faults(path))) == count


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_no_file_is_longer_than_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", ["lojverify", "lojverify.kernel", "lojverify.enclose"])
def test_importing_loads_nothing_heavy(module):
    if module == "lojverify.kernel" and not (PACKAGE / "kernel" / "__init__.py").exists():
        pytest.skip("there is no kernel yet")
    heavy = "{'sympy', 'numpy', 'mpmath', 'flint', 'rich', 'click'}"
    code = f"import {module}, sys; print(sorted(set(sys.modules) & {heavy}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_an_unknown_public_name_is_an_attribute_error():
    import lojverify

    with pytest.raises(AttributeError, match="nonsense"):
        _ = lojverify.nonsense
    assert set(lojverify.__all__) <= set(dir(lojverify))
