"""Builds the proof of a certificate by `bounded-noise`: instantiate its claim at rational constants, then combine."""

from fractions import Fraction

from lojverify.bounds.bounded_noise import NAME, is_shifted
from lojverify.bounds.witnesses import root_above, root_below
from lojverify.certificates.library import Proved, load
from lojverify.certificates.powers import PowerBound, show_power
from lojverify.certificates.recorder import LOSS, Recorder, Terms, UnprovedError, linear_parts, written
from lojverify.errors import LojverifyError
from lojverify.kernel import replay
from lojverify.kernel.certificate import claim_name
from lojverify.kernel.decreasing import DecreasingNumbers
from lojverify.kernel.facts import Fact, follows, substitute
from lojverify.kernel.statement import hypotheses, staying
from lojverify.kernel.syntax import read_fact, read_polynomial
from lojverify.kernel.theory import Substitution


def prove(numbers: DecreasingNumbers, power: PowerBound, total: Fraction, bits: int) -> list[object]:
    """The claims of a self-contained proof of the statement of `numbers`, in the kernel's format.

    power   a bound of n0^(-2q);  total   the bound S of (C c^2/2) sum eta_k^2
    bits    how tight the rational bounds of square roots are

    Raises UnprovedError where the numbers do not satisfy what the claim supposes or says.
    """
    shifted = is_shifted(numbers.confinement, numbers.initial_loss, total)
    claim = load("bounded_noise_decreasing" if shifted else "bounded_noise_unshifted")
    recorder = Recorder(claim_name(NAME), numbers)
    terms = {
        "C": numbers.smoothness,
        "c": numbers.noise_moment,
        "gamma": numbers.gamma,
        "q": numbers.q,
        "n0": "n0",
        "r": numbers.radius,
        "M0": numbers.confinement,
        "N": numbers.n0,
        "P": power.value,
        "S": total,
        **(_shift(numbers, total, bits) if shifted else {}),
    }
    images = {name: written(term) if isinstance(term, Fraction) else term for name, term in terms.items()}
    polynomials = {name: read_polynomial(term, recorder.theory) for name, term in images.items()}
    by = Substitution(recorder.theory, terms=polynomials)
    premises = {label: label for label in claim.statement.definitions}
    for label, hypothesis in claim.statement.hypotheses.items():
        premises[label] = _premise(recorder, label, substitute(hypothesis, by), power)
    recorder.step("bound", "cite", claim=claim.name, terms=images, premises=premises)
    _conclude(recorder, claim, by)
    own = recorder.claim("goal")
    verdict, _ = replay([own], claim.statements)
    if verdict.status == "rejected":
        raise LojverifyError(f"the kernel rejects the proof: {verdict.reason}")
    return [*claim.claims, own]


def _shift(numbers: DecreasingNumbers, total: Fraction, bits: int) -> dict[str, Fraction]:
    """The shift a = t - h with h = S/(m - t), where m <= sqrt(M0) and t >= sqrt(F(theta0))."""
    m, t = root_below(numbers.confinement, bits), root_above(numbers.initial_loss, bits)
    if m <= t:
        raise UnprovedError("the roots of the confinement level and of the initial loss are too close")
    h = min(total / (m - t), t)
    return {"a": t - h, "m": m, "t": t, "h": h}


def _premise(recorder: Recorder, label: str, wanted: Fact, power: PowerBound) -> str:
    """The label of a fact from which a hypothesis of the claim follows: a given one, or a relation of numbers."""
    found = f"premise {label}"
    if label == "P>=N^(-2q)":
        show_power(recorder, found, power)
        return found
    if label == "n0>0":
        recorder.used.add("offset")
        recorder.step(found, "combine", terms=[["1", ["offset"], []], [written(power.base), [], []]])
        return found
    if not wanted.on and wanted.names() <= {"F", "theta0"}:
        recorder.show(found, wanted.polynomial, strict=wanted.relation == ">")
        return found
    for key, (given, _) in hypotheses(recorder.numbers).items():
        if follows(read_fact(given, recorder.theory), wanted):
            recorder.used.add(key)
            return key
    raise LojverifyError(f"the claim supposes more than a certificate assumes: {wanted}")


def _conclude(recorder: Recorder, claim: Proved, by: Substitution) -> None:
    """From ``a + b mean(e_inf) + c F(theta0) >= 0`` with b > 0 and c >= 0 to ``mean(e_inf) - (1 - delta) >= 0``."""
    parts = linear_parts(substitute(claim.statement.proved_goals[0], by).polynomial)
    a, b, c = (sum(parts.get(key, ()), Fraction(0)) for key in ("", f"mean({staying(recorder.numbers)})", LOSS))
    slack = -(a + b * (1 - recorder.numbers.delta) + c * recorder.numbers.initial_loss)
    if slack < 0:
        raise UnprovedError(f"a relation of numbers fails by {-slack}")
    terms: Terms = [[written(1 / b), ["bound.1"], []]]
    terms += [[written(c / b), ["initial"], []]] if c else []
    terms += [[written(slack / b), [], []]] if slack else []
    recorder.step("goal", "combine", terms=terms)
