"""One change that is one request: sent once, looked for with growing pauses, repeated only where that is harmless."""

import pytest

from hubtui.changes.looking import LOOK_PAUSES
from hubtui.changes.single_change import Next, SingleChange


def looks_until_it_ends(state: SingleChange, shows: bool | None) -> tuple[Next, list[float]]:
    """How it ends, and the pauses before each look but the first."""
    pauses: list[float] = []
    while (after := state.looked(shows)) is Next.LOOK:
        pauses.append(state.pause)
    return after, pauses


def test_a_change_that_the_first_read_shows_is_done() -> None:
    state = SingleChange()
    state.sent(is_answered=True)
    assert state.looked(True) is Next.DONE


def test_a_change_that_no_read_shows_is_looked_for_two_minutes_and_never_sent_again() -> None:
    for is_answered in (True, False):
        state = SingleChange(is_harmless=True)
        state.sent(is_answered=is_answered)
        assert looks_until_it_ends(state, False) == (Next.STOP, list(LOOK_PAUSES))
    assert 120 <= sum(LOOK_PAUSES) <= 180


def test_reads_that_fail_are_fewer_for_each_is_tried_three_times() -> None:
    state = SingleChange()
    state.sent(is_answered=True)
    after, pauses = looks_until_it_ends(state, None)
    assert after is Next.STOP
    moments = [sum(pauses[:count]) for count in range(len(pauses) + 1)]
    assert 3 * sum(moment < 60 for moment in moments) <= 12


@pytest.mark.parametrize(
    ("is_harmless", "status", "ends"), [(True, 503, Next.SEND), (False, 503, Next.STOP), (True, 0, Next.STOP)]
)
def test_only_what_is_harmless_and_failed_at_the_hub_is_sent_once_more(
    is_harmless: bool, status: int, ends: Next
) -> None:
    state = SingleChange(is_harmless=is_harmless)
    state.sent(is_answered=False, status=status)
    assert looks_until_it_ends(state, False)[0] is ends
    if ends is Next.SEND:
        state.sent(is_answered=False, status=status)
        assert looks_until_it_ends(state, False)[0] is Next.STOP
