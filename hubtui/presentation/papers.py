"""Papers as rows, and one of them to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hubtui.presentation.facts import first_of
from hubtui.presentation.lines import flow, wrap
from hubtui.presentation.values import day, number
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line, Lines, Link
from hubtui.text.width import cell_width

if TYPE_CHECKING:
    from hubtui.hub.models.paper import Paper

CITING = (("model", "models that cite it"), ("dataset", "datasets that cite it"), ("space", "Spaces that cite it"))
_MOST_AUTHORS = 12


def columns_for(width: int) -> list[Column]:
    """The columns for `width` terminal cells."""
    columns = [Column("title", "Paper", 0), Column("upvotes", "Votes", 6, right=True)]
    if width >= 60:
        columns.append(Column("day", "Published", 12, right=True))
    if width >= 90:
        columns.insert(0, Column("id", "Number", 11))
    return columns


def cells(paper: Paper, columns: Sequence[Column]) -> list[Cell]:
    """A paper's cells."""
    made = {
        "id": Cell(paper.id, "dim"),
        "title": Cell(" ".join((paper.title or paper.id).split())),
        "upvotes": number(paper.upvotes),
        "day": Cell(day(paper.published_at), "dim"),
    }
    return [made[column.key] for column in columns]


def paper_document(paper: Paper, width: int) -> Lines:
    """Title, authors, votes, abstract, and links: the listings that cite it are "cites:KIND"."""
    document = Lines()
    title = " ".join((paper.title or paper.id).split())
    document.lines += ((Cell(line, "heading"),) for line in wrap(title, width))
    document.lines.append(())
    authors = first_of(paper.author_names, _MOST_AUTHORS)
    document.lines += ((Cell(line),) for line in wrap(authors, width))
    votes = "" if paper.upvotes is None else f"{paper.upvotes:,} vote{'' if paper.upvotes == 1 else 's'}"
    facts = [part for part in (day(paper.published_at), votes, f"arXiv {paper.id}") if part]
    document.lines += [*flow([Cell(fact, "dim") for fact in facts], width), ()]
    document.lines += (
        (Cell(line),) for line in wrap(" ".join((paper.summary or "There is no abstract.").split()), width)
    )
    document.lines.append(())
    for kind, words in CITING:
        _link(document, words, f"cites:{kind}")
    _link(document, f"arxiv.org/abs/{paper.id}", f"https://arxiv.org/abs/{paper.id}")
    return document


def preview_lines(paper: Paper, width: int) -> list[Line]:
    """The same without the links, for beside the list."""
    lines = paper_document(paper, width).lines
    return lines[: -len(CITING) - 2]


def _link(document: Lines, words: str, target: str) -> None:
    document.links.append(Link(len(document), 0, cell_width(words), target))
    document.lines.append((Cell(words, "link"),))
