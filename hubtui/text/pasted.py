"""Clean text from the clipboard for fields of one line."""

import unicodedata


def first_line(text: str) -> tuple[str, int]:
    """Return the first non-blank line, stripped, and the number of non-blank lines.

    Control characters are removed; a tab becomes a blank.
    """
    lines = [line for line in (_printed(line).strip() for line in text.splitlines()) if line]
    return (lines[0] if lines else ""), len(lines)


def _printed(line: str) -> str:
    return "".join(one for one in line.replace("\t", " ") if unicodedata.category(one) != "Cc")
