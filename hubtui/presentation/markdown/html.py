"""The HTML of a card as the Markdown that reads alike. Every step is linear."""

import html
import re

from hubtui.text.sanitize import clean_line

_CODE = re.compile(r"(`{1,3}[^`\n]{1,2000}`{1,3})")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})((?:\s[^<>]{0,4000})?)/?>")
_ATTRIBUTE = re.compile(r"""([A-Za-z-]{1,20})\s{0,4}=\s{0,4}(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,2000}))""")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>")
_TABLE = re.compile(r"<table\b.*?</table\s*>", re.DOTALL | re.IGNORECASE)
_BLOCK_WORDS = "p div center table ul ol details section article figure figcaption header footer hr tbody"
_BLOCKS = frozenset(_BLOCK_WORDS.split())
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "kbd": "`", "tt": "`", "s": "~~", "del": "~~"}
_UNSEEN = ("style", "script", "svg", "iframe")


class Html:
    """Goes through a source chunk by chunk; a comment or a script may end in a later one."""

    def __init__(self) -> None:
        self._until = ""

    def as_markdown(self, text: str) -> str:
        """A chunk without tags."""
        text = self._seen(text)
        if "<" not in text:
            return text
        text = _TABLE.sub(_table, text)
        parts = _CODE.split(text)
        return "".join(part if part.startswith("`") else _without_tags(part) for part in parts)

    def _seen(self, text: str) -> str:
        """Without comments and what is never shown."""
        kept: list[str] = []
        position = 0
        while True:
            if self._until:
                end = text.find(self._until, position)
                if end < 0:
                    return "".join(kept)
                position, self._until = end + len(self._until), ""
            start, until = _next_unseen(text, position)
            if start < 0:
                return "".join([*kept, text[position:]])
            kept.append(text[position:start])
            position, self._until = start, until


def _next_unseen(text: str, position: int) -> tuple[int, str]:
    found = [(text.find("<!--", position), "-->")]
    found += [(text.find(f"<{name}", position), f"</{name}>") for name in _UNSEEN]
    return min((place for place in found if place[0] >= 0), default=(-1, ""))


def _without_tags(text: str) -> str:
    if "<" not in text:
        return text
    text = _AUTOLINK.sub(lambda match: f"[{match[1]}]({match[1]})", text)
    links: list[str] = []
    return _TAG.sub(lambda match: _replaced(match, links), text) + "".join(f"]({href})" for href in reversed(links))


def _replaced(match: re.Match[str], links: list[str]) -> str:
    closing, name = bool(match[1]), match[2].lower()
    if name == "a":
        if closing:
            return f"]({links.pop()})" if links else ""
        if href := _attribute(match[3], "href"):
            links.append(href)
            return "["
        return ""
    if name == "img":
        source = _attribute(match[3], "src")
        return f"![{_words(_attribute(match[3], 'alt'))}]({source})" if source else ""
    if name in _MARKS:
        return _MARKS[name]
    if name == "br":
        return "  \n"
    return _block(name, closing)


def _block(name: str, closing: bool) -> str:
    if len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return "\n\n" if closing else f"\n\n{'#' * int(name[1])} "
    if name == "li":
        return "" if closing else "\n- "
    if name == "summary":
        return "**\n\n" if closing else "\n\n**▸ "
    if name == "blockquote":
        return "\n\n" if closing else "\n\n> "
    if name == "hr":
        return "\n\n---\n\n"
    return "\n\n" if name in _BLOCKS else ""


def _table(match: re.Match[str]) -> str:
    """Rows and cells as pipes."""
    rows: list[str] = []
    for row in re.split(r"<tr\b[^<>]*>", match[0], flags=re.IGNORECASE)[1:]:
        cells = re.split(r"<t[dh]\b[^<>]*>", row, flags=re.IGNORECASE)[1:]
        words = [" ".join(_without_tags(cell).split()).replace("|", "\\|") for cell in cells]
        rows.append(f"| {' | '.join(words)} |")
        if len(rows) == 1:
            rows.append("|" + "---|" * max(1, len(cells)))
    return "\n\n" + "\n".join(rows) + "\n\n"


def _attribute(attributes: str, name: str) -> str:
    for match in _ATTRIBUTE.finditer(attributes):
        if match[1].lower() == name:
            value = clean_line(html.unescape(match[2] or match[3] or match[4] or "")).strip()
            return value.replace(" ", "%20").replace("(", "%28").replace(")", "%29") if name != "alt" else value
    return ""


def _words(alt: str) -> str:
    return alt.replace("[", "(").replace("]", ")")
