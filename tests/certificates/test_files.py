import copy

import pytest

from lojverify import check
from lojverify.certificates.certificate import Certificate
from lojverify.errors import InputError
from lojverify.kernel import certificate as kernel
from lojverify.kernel.polynomial import Rejected
from lojverify.kernel.reading import load


def test_a_truncated_certificate_cannot_be_read(certificate, tmp_path):
    content = certificate("ville-epsilon").to_json()
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
def test_strange_numbers_in_a_certificate_are_rejected(certificate, number):
    data = copy.deepcopy(certificate("ville-epsilon").as_dict())
    data["delta"] = number
    assert kernel.check_certificate({**data, "digest": kernel.digest(data)}).status == "rejected"


def test_files_are_written_whole_or_not_at_all(certificate, tmp_path, monkeypatch):
    found = certificate("ville-epsilon")
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
