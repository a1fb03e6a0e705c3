"""lojverify constants"""

import json
from typing import TYPE_CHECKING

import click

from lojverify.commands.strict import Strict

if TYPE_CHECKING:
    from fractions import Fraction

    from lojverify.problems import Problem


@click.command("constants", cls=Strict, short_help="a problem file -> its rigorous constants")
@click.argument("problem", metavar="PROBLEM.toml")
@click.option("--radius", metavar="Q", help="of the ball around theta0; left out, that of the file, or a guess")
@click.option("--time-limit", metavar="SECONDS", help="for residuals: the constants that are shown by then")
@click.option("--json", "as_json", is_flag=True, help="print the constants with their evidence as JSON")
@click.option("-o", "--output", metavar="FILE", help="write that to FILE, whole or not at all; check reads it")
def command(*, problem: str, radius: str | None, time_limit: str | None, as_json: bool, output: str | None) -> int:
    """The constants of a concrete loss on the ball of a radius around its start, with evidence that check replays.

    A problem file is TOML: kind = "least-squares", "network" or "residuals", its data, start, batch and radius.

    \b
    Examples:
      lojverify examples diabetes -o .
      lojverify constants diabetes.toml --radius 5
      lojverify constants diabetes.toml -o constants.json
    """
    from lojverify.certificates.files import write_whole
    from lojverify.certificates.of_problem import constants_as_json
    from lojverify.constants import number
    from lojverify.problems import load_problem
    from lojverify.reporting.problems import print_constants

    loaded = load_problem(problem)
    if time_limit is not None:
        loaded = loaded.with_time_limit(number(time_limit, "time_limit"))
    found = loaded.constants(_radius(loaded, radius))
    content = json.dumps(constants_as_json(loaded.title, found), indent=1) + "\n"
    if output is not None and output != "-":
        write_whole(output, content)
    if as_json or output == "-":
        click.echo(content, nl=False)
        return 0
    print_constants(loaded, found)
    if output is not None:
        click.echo(f"written to {output}")
    return 0


def _radius(problem: "Problem", given: str | None) -> "Fraction":
    from lojverify.constants import number

    if given is not None:
        return number(given, "radius", ">", "2.2")
    return problem.radius or problem.first_radius()
