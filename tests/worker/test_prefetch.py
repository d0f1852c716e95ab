"""How far ahead is fetched: at least two pages and five screens, further the faster the list is scrolled."""

import pytest

from hubtui.worker.prefetch import Prefetch


@pytest.mark.parametrize("height", [1, 40, 300])
def test_at_rest_two_pages_and_at_least_five_screens(height: int) -> None:
    prefetch = Prefetch(page=100)
    prefetch.look(height - 1, height, 1000, 0.0)
    assert prefetch.wanted == height + max(200, 5 * height)


def wanted_at(rows_a_second: float) -> int:
    """Rows wanted beyond the last one in view after a second of scrolling."""
    prefetch = Prefetch(page=100)
    for number in range(31):
        now = number / 30
        prefetch.look(int(rows_a_second * now), 40, 10**9, now)
    return prefetch.wanted - int(rows_a_second)


def test_faster_scrolling_reaches_further_but_not_without_end() -> None:
    slow, fast, faster, absurd = map(wanted_at, (30, 600, 1200, 10**6))
    assert slow < fast < faster < absurd < 2000


def test_going_up_or_resting_asks_for_no_more_than_standing_still() -> None:
    prefetch = Prefetch(page=100)
    for number in range(10):
        prefetch.look(1000 - 40 * number, 40, 2000, number / 30)
    assert prefetch.wanted == 641 + 200
    prefetch.look(641, 40, 2000, 10.0)
    assert prefetch.wanted == 642 + 200


def test_who_stands_at_the_end_of_what_is_loaded_gets_long_pages() -> None:
    prefetch = Prefetch(page=100)
    for number in range(30):
        prefetch.look(99, 40, 100, number / 30)
    assert prefetch.limit(prefetch.wanted - 100) == 500
    prefetch.look(39, 40, 0, 10.0)
    assert prefetch.limit(100) == 100, "nothing is loaded before the first page: that is no end"


def test_who_scrolls_fast_gets_few_long_pages() -> None:
    prefetch = Prefetch(page=100)
    for number in range(10):
        prefetch.look(40 * number, 40, 5000, number / 30)
    assert prefetch.limit(1) == 500


def test_a_request_is_of_whole_pages_and_bounded() -> None:
    prefetch = Prefetch(page=100)
    assert [prefetch.limit(missing) for missing in (-5, 1, 100, 101, 5000)] == [100, 100, 100, 200, 500]
    assert Prefetch(page=1000).limit(1) == 1000
