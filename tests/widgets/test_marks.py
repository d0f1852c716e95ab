"""Marks are kept by id, and a range is marked at its end only."""

from hubtui.widgets.marks import Marks


def test_a_second_toggle_takes_the_mark_away() -> None:
    marks = Marks()
    marks.toggle("a/b")
    assert marks.has(0, "a/b", cursor=3)
    marks.toggle("a/b")
    assert not marks.has(0, "a/b", cursor=3)


def test_a_range_shows_before_it_is_marked_and_marks_both_ends() -> None:
    marks = Marks()
    marks.toggle_range(5, str)
    assert [marks.has(index, str(index), cursor=3) for index in range(2, 7)] == [False, True, True, True, False]
    assert not marks.ids
    marks.toggle_range(3, str)
    assert list(marks.ids) == ["3", "4", "5"]


def test_leaving_takes_the_range_first_and_the_marks_next() -> None:
    marks = Marks()
    marks.toggle("x")
    marks.toggle_range(1, str)
    assert marks.clear()
    assert list(marks.ids) == ["x"]
    assert marks.clear()
    assert not marks.ids
    assert not marks.clear()
