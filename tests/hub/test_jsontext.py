"""JSON that a strict reader refuses is read as far as it goes."""

import json
from typing import Any

import pytest

from hubtui.hub import jsontext

DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize(
    "value", [[], {}, [1, [2, ["a,]"]], {"b": '"}'}], {"a": {"b": [1, 2]}, "c": "\\"}, "x", 3, None]
)
def test_good_json_is_read_as_it_is(value: Any) -> None:
    for indent in (None, 2):
        assert jsontext.read(json.dumps(value, indent=indent).encode()) == value


def test_what_is_too_deep_costs_its_own_place_only() -> None:
    read = jsontext.read(f'{{"good":1,"deep":{DEEP},"after":[2]}}'.encode())
    assert (read["good"], read["after"]) == (1, [2])
    assert read["deep"].startswith("[[[")
    assert len(read["deep"]) < 300
    assert jsontext.read(f"[1,{DEEP},3]".encode())[::2] == [1, 3]


def test_moderately_deep_values_are_cut_where_no_screen_follows() -> None:
    read = jsontext.read(b"[" * 500 + b"]" * 500)
    for _ in range(jsontext.DEEPEST - 1):
        read = read[0]
    assert read == [jsontext.TOO_DEEP]


def test_strings_and_keys_stay_as_they_were_sent() -> None:
    sent = b'{"a\\u001b":"x\\u202ey\\r\\nz","a\\u0000":"\\u200c","n":{"k":["\\u009b"]},"\\ud83d\\ude00":"\\\\ud800"}'
    assert jsontext.read(sent) == {
        "a\x1b": "x\u202ey\r\nz", "a\0": "\u200c", "n": {"k": ["\x9b"]}, "\U0001f600": "\\ud800",
    }  # fmt: skip


def test_half_a_surrogate_pair_is_replaced_since_nothing_can_send_it() -> None:
    assert jsontext.read(b'["\\ud800","\\uDC00x","\\ud800\\ud83d\\ude00"]') == ["\ufffd", "\ufffdx", "\ufffd\U0001f600"]


def test_huge_integers_and_bad_bytes() -> None:
    read = jsontext.read(b'{"n":' + b"9" * 100_000 + b',"t":"\xff\xfe"}')
    assert read["n"].startswith("999")
    assert len(read["n"]) < 300
    assert read["t"] == "\ufffd\ufffd"


@pytest.mark.parametrize(
    "text", ["", "[", "[1", "[1]]", '["a]', '{"a":[1}', '{"a":"}', "<html>", "{1:2}x", "[}", "nul"]
)
def test_what_is_no_json_is_told(text: str) -> None:
    with pytest.raises(jsontext.NotJson):
        jsontext.read(text.encode())


@pytest.mark.parametrize("body", [b"[" + b"{}," * 300_000 + b"{}]", b"[" + b"[]," * 600_000 + b"[]]"])
def test_too_many_values_are_not_made(body: bytes) -> None:
    with pytest.raises(jsontext.TooMuch):
        jsontext.read(body)
