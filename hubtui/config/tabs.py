"""The tabs by their names, the first three of them listings of repos; and every list that a view can be saved of."""

TABS = ("models", "datasets", "spaces", "papers", "collections", "mine")
LISTINGS = TABS[:3]
LISTS = (*TABS, "activity", "transfers", "quants")
