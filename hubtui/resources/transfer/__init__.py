"""Downloads."""

from hubtui.action import Action
from hubtui.places import DOWNLOAD, TRANSFERS
from hubtui.registry.resource import Resource, ResourceList

ACTIONS = (
    Action("cancel", ("x", "d"), "cancel the download, after a question", (TRANSFERS,), "cancel"),
    Action("pause", ("space",), "pause, continue, or try again", (TRANSFERS,), "pause"),
    Action("open_row", ("enter", "l", "right"), "show the folder, and why it failed", (TRANSFERS,), "details"),
    Action("retry_all", ("r",), "continue all that are paused or failed", (TRANSFERS,), "continue all"),
    Action("clear_done", ("c",), "remove finished downloads from the list", (TRANSFERS,), "clear"),
    Action("next_pane", ("tab",), "switch between a folder and the Hugging Face cache", (DOWNLOAD,)),
)

RESOURCES = (
    Resource(
        lists=(ResourceList(name="transfers", make="hubtui.resources.transfer.list:TransfersList"),),
        actions=ACTIONS,
    ),
)
