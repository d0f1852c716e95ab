"""Markdown and HTML taken out of a text. Every step is linear: a card may hold 64 KB of anything."""

import re
from collections.abc import Callable

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)?\)|\[[^\[\]]*\])")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[ \t].*$", re.MULTILINE)
_STRONG = re.compile(r"\*\*(?=[^\s*])([^*]+)\*\*|__(?=[^\s_])([^_]+)__")
_EMPHASIS = re.compile(r"\*(?=[^\s*])([^*]+)(?<=\S)\*")
_CODE = re.compile(r"(`[^`]*`)")
_ENTITY = re.compile(r"&(amp|lt|gt|quot|nbsp|apos|#39|middot|copy|mdash|ndash);")
_KEY = re.compile(r"[A-Za-z_][\w-]*:")

# Not html.unescape: it makes controls and bidi marks of numbers, after the text was cleaned of them.
_ENTITIES = {
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "quot": '"',
    "nbsp": " ",
    "apos": "'",
    "#39": "'",
    "middot": "·",
    "copy": "©",
    "mdash": "—",
    "ndash": "–",
}
_LINES_OF_THEIR_OWN = "p div tr li h1 h2 h3 h4 h5 h6 center table ul ol details summary section br"
_ENDS_A_LINE = frozenset(_LINES_OF_THEIR_OWN.split())
_UNSEEN = ("style", "script", "svg")


def without_front_matter(source: str) -> str:
    """The source without the YAML at its beginning; all of it is YAML where that was cut off before its end."""
    text = source.lstrip("\ufeff \n\r\t")
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---", 3)
    while end >= 0 and text[end + 4 : end + 5] not in ("\n", "", "\r", " "):
        end = text.find("\n---", end + 4)
    if end >= 0:
        return text[end + 4 :].lstrip("- \n")
    return "" if _KEY.match(text, 4) else text[4:]


def without_markup(text: str) -> str:
    """Text without comments, HTML tags, images and link definitions; what was a link keeps its words."""
    text = _without_spans(text, "<!--", "-->")
    for name in _UNSEEN:
        text = _without_spans(text, f"<{name}", f"</{name}>")
    text = _outside_code(text, _without_tags)
    return _DEFINITION.sub("", text) if "]:" in text else text


def without_markup_in_line(line: str) -> str:
    """A line without emphasis, code marks and entities."""
    if "*" in line or "`" in line or "__" in line:
        line = _outside_code(line, _without_emphasis).replace("`", "")
    return _ENTITY.sub(lambda match: _ENTITIES[match[1]], line) if "&" in line else line


def _without_spans(text: str, start: str, end: str) -> str:
    """Text without all that stands between `start` and `end`, and without the rest where an end is missing."""
    first = text.find(start)
    if first < 0:
        return text
    kept, position = [], 0
    while first >= 0:
        kept.append(text[position:first])
        last = text.find(end, first)
        if last < 0:
            return "".join(kept)
        position = last + len(end)
        first = text.find(start, position)
    return "".join([*kept, text[position:]])


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    if "`" not in text:
        return change(text)
    return "".join(part if part.startswith("`") else change(part) for part in _CODE.split(text))


def _without_tags(text: str) -> str:
    if "<" in text:
        text = _TAG.sub(_in_place_of_tag, _AUTOLINK.sub(r"\1", text))
    if "](" in text or "][" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub("", text))
        # A badge was an image in a link: only now its link is seen to hold no words.
        text = _LINK.sub(r"\1", text)
    return text


def _in_place_of_tag(match: re.Match[str]) -> str:
    closing, name = match[1], match[2].lower()
    if name == "li" and not closing:
        return "\n- "
    if name[0] == "h" and name[1:].isdecimal() and not closing:
        return f"\n{'#' * min(6, int(name[1:2]))} "
    if name in _ENDS_A_LINE:
        return "\n"
    return "  " if name in ("td", "th") and closing else ""


def _without_emphasis(text: str) -> str:
    if "*" not in text and "__" not in text:
        return text
    # Strong text may hold emphasis, and emphasis strong text: only once the inner is gone, the outer is seen.
    text = _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1\2", text))
    return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1\2", text))
