"""Cards read back: what a reader sees of a laid-out card, and what an independent HTML parser says is in it."""

from __future__ import annotations

from html.parser import HTMLParser

from hubtui.presentation.markdown import pieces
from hubtui.text.document import Lines

_DECORATION = str.maketrans("", "", "─━│")
_BULLETS = "•◦▪"


def document_of(source: str, width: int = 60) -> Lines:
    """Lay a card out."""
    document = Lines()
    for piece in pieces(source, width):
        document.extend(piece)
    return document


def seen(source: str, width: int = 60) -> list[str]:
    """The lines of a card as text."""
    document = document_of(source, width)
    lines = [document.text(index).rstrip() for index in range(len(document))]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def essence(text: str) -> str:
    """A text without blanks, and without the lines that are drawn."""
    return "".join(text.translate(_DECORATION).split())


def in_turn(targets: list[str]) -> list[str]:
    """Targets of links without those that follow themselves: words that are wrapped are several links."""
    return [target for number, target in enumerate(targets) if not number or targets[number - 1] != target]


class Expected(HTMLParser):
    """What is to be seen of a page of HTML: its text with bullets, numbers and images named, and its links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.links: list[str] = []
        self._lists: list[int | None] = []
        self._hrefs: list[str] = []
        self._unseen = 0
        self._begun = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if tag in ("style", "script"):
            self._unseen += 1
        elif tag in ("ul", "ol"):
            self._lists.append(int(found.get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and self._lists:
            self._begin_item()
        elif tag == "a":
            self._hrefs.append(found.get("href") or "")
            self.links += [self._hrefs[-1]] if self._hrefs[-1] else []
            self._begun = self.essence
        elif tag == "input":
            self.text.append("☑" if "checked" in found else "☐")
        elif tag == "img":
            self._image(found)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)

    def _begin_item(self) -> None:
        number = self._lists[-1]
        if number is None:
            self.text.append(_BULLETS[min(len(self._lists), len(_BULLETS)) - 1])
        else:
            self.text.append(f"{number}.")
            self._lists[-1] = number + 1

    def _image(self, found: dict[str, str | None]) -> None:
        source = found.get("src") or ""
        name = found.get("alt") or found.get("title") or source.rpartition("/")[2]
        if any(self._hrefs):
            self.text.append(f"[{name}]")
        elif source or name:
            self.text.append(f"[image: {name}]")
            self.links += [source] if source else []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._unseen -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "a" and self._hrefs:
            href = self._hrefs.pop()
            if self.essence == self._begun and not href.startswith("#"):
                self.text.append(href)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.text.append(data)

    @property
    def essence(self) -> str:
        """The text without blanks."""
        return essence("".join(self.text))
