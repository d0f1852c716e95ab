"""The events of a discussion as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hubtui.hub.models.discussion import NOBODY, Discussion, Event, Reaction
from hubtui.presentation import markdown
from hubtui.presentation.lines import flow, wrap
from hubtui.presentation.values import day
from hubtui.text.columns import Cell
from hubtui.text.document import Heading, Lines, Link
from hubtui.text.sanitize import clean_card, clean_line
from hubtui.text.width import cell_width, fit

OWNER = "owner:"
"""The prefix of links to the page of an account."""
_OUTLINE_WORDS = 60
_HIDDEN = "This comment was hidden."
_VERBS = {"open": "reopened this", "closed": "closed this", "merged": "merged this", "draft": "made this a draft"}


def pieces(one: Discussion, width: int, commit_url: str) -> Iterator[Lines]:
    """Yield the events of a discussion in order, in lines of `width` terminal cells.

    `commit_url` is the URL of a commit without its id.
    """
    events = one.events
    if not events:
        yield Lines([(Cell("There is nothing in this discussion.", "dim"),)])
    for event in events:
        if event.kind == "comment":
            yield from _comment(event, width)
        else:
            yield _line(event, width, commit_url)


def comment_pieces(event: Event, width: int) -> Iterator[Lines]:
    """Yield the text of a comment."""
    if event.is_hidden:
        yield Lines([(Cell(_HIDDEN, "dim"),)])
    elif event.comment.strip():
        yield from markdown.pieces(clean_card(event.comment), width, facts=False)
    else:
        yield Lines([(Cell("(no text)", "dim"),)])


def _comment(event: Event, width: int) -> Iterator[Lines]:
    """Yield a heading with author and date, the text of the comment, and its reactions."""
    name = clean_line(event.author) or NOBODY
    about = [day(event.created_at), "edited" if event.is_edited else ""]
    facts = ", ".join(part for part in about if part)
    top = Lines([(Cell(fit(name, width).rstrip(), "heading"), Cell(f"  {facts}", "dim")), ()])
    start = " ".join(event.comment[: _OUTLINE_WORDS * 2].split())[:_OUTLINE_WORDS]
    top.headings.append(Heading(0, 1, clean_line(f"{name}: {start}")))
    if event.author:
        top.links.append(Link(0, 0, min(cell_width(name), width), OWNER + event.author))
    yield top
    for piece in comment_pieces(event, width):
        # The outline lists the comments: headings inside them would hide these.
        piece.headings.clear()
        yield piece
    reactions = list(_reactions(event.reactions))
    yield Lines([(), *flow(reactions, width), ()] if reactions else [()])


def _reactions(reactions: Iterable[Reaction]) -> Iterator[Cell]:
    for one in reactions:
        if one.emoji:
            yield Cell(f"{one.emoji} {one.count or 1:,}", "dim")


def _line(event: Event, width: int, commit_url: str) -> Lines:
    """Return an event that is no comment in as few lines as possible."""
    words = " ".join(f"{event.author or NOBODY} {_verb(event)}".split())
    lines = Lines([(Cell(line, "dim"),) for line in wrap(words, width, "  ")])
    date = Cell(f"  {day(event.created_at)}", "dim")
    lines.lines[-1] = (*lines.lines[-1], date)
    if oid := _commit_of(event):
        lines.links.append(Link(0, 0, cell_width(lines.lines[0][0].text), commit_url + oid))
        lines.lines[0] = (Cell(lines.lines[0][0].text, "link"), *lines.lines[0][1:])
    lines.lines.append(())
    return lines


def _verb(event: Event) -> str:
    match event.kind:
        case "status-change":
            return _VERBS.get(event.status, f"changed the status to {event.status or 'something else'}")
        case "title-change":
            return f'changed the title from "{event.old_title}" to "{event.new_title}"'
        case "commit":
            return f"added the commit {event.commit[:7]} {event.commit_title}"
    return f"({event.kind or 'unknown event'})"


def _commit_of(event: Event) -> str:
    oid = event.commit if event.kind == "commit" else ""
    return oid if oid.isascii() and oid.isalnum() else ""
