"""Turns the arguments that search, filter and sort into the query of a listing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hubtui.config.usage_error import UsageError
from hubtui.hub.sorts import sort_of
from hubtui.presentation.choice import Choice, without_conflicts
from hubtui.presentation.filter_grammar import filter_of
from hubtui.presentation.query_text import fault_words, parse
from hubtui.presentation.query_words import split_words

if TYPE_CHECKING:
    import argparse

    from hubtui.hub.kinds import RepoType


def choice_of(options: argparse.Namespace, repo_type: RepoType) -> Choice:
    """Return the choice that all arguments mean together.

    Raises:
        UsageError: an argument cannot be understood.
    """
    choice = _searched(options, repo_type)
    if options.author:
        _only_once("author", choice.author)
        choice = replace(choice, author=options.author)
    if options.sort:
        _only_once("sort", choice.sort != Choice(repo_type).sort)
        choice = replace(choice, sort=_sort(options.sort, repo_type))
    return replace(choice, filters=_filters([*choice.filters], options.filter, repo_type))


def is_query(text: str) -> bool:
    """Return whether a text that names no page is meant as a query."""
    words = split_words(text)
    return "://" not in text and (len(words) > 1 or any(word.name or word.minus or word.is_quoted for word in words))


def _searched(options: argparse.Namespace, repo_type: RepoType) -> Choice:
    """Return the choice that the query and the argument --search mean together."""
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
    try:
        return sort_of(words, repo_type)
    except ValueError as error:
        raise UsageError(f"argument --sort: {error}") from None


def _filters(names: Iterable[str], texts: Sequence[str], repo_type: RepoType) -> tuple[str, ...]:
    try:
        return without_conflicts([*names, *(filter_of(text, repo_type) for text in texts)])
    except ValueError as error:
        raise UsageError(f"argument --filter: {error}") from None
