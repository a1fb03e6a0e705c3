"""Constants of networks: against samples in floating point, closed forms, other back ends; evidence; bad files."""

import json
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from float_network import FloatNetwork, random_model

from lojverify.enclose.rational import RationalInterval
from lojverify.errors import InputError, RejectedError
from lojverify.problems import load_problem
from lojverify.problems.activations import Identity, LeakyTanh, Wave
from lojverify.problems.base import Batch
from lojverify.problems.examples import example
from lojverify.problems.network import Network
from lojverify.problems.network_ball import on_ball
from lojverify.problems.network_centre import Start
from lojverify.problems.network_model import Model, theorem_start
from lojverify.problems.replay import replay

ROUNDING = 1e-7  # of the finite differences


def network(model, size=1):
    return Network(model, Batch(size, len(model.targets)))


def worked(amplitude=Fraction(1, 2), weight=100):
    """The network of MATHEMATICS: x = e1, e2, y = (1, -1), one hidden unit."""
    ones = [[Fraction(1), Fraction(0)], [Fraction(0), Fraction(1)]]
    start = theorem_start((2, 1, 1), [Fraction(weight)])
    return Model(ones, [Fraction(1), Fraction(-1)], (1,), (Wave(amplitude),), start)


def test_constants_hold_at_sampled_points():
    effective, methods = 0, set()
    for seed in range(24):
        problem = network(random_model(seed))
        sampled = FloatNetwork(problem.model)
        for share in (Fraction(1, 40), Fraction(1, 4)):
            radius = problem.first_radius() * share
            try:
                found = problem.constants(radius)
            except InputError:
                continue
            centre = Start(problem.model).centre(Start(problem.model).guess())
            near, K = on_ball(centre, radius), found.constants
            for theta in sampled.points(float(radius), 6, np.random.default_rng(seed)):
                real, loose = sampled.measured(theta), 1 + ROUNDING
                for name, alpha in near.alpha.items():
                    assert real["singular"] * loose >= float(alpha) ** 0.5 / 2, (seed, name)
                F = real["loss"]
                assert real["gradient"] * loose + 1e-20 >= float(K.alpha) * F
                assert real["gradient"] <= 4 * float(near.jacobian) ** 2 * F * loose + 1e-20
                assert real["smoothness"] <= float(K.smoothness) * loose
                assert real["curvature"] <= float(near.curvature) * loose + ROUNDING
                assert real["second_moment"] <= float(K.noise + K.alpha) * F * loose + 1e-20
                effective += 1
            methods.add(near.method())
    assert effective >= 150
    assert methods >= {"V1", "V2", "V4"}


def test_near_linear_constants_hold_on_the_larger_ball():
    effective = 0
    for seed in range(100, 130):
        problem = network(random_model(seed))
        radius = problem.first_radius()
        try:
            found = problem.constants(radius)
        except InputError:
            continue
        if (near := found.near_linear) is None:
            continue
        sampled = FloatNetwork(problem.model)
        loss = sampled.loss(sampled.theta0)
        assert abs(float(found.initial_loss) - loss) <= 1e-12 * loss
        assert float(near.distance) >= loss**0.5 / float(near.singular_value) * (1 - 1e-12)
        for theta in sampled.points(float(2 * radius + near.distance), 6, np.random.default_rng(seed)):
            real = sampled.measured(theta)
            assert real["singular"] * (1 + ROUNDING) >= float(near.singular_value)
            assert real["curvature"] <= float(near.curvature) * (1 + ROUNDING) + ROUNDING
            effective += 1
    assert effective >= 60


def test_the_worked_network_of_the_notes():
    found = network(worked()).constants(Fraction(1))
    assert found.initial_loss == 1
    # V2 with c = 1 + cos(sqrt 2)/2: the reach of the input is P_1 r = sqrt(2), and lambda_0 = 1/2.
    slope = 1 + np.cos(2**0.5) / 2
    assert float(found.constants.alpha) == pytest.approx(4 * 0.5 * (99 * slope) ** 2, rel=1e-9)
    # The ball and the numbers of SHARPER, section 4.
    near = network(worked()).constants(Fraction(8, 100)).near_linear
    assert float(near.distance) == pytest.approx(0.009535, rel=0.01)
    assert float(near.singular_value) == pytest.approx(103.8, rel=0.02)
    assert float(near.expected_smoothness) <= 180_615


def test_a_linear_network_is_exact_at_a_vanishing_radius():
    inputs = [[Fraction(1), Fraction(2)], [Fraction(3), Fraction(1)]]
    model = Model(inputs, [Fraction(1), Fraction(0)], (1,), (Identity(),), theorem_start((2, 1, 1), [Fraction(10)]))
    found = network(model).constants(Fraction(1, 10**12))
    J = FloatNetwork(model).jacobian(np.array([0, 0, 0, 10.0, 0]))
    assert float(found.constants.alpha) == pytest.approx(4 * np.linalg.eigvalsh(J @ J.T / 2)[0], rel=1e-6)
    ell = 4 * (J**2).sum(axis=1).max()
    assert float(found.constants.noise + found.constants.alpha) == pytest.approx(ell, rel=1e-9)


def test_constants_get_worse_with_the_ball():
    problem = network(worked())
    balls = [problem.constants(Fraction(r, 100)) for r in (1, 2, 5, 10, 50, 200)]
    for small, large in pairwise(balls):
        assert small.constants.alpha >= large.constants.alpha
        assert small.constants.smoothness <= large.constants.smoothness
        assert small.constants.noise <= large.constants.noise


def test_a_scaled_input_and_a_copied_unit():
    # Two units of weight w/sqrt(2) are one of weight w: |W_2| and lambda_0 are the same.
    one = network(worked(weight=100))
    ones, targets = one.model.inputs, one.model.targets
    weight = Fraction(7_071_067_811_865_475, 10**14)  # 100/sqrt(2)
    two = network(Model(ones, targets, (2,), (Wave(Fraction(1, 2)),), theorem_start((2, 2, 1), [weight])))
    a, b = (each.constants(Fraction(1, 100)) for each in (one, two))
    assert float(b.constants.alpha) == pytest.approx(float(a.constants.alpha), rel=1e-9)
    assert b.near_linear.curvature < a.near_linear.curvature  # the longest column is shorter than |W_2|


def test_another_back_end_gives_the_same():
    for seed in range(6):
        centre = Start(random_model(seed)).centre(Start(random_model(seed)).guess())
        a, b = (on_ball(centre, Fraction(1, 100), **how) for how in ({}, {"number": RationalInterval}))
        for x, y in zip([*a.gradients, a.jacobian, a.curvature], [*b.gradients, b.jacobian, b.curvature], strict=True):
            assert abs(x - y) <= x * Fraction(1, 10**20)
        assert all(abs(a.alpha[name] - b.alpha[name]) <= a.alpha[name] * Fraction(1, 10**20) for name in a.alpha)


def test_batches():
    radius = Fraction(8, 100)
    single, two = network(worked()).constants(radius), network(worked(), 2).constants(radius)
    assert float(two.constants.noise * 2) == pytest.approx(float(single.constants.noise), rel=1e-12)
    assert two.near_linear.expected_smoothness < single.near_linear.expected_smoothness
    assert network(worked()).with_batch(2).constants(radius).constants == two.constants


def test_floats_are_those_of_an_independent_network():
    for seed in range(8):
        problem = network(random_model(seed))
        sampled, rng = FloatNetwork(problem.model), np.random.default_rng(seed)
        thetas = problem.start() + 0.3 * rng.standard_normal((4, problem.dimension))
        assert problem.losses(thetas) == pytest.approx([sampled.loss(theta) for theta in thetas])
        rows = rng.integers(0, len(problem.model.targets), (4, 2))
        for theta, chosen, found in zip(thetas, rows, problem.gradients(thetas, rows), strict=True):
            e, J = sampled.outputs(theta[None])[0] - problem.model.targets, sampled.jacobian(theta)
            e = np.array([float(x) for x in sampled.outputs(theta[None])[0] - sampled.y])
            assert found == pytest.approx((2 * e[:, None] * J)[chosen].mean(axis=0), rel=1e-9, abs=1e-9)


# -- evidence ----------------------------------------------------------------------------------------------------------


def evidence():
    return json.loads(json.dumps(dict(network(random_model(3)).constants(Fraction(1, 1000)).evidence)))


def test_the_evidence_is_json_and_proves_the_same():
    for seed in range(5):
        found = network(random_model(seed)).constants(Fraction(1, 10**4))
        again = replay(json.loads(json.dumps(dict(found.evidence))))
        assert (again.constants, again.near_linear, again.initial_loss) == (
            found.constants,
            found.near_linear,
            found.initial_loss,
        )


@pytest.mark.parametrize(
    ("claim", "change"),
    [
        ("inputs", 2),
        ("jacobian_least", 2),
        ("jacobian_most", Fraction(1, 2)),
        ("norms", Fraction(1, 2)),
        ("singular", 2),
    ],
)
def test_an_eigenvalue_that_is_false_is_rejected(claim, change):
    data = evidence()
    value = data["claims"][claim]
    if isinstance(value, list):
        value[-1] = str(Fraction(value[-1]) * change)
    else:
        data["claims"][claim] = str(Fraction(value) * change)
    with pytest.raises(RejectedError):
        replay(data)


def test_malformed_evidence_is_rejected():
    rejected = 0
    for path in (
        *(("radius",), ("batch",), ("replacement",), ("claims", "norms"), ("claims", "inputs"), ("model", "inputs")),
        *(("model", "targets", "denominator"), ("model", "theta0", "rows"), ("model", "layers"), ("kind",)),
    ):
        for value in (None, -1, 1.5, "x", [], {}, "0", [[]], "1/0"):
            data = evidence()
            place = data
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = value
            if path == ("claims", "inputs") and value in (None, "0"):
                continue  # claims nothing
            with pytest.raises(RejectedError):
                replay(data)
            rejected += 1
    assert rejected > 80


# -- files -------------------------------------------------------------------------------------------------------------

FILE = """
kind = "network"
[data]
file = "data.csv"
target = "y"
[[layers]]
width = 1
activation = "wave"
amplitude = 0.1
[[layers]]
width = 2
activation = "identity"
[start]
weights = [10, "20/3"]
"""


@pytest.fixture
def write(tmp_path):
    (tmp_path / "data.csv").write_text("a,b,y\n1,0.5,1\n0,2,-1\n", encoding="utf-8")

    def written(content=FILE):
        (tmp_path / "net.toml").write_text(content, encoding="utf-8")
        return tmp_path / "net.toml"

    return written


def test_a_file(write):
    problem = load_problem(write())
    assert problem.model.shape == (2, 1, 2, 1)
    assert problem.model.theta0 == [0, 0, 0, 10, 10, 0, 0, Fraction(20, 3), Fraction(20, 3), 0]
    assert problem.constants(problem.first_radius() / 10).constants.alpha > 0


def test_a_start_from_a_file_of_numbers(write, tmp_path):
    theta0 = np.array([0.5, -0.25, 0, 10, 3, 0, 1e-3, 2, 2.5, 0])
    np.save(tmp_path / "theta0.npy", theta0)
    problem = load_problem(write(FILE.replace('weights = [10, "20/3"]', 'file = "theta0.npy"')))
    assert problem.model.theta0 == [Fraction(x) for x in theta0]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[10,", "[", "one number is needed for each layer above the first, 2"),
        ("wave", "weave", "did you mean wave?"),
        ("amplitude", "leak", "amplitude is missing"),
        ("width = 2", "width = 2\nwidths = 3", "did you mean width?"),
        ("width = 2", "width = 0", "at least 1"),
        ("width = 2", "width = 2000000", "at most 200000 parameters"),
        ("amplitude = 0.1", 'amplitude = "a"', "not a number"),
        ("weights", 'file = "no.npy"\nweights', "one of them"),
        ('weights = [10, "20/3"]', 'file = "data.csv"', "data.csv"),
        ("[start]\nweights", "[start]\nweight", "did you mean weights?"),
        ('weights = [10, "20/3"]', "", "weights or file is missing"),
        ('target = "y"', 'target = "z"', "none of the columns"),
        ("[[layers]]", "[[layer]]", "layers is missing"),
    ],
)
def test_bad_files_are_refused_in_one_line(write, old, new, message):
    with pytest.raises(InputError) as error:
        load_problem(write(FILE.replace(old, new)))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_too_many_samples_are_refused_at_once(write, tmp_path):
    path = write()
    (tmp_path / "data.csv").write_text("a,b,y\n" + "1,2,3\n" * 401, encoding="utf-8")
    with pytest.raises(InputError, match="at most 400 samples; choose some by rows"):
        load_problem(path)


def test_no_alpha_on_a_large_ball_or_for_equal_inputs(write, tmp_path):
    with pytest.raises(InputError, match="in a smaller one"):
        load_problem(write()).constants(Fraction(100))
    (tmp_path / "data.csv").write_text("a,b,y\n1,0.5,1\n1,0.5,-1\n", encoding="utf-8")
    with pytest.raises(InputError, match="on any ball"):
        load_problem(write()).constants(Fraction(1, 100))


def test_the_digits_example():
    found = load_problem(example("digits").path).constants(Fraction(215, 10000))
    near = found.near_linear
    r, eta = 0.0215, 2e-8
    s_J, h, ell, sigma, d0 = (
        float(x) for x in (near.singular_value, near.curvature, near.expected_smoothness, near.noise, near.distance)
    )
    reach = r + d0
    s = s_J - h * reach / 2
    c = 4 - eta * ell - 2 * h * reach / s
    c2 = 2 * h * reach / (c * s)
    exit_bound = eta * sigma / c * ((1 + c2) * d0 / (r - (2 + c2) * d0)) ** 2
    assert exit_bound < 0.05
    assert np.log(1000) / -np.log1p(-eta * c * s**2) < 1750  # steps to a thousandfold reduction


def test_a_wide_tanh_network_has_small_curvature():
    # With |W_2| fixed, h falls with the width: the columns get shorter.
    model = worked()
    curvature = []
    for width in (1, 4, 16):
        start = theorem_start((2, width, 1), [Fraction(96) / {1: 1, 4: 2, 16: 4}[width]])
        wide = Model(model.inputs, model.targets, (width,), (LeakyTanh(Fraction(1, 10)),), start)
        found = Start(wide)
        curvature.append(on_ball(found.centre(found.guess()), Fraction(3, 100)).curvature)
    assert curvature[0] > 1.2 * curvature[1] > 1.2 * curvature[2]
