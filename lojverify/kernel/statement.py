"""The statement that a certificate makes, written out from its numbers.

For the iteration theta[k+1] = theta[k] - eta (grad F(theta[k]) + w[k]) from theta[0] = theta0, or the same with step
sizes eta_k that decrease (see `decreasing`), let e[k] be 1 as long
as |theta[j] - theta0| <= r for every j <= k, and 0 afterwards. Its infimum e_inf is 1 exactly when the iterates stay
in the ball for ever, so a certificate ends in ``1 - mean(e_inf) <= delta``: P(exit) <= delta. With a `horizon` N it
is about e[N], the iterates up to theta[N], instead. With `steps` n and `target_loss` T let hit[k] be 1 where
F(theta[k]) <= T and 0 elsewhere; then it ends in ``1 - mean(e_inf*hit[n]) <= delta``: with probability at least
1 - delta the iterates stay and F(theta[n]) <= T. Its parts are stated too: ``1 - mean(e_inf) <= exit`` and
``mean(e_inf) - mean(e_inf*hit[n]) <= miss``.

`hypotheses` are all that the numbers of the certificate allow a proof to assume. A statement with fewer of them is
stronger, so a problem lists those that its proof needs, and the certificate says which they are. What the sorts of the
symbols suppose, `STANDING`, is always among them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

STANDING = (
    "F is continuously differentiable on R^d; theta0 is not random",
    "theta_k is known at k, and w_k at k+1, with E|w_k|^2 given the past finite (for every k)",
)


class Stated:
    """What the statements have in common, whatever is supposed of the loss and of the step sizes."""

    radius: Fraction
    delta: Fraction
    interval: tuple[Fraction, Fraction] | None
    horizon: int | None
    steps: int | None
    target_loss: Fraction | None
    exit: Fraction | None
    miss: Fraction | None

    def symbols(self) -> dict[str, object]:
        """Further symbols, such as those of the step sizes."""
        raise NotImplementedError

    def definitions(self) -> list[dict[str, object]]:
        """The definitions of the step sizes."""
        raise NotImplementedError

    def iteration(self) -> dict[str, tuple[str, str]]:
        """The hypotheses about the step sizes and the iteration: text for the kernel, and words."""
        raise NotImplementedError

    def moments(self) -> tuple[str, str, str, str]:
        """The bound of the noise: where its mean is said to be zero, its second moment, and the same in words."""
        raise NotImplementedError

    def hypotheses(self) -> dict[str, tuple[str, str]]:
        """Every hypothesis that the numbers allow: its text for the kernel, and in words with the paper's number."""
        raise NotImplementedError

    def rate(self) -> tuple[list[dict[str, object]], list[str]]:
        """Further definitions and goals, where the statement says how fast the iterates approach something."""
        return [], []

    def started(self) -> dict[str, tuple[str, str]]:
        """The hypothesis that the run starts at theta0."""
        return {"start": ("<theta[0] - theta0, y> = 0", "theta_0 = theta0")}

    def noises(self) -> dict[str, tuple[str, str]]:
        """The hypotheses about the noise."""
        unbiased, most, bounded, words = self.moments()
        return {
            "zero_mean": (
                "e[k] - 1 >= 0 |- E[k](<y, w[k]>) = 0",
                f"{unbiased} given the past, E w_k = 0 {self.while_staying()}",
            ),
            "second_moment": (
                f"e[k] - 1 >= 0 |- E[k](<w[k], w[k]>) <= {most}",
                f"{bounded} given the past, E|w_k|^2 <= {words} {self.while_staying()}",
            ),
        }

    def while_staying(self) -> str:
        """While the iterates stay, in words."""
        return f"as long as |theta_j - theta0| <= {self.radius} for all j <= k"


class LossStated(Stated):
    """Statements about a small initial loss; the step sizes are constant in `Numbers`, else `DecreasingNumbers`."""

    alpha: Fraction | None
    smoothness: Fraction
    confinement: Fraction | None
    annulus: Fraction | None
    initial_loss: Fraction

    def hypotheses(self) -> dict[str, tuple[str, str]]:
        """The loss on the ball, and outside; the noise; the initial loss."""
        found = {**self.started(), **self.iteration(), **_on_ball(self, self.radius, "")}
        if self.annulus is not None:
            found |= _on_ball(self, self.radius + self.annulus, " outside")
        found |= self.noises()
        if self.confinement is not None:
            found |= _confined(self, self.confinement)
        found["initial"] = (f"F(theta0) <= {self.initial_loss}", f"F(theta0) <= {self.initial_loss}")
        return found


@dataclass(frozen=True)
class Numbers(LossStated):
    """The numbers of a certificate. With `interval` the statement is about every step size between its ends.

    What it says beyond P(exit) <= delta: `horizon`, `steps` and `target_loss` (the last two together) as in the module,
    and with a target the `exit` and `miss` probabilities.
    """

    alpha: Fraction
    smoothness: Fraction
    noise: Fraction
    step_size: Fraction
    radius: Fraction
    confinement: Fraction | None
    annulus: Fraction | None
    initial_loss: Fraction
    delta: Fraction
    interval: tuple[Fraction, Fraction] | None = None
    horizon: int | None = None
    steps: int | None = None
    target_loss: Fraction | None = None
    exit: Fraction | None = None
    miss: Fraction | None = None

    def symbols(self) -> dict[str, object]:
        """A constant step size from an interval is a symbol."""
        return {} if self.interval is None else {"eta": {"sort": "constant"}}

    def definitions(self) -> list[dict[str, object]]:
        """None."""
        return []

    def iteration(self) -> dict[str, tuple[str, str]]:
        """The iteration with a constant step size, and the ends of its interval."""
        step = str(self.step_size) if self.interval is None else "eta"
        found = {
            "iteration": (
                f"<theta[k+1] - theta[k] + ({step})*(grad F(theta[k]) + w[k]), y> = 0",
                f"theta_{{k+1}} = theta_k - {step} (grad F(theta_k) + w_k)",
            )
        }
        if self.interval is not None:
            low, high = self.interval
            found["step_low"] = (f"eta >= {low}", f"eta >= {low}")
            found["step_high"] = (f"eta <= {high}", f"eta <= {high}")
        return found

    def moments(self) -> tuple[str, str, str, str]:
        """Noise that scales with the loss, (2.10), (2.11)."""
        return "(2.11)", f"{self.noise}*F(theta[k])", "(2.10), (2.11)", f"{self.noise} F(theta_k)"


def problem(numbers: Stated, labels: Collection[str]) -> dict[str, object]:
    """The problem of a certificate under the hypotheses with these labels."""
    symbols: dict[str, object] = {
        "F": {"sort": "function"},
        "theta0": {"sort": "vector"},
        "y": {"sort": "point"},
        "z": {"sort": "point"},
        "theta": {"sort": "vector-process", "level": 0, "order": None},
        "w": {"sort": "vector-process", "level": 1, "order": 1},
        **numbers.symbols(),
    }
    stays = f"{numbers.radius**2} - <theta[k] - theta0, theta[k] - theta0>"
    definitions = [
        *numbers.definitions(),
        {"kind": "prefix", "name": "e", "letter": "k", "value": stays},
        {"kind": "extremum", "name": "e_inf", "value": "e", "of": "infimum"},
    ]
    stay = staying(numbers)
    goals = [f"1 - mean({stay}) <= {numbers.delta}"]
    if numbers.target_loss is not None:
        below = f"{numbers.target_loss} - F(theta[k])"
        definitions.append({"kind": "bit", "name": "hit", "letter": "k", "value": below})
        both = f"mean({stay}*hit[{numbers.steps}])"
        goals = [
            f"1 - {both} <= {numbers.delta}",
            f"1 - mean({stay}) <= {numbers.exit}",
            f"mean({stay}) - {both} <= {numbers.miss}",
        ]
    more_definitions, more_goals = numbers.rate()
    return {
        "symbols": symbols,
        "definitions": [*definitions, *more_definitions],
        "hypotheses": {key: text for key, (text, _) in hypotheses(numbers).items() if key in labels},
        "goals": [*goals, *more_goals],
    }


def staying(numbers: Stated) -> str:
    """The bit of a run that stays, for ever or up to the horizon."""
    return "e_inf" if numbers.horizon is None else f"e[{numbers.horizon}]"


def sentences(numbers: Stated, labels: Collection[str]) -> list[str]:
    """What is supposed of F, theta and w, and the hypotheses with these labels, in words."""
    return [*STANDING, *(words for key, (_, words) in hypotheses(numbers).items() if key in labels)]


def hypotheses(numbers: Stated) -> dict[str, tuple[str, str]]:
    """Every hypothesis that the numbers allow: its text for the kernel, and in words with the paper's number."""
    return numbers.hypotheses()


def _on_ball(numbers: LossStated, radius: Fraction, which: str) -> dict[str, tuple[str, str]]:
    """What is assumed of the loss on a ball."""
    y, z = (f"{radius**2} - <{point} - theta0, {point} - theta0> >= 0" for point in "yz")
    on = f"on |theta - theta0| <= {radius}"
    difference = "grad F(y) - grad F(z)"
    found = {
        f"loss>=0{which}": (f"{y} |- F(y) >= 0", f"F >= 0 {on}"),
        f"smooth{which}": (
            f"{y}, {z} |- {numbers.smoothness**2}*<y - z, y - z> - <{difference}, {difference}> >= 0",
            f"(2.3) |grad F(theta) - grad F(theta')| <= {numbers.smoothness} |theta - theta'| {on}",
        ),
        f"growth{which}": (
            f"{y} |- <grad F(y), grad F(y)> <= {2 * numbers.smoothness}*F(y)",
            f"(2.4) |grad F|^2 <= {2 * numbers.smoothness} F {on}",
        ),
    }
    if numbers.alpha is not None:
        found[f"lojasiewicz{which}"] = (
            f"{y} |- <grad F(y), grad F(y)> >= {numbers.alpha}*F(y)",
            f"(2.1) |grad F|^2 >= {numbers.alpha} F {on}",
        )
    return found


def _confined(numbers: LossStated, level: Fraction) -> dict[str, tuple[str, str]]:
    """(2.5) on the sphere, and on the annulus if there is one."""
    radius, inside = numbers.radius, "<y - theta0, y - theta0>"
    found = {
        "confined": (
            f"{radius**2} - {inside} >= 0, {inside} - {radius**2} >= 0 |- F(y) >= {level}",
            f"(2.5) F >= {level} on |theta - theta0| = {radius}",
        )
    }
    if numbers.annulus is not None:
        outer = radius + numbers.annulus
        found["confined outside"] = (
            f"{outer**2} - {inside} >= 0, {inside} - {radius**2} >= 0 |- F(y) >= {level}",
            f"(2.5) F >= {level} on {radius} <= |theta - theta0| <= {outer}",
        )
    return found
