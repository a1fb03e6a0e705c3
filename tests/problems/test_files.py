"""Problem files: read strictly, one sentence for what cannot be used."""

from fractions import Fraction

import pytest

from lojverify.errors import InputError
from lojverify.problems import load_problem
from lojverify.problems.examples import example, examples

DATA = "a,b,y\n1,2,3\n-1,4,0\n"
GOOD = """
kind = "least-squares"
radius = "7/2"
[data]
file = "data.csv"
[start]
theta = [0.5, "1/3"]
"""


@pytest.fixture
def write(tmp_path):
    def path(text):
        (tmp_path / "data.csv").write_text(DATA, encoding="utf-8")
        (tmp_path / "problem.toml").write_text(text, encoding="utf-8")
        return tmp_path / "problem.toml"

    return path


def test_numbers_are_exact(write):
    found = load_problem(write(GOOD))
    assert found.radius == Fraction(7, 2)
    assert found.theta0 == (Fraction(1, 2), Fraction(1, 3))
    assert (found.batch.size, found.batch.samples, found.batch.replacement) == (1, 2, True)
    assert load_problem(write(GOOD.replace('"7/2"', "0.1"))).radius == Fraction(1, 10)


def test_the_start_may_be_a_file_or_nothing(write, tmp_path):
    path = write(GOOD.replace('theta = [0.5, "1/3"]', 'file = "start.csv"'))
    (tmp_path / "start.csv").write_text("1\n2\n", encoding="utf-8")
    assert load_problem(path).theta0 == (1, 2)
    assert load_problem(write(GOOD.partition("[start]")[0])).theta0 == (0, 0)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind", "kid", "kind is missing: one of least-squares"),
        ("least-squares", "least-square", "did you mean least-squares?"),
        ('radius = "7/2"', 'radios = "7/2"', "unknown key radios; did you mean radius?"),
        ('"7/2"', '"0"', "radius > 0"),
        ('"7/2"', "nan", "radius"),
        ('"7/2"', "true", "it must be a number"),
        ('"7/2"', "[1]", "it must be a number"),
        ("[data]", "batch = 0\n[data]", "an integer and at least 1"),
        ("[data]", "batch = 3\nreplacement = false\n[data]", "1 <= batch <= 2, the number of samples"),
        ("[data]", 'replacement = "no"\n[data]', "true or false"),
        ('file = "data.csv"', 'fil = "data.csv"', "data.file is missing"),
        ('file = "data.csv"', "file = 3", "it must be a text"),
        ("data.csv", "other.csv", "No such file"),
        ('theta = [0.5, "1/3"]', "theta = [1]", "theta0 needs 2 numbers"),
        ('theta = [0.5, "1/3"]', 'theta = [1, "x"]', "start.theta[2] = x"),
        ('theta = [0.5, "1/3"]', 'theta = [1, 2]\nfile = "data.csv"', "exclude each other"),
        ("[data]", "[data", "cannot be read"),
        ("[start]", "start = 3\n[begin]", "unknown key"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_sentence(write, old, new, said):
    assert old in GOOD
    with pytest.raises(InputError) as caught:
        load_problem(write(GOOD.replace(old, new, 1)))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_files_that_are_no_text(tmp_path):
    (tmp_path / "bad.toml").write_bytes(b"\xff\xfe")
    for name in ("bad.toml", "missing.toml", ""):
        with pytest.raises(InputError, match="cannot be read"):
            load_problem(tmp_path / name if name else tmp_path)


def test_the_examples_load_and_say_what_they_are():
    found = examples()
    assert {"breast-cancer", "diabetes"} <= set(found)
    for one in found.values():
        assert load_problem(one.path).title == one.title
        assert one.path in one.files
        assert sum(path.stat().st_size for path in one.files) < 200_000
    with pytest.raises(InputError, match=r"example among .*breast-cancer, diabetes"):
        example("nothing")
