from decimal import Decimal
from fractions import Fraction

import pytest

from lojverify.constants import Constants
from lojverify.errors import InputError

GOOD = {
    "alpha": 1,
    "smoothness": 1,
    "noise": "1/2",
    "step_size": "1/10",
    "radius": 3,
    "confinement": "1/2",
    "annulus": 1,
}


def test_constants_are_read_exactly_from_every_exact_type():
    found = Constants(Decimal("0.1"), Fraction(1, 3), 0, "1e-3", "3.0", "2/4", None)
    assert (found.alpha, found.noise, found.step_size) == (Fraction(1, 10), 0, Fraction(1, 1000))
    assert (found.radius, found.confinement, found.annulus) == (3, Fraction(1, 2), None)
    assert all(type(value) is Fraction for value in found.known().values())


def test_a_step_size_may_be_left_out_but_no_radius():
    assert Constants(1, 1, "1/2", radius=3).step_size is None
    assert Constants(1, 1, "1/2", radius=3) == Constants(1, 1, "1/2", None, 3)
    with pytest.raises(InputError, match="the radius must be given"):
        Constants(1, 1, "1/2")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"alpha": 0}, r"alpha = 0: it must satisfy alpha > 0, by \(2\.1\)"),
        ({"smoothness": "-1"}, r"smoothness = -1: .* smoothness > 0, by \(2\.3\)"),
        ({"noise": "-1/2"}, r"noise = -1/2: .* noise >= 0, by \(2\.10\)"),
        ({"step_size": 0}, r"step_size = 0: .* step_size > 0, by \(3\.2\)"),
        ({"radius": -3}, r"radius = -3: .* radius > 0, by \(2\.2\)"),
        ({"confinement": 0}, r"confinement = 0: .* confinement > 0, by \(2\.5\)"),
        ({"annulus": "-1"}, r"annulus = -1: .* annulus > 0, by \(2\.5\)"),
        ({"confinement": None}, r"annulus = 1: an annulus needs a confinement level; by \(2\.5\)"),
        ({"alpha": "2.001"}, r"alpha = 2001/1000: .* alpha <= 2 smoothness = 2, by \(2\.4\)"),
        ({"alpha": 0.5}, r"alpha = 0\.5: a float is not exact"),
        ({"alpha": None}, "alpha"),
        ({"radius": "three"}, "radius = three: not a number"),
        ({"noise": "nan"}, "noise = nan: not a number"),
        ({"noise": Fraction(10**1001)}, "noise: a number has at most 1,000 digits"),
        ({"noise": Fraction(1, 10**1001)}, "noise: a number has at most 1,000 digits"),
    ],
)
def test_wrong_constants_are_refused_in_one_sentence(changes, message):
    with pytest.raises(InputError, match=message) as caught:
        Constants(**GOOD | changes)
    assert "\n" not in str(caught.value)


def test_alpha_may_be_twice_the_smoothness():
    assert Constants(**GOOD | {"alpha": 2}).alpha == 2


# sqrt(M0) + sqrt(F0) <= sqrt(C/2) r = 3, which F = |theta - zero|^2 attains.
@pytest.mark.parametrize(
    ("confinement", "loss", "possible"),
    [
        (1, 4, True),  # F0 >= M0, but 4 F0 = 16 < r^2 alpha = 36, so the relation is needed: 1 + 2 <= 3
        (1, "4.0001", False),
        (1, "3.9999", True),
        (4, 1, True),
        ("4.0001", 1, False),
        (9, None, True),
        ("9.0001", None, False),
        (100, 50, False),
        (100, 100, True),  # neither F0 < M0 nor (2.2): only the bounds do not apply
    ],
)
def test_a_confinement_level_that_the_constants_exclude_is_refused(confinement, loss, possible):
    constants = Constants(4, 2, 0, "1/10", 3, confinement)
    given = None if loss is None else Fraction(loss)
    if possible:
        constants.check_initial_loss(given)
        return
    with pytest.raises(InputError, match=r"confinement = .* it must satisfy sqrt\(confinement\).*by \(2\.5\)"):
        constants.check_initial_loss(given)


def test_the_condition_2_2_counts_on_the_outer_ball():
    # F0 >= M0 and 4 F0 >= r^2 alpha, but not 4 F0 >= (r + w)^2 alpha
    given = {"alpha": 1, "smoothness": "1/2", "noise": 0, "step_size": "1/10", "radius": 1, "confinement": "1/4"}
    Constants(**given).check_initial_loss(Fraction(1, 4))
    with pytest.raises(InputError, match="sqrt"):
        Constants(**given, annulus=1).check_initial_loss(Fraction(1, 4))


def test_the_largest_loss_is_that_of_a_quadratic():
    # F = |theta - theta*|^2/2, at least 1/2 on the sphere of radius 3 about theta0, which is at distance 2 of theta*.
    found = Constants(**GOOD | {"confinement": "1/2"}).largest_loss()
    assert 2 <= found < 2 + Fraction(1, 10**15)
    assert Constants(**GOOD | {"confinement": 100}).largest_loss() == 0
    assert Constants(**GOOD | {"confinement": None, "annulus": None}).largest_loss() is None


def test_between_the_largest_loss_and_the_end_of_its_range_there_is_none():
    # sqrt(F) <= sqrt(C/2) r - sqrt(M0) = 3/sqrt(2) - sqrt(2), or sqrt(F) >= sqrt(M0) + sqrt(alpha) r/2
    given = {"alpha": 1, "smoothness": 1, "noise": "1/2", "step_size": "1/10", "radius": 3, "confinement": 2}
    low, high = Constants(**given).excluded_losses()
    assert low == Fraction(1, 2)
    assert 0 < Fraction(17, 4) + 2 * Fraction(1414213562373096, 10**15) * Fraction(3, 2) - high < Fraction(1, 10**14)
    with pytest.raises(InputError, match=r"no loss with these constants has F.theta0. between 1/2 and about 8.49264"):
        Constants(**given).check_initial_loss(Fraction(1))
    assert Constants(**given, annulus=1).excluded_losses()[1] > high
    assert Constants(**given | {"confinement": None}).excluded_losses() is None


def test_the_range_of_the_losses_may_be_all_there_are():
    # alpha = 2 C and M0 nearly 0: the end of the range is just above the largest loss
    low, high = Constants(2, 1, 0, "1/10", 3, "1e-20").excluded_losses()
    assert high - low < Fraction(1, 10**8)
    assert Constants("1/10", 1, 0, "1/10", 3, "1/100").excluded_losses() is None


def test_constants_show_themselves():
    constants = Constants(**GOOD)
    assert repr(constants) == (
        "Constants(alpha=1, smoothness=1, noise='1/2', step_size='1/10', radius=3, confinement='1/2', annulus=1)"
    )
    assert eval(repr(constants), {"Constants": Constants}) == constants  # noqa: S307
    assert constants._repr_latex_().startswith(r"$\alpha = 1,\; C_L = 1,\; \sigma = \frac{1}{2}")
    assert "<td>step_size</td><td>1/10</td><td>0.1</td>" in constants._repr_html_()
    assert r"10^{-300}" in Constants(**GOOD | {"alpha": "1e-300"})._repr_latex_()
    assert "step_size" not in repr(Constants(**GOOD | {"step_size": None}))
    assert constants.with_step_size(Fraction(1, 7)).step_size == Fraction(1, 7)
