"""What the filter bar says where there is little room."""

from hubtui.presentation.filter_line import SEARCH, Chip, FilterLine
from hubtui.text.width import cell_width

CHIP = Chip("fits:now", "fits")
COUNT = "500 looked at, 361 fit, 61 unknown hidden"


def text(line: FilterLine, width: int) -> str:
    return "".join(cell.text for _, cells in line.parts(SEARCH, width) for cell in cells)


def test_with_room_it_tells_how_to_search_and_to_filter() -> None:
    assert text(FilterLine("", (CHIP,), "trending ↓", "12"), 80) == " / search   fits ×   + filter"


def test_without_room_hints_leave_and_no_filter_is_cut() -> None:
    line = FilterLine("", (CHIP,), "trending ↓", COUNT)
    right = "".join(cell.text for cell in line.right())
    assert text(line, 83) == " / search  fits ×  + filter"
    assert text(line, 76) == " / search  fits ×  "
    assert text(line, 70) == " /   fits ×  "
    for width in (83, 76, 70):
        assert cell_width(text(line, width) + right) < width
    assert text(FilterLine("qwen", (CHIP,), "trending ↓", COUNT), 70).startswith(" / qwen  fits ×")


def test_what_was_searched_for_is_never_a_hint() -> None:
    assert "search" not in text(FilterLine("qwen"), 80)
