"""Format numbers, sizes and times for narrow columns, the same in every locale."""

from datetime import UTC, datetime

_THOUSANDS = ("", "k", "M", "B", "T")
_BYTES = (" B", " kB", " MB", " GB", " TB", " PB")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def short_number(number: float) -> str:
    """Return a number in at most five cells: "812", "1.2k", "98k", "4.1M"; negative numbers are 0."""
    return _scaled(number, _THOUSANDS)


def short_bytes(number: float) -> str:
    """Return a size in decimal units, at most eight cells: "728 B", "16.7 kB", "16.4 GB"."""
    return _scaled(number, _BYTES)


def counted(number: int, noun: str) -> str:
    """Return a number with a noun in the singular or plural: "1 file", "2,000 files"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def short_count(number: int, noun: str) -> str:
    """Return a short number with a noun in the singular or plural: "1 like", "1.2k likes"."""
    return f"{short_number(number)} {noun}{'' if number == 1 else 's'}"


def relative_time(then: datetime, now: datetime) -> str:
    """Return how long ago `then` was, at most six cells: "now", "4 min", "5 h", "3 d", "2 mo", "1 y".

    A time in the future is "now".
    """
    seconds = int((_aware(now) - _aware(then)).total_seconds())
    if seconds < _MINUTE:
        return "now"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min"
    if seconds < _DAY:
        return f"{seconds // _HOUR} h"
    days = seconds // _DAY
    if days <= 30:
        return f"{days} d"
    if days < 365:
        return f"{min(11, int(days / 30.4))} mo"
    return f"{max(1, int(days / 365.25))} y"


def duration(seconds: int) -> str:
    """Return a number of seconds in words: "48 hours", "5 minutes", or "never" if it is negative."""
    if seconds < 0:
        return "never"
    for unit, name in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if seconds >= unit and (seconds % unit == 0 or unit == _MINUTE):
            count = seconds // unit
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{seconds} seconds"


def full_date(moment: datetime) -> str:
    """Return a day: "28 Apr 2025"."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _scaled(number: float, units: tuple[str, ...]) -> str:
    # Integers throughout: an answer may have 400 digits, which no float can hold. NaN compares as False.
    whole = int(number) if 0 < number < float("inf") else 0
    step, unit = 1, 0
    # Half of the last digit shown is added first, so that 999,950 is "1.0M" and not "1000k".
    while unit < len(units) - 1 and whole * 2 + step >= 2000 * step:
        step, unit = step * 1000, unit + 1
    if unit == 0:
        return f"{whole}{units[0]}"
    tenths = (whole * 10 + step // 2) // step
    if tenths >= 10_000:
        return f">999{units[unit]}"
    if tenths >= 1000 or (tenths >= 100 and tenths % 10 == 0):
        return f"{(whole + step // 2) // step}{units[unit]}"
    return f"{tenths // 10}.{tenths % 10}{units[unit]}"
