"""Shows a document as `less` does: pages, find, and links to walk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from textual import events
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from hubtui.text.columns import Cell
from hubtui.text.document import Document, Foldable, Line, Lines, Link
from hubtui.text.matches import cut_at
from hubtui.widgets.find_bar import FindBar
from hubtui.widgets.finding import Finding, characters_of, in_slices
from hubtui.widgets.line import line_strip
from hubtui.widgets.moving import Moving
from hubtui.widgets.roles import Roles

_MARGIN = 1
_WHEEL_LINES = 3
_KEPT_STRIPS = 400


class Reader(Moving, Roles, ScrollView, can_focus=True, inherit_bindings=False):
    """Asks its document for the lines in view only. With `cursor` one line is under a cursor, and can be chosen."""

    class Followed(Message):
        """A link was followed; `target` as the document has it."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    class Chosen(Message):
        """The line at `index` was chosen."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    class Resized(Message):
        """Lines may have another width now."""

    def __init__(self, *, id: str, cursor: bool = False) -> None:
        super().__init__(id=id)
        self._has_cursor = cursor
        self._document: Document = Lines()
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._unfolded: Document | None = None
        self._find_bar: FindBar | None = None
        self._finding: Finding | None = None
        self._width = 0
        self.cursor_line = 0
        self.current_link: Link | None = None

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """In plain mode the terminal's own cursor stands on the line."""
        return self.spoken_at(self.cursor_line - self.top_line if self._has_cursor else 0)

    # What is shown

    def show(self, document: Document, *, from_top: bool = True) -> None:
        """Another document: from its top, or from about where the reader stands in the one before."""
        part = self.top_line / max(1, len(self._document))
        self._document = document
        self.current_link = None
        self._forget()
        self._fit()
        if from_top:
            self.cursor_line = 0
            self._scroll(0)
        else:
            self._scroll(round(part * len(document)))
            self.cursor_line = min(self.cursor_line, max(0, len(document) - 1))
        self._search_anew()

    def grown(self, dropped: int = 0) -> None:
        """The same document has other lines, more at its end: who stands at the end stays there.

        Where it `dropped` so many at its beginning, who stands further up goes on with the same lines in view.
        """
        at_the_end = self.is_at_the_end
        top = self.top_line
        self._forget()
        self._fit()
        if dropped:
            self.cursor_line -= dropped
            self._scroll(max(0, top - dropped))
        self.cursor_line = max(0, min(self.cursor_line, len(self._document) - 1))
        if at_the_end and self._follows_the_end:
            self.move_to_edge(last=True)
        if self._finding is not None:
            self._search_anew(unfold=False)

    @property
    def is_at_the_end(self) -> bool:
        """Whether the last line is in view."""
        return self.top_line + self.size.height >= self.virtual_size.height

    _follows_the_end = False

    def follow_the_end(self) -> None:
        """From here on, stay at the end while it grows, as long as the reader is there."""
        self._follows_the_end = True
        self.move_to_edge(last=True)

    def _fit(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._document))
        self.refresh()

    def _forget(self) -> None:
        self._strips.clear()
        self.refresh()

    @property
    def document(self) -> Document:
        """What is shown."""
        return self._document

    @property
    def text_width(self) -> int:
        """The width that a line may have, in terminal cells."""
        return max(1, (self.size.width or self.app.size.width) - 2 * _MARGIN)

    @property
    def top_line(self) -> int:
        """The first line in view."""
        return round(self.scroll_y)

    # Moving

    def move_lines(self, lines: int) -> None:
        """Scroll, or move the cursor and scroll where it must."""
        if not self._has_cursor:
            self._scroll(self.top_line + lines)
            return
        self._move_cursor(self.cursor_line + lines)

    def move_by_page(self, part: float) -> None:
        """By a part of a page; a line of the one before stays in view."""
        lines = int(part * max(1, self.size.height - 1))
        if self._has_cursor:
            self._scroll(self.top_line + lines)
        self.move_lines(lines)

    def move_to_edge(self, last: bool) -> None:
        """The first line, or the last."""
        self.move_lines(len(self._document) if last else -len(self._document))

    def go_to(self, line: int) -> None:
        """Bring a line to the top."""
        self._scroll(line)
        if self._has_cursor:
            self._move_cursor(line)

    def _move_cursor(self, line: int) -> None:
        self.cursor_line = max(0, min(line, len(self._document) - 1))
        self._bring_into_view(self.cursor_line)
        self.refresh()

    def _bring_into_view(self, line: int) -> None:
        if line < self.top_line:
            self._scroll(line)
        elif line >= self.top_line + self.size.height:
            self._scroll(line - self.size.height + 1)

    def _scroll(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Let the terminal scroll the lines by itself."""
        self.hint_scroll(round(old_value) - round(new_value))
        super().watch_scroll_y(old_value, new_value)

    # Find

    def do_find(self) -> None:
        """Open the field, with what was looked for before."""
        if self._find_bar is None and isinstance(self.parent, Widget):
            text = self._finding.text if self._finding is not None else ""
            self._find_bar = FindBar(text, self._look_for, self._found)
            self.parent.mount(self._find_bar, after=self)
            # At once, not in a later turn: keys may be waiting already.
            self.screen.set_focus(self._find_bar.field)

    def _look_for(self, text: str) -> None:
        self._finding = Finding(text) if text else None
        self._search_anew()
        self._forget()

    def _search_anew(self, unfold: bool = True) -> None:
        """Search the document as it is now; what is folded in it is opened once for that."""
        finding, document = self._finding, self._document
        if finding is None:
            return
        # A worker of Textual's ends with this widget; the newest search ends the one before.
        # Made only once it runs: a coroutine for a widget that is going would never be awaited.
        search = cast("Any", partial(self._search, finding, document, unfold and document is not self._unfolded))
        self.run_worker(search, group="find", exclusive=True)

    async def _search(self, finding: Finding, document: Document, unfold: bool) -> None:
        if unfold and isinstance(document, Foldable):
            await in_slices(document.unfolding())
            self._unfolded = document
            self._forget()
            self._fit()
        await finding.search(document, self._sliced)

    def _sliced(self) -> None:
        finding = self._finding
        if finding is None:
            return
        here = self._here
        if self._find_bar is not None and finding.lines and not self._in_view(finding.lines):
            line = finding.next_after(here - 1)
            if line is not None and (line >= here or finding.is_over):
                self._show_match(line)
        self._say_found()

    def _in_view(self, lines: Sequence[int]) -> bool:
        return any(self.top_line <= line < self.top_line + self.size.height for line in lines[:1000])

    @property
    def _here(self) -> int:
        return self.cursor_line if self._has_cursor else self.top_line

    def _say_found(self) -> None:
        finding = self._finding
        if self._find_bar is not None:
            self._find_bar.say("" if finding is None else finding.words(self._match))

    def _found(self) -> None:
        """Enter in the field: it goes, the matches stay."""
        self._close_field()
        finding = self._finding
        if finding is not None and finding.is_over and not finding.lines:
            self.post_message(self.Said(f'"{finding.text}" is not in here'))

    class Said(Message):
        """Something for the bottom line."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    _match: int | None = None

    def do_next_match(self) -> None:
        """The next line with what is looked for."""
        self._step_match(forwards=True)

    def do_previous_match(self) -> None:
        """The line before."""
        self._step_match(forwards=False)

    def _step_match(self, *, forwards: bool) -> None:
        finding = self._finding
        if finding is None:
            self.post_message(self.Said("nothing is looked for yet: / finds"))
            return
        here = self._match if self._match is not None else self._here - forwards
        line = finding.next_after(here) if forwards else finding.last_before(here)
        if line is None:
            self.post_message(self.Said(f'"{finding.text}" is not in here'))
            return
        wrapped = (line <= here) if forwards else (line >= here)
        self._show_match(line)
        self.post_message(self.Said(f"{finding.words(line)}{', round the end' if wrapped else ''}"))

    def _show_match(self, line: int) -> None:
        self._match = line
        if self._has_cursor:
            self._move_cursor(line)
        if not self.top_line <= line < self.top_line + self.size.height:
            self._scroll(max(0, line - self.size.height // 3))

    def _close_field(self) -> bool:
        bar, self._find_bar = self._find_bar, None
        if bar is not None:
            self.screen.set_focus(self)
            bar.remove()
        return bar is not None

    def leave(self) -> bool:
        """Leave the field with what was looked for, then the matches, then the link; whether there was any."""
        had = self._close_field() or self._finding is not None
        if had:
            self._finding, self._match = None, None
            self.workers.cancel_group(self, "find")
        elif self.current_link is not None:
            self.current_link, had = None, True
        self._forget()
        return had

    # Links

    def do_next_link(self) -> None:
        """The next link, from the top of the screen on."""
        self._step_link(1)

    def do_previous_link(self) -> None:
        """The link before."""
        self._step_link(-1)

    def _step_link(self, by: int) -> None:
        links = self._document.links
        if not links:
            self.post_message(self.Said("there are no links here"))
            return
        bottom = self.top_line + self.size.height
        current = self.current_link
        if current is not None and self.top_line <= current.line < bottom:
            place = links.index(current) + by
        else:
            below = [index for index, link in enumerate(links) if link.line >= self.top_line]
            place = (below[0] if below else 0) if by > 0 else (below[0] if below else len(links)) - 1
        self.current_link = links[place % len(links)]
        self._bring_into_view(self.current_link.line)
        self._forget()
        self.post_message(self.Said(self.current_link.target))

    def do_follow(self) -> None:
        """Follow the link, or choose the line."""
        if self.current_link is not None:
            self.post_message(self.Followed(self.current_link.target))
        elif self._has_cursor:
            self.post_message(self.Chosen(self.cursor_line))

    # Drawing

    def on_resize(self) -> None:
        """Another size."""
        self._forget()
        self._fit()
        if self.size.width != self._width:
            self._width = self.size.width
            self.post_message(self.Resized())

    def notify_style_update(self) -> None:
        """Another theme."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        index = y + self.top_line
        here = self._has_cursor and index == self.cursor_line and index < len(self._document)
        key = (index, here)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) >= _KEPT_STRIPS:
                self._strips.clear()
            cells = self._cells(index) if index < len(self._document) else []
            strip = line_strip([Cell(" " * _MARGIN), *cells], self.size.width, self, under_cursor=here)
            self._strips[key] = strip
        return strip

    def _cells(self, index: int) -> Line:
        cells = self._document.line(index)
        link = self.current_link
        if link is not None and link.line == index:
            span = characters_of(cells, link.start, link.end)
            cells = list(cut_at(cells, [span], "current"))
        return self._finding.marked(cells) if self._finding is not None else cells

    # The mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        self._wheel(event, _WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        self._wheel(event, -_WHEEL_LINES)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        event.prevent_default()
        self._scroll(self.top_line + lines)

    def on_click(self, event: events.Click) -> None:
        """A link is followed, a line chosen."""
        line, column = event.y + self.top_line, event.x - _MARGIN
        for link in self._document.links:
            if link.line == line and link.start <= column < link.end:
                self.post_message(self.Followed(link.target))
                return
        if self._has_cursor and line < len(self._document):
            self._move_cursor(line)
            self.post_message(self.Chosen(line))
