"""The tags that repos can be filtered by, grouped by type."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: repos have its `id`, the screen shows its `label`; `more` has all other fields."""

    id: str
    label: str = ""
    type: str = ""
    more: dict[str, Any] | None = None

    def wire(self) -> dict[str, Any]:
        """Return the JSON object as the Hub sent it."""
        known = {"id": self.id, "label": self.label, "type": self.type}
        return {name: value for name, value in known.items() if value} | (self.more or {})


def tags_of(value: Any) -> dict[str, list[Tag]]:
    """Return the tags of each type in a JSON value, without tags that have no id.

    Raises:
        TypeError: the value is not an object.
    """
    if not isinstance(value, dict):
        raise TypeError("no object")
    return {
        group: [_tag(item) for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)]
        for group, items in value.items()
        if isinstance(items, list)
    }


def _tag(item: dict[str, Any]) -> Tag:
    known = {name: item[name] for name in ("id", "label", "type") if isinstance(item.get(name), str)}
    return Tag(**known, more={name: value for name, value in item.items() if name not in known} or None)
