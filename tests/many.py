"""One test of many small cases: a test for each would take longer than the case itself."""

from collections.abc import Callable, Iterable
from typing import Any


def all_hold(check: Callable[..., None], cases: Iterable[tuple[str, tuple[Any, ...]]]) -> None:
    """Run a check for each case, a name with arguments; fail with the names of all that fail, caused by the first."""
    failed: dict[str, AssertionError] = {}
    number = 0
    for name, arguments in cases:
        number += 1
        try:
            check(*arguments)
        except AssertionError as error:
            failed[name] = error
        except Exception as error:
            error.add_note(f"case {name}")
            raise
    assert number, "there are no cases"
    if failed:
        raise AssertionError(f"{len(failed)} of {number} fail: {', '.join(failed)}") from next(iter(failed.values()))
