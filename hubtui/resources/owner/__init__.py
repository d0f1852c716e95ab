"""Users and organisations: the page of one, with its repos, papers, likes and people."""

from hubtui.action import Action
from hubtui.places import BROWSER, COLLECTABLE, HUB_PAGE, LIST, LISTING, PAGE, PREVIEW, SECTIONS, STACKED
from hubtui.registry.resource import Jump, Resource

OWNER = "the page of a user or an organisation"
_HAVE_OWNERS = (LISTING, BROWSER, HUB_PAGE)
_ADDRESS = "hubtui.resources.owner.address"

RESOURCES = (
    Resource(
        kind="owner",
        words="the page of",
        address=_ADDRESS,
        endpoints="hubtui.resources.owner.owner:endpoints",
        owner_of=f"{_ADDRESS}:owner_of",
        page="hubtui.resources.owner.screen:OwnerScreen",
        is_named_alone=True,
        actions=(
            Action(
                "all_repos",
                ("A",),
                "open the listing of all models, datasets or Spaces of the owner",
                (OWNER,),
                "listing",
            ),
        ),
        jumps=(
            Jump(
                action=Action("owner", ("O",), "open the page of the owner", _HAVE_OWNERS),
                to=f"{_ADDRESS}:page_of_owner",
                missing="this belongs to no user and no organisation",
            ),
        ),
        place_sets=((SECTIONS, COLLECTABLE, STACKED, BROWSER, PREVIEW, LIST, PAGE, OWNER),),
    ),
)
