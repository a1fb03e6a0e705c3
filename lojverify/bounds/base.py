"""What every exit bound offers, and the quantities that several of them share.

A formula takes keyword arguments named as the constants and is written once: it runs on Fractions where it has no
roots, and on every number type of `enclose`. Differences that nearly cancel are written as products.
"""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from lojverify.bounds.witnesses import Witnesses
from lojverify.constants import Constants, shown
from lojverify.enclose import Bounds
from lojverify.kernel.statement import Numbers

Values = dict[str, Fraction]
MOST_EXPONENT = 31


@dataclass(frozen=True, repr=False)
class Limit:
    """x <= value (`closed`) or x < value, for the reason `words`."""

    value: Fraction
    closed: bool
    words: str

    def __repr__(self) -> str:
        return f"{'<=' if self.closed else '<'} {self.words} = {shown(self.value)}"

    def admits(self, x: Fraction) -> bool:
        """Whether x is within the limit."""
        return x <= self.value if self.closed else x < self.value

    def broken_by(self, name: str, x: Fraction) -> str:
        """The sentence that `x`, which the limit does not admit, breaks it, and by how much."""
        excess = f"it exceeds it by {shown(x - self.value)}" if x > self.value else "it is equal to it"
        return f"{name} = {shown(x)} breaks {name} {self}: {excess}"


class Bound(ABC):
    """An upper bound of P(exit), the probability that an iterate ever leaves the ball.

    name, title      as on the command line, and in words with the formula
    paper            the paper's numbers that it goes back to
    needs            which of "confinement" and "annulus" must be given
    rational         whether the formula has no roots, so that Fractions evaluate it exactly
    steps_have_gaps  whether the step sizes for which the bound is at most delta need not form an interval
    invertible       whether there is an inverse formula
    room             a formula with the arguments of `failure` that must be positive, None if there is none
    smallest_radius  the inverse formula for the radius, None where M0 depends on the radius
    """

    name: str
    title: str
    paper: tuple[str, ...]
    needs: tuple[str, ...] = ()
    rational: bool = False
    steps_have_gaps: bool = False
    invertible: bool = True
    room: Callable[..., Any] | None = None
    smallest_radius: Callable[..., Any] | None = None

    @abstractmethod
    def step_limit(self, constants: Constants) -> Limit:
        """The upper end of the range of step sizes for which the bound is proved."""

    @staticmethod
    @abstractmethod
    def failure(*args: Any, **numbers: Any) -> Any:
        """The formula: the bound of P(exit), increasing in `initial_loss`."""

    @staticmethod
    def threshold(*args: Any, **numbers: Any) -> Any:
        """The inverse formula: the initial loss at which `failure` is `delta`. It only guides a search."""
        raise NotImplementedError

    def vanishes(self, constants: Constants) -> bool:  # noqa: ARG002
        """Whether the formula is 0 for every initial loss, so that it has no inverse."""
        return False

    def breaks(self, constants: Constants) -> tuple[Fraction, ...]:  # noqa: ARG002
        """The step sizes where the formula changes, the largest first; it keeps its form up to each of them."""
        return ()

    def witnesses(self, numbers: Numbers, bits: int) -> Witnesses:  # noqa: ARG002
        """Values for those constants of the claim that are not constants of the statement; roots as tight as `bits`."""
        return {}

    @abstractmethod
    def scripts(self, constants: Constants) -> list[tuple[Limit | None, str]]:
        """The proof scripts that derive the bound, each with the limit of the initial loss (None: any) it supposes."""

    def parameters(self, constants: Constants) -> tuple[int, ...]:  # noqa: ARG002
        """The integers that a script with parameters takes."""
        return ()

    def least(self, constants: Constants, low: Fraction, high: Fraction) -> dict[str, Any]:  # noqa: ARG002
        """Arguments of `failure` at which it is at most what it is for any step size in [low, high]; low may be 0."""
        return {"step_size": Bounds(low, high)}

    def floor(self, constants: Constants, initial_loss: Fraction) -> Fraction:  # noqa: ARG002
        """What `failure` is at least for every step size up to that of the constants, however small; 0: not known."""
        return Fraction(0)

    def available(self, constants: Constants) -> list[tuple[Limit | None, str]]:
        """Those of `scripts` that exist."""
        return [(limit, script) for limit, script in self.scripts(constants) if exists(script)]

    def script(self, constants: Constants, initial_loss: Fraction) -> str:
        """The first script that derives the bound for this initial loss. Raises StopIteration if none does."""
        found = self.available(constants)
        return next(script for limit, script in found if limit is None or limit.admits(initial_loss))

    def loss_limit(self, constants: Constants) -> Limit | None:
        """The range of initial losses for which the bound is derived, None if there is no limit."""
        limits = [limit for limit, _ in self.available(constants)]
        given = [limit for limit in limits if limit is not None]
        return None if len(given) < len(limits) else max(given, key=lambda one: (one.value, one.closed), default=None)

    def broken(self, constants: Constants, initial_loss: Fraction | None = None) -> list[str]:
        """The hypotheses that the numbers break, a sentence each; none if the bound applies.

        What is to be solved for (a step size or initial loss that is None) breaks nothing.
        """
        found = [f"it needs {need}, {why}" for need, why in _NEEDS.items() if self._lacks(constants, need)]
        if found:
            return found
        found += self.mismatches(constants)
        if not self.available(constants):
            found.append("its derivation is missing")
        limit = self.step_limit(constants)
        if constants.step_size is not None and not limit.admits(constants.step_size):
            found.append(f"{limit.broken_by('step_size', constants.step_size)}, (3.2)")
        most = self.loss_limit(constants)
        if initial_loss is not None and most is not None and not most.admits(initial_loss):
            found.append(f"{most.broken_by('initial_loss', initial_loss)}, (2.2), (2.5)")
        return found

    def mismatches(self, constants: Constants) -> list[str]:  # noqa: ARG002
        """Further hypotheses that the constants break."""
        return []

    def _lacks(self, constants: Constants, need: str) -> bool:
        return need in self.needs and getattr(constants, need) is None

    def __repr__(self) -> str:
        return f"<bound {self.name}: {self.title}>"


_NEEDS = {"confinement": "F >= M0 on the sphere, (2.5)", "annulus": "the width of the annulus of (2.5)"}


def arguments(formula: Callable[..., Any], constants: Constants, **others: Fraction | None) -> Values:
    """The keyword arguments of `formula`: constants by name, those of `_OF_STEP`, and those of `others`."""
    values: dict[str, Fraction | None] = {**constants.known(), **others}
    wanted = _parameters(formula)
    if constants.step_size is not None:
        for name, factor in _OF_STEP.items():
            if name in wanted:
                values[name] = factor(constants)
    return {name: value for name in wanted if (value := values.get(name)) is not None}


@cache
def _parameters(formula: Callable[..., Any]) -> tuple[str, ...]:
    return tuple(inspect.signature(formula).parameters)


def rho(constants: Constants) -> Fraction:
    """(3.2): 1 - eta alpha + eta^2 C (2 C + sigma)/2, in [0, 1) for 0 < eta < 2 alpha/(C (2 C + sigma))."""
    return _factor(constants, 2 * constants.smoothness)


def rho1(constants: Constants) -> Fraction:
    """The sharp factor 1 - eta alpha + eta^2 C (alpha + sigma)/2."""
    return _factor(constants, constants.alpha)


def mean_factor(constants: Constants) -> Fraction:
    """s0^2 = 1 - eta alpha (1 - eta C/2)."""
    assert constants.step_size is not None  # noqa: S101
    return 1 - constants.step_size * constants.alpha * (1 - constants.step_size * constants.smoothness / 2)


def variance(constants: Constants) -> Fraction:
    """nu^2 = eta^2 C sigma/2."""
    assert constants.step_size is not None  # noqa: S101
    return constants.step_size**2 * constants.smoothness * constants.noise / 2


def beta(constants: Constants) -> Fraction:
    """nu^2/(1 - rho1), which increases in eta; nu^2 and 1 - rho1 have a common factor eta."""
    assert constants.step_size is not None  # noqa: S101
    fall = constants.alpha - constants.step_size * constants.smoothness * (constants.alpha + constants.noise) / 2
    return constants.step_size * constants.smoothness * constants.noise / 2 / fall


def exponent(constants: Constants) -> Fraction:
    """The largest integer j in 1, ..., 31 with eta C sigma/(alpha (1 - eta C/2)) <= 1/(j+1); 1 if there is none."""
    eta, C = constants.step_size, constants.smoothness
    assert eta is not None  # noqa: S101
    spread, rest = 2 * eta * C * constants.noise, constants.alpha * (2 - eta * C)
    return Fraction(MOST_EXPONENT if (MOST_EXPONENT + 1) * spread <= rest else max(1, rest // spread - 1))


def _factor(constants: Constants, growth: Fraction) -> Fraction:
    eta = constants.step_size
    assert eta is not None  # noqa: S101
    return 1 - eta * constants.alpha + eta**2 * constants.smoothness * (growth + constants.noise) / 2


_OF_STEP = {
    "rho": rho,
    "rho1": rho1,
    "mean": mean_factor,
    "variance": variance,
    "beta": beta,
    "exponent": exponent,
}


def paper_step_limit(constants: Constants) -> Limit:
    """The range eta < 2 alpha/(C (2 C + sigma)), where rho < 1."""
    D = constants.smoothness * (2 * constants.smoothness + constants.noise)
    return Limit(2 * constants.alpha / D, closed=False, words="2 alpha/(C (2 C + sigma))")


def rho1_step_limit(constants: Constants) -> Limit:
    """The range eta < 2 alpha/(C (alpha + sigma)), where rho1 < 1."""
    D1 = constants.smoothness * (constants.alpha + constants.noise)
    return Limit(2 * constants.alpha / D1, closed=False, words="2 alpha/(C (alpha + sigma))")


def below(constants: Constants) -> Limit:
    """F(theta0) <= M0."""
    return Limit(constants.confinement or Fraction(0), closed=True, words="confinement")


def inner(constants: Constants) -> Limit:
    """(2.2) on the ball: 4 F(theta0) < r^2 alpha."""
    return Limit(constants.radius**2 * constants.alpha / 4, closed=False, words="radius^2 alpha/4")


def outer(constants: Constants) -> Limit:
    """(2.2) on the ball that contains the annulus."""
    radius = constants.radius + (constants.annulus or 0)
    return Limit(radius**2 * constants.alpha / 4, closed=False, words="(radius + annulus)^2 alpha/4")


def drop(alpha: Any, smoothness: Any, noise: Any, step_size: Any) -> Any:
    """(1 - rho)/eta = alpha - eta C (2 C + sigma)/2, positive in the range of rho."""
    return alpha - step_size * smoothness * (2 * smoothness + noise) / 2


def exists(script: str) -> bool:
    """Whether there is a proof script of this name."""
    return any((folder / f"{script}.py").is_file() for folder in script_folders())


@cache
def script_folders() -> tuple[Path, ...]:
    """Where proof scripts may be: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    return package / "_proofs", package.parent / "proofs"
