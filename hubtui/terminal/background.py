"""The terminal's background: asked for once, and its answer taken out of the keys. Pure."""

import re
from typing import Final

QUERY: Final = "\x1b]11;?\x1b\\"
_BEGIN: Final = "\x1b]11;"
_ANSWER: Final = re.compile(r"\x1b\]11;([^\x07\x1b]{0,64})(?:\x07|\x1b\\)")
_LONGEST: Final = 80


class BackgroundAnswer:
    """Finds the answer to the query in what the terminal sends, however it is cut; the rest are keys.

    `is_light` is None until the answer came.
    """

    def __init__(self) -> None:
        self.is_light: bool | None = None
        self._held = ""

    @property
    def holds(self) -> bool:
        """Whether something is held back that may be the begin of an answer."""
        return bool(self._held)

    def take(self, text: str) -> str:
        """What the terminal sent, without the answer and without what may become one."""
        text, self._held = self._held + text, ""
        if self.is_light is not None:
            return text
        if answer := _ANSWER.search(text):
            self.is_light = is_light(answer[1])
            return text[: answer.start()] + text[answer.end() :]
        begin = text.rfind(_BEGIN)
        if begin < 0:
            begin = next((len(text) - size for size in range(len(_BEGIN), 0, -1) if text.endswith(_BEGIN[:size])), -1)
        if begin < 0 or len(text) - begin > _LONGEST:
            return text
        self._held = text[begin:]
        return text[:begin]

    def give_up(self) -> str:
        """What was held back and did not become an answer: an escape is the key, the begin of an answer is nobody's."""
        held, self._held = self._held, ""
        return "" if held.startswith(_BEGIN) else held


def is_light(colour: str) -> bool:
    """Whether a colour as terminals tell it ("rgb:ffff/ffff/dddd", "#fff") is nearer to white than to black."""
    if colour.startswith("#") and len(colour) > 1 and (len(colour) - 1) % 3 == 0:
        size = (len(colour) - 1) // 3
        parts = [colour[1 + place : 1 + place + size] for place in range(0, 3 * size, size)]
    else:
        parts = colour.partition(":")[2].split("/")[:3]
    try:
        red, green, blue = (int(part, 16) / ((1 << 4 * len(part)) - 1) for part in parts)
    except (ValueError, ZeroDivisionError):
        return False
    return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5
