"""The actions that move through lines, whatever the lines are."""

from hubtui.action_target import ActionTarget


class Moving(ActionTarget):
    """What the keys of moving do, in terms of three ways to move."""

    def move_lines(self, lines: int) -> None:
        """Down by so many lines (up, where negative)."""
        raise NotImplementedError

    def move_by_page(self, part: float) -> None:
        """Down by a part of a page (up, where negative)."""
        raise NotImplementedError

    def move_to_edge(self, last: bool) -> None:
        """To the first line, or the last."""
        raise NotImplementedError

    def do_down(self) -> None:
        """A line down."""
        self.move_lines(1)

    def do_up(self) -> None:
        """A line up."""
        self.move_lines(-1)

    def do_page_down(self) -> None:
        """A page down."""
        self.move_by_page(1)

    def do_page_up(self) -> None:
        """A page up."""
        self.move_by_page(-1)

    def do_half_page_down(self) -> None:
        """Half a page down."""
        self.move_by_page(0.5)

    def do_half_page_up(self) -> None:
        """Half a page up."""
        self.move_by_page(-0.5)

    def do_to_start(self) -> None:
        """The first line."""
        self.move_to_edge(last=False)

    def do_to_end(self) -> None:
        """The last line."""
        self.move_to_edge(last=True)
