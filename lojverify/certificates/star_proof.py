"""Builds the proofs of certificates by a distance to zeros: instantiate the claims of the bound and of the rate."""

from collections.abc import Mapping
from fractions import Fraction

from lojverify.bounds.distance import LOG_NAME, NAME, Point, Shift
from lojverify.bounds.near_linear import NAME as NEAR_NAME
from lojverify.bounds.near_linear import NearShift
from lojverify.certificates.library import Proved, load
from lojverify.certificates.recorder import Terms, UnprovedError, linear_parts, written
from lojverify.errors import LojverifyError
from lojverify.kernel import replay
from lojverify.kernel.certificate import claim_name
from lojverify.kernel.check import read_problem
from lojverify.kernel.facts import Fact, follows, substitute
from lojverify.kernel.near import NearNumbers
from lojverify.kernel.polynomial import Polynomial
from lojverify.kernel.star import StarNumbers
from lojverify.kernel.statement import hypotheses, problem
from lojverify.kernel.syntax import read_fact, read_polynomial
from lojverify.kernel.theory import Substitution


def prove(numbers: StarNumbers | NearNumbers, found: Shift | Point | NearShift) -> list[object]:
    """The claims of a self-contained proof of the statement of `numbers`, in the kernel's format.

    found   the witnesses of the bound

    Raises UnprovedError where the numbers do not satisfy what the claims suppose or say.
    """
    if isinstance(numbers, NearNumbers):
        assert isinstance(found, NearShift)  # noqa: S101
        known = {"tau": Fraction(2), "h": numbers.curvature, "s": found.s, "c": found.c, "d0": numbers.distance}
        return _prove(NEAR_NAME, numbers, load("near_linear"), found._asdict() | known, load("near_linear_falls"))
    rate = None if numbers.growth is None else load("distance_falls")
    own = {"tau": numbers.tau, "V0": numbers.distance, "mu": numbers.growth, "d0": found[0]}
    if isinstance(found, Point):
        return _prove(LOG_NAME, numbers, load("distance_log", found.j), found._asdict() | own, rate)
    assert isinstance(found, Shift)  # noqa: S101
    claim = load("distance_any_noise" if found.kappa is None else "distance_shifted")
    return _prove(NAME, numbers, claim, found._asdict() | own, rate)


def _prove(
    bound: str,
    numbers: StarNumbers | NearNumbers,
    claim: Proved,
    own: Mapping[str, Fraction | int | None],
    rate: Proved | None,
) -> list[object]:
    """The proof by a claim about P(exit), and one about the rate; `own` are their constants by name."""
    recorder = _Recorder(claim_name(bound), numbers)
    by = recorder.cite("bound", claim, own)
    recorder.conclude("goal", claim.statement.proved_goals[0], "bound.1", by)
    if rate is not None:
        recorder.cite("rate", rate, {**own, "q": numbers.factor})
    cited = [claim] if rate is None else [claim, rate]
    last = recorder.claim("goal", *(["rate"] if rate is not None else []))
    verdict, _ = replay([last], {name: one for each in cited for name, one in each.statements.items()})
    if verdict.status == "rejected":
        raise LojverifyError(f"the kernel rejects the proof: {verdict.reason}")
    return [*{one["name"]: one for each in cited for one in each.claims}.values(), last]


class _Recorder:
    """The steps so far, and the hypotheses that they use."""

    def __init__(self, name: str, numbers: StarNumbers | NearNumbers) -> None:
        self.name, self.numbers = name, numbers
        self.used: set[str] = set()
        self.theory = read_problem(name, problem(numbers, self.used)).theory
        self.steps: list[object] = []

    def step(self, label: str, rule: str, **arguments: object) -> None:
        """Record one step."""
        self.steps.append({"id": label, "rule": rule, **arguments})

    def claim(self, *conclude: str) -> dict[str, object]:
        """The claim of the certificate with its proof."""
        proof = {"steps": self.steps, "conclude": list(conclude)}
        return {"name": self.name, "problem": problem(self.numbers, self.used), "proof": proof}

    def cite(self, place: str, claim: Proved, own: Mapping[str, Fraction | int | None]) -> Substitution:
        """Instantiate a claim; `own` are those of its constants that the two kinds of statements do not share."""
        n = self.numbers
        known = {"l": n.expected_smoothness, "sigma": n.noise, "eta": n.step_size, "r": n.radius, **own}
        stated = {name for name, one in claim.statement.stated.items() if one.sort == "constant"}
        terms = {name: written(Fraction(x)) for name, x in known.items() if name in stated and x is not None}
        images = {name: read_polynomial(term, self.theory) for name, term in terms.items()}
        by = Substitution(self.theory, terms=images)
        premises = {label: label for label in claim.statement.definitions}
        for label, hypothesis in claim.statement.hypotheses.items():
            premises[label] = self._premise(f"{place} needs {label}", substitute(hypothesis, by))
        self.step(place, "cite", claim=claim.name, terms=terms, premises=premises)
        return by

    def _premise(self, found: str, wanted: Fact) -> str:
        """The label of a fact from which a hypothesis of a claim follows: a given one, or a relation of numbers."""
        if not wanted.on and not wanted.names():
            self.step(found, "combine", **_constant(wanted.polynomial, wanted.relation))
            return found
        for key, (text, _) in hypotheses(self.numbers).items():
            given = read_fact(text, self.theory)
            if follows(given, wanted):
                self.used.add(key)
                return key
            if not wanted.on and key == "distance":
                rest = wanted.polynomial - given.polynomial
                if not rest.terms or set(linear_parts(rest)) == {""}:
                    self.used.add(key)
                    terms: Terms = [["1", [key], []], *_constant(rest, ">=").get("terms", [])]
                    self.step(found, "combine", terms=terms)
                    return found
        raise LojverifyError(f"the claim supposes more than a certificate assumes: {wanted}")

    def conclude(self, label: str, goal: Fact, proved: str, by: Substitution) -> None:
        """From ``a + b mean(e_inf) >= 0`` with b > 0, the fact `proved`, to ``mean(e_inf) - (1 - delta) >= 0``."""
        parts = linear_parts(substitute(goal, by).polynomial)
        a, b = (sum(parts.get(key, ()), Fraction(0)) for key in ("", "mean(e_inf)"))
        slack = -(a + b * (1 - self.numbers.delta))
        if slack < 0:
            raise UnprovedError(f"a relation of numbers fails by {-slack}")
        rest: Terms = [[written(slack / b), [], []]] if slack else []
        self.step(label, "combine", terms=[[written(1 / b), [proved], []], *rest])


def _constant(polynomial: Polynomial, relation: str) -> dict[str, Terms]:
    """The arguments of `combine` for a true relation of numbers."""
    value = sum((Fraction(c) for c in polynomial.terms.values()), Fraction(0))
    if value < 0 or (relation == ">" and value == 0) or (relation == "=" and value != 0):
        raise UnprovedError(f"a relation of numbers fails: {value} {relation} 0")
    # Without terms it is 0 = 0, which implies 0 >= 0.
    return {"terms": [[written(value), [], []]]} if value else {}
