"""Answers of the Hub to test with: our own in fixtures/answers, recorded ones from HUBTUI_RECORDED where it is set.

The name of a file begins with the kind of its answer ("models-list", "whoami") in both folders, so that a test can ask
for a pattern and gets the files of both.
"""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

OWN = Path(__file__).parent / "fixtures" / "answers"
_RECORDED = os.environ.get("HUBTUI_RECORDED")
FOLDERS = [OWN, *([Path(_RECORDED)] if _RECORDED else [])]

REPEAT = "$repeat"
_REQUEST = re.compile(r"^([A-Z]+) https?://[^/\s]+(\S+)", re.MULTILINE)
_STATUS = re.compile(r"^HTTP/[\d.]+ (\d+).*\n", re.MULTILINE)


@dataclass(frozen=True)
class Exchange:
    """A request and its answer; `path` includes the query, the names of headers are in lower case."""

    method: str
    path: str
    status: int
    headers: dict[str, str]
    body: str


def files(pattern: str) -> list[Path]:
    """Return the files of all folders whose names match a glob pattern; fail if we have none of our own."""
    assert any(OWN.glob(pattern)), f"{OWN} has no {pattern}"
    return [path for folder in FOLDERS for path in sorted(folder.glob(pattern))]


def each(pattern: str) -> pytest.MarkDecorator:
    """Run a test for each file that matches, as its argument `path`."""
    return pytest.mark.parametrize("path", files(pattern), ids=lambda path: path.name)


def content(path: Path) -> bytes:
    """Return an answer as it came over the wire."""
    return path.read_bytes() if path.parent != OWN else json.dumps(load(path), ensure_ascii=False).encode()


def load(path: Path) -> Any:
    """Return the value of a JSON file; in our own, write the repetitions out."""
    hook = _written_out if path.parent == OWN else None
    return json.loads(path.read_text("utf-8"), object_hook=hook)


def own(name: str) -> Any:
    """Return the value of one of our own JSON files."""
    return load(OWN / f"{name}.json")


def exchanges(path: Path) -> list[Exchange]:
    """Return the exchanges of an .http file; parts of it without a request or a status line are left out."""
    found = []
    for part in re.split(r"^###.*$", path.read_text("utf-8"), flags=re.MULTILINE):
        request, status = _REQUEST.search(part), _STATUS.search(part)
        if request and status:
            head, _, body = part[status.end() :].partition("\n\n")
            pairs = (line.partition(":") for line in head.splitlines())
            headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
            found.append(Exchange(request[1], request[2], int(status[1]), headers, body.strip()))
    return found


def links(path: Path) -> list[str]:
    """Return the values of the Link headers in an .http file."""
    return re.findall(r"(?mi)^link: (.*)$", path.read_text("utf-8"))


def objects_of(value: Any) -> list[dict[str, Any]]:
    """Return the rows of an answer, or the answer itself where it is one object."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else [value]


def _written_out(value: dict[str, Any]) -> Any:
    if set(value) != {REPEAT}:
        return value
    unit, times = value[REPEAT]
    return unit * times
