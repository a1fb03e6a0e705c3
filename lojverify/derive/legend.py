"""What the defined symbols of a problem or a derivation stand for, one short line each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

_WORD = re.compile(r"[A-Za-z]\w*")
_SHAPES = {
    "abbreviation": "{name} = {value}",
    "root": "{name} = sqrt({value})",
    "nth_root": "{name} = ({value})^(1/{degree})",
    "quotient": "{name} = ({value})/({by})",
    "positive_part": "{name} = max({value}, 0)",
    "bit": "{name} = 1 if {value} >= 0, else 0",
    "prefix": "{name} = 1 as long as {value} >= 0, then 0",
    "recursion": "{first} = {start}, {next} = {step}",
    "zero": "{name} is the zero of {value} in [0, 1]",
    "extremum": "{name} is the {of} of {value}[k]",
}


def legend(definitions: Iterable[Mapping[str, Any]], text: str) -> list[str]:
    """What those symbols mean that occur in `text`, or in what is said of one that does; in the order of definition.

    definitions   as in the kernel's format
    """
    known = {str(one["name"]): one for one in definitions if one["kind"] in _SHAPES}
    wanted: set[str] = set()
    waiting = set(_WORD.findall(text)) & known.keys()
    while waiting:
        name = waiting.pop()
        wanted.add(name)
        waiting |= (set(_WORD.findall(_said(known[name]))) & known.keys()) - wanted
    return [_said(one) for name, one in known.items() if name in wanted]


def _said(one: Mapping[str, Any]) -> str:
    name, letter = one["name"], one.get("letter", "")
    at = {"name": f"{name}[{letter}]", "first": f"{name}[0]", "next": f"{name}[{letter}+1]"} if letter else {}
    return _SHAPES[one["kind"]].format(**{**one, **at})
