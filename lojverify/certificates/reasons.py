"""Why bounds do not apply, each reason once."""

from collections.abc import Iterable


def grouped(reasons: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The names of bounds and the reason that they share, from pairs of a name and a reason.

    Relations that numbers break come first, then what was not given.
    """
    names: dict[str, list[str]] = {}
    for name, reason in reasons:
        names.setdefault(reason, []).append(name)
    found = [(", ".join(who), reason) for reason, who in names.items()]
    return sorted(found, key=lambda one: one[1].startswith("it needs"))
