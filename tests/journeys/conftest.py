"""The demo Hub over TCP, one for all journeys of a process."""

from collections.abc import Iterator

import pytest

from tests.demo_hub import DemoHub, start_demo


@pytest.fixture(scope="session")
def demo() -> Iterator[DemoHub]:
    """A demo Hub that is only read."""
    with start_demo() as hub:
        yield hub
