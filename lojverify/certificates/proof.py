"""Builds the proof of a certificate: instantiate the claim of a bound at rational constants, then combine.

With an interval of step sizes, eta stays a symbol, and every inequality is one between polynomials in eta on that
interval, shown by its Bernstein coefficients. A square root of the claim is replaced by a rational (a polynomial in
eta) that is at least as large: for every t, 2 t sqrt(x) <= x + t^2.
"""

from collections.abc import Mapping
from fractions import Fraction

from lojverify.certificates.horizon import SUMS, conclude_within
from lojverify.certificates.library import Proved, load
from lojverify.certificates.recorder import LOSS, Recorder, Terms, combination, linear_parts, written
from lojverify.certificates.target import LEMMAS, conclude_target
from lojverify.certificates.univariate import STEP, Coefficients, plus, scale, text, times, trimmed, value
from lojverify.errors import LojverifyError
from lojverify.exact import root_bounds
from lojverify.kernel import replay
from lojverify.kernel.certificate import claim_name
from lojverify.kernel.facts import Condition, Fact, follows, substitute
from lojverify.kernel.polynomial import NIL, Polynomial, from_monomial
from lojverify.kernel.statement import Numbers, hypotheses, staying
from lojverify.kernel.syntax import read_fact, read_polynomial
from lojverify.kernel.terms import as_polynomial, atom
from lojverify.kernel.theory import Substitution, Symbol


def prove(
    bound: str, numbers: Numbers, claim: Proved, bits: int, witnesses: Mapping[str, Coefficients] | None = None
) -> list[object]:
    """The claims of a self-contained proof of the statement of `numbers`, in the kernel's format.

    claim       the claim of the bound, for all constants
    bits        how tight the rational bounds of its square roots are
    witnesses   polynomials in eta for those of its constants that are not constants of the statement

    Raises UnprovedError where the numbers do not satisfy what the claim supposes or says.
    """
    own = Instance(bound, numbers, claim, bits, witnesses or {}).record()
    lemmas = [*(LEMMAS if numbers.steps is not None else ()), *([SUMS] if _recursions(claim) else [])]
    cited = [claim, *map(load, lemmas)]
    verdict, _ = replay([own], {name: one for each in cited for name, one in each.statements.items()})
    if verdict.status == "rejected":
        raise LojverifyError(f"the kernel rejects the proof: {verdict.reason}")
    return [*{one["name"]: one for each in cited for one in each.claims}.values(), own]


# Which hypothesis of a certificate gives which premise of a claim: the same for all numbers, so it is found once.
_PREMISES: dict[tuple[str, bool, bool], dict[str, str]] = {}


class Instance:
    """The claim of a bound at the numbers of one certificate."""

    def __init__(
        self, bound: str, numbers: Numbers, claim: Proved, bits: int, witnesses: Mapping[str, Coefficients]
    ) -> None:
        self.numbers, self.claim, self.bits, self.witnesses = numbers, claim, bits, witnesses
        self.recorder = Recorder(claim_name(bound), numbers)
        self.theory = self.recorder.theory
        self.roots = [raw for raw in claim.definitions() if raw["kind"] == "root"]
        self.under: dict[str, Polynomial] = {}  # what each root is the root of
        self.upper: dict[str, Coefficients] = {}  # a polynomial in eta that is at least as large as the root
        self.loss_real = False  # whether F(theta0) >= 0 is recorded
        for raw in self.roots:
            self.theory.declare(raw["name"], Symbol("constant"))
        for raw in _recursions(claim):
            self.theory.declare(raw["name"], Symbol("process"))
        own = {name: text(value) for name, value in self.witnesses.items()}
        self.terms, self.by = self.images(claim, {raw["name"]: raw["name"] for raw in self.roots} | own)

    def record(self) -> dict[str, object]:
        """The claim of the certificate with its proof."""
        for raw in self.roots:
            self._define(raw["name"], self._here(raw["value"]))
        for raw in _recursions(self.claim):
            name, values = raw["name"], {key: str(self._here(raw[key])) for key in ("start", "step")}
            self.recorder.step(
                f"define {name}", "define", kind="recursion", name=name, letter="k", level=None, **values
            )
        self.cite("bound", self.claim, self.terms, self.by)
        self._conclude()
        return self.recorder.claim(*(["goal"] if self.numbers.steps is None else conclude_target(self)))

    def _here(self, term: str) -> Polynomial:
        """A term of the claim at these constants."""
        return self.by.polynomial(read_polynomial(term, self.claim.statement.theory))

    # -- the claim at these constants ----------------------------------------------------------------------------

    def images(self, claim: Proved, own: Mapping[str, object]) -> tuple[dict[str, str], Substitution]:
        """The terms for the constants of a claim; `own` are those that are not constants of the statement."""
        numbers = self.numbers
        known: dict[str, object] = {
            "alpha": numbers.alpha,
            "C": numbers.smoothness,
            "sigma": numbers.noise,
            "eta": numbers.step_size if numbers.interval is None else STEP,
            "r": numbers.radius,
            "M0": numbers.confinement,
            "W": numbers.annulus,
            "R": None if numbers.annulus is None else numbers.radius + numbers.annulus,
            **own,
        }
        defined = {raw["name"] for raw in claim.definitions()} - own.keys()
        wanted = [
            name for name, one in claim.statement.stated.items() if one.sort == "constant" and name not in defined
        ]
        unknown = [name for name in wanted if known.get(name) is None]
        if unknown:
            raise LojverifyError(f"the claim {claim.name} has constants without a value: {', '.join(unknown)}")
        terms = {name: str(known[name]) for name in wanted}
        images = {name: read_polynomial(term, self.theory) for name, term in terms.items()}
        return terms, Substitution(self.theory, terms=images)

    def cite(
        self,
        place: str,
        claim: Proved,
        terms: Mapping[str, str],
        by: Substitution,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """Instantiate a claim, after finding or proving what it supposes; `names` are ours of its recursions."""
        statement, names = claim.statement, names or {}
        parts = {label: label.partition(".") for label in statement.definitions}
        premises = {label: f"{names.get(name, name)}.{what}" for label, (name, _, what) in parts.items()}
        images = {name: {"letter": "k", "term": f"{own}[k]"} for name, own in names.items()}
        structure = (claim.name, self.numbers.annulus is None, self.numbers.interval is None)
        plan = _PREMISES.setdefault(structure, {})
        for label, hypothesis in statement.hypotheses.items():
            if label in plan:
                self.recorder.used.add(plan[label])
                premises[label] = plan[label]
            else:
                premises[label] = self._premise(f"{place} needs {label}", label, substitute(hypothesis, by), plan)
        self.recorder.step(place, "cite", claim=claim.name, terms={**terms, **images}, premises=premises)

    def _premise(self, found: str, label: str, wanted: Fact, plan: dict[str, str]) -> str:
        """The label of a fact from which a hypothesis of a claim follows: a given one, or a relation of numbers."""
        if not wanted.on and wanted.names() <= {"F", "theta0", STEP}:
            self.recorder.show(found, wanted.polynomial, strict=wanted.relation == ">")
            return found
        for key, (given, _) in hypotheses(self.numbers).items():
            weak = _weaker(read_fact(given, self.theory), wanted)
            if weak is None:
                continue
            self.recorder.used.add(key)
            if weak:
                self._strictly(found, key, weak)
                return found
            plan[label] = key
            return key
        raise LojverifyError(f"a claim supposes more than a certificate assumes: {wanted}")

    def _strictly(self, label: str, key: str, conditions: list[Condition]) -> None:
        """The fact `key` under strict assumptions, given under weak ones."""
        weak = [f"{label}, weak {n}" for n in range(len(conditions))]
        for name, condition in zip(weak, conditions, strict=True):
            self.recorder.step(f"{name}, assumed", "assume", condition=str(condition))
            self.recorder.step(name, "combine", terms=[["1", [f"{name}, assumed"], []], ["1", [], ["0"]]])
        self.recorder.step(label, "cut", fact=key, by=weak)

    # -- square roots --------------------------------------------------------------------------------------------

    def _define(self, name: str, under: Polynomial) -> None:
        """Define the root of `under`, and bound it from above by a polynomial in eta: the fact ``name above``."""
        step, parts = self.recorder.step, linear_parts(under)
        step(f"define {name}", "define", kind="root", name=name, value=str(under))
        if set(parts) - {"", LOSS} or (LOSS in parts and parts[LOSS] != (Fraction(1),)):
            raise LojverifyError(f"the claim {self.claim.name} has the root of {under}")
        real = "loss real" if LOSS in parts else f"{name} real"
        if LOSS in parts:
            self._loss_nonnegative()
        else:
            self.recorder.show(real, under, strict=False)
        step(f"{name} squared", "cut", fact=f"{name}.square", by=[real])
        self.under[name] = under
        above = combination(parts, {"": Fraction(1), LOSS: self.numbers.initial_loss})
        here = value(above, self.numbers.step_size)
        if here < 0:
            raise LojverifyError(f"the root of {under}, which is negative at the step size")
        if not trimmed(above):
            self._vanishes(name, by_loss=LOSS in parts)
            return
        # (above + t^2)/(2 t) - x = ((x - t)^2 + (under - x^2) + (above - under))/(2 t)
        t = root_bounds(here, 2, self.bits)[1] or Fraction(1, 2**self.bits)
        half = 1 / (2 * t)
        terms: Terms = [[written(half), [], [f"{name} - {t}"]]]
        terms += [[written(half), ["initial"], []]] if LOSS in parts else []
        step(f"{name} above", "combine", terms=terms, equalities=[[f"{name} squared", f"-{half}"]])
        self.upper[name] = scale(plus(above, (t * t,)), half)

    def _loss_nonnegative(self) -> None:
        """F(theta0) >= 0: the fact ``loss real``."""
        if self.loss_real:
            return
        self.loss_real = True
        step, key = self.recorder.step, "loss>=0" if self.numbers.annulus is None else "loss>=0 outside"
        self.recorder.used.add(key)
        step("loss at theta0", "instantiate", fact=key, terms={"y": "theta0"})
        radius = self.numbers.radius + (self.numbers.annulus or 0)
        step("theta0 inside", "combine", terms=[[written(radius**2), [], []]])
        step("loss real", "cut", fact="loss at theta0", by=["theta0 inside"])

    def _vanishes(self, name: str, *, by_loss: bool) -> None:
        """``-name >= 0`` for the root of zero, because its square is not positive."""
        step, goal = self.recorder.step, f"{name} above"
        step(f"{goal}, not", "assume", condition=f"{name} > 0")
        terms: Terms = [["1", [f"{goal}, not", f"{goal}, not"], []]]
        terms += [["1", ["initial"], []]] if by_loss else []
        step(f"{goal}, bad", "combine", terms=terms, equalities=[[f"{name} squared", "-1"]])
        step(f"{goal}, absurd", "absurd", fact=f"{goal}, bad", goal=f"-{name} >= 0")
        step(f"{goal}, so", "assume", condition=f"-{name} >= 0")
        step(goal, "cases", first=f"{goal}, so", second=f"{goal}, absurd", on=f"-{name} >= 0")
        self.upper[name] = ()

    def _without_roots(self, label: str, polynomial: Polynomial) -> tuple[str, dict[str, Coefficients]]:
        """A fact ``>= 0`` with its roots replaced by their upper bounds, and its parts.

        First x^2 becomes what is under the root x. Then a monomial c x y z with c >= 0 is made larger by
        c ((X - x) y z + X (Y - y) z + X Y (Z - z)), where X >= x and so on.
        """
        polynomial, equalities = self._without_squares(polynomial)
        parts = linear_parts(polynomial)
        terms: Terms = [["1", [label], []]]
        for key in [key for key in parts if any(name in self.under for name in key.split("*"))]:
            names = sorted(key.split("*"), key=lambda name: len(self._upper(name)))  # constant bounds first
            if any(len(self._upper(name)) > 1 for name in names[:-1]):
                raise LojverifyError(f"the claim {self.claim.name} multiplies roots that depend on eta: {key}")
            coefficient = parts.pop(key)
            self.recorder.show_nonnegative(f"weight of {key}", coefficient)
            before = Fraction(1)
            for n, name in enumerate(names):
                later = [self._label(other, "nonnegative") for other in names[n + 1 :]]
                terms.append([written(before), [f"weight of {key}", self._label(name, "above"), *later], []])
                bound = self._upper(name)
                coefficient = times(coefficient, bound)
                if not bound:
                    break
                before *= bound[0]
            parts[""] = plus(parts.get("", ()), coefficient)
        if len(terms) == 1 and not equalities:
            return label, parts
        self.recorder.step(f"{label}, roots bounded", "combine", terms=terms, equalities=equalities)
        return f"{label}, roots bounded", parts

    def _without_squares(self, polynomial: Polynomial) -> tuple[Polynomial, list[list[str]]]:
        """The polynomial with x^2 replaced by what is under the root x, and the equations used, with multipliers."""
        equalities = []
        for name, under in self.under.items():
            square = as_polynomial(atom("const", name), 2)
            factor = NIL
            while found := [m for m in polynomial.terms if dict(m).get(atom("const", name), 0) >= 2]:
                for monomial in found:
                    powers = dict(monomial)
                    powers[atom("const", name)] -= 2
                    rest = from_monomial(tuple(p for p in powers.items() if p[1]), polynomial.terms[monomial])
                    polynomial, factor = polynomial + rest * (under - square), factor - rest
            if factor:
                equalities.append([f"{name} squared", str(factor)])
        return polynomial, equalities

    def _upper(self, name: str) -> Coefficients:
        if name == LOSS:
            return trimmed((self.numbers.initial_loss,))
        if name not in self.upper:
            raise LojverifyError(f"the claim {self.claim.name} multiplies a root by {name}")
        return self.upper[name]

    def _label(self, name: str, what: str) -> str:
        """The label of the fact that a root or F(theta0) is nonnegative, or at most its upper bound."""
        if what == "above":
            return "initial" if name == LOSS else f"{name} above"
        if name != LOSS:
            return f"{name}.nonnegative"
        self._loss_nonnegative()
        return "loss real"

    # -- from the claim to the goal ------------------------------------------------------------------------------

    def _conclude(self) -> None:
        """From ``a + b mean(e_inf) + c F(theta0) >= 0`` to ``mean(e_inf) - (1 - delta) >= 0``.

        With b > 0 and c >= 0: were mean(e_inf) < 1 - delta, then a + b (1 - delta) + c F > 0, hence
        a + b (1 - delta) + c epsilon > 0, while the numbers make that at most 0. With a horizon N, e_inf is e[N], and
        with a target, delta is the exit probability alone.
        """
        numbers, staying_mean = self.numbers, f"mean({staying(self.numbers)})"
        label, found = self._bound()
        label, parts = self._without_roots(label, found.polynomial)
        if set(parts) - {"", LOSS, staying_mean}:
            raise LojverifyError(f"the claim {self.claim.name} says nothing about numbers: {found}")
        b, c = trimmed(parts.get(staying_mean, ())), trimmed(parts.get(LOSS, ()))
        stay = 1 - (numbers.delta if numbers.exit is None else numbers.exit)
        factors = {"": Fraction(1), staying_mean: stay, LOSS: numbers.initial_loss}
        slack = scale(combination(parts, factors), Fraction(-1))
        recorder = self.recorder
        rest = recorder.nonnegative(slack, strict=False)
        if self.numbers.interval is None:
            if not b or b[0] <= 0 or (c and c[0] < 0):
                raise LojverifyError(f"the claim {self.claim.name} bounds nothing: {found}")
            terms: Terms = [["1", [label], []], *rest]
            if c:
                terms.append([written(c[0]), ["initial"], []])
            recorder.step("goal", "combine", terms=[[written(Fraction(str(t[0])) / b[0]), *t[1:]] for t in terms])
            return
        recorder.step("weight", "combine", terms=recorder.nonnegative(b, strict=True))
        if c:
            recorder.step("slope", "combine", terms=recorder.nonnegative(c, strict=False))
            rest.append(["1", ["slope", "initial"], []])
        goal = f"{staying_mean} - {stay}"
        recorder.step("not", "assume", condition=f"-{staying_mean} + {stay} > 0")
        recorder.step("bad", "combine", terms=[["1", ["weight", "not"], []], ["1", [label], []], *rest])
        recorder.step("absurd", "absurd", fact="bad", goal=f"{goal} >= 0")
        recorder.step("so", "assume", condition=f"{goal} >= 0")
        recorder.step("goal", "cases", first="so", second="absurd", on=f"{goal} >= 0")

    def _bound(self) -> tuple[str, Fact]:
        """What the claim says of the statement's event: its first goal is about e_inf, its last about e[k]."""
        goals, horizon = self.claim.statement.proved_goals, self.numbers.horizon
        last = "bound" if len(goals) == 1 else f"bound.{len(goals)}"
        if horizon is None:
            return "bound" if len(goals) == 1 else "bound.1", substitute(goals[0], self.by)
        self.recorder.step("bound here", "instantiate", fact=last, letters={"k": str(horizon)})
        found = substitute(goals[-1], Substitution(self.theory, {"k": ((), horizon)}, self.by.terms))
        if not found.on:
            return "bound here", found
        self.recorder.step("bound within", "cut", fact="bound here", by=conclude_within(self, horizon))
        return "bound within", found


def _recursions(claim: Proved) -> list[dict[str, str]]:
    """The definitions of a claim by recursion."""
    return [raw for raw in claim.definitions() if raw["kind"] == "recursion"]


def _weaker(found: Fact, wanted: Fact) -> list[Condition] | None:
    """The strict assumptions of `wanted` that `found` needs as weak ones only; None if it does not follow."""
    strict = [c for c in wanted.on if c.relation == ">" and Condition(">=", c.polynomial) in found.on - wanted.on]
    weak = frozenset(Condition(">=", c.polynomial) for c in strict)
    rest = Fact(found.on - weak, found.relation, found.polynomial, found.limit, found.letter)
    return strict if follows(rest, wanted) else None
