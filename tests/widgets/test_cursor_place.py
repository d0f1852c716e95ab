"""Where the cursor of a list goes."""

from hubtui.widgets.cursor_place import CursorPlace, nearest_index, skip_headings


class Ids:
    """Rows that are their ids."""

    def __init__(self, *ids: str) -> None:
        self._ids = ids

    def __len__(self) -> int:
        return len(self._ids)

    def id_at(self, index: int) -> str:
        return self._ids[index]


def test_headings_are_skipped_and_a_list_without_rows_is_asked_for_none() -> None:
    headings = [True, False, True, False, True]
    assert skip_headings(0, 1, 5, headings.__getitem__) == 1
    assert skip_headings(2, -1, 5, headings.__getitem__) == 1
    assert skip_headings(4, 1, 5, headings.__getitem__) == 3
    assert skip_headings(0, 1, 1, headings.__getitem__) == 0
    assert skip_headings(0, 1, 0, [].__getitem__) == 0


def test_a_row_is_found_from_where_it_was() -> None:
    rows = Ids("a", "b", "c", "d")
    assert [nearest_index(rows, one, 2) for one in "abcde"] == [0, 1, 2, 3, 2]
    assert nearest_index(Ids(), "a", 0) == 0


def test_the_cursor_waits_for_a_row_until_it_is_put_on_another() -> None:
    place = CursorPlace()
    assert place.to_restore("a", 4) == ("", 0)
    place.await_row("c", 3)
    assert place.awaited_index(Ids("a", "b"), None) is None
    assert place.to_restore("a", 4) == ("c", 3)
    assert place.awaited_index(Ids("a", "b", "c"), None) == 2
    assert place.awaited_index(Ids("a", "b", "c"), {"c": 7}.get) == 7
    place.choose()
    assert (place.awaited, place.line, place.to_restore("a", 4)) == ("", None, ("a", 4))
    place.forget()
    assert place.to_restore("a", 4) == ("", 0)
