"""Croissant: what a dataset is made of, as JSON-LD."""

from typing import Any

from pydantic import Field

from hubtui.hub.models.base import Several, Text, Wire


class RecordField(Wire):
    """A column of a record set; `data_type` is a name or a list of them."""

    node_id: str | None = Field(None, alias="@id")
    type: str | list[str] | None = Field(None, alias="@type")
    name: str | None = None
    description: Text | None = None
    data_type: str | list[str] | None = None
    source: Any = None
    sub_field: Any = None
    references: Any = None
    repeated: Any = None


class RecordSet(Wire):
    """A table of the dataset."""

    node_id: str | None = Field(None, alias="@id")
    type: str | list[str] | None = Field(None, alias="@type")
    name: str | None = None
    description: Text | None = None
    key: Any = None
    data_type: str | list[str] | None = None
    field: Several[RecordField] | None = None


class Distribution(Wire):
    """A file, or a set of files by their pattern (`includes`)."""

    node_id: str | None = Field(None, alias="@id")
    type: str | list[str] | None = Field(None, alias="@type")
    name: str | None = None
    description: Text | None = None
    content_url: str | None = None
    encoding_format: str | None = None
    sha256: str | None = None
    contained_in: Any = None
    includes: Any = None


class Croissant(Wire):
    """The metadata of a dataset; `license` may be missing, `alternate_name` be a list."""

    context: Any = Field(None, alias="@context")
    type: str | list[str] | None = Field(None, alias="@type")
    name: str | None = None
    description: Text | None = None
    conforms_to: Any = None
    license: Any = None
    url: str | None = None
    keywords: Any = None
    creator: Any = None
    alternate_name: Any = None
    distribution: Several[Distribution] | None = None
    record_set: Several[RecordSet] | None = None
