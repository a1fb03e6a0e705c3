"""lojverify certify"""

import re
from typing import TYPE_CHECKING, Literal

import click

from lojverify.commands.strict import Strict

if TYPE_CHECKING:
    from lojverify.certificates.certificate import Certificate, Comparison
    from lojverify.constants import Constants, RobbinsMonro
    from lojverify.zeros import AboutZeros, Given

# The arguments of `certify` at the start of a sentence, which are options here.
_ARGUMENTS = re.compile(r"^[a-z_0]+( and [a-z_0]+)*(?= (is|are) (missing|for)\b)|^solve_for(?= = )")
_ANY_RADIUS = "1e400"  # the largest number that is read


@click.command("certify", cls=Strict, short_help="constants -> a certificate that SGD stays in the ball")
@click.option("--problem", metavar="FILE", help="a problem file (TOML), whose constants are computed; see constants")
@click.option("--alpha", metavar="Q", help="lower bound of |grad F|^2/F on the ball, (2.1)")
@click.option("--smoothness", metavar="Q", help="Lipschitz constant C_L of grad F on the ball, (2.3)")
@click.option("--noise", metavar="Q", help="noise scale sigma, (2.10); may be 0")
@click.option("--step-size", metavar="Q", help="step size eta; left out, it is solved for")
@click.option("--noise-moment", metavar="Q", help="c: E|w|^2 <= c^2, (2.9), in place of --noise; may be 0")
@click.option("--gamma", metavar="Q", help="step sizes gamma/(k+n0)^q, (4.1), in place of --step-size; or solved for")
@click.option("--q", metavar="Q", help="their exponent, 1/2 < q <= 1")
@click.option("--n0", metavar="Q", help="their offset n0, or a larger one; left out, it is solved for")
@click.option("--tau", metavar="Q", help="grad F(theta).(theta - theta*) >= tau F(theta) on the ball")
@click.option("--expected-smoothness", metavar="Q", help="l: E|v|^2 <= l F, v the stochastic gradient")
@click.option("--distance", metavar="Q", help="V0 >= |theta0 - theta*|^2 beside --tau, its root beside --curvature")
@click.option("--growth", metavar="Q", help="mu: F(theta) >= mu |theta - theta*|^2, for a rate beside --tau")
@click.option("--singular-value", metavar="Q", help="s_J: lambda_min(J J^T) >= n s_J^2 for the Jacobian of n residuals")
@click.option(
    "--curvature", metavar="Q", help="h: root mean square of the Lipschitz constants of the rows of J; may be 0"
)
@click.option("--radius", metavar="Q", help="radius r of the ball around theta0 that must not be left")
@click.option("--confinement", metavar="Q", help="M0: F >= M0 on the sphere of radius r, (2.5)")
@click.option(
    "--annulus",
    metavar="[W]",
    is_flag=False,
    flag_value="1",
    help="F >= M0 holds for r <= |theta - theta0| <= r + W, and the constants up to there (default width 1)",
)
@click.option("--initial-loss", metavar="Q", help="upper bound of F(theta0); left out, it is solved for; may be 0")
@click.option("--delta", metavar="Q", help="failure probability, between 0 and 1; left out, it is solved for")
@click.option("--bound", default="best", show_default=True, metavar="NAME", help="an exit bound, best, or all")
@click.option(
    "--solve",
    type=click.Choice(["radius", "batch"]),
    help="solve for the smallest radius; --radius, if given, is that of the ball on which the constants hold; "
    "with --problem, batch: the smallest batch size",
)
@click.option("--target-loss", metavar="Q", help="claim F(theta_n) <= Q too; left out, but --steps given: solved for")
@click.option("--steps", metavar="N", help="the n of --target-loss; left out, the fewest are solved for")
@click.option("--horizon", metavar="N", help="watch the run for N steps only, not for ever")
@click.option("--two-sided", is_flag=True, help="add explicit runs, checked exactly, that leave the ball")
@click.option("--json", "as_json", is_flag=True, help="print the certificate as JSON")
@click.option("-o", "--output", metavar="FILE", help="write the certificate to FILE, whole or not at all")
def command(
    *,
    problem: str | None,
    alpha: str | None,
    smoothness: str | None,
    noise: str | None,
    step_size: str | None,
    noise_moment: str | None,
    gamma: str | None,
    q: str | None,
    n0: str | None,
    tau: str | None,
    expected_smoothness: str | None,
    distance: str | None,
    growth: str | None,
    singular_value: str | None,
    curvature: str | None,
    radius: str | None,
    confinement: str | None,
    annulus: str | None,
    initial_loss: str | None,
    delta: str | None,
    bound: str,
    solve: Literal["radius", "batch"] | None,
    target_loss: str | None,
    steps: str | None,
    horizon: str | None,
    two_sided: bool,
    as_json: bool,
    output: str | None,
) -> int:
    """Certify that SGD stays in the ball: P(exit) <= delta whenever F(theta0) <= initial loss.

    Give all but one of --initial-loss, --delta and --step-size; the missing one is solved for and rounded to the
    safe side. Give all three to test the claim, or with --solve radius for the smallest radius. With --target-loss and
    --steps, delta covers missing the target as well; give one of the two to solve for the other. Numbers are exact: 3,
    -1/2, 0.05, 1e-3. --two-sided shows how far the answer is from what explicit runs with these constants do.

    For noise that does not vanish with the loss give --noise-moment, --gamma, --q and --n0 in place of --noise and
    --step-size: the step sizes gamma/(k+n0)^q decrease. Then one of --initial-loss, --delta, --gamma and --n0 may be
    left out; --confinement is needed, --alpha is not.

    For a loss that is star-convex about a point theta* near theta0 give --tau, --expected-smoothness and --distance in
    place of --alpha, --smoothness and --initial-loss: practical step sizes suffice. Then one of --delta, --step-size,
    --radius and --distance may be left out, and --growth adds how fast the squared distance falls.

    With --problem FILE the constants are those of a loss and its data: give --delta, or --step-size and --radius. What
    is left out is chosen: the step size with the best rate, the smallest radius. The certificate holds the evidence.

    For nearly linear least squares give --singular-value, --curvature, --expected-smoothness and --distance, which all
    hold on the ball of radius 2r + distance; one of --delta, --step-size and --distance may be left out.

    \b
    Bounds: printed, markov-union, chebyshev-union (these need --annulus), ville, cantelli-ville, shifted-ville,
    log-ville, drift-martingale-confined (these need --confinement), path-length, drift-martingale,
    drift-martingale-sharp, drift-martingale-shifted; bounded-noise for --noise-moment; distance and distance-log for
    --tau.

    \b
    Examples:
      lojverify certify --alpha 1 --smoothness 1 --noise 1/2 --step-size 1/10 --radius 3 \\
          --confinement 1/2 --annulus --delta 1/20 --bound all
      lojverify certify --alpha 1 --smoothness 1 --noise 1/2 --radius 3 --confinement 1/2 \\
          --initial-loss 1/40 --delta 1/21 --json -o step.json
      lojverify certify --alpha 1 --smoothness 1 --noise 1/2 --step-size 1/10 --radius 3 \\
          --initial-loss 1/40 --delta 1/20 --target-loss 1e-6
      lojverify certify --smoothness 1 --noise-moment 1 --gamma 1 --q 3/4 --radius 3 \\
          --confinement 1/2 --initial-loss 1/40 --delta 1/20
      lojverify certify --tau 2 --expected-smoothness 10 --noise 8 --radius 5 --distance 1 \\
          --growth 1/10 --delta 1/20
      lojverify certify --problem diabetes.toml --delta 1/20 -o diabetes.json
    """
    shared = {"smoothness": smoothness, "radius": radius, "confinement": confinement}
    fixed = {"alpha": alpha, "noise": noise, "step_size": step_size, "annulus": annulus}
    varying = {"noise_moment": noise_moment, "gamma": gamma, "q": q, "n0": n0}
    star = {"tau": tau, "expected_smoothness": expected_smoothness, "distance": distance, "growth": growth}
    near = {"singular_value": singular_value, "curvature": curvature}
    more = {"initial_loss": initial_loss, "target_loss": target_loss, "steps": steps, "horizon": horizon}
    if problem is not None:
        from lojverify.commands.problem import certify_file

        given = {**shared, **fixed, **varying, **star, **near, **more, "two_sided": two_sided}
        given |= {"delta": delta, "bound": bound, "solve": solve}
        return certify_file(problem, given, as_json=as_json, output=output)
    if solve == "batch":
        raise click.UsageError("--solve batch is for --problem")
    from lojverify.certifier import certify
    from lojverify.errors import InputError

    if any(value is not None for value in (*star.values(), *near.values())):
        own = {"noise": noise, "step_size": step_size, "radius": radius}
        constants: Given = _about_zeros(star | near | own, shared | fixed | varying)
    elif any(value is not None for value in varying.values()):
        constants = _decreasing(shared | varying, fixed)
    else:
        constants = _constant(shared | fixed, any_radius=solve is not None)
    try:
        found: Certificate | Comparison = certify(
            constants,
            initial_loss=initial_loss,
            delta=delta,
            bound=bound,
            solve_for=solve,
            target_loss=target_loss,
            steps=steps,
            horizon=horizon,
            two_sided=two_sided,
        )
    except InputError as error:
        raise InputError(_ARGUMENTS.sub(lambda names: _options(names[0]), str(error))) from None
    to_output = output == "-"
    if output is not None and not to_output and _certifies(found):
        found.write(output)
    if as_json or to_output:
        click.echo(found.to_json(), nl=False)
    else:
        _print(found)
        if output is not None and _certifies(found):
            click.echo(f"written to {output}")
    return _code(found)


def _constant(given: dict[str, str | None], *, any_radius: bool) -> "Constants":
    """The constants for a constant step size."""
    from lojverify.constants import Constants

    if any_radius and given["radius"] is None:
        given = given | {"radius": _ANY_RADIUS}
    _demand(given, "alpha", "smoothness", "noise", "radius")
    return Constants(**given)  # type: ignore[arg-type]  # those needed are there


def _decreasing(given: dict[str, str | None], others: dict[str, str | None]) -> "RobbinsMonro":
    """The constants for step sizes that decrease; what they have no use for is refused, or left alone if it is true."""
    from lojverify.constants import Constants, RobbinsMonro
    from lojverify.errors import InputError

    for name in ("noise", "step_size"):
        if others[name] is not None:
            instead = "--noise-moment" if name == "noise" else "--gamma, --q and --n0"
            raise InputError(f"{_option(name)} and {instead} exclude each other: the step size is constant, or (4.1)")
    _demand(given, "smoothness", "noise_moment", "q", "radius", "confinement")
    found = RobbinsMonro(**given)  # type: ignore[arg-type]  # those needed are there
    unused = [name for name in ("alpha", "annulus") if others[name] is not None]
    if unused:
        alpha = others["alpha"] or 2 * found.smoothness
        Constants(alpha, found.smoothness, 0, 1, found.radius, found.confinement, others["annulus"])
        click.echo(f"note: {' and '.join(map(_option, unused))}: not needed by bounded-noise", err=True)
    return found


def _about_zeros(given: dict[str, str | None], others: dict[str, str | None]) -> "AboutZeros":
    """The constants for a star-convex loss or nearly linear least squares; what they have no use for is refused."""
    from lojverify.errors import InputError
    from lojverify.zeros import NearlyLinear, StarConvex

    near = given["singular_value"] is not None or given["curvature"] is not None
    kind, key = (NearlyLinear, "curvature") if near else (StarConvex, "tau")
    _demand(given, *(("singular_value", "curvature", "radius") if near else ("tau",)), "expected_smoothness", "noise")
    every = {**given, **others}
    unused = [name for name, value in every.items() if value is not None and name not in kind.FIELDS]
    if unused:
        raise InputError(f"{_option(unused[0])} is of no use beside --{key}: leave one of the two out")
    return kind(**{name: given[name] for name in kind.FIELDS})  # type: ignore[arg-type]  # those needed are there


def _demand(given: dict[str, str | None], *needed: str) -> None:
    """Raises InputError for options that must be given and are not."""
    from lojverify.errors import InputError

    missing = [_option(name) for name in needed if given[name] is None]
    if missing:
        raise InputError(f"{', '.join(missing)} must be given")


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"


def _options(names: str) -> str:
    """Arguments of `certify`, joined by "and", as options."""
    return " and ".join("--solve" if name == "solve_for" else _option(name) for name in names.split(" and "))


def _certifies(found: "Certificate | Comparison") -> bool:
    from lojverify.certificates.certificate import Certificate

    return isinstance(found, Certificate) or found.best is not None


def _code(found: "Certificate | Comparison") -> int:
    """0 where something is certified; 1 where a bound applies but shows nothing, 2 where none applies."""
    from lojverify.certificates.certificate import Comparison, Unanswered

    if not isinstance(found, Comparison) or found.certificates:
        return 0
    applying = [one for one in found.results if isinstance(one, Unanswered) and one.applies]
    click.echo(f"error: {'no bound shows anything' if applying else 'no bound applies'}", err=True)
    return 1 if applying else 2


def _print(found: "Certificate | Comparison") -> None:
    from lojverify.certificates.certificate import Certificate
    from lojverify.reporting import certificates

    if isinstance(found, Certificate):
        certificates.print_certificate(found)
    else:
        certificates.print_comparison(found)
