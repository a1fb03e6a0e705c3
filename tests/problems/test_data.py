"""Data files are read exactly; what is no number is refused with its place."""

from fractions import Fraction

import numpy as np
import pytest

from lojverify.errors import InputError
from lojverify.problems.data import read_matrix, read_samples, read_vector
from lojverify.problems.files import Table


def samples(folder, text="a,b,y\n1,2.5,3\n-1e-1,1/3,0\n4,0,1\n", **keys):
    (folder / "data.csv").write_text(text, encoding="utf-8")
    return read_samples(Table("problem.toml", {"file": "data.csv", **keys}, folder, "data."))


def test_decimals_and_fractions_are_exact(tmp_path):
    found = samples(tmp_path)
    assert found.inputs == [[1, Fraction(5, 2)], [Fraction(-1, 10), Fraction(1, 3)], [4, 0]]
    assert found.targets == [3, 0, 1]
    assert found.names == ("a", "b")


def test_columns_target_rows_and_intercept(tmp_path):
    found = samples(tmp_path, columns=["y"], target="a", rows="3, 1", intercept=True)
    assert (found.inputs, found.targets, found.names) == ([[1, 1], [3, 1]], [4, 1], ("y", "intercept"))
    assert samples(tmp_path, columns=[2], target=1).inputs == [[Fraction(5, 2)], [Fraction(1, 3)], [0]]
    assert samples(tmp_path, text="1,2\n3,4\n", header=False).inputs == [[1], [3]]


def test_targets_may_stand_in_a_file_of_their_own(tmp_path):
    np.save(tmp_path / "y.npy", np.array([0.5, 7.0, -1.0]))
    found = samples(tmp_path, target_file="y.npy", rows="3, 1")
    assert found.inputs == [[4, 0, 1], [1, Fraction(5, 2), 3]]
    assert found.targets == [-1, Fraction(1, 2)]
    with pytest.raises(InputError, match="exclude each other"):
        samples(tmp_path, target_file="y.npy", target="y")
    with pytest.raises(InputError, match="it has 3 numbers, but there are 2 rows"):
        samples(tmp_path, text="a\n1\n2\n", target_file="y.npy")


def test_standardised_columns_are_within_half_a_unit_of_the_exact_ones(tmp_path):
    found = samples(tmp_path, text="a,y\n1,0\n2,0\n4,0\n", rows="1-2", standardise=True, decimals=4)
    # mean 7/3, variance 14/9
    for row, x in zip(found.inputs, (1, 2), strict=True):
        assert row[0].denominator <= 10**4
        exact = (x - 7 / 3) / (14 / 9) ** 0.5
        assert abs(float(row[0]) - exact) <= 0.5e-4 + 1e-12
    assert found.notes == ("the inputs standardised over all 3 rows of the file, rounded to 4 decimals",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,y\n1,\n", "line 2, column y: the value is missing"),
        ("a,y\n1,2\nx,3\n", "line 3, column a: x: not a number such as"),
        ("a,y\n1,nan\n", "line 2, column y: nan: not a number such as"),
        ("a,y\n1,2,3\n", "line 2: 3 columns, but the first line has 2"),
        ("a,a\n1,2\n", "two columns have the name 'a'"),
        ("a,y\n", "has no rows of numbers"),
        ("", "has no rows of numbers"),
        ('a,y\n"1,2\n', "cannot be read"),
        (f"a,y\n1,{'1' * 200000}\n", "cannot be read"),
    ],
)
def test_bad_csv_files_are_refused_with_the_place(tmp_path, text, said):
    with pytest.raises(InputError) as caught:
        samples(tmp_path, text=text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"target": "z"}, "it is none of the columns a, b, y"),
        ({"target": 4}, "there are the columns 1 to 3"),
        ({"columns": ["a", "a"]}, "a column is named twice"),
        ({"columns": ["y"]}, "y is the target"),
        ({"columns": []}, "a list of names"),
        ({"rows": "0-2"}, "rows from 1 to 3"),
        ({"rows": "1-9"}, "rows from 1 to 3"),
        ({"rows": "2, 1-2"}, "a row is named twice"),
        ({"rows": "1;2"}, "rows from 1 to 3"),
        ({"standardize": True}, "unknown key data.standardize; did you mean standardise?"),
        ({"decimals": 99, "standardise": True}, "at most 40"),
        ({"standardise": "yes"}, "true or false"),
    ],
)
def test_bad_keys_are_refused(tmp_path, keys, said):
    with pytest.raises(InputError) as caught:
        samples(tmp_path, **keys)
    assert said in str(caught.value)


def test_a_constant_column_cannot_be_standardised(tmp_path):
    with pytest.raises(InputError, match=r"column a of .* is constant"):
        samples(tmp_path, text="a,y\n1,2\n1,3\n", standardise=True)


def test_npy_floats_are_binary_fractions(tmp_path):
    np.save(tmp_path / "x.npy", np.array([[0.1, 2.0], [3.0, -0.5]]))
    _, rows = read_matrix(tmp_path / "x.npy")
    assert rows == [[Fraction(0.1), 2], [3, Fraction(-1, 2)]]
    np.save(tmp_path / "v.npy", np.array([1, 2, 3], dtype=np.int16))
    assert read_vector(tmp_path / "v.npy") == [1, 2, 3]


@pytest.mark.parametrize(
    ("array", "said"),
    [
        (np.array([[1.0, np.nan]]), "row 1, column 2: the value is not a number"),
        (np.array([[1.0], [-np.inf]]), "row 2, column 1: the value is infinite"),
        (np.zeros((2, 2, 2)), r"the shape \(2, 2, 2\)"),
        (np.zeros((0, 2)), r"the shape \(0, 2\)"),
        (np.array(["a"]), "no array of integers or of floats"),
        (np.array([1 + 1j]), "no array of integers or of floats"),
        (np.array([None]), "cannot be read"),
    ],
)
def test_bad_npy_files_are_refused(tmp_path, array, said):
    np.save(tmp_path / "x.npy", array, allow_pickle=True)
    with pytest.raises(InputError, match=said):
        read_matrix(tmp_path / "x.npy")


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "junk.npy").write_bytes(b"junk")
    (tmp_path / "latin.csv").write_bytes("é,y\n1,2\n".encode("latin-1"))
    (tmp_path / "folder.csv").mkdir()
    for name in ("missing.csv", "junk.npy", "latin.csv", "folder.csv", "data.txt"):
        with pytest.raises(InputError, match="cannot be read"):
            read_matrix(tmp_path / name)


def test_a_vector_has_one_row_or_one_column(tmp_path):
    (tmp_path / "v.csv").write_text("1,2\n", encoding="utf-8")
    assert read_vector(tmp_path / "v.csv") == [1, 2]
    (tmp_path / "v.csv").write_text("1,2\n3,4\n", encoding="utf-8")
    with pytest.raises(InputError, match="one row or one column"):
        read_vector(tmp_path / "v.csv")
