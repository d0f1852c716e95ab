"""The record of requests is bounded, in order, and can be followed."""

from hubtui.worker.activity import Activity


def test_the_last_exchanges_are_kept_in_order() -> None:
    activity = Activity(at_most=3)
    for number in range(5):
        activity.record(number)
    assert list(activity.exchanges) == [2, 3, 4]


def test_listeners_hear_of_each_until_they_stop() -> None:
    activity = Activity()
    heard: list[tuple[str, int]] = []
    stop_one = activity.listen(lambda exchange: heard.append(("one", exchange)))
    activity.listen(lambda exchange: heard.append(("two", exchange)))
    activity.record(1)
    stop_one()
    stop_one()
    activity.record(2)
    assert heard == [("one", 1), ("two", 1), ("two", 2)]


def test_a_listener_may_stop_while_it_is_told() -> None:
    activity = Activity()
    heard: list[int] = []

    def once(exchange: int) -> None:
        heard.append(exchange)
        stop()

    stop = activity.listen(once)
    activity.record(1)
    activity.record(2)
    assert heard == [1]
