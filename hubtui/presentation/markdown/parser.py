"""Parse Markdown with HTML in it as the Hub does: render Markdown to HTML, then parse that to elements.

Two things are more lenient than the specification, because authors expect it: Markdown inside a block of HTML is
rendered, and HTML indented by four spaces after or inside other HTML is not code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from selectolax.lexbor import LexborHTMLParser

from hubtui.presentation.markdown.elements import (
    BLOCKS,
    END_BY_THEMSELVES,
    ONLY_WITH_AN_END,
    SWALLOWING,
    VERBATIM,
    VOID,
)
from hubtui.presentation.markdown.source import Tag, chunks, definitions, tags

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from selectolax.lexbor import LexborNode

_MAX_DEPTH = 100
_MARKED = re.compile(r"[*_`#\[~|>$]|://|www\.|^\s*(?:[-+]|\d{1,9}[.)])\s", re.MULTILINE)
_BEGINS_A_BLOCK = re.compile(r"\s*(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|>|\||`{3}|~{3})")
_BEGINS_A_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*[\s/>]|<!--")
_PUNCTUATION = re.compile(r"([\\`*_\[\]~$!|#<>])")


def parse(source: str) -> Iterator[LexborNode]:
    """Parse a text chunk by chunk, and yield the element that holds each chunk."""
    environment = definitions(source)
    for chunk in chunks(source):
        body = _parse_chunk(chunk, environment)
        if body is not None:
            yield body


def _parse_chunk(source: str, environment: dict[str, Any]) -> LexborNode | None:
    """Return the element that holds a chunk; `environment` has the reference links and footnotes of the whole text."""
    html = "".join(_bounded(_markdown().render(source, environment)))
    # With a doctype and a body, nothing in the source can replace them.
    return LexborHTMLParser(f"<!DOCTYPE html><body>{html}").body


@cache
def _markdown() -> MarkdownIt:
    options = {"html": True, "maxNesting": 30, "tasklists": True, "strikethrough_single_tilde": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.use(gfm_autolink_plugin).use(footnote_plugin, inline=False, move_to_end=False)
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, allow_blank_lines=False)
    # Links are checked when they are followed; a link that is refused here would be shown as raw markup.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.core.ruler.push("indented_html", _take_indented_html)
    parser.add_render_rule("html_block", _render_html_block)
    parser.add_render_rule("math_inline", _render_math)
    parser.add_render_rule("math_block", _render_math)
    parser.add_render_rule("footnote_ref", _render_footnote_link)
    parser.add_render_rule("footnote_reference_open", _render_footnote)
    parser.add_render_rule("footnote_reference_close", lambda self, tokens, index, options, env: "</div>\n")
    return parser


def _take_indented_html(state: StateCore) -> None:
    """Turn indented code that begins with a tag into HTML, if it follows HTML or is inside an open element."""
    before, open_elements = "", 0
    for token in state.tokens:
        if token.type == "code_block" and (before == "html_block" or open_elements > 0):
            text = dedent(token.content).lstrip("\n")
            if _BEGINS_A_TAG.match(text):
                token.type, token.content = "html_block", text
        if token.type == "html_block":
            for tag in tags(token.content):
                if tag.name in BLOCKS - END_BY_THEMSELVES - VOID:
                    open_elements += -1 if tag.closes else 1
        before = token.type


def _render_html_block(self: object, tokens: Sequence[Token], index: int, options: object, env: Any) -> str:
    return "".join(_with_markdown_rendered(tokens[index].content, env))


def _with_markdown_rendered(html: str, env: Any) -> Iterator[str]:
    """Yield HTML with the Markdown between its block elements rendered."""
    if not _MARKED.search(html):
        yield html
        return
    text: list[str] = []
    verbatim = code = ""
    for tag in tags(html):
        if verbatim:
            yield tag.before + tag.tag
            verbatim = "" if tag.closes and tag.name == verbatim else verbatim
            continue
        text.append(_PUNCTUATION.sub(r"\\\1", tag.before) if code else tag.before)
        if tag.name in BLOCKS or tag.name in VERBATIM or not tag.name:
            yield _rendered("".join(text), env)
            yield tag.tag
            text, code = [], ""
            verbatim = tag.name if tag.name in VERBATIM and not tag.closes else ""
        else:
            text.append(tag.tag)
            if tag.name in ("code", "kbd", "samp", "tt"):
                code = "" if tag.closes else tag.name


def _rendered(text: str, env: Any) -> str:
    if not _MARKED.search(text):
        return text
    first, _, rest = text.partition("\n")
    lines = [first.strip(), *dedent(rest).split("\n")]
    if not any(map(_BEGINS_A_BLOCK.match, lines[1:])):
        return str(_markdown().renderInline(text.strip(" "), env))
    spaced: list[str] = []
    for line in lines:
        if spaced and spaced[-1].strip() and _BEGINS_A_BLOCK.match(line) and not _BEGINS_A_BLOCK.match(spaced[-1]):
            spaced.append("")
        # A zero-width space keeps this from being a block of HTML, which would be handled here again.
        spaced.append(f"\u200b{line}" if line.lstrip().startswith("<") else line)
    return f"\n{_markdown().render(chr(10).join(spaced), env)}\n"


def _escaped(text: str) -> str:
    return escapeHtml(text)


def _render_math(self: object, tokens: Sequence[Token], index: int, options: object, env: Any) -> str:
    token = tokens[index]
    if token.type == "math_inline":
        return f"${_escaped(token.content)}$"
    return f"<pre>\n{_escaped(token.content.strip(chr(10)))}</pre>\n"


def _render_footnote_link(self: object, tokens: Sequence[Token], index: int, options: object, env: Any) -> str:
    label = _escaped(tokens[index].meta["label"])
    return f'<a href="#fn-{label}">[{label}]</a>'


def _render_footnote(self: object, tokens: Sequence[Token], index: int, options: object, env: Any) -> str:
    label = _escaped(tokens[index].meta["label"])
    return f'<div id="fn-{label}" data-footnote="[{label}] ">'


def _bounded(html: str) -> Iterator[str]:
    """Yield HTML without comments, without elements that make the rest text, and with limited nesting.

    Parsing takes quadratic time in the depth. "<" that begins no tag becomes text.
    """
    depth = 0
    last = {name: html.lower().rfind(f"</{name}") for name in ONLY_WITH_AN_END}
    for tag in tags(html):
        yield tag.before.replace("<", "&lt;")
        if tag.name in SWALLOWING or (tag.name in last and not tag.closes and tag.start > last[tag.name]):
            yield tag.tag.replace("<", "&lt;")
        elif _counts(tag):
            depth = max(0, depth + (-1 if tag.closes else 1))
            if tag.closes or depth <= _MAX_DEPTH:
                yield tag.tag
        elif tag.name:
            yield tag.tag


def _counts(tag: Tag) -> bool:
    return bool(tag.name) and tag.name not in VOID and tag.name not in END_BY_THEMSELVES
