"""The actions that comment on a discussion, close it and reopen it."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from hubtui.action_target import ActionTarget
from hubtui.changes.discussion_changes import AddComment, SetDiscussionStatus
from hubtui.dialogs.question import Question
from hubtui.hub.kinds import RepoType
from hubtui.pages.work import start_work
from hubtui.terminal.external_editor import EditorFailed, edit
from hubtui.text.humanize import counted
from hubtui.text.sanitize import clean_line

if TYPE_CHECKING:
    from hubtui.changes.queue import QueuedChange
    from hubtui.hub.models.discussion import Discussion
    from hubtui.pages.frame import FrameScreen
    from hubtui.pages.session import Session
    from hubtui.registry.target import Target

_LONGEST = 65_536
_SHOWN = 60


class DiscussionActions(ActionTarget):
    """Asks for a comment or for a confirmation, sends the change, and calls `changed` after the Hub has taken it."""

    def __init__(
        self, screen: FrameScreen, session: Session, repo: Target, now: Callable[[], Discussion | None],
        changed: Callable[[], None],
    ) -> None:  # fmt: skip
        """`now` returns the discussion with its events, or None while they are not loaded."""
        self._screen = screen
        self._session = session
        self._repo = repo
        self._now = now
        self._changed = changed
        self._unsent = ""

    def do_comment(self) -> None:
        """Open the user's editor for a comment, then ask whether to send it."""
        one, author = self._now(), self._screen.frame.rights.account_name
        if one is None or not author:
            self._screen.notice("wait until the discussion and your account are loaded")
            return
        try:
            text = edit(self._unsent, self._screen.app.suspend, os.environ)
        except EditorFailed as failed:
            self._unsent = failed.text or self._unsent
            self._screen.notice(f"{failed}: nothing is sent", failed=True)
            return
        self._unsent, text = text, text.strip()
        if not text or len(text) > _LONGEST:
            words = f"a comment has at most {_LONGEST:,} characters" if text else "there is no text: nothing is sent"
            self._screen.notice(words, failed=bool(text))
            return
        self._ask_to_send(one, author, text)

    def _ask_to_send(self, one: Discussion, author: str, text: str) -> None:
        comment = AddComment(
            cast("RepoType", self._repo.kind), self._repo.id, one.num, text, author, one.count_of(author, text)
        )
        lines = text.count("\n") + 1
        start = clean_line(text.split("\n")[0])[:_SHOWN]
        question = f'Send this comment of {counted(lines, "line")} as {author}? "{start}"'

        def answered(answer: bool | None) -> None:
            if answer:
                self._unsent = ""
                self._submit(comment)
            else:
                self._screen.notice("nothing is sent; c goes on with what you wrote")

        self._screen.app.push_screen(Question(question, "send"), answered)

    def do_close_or_reopen(self) -> None:
        """Ask whether to close the discussion, or to reopen it."""
        one = self._now()
        if one is None or one.status == "merged":
            self._screen.notice("what is merged stays so" if one is not None else "wait until the discussion is loaded")
            return
        is_closed = one.status == "closed"
        change = SetDiscussionStatus(
            cast("RepoType", self._repo.kind),
            self._repo.id,
            one.num,
            "open" if is_closed else "closed",
            "closed" if is_closed else "open",
        )
        verb = "reopen" if is_closed else "close"

        def answered(answer: bool | None) -> None:
            if answer:
                self._submit(change)

        question = f"{verb.capitalize()} {self._repo.id}#{one.num}, {one.title[:_SHOWN]}?"
        self._screen.app.push_screen(Question(question, verb), answered)

    def _submit(self, change: AddComment | SetDiscussionStatus) -> None:
        edit = self._session.queue.submit(change)
        start_work(self._screen, partial(self._wait_for, edit), "writing")

    async def _wait_for(self, edit: QueuedChange) -> None:
        await edit.finished()
        if edit.error is None:
            self._changed()
