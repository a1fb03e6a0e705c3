import re
from fractions import Fraction

import pytest

from lojverify.bounds import REGISTRY, base
from lojverify.constants import Constants

EXAMPLE = {
    "alpha": 1,
    "smoothness": 1,
    "noise": "1/2",
    "step_size": "1/10",
    "radius": 3,
    "confinement": "1/2",
    "annulus": 1,
}
UNIONS = ("markov-union", "chebyshev-union")


def broken(name, loss=None, **changes):
    return REGISTRY[name].broken(Constants(**EXAMPLE | changes), None if loss is None else Fraction(loss))


@pytest.mark.parametrize("name", REGISTRY)
def test_the_example_breaks_nothing(name):
    assert broken(name) == []
    assert broken(name, "1/2") == []


@pytest.mark.parametrize(
    ("name", "changes", "loss", "reason"),
    [
        ("ville", {"confinement": None, "annulus": None}, None, "it needs confinement, .*2.5"),
        (
            "ville",
            {"step_size": "4/3"},
            None,
            r"step_size = 4/3 .*\(C \(alpha \+ sigma\)\) = 4/3: it is equal to it, \(3.2\)",
        ),
        ("ville", {"step_size": "3/2"}, None, r"step_size = 3/2 .* it exceeds it by 1/6"),
        (
            "ville",
            {"annulus": None},
            "5/2",
            r"initial_loss = 5/2 .* radius\^2 alpha/4 = 9/4: it exceeds it by 1/4, \(2.2\)",
        ),
        ("ville", {}, "4", r"initial_loss = 4 .* < \(radius \+ annulus\)\^2 alpha/4 = 4: it is equal to it"),
        *[
            (name, {"annulus": None}, None, "it needs annulus, the width of the annulus of .2.5.")
            for name in ("printed", *UNIONS)
        ],
        *[(name, {"step_size": "4/5"}, None, r"2 alpha/\(C \(2 C \+ sigma\)\) = 4/5: it is equal") for name in UNIONS],
        ("printed", {"step_size": "11/100"}, None, r"min\(1/alpha, .* = 1/10: it exceeds it by 1/100, \(3.2\)"),
        ("printed", {"annulus": "1/2"}, None, "annulus = 1/2 is not the paper's width 1: it differs by 1/2, .2.5."),
        ("printed", {}, "5", "initial_loss = 5"),
    ],
)
def test_a_broken_hypothesis_is_named_with_its_value_and_number(name, changes, loss, reason):
    found = broken(name, loss, **changes)
    assert len(found) == 1
    assert re.search(reason, found[0])
    assert "\n" not in found[0]


@pytest.mark.parametrize(
    ("name", "changes", "loss"),
    [
        ("ville", {"step_size": "1.3333"}, None),
        ("ville", {"annulus": None}, "2.2499"),  # (2.2), beyond confinement
        ("ville", {}, "3.9999"),  # (2.2) on the outer ball
        ("ville", {"alpha": "1/100", "annulus": None, "step_size": "1/100"}, "1/2"),  # confinement, beyond (2.2)
        ("printed", {}, None),  # the step bound may be attained
        ("chebyshev-union", {"step_size": "0.7999"}, "100"),
    ],
)
def test_closed_ends_and_alternatives_are_allowed(name, changes, loss):
    assert broken(name, loss, **changes) == []


def test_what_is_solved_for_breaks_nothing():
    assert all(broken(name, step_size=None) == [] for name in REGISTRY)


@pytest.mark.parametrize("name", REGISTRY)
def test_without_its_derivation_a_bound_does_not_apply(name, monkeypatch, tmp_path):
    monkeypatch.setattr(base, "script_folders", lambda: (tmp_path,))
    assert "its derivation is missing" in broken(name)


def test_a_bound_is_limited_to_the_losses_for_which_a_derivation_exists(monkeypatch, tmp_path):
    (tmp_path / "ville_below.py").touch()
    monkeypatch.setattr(base, "script_folders", lambda: (tmp_path,))
    constants = Constants(**EXAMPLE)
    ville = REGISTRY["ville"]
    assert ville.loss_limit(constants).value == constants.confinement
    assert ville.loss_limit(constants).closed
    assert "confinement = 1/2" in broken("ville", "3/5")[0]
    assert ville.script(constants, Fraction(1, 2)) == "ville_below"


def test_each_initial_loss_has_its_derivation():
    constants, ville = Constants(**EXAMPLE), REGISTRY["ville"]
    scripts = {loss: ville.script(constants, Fraction(loss)) for loss in ("1/2", "2", "3")}
    assert scripts == {"1/2": "ville_below", "2": "ville_high", "3": "ville_annulus"}
