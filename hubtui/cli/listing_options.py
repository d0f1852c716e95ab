"""Turns the arguments of a command into the listing that they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hubtui.config.usage import UsageError
from hubtui.hub.kinds import KINDS, RepoType
from hubtui.presentation.choice import Choice, from_json

if TYPE_CHECKING:
    import argparse

    from hubtui.registry.target import Target


def page_of_words(options: argparse.Namespace, endpoint: str) -> Target | None:
    """Return the page that the words of the command name; words that name none are taken as its query.

    Raises:
        UsageError: the words are neither a page nor a query.
    """
    from hubtui.addresses import page_of

    words = options.words
    if len(words) == 1:
        try:
            return page_of(words[0], endpoint)
        except ValueError as error:
            if not _is_query(words[0]):
                raise UsageError(str(error)) from None
    options.query = words
    return None


def asks_for_listing(options: argparse.Namespace) -> bool:
    """Return whether the arguments search, filter or sort a listing."""
    return bool(options.query or options.search or options.author or options.filter or options.sort)


def choices_of(options: argparse.Namespace, kept: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Choice]:
    """Return a choice for each listing: from the arguments for the one they open, as `kept` for the others.

    Raises:
        UsageError: an argument cannot be understood.
    """
    choices = {kind.path: from_json(repo_type, (kept or {}).get(kind.path, {})) for repo_type, kind in KINDS.items()}
    if options.tab in choices and asks_for_listing(options):
        choices[options.tab] = _choice(options, choices[options.tab].repo_type)
    return choices


def _choice(options: argparse.Namespace, repo_type: RepoType) -> Choice:
    choice = _searched(options, repo_type)
    if options.author:
        _only_once("author", choice.author)
        choice = replace(choice, author=options.author)
    if options.sort:
        _only_once("sort", choice.sort != Choice(repo_type).sort)
        choice = replace(choice, sort=_sort(options.sort, repo_type))
    return replace(choice, filters=_filters([*choice.filters], options.filter, repo_type))


def _searched(options: argparse.Namespace, repo_type: RepoType) -> Choice:
    """Return the choice that the query and the argument --search mean together."""
    from hubtui.presentation.query_text import fault_words, parse

    line = " ".join([*options.query, *([options.search] if options.search else [])])
    parsed = parse(line, repo_type)
    if parsed.faults:
        where = "--search" if options.search and not options.query else "QUERY"
        raise UsageError(f"argument {where}: {fault_words(parsed.faults[0], line)}")
    return parsed.choice


def _only_once(name: str, is_in_query: object) -> None:
    if is_in_query:
        raise UsageError(f"argument --{name}: the query has {name}: already; take one of them out")


def _sort(words: str, repo_type: RepoType) -> str:
    from hubtui.hub.sorts import sort_of

    try:
        return sort_of(words, repo_type)
    except ValueError as error:
        raise UsageError(f"argument --sort: {error}") from None


def _filters(names: Iterable[str], texts: Sequence[str], repo_type: RepoType) -> tuple[str, ...]:
    from hubtui.presentation.choice import settled
    from hubtui.presentation.filter_grammar import filter_of

    try:
        return settled([*names, *(filter_of(text, repo_type) for text in texts)])
    except ValueError as error:
        raise UsageError(f"argument --filter: {error}") from None


def _is_query(text: str) -> bool:
    """Return whether a text that names no page is meant as a query."""
    from hubtui.presentation.query_words import words_of_line

    words = words_of_line(text)
    return "://" not in text and (len(words) > 1 or any(word.name or word.minus or word.is_quoted for word in words))
