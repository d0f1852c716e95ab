"""The frame of the screen that a run begins with, before Textual is imported: a first picture where none was kept.

The app draws the same and sends what is different: a frame that is wrong costs bytes, never truth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubtui.bindings import LISTING_PLACES
from hubtui.config.state import ListingState
from hubtui.hub.kinds import KINDS
from hubtui.presentation.bars import bar_ends, hints, keys_of, tabs, view_tabs, who_and_where
from hubtui.presentation.columns import columns_for
from hubtui.presentation.filter_line import SEARCH, FilterLine
from hubtui.presentation.filters import order_words
from hubtui.presentation.looks import sgr
from hubtui.presentation.panes import beside_width, is_wanted, preview_place
from hubtui.presentation.rights import Rights
from hubtui.terminal import standing
from hubtui.terminal.ascii_fallback import to_ascii
from hubtui.terminal.cells import Cell as TerminalCell
from hubtui.terminal.cells import SgrStyle, append_cells, sgr_style
from hubtui.terminal.encoder import Trust
from hubtui.terminal.packing import packed
from hubtui.terminal.screen_buffer import ScreenBuffer
from hubtui.text.columns import Cell, column_room, header_cells, laid_out, line_between, line_of
from hubtui.theme import theme_of

if TYPE_CHECKING:
    from hubtui.start import Start
    from hubtui.terminal.capabilities import Capabilities, Colours


def show(start: Start, capabilities: Capabilities, size: tuple[int, int]) -> None:
    """Put it on a terminal of this size, unless a picture stands there, or lines that are read aloud shall."""
    if start.plain or standing.is_light() is not None:
        return
    theme = theme_of(start.theme, capabilities.light)
    picture = ScreenBuffer(*size, Trust(capabilities.erase, capabilities.scroll))
    for y, line in enumerate(frame_lines(start, *size)):
        cells: list[TerminalCell] = []
        for text, role in line_of(line, size[0]):
            style = sgr_style(sgr(role, theme))
            if not _has(capabilities.colours, style):
                return  # which colour comes nearest is for Textual to say
            append_cells(cells, text if capabilities.utf8 else to_ascii(text), style)
        picture.draw(0, y, cells)
    standing.stand(picture.frame(), capabilities.light, packed(picture.rows))


def _has(colours: Colours, style: SgrStyle) -> bool:
    """Whether a terminal of so many colours has those of a style."""
    return colours == "truecolor" or (style.is_numbered and (colours == "256" or "8;5;" not in style.sgr))


def frame_lines(start: Start, width: int, height: int) -> list[list[Cell]]:
    """The lines of the screen, with what is known before anything is loaded."""
    tab_line = tabs(view_tabs(start.views), start.tab, width)
    account = who_and_where(start.who, start.hub)
    top = line_between(*bar_ends(tab_line, account), width, keep_left=True)
    if start.tab not in start.choices or height < 2:
        return [top]
    rights = Rights(has_token=start.logged_in, read_only=start.read_only)
    bottom = line_of(bar_ends(hints(keys_of(LISTING_PLACES, start.bindings, rights), width - 2), [])[0], width)
    lines = [top, *_body(start, width, height)][: height - 1]
    return [*lines, bottom]


def _body(start: Start, width: int, height: int) -> list[list[Cell]]:
    """The filter bar, the header of the list, and the rule beside it."""
    choice, kept = start.choices[start.tab], start.kept.listings.get(start.tab, ListingState())
    filters = FilterLine(choice.text, choice.chips(), order_words(choice.sort, choice.ascending))
    left = [cell for _, cells in filters.parts(SEARCH) for cell in cells]
    layout = start.kept.preview_layout
    wanted = is_wanted(kept.preview, start.settings.preview, layout)
    has_rule = preview_place(wanted, width, height, layout) == "beside"
    list_width = width - beside_width(width, layout.share) if has_rule else width
    rule = [Cell("│", "rule")] if has_rule else []
    room = column_room(list_width)
    chosen = start.settings.columns.get(KINDS[choice.repo_type].path, ())
    with_fits = choice.shows_fits(start.memory)
    columns = laid_out(columns_for(choice.repo_type, room, choice.sort, chosen, with_fits=with_fits), room)
    header = [*line_of(header_cells(columns), list_width), *rule]
    rows = [[*line_of([], list_width), *rule]] * max(0, height - 4)
    return [line_between(left, filters.right(), width), header, *rows]
