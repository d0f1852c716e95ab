"""The columns that a listing of repos can have, as one table for each repo type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hubtui.text.columns import Column

MOST, LARGEST = ("most first", "least first"), ("largest first", "smallest first")
NEWEST, A_TO_Z, BEST = ("newest first", "oldest first"), ("a to z", "z to a"), ("best first", "worst first")


class ListingColumn(NamedTuple):
    """A column of a listing of repos, and the data it needs.

    `words` is its name in menus. `fields` are fields of the Hub's answer that are requested only if the column is
    shown. `sort` is the Hub's name of the order by this column, "" if the Hub has none. `directions` say which values
    come first in that order, and which in the reverse order.
    """

    column: Column
    words: str
    directions: tuple[str, str]
    sort: str = ""
    fields: tuple[str, ...] = ()
    is_default: bool = False

    @property
    def key(self) -> str:
        """The name of the column in the settings."""
        return self.column.key


def _text(key: str, title: str, width: int, words: str, *fields: str) -> ListingColumn:
    return ListingColumn(Column(key, title, width), words, A_TO_Z, fields=fields)


def _count(key: str, title: str, width: int, words: str, *fields: str, sort: str = "") -> ListingColumn:
    return ListingColumn(Column(key, title, width, right=True), words, MOST, sort, fields)


def _size(key: str, title: str, words: str, *fields: str, sort: str = "") -> ListingColumn:
    return ListingColumn(Column(key, title, 8, right=True), words, LARGEST, sort, fields)


def _date(key: str, title: str, sort: str) -> ListingColumn:
    return ListingColumn(Column(key, title, 8, right=True), key, NEWEST, sort)


def _default(*columns: ListingColumn) -> tuple[ListingColumn, ...]:
    return tuple(column._replace(is_default=True) for column in columns)


STATE = Column("state", "", 8)
"""The column for private, gated and disabled. It is shown whenever there is room, so users cannot choose it."""

_LIKES = _count("likes", "Likes", 6, "likes", sort="likes")
_DOWNLOADS = _count("downloads", "Downl.", 7, "downloads", sort="downloads")
_UPDATED, _CREATED = _date("updated", "Updated", "lastModified"), _date("created", "Created", "createdAt")
_AUTHOR = _text("author", "Author", 18, "author")._replace(sort="author")
_LICENCE = _text("licence", "Licence", 14, "licence")
_LANGUAGES = _text("languages", "Languages", 14, "languages")
_ACCESS = _text("access", "Access", 8, "access")
_PAPERS = _text("papers", "Papers", 17, "papers")
_ALL_TIME = _count("downloads_all", "All time", 8, "downloads of all time", "downloadsAllTime")
_TRENDING = _count("trending", "Trend", 6, "trending", sort="trendingScore")
_STORAGE = _size("storage", "Storage", "storage, with all versions", "usedStorage")
_FILES = _count("files", "Files", 6, "number of files", "siblings")
_COMMIT = _text("commit", "Commit", 7, "last commit", "sha")
_ORIGIN = (_CREATED, _AUTHOR, _LICENCE)
_REPO = (_STORAGE, _FILES, _COMMIT, _TRENDING)

COLUMNS: dict[str, tuple[ListingColumn, ...]] = {
    "model": (
        *_default(
            _text("task", "Task", 18, "task"),
            _count("params", "Params", 7, "parameters", sort="num_parameters"),
            ListingColumn(Column("fits", "Fits", 15), "fits", BEST),
            _DOWNLOADS,
            _LIKES,
            _UPDATED,
        ),
        *_ORIGIN,
        _size("weights", "Size", "size"),
        _count("context", "Context", 7, "context length"),
        _text("quantisation", "Quantisation", 16, "quantisation", "siblings"),
        _text("dtype", "Dtype", 8, "data type"),
        _text("base", "Base model", 28, "base model"),
        _text("library", "Library", 14, "library"),
        _text("architecture", "Architecture", 14, "architecture", "config"),
        _LANGUAGES,
        _ALL_TIME,
        *_REPO,
        _ACCESS,
        _text("inference", "Inference", 9, "ready at a provider", "inference"),
        _count("derived", "Derived", 7, "derived models", "childrenModelCount"),
        _count("spaces", "Spaces", 6, "Spaces that use it", "spaces"),
        _text("datasets", "Datasets", 24, "trained on"),
        _PAPERS,
    ),
    "dataset": (
        *_default(
            _text("tasks", "Task", 18, "task"),
            _size("size", "Size", "size", sort="mainSize"),
            _DOWNLOADS,
            _LIKES,
            _UPDATED,
        ),
        *_ORIGIN,
        _text("rows", "Rows", 10, "number of rows"),
        _text("formats", "Format", 12, "format"),
        _text("modalities", "Modality", 14, "modality"),
        _LANGUAGES,
        _ALL_TIME,
        *_REPO,
        _ACCESS,
        _text("description", "Description", 40, "description"),
        _PAPERS,
    ),
    "space": (
        *_default(
            _text("title", "Title", 26, "title"),
            _text("sdk", "SDK", 9, "SDK"),
            _text("stage", "Stage", 13, "stage"),
            _text("hardware", "Hardware", 11, "hardware"),
            _LIKES,
            _UPDATED,
        ),
        *_ORIGIN,
        _text("models", "Models", 28, "models that it uses"),
        _text("datasets", "Datasets", 24, "datasets that it uses"),
        _text("region", "Region", 9, "region", "region"),
        *_REPO,
        _PAPERS,
    ),
}


def column_of(repo_type: str, key: str) -> ListingColumn:
    """Return the column of a repo type with this key."""
    return next(one for one in COLUMNS[repo_type] if one.key == key)


def column_keys(repo_type: str) -> tuple[str, ...]:
    """Return the keys of all columns of a repo type."""
    return tuple(one.key for one in COLUMNS[repo_type])


_PRINTED_NAMES = {"license": "licence", "parameters": "params"}


def printed_keys(repo_type: str, names: str) -> tuple[str, ...]:
    """Return the keys of the columns in a list like "id,fits,license" (the option of the command line).

    Raises:
        ValueError: A name is no column of this repo type. The message lists all columns.
    """
    known = ("id", STATE.key, *column_keys(repo_type))
    wanted = [name.strip().lower() for name in names.split(",") if name.strip()]
    keys = tuple(dict.fromkeys(_PRINTED_NAMES.get(name, name) for name in wanted))
    unknown = [key for key in keys if key not in known]
    if unknown or not keys:
        raise ValueError(f'no column "{unknown[0] if unknown else names}"; there are {", ".join(known)}')
    return keys


def printed_columns(repo_type: str, keys: Sequence[str]) -> list[Column]:
    """Return the columns with these keys; "id" and "state" are also columns here."""
    own = {"id": Column("id", "", 0, is_name=True), STATE.key: STATE}
    own |= {one.key: one.column for one in COLUMNS[repo_type]}
    return [own[key] for key in keys]


def chosen_columns(repo_type: str, keys: Sequence[str], with_fits: bool = True) -> list[ListingColumn]:
    """Return the columns with these keys in their order; the default columns if there are no keys.

    Unknown keys are skipped. The column "fits" is a default column only `with_fits`.
    """
    if not keys:
        return [one for one in COLUMNS[repo_type] if one.is_default and (with_fits or one.key != "fits")]
    known = {one.key: one for one in COLUMNS[repo_type]}
    return [known[key] for key in dict.fromkeys(keys) if key in known]


def fields_for(repo_type: str, keys: Sequence[str]) -> tuple[str, ...]:
    """Return the fields of the Hub's answer that the columns with these keys need."""
    return tuple(dict.fromkeys(field for one in chosen_columns(repo_type, keys) for field in one.fields))
