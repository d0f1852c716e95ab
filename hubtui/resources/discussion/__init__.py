"""Discussions and pull requests: the list of a repo, and the page of one."""

from hubtui.action import Action
from hubtui.places import (
    BROWSER,
    HUB_PAGE,
    LIST,
    LISTING,
    OUTLINED,
    PAGE,
    PREVIEW,
    READING,
    SECTIONS,
    STACKED,
    TAB,
)
from hubtui.registry.resource import Jump, Resource, ResourceList

DISCUSSION = "a discussion"
DISCUSSIONS = "the discussions of a repo"
_BOTH = (DISCUSSION, DISCUSSIONS)
_ADDRESS = "hubtui.resources.discussion.address"

RESOURCES = (
    Resource(
        kind="discussions",
        words="the discussions of",
        address=_ADDRESS,
        owner_of=f"{_ADDRESS}:owner_of",
        page="hubtui.resources.discussion.list:list_screen",
        lists=(ResourceList(name="discussions", make="hubtui.resources.discussion.list:DiscussionsList"),),
        actions=(
            Action("filter", ("f",), "choose: open or closed, discussions or pull requests", (DISCUSSIONS,), "filter"),
        ),
        place_sets=tuple((DISCUSSIONS, over, BROWSER, PREVIEW, LIST, PAGE) for over in (STACKED, TAB)),
    ),
    Resource(
        kind="discussion",
        words="the discussion",
        address=_ADDRESS,
        endpoints="hubtui.resources.discussion.endpoints:endpoints",
        text_parser=f"{_ADDRESS}:parse_text",
        owner_of=f"{_ADDRESS}:owner_of",
        page="hubtui.resources.discussion.screen:DiscussionScreen",
        actions=(
            Action("owner", ("O",), "open the page of the author", _BOTH),
            Action("comment", ("c",), "write a comment in $EDITOR", (DISCUSSION,), "comment", writes=True),
            Action("close_or_reopen", ("x",), "close it, or open it again", (DISCUSSION,), writes=True),
        ),
        jumps=(
            Jump(
                action=Action(
                    "discussions", ("i",), "open the discussions and pull requests", (LISTING, BROWSER, HUB_PAGE)
                ),
                to=f"{_ADDRESS}:list_of",
                missing="only models, datasets and Spaces have discussions",
            ),
            Jump(
                action=Action("repo", ("R",), "open the repo", _BOTH),
                to=f"{_ADDRESS}:repo_of",
                missing="there is no repo here",
            ),
        ),
        place_sets=((DISCUSSION, SECTIONS, OUTLINED, READING, HUB_PAGE, STACKED, LIST, PAGE),),
    ),
)
