"""Lay out the Croissant metadata of a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hubtui.presentation.info_document import DocumentWithJson
from hubtui.presentation.json_document import JsonDocument
from hubtui.presentation.lines import wrap
from hubtui.text.columns import Cell
from hubtui.text.document import Line, Lines
from hubtui.text.width import pad

if TYPE_CHECKING:
    from hubtui.hub.models.croissant import Croissant

_NAME_WIDTH, _TYPE_WIDTH = 30, 22
_MAX_FIELDS = 500


def croissant_document(croissant: Croissant, width: int) -> DocumentWithJson:
    """Return the document: facts, record sets with their fields, files, then the JSON."""
    document = Lines()
    document.add_section("Dataset", _facts(croissant, width))
    for record_set in croissant.record_set or ():
        title = f"Records: {record_set.name or record_set.node_id or '?'}"
        fields = [
            _field(field.name or field.node_id, field.data_type, field.description) for field in record_set.field or ()
        ]
        document.add_section(title, fields[:_MAX_FIELDS])
    files = [
        _field(one.name or one.node_id, one.encoding_format, _one(one.content_url))
        for one in croissant.distribution or ()
    ]
    document.add_section("Files", files[:_MAX_FIELDS])
    return DocumentWithJson(document, "JSON", JsonDocument(croissant.sent, width))


def _facts(croissant: Croissant, width: int) -> list[Line]:
    values = {
        "name": croissant.name,
        "licence": _one(croissant.license),
        "conforms to": _one(croissant.conforms_to),
        "url": croissant.url,
        "keywords": _one(croissant.keywords),
        "creator": _one(croissant.creator),
        "description": croissant.description,
    }
    return [line for name, value in values.items() if value for line in _fact(name, str(value), width)]


def _fact(name: str, value: str, width: int) -> Iterator[Line]:
    for number, piece in enumerate(wrap(" ".join(value.split()), max(20, width - 18))):
        yield (Cell(pad("" if number else f"  {name}", 16), "key"), Cell("  "), Cell(piece))


def _field(name: str | None, kind: Any, words: str | None) -> Line:
    short = _one(kind).replace("sc:", "").replace("cr:", "")
    rest = " ".join((words or "").split())[:200]
    return (Cell(f"  {pad(name or '?', _NAME_WIDTH)} "), Cell(f"{pad(short, _TYPE_WIDTH)} ", "key"), Cell(rest, "dim"))


def _one(value: Any) -> str:
    """Return a value as text; it may be a string, a list, or an object with a name."""
    if isinstance(value, list):
        return ", ".join(_one(item) for item in value[:20])
    if isinstance(value, dict):
        return str(value.get("name") or value.get("@id") or value.get("url") or "")
    return str(value) if value else ""
