"""The names of the places where actions work. A user is in several places at once."""

EVERYWHERE = "everywhere"
LIST = "lists"
LISTING = "a listing"
PREVIEW = "a list with a preview"
IN_PREVIEW = "a preview that the keys are for"
BROWSER = "a list"
PICKER = "the filter picker"
FIELD = "a text field"
FILTER_FIELD = "the field of a filter bar"
PAGE = "a page"
TAB = "a tab"
MENU = "a menu"
HELP = "the help"
QUESTION = "a question or a message"
ORDERS = "a menu of sort orders"
REPO = "a repo's page"
HUB_PAGE = "a page of the Hub"
SECTIONS = "a page of several sections"
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
PARQUET = "the splits of a dataset"
ROWS = "the rows of a dataset"
WHOLE_ROW = "a row of a dataset"
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
COLUMNS = "the picker of columns"

LISTING_PLACES = (LISTING, PREVIEW, COLLECTABLE, OWN, LIST, PAGE)
"""The places of a listing of repos, beside that of the screen it is on."""

_HEADINGS = {
    LISTING: "List",
    BROWSER: "List",
    COLLECTABLE: "Collect",
    OWN: "Your repos",
    LIST: "Move",
    MENU: "Move",
    READING: "Read",
    OUTLINED: "Read",
    TAB: "Tabs",
    STACKED: "Back",
    PAGE: "Every page",
    SECTIONS: "Sections",
    HELD_BY: "Collections",
    FILES: "Files",
    DERIVED: "Derived",
    ROWS: "Rows",
    WHOLE_ROW: "Rows",
    REVISIONS: "Revisions",
    PARQUET: "Rows",
    LOGS: "Logs",
    QUANTS: "Quants",
    UNSAVED: "Unsaved",
    PROFILE: "Profile",
}


def heading_of(place: str) -> str:
    """Return the heading for the actions of a place, in the help and the palette."""
    name = place.removeprefix("a ").removeprefix("an ").removeprefix("the ")
    return _HEADINGS.get(place, name[:1].upper() + name[1:])
