"""Read and check the settings in config.toml."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hubtui.config.themes import THEMES
from hubtui.fit.hardware import MEMORY_FORMS, Hardware, parse_memory
from hubtui.registry.resources import TABS

CLIPBOARDS = ("auto", "tmux", "osc52", "wrapped", "local", "show")
MIN_PAGE_SIZE, MAX_PAGE_SIZE = 10, 1000
_MAX_SLIPS = 20

Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of config.toml.

    `keys` has the keys of actions by their names, `columns` those of a listing by its tab. `problems` are lines for the
    user, each about a setting that is ignored. `lines` has the line number of each (table, name) in `file`.
    """

    theme: str = ""
    mouse: bool = True
    metered: bool = False
    ascii: bool = False
    plain: bool = False
    preview: bool | None = None
    tab: str = ""
    page_size: int = 100
    clipboard: str = "auto"
    vram: Hardware | None = None
    columns: Names = field(default_factory=dict)
    keys: Names = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    file: str = "config.toml"
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def where(self, table: str, name: str) -> str:
        """Return where a setting is written, "config.toml:3: keys.open", for error messages."""
        line = self.lines.get((table, name))
        setting = f"{table}.{name}" if table else name
        return f"{self.file}:{line}: {setting}" if line else f"{self.file}: {setting}"


def _one_of(*words: str) -> Callable[[Any], Any]:
    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"one of {', '.join(words)}")
        return value

    return check


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _page_size(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not MIN_PAGE_SIZE <= value <= MAX_PAGE_SIZE:
        raise ValueError(f"a whole number from {MIN_PAGE_SIZE} to {MAX_PAGE_SIZE}")
    return value


def _vram(value: Any) -> Hardware:
    try:
        return parse_memory(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError(f"a size of memory: {MEMORY_FORMS}") from None


def _words(value: Any) -> tuple[str, ...]:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
        raise ValueError('a word in quotes, or several: ["a", "b"]')
    return tuple(words)


_CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "theme": _one_of(*THEMES),
    "mouse": _yes_or_no,
    "ascii": _yes_or_no,
    "plain": _yes_or_no,
    "metered": _yes_or_no,
    "preview": _yes_or_no,
    "tab": _one_of(*TABS),
    "page_size": _page_size,
    "clipboard": _one_of(*CLIPBOARDS),
    "vram": _vram,
}
_TABLES = ("keys", "columns")
NAMES = (*_CHECKS, *_TABLES)


def read_settings(file: Path) -> Settings:
    """Return the settings of a file; the defaults if there is no file."""
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        return Settings(file=file.name)
    except UnicodeDecodeError:
        return Settings(file=file.name, problems=(f"{file.name} is no text in UTF-8: save it as such",))
    except OSError as error:
        return Settings(file=file.name, problems=(f"{file.name} cannot be read: {error.strerror}",))
    values, slips = _parsed(text, file.name)
    settings = Settings(file=file.name, lines=_lines_of(text))
    found, problems = _checked(values, settings)
    return replace(settings, **found, problems=(*slips, *problems))


def _parsed(text: str, name: str) -> tuple[dict[str, Any], list[str]]:
    """Return the values in a TOML text, and error lines. Each invalid line is left out and reported."""
    import tomllib

    lines, slips = text.splitlines(), list[str]()
    while True:
        try:
            return tomllib.loads("\n".join(lines) + "\n"), slips
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            number = int(place[1]) if place else len(lines)
            while number > 1 and not lines[number - 1].strip():  # an unclosed bracket is reported at the end
                number -= 1
            what = re.sub(r" \(at .*\)$", "", str(error)).lower()
            slips.append(f"{name}:{number}: {what}; the line is left out: write NAME = VALUE")
            if len(slips) > _MAX_SLIPS or not lines or not lines[number - 1].strip():
                return {}, slips[:_MAX_SLIPS]
            lines[number - 1] = ""


def _lines_of(text: str) -> dict[tuple[str, str], int]:
    lines: dict[tuple[str, str], int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[\s*([\w-]+)\s*\]", line):
            table = header[1]
            lines.setdefault(("", table), number)
        elif setting := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*(?:\.\s*([\w-]+)\s*)?=", line):
            inner = bool(setting[2]) and not table
            lines.setdefault((setting[1], setting[2]) if inner else (table, setting[1]), number)
    return lines


def _checked(values: dict[str, Any], settings: Settings) -> tuple[dict[str, Any], list[str]]:
    found: dict[str, Any] = {}
    problems: list[str] = []

    def check(table: str, name: str, value: Any, take: Callable[[Any], Any], into: dict[str, Any]) -> None:
        try:
            into[name] = take(value)
        except ValueError as error:
            problems.append(f"{settings.where(table, name)} = {_shown(value)}: it must be {error}")

    for name, value in values.items():
        if name in _TABLES and isinstance(value, dict):
            for inner, words in value.items():
                check(name, inner, words, _words, found.setdefault(name, {}))
        elif name in _TABLES:
            problems.append(f"{settings.where('', name)}: it is a table: [{name}] and lines below it")
        elif name in _CHECKS:
            check("", name, value, _CHECKS[name], found)
        else:
            problems.append(f"{settings.where('', name)}: there is no such setting: {', '.join(NAMES)}")
    return found, problems


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    text = f'"{value}"' if isinstance(value, str) else str(value)
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    return text if len(text) <= 40 else text[:39] + "…"
