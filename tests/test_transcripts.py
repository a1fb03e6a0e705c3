"""The stored transcripts: what the scripts say, byte for byte, and nothing that the kernel does not replay by itself.

`python tests/test_transcripts.py` (or `make transcripts`) writes them anew.
"""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROOFS = ROOT / "proofs"
STORE = PROOFS / "certificates"


def recorded_anew(failed):
    """The contents of the stored files, by running every script; those that fail are added to `failed`."""
    from lojverify import transcripts
    from lojverify.derive.scripts import from_scratch, proved, uses
    from lojverify.errors import LojverifyError

    found = {}
    with from_scratch():
        for name in sorted(path.stem for path in PROOFS.glob("*.py")):
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


def test_the_stored_files_are_what_the_scripts_say():
    failed = []
    for name, content in recorded_anew(failed).items():
        assert (STORE / name).read_text(encoding="utf-8") == content, f"{name} is out of date: make transcripts"
    assert failed == []


def test_the_kernel_replays_them_alone_and_no_claim_has_a_hole():
    command = [sys.executable, "-m", "lojverify.kernel", str(STORE / "all.json")]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120)
    assert (run.returncode, run.stderr) == (0, "")
    claims = json.loads((STORE / "all.json").read_text(encoding="utf-8"))["claims"]
    assert len(claims) > 90
    assert all(claim["proof"] for claim in claims)
    assert not any(step["rule"] == "hole" for claim in claims for step in claim["proof"]["steps"])


def test_each_transcript_holds_all_that_it_cites():
    from lojverify import transcripts

    scripts = [line.split("\t")[0] for line in (STORE / "sources.txt").read_text(encoding="utf-8").splitlines()]
    for script in scripts:
        assert transcripts.statements(transcripts.recorded(script)), script
    assert len(scripts) > 90


# -- when a transcript is up to date ---------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A small project: a script `top` that cites `low` and calls `side`, with transcripts of both."""
    from lojverify import transcripts

    package, proofs = tmp_path / "lojverify", tmp_path / "proofs"
    for path, text in {
        package / "paper" / "setting.py": "x = 1\n",
        package / "paper" / "other.py": "y = 1\n",
        package / "derive" / "derivation.py": "",
        package / "search" / "linear.py": "",
        proofs / "low.py": "from lojverify.paper.setting import x\n",
        proofs / "side.py": "",
        proofs / "top.py": '"""It cites low."""\n',
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(transcripts, "_PACKAGE", package)
    caches = (transcripts.folder, transcripts.recorder)
    for cache in caches:
        cache.cache_clear()
    transcripts.forget()

    def claim(name, *cited):
        steps = [{"id": one, "rule": "cite", "claim": one, "premises": {}} for one in cited]
        steps.append({"id": "end", "rule": "combine", "terms": [["1", [], []]]})
        return {"name": name, "problem": {"goals": ["1 > 0"]}, "proof": {"steps": steps, "conclude": ["end"]}}

    low, top = claim("low"), claim("top", "low")
    store = proofs / "certificates"
    store.mkdir()
    for name, content in transcripts.files({"low": ([low], (), ()), "top": ([low, top], ["low"], ["side"])}).items():
        (store / name).write_text(content, encoding="utf-8")
    transcripts.forget()
    yield tmp_path
    transcripts.forget()
    for cache in caches:
        cache.cache_clear()


def names(script):
    from lojverify import transcripts

    transcripts.forget()
    found = transcripts.recorded(script)
    return found and [claim["name"] for claim in found]


def test_unchanged_sources_have_their_transcripts(project):
    assert project.is_dir()
    assert names("low") == ["low"]
    assert names("top") == ["low", "top"]
    assert names("side") is None
    assert names("missing") is None


@pytest.mark.parametrize(
    ("file", "low", "top"),
    [
        ("proofs/top.py", ["low"], None),
        ("proofs/side.py", ["low"], None),
        ("proofs/low.py", None, None),
        ("lojverify/paper/setting.py", None, None),
        ("lojverify/paper/other.py", ["low"], ["low", "top"]),
        ("lojverify/derive/derivation.py", None, None),
        ("lojverify/search/linear.py", None, None),
    ],
)
def test_an_edit_outdates_what_depends_on_it(project, file, low, top):
    with (project / file).open("a", encoding="utf-8") as opened:
        opened.write("# edited\n")
    assert (names("low"), names("top")) == (low, top)


def test_two_files_of_one_name_that_change_places_are_noticed(project):
    from lojverify import transcripts

    here, there = project / "proofs" / "side.py", project / "lojverify" / "paper" / "side.py"
    there.write_text("z = 1\n", encoding="utf-8")
    before = transcripts.digest([here, there])
    contents = here.read_bytes(), there.read_bytes()
    there.write_bytes(contents[0])
    here.write_bytes(contents[1])
    transcripts.forget()
    assert transcripts.digest([here, there]) != before


@pytest.mark.parametrize("content", ["", "{", "[]", '{"claims": [1]}', '{"claims": [{"name": "low"}]}'])
def test_a_store_that_is_no_store_is_as_good_as_none(project, content):
    (project / "proofs" / "certificates" / "all.json").write_text(content, encoding="utf-8")
    assert names("top") is None


@pytest.mark.parametrize("line", ["low", "low\tlow\t0\t\t", "low\t\t\t\t\t\t", ""])
def test_a_line_of_the_sources_that_is_none_has_no_transcript(project, line):
    (project / "proofs" / "certificates" / "sources.txt").write_text(line, encoding="utf-8")
    assert names("low") is None


def test_an_edited_script_that_states_the_same_leaves_those_that_cite_it(copy):
    copy.record("growth_on_ball")
    asked = "from lojverify.derive.scripts import claims; print(sorted(claims('growth_on_ball')[1]))"
    assert copy.run("-c", asked).stdout == "[]\n"
    copy.edit("proofs/triangle.py")
    assert copy.run("-c", asked).stdout == "['triangle']\n"
    copy.edit("proofs/triangle.py", "p.goal(norm2(u + v) <= (a + b) ** 2)", 'p.goal("<u+v, u+v> <= (a+b)^2")')
    assert copy.run("-c", asked).stdout == "['growth_on_ball', 'triangle']\n"


def test_the_imports_of_the_paper_are_found_as_python_finds_them():
    from lojverify.transcripts import _read

    for path in [*PROOFS.glob("*.py"), *(ROOT / "lojverify" / "paper").glob("*.py")]:
        inside = path.parent.name == "paper"
        wanted = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                module = node.module or ""
                if node.level == 1 and inside and module:
                    wanted.add(module)
                elif module.startswith("lojverify.paper."):
                    wanted.add(module.removeprefix("lojverify.paper."))
                else:
                    assert module != "lojverify.paper", path
            elif isinstance(node, ast.Import):
                assert not any(alias.name.startswith("lojverify.paper") for alias in node.names), path
        assert set(_read(path)[1]) == wanted, path


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit("\n".join(update()) or 0)
