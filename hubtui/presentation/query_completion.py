"""Completion of a query line at the cursor: the names of terms, and the values of a term."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hubtui.presentation.query_orders import orders_of
from hubtui.presentation.query_terms import TermName, term_named, terms_of
from hubtui.presentation.query_words import Word, quoted_value, split_words

if TYPE_CHECKING:
    from hubtui.hub.kinds import RepoType

AUTHORS = "authors"
"""Stands for authors in `Completion.wanted`, beside types of tags."""
MAX_CANDIDATES = 50
"""The largest number of candidates: nobody scrolls through more."""
_MEANINGS = {
    "fits": {"yes": "as it is", "8": "at 8 bits", "4": "at 4 bits", "unknown": "or may fit"},
    "gated": {"yes": "access must be asked for", "no": "open to all"},
}


class Candidate(NamedTuple):
    """A text that completes the line, and what it means."""

    text: str
    meaning: str = ""


class Completion(NamedTuple):
    """The candidates that can replace the text of a line from `start` to before `end`.

    `wanted` are the types of tags (or AUTHORS) that the candidates are from; they may not be loaded yet. `is_partial`
    is True if a name or value was begun that is not yet a known one.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()
    wanted: tuple[str, ...] = ()
    is_partial: bool = False


class KnownValues(NamedTuple):
    """The values that can complete a line: tags by their type, each with its label, and authors."""

    tags: Mapping[str, Mapping[str, str]]
    authors: Iterable[str] = ()


class QueryValues(Protocol):
    """Provides the values that can complete a query for one repo type."""

    repo_type: RepoType

    def known(self, wanted: tuple[str, ...], changed: Callable[[], None]) -> KnownValues:
        """Return the loaded values of the types in `wanted` (see `Completion`).

        The others are loaded in the background, and `changed` is called once they are there.
        """
        ...


def complete(line: str, cursor: int, repo_type: RepoType, known: KnownValues) -> Completion:
    """Return the completion of the word before the cursor."""
    word = next((word for word in split_words(line) if word.start < cursor <= word.end), None)
    if word is None or word.is_quoted:
        return Completion(cursor, cursor)
    if not word.name:
        start = word.start + word.minus
        names = _names(line[start:cursor].lower(), repo_type, is_excluded=word.minus)
        return Completion(start, word.end, names, is_partial=bool(names))
    term = term_named(word.name)
    colon = word.start + word.minus + len(word.name) + 1
    if term is None or repo_type not in term.kinds or cursor < colon:
        return Completion(cursor, cursor)
    return _values(line, cursor, word, term, repo_type, known)


def insert_candidate(line: str, completion: Completion, candidate: Candidate) -> tuple[str, int]:
    """Return the line with a candidate inserted, and the position of the cursor after it.

    A blank follows a value.
    """
    behind = line[completion.end :]
    blank = "" if candidate.text.endswith(":") or behind.startswith((" ", ",", "|")) else " "
    line = f"{line[: completion.start]}{candidate.text}{blank}{behind}"
    return line, completion.start + len(candidate.text) + len(blank)


def _names(typed: str, repo_type: RepoType, *, is_excluded: bool) -> tuple[Candidate, ...]:
    terms = [term for term in terms_of(repo_type) if not is_excluded or _can_be_excluded(term)]
    return tuple(
        Candidate(f"{term.name}:", f"{term.meaning}, as {term.name}:{term.example}")
        for term in terms
        if typed and any(name.startswith(typed) for name in (term.name, *term.also))
    )


def _can_be_excluded(term: TermName) -> bool:
    return term.name in ("author", "params", "gated", "tag") or bool(term.tag_types)


def _values(line: str, cursor: int, word: Word, term: TermName, repo_type: RepoType, known: KnownValues) -> Completion:
    value = next((value for value in word.values if value.start <= cursor <= value.end), None)
    start, end = (value.start, value.end) if value is not None else (cursor, cursor)
    typed = line[start:cursor].strip('"').lower()
    values = _known(term, repo_type, known)
    found = [
        Candidate(quoted_value(text), meaning)
        for text, meaning in values.items()
        if text.lower() != typed and (text.lower().startswith(typed) or _has_word(meaning, typed))
    ]
    found.sort(key=lambda candidate: not candidate.text.lower().startswith(typed))
    wanted = (AUTHORS,) if term.name == "author" else term.tag_types
    is_partial = bool(found) and typed not in (text.lower() for text in values)
    return Completion(start, end, tuple(found[:MAX_CANDIDATES]), wanted, is_partial)


def _known(term: TermName, repo_type: RepoType, known: KnownValues) -> Mapping[str, str]:
    """Return the known values of a term, each with its meaning."""
    if term.name == "author":
        return dict.fromkeys(known.authors, "")
    if term.name == "sort":
        return orders_of(repo_type)
    if term.values:
        return {value: _MEANINGS.get(term.name, {}).get(value, "") for value in term.values}
    start = term.kinds[repo_type]
    found: dict[str, str] = {}
    for tag_type in known.tags if term.name == "tag" else term.tag_types:
        for tag, label in known.tags.get(tag_type, {}).items():
            value = tag.removeprefix(start)
            found[value] = "" if label == value else label
    return found


def _has_word(meaning: str, typed: str) -> bool:
    return bool(typed) and any(word.startswith(typed) for word in meaning.lower().split())
