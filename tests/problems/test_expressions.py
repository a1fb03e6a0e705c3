"""Formulas: what is read, what is refused and where, and the derivatives."""

import random
from fractions import Fraction

import pytest
from formulas import random_formula

from lojverify.errors import InputError, LojverifyError
from lojverify.problems.expressions import FUNCTIONS, Formulas, check_name, rational_operations

AT = [Fraction(2), Fraction(-3, 5)]


def value(text, point=AT, names=("x", "y")):
    graph = Formulas(names, [text])
    return graph.evaluate(graph.values, point, rational_operations())[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x + y", Fraction(7, 5)),
        ("x - y - 1", Fraction(8, 5)),
        ("-x^2", Fraction(-4)),
        ("(-x)^2", Fraction(4)),
        ("x**3/4", Fraction(2)),
        ("2^3^1", None),
        ("x^-2", Fraction(1, 4)),
        ("x*x*y", Fraction(-12, 5)),
        ("1/2/2", Fraction(1, 4)),
        ("1e-3 + .5 + 3.", Fraction(3501, 1000)),
        ("0.1", Fraction(1, 10)),
        ("+-+x", Fraction(-2)),
        ("x^0", Fraction(1)),
        ("sqrt(x^2 + 9/4) + exp(x - 2)", Fraction(7, 2)),
        ("log(x/2) + sin(x - 2) + cos(y*0) + tanh(0)", Fraction(1)),
        ("  ( ( y ) )  ", Fraction(-3, 5)),
    ],
)
def test_formulas_mean_what_they_say(text, expected):
    if expected is None:
        with pytest.raises(InputError):
            value(text)
    else:
        assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x + z", r"at character 5: z is not known; the names are x, y, the functions sqrt"),
        ("exp(x", r"at character 6: '\)' is missing"),
        ("exp x", r"at character 5: '\(' is needed after exp, not 'x'"),
        ("x +", r"at character 4: the formula ends"),
        ("", r"at character 1: the formula ends"),
        ("x y", r"at character 3: 'y' cannot stand here"),
        ("x^y", r"at character 3: an exponent must be an integer"),
        ("x^1.5", r"at character 3: an exponent"),
        ("x^65", r"at character 3: an exponent"),
        ("x^999999999999999999999", r"an exponent"),
        ("1/0", r"at character 4: a division by zero"),
        ("x/(1-1)", r"a division by zero"),
        ("x; import os", r"at character 2: ';' cannot stand here"),
        ("__import__('os')", r"__import__ is not known"),
        ("x.real", r"cannot stand here"),
        ("x[0]", r"cannot stand here"),
        ("(((", r"at character 4: the formula ends"),
        ("(" * 100 + "x" + ")" * 100, r"more than 60 parentheses"),
        ("9^64^1", r"cannot stand here"),
        ("(9^64)^64", r"more than 100 digits"),
        ("1e200", r"more than 100 digits"),
        ("1e9999", r"exponent exceeds"),
        ("x + ²", r"where a number"),
        ("x" + " + x" * 1000, r"at most 2000 characters"),
    ],
)
def test_what_is_no_formula_is_refused_in_one_line_with_its_place(text, message):
    with pytest.raises(InputError, match=message) as caught:
        Formulas(("x", "y"), [text])
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("residuals[1]")


@pytest.mark.parametrize("name", ["exp", "2x", "", "a b", "x" * 30, "é", "x;"])
def test_a_bad_name_is_refused(name):
    with pytest.raises(InputError, match="a variable needs a name"):
        check_name(name, "variables")


def test_derivatives_are_those_of_the_values():
    # Exactly: a central difference of a polynomial in t is a polynomial in t^2, whose value at 0 is extrapolated.
    random_, effective = random.Random(5), 0
    operations = rational_operations()
    for _ in range(150):
        text = random_formula(random_, 3)
        graph = Formulas(("x", "y", "z"), [text])
        point = [Fraction(random_.randint(-9, 9), random_.randint(1, 9)) for _ in range(3)]
        for j in range(3):
            exact = graph.evaluate([graph.jacobian[0][j]], point, operations)[0]
            step = Fraction(1, 10**12)
            ahead, behind = (
                graph.evaluate(graph.values, [x + s * step * (k == j) for k, x in enumerate(point)], operations)[0]
                for s in (1, -1)
            )
            slope = (ahead - behind) / (2 * step)
            assert abs(slope - exact) <= Fraction(1, 10**9) * (1 + abs(exact)), text
            effective += exact != 0
            for k in range(3):
                second = graph.evaluate([graph.hessians[0][j][k]], point, operations)[0]
                forward, back = (
                    graph.evaluate(
                        [graph.jacobian[0][j]], [x + s * step * (i == k) for i, x in enumerate(point)], operations
                    )[0]
                    for s in (1, -1)
                )
                assert abs((forward - back) / (2 * step) - second) <= Fraction(1, 10**9) * (1 + abs(second)), text
    assert effective > 150


def test_hessians_are_symmetric_and_nothing_stands_twice():
    graph = Formulas(("x", "y"), ["exp(x*y)*sin(x)", "exp(x*y)"])
    assert graph.hessians[0][0][1] == graph.hessians[0][1][0]
    assert graph.functions == {"exp", "sin", "cos"}


@pytest.mark.parametrize("text", ["sqrt(x)", "sqrt(-x)", "exp(x)", "log(x)", "sin(1)", "cos(y)", "tanh(x)"])
def test_what_is_not_known_to_be_rational_has_no_exact_value(text):
    with pytest.raises(ValueError, match=r"rational|no root"):
        value(text)


def test_fuzzed_texts_give_a_formula_or_one_line():
    random_, good = random.Random(7), 0
    pieces = [
        "x",
        "y",
        "+",
        "-",
        "*",
        "/",
        "^",
        "(",
        ")",
        "2",
        "0.5",
        " ",
        *FUNCTIONS,
        "e",
        ".",
        ",",
        "\n",
        "**",
        "1e5",
        "'",
        "\0",
    ]
    for _ in range(4000):
        text = "".join(random_.choices(pieces, k=random_.randint(1, 9)))
        try:
            Formulas(("x", "y"), [text])
        except LojverifyError as error:
            assert "\n" not in str(error)  # noqa: PT017
        else:
            good += 1
    assert good > 100
