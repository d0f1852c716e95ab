"""The texts that can be copied from one or several rows of any resource."""

from __future__ import annotations

from collections.abc import Sequence

from hubtui.presentation.snippets import Snippet, escaped_markdown, plain_name, python_literal
from hubtui.text.sanitize import clean_line


def link_snippets(name: str, what: str, title: str, url: str) -> list[Snippet]:
    """Return snippets of a name, its URL, and a Markdown link with `title`. `what` names the first ("slug")."""
    link = f"[{escaped_markdown(clean_line(title or name))}]({url})"
    return [Snippet("y", what, plain_name(name)), Snippet("u", "URL", url), Snippet("m", "Markdown link", link)]


def combined_snippets(copied: Sequence[Sequence[Snippet]]) -> list[Snippet]:
    """Combine the snippets of several rows: those that every row has, with a line for each row.

    Snippets of several lines are left out. The snippets of a single row are returned unchanged.
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
