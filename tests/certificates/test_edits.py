import copy
import json
import random
import re
from fractions import Fraction
from functools import cache

import pytest

from lojverify import certify, check
from lojverify.bounds import REGISTRY
from lojverify.certificates.certificate import Certificate
from lojverify.constants import Constants
from lojverify.errors import RejectedError
from lojverify.kernel import certificate as kernel
from lojverify.kernel import replay

EXAMPLE = Constants(1, 1, "1/2", "1/10", 3, "1/2", 1)
KEYS = [
    "format",
    "version",
    "kind",
    "bound",
    "constants",
    "annulus",
    "initial_loss",
    "delta",
    "value",
    "interval",
    "decimal",
    "assumes",
    "digest",
    "proof",
]
KINDS = ("epsilon", "delta", "claim", "step")
ALL = [f"{bound}-{kind}" for bound in REGISTRY for kind in KINDS]
# Most of ville, whose proofs are the shortest; every other bound too, also with an interval of step sizes.
COUNTS = {f"{bound}-{kind}": 30 for bound in REGISTRY for kind in ("epsilon", "step")}
COUNTS |= {"ville-epsilon": 500, "ville-step": 200, "ville-delta": 100, "ville-claim": 100}


def test_a_certificate_edited_anywhere_is_rejected(edits, certificate):
    places, edited, set_at = edits
    draw = random.Random(20)
    rejected = 0
    for name, count in COUNTS.items():
        data = json.loads(certificate(name).to_json())
        paths = list(places(data))
        for path in draw.choices(paths, k=count):
            old = set_at(data, path, None)
            new = edited(old, draw)
            set_at(data, path, new)
            if new != old:
                verdict = kernel.check_certificate(data)
                assert verdict.status == "rejected", (path, old, new)
                rejected += 1
            set_at(data, path, old)
        assert kernel.check_certificate(data).status == "proved"
    assert rejected >= 1200


@pytest.mark.parametrize("key", KEYS)
def test_a_certificate_without_a_key_or_with_another_is_rejected(certificate, key):
    data = certificate("ville-epsilon").as_dict()
    del data[key]
    assert kernel.check_certificate(data).status == "rejected"
    data = {**certificate("ville-epsilon").as_dict(), f"{key}2": "1"}
    assert kernel.check_certificate(data | {"digest": kernel.digest(data)}).status == "rejected"


@pytest.mark.parametrize("name", ALL)
def test_what_is_certified_is_true(certificate, name, is_true):
    assert is_true(certificate(name).as_dict())


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_with_its_digest_recomputed_an_edited_certificate_is_rejected_or_true(edits, certificate, name, count, is_true):
    """Edits of everything but the cited claims, which are replayed once instead of every time."""
    places, edited, set_at = edits
    draw = random.Random(name)
    data = json.loads(certificate(name).to_json())
    library = data["proof"]["claims"][:-1]
    _, statements = replay(library)
    earlier = {statement.name: statement for statement in statements}
    del data["proof"]["claims"][:-1]
    fixed = [
        path
        for path in places(data)
        if path not in [("digest",), ("proof",), ("proof", "claims"), ("proof", "claims", 0)]
    ]
    top = [path for path in fixed if path[0] != "proof"]
    seen = {"rejected": 0, "accepted": 0}
    for n in range(count):
        path = draw.choice(top if n % 3 == 0 else fixed)
        old = set_at(data, path, None)
        new = edited(old, draw)
        set_at(data, path, new)
        if new != old:
            verdict = kernel.check_certificate({**data, "digest": kernel.digest(data)}, earlier)
            if verdict.status == "proved":
                assert is_true(data), (path, old, new)
                seen["accepted"] += 1
            else:
                seen["rejected"] += 1
        set_at(data, path, old)
    # What may change: the version, notes, the order of independent steps, a weaker but sufficient combination.
    assert sum(seen.values()) >= count * 8 // 10
    assert seen["rejected"] >= count * 7 // 10
    assert seen["accepted"] <= count // 4
    assert seen["accepted"] > 0 or count < 150


def test_a_cited_claim_edited_in_a_certificate_is_rejected_or_leaves_a_true_statement(edits, certificate, is_true):
    places, edited, set_at = edits
    draw = random.Random(3)
    data = json.loads(certificate("ville-epsilon").to_json())
    claims = data["proof"]["claims"]

    @cache
    def replayed(count):
        return replay(certificate("ville-epsilon").as_dict()["proof"]["claims"][:count])[1] if count else []

    paths = [path for path in places(claims) if path[0] < len(claims) - 1 and len(path) > 1]
    seen = {"rejected": 0, "proved": 0}
    for path in draw.choices(paths, k=250):
        old = set_at(claims, path, None)
        new = edited(old, draw)
        set_at(claims, path, new)
        if new != old:
            # Replay from the edited claim on: those before it are as they were.
            earlier = {statement.name: statement for statement in replayed(path[0])}
            verdict, _ = replay(claims[path[0] :], earlier)
            seen[verdict.status] += 1
            if verdict.status == "proved":  # then the last claim, which was not edited, is proved
                assert is_true(data)
        set_at(claims, path, old)
    assert seen["rejected"] >= 150
    assert sum(seen.values()) >= 230


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("kind",), "delta", "value does not repeat delta"),
        (("kind",), "size", "kind is not known"),
        (("bound",), "printed", "the proof is of another claim"),
        (("bound",), "", "bound is not a name"),
        (("constants", "alpha"), "2", "another statement"),
        (("constants", "alpha"), "2/2", "alpha is not in lowest terms"),
        (("constants", "noise"), "-1/2", "noise has the wrong sign"),
        (("constants", "radius"), 3, "radius is not a number"),
        (("constants", "radius"), "3" * 3000, "radius is not a number of moderate length"),
        (("constants", "step_size"), "0", "step_size has the wrong sign"),
        (("constants", "confinement"), None, "an annulus needs a confinement"),
        (("annulus",), "2", ""),  # not needed by this proof, which stays what it is
        (("initial_loss",), "10/362", "10/362|lowest terms"),
        (("initial_loss",), "1/36", "another statement|value does not repeat"),
        (("delta",), "1/21", "another statement"),
        (("delta",), "1", "delta is not below 1"),
        (("value",), "1/36", "value does not repeat initial_loss"),
        (("interval",), ["1/20", "1/10"], "interval belongs to a step size"),
        (("decimal",), "0.0275482093663912", "decimal does not fit"),
        (("assumes",), [], "assumes differs"),
        (("version",), "", "version"),
        (("proof",), None, "the proof: not an object"),
        (("proof", "claims"), [], "another claim"),
        (("proof", "format"), "lojverify-proof/2", "the proof is not lojverify-proof/1"),
    ],
)
def test_a_field_that_differs_from_the_proof_is_named(edits, certificate, path, value, reason, is_true):
    _, _, set_at = edits
    data = copy.deepcopy(certificate("ville-epsilon").as_dict())
    set_at(data, path, value)
    verdict = kernel.check_certificate({**data, "digest": kernel.digest(data)})
    if not reason:
        assert verdict.status == "proved"
        assert is_true(data)
        return
    assert verdict.status == "rejected"
    assert re.search(reason, verdict.reason), verdict.reason


def test_an_interval_cannot_be_widened(certificate):
    data = copy.deepcopy(certificate("ville-step").as_dict())
    low, high = map(Fraction, data["interval"])
    for changed in ([str(low * Fraction(99, 100)), str(high)], [str(low), str(high + 1)], [str(high), str(low)]):
        data["interval"] = changed
        assert kernel.check_certificate({**data, "digest": kernel.digest(data)}).status == "rejected"


def test_a_proof_with_a_hole_is_not_a_certificate(certificate):
    data = copy.deepcopy(certificate("ville-epsilon").as_dict())
    data["proof"]["claims"][-2]["proof"] = None  # the claim of the bound, unproved
    data["digest"] = kernel.digest(data)
    verdict = kernel.check_certificate(data)
    assert verdict.status == "holey"
    assert verdict.holes
    with pytest.raises(RejectedError, match="the certificate is holey"):
        Certificate.from_json(data)


def test_a_comparison_is_checked_as_a_whole():
    data = certify(EXAMPLE, initial_loss="1/400", bound="all").as_dict()
    assert check(data).status == "proved"
    for changed, reason in [
        ({"best": "printed"}, "best is not the best"),
        ({"best": None}, "best is not among"),
        ({"best": "nonsense"}, "best is not among"),
        ({"results": data["results"][:1]}, "best is not among"),
        ({"results": []}, "nothing is certified"),
        ({"results": [*data["results"], data["results"][0]]}, "two results by printed"),
        ({"results": {}}, "results: not a list"),
        ({"more": 1}, "keys results and best"),
    ]:
        verdict = check(data | changed)
        assert (verdict.status, reason in verdict.reason) == ("rejected", True), (changed, verdict.reason)
    broken = copy.deepcopy(data)
    broken["results"][3]["value"] = "1/1000"
    assert check(broken).status == "rejected"
    silent = copy.deepcopy(certify(Constants(1, 1, "1/2", "1/10", 3, "1/2"), delta="1/20", bound="all").as_dict())
    assert check(silent).status == "proved"
    silent["results"][0]["reason"] = "because"
    assert "digest" in check(silent).reason
