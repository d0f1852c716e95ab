"""Rows of a listing: what the columns and the preview need of a repo, in under a kilobyte each.

A field that is missing, null or of an odd type is None (a list: empty); only `id` is always there, and empty where the
Hub sends a row without one.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated

from pydantic import AliasChoices, AliasPath, Field

Count = Annotated[int, Field(ge=-(2**63), lt=2**63)]
Number = Annotated[float, Field(allow_inf_nan=False)]

_UNKNOWN_DATES = ("2022-03-02T23:29:04", "2022-03-02T23:29:05")


@dataclass(slots=True)
class ModelRow:
    """A model; `parameters` counts them by type, as {"BF16": 8030261248}."""

    id: str = ""
    author: str | None = None
    pipeline_tag: str | None = None
    library_name: str | None = None
    parameters: Annotated[dict[str, Count] | None, Field(validation_alias=AliasPath("safetensors", "parameters"))] = (
        None
    )
    parameter_total: Annotated[
        Count | None,
        Field(validation_alias=AliasChoices(AliasPath("safetensors", "total"), AliasPath("gguf", "total"))),
    ] = None
    downloads: Count | None = None
    likes: Count | None = None
    trending_score: Annotated[Number | None, Field(validation_alias="trendingScore")] = None
    last_modified: Annotated[str | None, Field(validation_alias="lastModified")] = None
    created_at: Annotated[str | None, Field(validation_alias="createdAt")] = None
    gated: bool | str | None = None
    private: bool | None = None
    disabled: bool | None = None
    tags: list[str] = field(default_factory=list)


@dataclass(slots=True)
class DatasetRow:
    """A dataset; `main_size` in bytes."""

    id: str = ""
    author: str | None = None
    main_size: Annotated[Count | None, Field(validation_alias="mainSize")] = None
    description: str | None = None
    downloads: Count | None = None
    likes: Count | None = None
    trending_score: Annotated[Number | None, Field(validation_alias="trendingScore")] = None
    last_modified: Annotated[str | None, Field(validation_alias="lastModified")] = None
    created_at: Annotated[str | None, Field(validation_alias="createdAt")] = None
    gated: bool | str | None = None
    private: bool | None = None
    disabled: bool | None = None
    tags: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SpaceRow:
    """A Space; `hardware` is what it runs on, else what was asked for."""

    id: str = ""
    author: str | None = None
    title: Annotated[
        str | None, Field(validation_alias=AliasChoices(AliasPath("cardData", "title"), AliasPath("title")))
    ] = None
    sdk: str | None = None
    stage: Annotated[str | None, Field(validation_alias=AliasPath("runtime", "stage"))] = None
    hardware: Annotated[str | None, Field(validation_alias=AliasPath("runtime", "hardware", "current"))] = None
    requested_hardware: Annotated[str | None, Field(validation_alias=AliasPath("runtime", "hardware", "requested"))] = (
        None
    )
    likes: Count | None = None
    trending_score: Annotated[Number | None, Field(validation_alias="trendingScore")] = None
    last_modified: Annotated[str | None, Field(validation_alias="lastModified")] = None
    created_at: Annotated[str | None, Field(validation_alias="createdAt")] = None
    private: bool | None = None
    disabled: bool | None = None
    tags: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)
    datasets: list[str] = field(default_factory=list)


Row = ModelRow | DatasetRow | SpaceRow


def known_date(text: str | None) -> datetime | None:
    """A date of the wire, in UTC; None where it is no date, or one of those that stand for "unknown"."""
    if not text or text.startswith(_UNKNOWN_DATES):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
