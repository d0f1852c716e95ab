"""The tab Mine: the repos, collections and likes of the account."""

from hubtui.action import Action
from hubtui.places import MINE
from hubtui.registry.resource import Resource, ResourceList

ACTIONS = (
    Action("next_section", ("]",), "next list: repos, collections, likes", (MINE,), "sections"),
    Action("previous_section", ("[",), "previous list", (MINE,)),
    Action("accounts", ("a",), "log in, log out, switch accounts", (MINE,), "accounts"),
)

RESOURCES = (
    Resource(
        actions=ACTIONS,
        lists=(
            ResourceList(
                name="mine", make="hubtui.resources.mine.list:MineList", title="Mine", key="6", keys_from_pages="g h"
            ),
        ),
    ),
)
