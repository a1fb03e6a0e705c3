"""The errors of lojverify: each is one sentence plus the objects it speaks of.

A leaf: imports nothing. `exit_code` is what the command line returns for the error.
"""


class LojverifyError(Exception):
    """The base of every error that lojverify raises on purpose.

    `message` is one sentence on one line; `objects` holds, by name, the offending objects themselves.
    """

    exit_code = 1

    def __init__(self, message: str, **objects: object) -> None:
        super().__init__(message)
        self.message = " ".join(message.split())
        self.objects = objects

    def __str__(self) -> str:
        return self.message


class InputError(LojverifyError):
    """The input cannot be used.

    message   what is wrong; may be left out when `relation` says it
    name      the argument or option, as the user wrote it
    value     what was given for it
    relation  what has to hold, such as "0 < step_size < 2 alpha/D"
    display   the number of the paper's display that asks for it, such as "3.6"
    """

    exit_code = 2

    def __init__(
        self,
        message: str | None = None,
        *,
        name: str | None = None,
        value: object = None,
        relation: str | None = None,
        display: str | None = None,
    ) -> None:
        subject = " = ".join(part for part in (name, _shown(value)) if part)
        where = f", by ({display}) of the paper" if display else ""
        demand = f"it must satisfy {relation}{where}" if relation else where.removeprefix(", ")
        reason = "; ".join(part for part in (message, demand) if part)
        super().__init__(": ".join(part for part in (subject, reason) if part) or "the input cannot be used")
        self.args = (self.message,)  # what unpickling in another process passes back
        self.name = name
        self.value = value
        self.relation = relation
        self.display = display


class RejectedError(LojverifyError):
    """A certificate, claim or proof was checked and does not hold."""


class NotApplicableError(LojverifyError):
    """A hypothesis of the bound named `bound` fails, for `reason`; the bound says nothing here. "best": every bound."""

    exit_code = 2

    def __init__(self, bound: str, reason: str) -> None:
        which = "no bound applies" if bound == "best" else f"the bound {bound} does not apply"
        super().__init__(f"{which}: {reason}")
        self.args = (bound, reason)
        self.bound = bound
        self.reason = reason


class MissingPartError(LojverifyError):
    """An optional part of lojverify is not installed; `install` is the command that installs it."""

    exit_code = 2

    def __init__(self, part: str, install: str) -> None:
        super().__init__(f"{part} is not installed; install it with: {install}")
        self.args = (part, install)
        self.part = part
        self.install = install


class EnclosureError(LojverifyError):
    """A rigorous enclosure does not exist or is not known well enough: a division by an interval that
    contains zero, the root of one that contains a negative number, an operation that the back end lacks,
    a comparison that the enclosures leave open.
    """


class DisagreementError(LojverifyError):
    """Two independent computations of one number exclude each other: a fault of lojverify or its parts."""


def _shown(value: object) -> str:
    """`value` on one line of at most 64 printable characters; empty for None."""
    if value is None:
        return ""
    try:
        shown = str(value) or "''"
    except ValueError:  # Python refuses to print integers of more than 4,300 digits
        return "a number of thousands of digits"
    if not shown.isprintable():
        shown = ascii(shown)
    return shown if len(shown) <= 64 else f"{shown[:48]}... ({len(shown)} characters)"
