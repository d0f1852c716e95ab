"""What can be copied of rows of any kind, and of several rows at once."""

from __future__ import annotations

from collections.abc import Sequence

from hubtui.presentation.snippets import Snippet, in_markdown, plain_name, python_literal
from hubtui.text.sanitize import clean_line


def link_snippets(name: str, what: str, title: str, url: str) -> list[Snippet]:
    """Return the name of something (called `what`: "slug"), its URL, and a Markdown link with its title."""
    link = f"[{in_markdown(clean_line(title or name))}]({url})"
    return [Snippet("y", what, plain_name(name)), Snippet("u", "URL", url), Snippet("m", "Markdown link", link)]


def joined(copied: Sequence[Sequence[Snippet]]) -> list[Snippet]:
    """Return the snippets of one row as they are, and of several rows those that all of them have, a line each.

    Texts of several lines are left out: between those of other rows they would not be read as one.
    """
    if len(copied) < 2:
        return list(copied[0]) if copied else []
    by_key = [{snippet.key: snippet for snippet in snippets if "\n" not in snippet.text} for snippets in copied]
    common = [key for key in by_key[0] if all(key in known for known in by_key)]
    made = [_together(key, [known[key] for known in by_key]) for key in common]
    if "y" in common:
        names = ", ".join(python_literal(known["y"].text) for known in by_key)
        made.append(Snippet("s", "Python list", f"[{names}]"))
    return made


def _together(key: str, snippets: Sequence[Snippet]) -> Snippet:
    bullet = "- " if key == "m" else ""
    lines = "\n".join(bullet + snippet.text for snippet in snippets)
    return Snippet(key, snippets[0].title, lines)
