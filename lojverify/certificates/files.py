"""Certificates on disk: read strictly, written whole or not at all. Imports nothing heavy."""

import os
import sys
import tempfile
from pathlib import Path

from lojverify.errors import InputError
from lojverify.kernel.certificate import FORMAT, checker
from lojverify.kernel.check import FORMAT as PROOF_FORMAT
from lojverify.kernel.check import Verdict
from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.reading import LARGEST, load


def read_json(path: str | os.PathLike[str]) -> object:
    """What a file (``-``: standard input) holds as strict JSON. Raises InputError where it cannot be read."""
    try:
        if not os.fspath(path):
            raise ValueError("the name of a file is needed")
        if path == "-":
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(path).open("rb") as file:
                content = file.read(LARGEST + 1)
        return load(content.decode("utf-8"))
    except OSError as error:
        reason = error.strerror or str(error)
    except UnicodeDecodeError:
        reason = "it is not UTF-8"
    except (Rejected, ValueError) as error:
        reason = str(error)
    raise InputError(f"{os.fspath(path) or repr('')} cannot be read: {reason}")


def verdict_on(data: object, name: str = "the object") -> Verdict:
    """The kernel's verdict on what a file holds. Raises InputError where it is nothing that can be checked."""
    if isinstance(data, dict) and str(data.get("format")).startswith(("lojverify-constants/", "lojverify-problem/")):
        from lojverify.certificates.of_problem import verdict_on_constants, verdict_on_problem

        return verdict_on_problem(data) if "certificate" in data else verdict_on_constants(data)
    check = checker(data)
    if check is None:
        raise InputError(f"{name} cannot be checked: it is neither {FORMAT} nor {PROOF_FORMAT} nor a list of results")
    return check()


def write_whole(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write a file whole or not at all: beside it first, then renamed; text as UTF-8. Raises InputError on failure."""
    if not os.fspath(path):
        raise InputError("a file name is needed to write to, not ''")
    target, raw = Path(path), content.encode() if isinstance(content, str) else content
    try:
        # A device, a pipe or a link is written through; only a plain file can be replaced.
        if target.is_symlink() or (target.exists() and not target.is_file()):
            target.write_bytes(raw)
        else:
            _replace(target, raw)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{target} cannot be written: {reason}") from None


def _replace(target: Path, content: bytes) -> None:
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
