"""Collections: the list of them, and one of them to edit."""

from hubtui.action import Action
from hubtui.places import ADDING, COLLECTION, COLLECTIONS, GRABBED, HELD_BY, NOTE, PICKING, PROFILE
from hubtui.registry.resource import Resource, ResourceList

_ADDRESS = "hubtui.resources.collection.address"

ACTIONS = (
    Action("drop", ("m", "enter"), "drop it at the line", (GRABBED,), "drop"),
    Action("leave", ("escape",), "cancel the move", (GRABBED,), "cancel"),
    Action("to_start", ("home", "g g"), "move to the first position", (GRABBED,), "first"),
    Action("to_end", ("end", "G"), "move to the last position", (GRABBED,), "last"),
    Action("type_position", tuple("0123456789"), "move to this position", (GRABBED,), "position"),
    Action("untype_position", ("backspace",), "delete the last digit", (GRABBED,)),
    Action("next_note", ("tab",), "save, and edit the note of the next item", (NOTE,), "next"),
    Action("previous_note", ("shift+tab",), "save, and edit the note of the previous item", (NOTE,)),
    Action("open_row", ("enter", "l", "right"), "open the item", (COLLECTION,), "open"),
    Action(
        "grab", ("m",), "grab it, or all marked items; press again to drop", (COLLECTION, PROFILE), "move", writes=True
    ),
    Action(
        "profile_order", ("m",), "change the order of your collections on your profile", (COLLECTIONS,), writes=True
    ),
    Action("add", ("a",), "add items: search, or paste ids and URLs", (COLLECTION,), "add", writes=True),
    Action("note", ("e",), "edit the note", (COLLECTION,), "note", writes=True),
    Action("remove", ("d", "delete"), "remove it, or all marked items", (COLLECTION,), "remove", writes=True),
    Action("undo", ("u",), "undo the last change", (COLLECTION, PROFILE), "undo", writes=True),
    Action("redo", ("U",), "redo", (COLLECTION, PROFILE), writes=True),
    Action("move_up", ("K", "shift+up"), "move up one position", (COLLECTION, PROFILE), writes=True),
    Action("move_down", ("J", "shift+down"), "move down one position", (COLLECTION, PROFILE), writes=True),
    Action("about", ("E",), "edit title, description, theme, visibility", (COLLECTION,), "title", writes=True),
    Action("mark", ("space",), "mark the item; move down", (COLLECTION,)),
    Action("mark_range", ("v",), "start a range of marks; press v again to end it", (COLLECTION,)),
    Action("mark_all", ("*",), "mark all items", (COLLECTION,)),
    Action("sort", ("s",), "sort all items: likes, downloads, date, type, name", (COLLECTION,), writes=True),
    Action("in_editor", ("ctrl+e",), "edit the collection in $EDITOR, one item per line", (COLLECTION,), writes=True),
    Action("more_ways", ("x",), "duplicate; export as Markdown or JSON", (COLLECTION,), "export"),
    Action("whole_notes", ("p",), "switch between full notes and first lines", (COLLECTION,)),
    Action("delete_collection", ("D",), "delete the collection", (COLLECTION,), "delete", writes=True),
    Action("delete_collection", ("D",), "delete the collection", (COLLECTIONS,), writes=True),
    Action("refresh", ("r",), "refresh; retry changes that could not be saved", (COLLECTION,)),
    Action("copy", ("y",), "copy: slug, URL, ids", (COLLECTION,), "copy"),
    Action("open_row", ("enter", "l", "right"), "open the collection", (HELD_BY, PROFILE), "open"),
    Action("new_collection", ("n",), "create a collection", (COLLECTIONS,), "new", writes=True),
    Action("author", ("A",), "show only one owner, by default the row's", (COLLECTIONS,)),
    Action("holding", ("f",), "show only collections that contain an item", (COLLECTIONS,), "holding"),
    Action("refresh", ("r",), "refresh", (PROFILE,)),
    Action("pick", ("tab",), "select or deselect; move down", (ADDING,), "select"),
    Action("apply", ("enter",), "add the selected lines, or the line under the cursor", (ADDING,), "add"),
    Action("choose", ("enter",), "add to this collection", (PICKING,), "choose"),
)

RESOURCES = (
    Resource(
        kind="collection",
        words="the collection",
        prefix="collections",
        address=_ADDRESS,
        endpoints="hubtui.resources.collection.endpoints:endpoints",
        owner_of=f"{_ADDRESS}:owner_of",
        page="hubtui.resources.collection.screen:CollectionScreen",
        lists=(
            ResourceList(
                name="collections",
                make="hubtui.resources.collection.list:CollectionsList",
                title="Collections",
                key="5",
                keys_from_pages="g c",
            ),
        ),
        in_collections=True,
        actions=ACTIONS,
    ),
)
