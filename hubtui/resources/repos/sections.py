"""The sections of each type of repo; a section is imported when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from hubtui.resources.repos.page import RepoPage
    from hubtui.resources.repos.section import Section


@dataclass(frozen=True, slots=True)
class SectionKind:
    """A section as data: its name, its title, and its class in a module of this folder."""

    name: str
    title: str
    module: str
    factory: str

    def make(self, page: RepoPage) -> Section:
        """Create the section for a page."""
        module = import_module(f"hubtui.resources.repos.{self.module}")
        return cast("Callable[[RepoPage], Section]", getattr(module, self.factory))(page)


_CARD = SectionKind("card", "Card", "card_section", "CardSection")
_FILES = SectionKind("files", "Files", "files_section", "FilesSection")
_INFO = SectionKind("info", "Info", "info_section", "InfoSection")
_REVISIONS = SectionKind("revisions", "Revisions", "revisions_section", "RevisionsSection")
_PARQUET = SectionKind("parquet", "Rows", "parquet_section", "ParquetSection")
_CROISSANT = SectionKind("croissant", "Croissant", "croissant_section", "CroissantSection")
_RUNTIME = SectionKind("runtime", "Runtime", "runtime_section", "RuntimeSection")
_LOGS = SectionKind("logs", "Logs", "logs_section", "LogsSection")
_CONFIG = SectionKind("config", "Config", "config_section", "ConfigSection")
_DERIVED = SectionKind("derived", "Derived", "derived_section", "DerivedSection")
_COLLECTIONS = SectionKind("collections", "Collections", "collections_section", "CollectionsSection")
_EVERY = (_CARD, _FILES, _INFO, _REVISIONS)

SECTIONS: dict[str, tuple[SectionKind, ...]] = {
    "model": (*_EVERY, _CONFIG, _DERIVED, _COLLECTIONS),
    "dataset": (*_EVERY, _PARQUET, _CROISSANT, _COLLECTIONS),
    "space": (*_EVERY, _RUNTIME, _LOGS, _COLLECTIONS),
}
