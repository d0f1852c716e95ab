"""The requests that this program has sent (the activity)."""

from hubtui.action import Action
from hubtui.places import ACTIVITY
from hubtui.registry.resource import Resource, ResourceList

ACTIONS = (
    Action("open_row", ("enter", "l", "right"), "show the request in full", (ACTIVITY,), "detail"),
    Action("copy", ("y",), "copy: curl, hf, URL", (ACTIVITY,), "copy"),
)

RESOURCES = (
    Resource(
        lists=(ResourceList(name="activity", make="hubtui.resources.request.list:ActivityList"),),
        actions=ACTIONS,
    ),
)
