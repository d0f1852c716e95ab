"""Rows of listings: the fields of a repo that columns and preview show, in under a kilobyte each.

A field that is missing, null or of a wrong type is None; a list is empty, or lacks the elements of a wrong type. `id`
is always a text, empty if the Hub sent none. `more` has the values of optional columns, by their names in `hub.decode`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

# The Hub gives a time within this minute to repos whose date it does not know.
_UNKNOWN_MINUTE = "2022-03-02T23:29"

More = dict[str, str | int]


@dataclass(slots=True)
class RepoRow:
    """The fields that rows of all types of repos have."""

    id: str
    author: str | None = None
    likes: int | None = None
    trending_score: float | None = None
    last_modified: str | None = None
    created_at: str | None = None
    private: bool | None = None
    disabled: bool | None = None
    tags: list[str] = field(default_factory=list)
    more: More | None = None


@dataclass(slots=True)
class ModelRow(RepoRow):
    """A row of a model; `parameters` is their number by type, for example {"BF16": 8030261248}.

    `quants` are the names of its GGUF quantizations, the smallest first, if its files were asked for. `gguf_bytes` is
    the size of one of them, and `context_length` comes from a GGUF file.
    """

    pipeline_tag: str | None = None
    library_name: str | None = None
    parameters: dict[str, int] | None = None
    parameter_total: int | None = None
    gguf_bytes: int | None = None
    quants: Sequence[str] = ()
    downloads: int | None = None
    gated: bool | str | None = None
    context_length: int | None = None


@dataclass(slots=True)
class DatasetRow(RepoRow):
    """A row of a dataset; `main_size` is in bytes."""

    main_size: int | None = None
    description: str | None = None
    downloads: int | None = None
    gated: bool | str | None = None


@dataclass(slots=True)
class SpaceRow(RepoRow):
    """A row of a Space; `hardware` is the hardware it runs on, or the requested one if it does not run."""

    title: str | None = None
    sdk: str | None = None
    stage: str | None = None
    hardware: str | None = None
    models: list[str] = field(default_factory=list)
    datasets: list[str] = field(default_factory=list)


Row = ModelRow | DatasetRow | SpaceRow


def known_date(text: str | None) -> datetime | None:
    """Return a date that the Hub sent, in UTC, or None if it is not a date or stands for an unknown one."""
    if not text or text.startswith(_UNKNOWN_MINUTE):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
