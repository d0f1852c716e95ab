"""Reads the rows of listings from JSON: a whole page at once, or if that fails row by row and field by field.

The schemas are written for pydantic_core directly: pydantic's dataclasses take a quarter longer for the same rows, and
only here a field of a wrong type becomes its default without an exception.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache
from itertools import islice, starmap
from operator import itemgetter
from typing import Any

from pydantic_core import SchemaValidator, ValidationError
from pydantic_core import core_schema as core

from hubtui.fit.quants import quants_in
from hubtui.hub import jsontext
from hubtui.hub.kinds import RepoType
from hubtui.hub.models.rows import DatasetRow, ModelRow, Row, SpaceRow

# The fast reader takes 700 bytes for an object while it reads: beyond this the rows are read one by one.
_MOST_OBJECTS = 30_000
_LARGEST_WHOLE = 2 << 20
_LONGEST_DESCRIPTION = 300

Path = Any
"""Where a value is in the JSON object: a name, a path of names, or several paths to try (`validation_alias`)."""
Values = dict[str, Any]
_ID: Path = [["id"], ["modelId"]]


def rows_of(body: bytes, repo_type: RepoType, expand: Sequence[str] = ()) -> list[Row]:
    """Return the rows in the body of a page; elements that are not objects are left out.

    `expand` are the fields that the Hub was asked for: the values of optional columns among them are read too.

    Raises:
        NotJson: the body is not a listing, or has too many rows.
    """
    reader = _reader(repo_type, _more_names(repo_type, expand))
    with _collector_paused():
        values = _whole(body, reader)
        if values is None:
            values = _row_by_row(body, reader)
        reader.finish(values)
        return list(starmap(reader.make, map(reader.arguments, values)))


def row_of(repo_type: RepoType, wire: Mapping[str, Any]) -> Row:
    """Return the row of a repo, made from the JSON object of its info."""
    reader = _reader(repo_type, _more_names(repo_type, wire))
    values: list[Values] = reader.page.validate_python([dict(wire)])
    reader.finish(values)
    return reader.make(*reader.arguments(values[0]))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of one type of repo in four steps.

    `page` reads the values of each row, `finish` derives further values, `arguments` puts the values in order, and
    `make` is the class of the row.
    """

    page: SchemaValidator
    finish: Callable[[list[Values]], None]
    arguments: Callable[[Values], tuple[Any, ...]]
    make: Callable[..., Row]


_TEXT = core.str_schema()
_COUNT = core.int_schema(strict=True, ge=-(2**63), lt=2**63)
_NUMBER = core.float_schema(allow_inf_nan=False)
_FLAG = core.bool_schema(strict=True)
_FILE = core.typed_dict_schema({"rfilename": core.typed_dict_field(_TEXT)})
_FILES = core.list_schema(core.with_default_schema(_FILE, on_error="omit"))
# Most lists have no element of a wrong type: checking each one costs more than reading a bad list twice.
_NAMES = core.union_schema(
    [core.list_schema(_TEXT), core.list_schema(core.with_default_schema(_TEXT, on_error="omit"))], mode="left_to_right"
)


def _quants_of(files: list[Values]) -> Sequence[str]:
    return quants_in([file["rfilename"] for file in files])


_QUANTS = core.no_info_after_validator_function(_quants_of, _FILES)

_EVERY: dict[str, tuple[core.CoreSchema, Path]] = {
    "author": (_TEXT, "author"),
    "likes": (_COUNT, "likes"),
    "trending_score": (_NUMBER, "trendingScore"),
    "last_modified": (_TEXT, "lastModified"),
    "created_at": (_TEXT, "createdAt"),
    "private": (_FLAG, "private"),
    "disabled": (_FLAG, "disabled"),
    "tags": (_NAMES, "tags"),
}
_GATED: tuple[core.CoreSchema, Path] = (core.union_schema([_FLAG, _TEXT]), "gated")
_FIELDS: dict[RepoType, dict[str, tuple[core.CoreSchema, Path]]] = {
    "model": {
        "pipeline_tag": (_TEXT, "pipeline_tag"),
        "library_name": (_TEXT, "library_name"),
        "parameters": (core.dict_schema(_TEXT, _COUNT), ["safetensors", "parameters"]),
        "parameter_total": (_COUNT, [["safetensors", "total"], ["gguf", "total"]]),
        "gguf_bytes": (_COUNT, ["gguf", "totalFileSize"]),
        "context_length": (_COUNT, ["gguf", "context_length"]),
        "quants": (_QUANTS, "siblings"),
        "downloads": (_COUNT, "downloads"),
        "gated": _GATED,
    },
    "dataset": {
        "main_size": (_COUNT, "mainSize"),
        "description": (_TEXT, "description"),
        "downloads": (_COUNT, "downloads"),
        "gated": _GATED,
    },
    "space": {
        "title": (_TEXT, [["cardData", "title"], ["title"]]),
        "sdk": (_TEXT, "sdk"),
        "stage": (_TEXT, ["runtime", "stage"]),
        "hardware": (_TEXT, ["runtime", "hardware", "current"]),
        "requested_hardware": (_TEXT, ["runtime", "hardware", "requested"]),
        "models": (_NAMES, "models"),
        "datasets": (_NAMES, "datasets"),
    },
}
_LENGTH = core.no_info_after_validator_function(len, core.list_schema(core.any_schema()))
_SUM = core.no_info_after_validator_function(lambda counts: sum(counts.values()), core.dict_schema(_TEXT, _COUNT))
_MORE_OF_ALL: dict[str, tuple[str, core.CoreSchema, Path]] = {
    "commit": ("sha", _TEXT, "sha"),
    "files": ("siblings", _LENGTH, "siblings"),
    "storage": ("usedStorage", _COUNT, "usedStorage"),
}
_ALL_TIME: tuple[str, core.CoreSchema, Path] = ("downloadsAllTime", _COUNT, "downloadsAllTime")
# The values of `Row.more` by name: the field that the Hub is asked for, its type, and its path in the JSON object.
_MORE: dict[RepoType, dict[str, tuple[str, core.CoreSchema, Path]]] = {
    "model": {
        **_MORE_OF_ALL,
        "downloads_all": _ALL_TIME,
        "architecture": ("config", _TEXT, [["config", "model_type"], ["gguf", "architecture"]]),
        "inference": ("inference", _TEXT, "inference"),
        "derived": ("childrenModelCount", _SUM, "childrenModelCount"),
        "spaces": ("spaces", _LENGTH, "spaces"),
    },
    "dataset": {**_MORE_OF_ALL, "downloads_all": _ALL_TIME},
    "space": {**_MORE_OF_ALL, "region": ("region", _TEXT, "region")},
}
_MAKE: dict[RepoType, type[Row]] = {"model": ModelRow, "dataset": DatasetRow, "space": SpaceRow}


def _more_names(repo_type: RepoType, expand: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name, (field, _, _) in _MORE[repo_type].items() if field in expand)


@cache
def _reader(repo_type: RepoType, more: tuple[str, ...] = ()) -> _Reader:
    """Return the reader for a type of repo; `more` are the names of the optional values that it reads too."""
    known: dict[str, tuple[core.CoreSchema, Path]] = _EVERY | _FIELDS[repo_type]
    known |= {f"more.{name}": _MORE[repo_type][name][1:] for name in more}
    row = {
        name: core.typed_dict_field(_or_default(schema), validation_alias=path)
        for name, (schema, path) in known.items()
    }
    row["id"] = core.typed_dict_field(
        core.with_default_schema(_TEXT, default="", on_error="default"), validation_alias=_ID
    )
    rows = core.list_schema(core.with_default_schema(core.typed_dict_schema(row), on_error="omit"))
    make = _MAKE[repo_type]
    finish, names = _FINISH[repo_type], [field.name for field in fields(make)]
    if more:
        return _Reader(SchemaValidator(rows), _with_more(finish, more), itemgetter(*names), make)
    names.remove("more")  # the last one, which few rows have
    return _Reader(SchemaValidator(rows), finish, itemgetter(*names), make)


def _with_more(finish: Callable[[list[Values]], None], names: tuple[str, ...]) -> Callable[[list[Values]], None]:
    def finish_more(rows: list[Values]) -> None:
        finish(rows)
        for row in rows:
            row["more"] = {name: value for name in names if (value := row[f"more.{name}"]) is not None} or None

    return finish_more


def _or_default(schema: core.CoreSchema) -> core.CoreSchema:
    if schema is _NAMES:
        return core.with_default_schema(schema, default_factory=list, on_error="default")
    return core.with_default_schema(schema, default=() if schema is _QUANTS else None, on_error="default")


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


def _whole(body: bytes, reader: _Reader) -> list[Values] | None:
    if len(body) > _LARGEST_WHOLE or body.count(b"{") > _MOST_OBJECTS:
        return None
    try:
        values: list[Values] = reader.page.validate_json(body)
    except ValidationError:
        return None
    return values


def _row_by_row(body: bytes, reader: _Reader) -> list[Values]:
    pieces = list(islice(jsontext.elements(jsontext.decode(body)), jsontext.MOST_PIECES + 1))
    if len(pieces) > jsontext.MOST_PIECES:
        raise jsontext.TooMuch("too many rows")
    return [value for piece in pieces for value in reader.page.validate_python([_fields(piece)])]


def _fields(piece: str) -> Any:
    """Return the JSON value of a row; if it cannot be read at once, read its fields one by one."""
    value = jsontext.value_or_text(piece)
    if isinstance(value, str) and piece.startswith("{"):
        try:
            return {key: jsontext.value_or_text(text) for key, text in jsontext.members(piece)}
        except jsontext.NotJson:
            return {}
    return value


def _find_authors(rows: list[Values]) -> None:
    for row in rows:
        if row["author"] is None and "/" in row["id"]:
            row["author"] = row["id"].partition("/")[0]


def _cut_descriptions(rows: list[Values]) -> None:
    _find_authors(rows)
    for row in rows:
        if row["description"]:
            row["description"] = " ".join(row["description"].split())[:_LONGEST_DESCRIPTION]


def _choose_hardware(rows: list[Values]) -> None:
    _find_authors(rows)
    for row in rows:
        row["hardware"] = row["hardware"] or row["requested_hardware"]


_FINISH: dict[RepoType, Callable[[list[Values]], None]] = {
    "model": _find_authors,
    "dataset": _cut_descriptions,
    "space": _choose_hardware,
}
