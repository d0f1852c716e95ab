"""Actions whose code is imported when they are first used."""

import pytest

from hubtui.app import deferred_actions as of_the_app
from hubtui.browser import deferred_actions as of_lists
from hubtui.managing import deferred_actions as of_repos
from hubtui.pages.deferred_target import DeferredTarget
from hubtui.registry.resource import load
from hubtui.resources.listing import deferred_actions as of_listings

ALL = [
    one
    for module in (of_the_app, of_lists, of_repos, of_listings)
    for one in vars(module).values()
    if isinstance(one, type) and one.__module__ == module.__name__
]


@pytest.mark.parametrize("deferred", ALL, ids=lambda one: one.__name__)
def test_it_names_the_actions_of_the_class_that_it_stands_for(deferred: type[DeferredTarget]) -> None:
    assert set(deferred.action_methods) == set(load(deferred.path).action_methods)
