"""The base class of objects that run actions."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar

from hubtui.actions import ACTIONS

Outcome = bool | None | Awaitable[bool | None]
Methods = Mapping[str, Callable[[Any], Outcome]]
"""The methods that run actions, by the names of the actions."""
_PREFIX = "do_"
_NAMES = frozenset(action.name for action in ACTIONS)


class ActionTarget:
    """Runs actions: the method do_NAME of a subclass runs the action called NAME.

    A subclass can also give a table of methods, `action_methods`. A method may be a coroutine. It returns False if the
    next target should run the action instead.

    Raises:
        TypeError: On defining a subclass with a method that is named after no action.
    """

    action_methods: ClassVar[Methods] = {}
    """The methods by the names of their actions, including those of all base classes."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        table = vars(cls).get("action_methods", {})
        own = {name.removeprefix(_PREFIX) for name in vars(cls) if name.startswith(_PREFIX)}
        if unknown := (own | set(table)) - _NAMES:
            raise TypeError(f"{cls.__name__} has methods for actions that do not exist: {', '.join(sorted(unknown))}")
        inherited = (base.action_methods for base in cls.__bases__ if issubclass(base, ActionTarget))
        named = {name: getattr(cls, _PREFIX + name) for name in own.union(*inherited)}
        cls.action_methods = {**named, **table}
