"""The command `hubtui list`: a listing on standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hubtui.cli.hub import hub_of
from hubtui.cli.listing_options import choices_of
from hubtui.cli.memory import budget_of, memory_of
from hubtui.cli.printed_rows import Form, Layout
from hubtui.cli.printing import print_listing
from hubtui.cli.standard_output import Write, write_from
from hubtui.config.paths import config_file
from hubtui.config.settings import read_settings
from hubtui.config.usage_error import UsageError
from hubtui.presentation.column_table import fields_for, printed_keys
from hubtui.presentation.list_messages import FilterCounts, count_words
from hubtui.presentation.row_filter import row_filter_of, shown_verbs
from hubtui.presentation.row_order import RowOrder
from hubtui.terminal.surroundings import say

if TYPE_CHECKING:
    import argparse

    from hubtui.hub.client import HubClient
    from hubtui.presentation.choice import Choice

_MOST_PAGES_OF_SOME = 40
"""The largest number of pages that are requested if only some of their rows are printed."""


def run(options: argparse.Namespace) -> int:
    """Print the listing, and return the exit code."""
    choice = choices_of(options)[options.tab]
    columns = _columns(options, choice)
    # The quants of a GGUF repo, of which the best that fits is named, are known by the names of its files.
    quants = ("siblings",) if "fits" in columns else ()
    fields = dict.fromkeys((*choice.fields, *quants, *(fields_for(choice.repo_type, columns) if columns else ())))
    queries = choice.queries(tuple(fields), choice.rows_per_request(min(options.limit, 1000)))
    form: Form = "columns" if options.form == "text" and not sys.stdout.isatty() else options.form
    judges = choice.fits or "fits" in (*columns, choice.sort_loaded.removeprefix("-")) or options.vram
    memory = memory_of(options, read_settings(config_file())) if judges else None

    async def ask(hub: HubClient, write: Write) -> None:
        budget = await budget_of(memory) if memory is not None else None
        row_filter = row_filter_of(choice, budget)
        order = RowOrder(choice.repo_type, choice.sort_loaded, budget) if choice.sort_loaded else None
        layout = Layout(form, budget, columns)
        most = {"most_pages": _MOST_PAGES_OF_SOME} if choice.fits else {}
        await print_listing(hub, queries, layout, options.limit, write, row_filter, order, **most)
        sys.stdout.flush()
        if row_filter is not None:
            say(
                count_words(
                    row_filter.passed, True, FilterCounts(row_filter.looked_at, row_filter.unknown, shown_verbs(choice))
                )
            )
        if order is not None:
            say(f"sorted by {order.words}")

    return write_from(hub_of(options), ask)


def _columns(options: argparse.Namespace, choice: Choice) -> tuple[str, ...]:
    """Return the keys of the columns that the arguments ask for, or none for the default columns."""
    if not options.columns:
        return ()
    if options.form in ("json", "ids"):
        raise UsageError(f"argument --columns: not with --{options.form}, which has no columns")
    try:
        return printed_keys(choice.repo_type, options.columns)
    except ValueError as error:
        raise UsageError(f"argument --columns: {error}") from None
