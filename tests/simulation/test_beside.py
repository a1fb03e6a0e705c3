"""Runs beside certificates: frequencies, seeds, losses, and what cannot be run."""

from dataclasses import replace
from fractions import Fraction as Q

import numpy as np
import pytest

from lojverify import Constants, RobbinsMonro, certify, certify_problem, load_problem
from lojverify.errors import InputError
from lojverify.problems.examples import example
from lojverify.simulation import simulate_instance, simulate_problem
from lojverify.simulation.runs import marks_of


@pytest.fixture(scope="module")
def certificate():
    return certify(Constants(1, 1, "1/2", "1/10", 3, "1/2"), delta="1/20")


@pytest.fixture(scope="module")
def diabetes():
    problem = load_problem(example("diabetes").path)
    return problem, certify_problem(problem, delta="1/20")


@pytest.mark.parametrize("family", ["worst", "direct"])
def test_instances_leave_as_often_as_is_shown(certificate, family):
    found = simulate_instance(certificate, family=family, trajectories=4000, steps=150, seed=1)
    lower, upper = found.interval
    assert found.runs.left > 10
    assert lower <= found.shown <= upper
    assert found.shown <= found.certified == Q(1, 20)
    assert not found.contradicted
    for k, mean in found.runs.losses:
        assert mean <= 1.05 * found.certified_loss(k)


def test_the_seed_decides(certificate):
    one, again, other = (
        simulate_instance(certificate, trajectories=2500, steps=40, seed=seed).as_json() for seed in (1, 1, 2)
    )
    assert one == again
    assert one["left"] != other["left"]


def test_a_bound_below_the_interval_is_contradicted(certificate):
    wrong = replace(certificate, delta=Q(1, 1000))
    found = simulate_instance(wrong, trajectories=3000, steps=60, seed=1)
    assert found.contradicted
    assert found.as_json()["contradicted"] is True


def test_a_certificate_with_its_own_instance_runs_that_one():
    certificate = certify(Constants(1, 1, "1/2", "1/10", 3), initial_loss="1/4", two_sided=True)
    found = simulate_instance(certificate, trajectories=10, steps=5)
    assert found.shown == certificate.two_sided.probability


def test_a_horizon_is_the_number_of_steps():
    constants = Constants(1, 1, "1/2", "1/10", 3)
    certificate = certify(constants, initial_loss="1/4", horizon=20)
    found = simulate_instance(certificate, trajectories=20)
    assert found.runs.steps == 20
    with pytest.raises(InputError, match="the horizon of the certificate"):
        simulate_instance(certificate, trajectories=20, steps=21)


def test_whole_batches_are_gradient_descent(diabetes):
    problem, certified = diabetes
    whole = problem.with_batch(problem.batch.samples)
    whole.batch = replace(whole.batch, replacement=False)
    found = simulate_problem(whole, certified, trajectories=3, steps=20)
    theta, every = problem.start()[None, :], np.arange(problem.batch.samples)[None, :]
    losses = {}
    for k in range(21):
        losses[k] = problem.losses(theta)[0]
        theta = theta - float(found.step_size) * problem.gradients(theta, every)
    assert found.runs.left == 0
    for k, mean in found.runs.losses:
        assert abs(mean - losses[k]) < 1e-12


def test_real_data_stay_and_their_loss_falls(diabetes):
    found = simulate_problem(*diabetes, trajectories=200, steps=100, seed=4)
    assert (found.runs.left, found.contradicted) == (0, False)
    assert found.runs.losses[-1][1] < found.runs.losses[0][1] / 5
    assert found == simulate_problem(*diabetes, trajectories=200, steps=100, seed=4)


def test_blocks_of_runs_are_added_up(diabetes, monkeypatch):
    monkeypatch.setattr("lojverify.simulation.runs._BLOCK", 7)
    told = []
    found = simulate_problem(*diabetes, trajectories=20, steps=10, report=told.append)
    assert abs(found.runs.losses[0][1] - float(found.loss)) < 1e-12
    assert told == sorted(told)
    assert told[-1] == 1


def test_losses_are_shown_at_about_ten_steps():
    assert marks_of(1) == [0, 1]
    assert marks_of(1000) == list(range(0, 1001, 100))
    assert marks_of(7) == list(range(8))


def test_what_has_no_explicit_run_is_refused():
    decreasing = certify(RobbinsMonro(1, 1, 1, "3/4", 100, 3, "1/2"), initial_loss="1/40")
    with pytest.raises(InputError, match="constant step size only"):
        simulate_instance(decreasing)
    quiet = certify(Constants(1, 1, 0, "1/10", 3), initial_loss="1/40")
    with pytest.raises(InputError, match="without noise no run from this initial loss leaves the ball"):
        simulate_instance(quiet)
