"""The actions on the page of a repo that belong to no section: copy, quants, and the menu of a Space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.action_target import ActionTarget
from hubtui.presentation.fits import best_quant
from hubtui.resources.repos.section_switch import SectionSwitch

if TYPE_CHECKING:
    from hubtui.pages.frame import FrameScreen
    from hubtui.resources.repos.page import RepoPage


class RepoActions(ActionTarget):
    """Acts on the repo of `page`, and on the files that are marked in the section in front."""

    def __init__(self, screen: FrameScreen, page: RepoPage, sections: SectionSwitch) -> None:
        self._screen = screen
        self._page = page
        self._sections = sections

    def do_copy(self) -> None:
        """Offer the texts that can be copied: of the repo, and of the marked files."""
        from hubtui.presentation.snippets import snippets, subject_of

        page, section = self._page, self._sections.front
        files = page.info.file_names if page.info is not None else []
        chosen = section.chosen_paths() if section is not None else []
        row = page.row if page.row is not None else page.target
        quant = best_quant(row, self._screen.frame.memory.budget)
        subject = subject_of(page.repo_type, row, page.endpoint, page.target.revision, files, chosen, quant)
        page.routes.offer_copies(snippets(subject))

    def do_quants(self) -> None:
        """Open the quants of the model; of a quant, those of its base model."""
        page = self._page
        if page.repo_type != "model":
            self._screen.notice("only models have quants")
        else:
            page.routes.show_quants(page.repo_id, page.row.tags if page.row is not None else ())

    def do_act(self) -> None:
        """Open the menu of actions of a Space."""
        from hubtui.resources.repos.space_actions import SpaceActions  # the page opens without it

        SpaceActions(self._screen, self._page).open_menu()
