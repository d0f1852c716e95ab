"""Convert the elements of a card to blocks and runs of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from hubtui.presentation.markdown.elements import MEDIA, PLAIN_BLOCKS, UNSEEN
from hubtui.presentation.markdown.nodes import Block, Code, Heading, ItemList, Paragraph, Quote, Rule, Run
from hubtui.presentation.markdown.tables import parse_table
from hubtui.text.sanitize import clean_line, clean_prose

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MAX_DEPTH = 150
_ALERT = re.compile(r"\s*\[!(note|tip|important|warning|caution)\]\s*", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FOLLOWED = ("http:", "https:", "mailto:")
_LANGUAGE = re.compile(r"(?:^|\s)lang(?:uage)?-(\S{1,40})")
_ROLES = {
    **dict.fromkeys(("b", "strong", "mark"), "strong"),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), "emphasis"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    **dict.fromkeys(("s", "del", "strike"), "dim"),
}
_QUOTES = {"q": ("“", "”")}
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


class _Words(NamedTuple):
    """The role and link of words at the current place in the tree.

    `table` maps characters to raised or lowered ones.
    """

    role: str = ""
    href: str = ""
    table: dict[int, int] | None = None


_NO_WORDS = _Words()


class _Reader:
    """Reads elements in their order; words are collected until a block begins or ends."""

    def __init__(self, tight: bool) -> None:
        self.blocks: list[Block] = []
        self._tight = tight
        self._runs: list[Run] = []
        self._anchors: list[str] = []

    # Blocks

    def end_paragraph(self, tight: bool | None = None) -> None:
        """Make a paragraph of the words collected so far."""
        runs, self._runs = self._runs, []
        while runs and runs[-1].text.isspace():
            runs.pop()
        if any(run.text.strip() for run in runs):
            self._add(Paragraph(runs, self._tight if tight is None else tight))

    def _add(self, block: Block) -> None:
        block.anchors += self._anchors
        self._anchors = []
        self.blocks.append(block)

    def read_children(self, node: LexborNode, words: _Words, depth: int) -> None:
        """Read all children of an element."""
        if depth > _MAX_DEPTH:
            self._say(node.text(deep=True), words)
            return
        child = node.child
        while child is not None:
            if child.is_text_node:
                self._say(child.text_content or "", words)
            elif child.is_element_node and (tag := child.tag or "") not in UNSEEN:
                self._element(child, tag, words, depth)
            child = child.next

    def _element(self, node: LexborNode, tag: str, words: _Words, depth: int) -> None:
        attributes = node.attributes
        if anchor := attributes.get("id") or (attributes.get("name") if tag == "a" else None):
            self._anchors.append(clean_line(anchor).removeprefix("user-content-"))
        if tag in PLAIN_BLOCKS:
            self._plain_block(node, tag, words, depth)
        elif tag in _BLOCK_READERS:
            self.end_paragraph()
            _BLOCK_READERS[tag](self, node, words)
        elif tag in MEDIA or tag == "img":
            self._media(node, tag, words)
        else:
            self._inline(node, tag, words, depth)

    def _plain_block(self, node: LexborNode, tag: str, words: _Words, depth: int) -> None:
        self.end_paragraph()
        if note := node.attributes.get("data-footnote"):
            self._runs.append(Run(clean_line(note), "dim"))
            first = node.child
            if first is not None and first.tag == "p":
                self.read_children(first, words, depth + 1)
                first.decompose()
        self.read_children(node, words, depth + 1)
        self.end_paragraph(tight=None if tag != "p" else False)

    def _heading(self, node: LexborNode, words: _Words) -> None:
        inside = blocks_of(node, words)
        level = int((node.tag or "h1")[1])
        lines = list(_leading_paragraphs(inside))
        if lines:
            runs = [run for number, line in enumerate(lines) for run in ([Run("\n")] if number else []) + line.runs]
            self._add(Heading(level, runs, anchors=[name for line in lines for name in line.anchors]))
        self.blocks += inside[len(lines) :]

    def _summary(self, node: LexborNode, words: _Words) -> None:
        inside = blocks_of(node, words._replace(role=words.role or "strong"))
        if inside and isinstance(inside[0], Paragraph):
            inside[0].runs.insert(0, Run("▸ ", "accent"))
        for block in inside:
            self._add(block)

    def _list(self, node: LexborNode, words: _Words) -> None:
        items: list[list[Block]] = []
        child = node.child
        while child is not None:
            if child.is_element_node and child.tag == "li":
                items.append(blocks_of(child, words, tight=True))
            elif alone := _alone(child, words):
                # A list directly inside a list (not in an item) belongs to the previous item.
                items[-1:] = [[*items[-1], *alone]] if items else [alone]
            child = child.next
        first = _number(node.attributes.get("start"), 1) if node.tag == "ol" else None
        self._add(ItemList(items, first))

    def _lone_item(self, node: LexborNode, words: _Words) -> None:
        self._add(ItemList([blocks_of(node, words, tight=True)]))

    def _quote(self, node: LexborNode, words: _Words) -> None:
        inside = blocks_of(node, words)
        self._add(Quote(list(_labelled(inside))))

    def _term(self, node: LexborNode, words: _Words) -> None:
        for block in blocks_of(node, words._replace(role=words.role or "strong"), tight=True):
            self._add(block)

    def _description(self, node: LexborNode, words: _Words) -> None:
        self._add(Quote(blocks_of(node, words), "  "))

    def _code(self, node: LexborNode, words: _Words) -> None:
        reader = _Reader(tight=False)
        reader._read_code(node, words, 0)
        if any(run.text.strip() for run in reader._runs):
            self._add(Code(reader._runs, _language(node)))

    def _read_code(self, node: LexborNode, words: _Words, depth: int) -> None:
        child = node.child
        while child is not None and depth < _MAX_DEPTH:
            tag = child.tag or ""
            if child.is_text_node:
                text = (child.text_content or "").expandtabs(4)
                self._runs.append(Run("\n".join(map(clean_prose, text.split("\n"))), words.role, words.href))
            elif tag == "br":
                self._runs.append(Run("\n"))
            elif tag == "img" or tag in MEDIA:
                self._media(child, tag, words)
            elif child.is_element_node and tag not in UNSEEN:
                self._read_code(child, self._with_link(child, words) if tag == "a" else words, depth + 1)
            child = child.next

    def _rule(self, node: LexborNode, words: _Words) -> None:
        self._add(Rule())

    def _table(self, node: LexborNode, words: _Words) -> None:
        caption = node.css_first("caption")
        if caption is not None and caption.parent is not None and caption.parent.mem_id == node.mem_id:
            for block in blocks_of(caption, words, tight=True):
                self._add(block)
        table = parse_table(node, lambda cell: blocks_of(cell, words, tight=True))
        if table is not None and (table.columns > 1 or table.head):
            self._add(table)
        elif table is not None:
            for block in (block for cell in table.cells for block in cell.blocks):
                self._add(block)

    # Words

    def _inline(self, node: LexborNode, tag: str, words: _Words, depth: int) -> None:
        if tag == "br":
            self._runs.append(Run("\n"))
            return
        if tag == "input":
            self._input(node, words)
            return
        if tag == "a":
            words = self._with_link(node, words)
        elif tag in _ROLES and words.role not in ("link", "code"):
            words = words._replace(role=_ROLES[tag])
        elif tag in ("sup", "sub"):
            words = words._replace(table=_RAISED if tag == "sup" else _LOWERED)
        before, behind = _QUOTES.get(tag, ("", ""))
        self._say(before, words)
        self.read_children(node, words, depth + 1)
        self._say(behind, words)
        if tag == "a" and words.href[:1] not in ("", "#") and node.child is None:
            # A link without text shows its target.
            self._say(words.href, words)

    def _with_link(self, node: LexborNode, words: _Words) -> _Words:
        href = _link(node.attributes.get("href"))
        return words._replace(role="link", href=href) if href else words

    def _input(self, node: LexborNode, words: _Words) -> None:
        attributes = node.attributes
        if (attributes.get("type") or "").lower() == "checkbox":
            self._runs.append(Run("☑ " if "checked" in attributes else "☐ ", "accent"))

    def _media(self, node: LexborNode, tag: str, words: _Words) -> None:
        attributes = node.attributes
        source = attributes.get("src") or attributes.get("data")
        if not source and (child := node.css_first("source[src], embed[src]")) is not None:
            source = child.attributes.get("src")
        text = attributes.get("alt") or attributes.get("title") or attributes.get("aria-label") or ""
        name = " ".join(clean_prose(text).split()) or _file_name(source or "")
        if tag != "img":
            self._runs.append(Run(f"[{tag}: {name}]" if name else f"[{tag}]", "link", words.href or _link(source)))
        elif words.href:
            self._runs.append(Run(f"[{name or 'image'}]", "link", words.href))
        elif source or name:
            self._runs.append(Run(f"[image: {name}]" if name else "[image]", "dim", _link(source)))

    def _say(self, text: str, words: _Words) -> None:
        if not text:
            return
        shown = " ".join(f".{text}.".split())[1:-1]
        shown = clean_prose(shown)
        if words.table and all(ord(letter) in words.table for letter in shown):
            shown = shown.translate(words.table)
        if shown:
            self._runs.append(Run(shown, words.role, words.href))


def blocks_of(node: LexborNode, words: _Words = _NO_WORDS, *, tight: bool = False) -> list[Block]:
    """Return the blocks of an element, with its text in the role of the surrounding text.

    Text directly in the element becomes `tight` paragraphs if asked for.
    """
    reader = _Reader(tight)
    reader.read_children(node, words, 0)
    reader.end_paragraph()
    return reader.blocks


def _alone(node: LexborNode, words: _Words) -> list[Block]:
    reader = _Reader(tight=True)
    if node.is_text_node:
        reader._say(node.text_content or "", words)
    elif (tag := node.tag or "") not in UNSEEN:
        reader._element(node, tag, words, 0)
    reader.end_paragraph()
    return reader.blocks


_BLOCK_READERS = {
    **{f"h{level}": _Reader._heading for level in range(1, 7)},
    "summary": _Reader._summary,
    "ul": _Reader._list,
    "ol": _Reader._list,
    "menu": _Reader._list,
    "li": _Reader._lone_item,
    "blockquote": _Reader._quote,
    "dt": _Reader._term,
    "dd": _Reader._description,
    "pre": _Reader._code,
    "hr": _Reader._rule,
    "table": _Reader._table,
}


def _leading_paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a heading; of a heading that was never closed, only the first."""
    for number, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            return
        yield block
        if number == 0 and not all(isinstance(one, Paragraph) for one in blocks[:8]):
            return


def _labelled(blocks: list[Block]) -> Iterator[Block]:
    """Yield the blocks of a quote, with the kind of an alert ("Note") as text."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and (match := _ALERT.match("".join(run.text for run in first.runs[:4]))):
        yield Paragraph([Run(match[1].capitalize(), "state")], tight=True, anchors=first.anchors)
        rest = list(_without_start(first.runs, match.end()))
        if any(run.text.strip() for run in rest):
            yield Paragraph(rest, first.tight)
        yield from blocks[1:]
    else:
        yield from blocks


def _without_start(runs: list[Run], count: int) -> Iterator[Run]:
    for run in runs:
        if count < len(run.text):
            yield run._replace(text=run.text[count:])
        count = max(0, count - len(run.text))


def _link(href: str | None) -> str:
    """Return the cleaned target of a link; "" if its scheme is not one to follow."""
    href = clean_line((href or "").strip())
    scheme = _SCHEME.match(href)
    return "" if scheme and scheme[0].lower() not in _FOLLOWED else href


def _file_name(source: str) -> str:
    if source.lower().startswith("data:"):
        return ""
    return clean_line(source.partition("?")[0].partition("#")[0].rstrip("/").rsplit("/", 1)[-1])[:80]


def _language(node: LexborNode) -> str:
    """Return the language of preformatted text, from a class ("language-python") or the attribute "lang"."""
    inner = node.child
    for one in (inner, node) if inner is not None and inner.is_element_node else (node,):
        match = _LANGUAGE.search(one.attributes.get("class") or "")
        if name := match[1] if match else one.attributes.get("lang"):
            return clean_line(name)
    return ""


def _number(text: str | None, otherwise: int) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else otherwise
