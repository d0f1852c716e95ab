"""The settings of config.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from hubtui.config.gpu import Gpus, vram_setting


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set; `problems` are lines for the user, each names a setting that is left out."""

    vram: Gpus | None = None
    problems: tuple[str, ...] = ()


def read_settings(file: Path) -> Settings:
    """The settings of a file; nothing is set where there is none."""
    try:
        told = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        return Settings(problems=(f"{file.name} cannot be read: {error}",))
    except tomllib.TOMLDecodeError as error:
        return Settings(problems=(f"{file.name} is no TOML: {error}",))
    vram = told.get("vram")
    if vram is None:
        return Settings()
    try:
        return Settings(vram=vram_setting(str(vram)))
    except ValueError as error:
        return Settings(problems=(f"{file.name}: {error}",))
