"""Actions whose code is imported when they are first used."""

import pytest

from hubtui.app import deferred_actions
from hubtui.managing.deferred_actions import DeferredRepoChanges
from hubtui.pages.deferred_target import DeferredTarget
from hubtui.registry.resource import load
from hubtui.resources.listing.deferred_actions import DeferredCopy, DeferredFiltering

ALL = [
    DeferredCopy,
    DeferredFiltering,
    DeferredRepoChanges,
    *(one for one in vars(deferred_actions).values() if isinstance(one, type) and one.__module__.endswith("actions")),
]


@pytest.mark.parametrize("deferred", ALL, ids=lambda one: one.__name__)
def test_it_names_the_actions_of_the_class_that_it_stands_for(deferred: type[DeferredTarget]) -> None:
    assert set(deferred.action_methods) == set(load(deferred.path).action_methods)
