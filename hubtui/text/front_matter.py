"""Split off the YAML front matter at the beginning of a card."""

import re

_END = re.compile(r"\n---[ \t]*\r?(?=\n|$)")


def split_front_matter(source: str) -> tuple[str, str]:
    """Return the front matter without its rules, and the text after it; ("", source) if there is none."""
    text = source.lstrip("\ufeff \r\n\t")
    if not starts_front_matter(text):
        return "", source
    end = _END.search(text, 3)
    return (text[4 : end.start() + 1], text[end.end() :].lstrip("\r\n")) if end else ("", source)


def starts_front_matter(source: str) -> bool:
    """Return whether the source begins with the rule that opens front matter (which may be incomplete)."""
    return source.lstrip("\ufeff \r\n\t").startswith(("---\n", "---\r\n"))
