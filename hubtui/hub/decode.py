"""From the bytes of a listing to rows: whole where they are good, else row by row and field by field."""

from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError

from hubtui.hub import jsontext
from hubtui.hub.kinds import RepoType
from hubtui.hub.models.rows import DatasetRow, ModelRow, Row, SpaceRow
from hubtui.text.sanitize import clean_line

_LONGEST_DESCRIPTION = 300
_DEFERRED = ConfigDict(defer_build=True)
_PAGES: dict[RepoType, TypeAdapter[Any]] = {
    "model": TypeAdapter(list[ModelRow], config=_DEFERRED),
    "dataset": TypeAdapter(list[DatasetRow], config=_DEFERRED),
    "space": TypeAdapter(list[SpaceRow], config=_DEFERRED),
}


class NoListing(ValueError):
    """The answer is no array of objects."""


def rows_of(body: bytes, repo_type: RepoType) -> list[Row]:
    """The rows of a page; what is no object is no row, all others are there.

    Raises:
        NoListing: it is no listing at all.
    """
    try:
        rows: list[Row] = _PAGES[repo_type].validate_json(body)
        cleaning = not jsontext.needs_no_cleaning(body)
    except ValidationError:
        rows = _row_by_row(body, repo_type)
        cleaning = True
    for row in rows:
        if cleaning:
            _clean(row)
        _finish(row)
    return rows


def _row_by_row(body: bytes, repo_type: RepoType) -> list[Row]:
    try:
        pieces = list(jsontext.elements(jsontext.decode(body)))
    except jsontext.NotJson as error:
        raise NoListing(str(error)) from None
    return [_row(piece, repo_type) for piece in pieces if piece.startswith("{")]


def _row(piece: str, repo_type: RepoType) -> Row:
    data = jsontext.value_or_text(piece)
    if not isinstance(data, dict):
        try:
            data = {key: jsontext.value_or_text(value) for key, value in jsontext.members(piece)}
        except jsontext.NotJson:
            data = {}
    if not isinstance(data.get("id"), str):
        data["id"] = data["modelId"] if isinstance(data.get("modelId"), str) else ""
    return _without_odd_fields(data, repo_type)


def _without_odd_fields(data: dict[str, Any], repo_type: RepoType) -> Row:
    page = _PAGES[repo_type]
    try:
        rows: list[Row] = page.validate_python([data])
    except ValidationError as error:
        odd = {str(problem["loc"][1]) for problem in error.errors(include_url=False, include_input=False)}
        good = {key: value for key, value in data.items() if key not in odd}
        rows = page.validate_python([{"id": "", **good}])
    return rows[0]


def _finish(row: Row) -> None:
    if row.author is None and "/" in row.id:
        row.author = row.id.partition("/")[0]
    if isinstance(row, SpaceRow):
        row.hardware = row.hardware or row.requested_hardware
    elif isinstance(row, DatasetRow) and row.description is not None:
        row.description = " ".join(row.description.split())[:_LONGEST_DESCRIPTION]


def _clean(row: Row) -> None:
    for name in row.__slots__:
        value = getattr(row, name)
        if isinstance(value, str):
            setattr(row, name, clean_line(value))
        elif isinstance(value, list):
            setattr(row, name, [clean_line(item) for item in value])
        elif isinstance(value, dict):
            setattr(row, name, {clean_line(key): count for key, count in value.items()})
