"""Croissant: what a dataset is made of, as JSON-LD."""

from typing import Any

from pydantic import Field

from hubtui.hub.models.base import Several, Wire, Word


class RecordField(Wire):
    """A column of a record set; `data_type` is a name or a list of them."""

    node_id: Word | None = Field(None, alias="@id")
    type: Word | list[Word] | None = Field(None, alias="@type")
    name: Word | None = None
    description: str | None = None
    data_type: Word | list[Word] | None = None
    source: Any = None
    sub_field: Any = None
    references: Any = None
    repeated: Any = None


class RecordSet(Wire):
    """A table of the dataset."""

    node_id: Word | None = Field(None, alias="@id")
    type: Word | list[Word] | None = Field(None, alias="@type")
    name: Word | None = None
    description: str | None = None
    key: Any = None
    data_type: Word | list[Word] | None = None
    field: Several[RecordField] | None = None


class Distribution(Wire):
    """A file, or a set of files by their pattern (`includes`)."""

    node_id: Word | None = Field(None, alias="@id")
    type: Word | list[Word] | None = Field(None, alias="@type")
    name: Word | None = None
    description: str | None = None
    content_url: Word | None = None
    encoding_format: Word | None = None
    sha256: Word | None = None
    contained_in: Any = None
    includes: Any = None


class Croissant(Wire):
    """The metadata of a dataset; `license` may be missing, `alternate_name` be a list."""

    context: Any = Field(None, alias="@context")
    type: Word | list[Word] | None = Field(None, alias="@type")
    name: Word | None = None
    description: str | None = None
    conforms_to: Any = None
    license: Any = None
    url: Word | None = None
    keywords: Any = None
    creator: Any = None
    alternate_name: Any = None
    distribution: Several[Distribution] | None = None
    record_set: Several[RecordSet] | None = None
