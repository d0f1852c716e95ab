"""Papers: the daily papers, those of a day, search results, and the page of one."""

from hubtui.action import Action
from hubtui.places import PAPER, PAPERS
from hubtui.registry.resource import Resource, ResourceList

_ADDRESS = "hubtui.resources.paper.address"

ACTIONS = (
    Action("day", ("f",), "show the papers of a day", (PAPERS,), "day"),
    Action("citing", ("R",), "list the models, datasets or Spaces that cite it", (PAPER,), "repos that cite it"),
)

RESOURCES = (
    Resource(
        kind="paper",
        words="the paper",
        prefix="papers",
        address=_ADDRESS,
        endpoints="hubtui.resources.paper.endpoints:endpoints",
        text_parser=f"{_ADDRESS}:parse_text",
        hosts=("arxiv.org", "www.arxiv.org", "export.arxiv.org"),
        host_path_parser=f"{_ADDRESS}:parse_host_path",
        page="hubtui.resources.paper.paper_screen:PaperScreen",
        lists=(
            ResourceList(
                name="papers",
                make="hubtui.resources.paper.list:PapersList",
                title="Papers",
                key="4",
                keys_from_pages="g p",
            ),
        ),
        in_collections=True,
        actions=ACTIONS,
    ),
)
