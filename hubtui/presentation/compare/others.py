"""The values of datasets and Spaces in a comparison, and those of all repo types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hubtui.presentation import facts
from hubtui.presentation.compare.repo import (
    COLUMNS,
    INFO,
    MAX_NUMBER,
    MORE,
    SPLITS,
    UNKNOWN,
    ComparedRepo,
    Value,
    list_value,
    number_value,
    of_row,
    text_value,
)
from hubtui.presentation.dataset import row_category
from hubtui.presentation.space import stage as stage_cell
from hubtui.presentation.tags import languages as languages_of
from hubtui.presentation.tags import without_prefix
from hubtui.presentation.values import day
from hubtui.text.humanize import short_bytes

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.hub.models.croissant import Croissant
    from hubtui.hub.models.viewer import Splits

_GATES = {False: "no", True: "yes", "auto": "yes, automatic", "manual": "yes, by hand"}
_MAX_NAMES = 500


# Every kind


licence = of_row(lambda row: text_value(facts.licence(row)))


def _gated(row: Any) -> Value:
    words = _GATES.get(row.gated) if isinstance(row.gated, bool | str) else None
    return UNKNOWN if words is None else Value(words, "gated" if row.gated else "", row.gated)


def _visibility(row: Any) -> Value:
    if row.disabled:
        return text_value("disabled", "disabled")
    if row.private is None:
        return UNKNOWN
    return text_value("private", "private") if row.private else text_value("public")


def _day(text: str | None) -> Value:
    words = day(text)
    return Value(words, "", text) if words else UNKNOWN


gated = of_row(_gated)
visibility = of_row(_visibility)
downloads = of_row(lambda row: number_value(row.downloads))
likes = of_row(lambda row: number_value(row.likes))
created = of_row(lambda row: _day(row.created_at))
updated = of_row(lambda row: _day(row.last_modified))
languages = of_row(lambda row: list_value(languages_of(row.tags)))


# Datasets


def rows(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the number of rows from the viewer service, or the approximate number from the tags."""

    def read(splits: Splits) -> Value:
        numbers = [split.num_rows for split in splits.splits or ()]
        counts = [count for count in numbers if type(count) is int and 0 <= count < MAX_NUMBER]
        return number_value(sum(counts)) if counts else about

    category = row_category(repo.row) if repo.row is not None else ""  # type: ignore[arg-type]  # of a dataset
    about = text_value(f"{category} by its tags" if category else "")
    found = repo.of(SPLITS, read)
    return about if found is UNKNOWN else found


def size(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the size of the data in bytes."""

    def read(data: Any) -> Value:
        return UNKNOWN if data.main_size is None else Value(short_bytes(data.main_size), "", data.main_size)

    found = repo.of_row(read)
    return repo.of(MORE, read) if found is UNKNOWN else found


formats = of_row(lambda row: list_value(without_prefix(row.tags, "format:")))
modalities = of_row(lambda row: list_value(without_prefix(row.tags, "modality:")))
tasks = of_row(lambda row: list_value(without_prefix(row.tags, "task_categories:")))


def splits(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the names of the splits; with several configs as "config/split"."""

    def read(found: Splits) -> Value:
        known = [(one.config, one.split) for one in (found.splits or ())[:_MAX_NAMES] if one.split]
        configs = {config for config, _ in known}
        return list_value([f"{config}/{split}" if len(configs) > 1 else split for config, split in known])

    return repo.of(SPLITS, read)


def columns(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the names of the columns, from the card or else from the Croissant metadata."""
    card = getattr(repo.info, "card_data", None)
    if names := list(dict.fromkeys(_card_columns(card)))[:_MAX_NAMES]:
        return list_value(names)
    return repo.of(COLUMNS, lambda croissant: list_value(list(dict.fromkeys(_croissant_columns(croissant)))))


def _card_columns(card: Any) -> Iterator[str]:
    infos = card.get("dataset_info") if isinstance(card, Mapping) else None
    for config in infos if isinstance(infos, list) else [infos]:
        features = config.get("features") if isinstance(config, Mapping) else None
        for feature in features if isinstance(features, list) else ():
            if isinstance(feature, Mapping) and isinstance(name := feature.get("name"), str):
                yield name


def _croissant_columns(croissant: Croissant) -> Iterator[str]:
    """Yield the fields of record sets that hold rows; record sets of splits are skipped."""
    for table in croissant.record_set or ():
        if "splits" in (table.name or table.node_id or ""):
            continue
        for field in (table.field or ())[:_MAX_NAMES]:
            name = (field.name or field.node_id or "").rpartition("/")[2]
            if name and name != "split":
                yield name


# Spaces


title = of_row(lambda row: text_value(row.title))
sdk = of_row(lambda row: text_value(row.sdk))
hardware = of_row(lambda row: text_value(row.hardware))


def _stage(row: Any) -> Value:
    text, role = stage_cell(row.stage)
    return Value(text, role, row.stage) if row.stage else UNKNOWN


stage = of_row(_stage)
models = of_row(lambda row: list_value(row.models))
datasets = of_row(lambda row: list_value(row.datasets))


def host(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the web address at which a Space is served."""
    return repo.of(INFO, lambda info: text_value(info.host))
