"""The registry of actions: names, keys, words and places; keys, help, bottom line and palette are drawn from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """Something a user can ask for.

    `keys` are as a terminal sends them ("/", "J", "ctrl+d", "space"); two with a blank between are pressed one after
    the other. `label` stands in the bottom line (none: not shown there). `places` are where it works. One that `writes`
    changes the Hub.
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
PICKER = "the tag picker"
FIELD = "a text field"
FILTER_FIELD = "the field of a filter bar"
PAGE = "a page"
TAB = "a tab"
MENU = "a menu"
REPO = "a repo's page"
FILES = "the files of a repo"
STACKED = "a page over a tab"
READING = "reading"
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
DOWNLOAD = "the question where to download"
FORM = "a dialog with fields"
PLAN = "a plan for many"
PLAN_RUNNING = "a plan that is carried out"
PLAN_OVER = "a plan that is finished"
PLAN_FAILED = "a plan of which something failed"
MINE = "what is mine"
ACCOUNTS = "the accounts"
OWN = "repos that one may change"
ACTIVITY = "the activity log"
COLLECTIONS = "the collections"
COLLECTION = "a collection"
HELD_BY = "the collections that hold a repo"
GRABBED = "items that are grabbed"
NOTE = "the note of an item"
PROFILE = "the order of one's collections"
ADDING = "what is added to a collection"
PICKING = "the choice of a collection"
PALETTE = "the palette"
UNSAVED = "what an earlier run left"
VIEWS = "the saved views"
COLLECTABLE = "what can be put into a collection"

_MOVING = (LIST, MENU, FIELD)

ACTIONS = (
    Action("open_row", ("enter",), "show the row in full", (ROWS,), "whole row"),
    Action("columns_right", ("right", "l"), "columns farther right", (ROWS,), "columns"),
    Action("columns_left", ("left", "h"), "columns farther left", (ROWS,)),
    Action("find", ("/",), "find in the text", (READING,), "find"),
    Action("next_match", ("n",), "the next match", (READING,)),
    Action("previous_match", ("N",), "the match before", (READING,)),
    Action("next_link", ("tab",), "to the next link", (READING,), "links"),
    Action("previous_link", ("shift+tab",), "to the link before", (READING,)),
    Action("follow", ("enter",), "follow the link; fold or unfold the line", (READING,), "follow"),
    Action("outline", ("t",), "the headings, to jump to one", (READING,), "outline"),
    Action("page_down", ("space", "pagedown"), "a page down", (READING,)),
    Action("page_up", ("b", "pageup"), "a page up", (READING,)),
    Action("half_page_down", ("d", "ctrl+d"), "half a page down", (READING,)),
    Action("half_page_up", ("u", "ctrl+u"), "half a page up", (READING,)),
    Action("open_file", ("enter", "l", "right"), "view the file; open or close the folder", (FILES,), "view"),
    Action("mark", ("space",), "mark the file, or all below the folder, and step down", (FILES,), "mark"),
    Action("mark_all", ("*",), "mark all that are shown", (FILES,)),
    Action("download", ("d",), "download what is marked, or what the cursor is on", (FILES,), "download"),
    Action("search", ("/",), "show only paths with some words, or by a pattern: *.json", (FILES,), "filter"),
    Action("sort", ("s",), "by name, or by size", (FILES,), "sort"),
    Action("load_all", ("A",), "load the list of all files, also of folders that were never opened", (FILES,)),
    Action("commits", ("a",), "last change and scan of each file, or not", (FILES,), "changes"),
    Action("next_pane", ("tab",), "from the field to the files", (FILES,)),
    Action("open_row", ("enter", "l", "right"), "the repo at this revision", (REVISIONS,), "open"),
    Action("open_row", ("enter", "l", "right"), "all of the request", (ACTIVITY,), "detail"),
    Action("search", ("/",), "show only those with some words", (ACTIVITY,), "filter"),
    Action("copy", ("y",), "copy: curl, hf, URL", (ACTIVITY,), "copy"),
    Action("next_pane", ("tab",), "from the field to the list", (ACTIVITY,)),
    Action("pause", ("space",), "pause, continue, or try again", (TRANSFERS,), "pause"),
    Action("open_row", ("enter", "l", "right"), "where it goes, and why it failed", (TRANSFERS,), "details"),
    Action("retry_all", ("r",), "continue all that are paused or failed", (TRANSFERS,), "continue all"),
    Action("cancel", ("x", "d"), "give it up, after a question", (TRANSFERS,), "give up"),
    Action("clear_done", ("c",), "clear those that are done", (TRANSFERS,), "clear"),
    Action("next_pane", ("tab",), "a folder, or the Hugging Face cache", (DOWNLOAD,)),
    Action("open_row", ("enter", "l", "right"), "the model, or all of the line as a listing", (DERIVED,), "open"),
    Action("open", ("enter", "l", "right"), "open the paper", (PAPERS,), "open"),
    Action("search", ("/",), "search by text", (PAPERS,), "search"),
    Action("day", ("f",), "the papers of a day", (PAPERS,), "day"),
    Action("clear_filters", ("F",), "all papers, the newest first", (PAPERS,)),
    Action("refresh", ("r",), "ask the Hub again", (PAPERS,)),
    Action("act", ("x",), "restart, rebuild, pause, hardware, sleep time", (SPACE,), "actions", writes=True),
    Action("other_log", ("s",), "the build log, or the run log", (LOGS,), "other log"),
    Action("open_row", ("enter", "l", "right"), "the first rows and the columns of the split", (PARQUET,), "rows"),
    Action("download", ("d",), "download the shard, or all of the split", (PARQUET,), "download"),
    Action("submit_or_next", ("enter",), "to the next field; from the last one: do it", (FORM,)),
    Action("next_field", ("tab", "down"), "the next field", (FORM,)),
    Action("previous_field", ("shift+tab", "up"), "the field before", (FORM,)),
    Action("turn", ("right", "space"), "another value", (FORM,)),
    Action("turn_back", ("left",), "the value before", (FORM,)),
    Action("start", ("enter",), "carry the plan out", (PLAN,), "start"),
    Action("leave", ("escape",), "stop after the requests that are under way", (PLAN_RUNNING,), "stop"),
    Action("retry_all", ("r",), "try again what failed", (PLAN_FAILED,), "retry"),
    Action("close", ("enter",), "go back", (PLAN_OVER,), "back"),
    Action("open_row", ("enter", "l", "right"), "open the repo", (MINE,), "open"),
    Action("mark", ("space",), "mark the row and step down", (MINE,), "mark"),
    Action("mark_range", ("v",), "mark from here to where v is pressed again", (MINE,)),
    Action("mark_all", ("*",), "mark all that are shown", (MINE,)),
    Action("search", ("/",), "show only those with some words: id, kind, visibility", (MINE,), "filter"),
    Action("sort", ("s",), "by another column", (MINE,), "sort"),
    Action("next_section", ("]",), "repos, collections, likes", (MINE,), "sections"),
    Action("previous_section", ("[",), "likes, collections, repos", (MINE,)),
    Action("refresh", ("r",), "ask the Hub again", (MINE,)),
    Action("accounts", ("a",), "log in, log out, another account", (MINE,), "accounts"),
    Action("next_pane", ("tab",), "from the field to the list", (MINE,)),
    Action("copy", ("y",), "copy: id, URL, commands", (MINE,), "copy"),
    Action("browse", ("o",), "open in the browser; far from one, the URL", (MINE,)),
    Action("choose", ("enter", "l", "right"), "be this one", (ACCOUNTS,), "switch"),
    Action("log_in", ("a", "n"), "paste another token", (ACCOUNTS,), "log in"),
    Action("log_out", ("D",), "log out: forget the token on this machine", (ACCOUNTS,), "log out"),
    Action("drop", ("m", "enter"), "let it land where the line is", (GRABBED,), "drop"),
    Action("leave", ("escape",), "put it back", (GRABBED,), "put back"),
    Action("to_start", ("home", "g g"), "to the first place", (GRABBED,), "first"),
    Action("to_end", ("end", "G"), "to the last place", (GRABBED,), "last"),
    Action("type_position", tuple("0123456789"), "to the place of this number", (GRABBED,), "position"),
    Action("untype_position", ("backspace",), "without the last digit", (GRABBED,)),
    Action("next_note", ("tab",), "keep it, and on to the note of the next item", (NOTE,), "next"),
    Action("previous_note", ("shift+tab",), "keep it, and back to the note of the item before", (NOTE,)),
    Action("open_row", ("enter", "l", "right"), "open the item", (COLLECTION,), "open"),
    Action("grab", ("m",), "grab it, or all that are marked; again drops", (COLLECTION, PROFILE), "move", writes=True),
    Action("profile_order", ("m",), "put yours in order, as your profile shows them", (COLLECTIONS,), writes=True),
    Action("add", ("a",), "add: search, or paste ids and URLs", (COLLECTION,), "add", writes=True),
    Action("note", ("e",), "edit its note", (COLLECTION,), "note", writes=True),
    Action("remove", ("d", "delete"), "take it out, or all that are marked", (COLLECTION,), "remove", writes=True),
    Action("undo", ("u",), "take the last change back", (COLLECTION, PROFILE), "undo", writes=True),
    Action("redo", ("U",), "do it again", (COLLECTION,), writes=True),
    Action("move_up", ("K", "shift+up"), "a place up at once", (COLLECTION, PROFILE), writes=True),
    Action("move_down", ("J", "shift+down"), "a place down at once", (COLLECTION, PROFILE), writes=True),
    Action("about", ("E",), "title, description, theme, who sees it", (COLLECTION,), "title", writes=True),
    Action("mark", ("space",), "mark the item and step down", (COLLECTION,)),
    Action("mark_range", ("v",), "mark from here to where v is pressed again", (COLLECTION,)),
    Action("mark_all", ("*",), "mark all items", (COLLECTION,)),
    Action("sort", ("s",), "put all in order: likes, downloads, date, type, name", (COLLECTION,), writes=True),
    Action("in_editor", ("ctrl+e",), "all of it in $EDITOR, a line an item", (COLLECTION,), writes=True),
    Action("more_ways", ("x",), "duplicate it; export as Markdown or JSON", (COLLECTION,), "export"),
    Action("whole_notes", ("p",), "notes in full, or their first lines", (COLLECTION,)),
    Action("delete_collection", ("D",), "delete the collection", (COLLECTION, COLLECTIONS), writes=True),
    Action("refresh", ("r",), "ask the Hub again; save what could not be saved", (COLLECTION,)),
    Action("copy", ("y",), "copy: slug, URL, ids", (COLLECTION,), "copy"),
    Action("open_row", ("enter", "l", "right"), "open the collection", (COLLECTIONS, HELD_BY, PROFILE), "open"),
    Action("search", ("/",), "search by text", (COLLECTIONS,), "search"),
    Action("new_collection", ("n",), "a new collection", (COLLECTIONS,), "new", writes=True),
    Action("sort", ("s",), "trending, last modified, upvotes", (COLLECTIONS,), "sort"),
    Action("author", ("A",), "only one owner's, starting with the row's", (COLLECTIONS,)),
    Action("holding", ("f",), "only those that hold an item", (COLLECTIONS,), "holding"),
    Action("clear_filters", ("F",), "clear the search and all filters", (COLLECTIONS,)),
    Action("refresh", ("r",), "ask the Hub again", (COLLECTIONS, PROFILE)),
    Action("toggle_preview", ("p",), "preview on or off", (COLLECTIONS,)),
    Action("pick", ("tab",), "take it or leave it, and step down", (ADDING,), "take"),
    Action("apply", ("enter",), "add what is taken (or the line, when nothing is)", (ADDING,), "add"),
    Action("choose", ("enter",), "add to this one", (PICKING,), "choose"),
    Action(
        "collect", ("c",), "add to a collection: what is marked, else the row", (COLLECTABLE,), "collect", writes=True
    ),
    Action("more", ("m",), "read on in a file that is cut", (FILE,), "more"),
    Action("open", ("enter", "l", "right"), "open the row; on the last one, load rows that failed", (LISTING,), "open"),
    Action("mark", ("space",), "mark the row and step down", (LISTING,), "mark"),
    Action("search", ("/",), "search by text", (LISTING,), "search"),
    Action("filter", ("f",), "filter by tags, parameters (7b) or size (4GB), app, access", (LISTING,), "tags"),
    Action("sort", ("s",), "sort by something else, or the other way", (LISTING,), "sort"),
    Action("author", ("A",), "only one author, starting with the row's", (LISTING,)),
    Action("clear_filters", ("F",), "clear the search and all filters", (LISTING,)),
    Action("refresh", ("r",), "ask the Hub again", (LISTING,)),
    Action("mark_range", ("v",), "mark from here to where v is pressed again", (LISTING,)),
    Action("mark_all", ("*",), "mark all that match, loading them", (LISTING,)),
    Action("copy", ("y",), "copy: id, URL, commands and code that fit", (LISTING, REPO, FILES), "copy"),
    Action(
        "browse",
        ("o",),
        "open in the browser; far from one, the URL",
        (LISTING, REPO, PAPERS, PAPER, COLLECTION, COLLECTIONS),
    ),
    Action("toggle_preview", ("p",), "preview on or off", (LISTING,), "preview"),
    Action("save_view", ("V",), "save this listing as a view, or as a tab", (LISTING,)),
    Action("preview_down", ("J",), "scroll the preview down", (LISTING,)),
    Action("preview_up", ("K",), "scroll the preview up", (LISTING,)),
    Action("new_repo", ("n",), "a new repo", (LISTING, MINE), "new", writes=True),
    Action("move_repo", ("m",), "rename it, or give it to another owner", (OWN,), "move", writes=True),
    Action("visibility", ("P",), "who may see it: public, private; gated", (OWN,), "visibility", writes=True),
    Action("delete_repo", ("D",), "delete it, or all that are marked", (OWN,), "delete", writes=True),
    Action("down", ("down", "j"), "a row down", _MOVING),
    Action("up", ("up", "k"), "a row up", _MOVING),
    Action("page_down", ("pagedown",), "a page down", _MOVING),
    Action("page_up", ("pageup",), "a page up", _MOVING),
    Action("half_page_down", ("ctrl+d",), "half a page down", (LIST, MENU)),
    Action("half_page_up", ("ctrl+u",), "half a page up", (LIST, MENU)),
    Action("to_start", ("home", "g g"), "to the first row", (LIST, MENU)),
    Action("to_end", ("end", "G"), "to the last row", (LIST, MENU)),
    Action("next_pane", ("tab",), "to the next pane", (LISTING, FILTER_FIELD)),
    Action("previous_pane", ("shift+tab",), "to the pane before", (LISTING, FILTER_FIELD)),
    Action("section", tuple("123456789"), "a section by its number", (REPO,)),
    Action("next_section", ("]",), "the next section", (REPO,), "sections"),
    Action("previous_section", ("[",), "the section before", (REPO,)),
    Action("refresh", ("r",), "ask the Hub again", (REPO,)),
    Action("close", ("q", "backspace", "h", "left", "H"), "back to where one came from", (STACKED,)),
    Action("back", ("H",), "back to what stood here, or on the tab before", (TAB,)),
    Action("forward", ("L",), "forward to what was left", (PAGE,)),
    Action("models", ("1",), "the models", (TAB,)),
    Action("datasets", ("2",), "the datasets", (TAB,)),
    Action("spaces", ("3",), "the Spaces", (TAB,)),
    Action("papers", ("4",), "the papers", (TAB,)),
    Action("collections", ("5",), "the collections", (TAB,)),
    Action("mine", ("6",), "what is mine", (TAB,)),
    Action("view_tab", ("7", "8", "9"), "a saved view that is a tab", (TAB,)),
    Action("views", ("g v",), "the saved views", (PAGE,)),
    Action("choose", ("enter",), "open it", (VIEWS,), "open"),
    Action("make_tab", ("t",), "it is a tab, or none any more", (VIEWS,), "tab"),
    Action("forget", ("d", "delete"), "forget it, after a question", (VIEWS,), "forget"),
    Action("collections", ("g c",), "the collections", (PAGE,)),
    Action("models", ("g m",), "the models", (PAGE,)),
    Action("datasets", ("g d",), "the datasets", (PAGE,)),
    Action("spaces", ("g s",), "the Spaces", (PAGE,)),
    Action("papers", ("g p",), "the papers", (PAGE,)),
    Action("mine", ("g h",), "what is mine", (PAGE,)),
    Action("undo", ("u",), "take the last change back, after a question; in a list also marks", (PAGE,)),
    Action("redo", ("U",), "do it again", (PAGE,)),
    Action("activity", ("@",), "every request that was sent", (PAGE,)),
    Action("transfers", ("w",), "the transfers", (PAGE,)),
    Action("unsaved", ("g u",), "what an earlier run could not save", (PAGE,)),
    Action("choose", ("enter",), "send it, after a question", (UNSAVED,), "send"),
    Action("forget", ("d", "delete"), "forget it, after a question", (UNSAVED,), "forget"),
    Action("palette", (":", "ctrl+p"), "everything that can be done here, and any id, URL or owner", (EVERYWHERE,)),
    Action("choose", ("enter",), "do it, or open it", (PALETTE,), "do it"),
    Action("help", ("?",), "the keys of this place", (PAGE, MENU), "keys"),
    Action("leave", ("escape",), "leave the innermost: menu, field, request under way, marks", (EVERYWHERE,)),
    Action("redraw", ("ctrl+l",), "draw the whole screen again", (EVERYWHERE,)),
    Action("suspend", ("ctrl+z",), "suspend; fg comes back", (EVERYWHERE,)),
    Action("copy_or_quit", ("ctrl+c",), "copy the selection, else ask to quit", (EVERYWHERE,)),
    Action("quit", ("q",), "quit", (PAGE,)),
    Action("choose", ("enter",), "choose", (MENU,), "choose"),
    Action("turn_round", ("left", "right", "space"), "the other direction", (MENU,), "other way"),
    Action("pick", ("tab",), "take it or leave it, and step down", (PICKER,), "take"),
    Action("apply", ("enter",), "filter by what is taken (or by the line, when nothing is)", (PICKER,), "apply"),
)
