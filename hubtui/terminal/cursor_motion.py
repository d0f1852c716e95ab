"""Encode cursor motions in the fewest bytes. Columns and rows count from 0; None is unknown.

A line feed keeps the column, because the driver turns off the output processing of the terminal.
"""

from functools import lru_cache

_FEW = 4


@lru_cache(maxsize=4096)
def move(x: int | None, y: int | None, to_x: int, to_y: int) -> str:
    """Return the shortest bytes that move the cursor from (x, y) to (to_x, to_y)."""
    if (x, y) == (to_x, to_y):
        return ""
    ways = [_absolute(to_x, to_y)]
    if y is not None:
        down = _vertical(to_y - y)
        ways.append(down + "\r" + _right(to_x))
        ways.append(down + f"\x1b[{to_x + 1}G")
        if x is not None:
            ways.append(down + (_right(to_x - x) if to_x >= x else _left(x - to_x)))
    return min(ways, key=len)


def _absolute(x: int, y: int) -> str:
    if x == 0:
        return f"\x1b[{y + 1}H" if y else "\x1b[H"
    return f"\x1b[{y + 1};{x + 1}H"


def _vertical(rows: int) -> str:
    if rows > 0:
        return "\n" * rows if rows <= _FEW else f"\x1b[{rows}B"
    return "" if rows == 0 else f"\x1b[{_count(-rows)}A"


def _right(columns: int) -> str:
    return f"\x1b[{_count(columns)}C" if columns else ""


def _left(columns: int) -> str:
    return "\b" * columns if columns <= _FEW else f"\x1b[{columns}D"


def _count(number: int) -> str:
    return "" if number == 1 else str(number)
