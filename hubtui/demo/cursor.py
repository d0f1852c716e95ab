"""Cursors: where a listing goes on, as base64 of a JSON object that clients need not understand."""

import base64
import binascii
import json
from typing import Any

from hubtui.demo.errors import Refusal, bad_request
from hubtui.demo.names import hex_id, number_of

Value = int | float | str


def encode_cursor(sort: str, value: Value, number: int) -> str:
    text = json.dumps({"sort": sort, "value": value, "_id": hex_id(number)}, separators=(",", ":"))
    return base64.b64encode(text.encode()).decode()


def decode_cursor(text: str, sort: str, kind: type) -> tuple[Value, int]:
    """The value and the number that the last row had; 400 for what this server did not give for this order."""
    found = _parsed(text)
    if isinstance(found, dict) and found.keys() == {"sort", "value", "_id"} and found["sort"] == sort:
        number = number_of(found["_id"]) if isinstance(found["_id"], str) else None
        value = found["value"]
        if number is not None and _fits(value, kind):
            return value, number
    raise _bad()


def _fits(value: Any, kind: type) -> bool:
    if kind is str:
        return isinstance(value, str) and "\0" not in value
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 2**62


def _parsed(text: str) -> Any:
    if len(text) > 2000:
        raise _bad()
    try:
        return json.loads(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise _bad() from None


def _bad() -> Refusal:
    return bad_request("Invalid cursor")


def encode_path(path: str) -> str:
    """The cursor of a tree: the last path that was told."""
    return base64.b64encode(json.dumps({"file_name": path}).encode()).decode()


def decode_path(text: str, known: list[str]) -> str:
    found = _parsed(text)
    if isinstance(found, dict) and found.keys() == {"file_name"} and found["file_name"] in known:
        return str(found["file_name"])
    raise _bad()


def encode_place(start: int) -> str:
    """The cursor of a list that is made whole: how many rows came before."""
    return base64.b64encode(json.dumps({"skip": start}).encode()).decode()


def decode_place(text: str) -> int:
    found = _parsed(text)
    start = found.get("skip") if isinstance(found, dict) and found.keys() == {"skip"} else None
    if isinstance(start, bool) or not isinstance(start, int) or not 0 <= start < 10**9:
        raise _bad()
    return start
