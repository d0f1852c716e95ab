"""The filters that a listing offers: in the filter picker, and in the palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from hubtui.dialogs.palette import Entry
from hubtui.dialogs.picker import Option, Picker, PickerError
from hubtui.hub.errors import HubError
from hubtui.hub.kinds import KINDS, RepoType
from hubtui.hub.listings import TagsByType
from hubtui.presentation.choice import Choice, filter_label, without_conflicts
from hubtui.presentation.filter_grammar import FITS, filter_of, is_known
from hubtui.presentation.query_terms import APPS

if TYPE_CHECKING:
    from hubtui.resources.listing.listing import Listing
    from hubtui.worker.worker import Worker

_ROWS_SEEN = 2000


def open_picker(model: Listing, worker: Worker, tags: list[Option]) -> None:
    """Let the user pick filters, and show the rows that match them. The Hub's tags are added to `tags` once."""
    repo_type = model.choice.repo_type
    taken = [option_of(name) for name in model.choice.filters]

    def picked(options: tuple[Option, ...] | None) -> None:
        if options is not None:
            filters = without_conflicts([option.name for option in options])
            model.ask(replace(model.choice, filters=filters))

    picker = Picker(
        "Filter by", partial(_options, model, worker, tags), lambda text: typed_option(repo_type, text), taken
    )
    model.browser.app.push_screen(picker, picked)


async def _options(model: Listing, worker: Worker, tags: list[Option]) -> Sequence[Option]:
    """Return the filters to pick from: those that are no tags, then the Hub's tags.

    For Spaces, of which the Hub lists no tags, return the tags of loaded rows.

    Raises:
        PickerError: the tags could not be loaded.
    """
    repo_type = model.choice.repo_type
    if repo_type == "space":
        seen = dict.fromkeys(tag for row in model.items[:_ROWS_SEEN] for tag in row.tags)
        return [option_of(f"tag:{tag}") for tag in seen]
    if not tags:
        try:
            groups = await worker.get(TagsByType(repo_type), slot=f"tags:{repo_type}")
        except HubError as error:
            raise PickerError(str(error)) from error
        for group, found in groups.items():
            tags += (Option(f"tag:{tag.id}", tag.label or tag.id, group.replace("_", " ")) for tag in found)
    return filters_without_tag(repo_type) + tags


def option_of(name: str) -> Option:
    """Return the option for a filter."""
    return Option(name, filter_label(name), name.partition(":")[0])


def filters_without_tag(repo_type: RepoType) -> list[Option]:
    """Return the filters of a type of repo that are no tags: access, parameters, apps and memory."""
    if repo_type == "space":
        return []
    names = ["access:open", "access:gated"]
    if repo_type == "model":
        names = [*FITS.values(), *names]
        names += [f"parameters:{text}" for text in ("..1b", "1b..3b", "3b..9b", "9b..24b", "24b..80b", "80b..")]
        names += [f"app:{app}" for app in APPS] + ["inference:warm"]
    return [option_of(name) for name in names]


def typed_option(repo_type: RepoType, text: str) -> Option:
    """Return the option for a text that was typed into the picker.

    Raises:
        ValueError: the text is no filter; the message says how one is written.
    """
    name = filter_of(text, repo_type)
    group = name.partition(":")[0]
    if "gb" in text.lower() or "gib" in text.lower():
        return Option(
            name, f"{filter_label(name)}: {text.strip()} in 16 bits" if group == "parameters" else text, group
        )
    if "|" in name:
        return Option(name, filter_label(name), "any of these")
    return Option(name, filter_label(name), group if group != "tag" or is_known(text, repo_type) else "tag as typed")


def filter_entry(text: str, choice: Choice, ask: Callable[[Choice], None]) -> Entry | None:
    """Return an entry that adds the filter of a text to `choice`, or None if the text is no filter.

    `ask` shows the listing of a choice.
    """
    if not is_known(text, choice.repo_type):
        return None
    name = filter_of(text, choice.repo_type)
    label, noun = filter_label(name), KINDS[choice.repo_type].noun
    words = f"only what {label}" if name.startswith("fits:") else f"only {noun}s with {label}"
    filters = without_conflicts((*choice.filters, name))
    return Entry(words, "filter", "filter", do=lambda: ask(replace(choice, filters=filters)))
