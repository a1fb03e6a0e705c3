"""Residual problems: constants against independent floating point, evidence that cannot be strengthened, bad files."""

import copy
import json
import random
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
import sympy

from lojverify.errors import InputError, RejectedError
from lojverify.problems import boxes, load_problem
from lojverify.problems.base import Batch
from lojverify.problems.examples import example
from lojverify.problems.replay import replay
from lojverify.problems.residuals import Residuals
from lojverify.problems.residuals_model import Definition, Zero


def problem(variables, formulas, start, size=1, **options):
    definition = Definition(
        tuple(variables), tuple(formulas), {}, tuple(map(Fraction, start)), Batch(size, len(formulas))
    )
    return Residuals(definition, progress=False, **options)


CURVED = (("x", "y"), ("exp(x) + y - 1", "x - 2*y + x*y/10"), ("1/10", "0"))


def independent(problem):
    """r, J and the Hessians as functions of floats, by sympy."""
    names = sympy.symbols(problem.definition.variables)
    r = [sympy.parse_expr(one.replace("^", "**")) for one in problem.definition.formulas]
    jacobian = [[sympy.diff(one, x) for x in names] for one in r]
    hessians = [[[sympy.diff(one, x, y) for x in names] for y in names] for one in r]
    return [sympy.lambdify(names, part) for part in (r, jacobian, hessians)]


def samples(centre, radius, count, generator):
    directions = generator.normal(size=(count, len(centre)))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    return centre + radius * directions * generator.choice([1.0, 0.9, 0.5, 0.1], size=(count, 1))


def random_problem(generator):
    """A linear map that is no worse than its diagonal, bent a little; two or three variables."""
    p = generator.choice([2, 2, 3])
    names = ["x", "y", "z"][:p]
    bends = [
        "{a}*{b}",
        "{a}^2",
        "sin({a})",
        "exp({b})",
        "{a}/(2 + {b}^2)",
        "tanh({a} + {b})",
        "sqrt(3 + {a}^2)",
        "log(4 + {b})",
    ]
    formulas = []
    for j in range(generator.choice([p - 1, p, p])):
        a, b = generator.choice(names), generator.choice(names)
        bend = generator.choice(bends).format(a=a, b=b)
        others = " ".join(f"+ 0.{generator.randint(0, 3)}*{name}" for name in names if name != names[j])
        formulas.append(f"2*{names[j]} {others} + 0.{generator.randint(1, 4)}*({bend}) - 0.{generator.randint(0, 5)}")
    start = [Fraction(generator.randint(-5, 5), 10) for _ in range(p)]
    return problem(names, formulas, start, tolerance=Fraction(1, 10))


def test_sampled_values_are_never_beyond_the_constants():
    generator, points, effective = random.Random(8), np.random.default_rng(8), {"star": 0, "near": 0, "all": 0}
    slack = 1e-9
    for _ in range(8):
        one, radius = random_problem(generator), Fraction(generator.choice([2, 4, 5]), 8)
        try:
            found = one.constants(radius)
        except InputError:
            continue
        assert replay(json.loads(json.dumps(found.evidence))).as_json() == found.as_json()
        effective["all"] += 1
        own, star, near = found.constants, found.star, found.near_linear
        r, jacobian, hessians = independent(one)
        n, start = len(one.definition.formulas), one.start()
        least, largest = np.inf, 0.0
        for theta in samples(start, float(radius), 100, points):
            value, J, H = (np.array(part(*theta), float) for part in (r, jacobian, hessians))
            loss, gradient = np.mean(value**2), 2 / n * J.T @ value
            hessian = 2 / n * (J.T @ J + np.einsum("i,ijk->jk", value, H))
            least = min(least, gradient @ gradient / loss)
            assert gradient @ gradient >= float(own.alpha) * loss * (1 - slack)
            assert gradient @ gradient <= 2 * float(own.smoothness) * loss * (1 + slack)
            assert np.max(np.abs(np.linalg.eigvalsh(hessian))) <= float(own.smoothness) * (1 + slack)
            largest = max(largest, np.max(np.abs(np.linalg.eigvalsh(hessian))), gradient @ gradient / loss / 2)
            single = 4 * np.mean(value**2 * np.sum(J**2, axis=1))
            assert single - gradient @ gradient <= float(own.noise) * loss * (1 + slack)
            if star is not None:
                offset = theta - one._near
                assert gradient @ offset >= float(star.tau) * loss * (1 - slack) - slack
                assert loss >= float(star.growth) * offset @ offset * (1 - slack) - slack
                assert single <= float(star.expected_smoothness) * loss * (1 + slack)
        if own.confinement is not None:
            sphere = samples(start, float(radius), 100, points)
            sphere = start + (sphere - start) * (float(radius) / np.linalg.norm(sphere - start, axis=1, keepdims=True))
            assert min(np.mean(np.array(r(*t)) ** 2) for t in sphere) >= float(own.confinement)
        if near is not None:
            curvatures = np.zeros(n)
            for theta in samples(start, float(2 * radius + near.distance), 300, points):
                J, H = np.array(jacobian(*theta), float), np.array(hessians(*theta), float)
                assert np.linalg.eigvalsh(J @ J.T)[0] >= n * float(near.singular_value) ** 2 * (1 - 1e-9)
                curvatures = np.maximum(curvatures, [np.max(np.abs(np.linalg.eigvalsh(one_))) for one_ in H])
            assert np.sqrt(np.mean(curvatures**2)) <= float(near.curvature) * (1 + 1e-9)
            reached = np.sqrt(float(found.initial_loss)) / float(near.singular_value)
            apart = reached if one.zero is None else np.linalg.norm(start - one._near)
            assert float(near.distance) >= apart * (1 - 1e-9)
        assert own.alpha <= found.sharpest["alpha"]
        assert own.smoothness >= found.sharpest["smoothness"]
        # not only true but close: at most twice the sampled extreme
        assert least <= 2 * float(own.alpha)
        assert float(own.smoothness) <= 2 * largest
        effective["star"] += star is not None
        effective["near"] += near is not None
    assert all(effective[name] >= least for name, least in (("all", 6), ("star", 3), ("near", 2))), effective


@pytest.fixture(scope="module")
def evidence():
    found = problem(*CURVED, exact_zero=(Fraction(0), Fraction(0)), tolerance=Fraction(1, 5))
    return json.loads(json.dumps(found.evidence(Fraction(1, 2))[0]))


def test_the_evidence_is_replayed_by_the_standard_library_alone(evidence):
    code = (
        "import sys, json\n"
        "for name in ('numpy', 'flint', 'sympy', 'mpmath'): sys.modules[name] = None\n"
        "from lojverify.problems.replay import replay\n"
        "print(replay(json.load(sys.stdin)).constants.alpha)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(evidence), capture_output=True, text=True, check=False
    )
    assert run.stderr == ""
    assert Fraction(run.stdout.strip()) == replay(evidence).constants.alpha


LOWER = {"alpha", "singular", "star", "star-growth", "confinement"}


def test_no_claim_can_be_strengthened(evidence):
    for n, claim in enumerate(evidence["claims"]):
        stronger = copy.deepcopy(evidence)
        factor = Fraction(3, 2) if claim["claim"] in LOWER else Fraction(2, 3)
        if claim["claim"] == "confinement":
            factor = Fraction(5, 2)  # it is only within a half of the sampled value
        stronger["claims"][n]["value"] = str(Fraction(claim["value"]) * factor)
        with pytest.raises(RejectedError, match="is not shown on a box"):
            replay(stronger)


EDITS = {
    "a larger ball": lambda one: one["claims"][0].update(radius="51/100"),
    "a smaller root": lambda one: one["claims"][0]["root"][0].reverse(),
    "a list that ends early": lambda one: one["claims"][2].update(tree=one["claims"][2]["tree"][:-1]),
    "a list that goes on": lambda one: one["claims"][2].update(tree=one["claims"][2]["tree"] + "1"),
    "an empty list": lambda one: one["claims"][3].update(tree=""),
    "a box left out": lambda one: one["claims"][3].update(tree="x"),
    "an axis that is not there": lambda one: one["claims"][3].update(tree="c11"),
    "an unknown letter": lambda one: one["claims"][3].update(tree="?"),
    "an unknown claim": lambda one: one["claims"][0].update(claim="beta"),
    "a residual that is not there": lambda one: one["claims"][-1].update(claim="curvature 3"),
    "a claim left out": lambda one: one["claims"].pop(3),
    "a sphere for a ball": lambda one: one["claims"][3].update(sphere=True),
    "another formula": lambda one: one["problem"]["residuals"].__setitem__(0, "exp(2*x) + y - 1"),
    "another start": lambda one: one["problem"]["start"].__setitem__(0, "1/5"),
    "another zero": lambda one: one["zero"]["middle"].__setitem__(0, "1/1000"),
    "no zero": lambda one: one.update(zero=None),
    "a negative radius": lambda one: one.update(radius="-1/2"),
    "another radius": lambda one: one.update(radius="1/3"),
    "few bits": lambda one: one.update(bits=8),
    "bits that are a text": lambda one: one.update(bits="128"),
    "a batch of none": lambda one: one["problem"].update(batch=0),
    "a float": lambda one: one["problem"]["start"].__setitem__(0, 0.1),
    "code": lambda one: one["problem"]["residuals"].__setitem__(0, "__import__('os').system('true')"),
    "a point outside of the ball": lambda one: one["points"]["alpha"].__setitem__(0, "1"),
    "no points": lambda one: one.pop("points"),
    "too many variables": lambda one: one["problem"].update(variables=list("abcdefg")),
}


@pytest.mark.parametrize("name", EDITS)
def test_edited_evidence_is_rejected(evidence, name):
    edited = copy.deepcopy(evidence)
    EDITS[name](edited)
    with pytest.raises(RejectedError):
        replay(edited)


def test_a_jacobian_looked_at_on_a_smaller_ball_gives_no_near_linear_bound(evidence):
    assert replay(evidence).near_linear is not None
    smaller = copy.deepcopy(evidence)
    for claim in smaller["claims"]:
        if claim["claim"].startswith(("singular", "curvature")):
            claim["radius"] = "1"  # still shown, but less than 2 r + d0
    assert replay(smaller).near_linear is None


def test_random_edits_of_trees_prove_nothing_more(evidence):
    generator, rejected, true = random.Random(4), 0, replay(evidence).as_json()
    for _ in range(40):
        edited = copy.deepcopy(evidence)
        claim = generator.choice(edited["claims"])
        letters = list(claim["tree"])
        letters[generator.randrange(len(letters))] = generator.choice("abx12")
        claim["tree"] = "".join(letters)
        try:
            assert replay(edited).as_json() == true
        except RejectedError:
            rejected += 1
    assert rejected > 12


def test_a_zero_is_shown_where_there_is_one_and_nowhere_else():
    square = problem(("x", "y"), ("x^2 - 2", "x*y - 1"), ("1.4", "0.7"))
    assert square.zero is not None
    assert square.zero.width > 0
    assert abs(float(square.zero.middle[0]) - 2**0.5) < 1e-9
    for shift in (1, -1):
        moved = Zero(
            (square.zero.middle[0] + 2 * shift * square.zero.width, square.zero.middle[1]),
            square.zero.width,
            square.zero.inverse,
        )
        assert not moved.holds(square.definition, 128)
    assert not Zero(square.zero.middle, Fraction(0), None).holds(square.definition, 128)
    assert not Zero(square.zero.middle, square.zero.width, ((Fraction(0),) * 2,) * 2).holds(square.definition, 128)
    assert problem(("x",), ("x^2 + 1",), ("1",)).zero is None
    assert problem(("x",), ("x^2",), ("1/2",), exact_zero=(Fraction(0),)).zero.width == 0


def test_more_residuals_than_variables_need_an_exact_zero():
    formulas = ("x + y^2/4 - 1", "y - x^2/8 + 1/8", "x - y - 1")
    found = problem(("x", "y"), formulas, ("0.9", "0.1")).constants(Fraction(1, 2))
    assert found.star is not None
    assert found.near_linear is None
    assert replay(found.evidence).as_json() == found.as_json()
    with pytest.raises(InputError, match=r"cannot vanish together on the ball of radius 1/2: F >= .* by \(2.1\)"):
        problem(("x", "y"), (*formulas, "x + y - 1.1"), ("0.9", "0.1")).constants(Fraction(1, 2))


def test_small_numbers_are_replayed_with_more_bits():
    small = problem(("x", "y"), ("x^2/1e12 + y - x", "x*y + x/1e15 + 1e-18"), ("1e-16", "1e-16"))
    tiny = problem(("x", "y"), ("1e-20*(exp(x) + y - 1)", "1e-20*(x - 2*y)"), ("1/10", "0"))
    for one, radius in ((tiny, Fraction(1, 2)), (small, Fraction(1, 10**17))):
        found = one.constants(radius)
        assert replay(json.loads(json.dumps(found.evidence))).as_json() == found.as_json()


def test_linear_residuals_have_no_curvature():
    found = problem(("x", "y"), ("x + y - 1", "x - 2*y"), ("1/2", "1/2")).constants(Fraction(1))
    assert found.near_linear.curvature == 0
    assert replay(found.evidence).as_json() == found.as_json()
    assert abs(found.star.tau - 2) < Fraction(1, 5)
    bent = copy.deepcopy(found.evidence)
    bent["problem"]["residuals"] = ["x + y - 1", "x - 2*y + x^2/1000"]
    with pytest.raises(RejectedError):
        replay(bent)


@pytest.mark.parametrize(
    ("formulas", "start", "radius", "message"),
    [
        (("x^2",), ("1",), 2, r"\|grad F\|\^2 >= c F .* on the ball of radius 2"),
        (("sqrt(x) - 1",), ("1",), 2, r"\|grad r_i\|\^2 <= c for every i fails .* near theta = \("),
        (("log(x)",), ("1/2",), 1, r"on the ball of radius 1"),
        (("x",), ("1",), Fraction(1, 10**80), r"1e-60 < radius < 1e60"),
    ],
)
def test_a_ball_on_which_there_is_no_constant_is_refused_in_one_line(formulas, start, radius, message):
    with pytest.raises(InputError, match=message) as caught:
        problem(("x",), formulas, start).constants(Fraction(radius))
    assert "\n" not in str(caught.value)


def test_constants_scale_as_they_must():
    plain = problem(*CURVED).constants(Fraction(1, 2))
    renamed = problem(("u", "v"), ("exp(u) + v - 1", "u - 2*v + u*v/10"), CURVED[2]).constants(Fraction(1, 2))
    assert renamed.as_json() == plain.as_json()
    doubled = problem(CURVED[0], tuple(f"2*({one})" for one in CURVED[1]), CURVED[2]).constants(Fraction(1, 2))
    for name in ("alpha", "smoothness", "noise", "confinement"):
        ratio = getattr(doubled.constants, name) / getattr(plain.constants, name)
        assert abs(ratio - 4) < Fraction(1, 100), name
    assert abs(doubled.star.tau - plain.star.tau) < Fraction(1, 100)
    larger = problem(*CURVED, size=8).constants(Fraction(1, 2))
    assert larger.constants.noise == plain.constants.noise / 8
    again = problem(*CURVED)
    again.constants(Fraction(1, 2))
    assert again.with_batch(8).constants(Fraction(1, 2)).as_json() == larger.as_json()


def test_a_time_limit_and_ctrl_c_give_weaker_constants_that_are_proved(monkeypatch):
    hard = (("x", "y", "z"), ("x + 0.1*y*z", "y - 0.1*x^2", "z + 0.1*x*y"), ("0.2", "0.1", "0"))
    best = problem(*hard, tolerance=Fraction(1, 30)).constants(Fraction(1))
    hurried = problem(*hard, tolerance=Fraction(1, 30)).with_time_limit(Fraction(1, 10**6)).constants(Fraction(1))
    assert replay(hurried.evidence).as_json() == hurried.as_json()
    assert 0 < hurried.constants.alpha <= best.constants.alpha
    assert any("not within the tolerance" in note for note in hurried.notes)

    generation, calls = boxes._Search.generation, []

    def interrupted(search):
        calls.append(search)
        if len(calls) == 4:
            raise KeyboardInterrupt
        generation(search)

    monkeypatch.setattr(boxes._Search, "generation", interrupted)
    stopped = problem(*hard, tolerance=Fraction(1, 30)).constants(Fraction(1))
    assert replay(stopped.evidence).as_json() == stopped.as_json()

    def always(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(boxes._Search, "generation", always)
    with pytest.raises(KeyboardInterrupt):
        problem(*hard).constants(Fraction(1))


def test_gradients_of_batches_are_unbiased():
    one = problem(("x", "y"), ("exp(x) + y - 1", "x*y", "sin(y)"), ("0.3", "0.2"))
    thetas = np.array([[0.3, 0.2], [0.1, -0.5]])
    every = np.broadcast_to(np.arange(3), (2, 3))
    step = 1e-6
    for j in range(2):
        shift = step * np.eye(2)[j]
        slope = (one.losses(thetas + shift) - one.losses(thetas - shift)) / (2 * step)
        assert np.allclose(one.gradients(thetas, every)[:, j], slope, atol=1e-8)
    single = np.mean([one.gradients(thetas, np.full((2, 1), i)) for i in range(3)], axis=0)
    assert np.allclose(single, one.gradients(thetas, every))


# -- files -------------------------------------------------------------------------------------------------------------

GOOD = 'kind = "residuals"\nvariables = ["a", "k"]\nresiduals = ["a*exp(-k*t) - y"]\nstart = [1.9, 0.55]\n'
DATA = "[data]\nt = [0, 1]\ny = [2, 1.2]\n"


def loaded(tmp_path, text):
    path = tmp_path / "problem.toml"
    path.write_text(text, encoding="utf-8")
    return load_problem(path)


def test_a_formula_is_repeated_for_each_row_of_data(tmp_path):
    one = loaded(tmp_path, GOOD + "radius = 0.4\nbatch = 2\n" + DATA)
    assert (one.batch.samples, one.batch.size, one.radius, one.dimension) == (2, 2, Fraction(2, 5), 2)
    assert one.losses(np.array([[2.0, 0.0]])) == pytest.approx([0.32])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD, r"at character 10: t is not known"),
        (GOOD.replace("exp(", "exp[") + DATA, r"at character 6: '\(' is needed after exp"),
        (GOOD.replace("[1.9, 0.55]", "[1.9]") + DATA, r"theta0 needs 2 numbers"),
        (GOOD.replace("start", "begin") + DATA, r"start is missing"),
        (GOOD + DATA.replace("[0, 1]", "[0, 1, 2]"), r"the same length"),
        (GOOD + DATA.replace("[0, 1]", '[0, "one"]'), r"data.t\[2\]"),
        (GOOD + DATA.replace("[0, 1]", "[0, nan]"), r"data.t\[2\]"),
        (GOOD + 'tolerence = "1/10"\n' + DATA, r"did you mean tolerance"),
        (GOOD + "tolerance = 2\n" + DATA, r"between 0.001 and 0.5"),
        (GOOD + "zero = [2, 0.5]\n" + DATA, r"not all residuals vanish there"),
        (GOOD + "replacement = false\nbatch = 3\n" + DATA, r"batch"),
        (GOOD.replace('"k"]', '"exp"]') + DATA, r"a variable needs a name"),
        (GOOD.replace('"k"]', '"a"]') + DATA, r"stands twice"),
        (GOOD.replace('"k"]', '"k", "t"]') + DATA, r"stands twice"),
        (GOOD.replace('["a", "k"]', '["a","b","c","d","e","f","g"]') + DATA, r"1 to 6 variables"),
        (GOOD.replace("1.9", "1e300") + DATA, r"at most 100 digits"),
        (GOOD.replace("a*exp(-k*t)", "log(k - 1)") + DATA, r"not defined at theta0"),
        (GOOD.replace("a*exp(-k*t)", "a/(k - 0.55)") + DATA, r"not defined at theta0"),
    ],
)
def test_a_bad_file_is_one_clear_line(tmp_path, text, message):
    with pytest.raises(InputError, match=message) as caught:
        loaded(tmp_path, text)
    assert "\n" not in str(caught.value)


def test_the_shipped_example_has_constants_and_a_zero():
    one = load_problem(example("beacons").path)
    one.progress = False
    found = one.constants(one.radius)
    assert found.star is not None
    assert found.near_linear is not None
    assert found.star.tau > Fraction(9, 5)
    assert all(covering.reached for covering in one.evidence(one.radius)[1])
    assert len(json.dumps(found.evidence)) < 40_000
