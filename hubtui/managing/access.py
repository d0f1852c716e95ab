"""The dialog that changes who may see a repo and download its files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hubtui.changes.change import Change
from hubtui.changes.repo_changes import SetRepoAccess
from hubtui.hub.errors import HubError
from hubtui.hub.kinds import KINDS
from hubtui.hub.repos import AccessOf
from hubtui.managing.change_form import ChangeForm
from hubtui.pages.work import start_work
from hubtui.widgets.choice_field import ChoiceField, Option
from hubtui.widgets.field import Field

if TYPE_CHECKING:
    from hubtui.hub.kinds import Gating, Visibility
    from hubtui.managing.selected_repo import SelectedRepo
    from hubtui.pages.session import EditServices

VISIBILITIES = (
    Option("public", "public", words="everyone sees it"),
    Option("private", "private", words="only its owner sees it"),
)
PROTECTED = Option("protected", "protected", words="everyone uses it, nobody else sees its files")
GATINGS = (
    Option("", "off", words="its files are for everyone who sees it"),
    Option("auto", "auto", words="who accepts the terms is let in"),
    Option("manual", "manual", words="you let each one in by hand"),
)


class AccessForm(ChangeForm):
    """A form for the visibility and the gating of one repo.

    It asks the Hub for the present values first, because a listing may not have them.
    """

    def __init__(self, services: EditServices, chosen: SelectedRepo) -> None:
        super().__init__(f"Who may see {chosen.repo_id}", "Change", services, chosen.row)
        self._chosen = chosen
        self._before: tuple[Visibility, Gating] | None = None
        self._was_turned = False
        is_space = chosen.repo_type == "space"
        row = chosen.row
        private = "private" if row is not None and row.private else "public"
        options = (*VISIBILITIES, PROTECTED) if is_space else VISIBILITIES
        self._visibility = ChoiceField(options, private, id="visibility")
        gated = getattr(row, "gated", None)
        self._gating = None if is_space else ChoiceField(GATINGS, gated if isinstance(gated, str) else "", id="gating")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Yield the fields. A Space has no gating."""
        yield "visibility", "Visibility", self._visibility
        if self._gating is not None:
            yield "gating", "Gated", self._gating

    def on_mount(self) -> None:
        """Ask the Hub for the present visibility and gating."""
        self.say("asking how it is now …")
        start_work(self, self._ask, "access")

    async def _ask(self) -> None:
        chosen = self._chosen
        try:
            before = await self.edit_services.worker.get(AccessOf(chosen.repo_type, chosen.repo_id), fresh=True)
        except HubError as error:
            self.show_error(str(error))
            return
        self._before = before
        if not self._was_turned:
            self._visibility.take(before[0])
            if self._gating is not None:
                self._gating.take(before[1] or "")
        self.say("")

    def field_changed(self, name: str) -> None:
        """Note that the user has changed a field, so that the Hub's answer does not overwrite it."""
        self._was_turned = True

    @property
    def is_complete(self) -> bool:
        """Whether the present values are known: without them nothing can be changed."""
        return self._before is not None

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return lines that say the present values, and who loses access."""
        if self._before is None:
            return ()
        noun = KINDS[self._chosen.repo_type].noun
        lines = [(f"the {noun} is {self._before[0]}{', gated' if self._before[1] else ''} now", "dim")]
        if self._visibility.value == "private" != self._before[0]:
            lines.append(("whoever uses it and is not its owner loses it", ""))
        return lines

    def change(self) -> Change | None:
        """Return a change of the values that differ from the present ones, or None if none does."""
        if self._before is None:
            return None
        visibility: Visibility = self._visibility.value  # type: ignore[assignment]  # its options are these
        gating: Gating = (self._gating.value or False) if self._gating is not None else False  # type: ignore[assignment]
        before, gated = self._before
        change = SetRepoAccess(
            self._chosen.repo_type,
            self._chosen.repo_id,
            (before, visibility) if visibility != before else None,
            (gated, gating) if self._gating is not None and gating != gated else None,
        )
        return change if change.visibility or change.gating else None

    def field_of(self, error: HubError) -> str:
        """Return "visibility": errors of any kind are shown below that field."""
        return "visibility"
