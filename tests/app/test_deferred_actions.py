"""Actions whose code is imported when they are first used."""

import pytest

from hubtui.app import deferred_actions as of_the_app
from hubtui.managing import deferred_actions as of_repos
from hubtui.pages.deferred_target import DeferredTarget
from hubtui.registry.resource import load

ALL = [
    one
    for module in (of_the_app, of_repos)
    for one in vars(module).values()
    if isinstance(one, type) and one.__module__ == module.__name__
]


@pytest.mark.parametrize("deferred", ALL, ids=lambda one: one.__name__)
def test_it_names_the_actions_of_the_class_that_it_stands_for(deferred: type[DeferredTarget]) -> None:
    assert set(deferred.action_methods) == set(load(deferred.path).action_methods)
