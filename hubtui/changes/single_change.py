"""One change that is one request: a repo, a Space, a collection as a whole, a place on the profile. Pure.

States and transitions:

    queued       kept in the outbox, not sent yet
    sent         one request has gone out; an answer of the right shape came, or none that can be relied on
    looking      the Hub is read, at once and then with growing pauses, until it shows the change
    confirmed    a read shows it: it leaves the outbox, and undo knows it
    refused      the Hub said no before it did anything: it leaves the outbox, with the Hub's words
    unconfirmed  two minutes of looks did not show it: it stays in the outbox, and only the user's word sends it again

A request that got no answer may still be at work, so it is not "not done": it is looked for like any other. It is sent
once more by itself only where the Hub answered 5xx, a look shows that it was not done, and doing it twice is harmless.
Harmless are settings (who may see a repo, its gating, the sleep time of a Space, a place on the profile). Not harmless:
a second deletion could hit a repo that somebody made anew, a second move or creation likewise, and a second restart,
pause or other hardware would stop a Space that has just been started, or cost money.
"""

from dataclasses import dataclass
from enum import StrEnum

from hubtui.changes.looking import LOOK_PAUSES


class Next(StrEnum):
    """What is to be done next about a change."""

    DONE = "done"
    LOOK = "look"
    SEND = "send"
    STOP = "stop"


@dataclass(slots=True)
class SingleChange:
    """How far one change has come; `pause` is how many seconds to wait before the next look."""

    is_harmless: bool = False
    is_answered: bool = False
    pause: float = 0.0
    _failed: bool = False
    _was_repeated: bool = False
    _looks: int = 0

    def sent(self, *, is_answered: bool, status: int = 0) -> None:
        """Note that it was sent; `status` is that of the answer where it was an error."""
        self.is_answered = is_answered
        self._failed = status >= 500
        self._looks, self.pause = 0, 0.0

    def looked(self, is_done: bool | None) -> Next:
        """Return what to do after a look that showed whether it is done (None: the look failed)."""
        if is_done:
            return Next.DONE
        if is_done is False and self._failed and self.is_harmless and not self._was_repeated:
            self._was_repeated = True
            return Next.SEND
        # A look that failed was tried three times: the next one comes later.
        place = self._looks if is_done is False else self._looks + 1
        self._looks = place + 1
        if place >= len(LOOK_PAUSES):
            return Next.STOP
        self.pause = LOOK_PAUSES[place]
        return Next.LOOK
