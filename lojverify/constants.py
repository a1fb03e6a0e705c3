"""The constants of one problem, read exactly and checked against each other."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from lojverify.errors import InputError
from lojverify.exact import decimal, read, sqrt_bounds, text

Exact = int | Fraction | Decimal | str  # what `exact.read` takes

# field -> (relation to zero, the paper's number, symbol of the paper in LaTeX, what it is)
FIELDS: dict[str, tuple[str, str, str, str]] = {
    "alpha": (">", "2.1", r"\alpha", "|grad F|^2 >= alpha F on the ball"),
    "smoothness": (">", "2.3", "C_L", "Lipschitz constant of grad F on the ball"),
    "noise": (">=", "2.10", r"\sigma", "scale of the noise"),
    "step_size": (">", "3.2", r"\eta", "step size"),
    "radius": (">", "2.2", "r", "radius of the ball that must not be left"),
    "confinement": (">", "2.5", "M_0", "lower bound of F on the sphere of that radius"),
    "annulus": (">", "2.5", "w", "width of the annulus on which the lower bound holds"),
}
# The same for step sizes that decrease, (4.1).
DECREASING_FIELDS: dict[str, tuple[str, str, str, str]] = {
    "smoothness": FIELDS["smoothness"],
    "noise_moment": (">=", "2.9", "c", "E|w_k|^2 <= c^2 given the past"),
    "gamma": (">", "4.1", r"\gamma", "the step sizes are gamma/(k + n0)^q"),
    "q": (">", "4.1", "q", "their exponent"),
    "n0": (">", "4.1", "n_0", "their offset, at least"),
    "radius": FIELDS["radius"],
    "confinement": FIELDS["confinement"],
}
_UPWARD = ("radius", "n0")  # solved for, they are the least that serve
_LARGEST: int = 10**1000
_LARGEST_ROOT = 1000


class Known:
    """How constants are shown: the fields that are given."""

    FIELDS: ClassVar[dict[str, tuple[str, str, str, str]]]

    def known(self) -> dict[str, Fraction]:
        """The constants that are given, by name."""
        return {name: value for name in self.FIELDS if (value := getattr(self, name)) is not None}

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={_literal(value)}" for name, value in self.known().items())
        return f"{type(self).__name__}({shown})"

    def _repr_latex_(self) -> str:
        shown = {name: latex(value, up=name in _UPWARD) for name, value in self.known().items()}
        return "$" + r",\; ".join(f"{self.FIELDS[name][2]} = {value}" for name, value in shown.items()) + "$"

    def _repr_html_(self) -> str:
        rows = (
            f"<tr><td>{name}</td><td>{text(value)}</td><td>{safe_decimal(name, value)}</td>"
            f"<td>{escape(self.FIELDS[name][3])}</td></tr>"
            for name, value in self.known().items()
        )
        return f"<table><caption>Constants</caption>{''.join(rows)}</table>"


@dataclass(frozen=True, init=False, repr=False)
class Constants(Known):
    """What is known of the loss, the noise and the run.

    alpha        |grad F|^2 >= alpha F on the ball, (2.1)
    smoothness   C_L, (2.3)
    noise        sigma, (2.10); zero is allowed
    step_size    eta; None (or left out) when it is to be solved for
    radius       r, the radius of the ball around theta0 that must not be left
    confinement  M0: F >= M0 on the sphere of radius r, (2.5); None when nothing is known
    annulus      w: F >= M0 holds for r <= |theta - theta0| <= r + w, and the constants up to there; the paper has 1

    Each is given as an int, a Fraction, a Decimal or a text such as "1/20" or "0.05" and kept as a Fraction.
    Raises InputError for what is no number, has the wrong sign or breaks alpha <= 2 smoothness.
    """

    FIELDS: ClassVar[dict[str, tuple[str, str, str, str]]] = FIELDS
    alpha: Fraction
    smoothness: Fraction
    noise: Fraction
    step_size: Fraction | None
    radius: Fraction
    confinement: Fraction | None
    annulus: Fraction | None

    def __init__(
        self,
        alpha: Exact,
        smoothness: Exact,
        noise: Exact,
        step_size: Exact | None = None,
        radius: Exact | None = None,
        confinement: Exact | None = None,
        annulus: Exact | None = None,
    ) -> None:
        if radius is None:
            raise InputError("the radius must be given")
        given = (alpha, smoothness, noise, step_size, radius, confinement, annulus)
        for (name, (relation, display, _, _)), one in zip(FIELDS.items(), given, strict=True):
            missing = one is None and name in ("step_size", "confinement", "annulus")
            object.__setattr__(self, name, None if missing else number(one, name, relation, display))
        if self.alpha > 2 * self.smoothness:
            raise InputError(
                name="alpha",
                value=text(self.alpha),
                relation=f"alpha <= 2 smoothness = {shown(2 * self.smoothness)}",
                display="2.4",
            )
        if self.annulus is not None and self.confinement is None:
            raise InputError(
                "an annulus needs a confinement level", name="annulus", value=text(self.annulus), display="2.5"
            )

    def with_step_size(self, step_size: Fraction) -> "Constants":
        """These constants with another step size."""
        return replace(self, step_size=step_size)

    def check_initial_loss(self, initial_loss: Fraction | None) -> None:
        """Refuse a confinement level that these constants exclude, with this initial loss or (None) with any.

        If F >= M0 on the sphere and F(theta0) < M0 or 4 F(theta0) < r^2 alpha, the ball contains a zero of F, and then
        sqrt(F(theta0)) + sqrt(M0) <= sqrt(C/2) r. Raises InputError otherwise.
        """
        if self.confinement is None:
            return
        loss = Fraction(0) if initial_loss is None else initial_loss
        outer = self.radius + (self.annulus or 0)
        if loss >= self.confinement and 4 * loss >= outer**2 * self.alpha:
            return
        # sqrt(a) + sqrt(b) <= sqrt(c) iff 2 sqrt(a b) <= c - a - b iff c - a - b >= 0 and 4 a b <= (c - a - b)^2.
        most = self.smoothness * self.radius**2 / 2
        rest = most - loss - self.confinement
        if rest >= 0 and 4 * loss * self.confinement <= rest**2:
            return
        roots = [decimal(sqrt_bounds(x, 64)[0], 6) for x in (self.confinement, loss, most)]
        left, sizes = "sqrt(confinement)", roots[0]
        if initial_loss:
            left, sizes = f"{left} + sqrt(initial_loss)", f"{sizes} + {roots[1]}"
        excluded = self.excluded_losses()
        raise InputError(
            no_loss(*excluded) if excluded is not None and excluded[0] else None,
            name="confinement",
            value=text(self.confinement),
            relation=f"{left} <= sqrt(smoothness/2) radius, which is {sizes} <= {roots[2]}",
            display="2.5",
        )

    def largest_loss(self) -> Fraction | None:
        """At least the largest F(theta0) < (sqrt(M0) + sqrt(alpha) r/2)^2 of a loss with these constants, or None.

        It is None where there is no confinement level.

        Along the gradient flow sqrt(F) falls by sqrt(alpha)/2 a length or more, so from such a loss it cannot reach the
        sphere, where F >= M0. It ends at a zero in the ball: sqrt(F(theta0)) + sqrt(M0) <= sqrt(C/2) r.
        """
        if self.confinement is None:
            return None
        most = self.smoothness * self.radius**2 / 2
        if most <= self.confinement:
            return Fraction(0)
        return most + self.confinement - 2 * sqrt_bounds(most * self.confinement, 128)[0]

    def excluded_losses(self) -> tuple[Fraction, Fraction] | None:
        """(a, b) such that no loss with these constants has a < F(theta0) < b, or None where none is excluded.

        a is `largest_loss`, and b its range: (sqrt(M0) + sqrt(alpha) r/2)^2, with the outer radius of an annulus for r.
        """
        low = self.largest_loss()
        if low is None or self.confinement is None:
            return None
        square = self.alpha * (self.radius + (self.annulus or 0)) ** 2 / 4
        high = self.confinement + square + 2 * sqrt_bounds(self.confinement * square, 128)[0]
        return (low, high) if low < high else None

    def as_json(self) -> dict[str, str | None]:
        """The constants as the texts of a certificate; the annulus is a key of its own there."""
        return {name: optional_text(getattr(self, name)) for name in FIELDS if name != "annulus"}


@dataclass(frozen=True, init=False, repr=False)
class RobbinsMonro(Known):
    """What is known where the step sizes gamma/(k + n0)^q decrease, (4.1), and the noise does not vanish with the loss.

    smoothness    C_L, (2.3)
    noise_moment  c: given the past, E|w_k|^2 <= c^2, (2.9) with m = 2; zero is allowed
    gamma         the factor of the step sizes; None when it is to be solved for
    q             their exponent, 1/2 < q <= 1, a fraction with a denominator of at most 1,000
    n0            their offset: what is proved holds for this one and every larger one; None to solve for it
    radius        r, the radius of the ball around theta0 that must not be left
    confinement   M0: F >= M0 on the sphere of radius r, (2.5)

    Numbers are given and kept as in `Constants`. Raises InputError for what is no number or breaks a relation above.
    """

    FIELDS: ClassVar[dict[str, tuple[str, str, str, str]]] = DECREASING_FIELDS
    annulus: ClassVar[None] = None
    smoothness: Fraction
    noise_moment: Fraction
    gamma: Fraction | None
    q: Fraction
    n0: Fraction | None
    radius: Fraction
    confinement: Fraction

    def __init__(
        self,
        smoothness: Exact,
        noise_moment: Exact,
        gamma: Exact | None,
        q: Exact,
        n0: Exact | None,
        radius: Exact,
        confinement: Exact,
    ) -> None:
        given = (smoothness, noise_moment, gamma, q, n0, radius, confinement)
        for (name, (relation, display, _, _)), one in zip(self.FIELDS.items(), given, strict=True):
            missing = one is None and name in ("gamma", "n0")
            object.__setattr__(self, name, None if missing else number(one, name, relation, display))
        if not Fraction(1, 2) < self.q <= 1:
            raise InputError(name="q", value=text(self.q), relation="1/2 < q <= 1", display="4.1")
        if self.q.denominator > _LARGEST_ROOT:
            raise InputError(f"a fraction with a denominator of at most {_LARGEST_ROOT} is needed", name="q", value=q)

    def check_initial_loss(self, initial_loss: Fraction | None) -> None:
        """Refuse a confinement level that (2.4) excludes: sqrt(M0) <= sqrt(F(theta0)) + sqrt(C/2) r.

        The root of the loss grows by at most sqrt(C/2) a unit of length. Raises InputError otherwise.
        """
        if initial_loss is None:
            return
        most, level = self.smoothness * self.radius**2 / 2, self.confinement
        # sqrt(a) <= sqrt(b) + sqrt(c) iff a - b - c <= 0 or (a - b - c)^2 <= 4 b c.
        rest = level - initial_loss - most
        if rest <= 0 or rest**2 <= 4 * initial_loss * most:
            return
        roots = [decimal(sqrt_bounds(x, 64)[0], 6) for x in (level, initial_loss, most)]
        raise InputError(
            name="confinement",
            value=text(level),
            relation="sqrt(confinement) <= sqrt(initial_loss) + sqrt(smoothness/2) radius, "
            f"which is {roots[0]} <= {roots[1]} + {roots[2]}",
            display="2.5",
        )

    def steps(self) -> str:
        """The step sizes in words."""
        power = "" if self.q == 1 else f"^({self.q})"
        return f"step sizes {self.gamma}/(k + n0){power}, n0 >= {self.n0},"

    def as_json(self) -> dict[str, str | None]:
        """The constants as the texts of a certificate."""
        return {name: optional_text(getattr(self, name)) for name in self.FIELDS}


def number(given: object, name: str, relation: str = ">", display: str | None = None) -> Fraction:
    """`given` read exactly, refused unless it is positive (or nonnegative, for `relation` ">=")."""
    value = read(given, name)
    if abs(value.numerator) >= _LARGEST or value.denominator >= _LARGEST:
        raise InputError("a number has at most 1,000 digits on either side of the line", name=name)
    if value < 0 or (value == 0 and relation == ">"):
        raise InputError(name=name, value=text(value), relation=f"{name} {relation} 0", display=display)
    return value


def probability(given: Exact) -> Fraction:
    """A failure probability: read as `number`, and refused unless it is below 1."""
    value = number(given, "delta", ">", "3.20")
    if value >= 1:
        raise InputError(name="delta", value=text(value), relation="0 < delta < 1", display="3.20")
    return value


def optional_text(value: Fraction | None) -> str | None:
    """`text`, or None for None."""
    return None if value is None else text(value)


def shown(value: Fraction) -> str:
    """A rational for a sentence: exactly if that is short, otherwise to ten digits."""
    exact = text(value)
    return exact if len(exact) <= 20 else f"about {decimal(value, 10)}"


def no_loss(low: Fraction, high: Fraction) -> str:
    """`Constants.excluded_losses` in words."""
    return f"no loss with these constants has F(theta0) between {shown(low)} and {shown(high)}"


def safe_decimal(name: str, value: Fraction) -> str:
    """A constant to 15 digits, rounded to the side on which the statement stays true if it was solved for."""
    return decimal(value, toward="up" if name in _UPWARD else "down")


def latex(value: Fraction, *, up: bool = False) -> str:
    """A rational in LaTeX: as a fraction if that is short, otherwise to 15 digits, rounded down or up."""
    if value.denominator == 1 or len(text(value)) > 20:
        mantissa, _, exponent = decimal(value, toward="up" if up else "down").partition("e")
        return rf"{mantissa} \cdot 10^{{{exponent}}}" if exponent else mantissa
    return rf"\frac{{{value.numerator}}}{{{value.denominator}}}"


def _literal(value: Fraction) -> str:
    return str(value) if value.denominator == 1 else f"'{value}'"


def escape(words: str) -> str:
    """`words` for HTML."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
