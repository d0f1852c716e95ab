"""Split the source of a card into chunks of whole blocks that are quick to parse."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import normalizeReference, unescapeAll

_LINES, _CHARACTERS = 60, 12_000
_MAX_LINES, _MAX_CHARACTERS = 240, 32_000
_MAX_CHARACTERS_OF_HTML = 200_000
_MAX_LINE_LENGTH = 4000
_FENCE = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$")
_LIST = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?: |$)")
_DEFINITION = re.compile(
    r" {0,3}\[([^\[\]\n^][^\[\]\n]{0,200})\]:[ ]{0,8}<?([^\s<>]{1,2000})>?(?:[ ]+[\"'(].{0,300})?$"
)
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\[\]\s]{1,100})\]:")
_RUN = re.compile(r"([^\w\s])\1{199,}")
_MAX_DEFINITIONS = 5000
# Elements and comments that a chunk must not split.
_CONTAINER = re.compile(r"<(/?)(table|ul|ol|dl|pre|blockquote|details|script|style|svg)(?=[\s>/])|(<!--)|(-->)", re.I)

_VERBATIM = ("<!--", "<pre>", "<script>", "<style>")


def definitions(source: str) -> dict[str, Any]:
    """Return the reference links and footnotes that all chunks share, as markdown-it's environment.

    It is empty for a card of one chunk: there the parser finds them itself.
    """
    if len(source) < _CHARACTERS and source.count("\n") < _LINES:
        return {}
    links: dict[str, Any] = {}
    notes: dict[str, int] = {}
    for line in source.split("\n") if "]:" in source else ():
        if "]:" not in line or len(line) >= _MAX_LINE_LENGTH or len(links) + len(notes) >= _MAX_DEFINITIONS:
            continue
        if match := _DEFINITION.match(line):
            links.setdefault(normalizeReference(match[1]), {"title": "", "href": normalizeLink(unescapeAll(match[2]))})
        elif match := _FOOTNOTE.match(line):
            notes[":" + match[1]] = -1
    return {"references": links, "footnotes": {"refs": notes, "list": {}}}


class _Chunk:
    """The lines of a chunk, and which HTML elements are open at its end."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.size = 0
        self.fence = ""
        self.open: list[str] = []

    def add(self, line: str) -> None:
        fence = None if self.open and self.open[-1] in _VERBATIM else _FENCE.match(line)
        if self.fence:
            if fence and fence[1].startswith(self.fence) and not fence[2].strip():
                self.fence = ""
        elif fence:
            self.fence = fence[1]
            if self.lines and self.lines[-1].rstrip().endswith(">"):
                # Without a blank line the code would be part of the HTML before it.
                self.lines.append("")
        elif "<" in line or "-->" in line:
            self._follow_html(line)
        self.lines.append(line)
        self.size += len(line) + 1

    def _follow_html(self, line: str) -> None:
        for closing, name, comment, end in _CONTAINER.findall(line):
            if self.open and self.open[-1] == "<!--":
                self.open[-1:] = [] if end else ["<!--"]
            elif comment:
                self.open.append(comment)
            elif closing and (tag := f"<{name.lower()}>") in self.open:
                del self.open[self.open.index(tag) :]
            elif name and not closing:
                self.open.append(f"<{name.lower()}>")

    def may_end_before(self, line: str) -> bool:
        if self.fence:
            return False
        if self.open:
            return self.size >= _MAX_CHARACTERS_OF_HTML
        if len(self.lines) >= _MAX_LINES or self.size >= _MAX_CHARACTERS:
            return True
        if len(self.lines) < _LINES and self.size < _CHARACTERS:
            return False
        # Only between blocks and not inside a list.
        before = self.lines[-1] if self.lines else ""
        return not before.strip() and bool(line) and not line[0].isspace() and not _LIST.match(line)


def chunks(source: str) -> Iterator[str]:
    """Yield a source in chunks of whole blocks (as far as possible), in their order."""
    chunk = _Chunk([])
    for line in _bounded_lines(source):
        if chunk.may_end_before(line):
            yield "\n".join(chunk.lines)
            chunk = _Chunk(_beginning_again(chunk, line))
        chunk.add(line)
    yield "\n".join(chunk.lines)


def _beginning_again(chunk: _Chunk, line: str) -> list[str]:
    """Return the first lines of the next chunk: the tags that are open, or the header of a Markdown table."""
    if chunk.open:
        return list(dict.fromkeys(chunk.open[:20]))
    if not line.lstrip().startswith("|"):
        return []
    start = len(chunk.lines)
    while start and chunk.lines[start - 1].lstrip().startswith("|"):
        start -= 1
    head = chunk.lines[start : start + 2]
    return head if len(head) == 2 and not head[1].strip("|-: ") else []


def _bounded_lines(source: str) -> Iterator[str]:
    for line in source.split("\n"):
        # The parser takes quadratic time for a run of one mark, and for a line of brackets.
        line = _RUN.sub(lambda match: match[1] * 80, line)
        while len(line) > _MAX_LINE_LENGTH:
            end = line.rfind(" ", _MAX_LINE_LENGTH // 2, _MAX_LINE_LENGTH)
            end = end if end > 0 else _MAX_LINE_LENGTH
            yield line[:end]
            line = line[end:].lstrip()
        yield line


class Tag(NamedTuple):
    """A tag or a comment, with the text before it and the position where it begins."""

    before: str
    tag: str
    name: str
    closes: bool
    start: int


_TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9-]*)(?:[\s/](?:[^<>\"']|\"[^\"]{0,1000}\"|'[^']{0,1000}')*)?>"
    r"|<!--(?:-?>)?|<!\[CDATA\[|<\?|<![A-Za-z]"
)
_ENDS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}


def tags(html: str) -> Iterator[Tag]:
    """Yield the tags of HTML, each with the text before it; the last one is empty."""
    position = 0
    while match := _TAG.search(html, position):
        start, end = match.span()
        if not match[2] and html[end - 1] != ">":
            mark = _ENDS.get(match[0], ">")
            found = html.find(mark, end)
            end = found + len(mark) if found >= 0 else len(html)
        yield Tag(html[position:start], html[start:end], (match[2] or "").lower(), bool(match[1]), start)
        position = end
    yield Tag(html[position:], "", "", False, len(html))
