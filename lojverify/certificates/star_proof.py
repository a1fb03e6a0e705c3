"""Builds the proofs of certificates by `distance` and `distance-log`: instantiate the claims at rational constants."""

from fractions import Fraction

from lojverify.bounds.distance import LOG_NAME, NAME, Point, Shift
from lojverify.certificates.library import Proved, load
from lojverify.certificates.recorder import Terms, UnprovedError, linear_parts, written
from lojverify.errors import LojverifyError
from lojverify.kernel import replay
from lojverify.kernel.certificate import claim_name
from lojverify.kernel.check import read_problem
from lojverify.kernel.facts import Fact, follows, substitute
from lojverify.kernel.polynomial import Polynomial
from lojverify.kernel.star import StarNumbers
from lojverify.kernel.statement import hypotheses, problem
from lojverify.kernel.syntax import read_fact, read_polynomial
from lojverify.kernel.theory import Substitution


def prove(numbers: StarNumbers, found: Shift | Point) -> list[object]:
    """The claims of a self-contained proof of the statement of `numbers`, in the kernel's format.

    found   the witnesses of the bound

    Raises UnprovedError where the numbers do not satisfy what the claims suppose or say.
    """
    recorder = _Recorder(claim_name(LOG_NAME if isinstance(found, Point) else NAME), numbers)
    if isinstance(found, Point):
        claim, own = load("distance_log", found.j), {"c": found.c, "zeta": found.zeta}
    elif found.kappa is None:
        claim, own = load("distance_any_noise"), {}
    else:
        claim, own = load("distance_shifted"), {"kappa": found.kappa, "a": found.a}
    by = recorder.cite("bound", claim, own | {"d0": found.d})
    recorder.conclude("goal", claim.statement.proved_goals[0], "bound.1", by)
    cited, goals = [claim], ["goal"]
    if numbers.factor is not None:
        rate = load("distance_falls")
        known = {"mu": numbers.growth, "q": numbers.factor, "V0": numbers.distance}
        recorder.cite("rate", rate, {name: value for name, value in known.items() if value is not None})
        cited.append(rate)
        goals.append("rate")
    last = recorder.claim(*goals)
    verdict, _ = replay([last], {name: one for each in cited for name, one in each.statements.items()})
    if verdict.status == "rejected":
        raise LojverifyError(f"the kernel rejects the proof: {verdict.reason}")
    return [*{one["name"]: one for each in cited for one in each.claims}.values(), last]


class _Recorder:
    """The steps so far, and the hypotheses that they use."""

    def __init__(self, name: str, numbers: StarNumbers) -> None:
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

    def cite(self, place: str, claim: Proved, own: dict[str, Fraction]) -> Substitution:
        """Instantiate a claim; `own` are those of its constants that are not constants of the statement."""
        n = self.numbers
        known = {"tau": n.tau, "l": n.expected_smoothness, "sigma": n.noise, "eta": n.step_size, "r": n.radius, **own}
        stated = claim.statement.stated
        terms = {name: written(value) for name, value in known.items() if name in stated}
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
