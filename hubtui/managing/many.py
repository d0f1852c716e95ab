"""Dialogs that change several repos at once. Each shows a plan before anything is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from hubtui.changes.batch import Step
from hubtui.changes.repo_changes import DeleteRepo, MoveRepo, SetRepoAccess, gating_words
from hubtui.dialogs.form import Form
from hubtui.hub.account import OwnRepos
from hubtui.hub.errors import HubError
from hubtui.hub.names import why_no_name
from hubtui.managing.access import GATINGS, PROTECTED, VISIBILITIES
from hubtui.managing.create import owner_options
from hubtui.managing.plan_screen import PlanScreen
from hubtui.pages.work import start_work
from hubtui.text.humanize import short_bytes
from hubtui.widgets.choice_field import ChoiceField, Option
from hubtui.widgets.field import Field
from hubtui.worker.worker import Superseded

if TYPE_CHECKING:
    from hubtui.hub.kinds import Gating, Visibility
    from hubtui.hub.models.user import OwnRepo
    from hubtui.managing.selected_repo import SelectedRepo
    from hubtui.pages.frame import FrameState
    from hubtui.pages.session import EditServices

NAME = "{name}"
_STAYS = Option("", "as it is")
_KEEP = "stay"
_SHOWN = 4


class ManyForm(Form):
    """A form that asks what to do with all `chosen` repos and then opens a plan."""

    def __init__(self, title: str, services: EditServices, frame: FrameState, chosen: Sequence[SelectedRepo]) -> None:
        super().__init__(title, "Show the plan")
        self.edit_services = services
        self.frame = frame
        self.chosen = chosen

    def send(self) -> None:
        """Make the plan and show it; nothing is sent to the Hub yet."""
        self.begin_sending()
        start_work(self, self._plan, "plan")

    async def _plan(self) -> None:
        title, steps, facts = await self.plan()
        app = self.app
        self.answer(None)
        app.push_screen(PlanScreen(self.frame, self.edit_services, title, steps, facts))

    async def plan(self) -> tuple[str, list[Step], str]:
        """Return the title of the plan, its steps, and one line with other facts about it."""
        raise NotImplementedError

    async def own_repos(self, namespaces: Iterable[str]) -> dict[tuple[str, str], OwnRepo]:
        """Return the repos of these namespaces by (type, id), as the account's settings list them.

        Namespaces that cannot be read are left out.
        """
        found: dict[tuple[str, str], OwnRepo] = {}
        account = self.edit_services.rights().account
        for namespace in sorted(set(namespaces)):
            own = account is not None and namespace == account.name
            try:
                async for page in self.edit_services.worker.pages(OwnRepos(None if own else namespace)):
                    found |= {(repo.type or "", repo.id): repo for repo in page.rows}
            except (HubError, Superseded):
                continue  # use what the list said about these repos
        return found


class AccessMany(ManyForm):
    """A form for one visibility and one gating of several repos."""

    def __init__(self, services: EditServices, frame: FrameState, chosen: Sequence[SelectedRepo]) -> None:
        super().__init__(f"Who may see these {len(chosen):,} repos", services, frame, chosen)
        spaces = all(one.repo_type == "space" for one in chosen)
        self._visibility = ChoiceField(
            (*VISIBILITIES, *([PROTECTED] if spaces else []), _STAYS), "private", id="visibility"
        )
        has_files = all(one.repo_type != "space" for one in chosen)
        gatings = (Option(_KEEP, "as it is"), *GATINGS)
        self._gating = ChoiceField(gatings, _KEEP, id="gating") if has_files else None

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Yield the fields. Gating is offered only if no Space is among the repos."""
        yield "visibility", "Visibility", self._visibility
        if self._gating is not None:
            yield "gating", "Gated", self._gating

    async def plan(self) -> tuple[str, list[Step], str]:
        """Plan a change for each repo whose visibility or gating differs from the chosen one."""
        known = await self.own_repos(one.repo_id.partition("/")[0] for one in self.chosen)
        steps = [self._step(one, known.get((one.repo_type, one.repo_id))) for one in self.chosen]
        hidden = [
            known[one.repo_type, one.repo_id].storage or 0
            for one, step in zip(self.chosen, steps, strict=True)
            if isinstance(step.change, SetRepoAccess)
            and step.change.visibility is not None
            and step.change.visibility[1] == "private"
            and (one.repo_type, one.repo_id) in known
        ]
        facts = f"{short_bytes(sum(hidden))} become private" if hidden else ""
        return f"Make {len(self.chosen):,} repos {' and '.join(self._wanted_words())}", steps, facts

    def _wanted_words(self) -> Iterator[str]:
        if self._visibility.value:
            yield self._visibility.value
        if self._sets_gating and self._gating is not None:
            yield gating_words(self._gating.value)

    @property
    def _sets_gating(self) -> bool:
        return self._gating is not None and self._gating.value != _KEEP

    def missing(self) -> Mapping[str, str]:
        """Return that nothing was chosen, if all values stay as they are."""
        return {} if self._visibility.value or self._sets_gating else {"visibility": "nothing would change"}

    def _step(self, one: SelectedRepo, own: OwnRepo | None) -> Step:
        before: Visibility = "private" if getattr(one.row, "private", False) else "public"
        if own is not None and own.visibility:
            before = own.visibility  # type: ignore[assignment]  # the Hub's own word
        after: Visibility = self._visibility.value or before  # type: ignore[assignment]  # its options are these
        gating = self._gating_of(one)
        change = SetRepoAccess(
            one.repo_type, one.repo_id, (before, after) if after != before else None, gating if gating else None
        )
        if change.visibility or change.gating:
            return Step(one.repo_id, change, one.row)
        words = " and ".join(self._wanted_words())
        return Step(one.repo_id, None, one.row, words=f"{words} already")

    def _gating_of(self, one: SelectedRepo) -> tuple[Gating, Gating] | None:
        if self._gating is None or not self._sets_gating:
            return None
        gated = getattr(one.row, "gated", False)
        before: Gating = gated if gated in ("auto", "manual") else False
        after: Gating = self._gating.value or False  # type: ignore[assignment]  # its options are these
        return (before, after) if before != after else None


class MoveMany(ManyForm):
    """A form that gives several repos another owner, or other names by a pattern."""

    def __init__(self, services: EditServices, frame: FrameState, chosen: Sequence[SelectedRepo]) -> None:
        super().__init__(f"Move these {len(chosen):,} repos", services, frame, chosen)
        owners = [Option("", "where each one is"), *owner_options(services)]
        self._to = ChoiceField(owners, id="owner")
        self._pattern = Field(NAME, id="pattern")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Yield the new owner and the pattern for names."""
        yield "owner", "To", self._to
        yield "pattern", "Names", self._pattern

    def _new_id(self, one: SelectedRepo) -> str:
        owner, _, name = one.repo_id.rpartition("/")
        return f"{self._to.value or owner}/{self._pattern.value.strip().replace(NAME, name)}"

    def missing(self) -> Mapping[str, str]:
        """Return that every repo would keep its id, if that is so."""
        moves = any(self._new_id(one) != one.repo_id for one in self.chosen)
        return {} if moves else {"pattern": "nothing would change: choose another owner, or type other names"}

    def problems(self) -> Mapping[str, str]:
        """Return why the owner cannot be used, and which new names are invalid or used twice."""
        found = {}
        if self._to.option.why_not:
            found["owner"] = self._to.option.why_not
        new = [(one.repo_type, self._new_id(one)) for one in self.chosen]
        for _, repo_id in new:
            if why := why_no_name(repo_id.rpartition("/")[2]):
                found["pattern"] = f"{repo_id}: {why}"
                break
        doubled = [repo_id for (_, repo_id), times in Counter(new).items() if times > 1]
        if doubled and "pattern" not in found:
            found["pattern"] = (
                f"{len(doubled)} names would be given twice, {doubled[0]} for one; {NAME} is each one's own"
            )
        return found

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return the old and new ids of the first few repos."""
        lines = [(f"{one.repo_id} → {self._new_id(one)}", "dim") for one in self.chosen[:_SHOWN]]
        more = len(self.chosen) - _SHOWN
        return [*lines, (f"and {more:,} more; the plan shows them all", "dim")] if more > 0 else lines

    async def plan(self) -> tuple[str, list[Step], str]:
        """Plan a move for each repo whose new id is free and differs from its old one."""
        there = await self.own_repos(self._new_id(one).partition("/")[0] for one in self.chosen)
        leaving = {(one.repo_type, one.repo_id) for one in self.chosen}
        steps = []
        for one in self.chosen:
            new_id = self._new_id(one)
            taken = (one.repo_type, new_id) in there and (one.repo_type, new_id) not in leaving
            same = new_id == one.repo_id
            words = f"{new_id} is there already" if taken else "is there already" if same else ""
            steps.append(
                Step(one.repo_id, None if words else MoveRepo(one.repo_type, one.repo_id, new_id), one.row, words=words)
            )
        return f"Move {len(self.chosen):,} repos", steps, "old addresses redirect"


class DeleteMany(ManyForm):
    """A form that deletes several repos after their number and their owners have been typed."""

    def __init__(self, services: EditServices, frame: FrameState, chosen: Sequence[SelectedRepo]) -> None:
        super().__init__(f"Delete these {len(chosen):,} repos for good", services, frame, chosen)
        owners = sorted({one.repo_id.partition("/")[0] for one in chosen})
        self._wanted = " ".join([str(len(chosen)), *owners])
        self._typed = Field("", "type the text below", id="typed")

    def fields(self) -> Iterable[tuple[str, str, Field | ChoiceField]]:
        """Yield the field for the number and the owners."""
        yield "typed", "Type", self._typed

    def missing(self) -> Mapping[str, str]:
        """Return what to type, if the number and the owners have not been typed."""
        is_typed = " ".join(self._typed.value.split()) == self._wanted
        return {} if is_typed else {"typed": f"type {self._wanted}"}

    def problems(self) -> Mapping[str, str]:
        """Return an error if the typed text is not the beginning of the number and the owners."""
        return {} if self._wanted.startswith(self._typed.value.strip()) else {"typed": f"type {self._wanted}"}

    def facts(self) -> Sequence[tuple[str, str]]:
        """Return the text to type, the downloads and likes of all repos together, and the first few ids."""
        downloads = sum(getattr(one.row, "downloads", None) or 0 for one in self.chosen)
        likes = sum(one.row.likes or 0 for one in self.chosen if one.row is not None)
        lines = [(f"type {self._wanted}", ""), (f"{downloads:,} downloads in the last month, {likes:,} likes", "state")]
        names = ", ".join(one.repo_id for one in self.chosen[:_SHOWN])
        lines.append((f"{names}{' …' if len(self.chosen) > _SHOWN else ''}", "dim"))
        return [*lines, ("Undo does not bring them back.", "")]

    async def plan(self) -> tuple[str, list[Step], str]:
        """Plan the deletion of every repo."""
        steps = [Step(one.repo_id, DeleteRepo(one.repo_type, one.repo_id), one.row) for one in self.chosen]
        return f"Delete {len(self.chosen):,} repos for good", steps, "this cannot be undone"
