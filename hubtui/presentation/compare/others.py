"""The values of datasets and Spaces in a comparison, and those of all repo types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from hubtui.presentation import facts
from hubtui.presentation.compare.repo import (
    COLUMNS,
    INFO,
    LARGEST,
    MORE,
    SPLITS,
    UNKNOWN,
    ComparedRepo,
    Value,
    list_value,
    number_value,
    text_value,
)
from hubtui.presentation.dataset import row_category
from hubtui.presentation.space import stage as stage_cell
from hubtui.presentation.tags import languages as languages_of
from hubtui.presentation.tags import named
from hubtui.presentation.values import day
from hubtui.text.humanize import short_bytes

if TYPE_CHECKING:
    from hubtui.fit.verdict import Budget
    from hubtui.hub.models.croissant import Croissant
    from hubtui.hub.models.viewer import Splits

_GATES = {False: "no", True: "yes", "auto": "yes, automatic", "manual": "yes, by hand"}
_MOST_NAMES = 500


# Every kind


def licence(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the licence."""
    return repo.of_row(lambda row: text_value(facts.licence(row)))


def gated(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return whether the repo is gated, and whether access is granted by hand."""

    def read(row: Any) -> Value:
        words = _GATES.get(row.gated) if isinstance(row.gated, bool | str) else None
        return UNKNOWN if words is None else Value(words, "gated" if row.gated else "", row.gated)

    return repo.of_row(read)


def visibility(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return whether the repo is public, private or disabled."""

    def read(row: Any) -> Value:
        if row.disabled:
            return text_value("disabled", "disabled")
        if row.private is None:
            return UNKNOWN
        return text_value("private", "private") if row.private else text_value("public")

    return repo.of_row(read)


def downloads(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the downloads of the last 30 days."""
    return repo.of_row(lambda row: number_value(row.downloads))


def likes(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the number of likes."""
    return repo.of_row(lambda row: number_value(row.likes))


def created(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the day on which the repo was created."""
    return repo.of_row(lambda row: _day(row.created_at))


def updated(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the day of the last commit."""
    return repo.of_row(lambda row: _day(row.last_modified))


def languages(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the codes of the languages."""
    return repo.of_row(lambda row: list_value(languages_of(row.tags)))


def _day(text: str | None) -> Value:
    words = day(text)
    return Value(words, "", text) if words else UNKNOWN


# Datasets


def rows(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the number of rows from the viewer service, or the approximate number from the tags."""

    def read(splits: Splits) -> Value:
        told = [split.num_rows for split in splits.splits or ()]
        counts = [count for count in told if type(count) is int and 0 <= count < LARGEST]
        return number_value(sum(counts)) if counts else about

    category = row_category(repo.row) if repo.row is not None else ""  # type: ignore[arg-type]  # of a dataset
    about = text_value(f"{category} by its tags" if category else "")
    found = repo.of(SPLITS, read)
    return about if found is UNKNOWN else found


def size(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the size of the data in bytes."""

    def read(told: Any) -> Value:
        return UNKNOWN if told.main_size is None else Value(short_bytes(told.main_size), "", told.main_size)

    found = repo.of_row(read)
    return repo.of(MORE, read) if found is UNKNOWN else found


def formats(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the formats of the files."""
    return repo.of_row(lambda row: list_value(named(row.tags, "format:")))


def modalities(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the modalities: text, images, audio."""
    return repo.of_row(lambda row: list_value(named(row.tags, "modality:")))


def tasks(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the tasks."""
    return repo.of_row(lambda row: list_value(named(row.tags, "task_categories:")))


def splits(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the names of the splits; with several configs as "config/split"."""

    def read(found: Splits) -> Value:
        known = [(one.config, one.split) for one in (found.splits or ())[:_MOST_NAMES] if one.split]
        configs = {config for config, _ in known}
        return list_value([f"{config}/{split}" if len(configs) > 1 else split for config, split in known])

    return repo.of(SPLITS, read)


def columns(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the names of the columns, from the card or else from the Croissant metadata."""
    card = getattr(repo.info, "card_data", None)
    if names := list(dict.fromkeys(_card_columns(card)))[:_MOST_NAMES]:
        return list_value(names)
    return repo.of(COLUMNS, lambda croissant: list_value(list(dict.fromkeys(_croissant_columns(croissant)))))


def _card_columns(card: Any) -> Iterator[str]:
    told = card.get("dataset_info") if isinstance(card, Mapping) else None
    for config in told if isinstance(told, list) else [told]:
        features = config.get("features") if isinstance(config, Mapping) else None
        for feature in features if isinstance(features, list) else ():
            if isinstance(feature, Mapping) and isinstance(name := feature.get("name"), str):
                yield name


def _croissant_columns(croissant: Croissant) -> Iterator[str]:
    """Yield the fields of record sets that hold rows; record sets of splits are skipped."""
    for table in croissant.record_set or ():
        if "splits" in (table.name or table.node_id or ""):
            continue
        for field in (table.field or ())[:_MOST_NAMES]:
            name = (field.name or field.node_id or "").rpartition("/")[2]
            if name and name != "split":
                yield name


# Spaces


def title(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the title of a Space."""
    return repo.of_row(lambda row: text_value(row.title))


def sdk(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the SDK of a Space."""
    return repo.of_row(lambda row: text_value(row.sdk))


def hardware(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the current or requested hardware of a Space."""
    return repo.of_row(lambda row: text_value(row.hardware))


def stage(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the stage of a Space: running, sleeping, failed."""

    def read(row: Any) -> Value:
        text, role = stage_cell(row.stage)
        return Value(text, role, row.stage) if row.stage else UNKNOWN

    return repo.of_row(read)


def models(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the models that a Space uses."""
    return repo.of_row(lambda row: list_value(row.models))


def datasets(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the datasets that a Space uses."""
    return repo.of_row(lambda row: list_value(row.datasets))


def host(repo: ComparedRepo, _: Budget | None) -> Value:
    """Return the web address at which a Space is served."""
    return repo.of(INFO, lambda info: text_value(info.host))
