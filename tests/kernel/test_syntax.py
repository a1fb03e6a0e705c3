"""Formulas as text: what is read, what is refused, and that what is written is read back."""

import random

import pytest

from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.syntax import read_condition, read_fact, read_index, read_polynomial, read_vector
from lojverify.kernel.theory import Symbol

D = "p q: c; s: s; y: p; u v: v; F G: F; a: a; x: x0; z: x1; n: xv; w: w; r: r; rw: rv; k: c"
BIT = [{"kind": "bit", "name": "e", "letter": "k", "value": "x[k]"}]


@pytest.fixture(scope="module")
def theory(state):
    return state(D, "", BIT)[0].theory


def test_precedence(theory):
    def same(one, other):
        assert read_polynomial(one, theory) == read_polynomial(other, theory)

    same("-p^2", "0 - p*p")
    same("-p*q + r", "r - (p*q)")
    same("p - q - r", "p - (q + r)")
    same("p/2*q", "1/2*p*q")
    same("1/2/3", "1/6")
    same("6/2*3", "9")
    same("2*(p + q)/4", "1/2*p + 1/2*q")
    same("  p+\n\tq ", "p + q")
    same("<u,v>*<u, v>", "<u, v>^2")
    same("007", "7")
    same("k*x[k]", "x[k]*k")


@pytest.mark.parametrize(
    "text",
    ["", "p q", "2p", "p*", "*p", "p**q", "+p", "p+-q", "p^", "p^-1", "p^0", "p^65", "p^q", "p^2^2", "p^1/2^", "u^2",
     "p/q", "p/0",
     "p/(1-1)", "u/v",
     "p+u", "u+p", "0+u", "u-1", "u*v", "u", "(p", "p)", "((p)", "p]", "x", "x[", "x[]", "x[k", "x[k-1]", "x[-1]",
     "x[p]", "x[2k]",
     "x[o]", "p[k]", "p(u)", "F", "F(p)", "F()", "F[u]", "grad F", "grad p(u)", "grad(u)", "<u>", "<u, v", "<u, v, v>",
     "<p, u>",
     "E(p)", "E[k]", "E[k]p", "E[](p)", "E[k](u)", "mean", "mean()", "mean p", "mean(u)", "int(p)", "int[p](p)",
     "int[y](p)",
     "int[s]p", "t", "1.5", "1e5", "p;", "p=q", "\u03c0", "p\x00", "p'", '"p"', "p,q", "p->q", "|-",
     "9" * 4001, "(" * 61 + "p" + ")" * 61,
     "p" * 61, "p+" * 100_000 + "p"],
)  # fmt: skip
def test_what_is_no_scalar_is_rejected(theory, text):
    with pytest.raises(Rejected):
        read_polynomial(text, theory)


@pytest.mark.parametrize(
    "text", ["p ? q", "p_", "_p", "p|q", "p\x00", "p + \u0663", "p^\u00b2", "p\u00a0+ q", "\u00e9", "p\x1c"]
)
def test_what_is_no_token_is_rejected(theory, text):
    for read in (read_polynomial, read_vector, read_index):
        with pytest.raises(Rejected):
            read(text, theory)


def test_a_text_that_was_rejected_is_read_anew(state):
    theory = state("p: c", "")[0].theory
    with pytest.raises(Rejected, match="new"):
        read_polynomial("p + new", theory)
    theory.declare("new", Symbol("constant"))
    first = read_polynomial("p + new", theory)
    theory.upgrade("new", order=0)
    assert read_polynomial("p + new", theory) == first
    assert read_vector("0", theory) != read_polynomial("0", theory)
    assert read_index("0", theory) == ((), 0)


@pytest.mark.parametrize("text", [None, 1, b"p", ["p"], {}])
def test_what_is_no_text_is_rejected(theory, text):
    for read in (read_polynomial, read_vector, read_condition, read_index, read_fact):
        with pytest.raises(Rejected):
            read(text, theory)


@pytest.mark.parametrize(
    ("text", "written"),
    [("p >= q", "p - q >= 0"), ("p <= q", "-p + q >= 0"), ("p < q", "-p + q > 0"), ("p = q", "p - q = 0"),
     ("<u, v>>0", "<u, v> > 0")],
)  # fmt: skip
def test_conditions(theory, text, written):
    assert str(read_condition(text, theory)) == written


@pytest.mark.parametrize(
    "text", ["p", "p > q > r", "p >= ", "p == q", "p != q", "u = v", "p >= 0, q >= 0", "p => q", "p >= 0 |- q"]
)
def test_what_is_no_condition_is_rejected(theory, text):
    with pytest.raises(Rejected):
        read_condition(text, theory)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("p >= 0", "|- p >= 0"),
        ("|- p >= 0", "|- p >= 0"),
        ("q>0,p=0|-p>=q", "p = 0, q > 0 |- p - q >= 0"),
        ("x[k] -> p (k)", "|- x[k] -> p (k)"),
        ("q > 0 |- x[k] - y1 -> F(u) (k)".replace("y1", "p"), "q > 0 |- -p + x[k] -> F(u) (k)"),
        ("x[k]->(p)(k)", "|- x[k] -> p (k)"),
    ],
)
def test_facts(theory, text, written):
    assert str(read_fact(text, theory)) == written


@pytest.mark.parametrize(
    "text",
    ["", "|-", "p >= 0 |-", "p |- q >= 0", "p >= 0 q >= 0 |- p >= 0", "p >= 0 |- q >= 0 |- p >= 0", "p >= 0, q >= 0",
     "x[k] -> p", "x[k] -> p (p)", "x[k] -> p [k]",
     "x[k] -> p )k(", "x[k] -> x[k] (k)", "x[k] > 0 |- x[k] -> 0 (k)", "x[k] -> p (k) >= 0", "-> 0 (k)",
     "x[k] -> (k)", "x[k] -> 0 (k) (k)", "x[k] -> 0 -> 0 (k)", "x[k] -> p (k) |- p >= 0"],
)  # fmt: skip
def test_what_is_no_fact_is_rejected(theory, text):
    with pytest.raises(Rejected):
        read_fact(text, theory)


def index(source):
    return "+".join(source.choice(["j", "k", str(source.randint(0, 3))]) for _ in range(source.randint(1, 2)))


def scalar(source, depth):
    """A random scalar."""
    if depth == 0:
        return source.choice(
            ["p", "q", "s", "r", "2", "3/4", f"x[{index(source)}]", f"a[{index(source)}]", f"z[{index(source)}]"]
        )
    kind, inside = source.randrange(9), depth - 1
    if kind == 0:
        return f"({scalar(source, inside)} - {scalar(source, inside)})"
    if kind == 1:
        return f"({scalar(source, inside)} + {scalar(source, inside)})"
    if kind == 2:
        return f"{scalar(source, inside)}*{scalar(source, inside)}"
    if kind == 3:
        return f"({scalar(source, inside)})^{source.randint(1, 2)}"
    if kind == 4:
        return f"<{vector(source, inside)}, {vector(source, inside)}>"
    if kind == 5:
        return f"{source.choice('FG')}({vector(source, inside)})"
    if kind == 6:
        return f"int[s](F(s*{vector(source, 0)})*{scalar(source, 0)})"
    if kind == 7:
        return "E[k](z[k]*" + source.choice(["z[k]", "x[k]", "p"]) + ")"
    return f"mean(e[{index(source)}]*a[{index(source)}])"


def vector(source, depth):
    """A random vector."""
    if depth == 0:
        return source.choice(["u", "v", "y", "rw", f"n[{index(source)}]", f"w[{index(source)}]"])
    kind, inside = source.randrange(4), depth - 1
    if kind == 0:
        return f"({vector(source, inside)} + {vector(source, inside)})"
    if kind == 1:
        return f"({vector(source, inside)} - {vector(source, inside)})"
    if kind == 2:
        return f"{scalar(source, inside)}*{vector(source, inside)}"
    return f"grad {source.choice('FG')}({vector(source, inside)})"


def test_what_is_written_is_read_back(theory):
    longest = 0
    for seed in range(400):
        source = random.Random(seed)
        text = scalar(source, 3)
        found = read_polynomial(text, theory)
        assert read_polynomial(str(found), theory) == found, text
        assert str(read_polynomial(str(found), theory)) == str(found), text
        place = read_vector(vector(source, 3), theory)
        assert read_vector(str(place), theory) == place
        longest = max(longest, len(str(found)))
        relation = source.choice([">=", ">", "="])
        on = f"{scalar(source, 1)} >= {scalar(source, 1)}, {scalar(source, 1)} = 0 |- " if seed % 2 else ""
        sequent = read_fact(f"{on}{text} {relation} 0", theory)
        assert read_fact(str(sequent), theory) == sequent
        limit = read_fact(f"x[i]*{scalar(source, 1)} -> {scalar(source, 1)} (i)", theory)
        assert read_fact(str(limit), theory) == limit
    assert longest > 200
