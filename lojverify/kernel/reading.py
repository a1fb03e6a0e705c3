"""Reads JSON strictly, so that two readers of one file cannot disagree about what it says."""

from __future__ import annotations

import json

from .polynomial import Rejected

LARGEST = 64 * 2**20  # bytes of a file, characters of a text
_DEEPEST = 100


def load(text: str) -> object:
    """The object that a JSON text denotes, built from dict, list, str, int, bool and None.

    Rejected: what is no JSON, a number that is not an integer, a key that occurs twice in one object, more than 100
    levels of nesting, more than 64 MB.
    """
    if len(text) > LARGEST:
        raise Rejected("it is larger than 64 MB")
    try:
        found = json.loads(text, object_pairs_hook=_distinct, parse_float=_no_float, parse_constant=_no_float)
    except RecursionError:
        raise Rejected(f"it is nested more than {_DEEPEST} levels deep") from None
    except json.JSONDecodeError as error:
        raise Rejected(f"it is no JSON: {error}") from None
    except ValueError:  # the only other one: Python reads no integer of more than 4,300 digits
        raise Rejected("it has an integer of more than 4,300 digits") from None
    level = [found]
    for _ in range(_DEEPEST):
        level = [part for whole in level for part in _parts(whole)]
    if any(isinstance(whole, dict | list) for whole in level):
        raise Rejected(f"it is nested more than {_DEEPEST} levels deep")
    return found


def _parts(whole: object) -> list[object]:
    """What an object or a list directly contains."""
    if isinstance(whole, dict):
        return list(whole.values())
    return whole if isinstance(whole, list) else []


def _distinct(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise Rejected(f"the key {next(key for key in keys if keys.count(key) > 1)!r} occurs twice")
    return found


def _no_float(text: str) -> object:
    raise Rejected(f"{text} is not an integer; other numbers are written as text")
