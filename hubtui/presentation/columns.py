"""Choose the columns of a listing that fit into a width."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from hubtui.hub.kinds import KINDS
from hubtui.hub.sorts import known_sort
from hubtui.presentation.column_table import COLUMNS, STATE, chosen_columns, column_keys, fields_for
from hubtui.presentation.values import utc_now
from hubtui.text.columns import GAP, Column
from hubtui.text.width import cell_width

if TYPE_CHECKING:
    from hubtui.config.settings import Settings
    from hubtui.hub.query import ListingQuery
    from hubtui.presentation.choice import Choice

# If the id would get narrower than this, other columns are removed one by one.
ID_WIDTH = 30
# Other columns are not removed to give an id more than this.
MAX_ID_WIDTH = 60
# If only a number and the state are left beside the id, the id may be as narrow as this to keep the state.
SHORT_ID_WIDTH = 24


@dataclass(frozen=True, slots=True)
class RowShape:
    """What the layout needs to know of the rows: the width of their ids, and which columns are empty.

    `longest_id` is in terminal cells and ignores the longest few of a hundred ids: no column is removed for a single
    id. Before there are rows nothing is known (UNKNOWN_SHAPE), and every column is shown.
    """

    longest_id: int = 0
    empty: frozenset[str] = frozenset()


UNKNOWN_SHAPE = RowShape()


@dataclass(frozen=True, slots=True)
class _Room:
    """The title of the column of ids, and the order in which default columns are removed if there is little room."""

    title: str
    leave: tuple[str, ...]
    leave_last: tuple[str, ...]


_ROOM = {
    "model": _Room("Model", ("task", "updated", "likes", "downloads"), ("fits", "params", "state")),
    "dataset": _Room("Dataset", ("tasks", "updated", "likes", "downloads"), ("size", "state")),
    "space": _Room("Space", ("title", "hardware", "updated", "sdk", "likes"), ("stage", "state")),
}

_TEXT_COLUMNS = frozenset(("task", "tasks", "title"))
# These are never narrowed: a cut word would be misread.
_WHOLE = frozenset(("state", "fits", "stage"))
_FIRST_ROWS, _MAX_ROWS = 100, 1000
_USUAL_PERCENT = 95
_MIN_TEXT_WIDTH = 9


def columns_for(
    repo_type: str,
    width: int,
    sort: str,
    chosen: Sequence[str] = (),
    shape: RowShape = UNKNOWN_SHAPE,
    with_fits: bool = False,
    sorted_by: str = "",
) -> list[Column]:
    """Return the columns for `width` terminal cells (without the cursor's gutter); the id takes the rest.

    `sort` is the Hub's name of the order; the column it sorts by is always shown. So is `sorted_by`, the column by
    which the loaded rows are sorted instead. `chosen` are the keys of the columns that the user chose, in that order
    (empty: the default); their texts are narrowed before columns are removed. Default columns that are empty according
    to `shape` are left out, and columns of text are removed before an id has to be cut. The column "fits" is shown only
    `with_fits`.
    """
    sorted_by = sorted_by or known_sort(sort).column
    if not chosen_columns(repo_type, chosen):
        chosen = ()
    columns = [STATE, *(one.column for one in chosen_columns(repo_type, chosen, with_fits))]
    if not chosen and sort == "createdAt":
        created = _column(repo_type, "created")
        columns = [created if column.key == "updated" else column for column in columns]
    if sorted_by in column_keys(repo_type) and all(column.key != sorted_by for column in columns):
        columns.append(_column(repo_type, sorted_by))
    if chosen:
        columns = _narrowed(columns, width)
    else:
        columns = [column for column in columns if column.key not in shape.empty or column.key == sorted_by]
        columns = _with_room_for(min(shape.longest_id, MAX_ID_WIDTH), columns, width)
    columns = _left_at(width, columns, sorted_by, *_leaving(repo_type, columns, bool(chosen)))
    # If there is no column for the state, the id is drawn in the colour of the state.
    has_state = any(column.key == "state" for column in columns)
    title = _ROOM[repo_type].title
    columns = [replace(one, title_role="sorted") if one.key == sorted_by else one for one in columns]
    return [Column("id" if has_state else "id_and_state", title, 0, is_name=True), *columns]


def _column(repo_type: str, key: str) -> Column:
    return next(one.column for one in COLUMNS[repo_type] if one.key == key)


def _leaving(repo_type: str, columns: list[Column], is_chosen: bool) -> tuple[Sequence[str], Sequence[str]]:
    """Return the keys in the order in which columns are removed: before the id gets short, and after that."""
    if is_chosen:
        _state, first, *others = (column.key for column in columns)
        return (), (*others[::-1], first, "state")
    room = _ROOM[repo_type]
    return room.leave, room.leave_last


def _left_at(
    width: int, columns: list[Column], sorted_by: str, leave: Sequence[str], leave_last: Sequence[str]
) -> list[Column]:
    for leaving, enough in ((leave, ID_WIDTH), (leave_last, SHORT_ID_WIDTH)):
        for key in leaving:
            if width - _taken(columns) >= enough:
                break
            removed = {key} | ({"created"} if key == "updated" else set())
            columns = [column for column in columns if column.key == sorted_by or column.key not in removed]
    return columns


def _with_room_for(id_width: int, columns: list[Column], width: int) -> list[Column]:
    """Narrow or remove columns of text so that ids of `id_width` fit, and return the columns."""
    for key in [column.key for column in columns if column.key in _TEXT_COLUMNS]:
        lacking = id_width - (width - _taken(columns))
        if lacking <= 0:
            break
        (column,) = (column for column in columns if column.key == key)
        narrow = replace(column, width=column.width - lacking)
        replacement = [narrow] if narrow.width >= _MIN_TEXT_WIDTH else []
        columns = [one for other in columns for one in (replacement if other is column else [other])]
    return columns


def _narrowed(columns: list[Column], width: int) -> list[Column]:
    """Narrow columns of text from the right until the id has enough room, and return the columns."""
    narrowed = list(columns)
    for place, column in reversed(list(enumerate(columns))):
        lacking = ID_WIDTH - (width - _taken(narrowed))
        spare = column.width - _MIN_TEXT_WIDTH
        if lacking > 0 and spare > 0 and not column.right and column.key not in _WHOLE:
            narrowed[place] = replace(column, width=column.width - min(lacking, spare))
    return narrowed


def shape_of_rows(repo_type: str, rows: Sequence[Any], known: RowShape = UNKNOWN_SHAPE) -> RowShape:
    """Return the shape of the first rows of a listing; `known` is the shape of the rows so far.

    The longest id stays that of the first page: a later page must not move the columns of rows in view. A column that
    was empty is shown again with the first row that has a value for it.
    """
    from hubtui.presentation.rows import cells

    if not rows:
        return known
    now, is_first = utc_now(), known is UNKNOWN_SHAPE
    default = [STATE, *(one.column for one in chosen_columns(repo_type, ()))]
    empty = [column for column in default if is_first or column.key in known.empty]
    for row in islice(rows, _MAX_ROWS):
        if not empty:
            break
        texts = zip(empty, cells(row, empty, now), strict=True)
        empty = [column for column, cell in texts if not cell.text.strip(" –")]
    longest = _usual_width([row.id for row in islice(rows, _FIRST_ROWS)]) if is_first else known.longest_id
    return RowShape(longest, frozenset(column.key for column in empty))


def _usual_width(ids: Sequence[str]) -> int:
    """Return the width that is enough for all but a few of these ids."""
    widths = sorted(map(cell_width, ids))
    return widths[(len(widths) - 1) * _USUAL_PERCENT // 100]


def unknown_columns(columns: Mapping[str, Sequence[str]], where: Callable[[str], str]) -> list[str]:
    """Return an error line for each setting of columns that names an unknown listing or column.

    `columns` are the names of columns by the tab of the listing. `where` returns the place of a tab's setting.
    """
    problems = []
    for tab, names in columns.items():
        repo_type = tab.removesuffix("s")
        if repo_type not in COLUMNS or not tab.endswith("s"):
            problems.append(f"{where(tab)}: there is no such listing: {', '.join(f'{kind}s' for kind in COLUMNS)}")
            continue
        known = column_keys(repo_type)
        unknown = [name for name in names if name not in known]
        if unknown:
            problems.append(f"{where(tab)} has no {', '.join(unknown)}: {', '.join(known)}")
    return problems


def hub_queries(choice: Choice, settings: Settings) -> list[ListingQuery]:
    """Return the Hub's queries of a listing, requesting only the fields that its columns need.

    Raises:
        ValueError: There are too many queries to merge, or they cannot be merged in this order.
    """
    chosen = settings.columns.get(KINDS[choice.repo_type].path, ())
    fields = dict.fromkeys((*choice.fields, *fields_for(choice.repo_type, chosen)))
    return choice.queries(tuple(fields), choice.rows_per_request(settings.page_size))


def _taken(columns: list[Column]) -> int:
    return sum(column.width + GAP for column in columns)
