"""The statement of a certificate for a loss that is star-convex about a point `zero` near theta0.

Beside P(exit) <= delta, and only where a `growth` is given, it says how fast the iterates that stay approach the point:
mean(H[k]) <= qk[k] V0 for every k, with H[k] = |theta[k] - zero|^2 as long as the iterates stay, 0 afterwards, and
qk[k] = q^k, q = max(0, 1 - eta (2 tau - eta l) mu).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .statement import Stated


@dataclass(frozen=True)
class StarNumbers(Stated):
    """The numbers of such a certificate: tau, l, sigma, eta, r, V0, mu or None, and delta."""

    tau: Fraction
    expected_smoothness: Fraction
    noise: Fraction
    step_size: Fraction
    radius: Fraction
    distance: Fraction
    growth: Fraction | None
    delta: Fraction
    # What these statements do not have.
    interval = horizon = steps = target_loss = exit = miss = None

    @property
    def room(self) -> Fraction:
        """2 tau - eta l."""
        return 2 * self.tau - self.step_size * self.expected_smoothness

    @property
    def factor(self) -> Fraction | None:
        """q, None without a growth."""
        if self.growth is None:
            return None
        return max(1 - self.step_size * self.room * self.growth, Fraction(0))

    def symbols(self) -> dict[str, object]:
        """The point."""
        return {"zero": {"sort": "vector"}}

    def definitions(self) -> list[dict[str, object]]:
        """None that the others need."""
        return []

    def rate(self) -> tuple[list[dict[str, object]], list[str]]:
        """H and qk, and what is said of them."""
        if self.factor is None:
            return [], []
        value = "e[k]*<theta[k] - zero, theta[k] - zero>"
        step = f"({self.factor})*qk[k]"
        definitions: list[dict[str, object]] = [
            {"kind": "abbreviation", "name": "H", "letter": "k", "value": value},
            {"kind": "recursion", "name": "qk", "letter": "k", "level": None, "start": "1", "step": step},
        ]
        return definitions, [f"mean(H[k]) <= qk[k]*({self.distance})"]

    def iteration(self) -> dict[str, tuple[str, str]]:
        """The iteration with a constant step size."""
        return {
            "iteration": (
                f"<theta[k+1] - theta[k] + ({self.step_size})*(grad F(theta[k]) + w[k]), y> = 0",
                f"theta_{{k+1}} = theta_k - {self.step_size} (grad F(theta_k) + w_k)",
            )
        }

    def moments(self) -> tuple[str, str, str, str]:
        """Noise that scales with the loss, (2.10), (2.11)."""
        return "(2.11)", f"{self.noise}*F(theta[k])", "(2.10), (2.11)", f"{self.noise} F(theta_k)"

    def hypotheses(self) -> dict[str, tuple[str, str]]:
        """Every hypothesis: its text for the kernel, and in words."""
        found = {**self.started(), **self.iteration()}
        inside, on = f"{self.radius**2} - <y - theta0, y - theta0> >= 0", f"on |theta - theta0| <= {self.radius}"
        found["loss>=0"] = (f"{inside} |- F(y) >= 0", f"F >= 0 {on}")
        found["star"] = (
            f"{inside} |- <grad F(y), y - zero> >= {self.tau}*F(y)",
            f"grad F(theta).(theta - theta*) >= {self.tau} F(theta) {on}, for some theta* that is not random",
        )
        if self.growth is not None:
            words = f"F(theta) >= {self.growth} |theta - theta*|^2 {on}"
            found["grows"] = (f"{inside} |- F(y) >= {self.growth}*<y - zero, y - zero>", words)
        found |= self.noises()
        gradient, most = "grad F(theta[k]) + w[k]", self.expected_smoothness
        found["gradient_moment"] = (
            f"e[k] - 1 >= 0 |- E[k](<{gradient}, {gradient}>) <= {most}*F(theta[k])",
            f"given the past, E|grad F(theta_k) + w_k|^2 <= {most} F(theta_k) {self.while_staying()}",
        )
        found["distance"] = (
            f"<theta0 - zero, theta0 - zero> <= {self.distance}",
            f"|theta0 - theta*|^2 <= {self.distance}",
        )
        return found
