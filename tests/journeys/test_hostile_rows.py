"""Rows that mean harm: nothing of them works, and the columns stay aligned."""

import json

import pytest
from rich.cells import cell_len

from tests.journeys.test_bad_lines import answering, http
from tests.journeys.user import browsing

HOSTILE = [
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1b[2J\x1b[31m",
    "\x9b31m\x9d0;title\x9c",
    "a\x00b\x07c\x08d\x7f",
    "\u202eevil\u2066\u200f",
    "[@click=app.quit]x[/]",
    "[/nope] [bold",
    "x" * 10_000,
    "\u0301" * 500,
    "e" + "\u0301" * 500,
    "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7\U0001f1e9",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 family",
    "漢字かな한글ﾊﾝｶｸ",
    "\u200b\u2060\ufeff\u00ad\u3164\u2800",
    "line\nbreak\ttab\r\x85\u2028",
    "\ud800",
    "\U000e0041\U000e0042",
]


def row(kind: str, text: str, number: int) -> dict[str, object]:
    """A row with `text` in every field."""
    common = {
        "_id": f"{number:024x}",
        "id": f"{number}/{text}",
        "author": text,
        "likes": number,
        "tags": [text, f"license:{text}", f"language:{text}"],
        "createdAt": text,
        "lastModified": text,
        "private": False,
    }
    of_kind = {
        "models": {"pipeline_tag": text, "library_name": text, "safetensors": {"parameters": {text: 5}, "total": 5}},
        "datasets": {"description": text, "mainSize": 7},
        "spaces": {"sdk": text, "cardData": {"title": text}, "runtime": {"stage": text, "hardware": {"current": text}}},
    }
    return {**common, **of_kind[kind]}


@pytest.mark.parametrize("tab", ["models", "datasets", "spaces"])
@pytest.mark.parametrize("size", [(150, 40), (80, 24)])
@pytest.mark.some(2)
async def test_nothing_hostile_is_drawn_and_columns_stay_aligned(tab: str, size: tuple[int, int]) -> None:
    body = json.dumps([row(tab, text, number) for number, text in enumerate(HOSTILE)]).encode()
    answer = http("200 OK", body, "Content-Type: application/json")
    async with answering(answer) as endpoint, browsing(endpoint, tab=tab, size=size) as user:
        await user.until(lambda: len(user.rows) == len(HOSTILE), "all rows")
        for _ in HOSTILE:
            for line in user.lines:
                assert cell_len(line) == size[0]
                assert not any(ord(letter) < 32 or 0x7F <= ord(letter) < 0xA0 for letter in line)
                assert not set(line) & set("\u202e\u2066\u200f\u200b\u2060\ufeff\u2028")
            await user.press("down")
        assert user.app.is_running
