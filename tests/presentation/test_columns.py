"""A listing has the columns that its width allows, and leaves them in the order that was promised."""

import pytest

from hubtui.hub.models.rows import ModelRow
from hubtui.presentation.columns import SHORT_ID_WIDTH, UNKNOWN_SHAPE, RowShape, columns_for, shape_of_rows
from hubtui.text.columns import GAP

KINDS = ("model", "dataset", "space")
SORTS = ("trendingScore", "downloads", "likes", "lastModified", "createdAt", "author")


def keys(*args) -> list[str]:
    return [column.key for column in columns_for(*args)]


def room_for_id(columns, width: int) -> int:
    assert [column.width for column in columns].count(0) == 1
    return width - sum(column.width + GAP for column in columns[1:])


def test_a_wide_list_has_all_columns_as_drawn() -> None:
    assert keys("model", 90, "trendingScore") == ["id", "state", "task", "params", "downloads", "likes", "updated"]
    assert keys("dataset", 92, "trendingScore") == ["id", "state", "tasks", "size", "downloads", "likes", "updated"]
    assert keys("space", 130, "trendingScore") == [
        "id",
        "state",
        "title",
        "sdk",
        "stage",
        "hardware",
        "likes",
        "updated",
    ]


def test_how_models_fit_is_a_column_where_it_is_wanted() -> None:
    wide = columns_for("model", 130, "trendingScore", with_fits=True)
    assert [column.key for column in wide][:6] == ["id", "state", "task", "params", "fits", "downloads"]
    narrow = columns_for("model", 76, "trendingScore", with_fits=True)
    assert [column.title for column in narrow] == ["Model", "", "Params", "Fits", "Downl."]
    assert "fits" in keys("model", 76, "trendingScore", ["fits"])
    assert "fits" not in keys("model", 130, "trendingScore")


def test_eighty_columns_look_as_drawn() -> None:
    shown = columns_for("model", 76, "trendingScore")
    assert [column.title for column in shown] == ["Model", "", "Params", "Downl.", "Likes", "Updated"]


def test_columns_leave_in_order() -> None:
    gone: list[str] = []
    known = keys("model", 200, "trendingScore")
    for width in range(200, 35, -1):
        left = keys("model", width, "trendingScore")
        gone += [key for key in known if key not in left]
        known = left
    assert gone == ["task", "updated", "likes", "downloads", "params"]


@pytest.mark.parametrize("repo_type", KINDS)
@pytest.mark.parametrize("sort", SORTS)
def test_the_id_keeps_its_room_and_the_sorted_figure_stays(repo_type: str, sort: str) -> None:
    figure = {"downloads": "downloads", "likes": "likes", "lastModified": "updated", "createdAt": "created"}.get(sort)
    for width in range(36, 201):
        columns = columns_for(repo_type, width, sort)
        assert room_for_id(columns, width) >= SHORT_ID_WIDTH, f"{width} cells"
        if figure and (figure, repo_type) != ("downloads", "space"):
            assert figure in [column.key for column in columns], f"{width} cells"


def test_the_sort_by_creation_shows_when() -> None:
    assert "created" in keys("space", 130, "createdAt")
    assert "updated" not in keys("space", 130, "createdAt")


def test_a_wider_list_never_has_less() -> None:
    for repo_type in KINDS:
        for sort in SORTS:
            counts = [len(columns_for(repo_type, width, sort)) for width in range(20, 160)]
            assert counts == sorted(counts)


def test_figures_stand_to_the_right() -> None:
    right = {column.key for column in columns_for("model", 120, "likes") if column.right}
    assert right == {"params", "downloads", "likes", "updated"}


def test_a_column_of_text_goes_before_a_long_id_is_cut() -> None:
    middle = columns_for("model", 100, "trendingScore", (), RowShape(longest_id=44))
    assert 9 <= next(column.width for column in middle if column.key == "task") < 18
    short = keys("model", 100, "trendingScore", (), RowShape(longest_id=20))
    long = keys("model", 100, "trendingScore", (), RowShape(longest_id=56))
    assert "task" in short
    assert "task" not in long
    assert {"params", "downloads", "likes", "updated"} <= set(long)


def test_columns_that_no_row_has_text_for_are_not_shown_unless_the_user_chose_them() -> None:
    shape = RowShape(longest_id=20, empty=frozenset(("state", "task")))
    assert keys("model", 120, "likes", (), shape)[:2] == ["id_and_state", "params"]
    assert "task" in keys("model", 120, "likes", ("task",), shape)
    assert "params" in keys("model", 120, "num_parameters", (), RowShape(20, frozenset(("params",))))


def test_the_shape_is_that_of_the_first_rows_and_a_column_comes_back_with_its_first_text() -> None:
    plain = ModelRow("ada/bert", downloads=1, likes=2)
    shape = shape_of_rows("model", [plain])
    assert shape.longest_id == 8
    assert {"state", "task"} <= shape.empty
    gated = ModelRow("ada/a-much-longer-name", gated="auto")
    later = shape_of_rows("model", [plain, gated], shape)
    assert "state" not in later.empty
    assert "task" in later.empty
    assert later.longest_id == 8
    assert shape_of_rows("model", []) == UNKNOWN_SHAPE
