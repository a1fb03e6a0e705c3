"""Atoms, vectors, what is known when, integrability, normal forms and substitution."""

import pytest

from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.syntax import read_index, read_polynomial, read_vector
from lojverify.kernel.terms import atom, below, letters_of, variables_of
from lojverify.kernel.theory import Substitution

D = "p q: c; s t: s; y: p; u v: v; F: F; a: a; x: x0; b: b1; z: x1; m: x2; o: u1; n: xv; w: w; r: r"


@pytest.fixture
def theory(state):
    return state(D, "", [{"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"}])[0].theory


@pytest.mark.parametrize(
    ("left", "right", "holds"),
    [("k", "k", True), ("k", "k+1", True), ("k+1", "k", False), ("0", "k", True), ("1", "k", False), ("1", "k+1", True),
     ("j", "k", False), ("j", "j+k", True), ("j+k", "k", False), ("k", "k+k", True), ("k+k", "k", False),
     ("j+k+2", "k+3+j", True), ("2", "3", True), ("3", "2", False)],
)  # fmt: skip
def test_indices_are_compared_for_all_values_of_their_letters(theory, left, right, holds):
    assert below(read_index(left, theory), read_index(right, theory)) is holds


@pytest.mark.parametrize(
    ("term", "at"),
    [("p + s", None), ("a[k]", None), ("mean(e[k])", None), ("F(u)", None), ("x[k]", "k"), ("x[k]", "k+1"),
     ("x[3]", "k+3"),
     ("x[j]", "j+k"), ("z[k]", "k+1"), ("F(n[k] + s*u)", "k"), ("<n[k], w[j]>", "j+k+1"), ("E[k](z[k])", "k"),
     ("int[s](F(s*n[k]))", "k"), ("x[k]*z[j]", "j+k+1")],
)  # fmt: skip
def test_known(theory, term, at):
    assert theory.known(read_polynomial(term, theory), read_index(at, theory) if at else None)


@pytest.mark.parametrize(
    ("term", "at"),
    [("x[k]", None), ("r", None), ("r", "k+9"), ("x[k+1]", "k"), ("x[j]", "k"), ("x[1]", "k"), ("z[k]", "k"),
     ("x[k+j]", "k"),
     ("F(w[k])", "k"), ("<u, w[k]>", "k"), ("E[k](z[k])", None), ("E[k+1](z[k+1])", "k"), ("int[s](F(s*w[k]))", "k"),
     ("x[k] + z[k]", "k")],
)  # fmt: skip
def test_not_known(theory, term, at):
    assert not theory.known(read_polynomial(term, theory), read_index(at, theory) if at else None)


@pytest.mark.parametrize(
    ("term", "order"),
    [("p", 0), ("x[k]^9", 0), ("b[k]^9", 0), ("z[k]", 1), ("z[k]^2", 2), ("z[k]*x[k]^2", 1), ("m[k] + z[k]", 2),
     ("z[k]*m[k]", 3), ("<w[k], u>", 1), ("<w[k], w[k]>", 2), ("<grad F(n[k]), w[k]>*b[k]", 1), ("o[k]", None),
     ("r", None),
     ("F(n[k] + b[k]*u)", 0), ("F(s*b[k]*n[k] + y)*z[k]^2", 2), ("<grad F(b[k]*u), w[k]>", 1), ("F(F(b[k]*u)*u)", 0),
     ("F(w[k])", None), ("F(z[k]*u)", None), ("F(n[k+1])", None), ("F(b[k]*w[k])", None), ("z[k+1]", None),
     ("z[j]", None), ("o[k]*p + z[k]", None), ("0", 0), ("z[j+k]", None)],
)  # fmt: skip
def test_order(theory, term, order):
    assert theory.order(read_polynomial(term, theory), read_index("k", theory)) == order


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("<u + 2*v, u - v>", "<u, u> + <u, v> - 2*<v, v>"),
        ("<v, u>", "<u, v>"),
        ("<0, u>", "0"),
        ("F(u + v)", "F(v + u)"),
        ("F(2*u - u)", "F(u)"),
        ("E[k](x[k]*z[k] + p)", "x[k]*E[k](z[k]) + p"),
        ("E[k](1)", "1"),
        ("E[k](0)", "0"),
        ("E[j+k](z[k]*x[j])", "x[j]*E[j+k](z[k])"),
        ("E[k+1](z[k])", "z[k]"),
        ("E[k](E[k](z[k])*z[k])", "E[k](z[k])^2"),
        ("E[k](s*<w[k], y>)", "s*E[k](<w[k], y>)"),
        ("mean(3*p*e[k] + a[k])", "3*p*mean(e[k]) + a[k]"),
        ("mean(E[k](e[k+1])*e[k])", "mean(e[k]*e[k+1])"),
        ("int[s](s^2 + t)", "1/3 + t"),
        ("int[s](2*p*s*F(u))", "p*F(u)"),
        ("int[s](x[k]*s*F(s*u + n[k]))", "x[k]*int[s](s*F(n[k] + s*u))"),
        ("int[s](<grad F(s*u), v + s*u>)", "int[s](<grad F(s*u), v>) + int[s](s*<grad F(s*u), u>)"),
        ("(p + q)^2 - p^2 - q^2", "2*p*q"),
        ("p/2 + p/2", "p"),
        ("x[1+k+2]", "x[k+3]"),
        ("x[k+j]", "x[j+k]"),
    ],
)
def test_normal_forms(theory, written, normal):
    found = read_polynomial(written, theory)
    assert found == read_polynomial(normal, theory)
    assert str(found) == str(read_polynomial(normal, theory))


@pytest.mark.parametrize(
    ("one", "other"),
    [("F(u)", "F(v)"), ("x[k]", "x[j]"), ("x[k]", "x[k+1]"), ("E[k](z[k])", "E[j+k](z[k])"), ("<u, v>", "<u, u>"),
     ("int[s](F(s*u))", "F(u)"), ("mean(e[k])", "e[k]"), ("E[k](z[k]^2)", "E[k](z[k])^2"), ("p", "q")],
)  # fmt: skip
def test_different_terms_differ(theory, one, other):
    assert read_polynomial(one, theory) != read_polynomial(other, theory)


def test_vectors_form_a_module(theory):
    def read(text):
        return read_vector(text, theory)

    assert read("u + v") == read("v + u")
    assert hash(read("u + v")) == hash(read("v + u"))
    assert read("p*(u + q*v)") == read("p*u + p*q*v")
    assert read("u - u") == read("0")
    assert read("u") != read("2*u")
    assert read("u - v") == read("u") - read("v")


def test_a_term_is_not_too_long():
    with pytest.raises(Rejected, match="too long"):
        atom("const", "q" * 100_001)


def test_what_was_proved_of_a_symbol_is_not_forgotten(theory):
    theory.upgrade("o", finite_mean=True)
    theory.upgrade("o", order=2)
    theory.upgrade("o", finite_mean=True)
    assert (theory.symbols["o"].order, theory.symbols["o"].finite_mean) == (2, True)


def test_free_letters_and_variables(theory):
    term = read_polynomial("x[j+2]*E[k](<w[k], y>) + int[s](F(s*t*n[i]))", theory)
    assert letters_of(term) == {"i", "j", "k"}
    assert variables_of(term) == {"t", "y"}


def test_a_substitution_is_simultaneous(theory):
    term = read_polynomial("s - t + x[j] - x[k]", theory)
    terms = {"s": read_polynomial("t", theory), "t": read_polynomial("s", theory)}
    letters = {"j": read_index("k", theory), "k": read_index("j+1", theory)}
    by = Substitution(theory, letters, terms)
    assert by.polynomial(term) == read_polynomial("t - s + x[k] - x[j+1]", theory)


def test_a_process_is_replaced_at_every_index(theory):
    image = ("i", read_polynomial("x[i]*a[i+j]", theory))
    by = Substitution(theory, terms={"m": image})
    term = read_polynomial("m[0] + m[k+1]^2", theory)
    assert by.polynomial(term) == read_polynomial("x[0]*a[j] + x[k+1]^2*a[j+k+1]^2", theory)


@pytest.mark.parametrize(
    ("term", "name", "image"),
    [("int[s](F(s*u + y))", "y", "s*v"), ("int[s](F(s*u + y))", "s", "p"), ("E[k](<w[k], y>)", "y", "w[k]"),
     ("E[k](<w[k], y>)", "y", "n[k+1]"), ("F(y)", "F", "u")],
)  # fmt: skip
def test_nothing_is_captured_and_nothing_future_enters_an_expectation(theory, term, name, image):
    read = read_polynomial if name == "s" else read_vector
    with pytest.raises(Rejected):
        Substitution(theory, terms={name: read(image, theory)}).polynomial(read_polynomial(term, theory))
