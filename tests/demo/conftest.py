"""A Hub in this process for each test that changes things, and one for all that only read."""

from collections.abc import Callable

import pytest

from hubtui.demo.faults import Faults
from tests.demo.boxed import Hub, make_hub


@pytest.fixture(scope="session")
def hub() -> Hub:
    """600 models, to be read only."""
    return make_hub(600, 7)


@pytest.fixture
def own() -> Hub:
    """60 models, which the test may do with as it likes."""
    return make_hub()


@pytest.fixture
def hub_with() -> Callable[..., Hub]:
    return lambda **faults: make_hub(faults=Faults(**faults))
