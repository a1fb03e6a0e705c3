"""lojverify check: the kernel, and nothing that is heavy to import."""

import json
from typing import Any

import click

from lojverify.commands.strict import Strict


@click.command("check", cls=Strict, short_help="replay certificates and proofs in the kernel")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="print the verdicts as JSON")
def command(*, files: tuple[str, ...], as_json: bool) -> int:
    """Replay certificates (as certify writes them) and proofs in the kernel, trusting nothing else.

    FILE may be - for standard input. The exit code is the largest over the files: 0 valid, 1 rejected, 2 unusable.

    \b
    Examples:
      lojverify check stay.json
      lojverify certify ... --json | lojverify check -
    """
    codes, shown = [], []
    for name in files:
        code, verdict = _check(name)
        codes.append(code)
        shown.append({"file": name, **verdict})
        if not as_json and code < 2:
            click.echo(f"{name}: {verdict['status']}: {verdict['detail']}")
        elif code == 2:
            click.echo(f"error: {verdict['detail']}", err=True)
    if as_json:
        click.echo(json.dumps(shown, indent=1))
    return max(codes)


def _check(name: str) -> tuple[int, dict[str, object]]:
    """The exit code for one file, and what to say of it."""
    from lojverify.certificates.files import read_json, verdict_on
    from lojverify.errors import InputError

    try:
        data = read_json(name)
        verdict = verdict_on(data, name)
    except InputError as error:
        return error.exit_code, {"status": "unusable", "detail": str(error)}
    found: dict[str, object] = {"steps": verdict.steps, "holes": list(verdict.holes), "rules": dict(verdict.rules)}
    if verdict.status == "rejected":
        return 1, {"status": "rejected", "detail": verdict.reason, **found}
    if verdict.status == "holey":
        return 1, {"status": "holey", "detail": f"it rests on unproved facts: {'; '.join(verdict.holes)}", **found}
    steps = f"; {verdict.steps} steps" if verdict.steps else ""
    return 0, {"status": "valid", "detail": f"{stated(data)}{steps}", **found}


_ROWS = 5  # of the bounds of b_k that are shown


def stated(data: object) -> str:
    """What a checked file states, in words."""
    assert isinstance(data, dict)  # noqa: S101
    if "results" in data:
        best = next(one for one in data["results"] if one["bound"] == data["best"] and one["proof"])
        return f"{len(data['results'])} results, the best {stated(best)}"
    if "claims" in data:
        last = data["claims"][-1]
        return f"{last['name']}: {'; '.join(last['problem']['goals'])}"
    if "rows" in data:
        rows = [f"b_{row['k']} <= {row['decimal']}" for row in data["rows"][:_ROWS]]
        return f"under (4.2), {', '.join(rows)}{', ...' if len(data['rows']) > _ROWS else ''}"
    constants = data["constants"]
    if "evidence" in data:
        return _stated_of_problem(data)
    if "gamma" in constants:
        power = "" if constants["q"] == "1" else f"^({constants['q']})"
        step = f"{constants['gamma']}/(k + n0){power}, n0 >= {constants['n0']}"
    else:
        step = f"in [{', '.join(data['interval'])}]" if data["interval"] else constants["step_size"]
    event = f"leaving the ball of radius {data['constants']['radius']}"
    if data.get("horizon"):
        event += f" within {data['horizon']} steps"
    if data.get("steps"):
        event += f", or F(theta_{data['steps']}) > {data['target_loss']}"
    if "distance" in constants:
        start = f"|theta0 - theta*|{'^2' if 'tau' in constants else ''} <= {constants['distance']}"
    else:
        start = f"F(theta0) <= {data['initial_loss']}"
    said = f"by {data['bound']}, P({event}) <= {data['delta']} if {start}, step size {step}"
    if data.get("exit_probability_at_least"):
        said += f"; an explicit run leaves with probability {data['exit_probability_at_least']} or more"
    if data.get("failing_initial_loss"):
        said += f"; one with F(theta0) = {data['failing_initial_loss']} leaves with more than {data['delta']}"
    return said


def _stated_of_problem(data: dict[str, Any]) -> str:
    """What checked constants of a problem state, or a certificate that rests on them."""
    needs = "the standard library" if not data["backends"] else ", ".join(data["backends"])
    said = f"the evidence, replayed with {needs}, proves "
    if "certificate" in data:
        return f"for {data['title']}, {stated(data['certificate'])}; {said}its constants"
    known = ", ".join(f"{name} = {value}" for name, value in data["constants"].items() if value is not None)
    return f"{said}{known} for {data['title']}"
