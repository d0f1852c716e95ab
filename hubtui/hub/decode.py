"""Reads the rows of listings from JSON: a whole page at once, or if that fails row by row and field by field."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from sys import intern
from typing import Any

from hubtui.fit.quants import quants_in
from hubtui.hub import jsontext
from hubtui.hub.kinds import RepoType
from hubtui.hub.models.base import count, counts, dicts, flag, flag_or_text, number, text, text_or_empty, texts
from hubtui.hub.models.rows import DatasetRow, ModelRow, More, Row, SpaceRow

# More objects would take too much memory at once: beyond these the rows are read one by one.
_MOST_OBJECTS = 30_000
_LARGEST_WHOLE = 2 << 20
_LONGEST_DESCRIPTION = 300

Sent = Mapping[str, Any]


def rows_of(body: bytes, repo_type: RepoType, expand: Sequence[str] = ()) -> list[Row]:
    """Return the rows in the body of a page; elements that are not objects are left out.

    `expand` are the fields that the Hub was asked for: the values of optional columns among them are read too.

    Raises:
        NotJson: the body is not a listing, or has too many rows.
    """
    make = _MAKE[repo_type]
    with _collector_paused():
        return [_with_every_field(make(sent), sent, expand) for sent in _elements(body) if isinstance(sent, dict)]


def row_of(repo_type: RepoType, sent: Sent) -> Row:
    """Return the row of a repo, made from the JSON object of its info."""
    return _with_every_field(_MAKE[repo_type](sent), sent, sent)


def _model_row(sent: Sent) -> ModelRow:
    safetensors, gguf = _object(sent, "safetensors"), _object(sent, "gguf")
    total = count(safetensors.get("total"))
    return ModelRow(
        _id(sent),
        pipeline_tag=_shared(sent.get("pipeline_tag")),
        library_name=_shared(sent.get("library_name")),
        parameters=counts(safetensors.get("parameters")),
        parameter_total=total if total is not None else count(gguf.get("total")),
        gguf_bytes=count(gguf.get("totalFileSize")),
        context_length=count(gguf.get("context_length")),
        quants=quants_in(texts([file.get("rfilename") for file in dicts(sent.get("siblings"))]) or ()),
        downloads=count(sent.get("downloads")),
        gated=flag_or_text(sent.get("gated")),
    )


def _dataset_row(sent: Sent) -> DatasetRow:
    description = text(sent.get("description"))
    return DatasetRow(
        _id(sent),
        main_size=count(sent.get("mainSize")),
        description=" ".join(description.split())[:_LONGEST_DESCRIPTION] if description else description,
        downloads=count(sent.get("downloads")),
        gated=flag_or_text(sent.get("gated")),
    )


def _space_row(sent: Sent) -> SpaceRow:
    runtime = _object(sent, "runtime")
    hardware = _object(runtime, "hardware")
    title = text(_object(sent, "cardData").get("title"))
    return SpaceRow(
        _id(sent),
        title=title if title is not None else text(sent.get("title")),
        sdk=_shared(sent.get("sdk")),
        stage=_shared(runtime.get("stage")),
        hardware=_shared(hardware.get("current")) or _shared(hardware.get("requested")),
        models=texts(sent.get("models")) or [],
        datasets=texts(sent.get("datasets")) or [],
    )


def _id(sent: Sent) -> str:
    repo_id = text(sent.get("id"))
    return repo_id if repo_id is not None else text_or_empty(sent.get("modelId"))


def _with_every_field(row: Row, sent: Sent, expand: Collection[str]) -> Row:
    """Set the values that rows of all types have, and return the row."""
    owner, slash, _ = row.id.partition("/")
    row.author = _shared(sent.get("author")) or (intern(owner) if slash else None)
    row.likes = count(sent.get("likes"))
    row.trending_score = number(sent.get("trendingScore"))
    row.last_modified = text(sent.get("lastModified"))
    row.created_at = text(sent.get("createdAt"))
    row.private = flag(sent.get("private"))
    row.disabled = flag(sent.get("disabled"))
    # Many rows have the same tags: each is held in memory once. A copied list has no room to grow.
    row.tags = [intern(tag) for tag in texts(sent.get("tags")) or ()][:]
    row.more = _more(sent, expand) if expand else None
    return row


def _more(sent: Sent, expand: Collection[str]) -> More | None:
    """Return the values of optional columns, by name, for the fields that the Hub was asked for."""
    found = {name: read(sent) for name, (field, read) in _MORE.items() if field in expand}
    return {name: value for name, value in found.items() if value is not None} or None


def _architecture(sent: Sent) -> str | None:
    found = text(_object(sent, "config").get("model_type"))
    return found if found is not None else text(_object(sent, "gguf").get("architecture"))


def _derived(sent: Sent) -> int | None:
    children = counts(sent.get("childrenModelCount"))
    return None if children is None else sum(children.values())


def _length(name: str) -> Callable[[Sent], int | None]:
    return lambda sent: len(sent[name]) if isinstance(sent.get(name), list) else None


# The values of `Row.more` by name: the field that the Hub is asked for, and a function that reads the value.
_MORE: dict[str, tuple[str, Callable[[Sent], str | int | None]]] = {
    "commit": ("sha", lambda sent: text(sent.get("sha"))),
    "files": ("siblings", _length("siblings")),
    "storage": ("usedStorage", lambda sent: count(sent.get("usedStorage"))),
    "downloads_all": ("downloadsAllTime", lambda sent: count(sent.get("downloadsAllTime"))),
    "architecture": ("config", _architecture),
    "inference": ("inference", lambda sent: text(sent.get("inference"))),
    "derived": ("childrenModelCount", _derived),
    "spaces": ("spaces", _length("spaces")),
    "region": ("region", lambda sent: text(sent.get("region"))),
}
_MAKE: dict[RepoType, Callable[[Sent], Row]] = {
    "model": _model_row,
    "dataset": _dataset_row,
    "space": _space_row,
}


def _object(sent: Sent, name: str) -> Sent:
    value = sent.get(name)
    return value if isinstance(value, dict) else {}


def _shared(value: Any) -> str | None:
    """Return a text that many rows have, in memory once."""
    return intern(value) if isinstance(value, str) else None


@contextmanager
def _collector_paused() -> Iterator[None]:
    # Thousands of objects are created and none of them is garbage: the collector would take a tenth of the time.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _elements(body: bytes) -> Iterator[Any]:
    """Return the elements of a page."""
    source = jsontext.decode(body)
    if len(body) <= _LARGEST_WHOLE and body.count(b"{") <= _MOST_OBJECTS:
        try:
            value = jsontext.loads(source)
        except jsontext.NotJson:
            value = None
        if isinstance(value, list):
            return iter(value)
    pieces = list(islice(jsontext.elements(source), jsontext.MOST_PIECES + 1))
    if len(pieces) > jsontext.MOST_PIECES:
        raise jsontext.TooMuch("too many rows")
    return map(_fields, pieces)


def _fields(piece: str) -> Any:
    """Return the JSON value of a row; if it cannot be read at once, read its fields one by one."""
    value = jsontext.value_or_text(piece)
    if isinstance(value, str) and piece.startswith("{"):
        try:
            return {key: jsontext.value_or_text(part) for key, part in jsontext.members(piece)}
        except jsontext.NotJson:
            return {}
    return value
