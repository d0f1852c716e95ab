"""The answers of the dataset viewer service: splits, columns and first rows of a dataset."""

from dataclasses import dataclass
from typing import Any, Self

from hubtui.hub.models.base import Field, Wire, count, dicts, some, text_or_empty

_MOST_COLUMNS, _MOST_ROWS = 500, 100


@dataclass(frozen=True, slots=True)
class Feature:
    """A column of a dataset: its name, and its type in words ("list of string")."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The first rows of a split: the columns, and each row with its JSON values in the order of the columns."""

    features: tuple[Feature, ...]
    rows: tuple[tuple[Any, ...], ...]

    @classmethod
    def read(cls, value: Any) -> Self:
        """Return the rows in a JSON value, the answer to /first-rows.

        Raises:
            TypeError: the value is not such an answer.
        """
        if not isinstance(value, dict) or not isinstance(value.get("features"), list):
            raise TypeError("no features")
        columns = [one for one in dicts(value["features"][:_MOST_COLUMNS]) if isinstance(one.get("name"), str)]
        rows = [one.get("row") for one in dicts(value.get("rows"))[:_MOST_ROWS]]
        return cls(
            tuple(Feature(one["name"], _type(one.get("type"))) for one in columns),
            tuple(tuple(row.get(one["name"]) for one in columns) for row in dicts(rows)),
        )


class Split(Wire):
    """A split of a config; `num_rows` is None if the service does not know it."""

    config = Field(text_or_empty)
    split = Field(text_or_empty)
    num_rows = Field(count, "num_rows")


class Splits(Wire):
    """The splits of a dataset: those of `size`, if there is such a field."""

    splits = Field(some(Split))
    size = Field(lambda value: Splits(value) if isinstance(value, dict) else None)


def _type(value: Any, depth: int = 0) -> str:
    """Return the type of a column in words: "int64", "list of string", "ClassLabel"."""
    if isinstance(value, list) and value:
        return f"list of {_type(value[0], depth + 1)}"
    if not isinstance(value, dict) or depth > 5:
        return "?"
    kind = value.get("_type")
    dtype = value.get("dtype")
    if kind == "Value" and isinstance(dtype, str):
        return dtype
    if kind in ("List", "Sequence", "LargeList"):
        return f"list of {_type(value.get('feature'), depth + 1)}"
    if isinstance(kind, str):
        return kind
    return "struct"
