import pickle
from fractions import Fraction

import pytest

from lojverify import errors


def test_an_input_error_is_one_sentence():
    error = errors.InputError(name="step_size", value=Fraction(3), relation="0 < step_size < 2 alpha/D", display="3.6")
    assert str(error) == "step_size = 3: it must satisfy 0 < step_size < 2 alpha/D, by (3.6) of the paper"
    assert (error.name, error.value, error.display) == ("step_size", 3, "3.6")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "the input cannot be used"),
        ({"name": "delta"}, "delta"),
        ({"message": "not a number", "name": "delta", "value": ""}, "delta = '': not a number"),
        ({"message": "not a number", "value": "\u0663"}, "\u0663: not a number"),
        ({"message": "two are missing", "display": "3.19"}, "two are missing; by (3.19) of the paper"),
        ({"name": "x", "value": "a\nb\x1b"}, r"x = 'a\nb\x1b'"),
        ({"name": "x", "value": "9" * 99}, f"x = {'9' * 48}... (99 characters)"),
        ({"name": "x", "value": 10**5000}, "x = a number of thousands of digits"),
    ],
)
def test_every_field_of_an_input_error_is_optional(fields, sentence):
    assert str(errors.InputError(**fields)) == sentence


def test_a_message_is_on_one_line_and_keeps_its_objects():
    error = errors.RejectedError("step  4\n fails", step=4)
    assert str(error) == "step 4 fails"
    assert error.objects == {"step": 4}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.InputError("no"), 2),
        (errors.RejectedError("no"), 1),
        (errors.NotApplicableError("ville", "the noise is zero"), 2),
        (errors.MissingPartError("the search", "pip install z3-solver"), 2),
        (errors.EnclosureError("no", divisor=0), 1),
        (errors.DisagreementError("no"), 1),
    ],
)
def test_errors_have_their_exit_code_and_survive_pickling(error, code):
    assert isinstance(error, errors.LojverifyError)
    assert error.exit_code == code
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301  our own bytes
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)
