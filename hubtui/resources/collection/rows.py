"""The items of a collection as the rows of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from hubtui.resources.collection import collection_cells

if TYPE_CHECKING:
    from hubtui.hub.drafts import Draft, Key
    from hubtui.hub.models.collection import CollectionItem
    from hubtui.text.columns import Cell, Column


def row_id(key: Key) -> str:
    """Return the id of the row of an item."""
    return f"{key[0]}:{key[1]}"


def key_of_row(text: str) -> Key:
    """Return the key of the item with this row id."""
    kind, _, name = text.partition(":")
    return kind, name


class ItemRows:
    """The items of a draft as rows.

    `details` is the data of the Hub about the items, `edited` the id of the row whose note is being edited.
    """

    def __init__(
        self, draft: Draft, details: Mapping[Key, CollectionItem], *, whole_notes: bool = False, edited: str = ""
    ) -> None:
        self._items = draft.items
        self._details = details
        self._whole_notes = whole_notes
        self._edited = edited

    def __len__(self) -> int:
        return len(self._items)

    def id_at(self, index: int) -> str:
        return row_id(self._items[index].key)

    def cells_at(self, index: int, columns: Sequence[Column]) -> Sequence[Cell]:
        item = self._items[index]
        return collection_cells.item_cells(index + 1, item, self._details.get(item.key), columns)

    def below_at(self, index: int, width: int) -> Sequence[Sequence[Cell]]:
        is_edited = self.id_at(index) == self._edited
        return collection_cells.note_lines(self._items[index].note, width, whole=self._whole_notes, is_edited=is_edited)
