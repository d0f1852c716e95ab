"""A small program of the shape of a listing, for tests and for measuring: `python -m tests.terminal.apps [--table]
[--textual] [--preview] [--default-background] [--rows N] [--hostile]`.
"""

import logging
import os
import random
import sys
import time
import warnings
from argparse import ArgumentParser
from functools import cache
from pathlib import Path
from typing import ClassVar

os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.geometry import Region, Size
from textual.screen import ModalScreen, Screen
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import DataTable, Input, Static

from hubtui.terminal.display import CellDisplay

OWNERS = (
    "Qwen meta-llama mistralai google microsoft unsloth bartowski mlx-community sentence-transformers HuggingFaceTB "
    "stabilityai black-forest-labs openai-community facebook deepseek-ai Intel nvidia ibm-granite"
)
NAMES = (
    "Qwen3-8B Qwen3-235B-A22B-Instruct-2507 Llama-3.1-8B-Instruct gemma-3-4b-it Phi-4-mini-instruct bge-small-en-v1.5 "
    "all-MiniLM-L6-v2 whisper-large-v3-turbo FLUX.1-dev stable-diffusion-xl-base-1.0 gpt2 DeepSeek-R1-Distill-Qwen-32B "
    "SmolLM2-1.7B-Instruct granite-3.3-8b-instruct-GGUF bert-base-uncased-finetuned-sst2 Qwen3-4B-Thinking-2507-AWQ"
)
TASKS = "text-generation feature-extraction image-text-to-text automatic-speech-recognition text-to-image mask"
AGES = "5 h|3 d|2 mo|4 mo|11 mo|2 y|17 min"
ODD = ["日本語/モデル-大規模", "emoji/🤗-model-🚀", "é̄́/combining-ṽ", "韓/한국어-모델"]

STEPS = {"down": 1, "up": -1, "pagedown": 30, "pageup": -30, "home": -(10**6), "end": 10**6}

Cells = tuple[str, str, str, str, str, str]
WIDTHS = (0, 29, 8, 8, 7, 9)


def made_rows(count: int, seed: int = 7, odd: bool = False) -> list[Cells]:
    """Rows of six columns with ids of real length; some in other scripts where `odd`."""
    rng = random.Random(seed)
    owners, names, tasks, ages = OWNERS.split(), NAMES.split(), TASKS.split(), AGES.split("|")
    rows = []
    for _ in range(count):
        repo_id = rng.choice(ODD) if odd and rng.random() < 0.2 else f"{rng.choice(owners)}/{rng.choice(names)}"
        figures = (f"{rng.uniform(0.1, 99):.1f}B", f"{rng.uniform(0.1, 999):.1f}k", str(rng.randrange(9999)))
        rows.append((repo_id, rng.choice(tasks), *figures, rng.choice(ages)))
    return rows


@cache
def paint(colour: str) -> Style:
    """A foreground."""
    return Style(color=colour)


class RowList(ScrollView, can_focus=True):
    """A list drawn line by line, which hints how it scrolls."""

    BINDINGS: ClassVar = [Binding(key, f"go({step})") for key, step in STEPS.items()]

    def __init__(self, rows: list[Cells], background: str) -> None:
        super().__init__()
        self.rows = rows
        self.cursor = 0
        self.styles.background = background
        self.styles.scrollbar_size_vertical = 0

    def on_mount(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.rows))
        self.base = Style(bgcolor=self.app.base_background)
        self.bar = Style(bgcolor="#005f87")

    def on_resize(self) -> None:
        self.virtual_size = Size(self.size.width, len(self.rows))

    def render_line(self, y: int) -> Strip:
        index = y + self.scroll_offset.y
        width = self.size.width
        ground = self.bar if index == self.cursor else self.base
        if index >= len(self.rows):
            return Strip.blank(width, ground)
        widths = (max(10, width - sum(WIDTHS) - 3), *WIDTHS[1:])
        segments = [Segment(" ▌ " if index == self.cursor else "   ", ground + paint("#d0d0d0"))]
        colours = ("#d0d0d0", "#949494", "#d0d0d0", "#d0d0d0", "#d0d0d0", "#949494")
        for number, (text, size, colour) in enumerate(zip(self.rows[index], widths, colours, strict=True)):
            cell = Strip([Segment(text, ground + paint(colour))])
            padding = Segment(" " * max(0, size - 1 - cell.cell_length), ground)
            cell = cell.crop(0, size - 1)
            segments += [padding, *cell] if 2 <= number <= 4 else [*cell, padding]
            segments.append(Segment(" ", ground))
        return Strip(segments).adjust_cell_length(width, ground)

    def action_go(self, step: int) -> None:
        height = self.size.height
        step = max(-height, min(height, step)) if abs(step) == 30 else step
        before, self.cursor = self.cursor, max(0, min(len(self.rows) - 1, self.cursor + step))
        top = self.scroll_offset.y
        target = max(min(top, self.cursor), self.cursor - height + 1)
        if abs(step) == height:
            target = max(0, min(len(self.rows) - height, top + step))
        if target != top:
            self.app.hint_scroll(self.region, top - target)
            self.scroll_to(y=target, animate=False, immediate=True, force=True)
            self.refresh()
        else:
            for index in (before, self.cursor):
                self.refresh(Region(0, index - top, self.size.width, 1))
        self.app.moved(self.rows[self.cursor])


class Preview(Widget):
    """What is shown beside the list: blank while keys come."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def render_line(self, y: int) -> Strip:
        ground = Style(bgcolor=self.app.base_background)
        line = f"{self.text} {y} some words of a card that are here" if self.text and y < 12 else ""
        segments = [Segment("│ ", ground + paint("#585858")), Segment(line, ground + paint("#949494"))]
        return Strip(segments).adjust_cell_length(self.size.width, ground)

    def show(self, text: str) -> None:
        if text != self.text:
            self.text = text
            self.refresh()


class Dialog(ModalScreen[None]):
    """A dialog with a field."""

    CSS = "Dialog { align: center middle; } Dialog Input { width: 40; } Dialog Static { width: 44; }"
    BINDINGS: ClassVar = [Binding("escape", "dismiss", priority=True)]

    def compose(self) -> ComposeResult:
        yield Static("A dialog over 日本語 and 🤗 of the list", markup=False)
        yield Input("typed")


OTHER = "Another screen\n\n  with [b]words[/b], [u]lines[/u], [link='https://example.org/a']a link[/link]."


class Other(Screen[None]):
    """A screen that is no list."""

    BINDINGS: ClassVar = [Binding("escape", "dismiss"), Binding("x", "dismiss")]

    def compose(self) -> ComposeResult:
        yield Static(OTHER)
        yield Input(placeholder="a field")


class Listing(App[None]):
    """Tabs, a list and a preview."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: #121212; } #tabs, #keys { height: 1; background: #121212; } Preview { width: 40; }"
    BINDINGS: ClassVar = [
        Binding("q", "quit", priority=False),
        Binding("d", "dialog"),
        Binding("o", "other"),
        Binding("r", "app.repaint"),
        Binding("z", "suspend_process"),
        Binding("p", "toggle_preview"),
        Binding("k", "crash"),
        Binding("w", "noise"),
    ]

    def __init__(
        self, rows: list[Cells], *, preview: bool = False, background: str | None = "#121212", rest: float = 0.15
    ) -> None:
        super().__init__()
        self.list_rows = rows
        self.has_preview = preview
        self.base_background = background
        self.rest = rest
        self.resting = None
        self.stuck = False

    def compose(self) -> ComposeResult:
        yield Static(" Models  Datasets  Spaces  Papers  Collections  Mine", id="tabs", markup=False)
        with Horizontal():
            yield RowList(self.list_rows, self.base_background or "ansi_default")
            preview = Preview()
            preview.display = self.has_preview
            yield preview
        yield Static(" enter open  space mark  / search  f tags  s sort  y copy  ? keys", id="keys", markup=False)

    def on_mount(self) -> None:
        if self.base_background is None:
            self.theme = "ansi-dark"
            for widget in (self.screen, *self.query("Static")):
                widget.styles.background = "ansi_default"

    def hint_scroll(self, region: Region, rows: int) -> None:
        """Without the mixin nobody listens."""

    def moved(self, row: Cells) -> None:
        while self.stuck:
            time.sleep(0.01)
        if not self.query(Preview) or not self.has_preview:
            return
        preview = self.query_one(Preview)
        preview.show("")
        if self.resting is not None:
            self.resting.stop()
        self.resting = self.set_timer(self.rest, lambda: preview.show(row[0]))

    def action_dialog(self) -> None:
        self.push_screen(Dialog())

    def action_other(self) -> None:
        self.push_screen(Other())

    def action_repaint(self) -> None:
        if isinstance(self, CellDisplay):
            self.repaint_terminal()

    def action_crash(self) -> None:
        token = os.environ.get("CANARY", "")
        raise ValueError(f"no luck with {token}")

    def action_noise(self) -> None:
        logging.getLogger("library").error("a log line")
        warnings.warn("a warning", stacklevel=1)
        print("printed", file=sys.stderr)
        os.write(2, b"raw")

    def action_toggle_preview(self) -> None:
        self.has_preview = not self.has_preview
        self.query_one(Preview).display = self.has_preview


class CellListing(CellDisplay, Listing):
    """The same with the cell diff."""

    hint_scroll = CellDisplay.hint_scroll
    last_words = ""


class Table(App[None]):
    """Textual's own table of the same rows."""

    BINDINGS: ClassVar = [Binding("q", "quit")]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, rows: list[Cells]) -> None:
        super().__init__()
        self.list_rows = rows

    def compose(self) -> ComposeResult:
        yield Static(" Models  Datasets  Spaces  Papers  Collections  Mine", markup=False)
        yield DataTable(cursor_type="row")
        yield Static(" enter open  space mark", markup=False)

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("Model", "Task", "Params", "Downl.", "Likes", "Updated")
        table.add_rows(self.list_rows)
        table.focus()


class Bare(App[None]):
    """An empty app."""

    BINDINGS: ClassVar = [Binding("q", "quit")]

    def compose(self) -> ComposeResult:
        yield Static("bare")


def main() -> None:
    """Run one of them on this terminal."""
    parser = ArgumentParser()
    for flag in ("table", "bare", "textual", "preview", "default-background", "odd", "no-mouse", "stuck"):
        parser.add_argument(f"--{flag}", action="store_true")
    parser.add_argument("--rows", type=int, default=1000)
    options = parser.parse_args()
    if options.bare:
        Bare().run()
        return
    rows = made_rows(options.rows, odd=options.odd)
    if options.table:
        Table(rows).run()
        return
    background = None if options.default_background else "#121212"
    if options.textual:
        Listing(rows, preview=options.preview, background=background).run()
        return
    from hubtui.terminal import lifecycle
    from hubtui.terminal.capabilities import detect
    from hubtui.terminal.driver import driver_for

    def make() -> CellListing:
        app = CellListing(rows, preview=options.preview, background=background)
        app.stuck = options.stuck
        app.driver_class = driver_for(detect(os.environ))
        return app

    sys.exit(
        lifecycle.run(
            make, crash_folder=lambda: Path(os.environ.get("CRASHES", ".")), mouse=not options.no_mouse
        ).status
    )


if __name__ == "__main__":
    main()
