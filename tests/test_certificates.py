"""Certificates as objects and files: their JSON, and that nothing in them can be edited without notice."""

import copy
import json
import math
import random
import re
from fractions import Fraction
from functools import cache

import pytest

import lojverify
from lojverify import certify, check
from lojverify.certificates.certificate import Certificate
from lojverify.constants import Constants
from lojverify.errors import InputError, RejectedError
from lojverify.exact import decimal
from lojverify.kernel import certificate as kernel
from lojverify.kernel import replay
from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.reading import load

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


@cache
def certificate(name):
    step = Constants(1, 1, "1/2", None, 3, "1/2", 1)
    return {
        "ville": lambda: certify(EXAMPLE, delta="1/20", bound="ville"),
        "ville-delta": lambda: certify(EXAMPLE, initial_loss="1/300", bound="ville"),
        "ville-claim": lambda: certify(EXAMPLE, initial_loss="1/300", delta="1/20", bound="ville"),
        "ville-step": lambda: certify(step, initial_loss="1/40", delta="1/21", bound="ville"),
        "printed": lambda: certify(EXAMPLE, delta="1/20", bound="printed"),
        "markov-union": lambda: certify(EXAMPLE, delta="1/20", bound="markov-union"),
        **{
            f"{bound}-{kind}": lambda bound=bound, given=given, c=c: certify(c, bound=bound, **given)
            for bound in NEW
            for kind, c, given in (
                ("epsilon", EXAMPLE, {"delta": "1/20"}),
                ("delta", EXAMPLE, {"initial_loss": "1/300"}),
                ("claim", EXAMPLE, {"initial_loss": "1/300", "delta": "1/20"}),
                ("step", step, {"initial_loss": "1/40", "delta": "1/21"}),
            )
        },
        "chebyshev-step": lambda: certify(step, initial_loss="1/4000", delta="1/5", bound="chebyshev-union"),
    }[name]()


NEW = ["cantelli-ville", "path-length", "drift-martingale", "drift-martingale-sharp", "log-ville"]
ALL = ["ville", "ville-delta", "ville-claim", "ville-step", "printed", "markov-union", "chebyshev-step"]
ALL += [f"{bound}-{kind}" for bound in NEW for kind in ("epsilon", "delta", "claim", "step")]


# -- form ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_the_json_has_exactly_the_promised_keys(name):
    found = certificate(name)
    data = found.as_dict()
    assert list(data) == KEYS
    assert data["format"] == "lojverify-certificate/1"
    assert data["version"] == lojverify.__version__
    assert list(data["constants"]) == ["alpha", "smoothness", "noise", "step_size", "radius", "confinement"]
    solved = {"epsilon": data["initial_loss"], "step-size": data["constants"]["step_size"]}
    assert data["value"] == solved.get(data["kind"], data["delta"])
    assert (data["interval"] is None) == (data["kind"] != "step-size")
    assert data["decimal"] == decimal(found.value, 15, "up" if data["kind"] in ("delta", "claim") else "down")
    assert data["proof"]["format"] == "lojverify-proof/1"
    goal = data["proof"]["claims"][-1]["problem"]["goals"]
    assert goal == [f"1 - mean(e_inf) <= {data['delta']}"]


def test_the_statement_of_the_worked_example_reads_as_it_should():
    problem = certificate("ville").as_dict()["proof"]["claims"][-1]["problem"]
    assert problem["hypotheses"]["initial"] == "F(theta0) <= 10/363"
    assert problem["hypotheses"]["second_moment"] == "e[k] - 1 >= 0 |- E[k](<w[k], w[k]>) <= 1/2*F(theta[k])"
    assert problem["hypotheses"]["confined"].endswith("|- F(y) >= 1/2")
    assert certificate("ville").assumes[-1] == "F(theta0) <= 10/363"


def test_a_certificate_assumes_only_what_its_proof_needs():
    assert not any("<= 4" in words for words in certificate("ville").assumes)  # nothing beyond the ball
    assert any("(2.5) F >= 1/2 on 3 <= |theta - theta0| <= 4" in words for words in certificate("markov-union").assumes)


@pytest.mark.parametrize("name", ALL)
def test_a_certificate_survives_json(name):
    found = certificate(name)
    again = Certificate.from_json(found.to_json())
    assert again == found
    assert again.to_json() == found.to_json()
    assert Certificate.from_json(found.as_dict()).digest == found.digest


@pytest.mark.parametrize("x", [Fraction(1, 3), Fraction(2, 3), Fraction(1), Fraction(10**15), Fraction(10**16 - 1)])
def test_the_kernel_writes_decimals_as_everyone_else(x):
    for scale in range(-30, 30):
        for up in (False, True):
            y = x * Fraction(10) ** scale
            assert kernel.decimal(y, up=up) == decimal(y, 15, "up" if up else "down")
    assert kernel.decimal(Fraction(0), up=True) == "0"


@pytest.mark.parametrize("name", ALL)
def test_a_certificate_shows_itself(name):
    found = certificate(name)
    assert repr(found).startswith(f"<certificate by {found.bound}: {found.kind} = {found.decimal}; if F(theta0) <= ")
    assert found._repr_latex_().startswith("$F(\\theta_0) \\le ")
    html = found._repr_html_()
    assert f"<caption>Certificate by {found.bound}</caption>" in html
    assert "<= " not in html


def test_a_comparison_shows_itself():
    found = certify(EXAMPLE, delta="1/20", bound="all")
    assert "ville = 0.0275482093663911" in repr(found)
    assert "<b>drift-martingale-sharp</b>" in found._repr_html_()


# -- edits -----------------------------------------------------------------------------------------------------------


def places(data, path=()):
    """The paths of every leaf and of every key or element."""
    if isinstance(data, dict):
        for key in data:
            yield from places(data[key], (*path, key))
    elif isinstance(data, list):
        for n, part in enumerate(data):
            yield from places(part, (*path, n))
    if path:
        yield path


def edited(value, draw):
    """Another value in place of `value`, close to it where that can be."""
    if isinstance(value, str):
        numbers = [n for n, c in enumerate(value) if c.isdigit()]
        choices = ["", value + "1", value[:-1], value + " ", "-" + value, value.replace(">=", ">"), value.swapcase()]
        for n in draw.sample(numbers, min(4, len(numbers))):
            choices += [value[:n] + str((int(value[n]) + draw.randint(1, 9)) % 10) + value[n + 1 :]] * 3
        return draw.choice([other for other in choices if other != value] or ["x"])
    if isinstance(value, bool) or value is None:
        return draw.choice([0, "0", [], "1/2", not value])
    if isinstance(value, int):
        return draw.choice([value + 1, value - 1, None, str(value)])
    if isinstance(value, list):
        return draw.choice([[], [*value, *value[-1:]], value[:-1], value[::-1], None, {}])
    return draw.choice([{}, None, [], dict(list(value.items())[:-1]), {**value, "more": "1"}])


def set_at(data, path, value):
    *front, last = path
    for key in front:
        data = data[key]
    old, data[last] = data[last], value
    return old


def test_a_certificate_edited_anywhere_is_rejected():
    draw = random.Random(20)
    rejected = 0
    for name in ("ville", "ville-step"):
        data = json.loads(certificate(name).to_json())
        paths = list(places(data))
        for path in draw.choices(paths, k=1100):
            old = set_at(data, path, None)
            new = edited(old, draw)
            set_at(data, path, new)
            if new != old:
                verdict = kernel.check_certificate(data)
                assert verdict.status == "rejected", (path, old, new)
                rejected += 1
            set_at(data, path, old)
        assert kernel.check_certificate(data).status == "proved"
    assert rejected >= 2000


@pytest.mark.parametrize("key", KEYS)
def test_a_certificate_without_a_key_or_with_another_is_rejected(key):
    data = certificate("ville").as_dict()
    del data[key]
    assert kernel.check_certificate(data).status == "rejected"
    data = {**certificate("ville").as_dict(), f"{key}2": "1"}
    assert kernel.check_certificate(data | {"digest": kernel.digest(data)}).status == "rejected"


# -- edits with the digest recomputed --------------------------------------------------------------------------------


def upper_root(x):
    scale = 10**60
    return Fraction(math.isqrt(x.numerator * x.denominator * scale**2) + 1, x.denominator * scale)


def is_true(data):
    """Whether a certificate states something true, computed from its numbers alone, independently of the library."""
    c = {key: Fraction(value) for key, value in data["constants"].items()}
    alpha, C, sigma, r, M0 = (c[key] for key in ("alpha", "smoothness", "noise", "radius", "confinement"))
    loss, delta = Fraction(data["initial_loss"]), Fraction(data["delta"])
    w = None if data["annulus"] is None else Fraction(data["annulus"])
    steps = [c["step_size"]]
    if data["interval"] is not None:
        # Each formula is convex where it matters, so that it is largest at an end of the interval.
        low, high = map(Fraction, data["interval"])
        assert low <= steps[0] <= high
        steps += [low, high]

    def ville(eta):
        if not 0 < eta < 2 * alpha / (C * (alpha + sigma)):
            return False
        small = loss <= M0 or 4 * loss < (r + (w or 0)) ** 2 * alpha
        return small and (1 - eta * alpha + eta**2 * C * (alpha + sigma) / 2) * loss <= delta * M0

    def unions(eta):
        rho = 1 - eta * alpha + eta**2 * C * (2 * C + sigma) / 2
        if w is None or not 0 < eta < 2 * alpha / (C * (2 * C + sigma)):
            return False
        root = upper_root(rho)
        chebyshev = loss * (eta**2 * (2 * C + sigma) / w**2 + rho / M0) / (1 - rho)
        markov = upper_root(loss) * (upper_root(2 * C) + upper_root(sigma)) * eta / ((1 - root) * w)
        return min(chebyshev, markov + loss * rho / (M0 * (1 - rho))) <= delta

    return alpha <= 2 * C and all(ville(eta) or unions(eta) for eta in steps)


@pytest.mark.parametrize("name", ALL[:7])
def test_what_is_certified_is_true(name):
    assert is_true(certificate(name).as_dict())


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("ville", 700),
        ("ville-step", 500),
        ("ville-delta", 200),
        ("ville-claim", 200),
        ("chebyshev-step", 250),
        ("printed", 150),
    ],
)
def test_with_its_digest_recomputed_an_edited_certificate_is_rejected_or_true(name, count):
    """Edits of everything but the cited claims, which are replayed once instead of every time."""
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
    assert sum(seen.values()) >= count * 9 // 10
    assert seen["rejected"] >= count * 7 // 10
    assert 0 < seen["accepted"] <= count // 5


def test_a_cited_claim_edited_in_a_certificate_is_rejected_or_leaves_a_true_statement():
    draw = random.Random(3)
    data = json.loads(certificate("ville").to_json())
    claims = data["proof"]["claims"]
    paths = [path for path in places(claims) if path[0] < len(claims) - 1 and len(path) > 1]
    seen = {"rejected": 0, "proved": 0}
    for path in draw.choices(paths, k=250):
        old = set_at(claims, path, None)
        new = edited(old, draw)
        set_at(claims, path, new)
        if new != old:
            # Replay from the edited claim on: those before it are as they were.
            earlier = {statement.name: statement for statement in _replayed(path[0])}
            verdict, _ = replay(claims[path[0] :], earlier)
            seen[verdict.status] += 1
            if verdict.status == "proved":  # then the last claim, which was not edited, is proved
                assert is_true(data)
        set_at(claims, path, old)
    assert seen["rejected"] >= 150
    assert sum(seen.values()) >= 230


@cache
def _replayed(count):
    claims = certificate("ville").as_dict()["proof"]["claims"][:count]
    return replay(claims)[1] if count else []


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
def test_a_field_that_differs_from_the_proof_is_named(path, value, reason):
    data = copy.deepcopy(certificate("ville").as_dict())
    set_at(data, path, value)
    verdict = kernel.check_certificate({**data, "digest": kernel.digest(data)})
    if not reason:
        assert verdict.status == "proved"
        assert is_true(data)
        return
    assert verdict.status == "rejected"
    assert re.search(reason, verdict.reason), verdict.reason


def test_an_interval_cannot_be_widened():
    data = copy.deepcopy(certificate("ville-step").as_dict())
    low, high = map(Fraction, data["interval"])
    for changed in ([str(low * Fraction(99, 100)), str(high)], [str(low), str(high + 1)], [str(high), str(low)]):
        data["interval"] = changed
        assert kernel.check_certificate({**data, "digest": kernel.digest(data)}).status == "rejected"


def test_a_proof_with_a_hole_is_not_a_certificate():
    data = copy.deepcopy(certificate("ville").as_dict())
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


# -- files -----------------------------------------------------------------------------------------------------------


def test_a_truncated_certificate_cannot_be_read(tmp_path):
    content = certificate("ville").to_json()
    path = tmp_path / "cut.json"
    for end in (0, 1, 100, len(content) // 2, len(content) - 3):
        path.write_text(content[:end], encoding="utf-8")
        with pytest.raises(InputError, match="cannot be read"):
            check(path)
        with pytest.raises(InputError, match="no certificate"):
            Certificate.from_json(content[:end])


@pytest.mark.parametrize(
    "content",
    [
        "null",
        "[]",
        "3",
        '"lojverify-certificate/1"',
        "{}",
        '{"format": "lojverify-certificate/2"}',
        '{"format": ["lojverify-certificate/1"]}',
        '{"claims": []}',
        '{"best": null}',
    ],
)
def test_foreign_json_cannot_be_checked(tmp_path, content):
    path = tmp_path / "foreign.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="cannot be checked"):
        check(path)


@pytest.mark.parametrize(
    "content",
    [
        '{"format": 1.5}',
        '{"format": NaN}',
        '{"format": -Infinity}',
        '{"format": 1e3}',
        '{"format": "a", "format": "a"}',
        '{"a": {"b": 1, "b": 1}}',
        "[" * 101 + "]" * 101,
        '{"a":' * 5000 + "1" + "}" * 5000,
        "9" * 5000,
        "{'format': 1}",
        '{"format": "lojverify-certificate/1",}',
        "\ufeff{}",
        "",
    ],
)
def test_json_that_is_not_strict_cannot_be_read(tmp_path, content):
    path = tmp_path / "loose.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        check(path)
    with pytest.raises(Rejected):
        load(content)


def test_bytes_that_are_no_text_cannot_be_read(tmp_path):
    path = tmp_path / "bytes.json"
    path.write_bytes(b"\xff\xfe\x00{}")
    with pytest.raises(InputError, match="not UTF-8"):
        check(path)
    with pytest.raises(InputError, match="Is a directory"):
        check(tmp_path)


@pytest.mark.parametrize("number", ["1e5", "٣", "1/0", "1" * 4500, "", "1/2 ", "+1", "0x1"])
def test_strange_numbers_in_a_certificate_are_rejected(number):
    data = copy.deepcopy(certificate("ville").as_dict())
    data["delta"] = number
    assert kernel.check_certificate({**data, "digest": kernel.digest(data)}).status == "rejected"


def test_files_are_written_whole_or_not_at_all(tmp_path, monkeypatch):
    found = certificate("ville")
    path = tmp_path / "stay.json"
    found.write(path)
    assert path.read_text(encoding="utf-8") == found.to_json()
    assert [p.name for p in tmp_path.iterdir()] == ["stay.json"]
    path.write_text("before", encoding="utf-8")
    path.chmod(0o640)

    def fails(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("pathlib.Path.replace", fails)
        with pytest.raises(InputError, match=r"stay.json cannot be written: No space left"):
            found.write(path)
    assert path.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["stay.json"]
    found.write(path)
    assert path.stat().st_mode & 0o777 == 0o640
    with pytest.raises(InputError, match="cannot be written"):
        found.write(tmp_path / "nowhere" / "stay.json")
    with pytest.raises(InputError, match="cannot be written"):
        found.write(tmp_path)
