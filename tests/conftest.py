"""What every test may use: the number of runs of a promise, short or long. And no test leaves anything behind."""

import gc
import os
import random
import sys
from collections.abc import Callable, Iterator

import hypothesis
import pytest

from tests import frames, idle, warm
from tests.leftovers import Leftovers

# Programs that the tests start read compiled Python: compiling hubtui anew would be most of their start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A time is never asserted, and hypothesis would: 200 ms for each example.
hypothesis.settings.register_profile("long", deadline=None)
hypothesis.settings.register_profile("short", deadline=None, max_examples=25)
hypothesis.settings.load_profile("short")

_LONG_SECONDS = 3600
_GARBAGE_THRESHOLDS = (20_000, 20, 50)
"""Collecting garbage as often as Python does by itself would be a sixth of the run."""


def pytest_xdist_auto_num_workers() -> int:
    """Most of a journey is waiting: three processes fill two cores, and more of them only wait for each other."""
    cores = os.cpu_count() or 2
    return cores + max(1, cores // 2)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the promises in full; without it a twentieth of each")


def pytest_configure(config: pytest.Config) -> None:
    """Look out for what tests leave behind; a promise that is run in full takes its time."""
    config.addinivalue_line("markers", "some(number): of the cases of this test so many are run, all with --long")
    gc.disable()  # What is made until the tests are collected stays: see below.
    worker = getattr(config, "workerinput", {}).get("workerid", "")
    config.pluginmanager.register(Leftovers(worker), "leftovers")
    idle.install()
    if config.getoption("--long"):
        config.option.timeout = _LONG_SECONDS
        frames.draws_all = True
        hypothesis.settings.load_profile("long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of a test that is marked with `some(number)` run so many of its cases, others each time; with --long all."""
    if config.getoption("--long"):
        return
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("some"):
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    # Each worker has to choose the same.
    chance = random.Random(config.getoption("randomly_seed", 0))
    left: set[pytest.Item] = set()
    for name in sorted(cases):
        (number,) = next(cases[name][0].iter_markers("some")).args
        left.update(chance.sample(cases[name], max(0, len(cases[name]) - number)))
    config.hook.pytest_deselected(items=list(left))
    items[:] = [item for item in items if item not in left]


def pytest_collection_finish() -> None:
    """Never look for garbage in the modules and tests themselves: that would be most of the work of each search."""
    gc.freeze()
    gc.set_threshold(*_GARBAGE_THRESHOLDS)
    gc.enable()


def pytest_unconfigure() -> None:
    """Look for garbage once: pytest would do it five times, and each takes as long as some hundred tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def runs(request: pytest.FixtureRequest) -> Callable[[int], int]:
    """How often a promise is tried: all of its N with --long, else a twentieth."""
    whole = request.config.getoption("--long")
    return lambda number: number if whole else max(1, number // 20)


@pytest.fixture(scope="session", autouse=True)
def _warm_parent() -> Iterator[None]:
    """The parent of the programs that a Session forks."""
    with warm.parent():
        yield


@pytest.fixture(autouse=True)
def _leaves_nothing(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a process or a temporary file behind; fixtures of its module may keep theirs."""
    leftovers: Leftovers = request.config.pluginmanager.get_plugin("leftovers")
    before = leftovers.there()
    yield
    if left := leftovers.since(before):
        pytest.fail("left behind: " + ", ".join(left))
