"""`bounded-noise`: P(exit) for the step sizes (4.1) and noise with E|w|^2 <= c^2, which need not vanish with the loss.

With f0 = sqrt(F(theta0)), L = sqrt(M0) - f0 and S = (C c^2/2) sum eta_k^2,
    P(exit) <= S/(S + L^2)  if S <= L f0,  and  (F(theta0) + S)/M0  otherwise,
    sum eta_k^2 <= gamma^2 n0^(-2q) (1 + n0/(2q-1)),
as long as gamma/n0^q <= 2/C. It tends to 0 as n0 grows. Neither (2.1) nor (2.2) is needed.

It increases with F(theta0) and with S, so that the answers for gamma and for n0 are ends of intervals. Whether it is at
most delta is decided exactly for a rational S: all roots are squared away.
"""

from fractions import Fraction
from typing import Any

NAME = "bounded-noise"
TITLE = "S/(S + (sqrt(M0) - sqrt(F(theta0)))^2), or (F(theta0) + S)/M0 if F(theta0) is small; S = (C c^2/2) sum eta_k^2"


def noise_sum(*, smoothness: Any, noise_moment: Any, gamma: Any, n0: Any, power: Any, surplus: Any) -> Any:
    """S = (C c^2/2) gamma^2 power (1 + n0/surplus), where `power` is n0^(-2q) and `surplus` is 2q - 1."""
    return smoothness * noise_moment**2 * gamma**2 * power * (1 + n0 / surplus) / 2


def shifted(*, confinement: Any, initial_loss: Any, total: Any) -> Any:
    """S/(S + (sqrt(M0) - sqrt(F(theta0)))^2), with S = `total`."""
    return total / (total + (confinement.sqrt() - initial_loss.sqrt()) ** 2)


def plain(*, confinement: Any, initial_loss: Any, total: Any) -> Any:
    """(F(theta0) + S)/M0, with S = `total`."""
    return (initial_loss + total) / confinement


def is_shifted(confinement: Fraction, initial_loss: Fraction, total: Fraction) -> bool:
    """Whether S <= L f0, and L > 0: then the first form is the smaller one."""
    return initial_loss < confinement and (total + initial_loss) ** 2 <= confinement * initial_loss


def holds(confinement: Fraction, initial_loss: Fraction, total: Fraction, delta: Fraction) -> bool:
    """Whether the bound is at most `delta` < 1."""
    if not is_shifted(confinement, initial_loss, total):
        return initial_loss + total <= delta * confinement
    if delta == 0:
        return total == 0
    # S (1 - delta) <= delta L^2 iff sqrt(M0) >= sqrt(A) + sqrt(F) with A = S (1 - delta)/delta.
    level = total * (1 - delta) / delta
    rest = confinement - level - initial_loss
    return rest >= 0 and rest**2 >= 4 * level * initial_loss


def admits_steps(smoothness: Fraction, gamma: Fraction, power: Fraction) -> bool:
    """Whether gamma/n0^q <= 2/C."""
    return gamma**2 * smoothness**2 * power <= 4
