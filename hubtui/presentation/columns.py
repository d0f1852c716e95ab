"""Which columns a listing has at which width."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hubtui.hub.sorts import known_sort
from hubtui.text.columns import GAP, Column

# Below this the id pays for the other columns, and they leave one by one.
ID_WIDTH = 30
# With nothing but a figure and the state left, a shorter id is better than no state.
SHORT_ID_WIDTH = 24

_STATE = Column("state", "", 8)
_DOWNLOADS = Column("downloads", "Downl.", 7, right=True)
_LIKES = Column("likes", "Likes", 6, right=True)
_UPDATED = Column("updated", "Updated", 8, right=True)
_CREATED = Column("created", "Created", 8, right=True)


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
            _DOWNLOADS,
            _LIKES,
            _UPDATED,
        ),
        leave=("task", "updated", "likes", "downloads"),
        leave_last=("params", "state"),
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


def columns_for(repo_type: str, width: int, sort: str, chosen: Sequence[str] = ()) -> list[Column]:
    """The columns for `width` terminal cells, without the cursor's gutter; the id takes what the others leave.

    `sort` is the wire's name; the figure that it sorts by stays at every width. `chosen` are the keys of those that the
    user wants, in that order; none for all.
    """
    table = _TABLES[repo_type]
    sorted_by = known_sort(sort).column
    columns = [_CREATED if column is _UPDATED and sort == "createdAt" else column for column in table.columns]
    if chosen:
        known = {column.key: column for column in (*columns, _UPDATED, _CREATED)}
        keys = dict.fromkeys(("state", *chosen, *([sorted_by] if sorted_by in known else [])))
        columns = [known[key] for key in keys if key in known]
    for leaving, enough in ((table.leave, ID_WIDTH), (table.leave_last, SHORT_ID_WIDTH)):
        for key in leaving:
            if width - _taken(columns) >= enough:
                break
            gone = {key} | ({"created"} if key == "updated" else set())
            columns = [column for column in columns if column.key == sorted_by or column.key not in gone]
    # Where the state has no column of its own, the id is drawn in its role.
    has_state = any(column.key == "state" for column in columns)
    return [Column("id" if has_state else "id_and_state", table.title, 0), *columns]


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
