"""Which columns a listing has at which width."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from hubtui.hub.sorts import known_sort
from hubtui.text.columns import GAP, Column
from hubtui.text.width import cell_width

# Below this the id pays for the other columns, and they leave one by one.
ID_WIDTH = 30
# No id that is longer than this gets more room at the cost of other columns.
MOST_ID_WIDTH = 60
# With nothing but a figure and the state left, a shorter id is better than no state.
SHORT_ID_WIDTH = 24

_STATE = Column("state", "", 8)
_DOWNLOADS = Column("downloads", "Downl.", 7, right=True)
_LIKES = Column("likes", "Likes", 6, right=True)
_UPDATED = Column("updated", "Updated", 8, right=True)
_FITS = Column("fits", "Fits", 15)
_CREATED = Column("created", "Created", 8, right=True)


@dataclass(frozen=True, slots=True)
class RowShape:
    """What the rows of a listing need: the width of their ids in terminal cells, and the columns without text.

    `longest_id` leaves out the few longest of a hundred: a column must not go for one id.

    Without rows nothing is known, and every column is shown.
    """

    longest_id: int = 0
    empty: frozenset[str] = frozenset()


UNKNOWN_SHAPE = RowShape()


@dataclass(frozen=True, slots=True)
class _Table:
    """The columns of a kind from left to right, and the order in which they leave when it gets narrow."""

    title: str
    columns: tuple[Column, ...]
    leave: tuple[str, ...]
    leave_last: tuple[str, ...]


_TABLES = {
    "model": _Table(
        "Model",
        (
            _STATE,
            Column("task", "Task", 18),
            Column("params", "Params", 7, right=True),
            _FITS,
            _DOWNLOADS,
            _LIKES,
            _UPDATED,
        ),
        leave=("task", "updated", "likes", "downloads"),
        leave_last=("fits", "params", "state"),
    ),
    "dataset": _Table(
        "Dataset",
        (
            _STATE,
            Column("tasks", "Task", 18),
            Column("size", "Size", 8, right=True),
            _DOWNLOADS,
            _LIKES,
            _UPDATED,
        ),
        leave=("tasks", "updated", "likes", "downloads"),
        leave_last=("size", "state"),
    ),
    "space": _Table(
        "Space",
        (
            _STATE,
            Column("title", "Title", 26),
            Column("sdk", "SDK", 9),
            Column("stage", "Stage", 13),
            Column("hardware", "Hardware", 11),
            _LIKES,
            _UPDATED,
        ),
        leave=("title", "hardware", "updated", "sdk", "likes"),
        leave_last=("stage", "state"),
    ),
}

_TEXT_COLUMNS = frozenset(("task", "tasks", "title"))
_FIRST_ROWS, _MOST_ROWS = 100, 1000
_USUAL_PERCENT = 95
_LEAST_TEXT_WIDTH = 9


def columns_for(
    repo_type: str,
    width: int,
    sort: str,
    chosen: Sequence[str] = (),
    shape: RowShape = UNKNOWN_SHAPE,
    with_fits: bool = False,
) -> list[Column]:
    """Return the columns for `width` terminal cells, the cursor's gutter left out; the id takes what the others leave.

    `sort` is the Hub's name of the order; the figure that it sorts by stays at every width. `chosen` are the keys of
    the columns that the user wants, in that order (none: all). Of all columns those go that are empty in the rows of
    `shape`, and columns of text go before an id has to be cut. Of models there is `with_fits` a column for how they fit
    into the memory; without it only if it is `chosen`.
    """
    table = _TABLES[repo_type]
    sorted_by = known_sort(sort).column
    columns = [_CREATED if column is _UPDATED and sort == "createdAt" else column for column in table.columns]
    if chosen:
        known = {column.key: column for column in (*columns, _UPDATED, _CREATED)}
        keys = dict.fromkeys(("state", *chosen, *([sorted_by] if sorted_by in known else [])))
        columns = [known[key] for key in keys if key in known]
    else:
        columns = [column for column in columns if column is not _FITS or with_fits]
        columns = [column for column in columns if column.key not in shape.empty or column.key == sorted_by]
        columns = _with_room_for(min(shape.longest_id, MOST_ID_WIDTH), columns, width)
    for leaving, enough in ((table.leave, ID_WIDTH), (table.leave_last, SHORT_ID_WIDTH)):
        for key in leaving:
            if width - _taken(columns) >= enough:
                break
            gone = {key} | ({"created"} if key == "updated" else set())
            columns = [column for column in columns if column.key == sorted_by or column.key not in gone]
    # Where the state has no column of its own, the id is drawn in its role.
    has_state = any(column.key == "state" for column in columns)
    return [Column("id" if has_state else "id_and_state", table.title, 0, is_name=True), *columns]


def _with_room_for(id_width: int, columns: list[Column], width: int) -> list[Column]:
    """Return the columns with those of text made narrower, or left out, so that ids of this width fit."""
    for key in [column.key for column in columns if column.key in _TEXT_COLUMNS]:
        lacking = id_width - (width - _taken(columns))
        if lacking <= 0:
            break
        (column,) = (column for column in columns if column.key == key)
        narrow = replace(column, width=column.width - lacking)
        kept = [narrow] if narrow.width >= _LEAST_TEXT_WIDTH else []
        columns = [one for other in columns for one in (kept if other is column else [other])]
    return columns


def shape_of(repo_type: str, rows: Sequence[Any], known: RowShape = UNKNOWN_SHAPE) -> RowShape:
    """Return the shape of the first rows of a listing; `known` is the shape of those that were there before.

    The longest id is that of the first page: a later page must not move the columns of the rows in view. A column that
    was empty comes back with the first row that has something for it.
    """
    from hubtui.presentation.rows import cells
    from hubtui.presentation.values import utc_now

    if not rows:
        return known
    now, is_first = utc_now(), known is UNKNOWN_SHAPE
    empty = [column for column in _TABLES[repo_type].columns if is_first or column.key in known.empty]
    for row in islice(rows, _MOST_ROWS):
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
    """A line for each setting of columns (by the listing's tab) that names what there is not."""
    problems = []
    for tab, names in columns.items():
        table = _TABLES.get(tab.removesuffix("s"))
        if table is None or not tab.endswith("s"):
            problems.append(f"{where(tab)}: there is no such listing: {', '.join(f'{kind}s' for kind in _TABLES)}")
            continue
        known = [column.key for column in table.columns if column is not _STATE] + ["created"]
        unknown = [name for name in names if name not in known]
        if unknown:
            problems.append(f"{where(tab)} has no {', '.join(unknown)}: {', '.join(known)}")
    return problems


def _taken(columns: list[Column]) -> int:
    return sum(column.width + GAP for column in columns)
