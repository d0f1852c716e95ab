"""Facts for the preview that models, datasets and Spaces share."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from hubtui.presentation.tags import languages, without_prefix
from hubtui.presentation.values import ago, day, moment_of, state
from hubtui.text.columns import Cell
from hubtui.text.humanize import short_count, short_number

if TYPE_CHECKING:
    from hubtui.hub.models.rows import Row

_LANGUAGES_SHOWN = 4


def licence(row: "Row") -> str:
    """Return the licences that the tags name."""
    return " ".join(without_prefix(row.tags, "license:"))


def language_words(row: "Row") -> str:
    """Return the first languages and the number of others: "en zh fr de +9"."""
    return first_of(languages(row.tags), _LANGUAGES_SHOWN, " ")


def access(row: "Row") -> list[Cell]:
    """Return cells that say who can read the repo: gated or not, private, disabled."""
    gated = getattr(row, "gated", None)
    words = [state("disabled")] if row.disabled else []
    if row.private:
        words.append(state("private"))
    if gated:
        words.append(state("gated", "gated, asked for by hand" if gated == "manual" else ""))
    elif gated is False:
        words.append(Cell("not gated"))
    return words


def dates(row: "Row", now: datetime) -> list[str]:
    """Return when the repo was created and last changed, in words."""
    parts = []
    if created := day(row.created_at):
        parts.append(f"created {created}")
    if row.last_modified and moment_of(row.last_modified):
        since = ago(row.last_modified, now).text
        parts.append("updated just now" if since == "now" else f"updated {since} ago")
    return parts


def figures(row: "Row") -> list[str]:
    """Return the downloads and likes of the repo, in words."""
    parts = []
    if (downloads := getattr(row, "downloads", None)) is not None:
        parts.append(f"{short_number(downloads)} downloads a month")
    if row.likes is not None:
        parts.append(short_count(row.likes, "like"))
    return parts


def papers(row: "Row") -> list[str]:
    """Return the papers that the tags name: "arxiv:2505.09388"."""
    return [tag for tag in row.tags if tag.startswith("arxiv:")]


def first_of(words: Iterable[str], most: int, separator: str = ", ") -> str:
    """Return the first `most` words and the number of others: "en zh +9"."""
    non_empty = list(words)
    more = [f"+{len(non_empty) - most}"] if len(non_empty) > most else []
    return separator.join(non_empty[:most] + more)


def non_empty(*parts: str | Cell | None) -> list[str | Cell]:
    """Return the parts that are neither None nor empty."""
    return [part for part in parts if part]
