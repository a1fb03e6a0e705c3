"""The statement of a certificate for nearly linear least squares, F = (1/n) |residuals|^2, tau = 2.

What is supposed about the zeros of F is what a Jacobian J with lambda_min(J J^T) >= n s_J^2 and h_i-Lipschitz rows,
h^2 = mean h_i^2, gives on the ball of radius 2 r + d0: with f = sqrt(F), s = s_J - h (r + d0)/2 and a zero z,
<grad F, theta - z> >= 2 F - h f |theta - z|^2, and f >= s |theta - z| if z is nearest to theta. The statement supposes
these two, for `zero`, which is at most d0 from theta0, and for `near[k]`, which is nearest to theta[k].

Beside P(exit) <= delta it says mean(H[k]) <= qk[k] d0^2 for every k, with H[k] = |theta[k] - near[k]|^2 as long as the
iterates stay, 0 afterwards, qk[k] = q^k, q = max(0, 1 - eta c s^2) and c = 4 - eta l - 2 h (r + d0)/s.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .statement import Stated


@dataclass(frozen=True)
class NearNumbers(Stated):
    """The numbers of such a certificate: s_J, h, l, sigma, eta, r, d0 and delta; s and c must be positive."""

    singular_value: Fraction
    curvature: Fraction
    expected_smoothness: Fraction
    noise: Fraction
    step_size: Fraction
    radius: Fraction
    distance: Fraction
    delta: Fraction
    # What these statements do not have.
    interval = horizon = steps = target_loss = exit = miss = None

    @property
    def steepness(self) -> Fraction:
        """s."""
        return self.singular_value - self.curvature * (self.radius + self.distance) / 2

    @property
    def room(self) -> Fraction:
        """c."""
        turn = 2 * self.curvature * (self.radius + self.distance) / self.steepness
        return 4 - self.step_size * self.expected_smoothness - turn

    @property
    def factor(self) -> Fraction:
        """q."""
        return max(1 - self.step_size * self.room * self.steepness**2, Fraction(0))

    def symbols(self) -> dict[str, object]:
        """The zeros."""
        return {"zero": {"sort": "vector"}, "near": {"sort": "vector-process", "level": 0, "order": None}}

    def definitions(self) -> list[dict[str, object]]:
        """The root of the loss."""
        return [{"kind": "root", "name": "f", "letter": "k", "value": "F(theta[k])"}]

    def rate(self) -> tuple[list[dict[str, object]], list[str]]:
        """H and qk, and what is said of them."""
        value, step = "e[k]*<theta[k] - near[k], theta[k] - near[k]>", f"({self.factor})*qk[k]"
        definitions: list[dict[str, object]] = [
            {"kind": "abbreviation", "name": "H", "letter": "k", "value": value},
            {"kind": "recursion", "name": "qk", "letter": "k", "level": None, "start": "1", "step": step},
        ]
        return definitions, [f"mean(H[k]) <= qk[k]*({self.distance**2})"]

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
        for label, z, words in (
            ("aims zero", "zero", "for some zero z = theta* of F that is not random"),
            ("aims near", "near[k]", "for a zero z = z_k of F that is nearest to theta_k, and known at k"),
        ):
            offset = f"theta[k] - {z}"
            most = f"2*F(theta[k]) - ({self.curvature})*f[k]*<{offset}, {offset}>"
            aims = "grad F(theta_k).(theta_k - z) >= 2 F(theta_k)"
            found[label] = (
                f"e[k] - 1 >= 0 |- <grad F(theta[k]), {offset}> >= {most}",
                f"{aims} - {self.curvature} sqrt(F(theta_k)) |theta_k - z|^2 {self.while_staying()}, {words}",
            )
        near, zero = "<theta[k] - near[k], theta[k] - near[k]>", "<theta[k] - zero, theta[k] - zero>"
        found["steep"] = (
            f"e[k] - 1 >= 0 |- F(theta[k]) >= ({self.steepness**2})*{near}",
            f"sqrt(F(theta_k)) >= {self.steepness} |theta_k - z_k| {self.while_staying()}",
        )
        found["nearest"] = (
            f"e[k] - 1 >= 0 |- {near} <= {zero}",
            f"|theta_k - z_k| <= |theta_k - theta*| {self.while_staying()}, as z_k is nearest",
        )
        moved = "theta[k+1] - near[k+1]"
        found["nearer"] = (
            f"e[k+1] - 1 >= 0 |- <{moved}, {moved}> <= <theta[k+1] - near[k], theta[k+1] - near[k]>",
            f"|theta_{{k+1}} - z_{{k+1}}| <= |theta_{{k+1}} - z_k| {self.while_staying()} + 1, as z_{{k+1}} is nearest",
        )
        found |= self.noises()
        gradient, bound = "grad F(theta[k]) + w[k]", self.expected_smoothness
        found["gradient_moment"] = (
            f"e[k] - 1 >= 0 |- E[k](<{gradient}, {gradient}>) <= {bound}*F(theta[k])",
            f"given the past, E|grad F(theta_k) + w_k|^2 <= {bound} F(theta_k) {self.while_staying()}",
        )
        found["distance"] = (
            f"<theta0 - zero, theta0 - zero> <= {self.distance**2}",
            f"|theta0 - theta*| <= {self.distance}",
        )
        return found
