"""lojverify simulate"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from lojverify.commands.strict import Strict

if TYPE_CHECKING:
    from lojverify.certificates.certificate import Certificate
    from lojverify.simulation import Simulation

_FOR_PROBLEMS = ("step_size", "radius", "delta", "bound")  # the options that mean something beside --problem
_NEEDED = ("alpha", "smoothness", "noise", "step_size", "radius", "initial_loss")  # those that --adversary needs


@click.command("simulate", cls=Strict, short_help="many runs of SGD beside a certified bound")
@click.argument("certificate", required=False)
@click.option("--problem", metavar="FILE", help="a problem file (TOML): certify it, and run SGD on it")
@click.option("--adversary", metavar="NAME", help="run an explicit instance: worst, along, direct or ledge")
@click.option("--alpha", metavar="Q", help="lower bound of |grad F|^2/F on the ball, (2.1)")
@click.option("--smoothness", metavar="Q", help="Lipschitz constant of grad F on the ball, (2.3)")
@click.option("--noise", metavar="Q", help="noise scale sigma, (2.10)")
@click.option("--step-size", metavar="Q", help="step size eta")
@click.option("--radius", metavar="Q", help="radius of the ball around theta0 that must not be left")
@click.option("--confinement", metavar="Q", help="M0: F >= M0 on the sphere of that radius, (2.5)")
@click.option("--initial-loss", metavar="Q", help="upper bound of F(theta0)")
@click.option("--delta", metavar="Q", help="failure probability; with --adversary, left out it is solved for")
@click.option("--bound", metavar="NAME", help="an exit bound, or best (the default)")
@click.option("--trajectories", type=int, default=1000, show_default=True, metavar="N", help="how many runs")
@click.option("--steps", type=int, metavar="N", help="how many steps of each  [default: 1000, or the horizon]")
@click.option("--seed", type=int, default=0, show_default=True, metavar="N", help="of the random numbers")
@click.option("--confidence", default="0.99", show_default=True, metavar="Q", help="of the interval")
@click.option("--figure", metavar="FILE", help="draw the losses and the interval (needs matplotlib)")
@click.option("--json", "as_json", is_flag=True, help="print the result as JSON")
@click.option("-o", "--output", metavar="FILE", help="write that to FILE, whole or not at all")
def command(
    *,
    certificate: str | None,
    problem: str | None,
    adversary: str | None,
    trajectories: int,
    steps: int | None,
    seed: int,
    confidence: str,
    figure: str | None,
    as_json: bool,
    output: str | None,
    **given: str | None,
) -> int:
    """Carry out many runs of SGD, and set how often they leave the ball beside what is certified.

    CERTIFICATE is a file that certify wrote. If it is for --alpha and a constant step size, the explicit instance with
    its constants that leaves most often is run; if it is for --problem, SGD on the data in it, with its batches.
    With --adversary and constants, or with --problem FILE and --delta, --step-size and --radius as for certify, the
    certificate is made first.

    The interval is that of Clopper and Pearson, for the probability to leave within these steps. The runs use floating
    point, so they are statistics, not proofs; the same seed gives the same runs. Exit code 1: the certified bound lies
    below the interval.

    \b
    Examples:
      lojverify simulate stay.json --trajectories 10000 --steps 200
      lojverify simulate --adversary direct --alpha 1 --smoothness 1 --noise 1/2 --step-size 1/10 \\
          --radius 3 --initial-loss 1/40
      lojverify simulate --problem diabetes.toml --delta 1/20 --json
      lojverify simulate diabetes.json --steps 5000
    """
    from lojverify.constants import number, probability
    from lojverify.errors import InputError, RejectedError

    if sum(one is not None for one in (certificate, problem, adversary)) != 1:
        raise InputError("one of a certificate file, --problem and --adversary must be given")
    level = number(confidence, "confidence")
    if level >= 1:
        raise InputError(name="confidence", value=confidence, relation="0 < confidence < 1")
    if given["delta"] is not None:
        probability(given["delta"])
    settings: dict[str, Any] = {"trajectories": trajectories, "seed": seed, "confidence": level}
    settings |= {} if steps is None else {"steps": steps}
    if problem is not None:
        found = _problem(problem, given, settings)
    elif adversary is not None:
        found = _instance(_certified(given), settings | {"family": adversary})
    else:
        _refuse(given, (), "a certificate file, which has its constants")
        found = _of_file(certificate or "", settings)
    _show(found, figure, as_json=as_json, output=output)
    if found.contradicted:
        raise RejectedError(f"the certified bound {found.certified} lies below the interval of what these runs did")
    return 0


def _show(found: "Simulation", figure: str | None, *, as_json: bool, output: str | None) -> None:
    """Print and write what was found."""
    from lojverify.certificates.files import write_whole

    content = json.dumps(found.as_json(), indent=1) + "\n"
    if figure is not None:
        from lojverify.reporting.plots import draw_simulation

        draw_simulation(found, figure)
    if output is not None and output != "-":
        write_whole(output, content)
    if as_json or output == "-":
        click.echo(content, nl=False)
    else:
        from lojverify.reporting.simulations import print_simulation

        print_simulation(found)
        for name in (figure, output):
            if name is not None:
                click.echo(f"written to {name}")


def _problem(name: str, given: Mapping[str, str | None], settings: dict[str, Any]) -> "Simulation":
    from lojverify.problem_certifier import certify_problem
    from lojverify.problems import load_problem
    from lojverify.simulation import simulate_problem

    _refuse(given, _FOR_PROBLEMS, "--problem, whose constants are computed")
    problem = load_problem(name)
    numbers = {key: given[key] for key in ("step_size", "radius", "delta")}
    certified = certify_problem(problem, **numbers, bound=given["bound"] or "best")
    with _progress() as report:
        return simulate_problem(problem, certified, **settings, report=report)


def _of_file(name: str, settings: dict[str, Any]) -> "Simulation":
    """Run what a certificate file is about."""
    from lojverify.certificates.files import read_json
    from lojverify.errors import RejectedError
    from lojverify.simulation import simulate_problem
    from lojverify.simulation.evidence import problem_and_certificate

    data = read_json(name)
    if not (isinstance(data, dict) and str(data.get("format")).startswith("lojverify-problem/")):
        return _instance(_checked(data, name), settings)
    try:
        problem, certified = problem_and_certificate(data)
    except RejectedError as error:
        raise RejectedError(f"{name}: {error}") from None
    with _progress() as report:
        return simulate_problem(problem, certified, **settings, report=report)


def _instance(certificate: "Certificate", settings: dict[str, Any]) -> "Simulation":
    from lojverify.simulation import simulate_instance

    with _progress() as report:
        return simulate_instance(certificate, **settings, report=report)


def _certified(given: Mapping[str, str | None]) -> "Certificate":
    """The certificate for the constants that were given."""
    from lojverify.certificates.certificate import Certificate, Comparison
    from lojverify.certifier import certify
    from lojverify.constants import Constants
    from lojverify.errors import InputError, RejectedError

    missing = [f"--{name.replace('_', '-')}" for name in _NEEDED if given[name] is None]
    if missing:
        raise InputError(f"{', '.join(missing)} must be given")
    numbers = {name: given[name] for name in (*_NEEDED[:-1], "confinement")}
    constants = Constants(**numbers)  # type: ignore[arg-type]  # those needed are there
    found: Certificate | Comparison | None = certify(
        constants, initial_loss=given["initial_loss"], delta=given["delta"], bound=given["bound"] or "best"
    )
    if isinstance(found, Comparison):
        found = found.best
    if found is None:
        raise RejectedError("no bound shows anything")
    return found


def _checked(data: object, name: str) -> "Certificate":
    """The (strongest) certificate that a file holds, after a check."""
    from lojverify.certificates.certificate import Certificate
    from lojverify.certificates.files import verdict_on
    from lojverify.errors import InputError, RejectedError
    from lojverify.kernel.certificate import FORMAT
    from lojverify.simulation.evidence import best_of

    verdict = verdict_on(data, name)
    if verdict.status != "proved":
        raise RejectedError(f"{name}: {verdict.status}: {verdict.reason}")
    if not isinstance(data, dict) or (best := best_of(data)).get("format") != FORMAT:
        raise InputError(f"{name} holds no certificate of an exit probability")
    return Certificate.from_json(best)


def _refuse(given: Mapping[str, str | None], useful: tuple[str, ...], beside: str) -> None:
    """Raises InputError for an option that is of no use."""
    from lojverify.errors import InputError

    useless = [name for name, value in given.items() if value is not None and name not in useful]
    if useless:
        raise InputError(f"--{useless[0].replace('_', '-')} is of no use beside {beside}")


@contextmanager
def _progress() -> Iterator[Callable[[float], None]]:
    """What is told the share that is done; on a terminal a bar on standard error, after a second."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    bar = Progress(console=console, transient=True)
    task, shown, begun = bar.add_task("runs", total=1.0), False, time.monotonic()

    def report(share: float) -> None:
        nonlocal shown
        if not shown and console.is_terminal and time.monotonic() > begun + 1:
            shown = True
            bar.start()
        if shown:
            bar.update(task, completed=share)

    try:
        yield report
    finally:
        if shown:
            bar.stop()
