"""Certificates of problems with anything edited: a verdict or one sentence, no traceback, never a false "proved"."""

import copy
import json
import random
from collections.abc import Mapping

import pytest

from lojverify.certificates.files import verdict_on
from lojverify.errors import InputError
from lojverify.problem_certifier import certify_problem
from lojverify.problems import load_problem
from lojverify.problems.examples import example

JUNK = (None, True, 0, -1, 3, "", "x", "1/0", "1e9", "-1", [], ["1"], {}, {"rows": []}, "9" * 5000)
# Where an edit may leave the object true: what is only for readers, and the denominator of a start that is 0.
FREE = ("version", "title", "notes")
ZERO = ("evidence", "start", "denominator")


@pytest.fixture(scope="module")
def data():
    found = certify_problem(load_problem(example("diabetes").path), delta="1/20", radius=6)
    return json.loads(found.to_json())


def places(value, path=()):
    """Every place of an object of JSON, outside of the proof."""
    yield path
    if path and path[-1] == "proof":
        return
    if isinstance(value, Mapping):
        for key in value:
            yield from places(value[key], (*path, key))
    elif isinstance(value, list):
        for n, one in enumerate(value[:3]):
            yield from places(one, (*path, n))


def test_it_is_valid(data):
    assert verdict_on(data).status == "proved"


def test_anything_edited_is_rejected_without_a_traceback(data):
    generator, rejected = random.Random(4), 0
    for path in places(data):
        if not path:
            continue
        for junk in generator.sample(JUNK, 3):
            edited = copy.deepcopy(data)
            place = edited
            for key in path[:-1]:
                place = place[key]
            if place[path[-1]] == junk:
                continue
            place[path[-1]] = junk
            try:
                status = verdict_on(edited).status
            except InputError:
                status = "unusable"
            rejected += status != "proved"
            assert status != "proved" or path[0] in FREE or path == ZERO, (path, junk)
    assert rejected > 150


def test_a_key_taken_away_is_missed(data):
    for key in data:
        rest = {name: value for name, value in data.items() if name != key}
        try:
            assert verdict_on(rest).status == "rejected", key
        except InputError:
            assert key == "format"
