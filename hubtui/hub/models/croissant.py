"""Croissant, the JSON-LD format that describes the files and tables of a dataset."""

from typing import Any

from pydantic import Field

from hubtui.hub.models.base import Several, Text, Wire


class RecordField(Wire):
    """A column of a record set; `data_type` is the name of its type, or a list of names."""

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
    """A record set: a table of the dataset."""

    node_id: str | None = Field(None, alias="@id")
    type: str | list[str] | None = Field(None, alias="@type")
    name: str | None = None
    description: Text | None = None
    key: Any = None
    data_type: str | list[str] | None = None
    field: Several[RecordField] | None = None


class Distribution(Wire):
    """A file of the dataset, or a set of files whose paths match the pattern `includes`."""

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
    """The Croissant description of a dataset; `license` may be missing, and `alternate_name` may be a list."""

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
