"""What ``lojverify certify --problem FILE`` does."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lojverify.certificates.of_problem import ProblemCertificate

_SERVING = ("step_size", "radius", "delta", "bound", "solve")  # options that mean something beside --problem


def certify_file(name: str, given: Mapping[str, Any], *, as_json: bool, output: str | None) -> int:
    """Certify the problem of a file; `given` are the other options by name, None or False where they are not given.

    Raises InputError for options that the problem itself answers.
    """
    from lojverify.errors import InputError
    from lojverify.problems import load_problem

    useless = [key for key, value in given.items() if value not in (None, False) and key not in _SERVING]
    if useless:
        raise InputError(
            f"--{useless[0].replace('_', '-')} is of no use beside --problem, whose constants are computed"
        )
    problem = load_problem(name)
    numbers = {key: given[key] for key in ("step_size", "radius", "delta", "bound")}
    found, size = _answer(problem, numbers, given["solve"])
    to_output = output == "-"
    if output is not None and not to_output:
        found.write(output)
    if as_json or to_output:
        click.echo(found.to_json(), nl=False)
        return 0
    from lojverify.reporting.problems import print_problem_certificate

    if size is not None:
        click.echo(f"batch = {size}, the smallest that serves")
    print_problem_certificate(found)
    if output is not None:
        click.echo(f"written to {output}")
    return 0


def _answer(problem: Any, numbers: dict[str, Any], solve: str | None) -> tuple["ProblemCertificate", int | None]:
    from lojverify.errors import InputError
    from lojverify.problem_certifier import certify_problem, smallest_batch

    if solve == "batch":
        size, found = smallest_batch(problem, **numbers)
        return found, size
    if solve == "radius":
        if numbers["radius"] is not None or problem.radius is not None:
            raise InputError("with --problem, the radius is solved for if neither --radius nor the file gives it")
        if numbers["delta"] is None:
            raise InputError("delta is missing: only one number can be solved for, here the radius")
    return certify_problem(problem, **numbers), None
