"""Papers as text: a row for each, and one in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hubtui.presentation.facts import first_of
from hubtui.presentation.lines import flow, wrap
from hubtui.presentation.values import day, number
from hubtui.text.columns import Cell, Column
from hubtui.text.document import Line, Lines, Link
from hubtui.text.humanize import counted
from hubtui.text.width import cell_width, fit

if TYPE_CHECKING:
    from hubtui.hub.models.paper import Paper

CITING = (("model", "models that cite it"), ("dataset", "datasets that cite it"), ("space", "Spaces that cite it"))
_MOST_AUTHORS = 12


def columns_for(width: int) -> list[Column]:
    """Return the columns for a width in terminal cells."""
    columns = [Column("title", "Paper", 0), Column("upvotes", "Votes", 6, right=True)]
    if width >= 60:
        columns.append(Column("day", "Published", 12, right=True))
    if width >= 90:
        columns.insert(0, Column("id", "Number", 11))
    return columns


def cells(paper: Paper, columns: Sequence[Column]) -> list[Cell]:
    """Return the cells of a paper."""
    made = {
        "id": Cell(paper.id, "dim"),
        "title": Cell(" ".join((paper.title or paper.id).split())),
        "upvotes": number(paper.upvotes),
        "day": Cell(day(paper.published_at), "dim"),
    }
    return [made[column.key] for column in columns]


def paper_document(paper: Paper, width: int) -> Lines:
    """Return a paper as a text with links.

    The links lead to listings of repos that cite it ("cites:KIND") and to the pages of its authors ("owner:NAME").
    """
    document = Lines()
    document.lines += [*preview_lines(paper, width), ()]
    for kind, words in CITING:
        _link(document, words, f"cites:{kind}")
    _link(document, f"arxiv.org/abs/{paper.id}", f"https://arxiv.org/abs/{paper.id}")
    if accounts := paper.accounts[:_MOST_AUTHORS]:
        document.lines += [(), (Cell("authors at the Hub", "dim"),)]
        for account, name in accounts:
            _link(document, fit(f"{name} ({account})", width), f"owner:{account}")
    return document


def preview_lines(paper: Paper, width: int) -> list[Line]:
    """Return the title, authors, votes and abstract of a paper, without links."""
    title = " ".join((paper.title or paper.id).split())
    lines: list[Line] = [(Cell(line, "heading"),) for line in wrap(title, width)]
    authors = first_of(paper.author_names, _MOST_AUTHORS)
    lines += [(), *((Cell(line),) for line in wrap(authors, width))]
    votes = "" if paper.upvotes is None else counted(paper.upvotes, "vote")
    facts = [part for part in (day(paper.published_at), votes, f"arXiv {paper.id}") if part]
    lines += [*flow([Cell(fact, "dim") for fact in facts], width), ()]
    abstract = " ".join((paper.summary or "There is no abstract.").split())
    return [*lines, *((Cell(line),) for line in wrap(abstract, width))]


def _link(document: Lines, words: str, target: str) -> None:
    document.links.append(Link(len(document), 0, cell_width(words), target))
    document.lines.append((Cell(words, "link"),))
