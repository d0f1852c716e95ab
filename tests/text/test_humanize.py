"""Numbers, sizes and times are short, of bounded width, and never lie about their order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubtui.text.humanize import full_date, relative_time, short_bytes, short_number

NOW = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (0, "0"),
        (812, "812"),
        (999, "999"),
        (1000, "1.0k"),
        (1234, "1.2k"),
        (12_345, "12.3k"),
        (98_000, "98k"),
        (99_949, "99.9k"),
        (99_950, "100k"),
        (310_000, "310k"),
        (999_499, "999k"),
        (999_500, "1.0M"),
        (4_100_000, "4.1M"),
        (8_190_735_360, "8.2B"),
        (235_093_634_560, "235B"),
        (3.5, "3"),
    ],
)
def test_a_number_has_three_figures_and_a_letter(number: float, shown: str) -> None:
    assert short_number(number) == shown


@pytest.mark.parametrize("number", [-1, -(10**30), float("nan"), float("-inf"), float("inf")])
def test_what_is_no_count_is_shown_as_none(number: float) -> None:
    assert short_number(number) == "0"


def test_a_number_of_four_hundred_digits_stays_short() -> None:
    assert short_number(10**400) == ">999T"


@given(st.integers(0, 10**16), st.integers(0, 10**16))
def test_a_larger_number_never_looks_smaller(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert value_of(short_number(low)) <= value_of(short_number(high))
    assert len(short_number(high)) <= 5


def value_of(shown: str) -> float:
    letters = {"k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
    shown = shown.removeprefix(">")
    return float(shown.rstrip("kMBT")) * letters.get(shown[-1], 1)


@pytest.mark.parametrize(
    ("size", "shown"),
    [(728, "728 B"), (16_700, "16.7 kB"), (4_000_000_000, "4.0 GB"), (16_381_516_776, "16.4 GB"), (212e9, "212 GB")],
)
def test_sizes_are_decimal(size: float, shown: str) -> None:
    assert short_bytes(size) == shown


@pytest.mark.parametrize(
    ("ago", "shown"),
    [
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=4, seconds=59), "4 min"),
        (timedelta(hours=5), "5 h"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=3), "3 d"),
        (timedelta(days=30), "30 d"),
        (timedelta(days=31), "1 mo"),
        (timedelta(days=61), "2 mo"),
        (timedelta(days=364), "11 mo"),
        (timedelta(days=365), "1 y"),
        (timedelta(days=1000), "2 y"),
    ],
)
def test_times_are_relative(ago: timedelta, shown: str) -> None:
    assert relative_time(NOW - ago, NOW) == shown


def test_a_time_to_come_is_now_and_never_negative() -> None:
    assert relative_time(NOW + timedelta(days=400), NOW) == "now"


def test_a_time_without_zone_is_taken_as_utc() -> None:
    assert relative_time(datetime(2025, 6, 1, 11, 0), NOW) == "1 h"


@given(st.integers(0, 10**9))
def test_a_relative_time_takes_at_most_six_cells(seconds: int) -> None:
    assert len(relative_time(NOW - timedelta(seconds=seconds), NOW)) <= 6


def test_a_date_is_written_out() -> None:
    assert full_date(datetime(2025, 4, 28, tzinfo=UTC)) == "28 Apr 2025"
