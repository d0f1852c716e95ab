"""Text from a clipboard, for fields of one line. Pure."""

import unicodedata


def first_line(text: str) -> tuple[str, int]:
    """Return the first line that is not blank, without white space around it, and how many such lines there are.

    Control characters are dropped; a tab becomes a blank.
    """
    lines = [line for line in (_printed(line).strip() for line in text.splitlines()) if line]
    return (lines[0] if lines else ""), len(lines)


def _printed(line: str) -> str:
    return "".join(one for one in line.replace("\t", " ") if unicodedata.category(one) != "Cc")
