"""Models, datasets and Spaces: their pages, made of sections."""

from hubtui.action import Action
from hubtui.places import DERIVED, FILE, FILES, LOGS, PARQUET, REVISIONS, ROWS, SPACE, WHOLE_ROW
from hubtui.registry.resource import Resource, ResourceList

_ADDRESS = "hubtui.resources.repos.address"


def _repos(kind: str, words: str, title: str, key: str, keys_from_pages: str) -> Resource:
    name = f"{kind}s"
    return Resource(
        kind=kind,
        words=words,
        prefix=name,
        address=_ADDRESS,
        endpoints="hubtui.resources.repos.endpoints:endpoints",
        owner_of=f"{_ADDRESS}:owner_of",
        lists=(ResourceList(name=name, title=title, key=key, keys_from_pages=keys_from_pages),),
        in_collections=True,
    )


ACTIONS = (
    Action("open_row", ("enter",), "show the row in full", (ROWS,), "whole row"),
    Action("columns_right", ("right", "l"), "scroll to columns farther right", (ROWS,), "columns"),
    Action("columns_left", ("left", "h"), "scroll to columns farther left", (ROWS,)),
    Action("open_file", ("enter", "l", "right"), "view the file; open or close the folder", (FILES,), "view"),
    Action("mark", ("space",), "mark the file, or all files in the folder; move down", (FILES,), "mark"),
    Action("mark_all", ("*",), "mark all that are shown", (FILES,)),
    Action("download", ("d",), "download the marked files, or the one under the cursor", (FILES,), "download"),
    Action("search", ("/",), "filter paths by words, or by a pattern: *.json", (FILES,), "filter"),
    Action("sort", ("s",), "sort by name or size", (FILES,), "sort"),
    Action("load_all", ("A",), "load the list of all files, also of folders that were never opened", (FILES,)),
    Action("commits", ("a",), "show or hide the last commit and scan of each file", (FILES,), "changes"),
    Action("open_row", ("enter", "l", "right"), "open the repo at this revision", (REVISIONS,), "open"),
    Action(
        "open_row",
        ("enter", "l", "right"),
        "open the model, or all models of the line as a listing",
        (DERIVED,),
        "open",
    ),
    Action("act", ("x",), "restart, rebuild, pause, set hardware or sleep time", (SPACE,), "actions", writes=True),
    Action("other_log", ("s",), "switch between build log and run log", (LOGS,), "other log"),
    Action("open_row", ("enter", "l", "right"), "show the first rows and the columns of the split", (PARQUET,), "rows"),
    Action("download", ("d",), "download the shard, or all shards of the split", (PARQUET,), "download"),
    Action("preview_down", ("J",), "next row", (WHOLE_ROW,), "next row"),
    Action("preview_up", ("K",), "previous row", (WHOLE_ROW,)),
    Action("more", ("m",), "load more of a large file", (FILE,), "more"),
)

RESOURCES = (
    Resource(actions=ACTIONS),
    _repos("model", "the model", "Models", "1", "g m"),
    _repos("dataset", "the dataset", "Datasets", "2", "g d"),
    _repos("space", "the Space", "Spaces", "3", "g s"),
)
