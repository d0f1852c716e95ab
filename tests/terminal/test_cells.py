"""Text becomes cells: as many as Textual counts columns, each harmless."""

import pytest
from rich.cells import cell_len

from hubtui.terminal.cells import Cell, Grid, append_cells, sgr_style


def cells_of(text: str, sgr: str = "") -> list[Cell]:
    cells: list[Cell] = []
    append_cells(cells, text, sgr_style(sgr))
    return cells


@pytest.mark.parametrize(
    "text", ["words", "日本語", "e\u0301a", "👨\u200d👩\u200d👧!", "❤\ufe0f", "🇫🇷🇩🇪", "a한b", "☆", "👍🏽"]
)
def test_a_text_has_as_many_cells_as_textual_counts(text: str) -> None:
    cells = cells_of(text)
    assert len(cells) == cell_len(text)
    assert "".join(cell.text for cell in cells) == text


def test_equal_cells_are_the_same() -> None:
    assert all(one is other for one, other in zip(cells_of("aé語 "), cells_of("aé語 "), strict=True))


def test_blanks_have_no_foreground() -> None:
    (red,) = cells_of(" ", "31;44")
    (green,) = cells_of(" ", "1;32;44")
    assert red is green
    assert red.blank


def test_an_underlined_blank_keeps_its_style() -> None:
    (plain,) = cells_of(" ", "31")
    (lined,) = cells_of(" ", "4;31")
    assert lined is not plain
    assert not lined.blank


def test_colours_are_written_by_number_if_they_have_one() -> None:
    assert sgr_style("38;2;208;208;208;48;2;18;18;18") is sgr_style("38;5;252;48;5;233")
    assert sgr_style("38;2;0;0;95").foreground == "38;2;0;0;95"  # some terminals' themes redefine number 17


def test_the_default_colours_are_left_out() -> None:
    assert sgr_style("39;49") is sgr_style()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "https://a\x1b\\b", "https://a b", "http://é"]
)
def test_a_link_that_is_not_plain_http_is_left_out(url: str) -> None:
    assert sgr_style("31", url) is sgr_style("31")


def test_a_link_of_https_is_kept() -> None:
    assert sgr_style("31", "https://example.org/a?b=c#d").link == "https://example.org/a?b=c#d"


def test_marks_at_the_start_of_a_text_join_the_cell_before() -> None:
    cells = cells_of("e")
    append_cells(cells, "\u0301a", sgr_style())
    assert [cell.text for cell in cells] == ["e\u0301", "a"]


def test_drawing_is_cut_at_the_edges() -> None:
    grid = Grid(4, 2)
    grid.draw(2, 0, cells_of("abcdef"))
    grid.draw(-1, 1, cells_of("xyz"))
    grid.draw(0, 7, cells_of("nowhere"))
    assert ["".join(cell.text for cell in row) for row in grid.rows] == ["  ab", "yz  "]


@pytest.mark.parametrize(("x", "shown"), [(0, "x 本 "), (1, " x本 "), (2, "日x  "), (3, "日 x ")])
def test_half_of_a_wide_cell_becomes_a_blank(x: int, shown: str) -> None:
    grid = Grid(5, 1)
    grid.draw(0, 0, cells_of("日本"))
    grid.draw(x, 0, cells_of("x"))
    assert "".join(cell.text for cell in grid.rows[0]) == shown


def test_a_wide_cell_does_not_cross_the_edge() -> None:
    grid = Grid(3, 1)
    grid.draw(2, 0, cells_of("日"))
    assert "".join(cell.text for cell in grid.rows[0]) == "   "
