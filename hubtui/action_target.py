"""The objects that run actions."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar

from hubtui.actions import ACTIONS

Outcome = bool | None | Awaitable[bool | None]
_PREFIX = "do_"
_NAMES = frozenset(action.name for action in ACTIONS)


class ActionTarget:
    """Runs actions: the method do_NAME of a subclass runs the action called NAME.

    The method may be a coroutine. It returns False where the next target should run the action instead.

    Raises:
        TypeError: when the subclass is made: a method is named after no action.
    """

    action_methods: ClassVar[Mapping[str, Callable[[Any], Outcome]]] = {}
    """The methods by the names of their actions, those of all base classes too."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        own = {name.removeprefix(_PREFIX) for name in vars(cls) if name.startswith(_PREFIX)}
        if unknown := own - _NAMES:
            raise TypeError(f"{cls.__name__} has methods for actions that do not exist: {', '.join(sorted(unknown))}")
        inherited = (base.action_methods for base in cls.__bases__ if issubclass(base, ActionTarget))
        cls.action_methods = {name: getattr(cls, _PREFIX + name) for name in own.union(*inherited)}
