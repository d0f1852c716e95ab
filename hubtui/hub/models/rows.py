"""Rows of a listing: what the columns and the preview need of a repo, in under a kilobyte each.

A field that is missing, null or of an odd type is None (a list: empty, without its odd elements); only `id` is always
text, and empty where the Hub sends a row without one. `more` has the values of columns that are not shown unless the
user chooses them, by the names of `hub.decode`. No pydantic here: rows are also made from the cache.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

# The Hub gives a moment in this minute to repos that are older than its records: :04 and :05, and :22 to datasets.
_UNKNOWN_MINUTE = "2022-03-02T23:29"

More = dict[str, str | int]


@dataclass(slots=True)
class ModelRow:
    """A model; `parameters` counts them by type, as {"BF16": 8030261248}.

    `quants` are the names of its GGUF quants, the smallest first, where its files were asked for; `gguf_bytes` is the
    size of one of them, `context_length` what a GGUF file says of it.
    """

    id: str
    author: str | None = None
    pipeline_tag: str | None = None
    library_name: str | None = None
    parameters: dict[str, int] | None = None
    parameter_total: int | None = None
    gguf_bytes: int | None = None
    quants: Sequence[str] = ()
    downloads: int | None = None
    likes: int | None = None
    trending_score: float | None = None
    last_modified: str | None = None
    created_at: str | None = None
    gated: bool | str | None = None
    private: bool | None = None
    disabled: bool | None = None
    tags: list[str] = field(default_factory=list)
    context_length: int | None = None
    more: More | None = None


@dataclass(slots=True)
class DatasetRow:
    """A dataset; `main_size` in bytes."""

    id: str
    author: str | None = None
    main_size: int | None = None
    description: str | None = None
    downloads: int | None = None
    likes: int | None = None
    trending_score: float | None = None
    last_modified: str | None = None
    created_at: str | None = None
    gated: bool | str | None = None
    private: bool | None = None
    disabled: bool | None = None
    tags: list[str] = field(default_factory=list)
    more: More | None = None


@dataclass(slots=True)
class SpaceRow:
    """A Space; `hardware` is what it runs on, else what was asked for."""

    id: str
    author: str | None = None
    title: str | None = None
    sdk: str | None = None
    stage: str | None = None
    hardware: str | None = None
    likes: int | None = None
    trending_score: float | None = None
    last_modified: str | None = None
    created_at: str | None = None
    private: bool | None = None
    disabled: bool | None = None
    tags: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    datasets: list[str] = field(default_factory=list)
    more: More | None = None


Row = ModelRow | DatasetRow | SpaceRow


def known_date(text: str | None) -> datetime | None:
    """Return a date of the wire in UTC; None where it is no date, or stands for "unknown"."""
    if not text or text.startswith(_UNKNOWN_MINUTE):
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
