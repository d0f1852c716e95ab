"""The state of one change in the queue, from sending to verification. Pure.

States and transitions:

    queued       in the outbox, not sent yet
    sent         the request was sent once; the Hub answered it, or no answer came that can be relied on
    looking      the Hub is read, at once and then with growing pauses, until it shows the change
    confirmed    a read shows it: it is removed from the outbox and entered into the journal
    refused      the Hub refused it without doing anything: it is removed from the outbox, and the user sees the error
    unconfirmed  no read showed it in two minutes: it stays in the outbox, and only the user can send it again

A request without an answer may still be carried out later, so the Hub is read as after any other. The request is sent
a second time without the user only if the Hub answered 5xx, a read shows that it was not carried out, and sending it
twice is harmless. Settings are harmless: the visibility and gating of a repo, the position of a collection on a
profile. Not harmless: a second deletion could hit a repo that somebody created since, a second move or creation
likewise, and a second restart, pause or other hardware would stop a Space that has just been started, or cost money.
"""

from dataclasses import dataclass
from enum import StrEnum

from hubtui.changes.looking import LOOK_PAUSES


class Next(StrEnum):
    """The next thing to do for a change."""

    DONE = "done"
    LOOK = "look"
    SEND = "send"
    STOP = "stop"


@dataclass(slots=True)
class SingleChange:
    """The state of one change; `pause` is the number of seconds before the next read of the Hub."""

    is_harmless: bool = False
    is_answered: bool = False
    pause: float = 0.0
    _failed: bool = False
    _was_repeated: bool = False
    _looks: int = 0

    def sent(self, *, is_answered: bool, status: int = 0) -> None:
        """Record that the request was sent; `status` is the HTTP status if the answer was an error."""
        self.is_answered = is_answered
        self._failed = status >= 500
        self._looks, self.pause = 0, 0.0

    def looked(self, is_done: bool | None) -> Next:
        """Return the next thing to do after a read that showed whether the change is done (None: the read failed)."""
        if is_done:
            return Next.DONE
        if is_done is False and self._failed and self.is_harmless and not self._was_repeated:
            self._was_repeated = True
            return Next.SEND
        # A failed read was tried three times: the next one comes later.
        place = self._looks if is_done is False else self._looks + 1
        self._looks = place + 1
        if place >= len(LOOK_PAUSES):
            return Next.STOP
        self.pause = LOOK_PAUSES[place]
        return Next.LOOK
