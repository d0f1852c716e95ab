"""The registry of actions: names, keys, help texts and places. Keys, help, bottom line and palette come from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does.

    `keys` are written like "/", "J", "ctrl+d", "space"; "g g" is two keys, one after the other. `label` is its name in
    the bottom line ("" if it is not shown there), `places` are where it works, and `writes` is set if it changes
    something on the Hub.
    """

    name: str
    keys: tuple[str, ...]
    help: str
    places: tuple[str, ...]
    label: str = ""
    writes: bool = False


EVERYWHERE = "everywhere"
LIST = "lists"
LISTING = "a listing"
BROWSER = "a list"
PICKER = "the tag picker"
FIELD = "a text field"
FILTER_FIELD = "the field of a filter bar"
PAGE = "a page"
TAB = "a tab"
MENU = "a menu"
HELP = "the help"
QUESTION = "a question or a message"
ORDERS = "a menu of sort orders"
REPO = "a repo's page"
SECTIONS = "a page of several lists"
FILES = "the files of a repo"
STACKED = "a page over a tab"
READING = "reading"
OUTLINED = "a text with headings"
REVISIONS = "the revisions of a repo"
FILE = "a file"
TRANSFERS = "the transfers"
SPACE = "a Space"
LOGS = "the logs of a Space"
PAPERS = "the papers"
PAPER = "a paper"
DERIVED = "the relatives of a model"
PARQUET = "the Parquet files of a dataset"
ROWS = "the rows of a dataset"
COMPARISON = "a comparison"
QUANTS = "the quants of a model"
DOWNLOAD = "the download dialog"
FORM = "a dialog with fields"
PLAN = "a plan for many"
PLAN_RUNNING = "a plan that is running"
PLAN_OVER = "a plan that is finished"
PLAN_FAILED = "a plan with failed changes"
MINE = "Mine"
ACCOUNTS = "the accounts"
OWN = "repos that the user may change"
ACTIVITY = "the activity log"
COLLECTIONS = "the collections"
COLLECTION = "a collection"
HELD_BY = "the collections that hold a repo"
GRABBED = "items that are grabbed"
NOTE = "the note of an item"
PROFILE = "the order of your collections"
ADDING = "the dialog that adds items to a collection"
PICKING = "the dialog that picks a collection"
PALETTE = "the palette"
UNSAVED = "the unsaved changes of an earlier run"
VIEWS = "the saved views"
COLLECTABLE = "rows that a collection can hold"
OWNER = "the page of a user or an organisation"
COLUMNS = "the picker of columns"

_MOVING = (LIST, MENU, FIELD)

ACTIONS = (
    Action("open_row", ("enter",), "show the row in full", (ROWS,), "whole row"),
    Action("columns_right", ("right", "l"), "scroll to columns farther right", (ROWS,), "columns"),
    Action("columns_left", ("left", "h"), "scroll to columns farther left", (ROWS,)),
    Action("open_row", ("enter",), "open the repo of the column", (COMPARISON,), "open"),
    Action("columns_right", ("right", "l", "tab"), "next repo", (COMPARISON,), "next repo"),
    Action("columns_left", ("left", "h", "shift+tab"), "previous repo", (COMPARISON,)),
    Action("hide_equal", ("=",), "hide or show the lines that are equal", (COMPARISON,), "only differences"),
    Action("copy", ("y",), "copy the table: Markdown, CSV, JSON", (COMPARISON,), "copy"),
    Action("browse", ("o",), "open the repo of the column in the browser, or show its URL", (COMPARISON,)),
    Action("refresh", ("r",), "ask again for what could not be loaded, or for everything", (COMPARISON,)),
    Action("find", ("/",), "find in the text", (READING,), "find"),
    Action("next_match", ("n",), "next match", (READING,)),
    Action("previous_match", ("N",), "previous match", (READING,)),
    Action("next_link", ("tab",), "next link", (READING,), "links"),
    Action("previous_link", ("shift+tab",), "previous link", (READING,)),
    Action("follow", ("enter",), "follow the link; fold or unfold the line", (READING,), "follow"),
    Action("outline", ("t",), "list the headings, and jump to one", (OUTLINED,), "outline"),
    Action("page_down", ("space", "pagedown"), "page down", (READING,)),
    Action("page_up", ("b", "pageup"), "page up", (READING,)),
    Action("half_page_down", ("d", "ctrl+d"), "half page down", (READING,)),
    Action("half_page_up", ("u", "ctrl+u"), "half page up", (READING,)),
    Action("open_file", ("enter", "l", "right"), "view the file; open or close the folder", (FILES,), "view"),
    Action("mark", ("space",), "mark the file, or all files in the folder; move down", (FILES,), "mark"),
    Action("mark_all", ("*",), "mark all that are shown", (FILES,)),
    Action("download", ("d",), "download the marked files, or the one under the cursor", (FILES,), "download"),
    Action("search", ("/",), "filter paths by words, or by a pattern: *.json", (FILES,), "filter"),
    Action("sort", ("s",), "sort by name or size", (FILES,), "sort"),
    Action("load_all", ("A",), "load the list of all files, also of folders that were never opened", (FILES,)),
    Action("commits", ("a",), "show or hide the last commit and scan of each file", (FILES,), "changes"),
    Action("next_pane", ("tab",), "go to the list of files", (FILES,)),
    Action("open_row", ("enter", "l", "right"), "open the repo at this revision", (REVISIONS,), "open"),
    Action("open_row", ("enter", "l", "right"), "show the request in full", (ACTIVITY,), "detail"),
    Action("copy", ("y",), "copy: curl, hf, URL", (ACTIVITY,), "copy"),
    Action("pause", ("space",), "pause, continue, or try again", (TRANSFERS,), "pause"),
    Action("open_row", ("enter", "l", "right"), "show the folder, and why it failed", (TRANSFERS,), "details"),
    Action("retry_all", ("r",), "continue all that are paused or failed", (TRANSFERS,), "continue all"),
    Action("cancel", ("x", "d"), "cancel the download, after a question", (TRANSFERS,), "cancel"),
    Action("clear_done", ("c",), "remove finished downloads from the list", (TRANSFERS,), "clear"),
    Action("next_pane", ("tab",), "switch between a folder and the Hugging Face cache", (DOWNLOAD,)),
    Action(
        "open_row",
        ("enter", "l", "right"),
        "open the model, or all models of the line as a listing",
        (DERIVED,),
        "open",
    ),
    Action("day", ("f",), "show the papers of a day", (PAPERS,), "day"),
    Action("act", ("x",), "restart, rebuild, pause, set hardware or sleep time", (SPACE,), "actions", writes=True),
    Action("other_log", ("s",), "switch between build log and run log", (LOGS,), "other log"),
    Action("open_row", ("enter", "l", "right"), "show the first rows and the columns of the split", (PARQUET,), "rows"),
    Action("download", ("d",), "download the shard, or all shards of the split", (PARQUET,), "download"),
    Action("submit_or_next", ("enter",), "go to the next field; on the last one, submit", (FORM,)),
    Action("next_field", ("tab", "down"), "next field", (FORM,)),
    Action("previous_field", ("shift+tab", "up"), "previous field", (FORM,)),
    Action("turn", ("right", "space"), "next value", (FORM,)),
    Action("turn_back", ("left",), "previous value", (FORM,)),
    Action("start", ("enter",), "run the plan", (PLAN,), "start"),
    Action("leave", ("escape",), "stop after the requests that are under way", (PLAN_RUNNING,), "stop"),
    Action("retry_all", ("r",), "retry what failed", (PLAN_FAILED,), "retry"),
    Action("close", ("enter",), "go back", (PLAN_OVER,), "back"),
    Action("next_section", ("]",), "next list: repos, collections, likes", (MINE,), "sections"),
    Action("previous_section", ("[",), "previous list", (MINE,)),
    Action("accounts", ("a",), "log in, log out, switch accounts", (MINE,), "accounts"),
    Action("choose", ("enter", "l", "right"), "switch to this account", (ACCOUNTS,), "switch"),
    Action("log_in", ("a", "n"), "log in with a token", (ACCOUNTS,), "log in"),
    Action("log_out", ("D",), "log out: delete the token from this machine", (ACCOUNTS,), "log out"),
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
    Action("redo", ("U",), "redo", (COLLECTION,), writes=True),
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
    Action("delete_collection", ("D",), "delete the collection", (COLLECTION, COLLECTIONS), writes=True),
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
    Action(
        "collect", ("c",), "add to a collection: the marked rows, or this row", (COLLECTABLE,), "collect", writes=True
    ),
    Action("more", ("m",), "load more of a large file", (FILE,), "more"),
    Action("open", ("enter", "l", "right"), "open the row; on the last row, retry loading", (LISTING,), "open"),
    Action("mark", ("space",), "mark the row; move down", (LISTING,), "mark"),
    Action("search", ("/",), "search by text", (LISTING,), "search"),
    Action(
        "filter", ("f",), "filter by tags, parameters (7b) or size (4GB), app, access, what fits", (LISTING,), "tags"
    ),
    Action("sort", ("s",), "change the sort order", (LISTING,), "sort"),
    Action("author", ("A",), "show only one author, by default the row's", (LISTING,)),
    Action("columns", ("C",), "choose the columns and their order", (LISTING,)),
    Action("clear_filters", ("F",), "clear the search and all filters", (LISTING,)),
    Action("refresh", ("r",), "refresh", (LISTING,)),
    Action("mark_range", ("v",), "start a range of marks; press v again to end it", (LISTING,)),
    Action("mark_all", ("*",), "mark all matching rows, also those not loaded yet", (LISTING,)),
    Action("copy", ("y",), "copy: id, URL, commands, code", (LISTING, REPO, FILES), "copy"),
    Action(
        "browse",
        ("o",),
        "open in the browser, or show the URL over SSH",
        (LISTING, REPO, PAPER, COLLECTION),
    ),
    Action("owner", ("O",), "open the page of the owner", (LISTING, BROWSER, REPO, PAPER, COLLECTION)),
    Action("all_repos", ("A",), "open the listing of all models, datasets or Spaces of the owner", (OWNER,), "listing"),
    Action("toggle_preview", ("p",), "toggle preview", (LISTING,), "preview"),
    Action(
        "quants",
        ("Q",),
        "open its quants by method: GGUF, AWQ, GPTQ, MLX; of a quant, open its base model",
        (LISTING, REPO, COMPARISON),
    ),
    Action("quants", ("Q",), "open the base model", (QUANTS,), "base"),
    Action("next_group", ("]",), "next method", (QUANTS,), "methods"),
    Action("previous_group", ("[",), "previous method", (QUANTS,)),
    Action("compare", ("=",), "compare two to six marked repos of one kind", (LISTING,), "compare"),
    Action("save_view", ("V",), "save this list as a view or a tab", (LISTING, BROWSER)),
    Action("preview_down", ("J",), "scroll the preview down", (LISTING,)),
    Action("preview_up", ("K",), "scroll the preview up", (LISTING,)),
    Action("open_row", ("enter", "l", "right"), "open the row", (BROWSER,), "open"),
    Action("mark", ("space",), "mark the row; move down", (BROWSER,), "mark"),
    Action("search", ("/",), "search by words", (BROWSER,), "search"),
    Action("sort", ("s",), "change the sort order", (BROWSER,), "sort"),
    Action("clear_filters", ("F",), "clear the search and all filters", (BROWSER,)),
    Action("refresh", ("r",), "refresh", (BROWSER,)),
    Action("mark_range", ("v",), "start a range of marks; press v again to end it", (BROWSER,)),
    Action("mark_all", ("*",), "mark all rows", (BROWSER,)),
    Action("copy", ("y",), "copy the marked rows, or the one under the cursor", (BROWSER,), "copy"),
    Action("browse", ("o",), "open in the browser, or show the URL over SSH", (BROWSER,)),
    Action("toggle_preview", ("p",), "toggle preview", (BROWSER,)),
    Action("compare", ("=",), "compare two to six marked repos of one kind", (BROWSER,)),
    Action("preview_down", ("J",), "scroll the preview down", (BROWSER,)),
    Action("preview_up", ("K",), "scroll the preview up", (BROWSER,)),
    Action("next_pane", ("tab",), "next pane", (BROWSER,)),
    Action("previous_pane", ("shift+tab",), "previous pane", (BROWSER,)),
    Action("new_repo", ("n",), "create a repo", (LISTING, MINE), "new", writes=True),
    Action("move_repo", ("m",), "rename, or move to another owner", (OWN,), "move", writes=True),
    Action("visibility", ("P",), "change visibility: public, private, gated", (OWN,), "visibility", writes=True),
    Action("delete_repo", ("D",), "delete it, or all marked repos", (OWN,), "delete", writes=True),
    Action("down", ("down", "j"), "down", _MOVING),
    Action("up", ("up", "k"), "up", _MOVING),
    Action("page_down", ("pagedown",), "page down", _MOVING),
    Action("page_up", ("pageup",), "page up", _MOVING),
    Action("half_page_down", ("ctrl+d",), "half page down", (LIST, MENU)),
    Action("half_page_up", ("ctrl+u",), "half page up", (LIST, MENU)),
    Action("to_start", ("home", "g g"), "first row", (LIST, MENU)),
    Action("to_end", ("end", "G"), "last row", (LIST, MENU)),
    Action("next_pane", ("tab",), "next pane", (LISTING, FILTER_FIELD)),
    Action("previous_pane", ("shift+tab",), "previous pane", (LISTING, FILTER_FIELD)),
    Action("section", tuple("1234567890"), "open a section by its number", (REPO, SECTIONS)),
    Action("next_section", ("]",), "next section", (REPO, SECTIONS), "sections"),
    Action("previous_section", ("[",), "previous section", (REPO, SECTIONS)),
    Action("refresh", ("r",), "refresh", (REPO,)),
    Action("close", ("q", "backspace", "h", "left", "H"), "go back", (STACKED,)),
    Action("back", ("H",), "go back to the previous search or tab", (TAB,)),
    Action("forward", ("L",), "go forward", (PAGE,)),
    Action("models", ("1",), "Models", (TAB,)),
    Action("datasets", ("2",), "Datasets", (TAB,)),
    Action("spaces", ("3",), "Spaces", (TAB,)),
    Action("papers", ("4",), "Papers", (TAB,)),
    Action("collections", ("5",), "Collections", (TAB,)),
    Action("mine", ("6",), "Mine", (TAB,)),
    Action("view_tab", ("7", "8", "9"), "go to a tab of a saved view", (TAB,)),
    Action("views", ("g v",), "saved views", (PAGE,)),
    Action("choose", ("enter",), "open", (VIEWS,), "open"),
    Action("make_tab", ("t",), "add or remove its tab", (VIEWS,), "tab"),
    Action("forget", ("d", "delete"), "forget it, after a question", (VIEWS,), "forget"),
    Action("collections", ("g c",), "Collections", (PAGE,)),
    Action("models", ("g m",), "Models", (PAGE,)),
    Action("datasets", ("g d",), "Datasets", (PAGE,)),
    Action("spaces", ("g s",), "Spaces", (PAGE,)),
    Action("papers", ("g p",), "Papers", (PAGE,)),
    Action("mine", ("g h",), "Mine", (PAGE,)),
    Action("undo", ("u",), "undo the last change, after a question; also marks", (PAGE,)),
    Action("redo", ("U",), "redo", (PAGE,)),
    Action("memory", ("M",), "set the memory, context and reserve that models have to fit into", (PAGE,)),
    Action("activity", ("@",), "show the requests that were sent", (PAGE,)),
    Action("transfers", ("w",), "show the downloads", (PAGE,)),
    Action("unsaved", ("g u",), "unsaved changes of an earlier run", (PAGE,)),
    Action("choose", ("enter",), "send it, after a question", (UNSAVED,), "send"),
    Action("forget", ("d", "delete"), "forget it, after a question", (UNSAVED,), "forget"),
    Action("palette", (":", "ctrl+p"), "command palette: all actions, any id, URL or owner", (EVERYWHERE,)),
    Action("choose", ("enter",), "run or open", (PALETTE,), "do it"),
    Action("help", ("?",), "show the keys", (PAGE, MENU, QUESTION), "keys"),
    Action("leave", ("escape",), "cancel: menu, field, loading, marks", (EVERYWHERE,)),
    Action("redraw", ("ctrl+l",), "redraw the screen", (EVERYWHERE,)),
    Action("suspend", ("ctrl+z",), "suspend; fg resumes", (EVERYWHERE,)),
    Action("copy_or_quit", ("ctrl+c",), "copy the selection, or ask to quit", (EVERYWHERE,)),
    Action("quit", ("q",), "quit", (PAGE,)),
    Action("search", ("/",), "search the keys by words", (HELP,), "search"),
    Action("toggle_column", ("space",), "show or hide the column; move down", (COLUMNS,), "show"),
    Action("move_up", ("K", "shift+up"), "move the column to the left", (COLUMNS,), "move"),
    Action("move_down", ("J", "shift+down"), "move the column to the right", (COLUMNS,)),
    Action("default_columns", ("d",), "mark the columns of the default", (COLUMNS,), "default"),
    Action("apply", ("enter",), "use the marked columns, also in the next run", (COLUMNS,), "use"),
    Action("choose", ("enter",), "choose", (MENU,), "choose"),
    Action("choose", ("enter",), "yes; close the message", (QUESTION,), "yes"),
    Action("turn_round", ("left", "right", "space"), "reverse the direction", (ORDERS,), "reverse"),
    Action("pick", ("tab",), "select or deselect; move down", (PICKER,), "select"),
    Action("apply", ("enter",), "filter by the selected lines, or the line under the cursor", (PICKER,), "apply"),
)
