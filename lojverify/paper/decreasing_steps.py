"""Steps that the derivations about changing step sizes share."""

from __future__ import annotations

from ..derive import Derivation, proved
from .steps import at_start, bit_range
from .stopped import weighted

PRINTED, SHARP = "(1 - alpha*eta[k] + eta[k]^2*C^2)", "(1 - alpha*eta[k]*(1 - eta[k]*C/2))"


def stopped_loss_means(d: Derivation, factor: str) -> None:
    """The stopped loss H[k] = F(theta[k]) 1_{E_k} given the past, for the factor PRINTED or SHARP.

    ``H>=0``, ``H start`` (H[0] = F(theta0)), and ``contracts``: E[k](H[k+1]) <= factor H[k] + eta_k^2 c^2 C/2 e[k].
    SHARP needs the fact ``eta<=2/C``: 2 - eta[k] C >= 0. All H[k] have means, and ``e<=1``, ``e>=0``.
    """
    bit_range(d)
    at_start(d)
    d.cite("stopped", proved("stopped_loss_with_noise"), note="(4.7)")
    d.cut("H>=0", "stopped.1")
    d.cut("H start", "stopped.2")
    d.assume("stays", "e[k] - 1 >= 0")
    d.cut("in ball", "e.yes", "stays")
    d.use("steep", "lojasiewicz", y="theta[k]", by=["in ball"])
    weighted(d, "low", "steep", note="(2.1)")
    if factor == PRINTED:
        d.use("flat", "growth", y="theta[k]", by=["in ball"])
        weighted(d, "high", "flat", note="(2.4)")
        by = ["eta>0 * low", "C>0 * eta>0 * eta>0 * high"]
    else:
        by = ["eta>0 * eta<=2/C * low"]
    more = "eta[k]^2*c^2*C/2"
    eq = [f"H.is: {factor} - 1"]
    d.have("contracts", f"E[k](H[k+1]) <= {factor}*H[k] + {more}*e[k]", by=["stopped.4", *by], eq=eq, note="(4.9)")
    d.have("H low start", "H[0] <= F(theta0)", eq=["H start"])
    # H[k+1] <= 1_{E_k} Q[k+1] made H integrable given the past; its mean is finite by induction.
    d.have("finite step", f"E[k](H[k+1]) <= {factor}*H[k] + {more}", by=["contracts", "C>0 * e<=1 * [eta[k]*c]"])
    d.step("H finite", "finite_mean_by_induction", symbol="H", lower="H>=0", start="H low start", step="finite step")
