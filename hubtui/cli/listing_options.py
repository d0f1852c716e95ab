"""Turns the arguments of a command into the listing that they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from hubtui.addresses import page_of
from hubtui.config.usage_error import UsageError
from hubtui.hub.kinds import KINDS
from hubtui.presentation.choice import Choice, from_json

if TYPE_CHECKING:
    import argparse

    from hubtui.registry.target import Target


def page_of_words(options: argparse.Namespace, endpoint: str) -> Target | None:
    """Return the page that the words of the command name; words that name none are taken as its query.

    Raises:
        UsageError: the words are neither a page nor a query.
    """
    words = options.words
    if len(words) == 1:
        try:
            return page_of(words[0], endpoint)
        except ValueError as error:
            from hubtui.cli.query_options import is_query

            if not is_query(words[0]):
                raise UsageError(str(error)) from None
    options.query = words
    return None


def asks_for_listing(options: argparse.Namespace) -> bool:
    """Return whether the arguments search, filter or sort a listing."""
    return bool(options.query or options.search or options.author or options.filter or options.sort)


def choices_of(options: argparse.Namespace, saved: Mapping[str, Mapping[str, Any]] | None = None) -> dict[str, Choice]:
    """Return a choice for each listing: from the arguments for the one they open, as `saved` for the others.

    Raises:
        UsageError: an argument cannot be understood.
    """
    choices = {kind.path: from_json(repo_type, (saved or {}).get(kind.path, {})) for repo_type, kind in KINDS.items()}
    if options.tab in choices and asks_for_listing(options):
        from hubtui.cli.query_options import choice_of

        choices[options.tab] = choice_of(options, choices[options.tab].repo_type)
    return choices
