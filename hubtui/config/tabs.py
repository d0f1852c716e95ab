"""The tabs by their names; the first three are listings of repos."""

TABS = ("models", "datasets", "spaces", "papers", "collections", "mine")
LISTINGS = TABS[:3]
