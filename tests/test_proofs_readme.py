"""The reading order in proofs/README.md is that of the register. `python tests/test_proofs_readme.py` writes it."""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "proofs" / "README.md"
HEAD = "## In the paper's order\n"
GROUPS = {
    **dict.fromkeys("12", "Sections 1 and 2"),
    **{section: f"Section {section}" for section in "34"},
    **{section: f"Appendix {section}" for section in "AB"},
}


def group(key):
    from lojverify.paper.contents import is_of_the_paper

    return GROUPS[re.search(r"[\dAB](?=\.\d)", key)[0]] if is_of_the_paper(key) else "Our own"


def first_sentence(script):
    text = " ".join(
        ast.get_docstring(ast.parse((ROOT / "proofs" / f"{script}.py").read_text(encoding="utf-8"))).split()
    )
    sentence = re.split(r"(?<=[^A-Z])\.(?= [A-Z`(])", text)[0].rstrip(".")
    return sentence if len(sentence) <= 160 else f"{sentence[:156].rsplit(' ', 1)[0]} ..."


def reading_order():
    """The scripts that the register rests on, grouped by where they are first used; what is cited comes before."""
    from lojverify.derive.scripts import uses
    from lojverify.paper.contents import register

    groups, seen = {}, set()

    def visit(script, lines, label):
        if script in seen:
            return
        seen.add(script)
        for cited in [*uses(script)[0], *uses(script)[1]]:
            visit(cited, lines, "")
        said = first_sentence(script)
        lines.append(f"- [`{script}`]({script}.py){'' if said.startswith('(') else label} {said}")

    for key, entry in register().items():
        lines = groups.setdefault(group(key), [])
        for script in (entry.proof, entry.repair, entry.consequence, *entry.without):
            if script:
                visit(script, lines, f" ({key})")
    parts = [f"### {name}\n\n" + "\n".join(lines) + "\n" for name, lines in groups.items() if lines]
    return HEAD + "\n" + "\n".join(parts)


def contents():
    before = README.read_text(encoding="utf-8").partition(HEAD)[0]
    return f"{before.rstrip()}\n\n{reading_order()}"


def test_the_reading_order_is_that_of_the_register():
    assert README.read_text(encoding="utf-8") == contents()


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    README.write_text(contents(), encoding="utf-8")
