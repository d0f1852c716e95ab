"""The answers of the dataset viewer service: splits, columns and first rows of a dataset."""

from dataclasses import dataclass
from typing import Any

from pydantic import Field

from hubtui.hub.models.base import Several, Wire

_MOST_COLUMNS, _MOST_ROWS, _LONGEST_CELL = 500, 100, 4000


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


class Split(Wire):
    """A split of a config; `num_rows` is None if the service does not know it."""

    config: str = ""
    split: str = ""
    num_rows: Any = Field(None, alias="num_rows")


class Splits(Wire):
    """The splits of a dataset."""

    splits: Several[Split] | None = None


def first_rows_of(value: Any) -> FirstRows:
    """Return the rows in a JSON value, the answer to /first-rows.

    Raises:
        TypeError: the value is not such an answer.
    """
    if not isinstance(value, dict) or not isinstance(value.get("features"), list):
        raise TypeError("no features")
    sent = [one for one in value["features"][:_MOST_COLUMNS] if isinstance(one, dict)]
    names = [one["name"] for one in sent if isinstance(one.get("name"), str)]
    features = tuple(Feature(name, _type(one.get("type"))) for name, one in zip(names, sent, strict=False))
    found = value.get("rows")
    rows = [one.get("row") for one in found[:_MOST_ROWS] if isinstance(one, dict)] if isinstance(found, list) else []
    return FirstRows(features, tuple(tuple(row.get(name) for name in names) for row in rows if isinstance(row, dict)))


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
