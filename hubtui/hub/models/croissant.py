"""Croissant, the JSON-LD format that describes the files and tables of a dataset."""

from hubtui.hub.models.base import Field, Wire, anything, lines, some, text


class RecordField(Wire):
    """A column of a record set; `data_type` is the name of its type, or a list of names."""

    node_id = Field(text, "@id")
    name = Field(text)
    description = Field(lines)
    data_type = Field(anything)


class RecordSet(Wire):
    """A record set: a table of the dataset."""

    node_id = Field(text, "@id")
    name = Field(text)
    field = Field(some(RecordField))


class Distribution(Wire):
    """A file of the dataset, or a set of files."""

    node_id = Field(text, "@id")
    name = Field(text)
    content_url = Field(text)
    encoding_format = Field(text)


class Croissant(Wire):
    """The Croissant description of a dataset; `license`, `keywords` and others may be of any type."""

    name = Field(text)
    description = Field(lines)
    conforms_to = Field(anything)
    license = Field(anything)
    url = Field(text)
    keywords = Field(anything)
    creator = Field(anything)
    distribution = Field(some(Distribution))
    record_set = Field(some(RecordSet))
