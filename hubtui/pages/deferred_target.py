"""Objects with actions whose modules are imported when the first of their actions is used."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from operator import methodcaller
from typing import Any, ClassVar

from hubtui.action_target import ActionTarget, Outcome
from hubtui.registry.resource import load


class DeferredTarget(ActionTarget):
    """Stands for an object of the class at `path`, which runs `actions`; the object is created when it is needed.

    A subclass names both: `class Undo(DeferredTarget, path="package.module:Class", actions=("undo", "redo"))`. Its
    arguments are those of the class at `path`.
    """

    path: ClassVar[str]

    def __init_subclass__(cls, *, path: str, actions: Sequence[str], **options: Any) -> None:
        cls.path = path
        cls.action_methods = {name: methodcaller("run", name) for name in actions}
        super().__init_subclass__(**options)

    def __init__(self, *arguments: Any) -> None:
        self._arguments = arguments

    @cached_property
    def _target(self) -> ActionTarget:
        target: ActionTarget = load(self.path)(*self._arguments)
        return target

    def run(self, name: str) -> Outcome:
        """Run the action called `name`."""
        return self._target.action_methods[name](self._target)
