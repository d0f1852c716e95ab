"""Lay out all fields of an answer of the Hub: in groups to read, then as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from hubtui.presentation.json_document import JsonDocument
from hubtui.presentation.lines import wrap
from hubtui.text.columns import Cell
from hubtui.text.document import Heading, Line, Lines, Link
from hubtui.text.humanize import short_bytes, short_number
from hubtui.text.width import cell_width, pad

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Repo", ("id", "modelId", "_id", "author", "sha", "private", "gated", "disabled", "visibility", "resourceGroup")),
    ("Dates", ("createdAt", "lastModified")),
    ("Use", ("downloads", "downloadsAllTime", "likes", "trendingScore", "usedStorage", "mainSize")),
    ("What it is", ("pipeline_tag", "library_name", "tags", "mask_token", "inference", "sdk", "title", "key")),
    ("Words", ("description", "citation", "paperswithcode_id")),
    ("Parameters", ("safetensors", "gguf")),
    ("Runtime", ("runtime", "host", "subdomain", "region")),
    ("Card data", ("cardData",)),
    ("Config", ("config", "transformersInfo")),
    ("Results", ("model-index", "evalResults")),
    ("Related", ("baseModels", "childrenModelCount", "models", "datasets", "spaces")),
    ("Widget and inference", ("widgetData", "inferenceProviderMapping")),
    ("Files", ("siblings",)),
)
_BYTES = frozenset(("usedStorage", "mainSize", "totalFileSize"))
_COUNTS = frozenset(("downloads", "downloadsAllTime", "likes", "total"))
_MAX_LINES_A_FIELD = 400
_MAX_DEPTH = 6


class DocumentWithJson:
    """A document followed by the JSON it comes from, below a heading `title`."""

    def __init__(self, above: Lines, title: str, below: JsonDocument) -> None:
        self._above = above
        above.headings.append(Heading(len(above), 1, title))
        above.lines += [(Cell(title, "heading"),), ()]
        self._below = below

    @property
    def links(self) -> list[Link]:
        """The links of the document above the JSON."""
        return self._above.links

    @property
    def headings(self) -> list[Heading]:
        """The headings of the document, and that of the JSON."""
        return self._above.headings

    def __len__(self) -> int:
        return len(self._above) + len(self._below)

    def line(self, index: int) -> Line:
        """Return the cells of a line."""
        below = index - len(self._above)
        return self._above.line(index) if below < 0 else self._below.line(below)

    def text(self, index: int) -> str:
        """Return the text of a line."""
        below = index - len(self._above)
        return self._above.text(index) if below < 0 else self._below.text(below)

    def toggle(self, index: int) -> bool:
        """Fold or unfold the JSON value at a line. Return whether there is one."""
        below = index - len(self._above)
        return below >= 0 and self._below.toggle(below)

    def unfolding(self) -> Iterator[None]:
        """Unfold all of the JSON in slices (one for each value yielded), so that it can be searched."""
        yield from self._below.unfolding()


def info_document(info: Mapping[str, Any], width: int) -> DocumentWithJson:
    """Return a document of all fields of a repo's info in groups, then as JSON."""
    return DocumentWithJson(_grouped(info, width), "JSON", JsonDocument(info, width))


def fields_document(values: Mapping[str, Any], width: int) -> Lines:
    """Return a document of every field of an answer in its order, with nested values below their name."""
    lines = [line for name, value in values.items() for line in _field(str(name), value, width)]
    return Lines(lines)


def _grouped(info: Mapping[str, Any], width: int) -> Lines:
    document = Lines()
    named = {name for _, names in _GROUPS for name in names}
    others = ("Other fields", tuple(name for name in info if name not in named))
    for title, names in (*_GROUPS, others):
        fields = (_field(name, info[name], width) for name in names if name in info)
        document.add_section(title, [line for lines in fields for line in lines])
    return document


def _field(name: str, value: Any, width: int) -> Iterator[Line]:
    """Yield a field as "name value", with nested values below it and indented."""
    for number, (depth, key, words) in enumerate(_walk(name, value), 1):
        if number > _MAX_LINES_A_FIELD:
            yield (Cell("  … and more: the JSON has all of it", "dim"),)
            return
        yield from _entry("  " * (depth + 1), key, words, width)


def _entry(indent: str, key: str, words: str, width: int) -> Iterator[Line]:
    label = f"{indent}{key}"
    if not words:
        yield (Cell(label, "key"),)
        return
    label = pad(label, max(28, cell_width(label))) if width >= 60 else label
    room = width - cell_width(label) - 2
    if room < 20:
        yield (Cell(label, "key"),)
        label, room = indent + "  ", max(10, width - len(indent) - 4)
    for count, piece in enumerate(wrap(words, room) or [""]):
        yield (Cell(label if not count else " " * cell_width(label), "key"), Cell("  "), Cell(piece))


def _walk(name: str, value: Any) -> Iterator[tuple[int, str, str]]:
    """Yield (depth, key, text) of a value and every value below it.

    It does not recurse, because the server decides how deep values are nested.
    """
    waiting: list[tuple[int, str, Any]] = [(0, name, value)]
    while waiting:
        depth, key, here = waiting.pop()
        items = _items(here)
        if items is None or depth >= _MAX_DEPTH:
            yield depth, key, _words(key, here)
            continue
        yield depth, key, "" if items else "(none)"
        waiting += [(depth + 1, name, item) for name, item in reversed(items)]


def _items(value: Any) -> list[tuple[str, Any]] | None:
    if isinstance(value, dict):
        return [(str(key), item) for key, item in value.items()]
    if isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        return [(_label(number, item), _rest(item)) for number, item in enumerate(value, 1)]
    return None


def _label(number: int, item: Any) -> str:
    """Return the name of a file, or the number of any other item."""
    if isinstance(item, dict) and isinstance(item.get("rfilename"), str):
        return str(item["rfilename"])
    return f"{number}"


def _rest(item: Any) -> Any:
    if isinstance(item, dict) and isinstance(item.get("rfilename"), str):
        return {key: value for key, value in item.items() if key != "rfilename"} or ""
    return item


def _words(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "null"
    if isinstance(value, int) and key in _BYTES:
        return f"{short_bytes(value)} ({value:,} bytes)"
    if isinstance(value, int) and (key in _COUNTS or abs(value) >= 100_000):
        return f"{value:,}" if value < 1000 else f"{short_number(value)} ({value:,})"
    if isinstance(value, list):
        return ", ".join(_words("", item) for item in value)
    if isinstance(value, dict):
        return "{…}"
    return " ".join(str(value).split())
