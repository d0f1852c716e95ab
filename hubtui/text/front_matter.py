"""The YAML at the beginning of a card: where it ends."""

import re

_END = re.compile(r"\n---[ \t]*\r?(?=\n|$)")


def split_front_matter(source: str) -> tuple[str, str]:
    """Return the front matter without its rules, and the text behind it; ("", source) where there is none."""
    text = source.lstrip("\ufeff \r\n\t")
    if not starts_front_matter(text):
        return "", source
    end = _END.search(text, 3)
    return (text[4 : end.start() + 1], text[end.end() :].lstrip("\r\n")) if end else ("", source)


def starts_front_matter(source: str) -> bool:
    """Whether the source begins with the rule that opens front matter, however long that is."""
    return source.lstrip("\ufeff \r\n\t").startswith(("---\n", "---\r\n"))
