"""Dates of the wire: what is a date and what means "unknown"."""

from datetime import UTC, datetime

import pytest

from hubtui.presentation.values import ago, day, moment_of
from hubtui.text.columns import Cell


@pytest.mark.parametrize("text", ["2025-04-28T03:40:28.000Z", "2025-04-28T03:40:28Z", "2025-04-28T03:40:28"])
def test_a_date_is_in_utc_with_or_without_fraction(text: str) -> None:
    assert moment_of(text) == datetime(2025, 4, 28, 3, 40, 28, tzinfo=UTC)
    assert day(text) == "28 Apr 2025"


@pytest.mark.parametrize("text", ["2022-03-02T23:29:04.000Z", "2022-03-02T23:29:05.000Z", "soon", "9" * 5000])
def test_what_is_no_date_is_unknown(text: str) -> None:
    assert moment_of(text) is None
    assert day(text) == ""


def test_a_minute_later_is_a_date() -> None:
    assert day("2022-03-02T23:29:22.000Z") == ""
    assert day("2022-03-02T23:30:00.000Z") == "2 Mar 2022"


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_dates_at_the_ends_of_time_are_no_error(text: str) -> None:
    assert isinstance(ago(text, datetime(2025, 1, 1, tzinfo=UTC)), Cell)
