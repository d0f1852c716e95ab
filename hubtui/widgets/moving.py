"""The actions that move in lists and texts."""

from hubtui.action_target import ActionTarget


class Moving(ActionTarget):
    """Runs the actions of moving by three methods that a subclass implements."""

    def move_lines(self, lines: int) -> None:
        """Move down by `lines`, up if negative."""
        raise NotImplementedError

    def move_by_page(self, part: float) -> None:
        """Move down by a part of a page, up if negative."""
        raise NotImplementedError

    def move_to_edge(self, last: bool) -> None:
        """Move to the last line, or to the first one."""
        raise NotImplementedError

    def do_down(self) -> None:
        """Move one line down."""
        self.move_lines(1)

    def do_up(self) -> None:
        """Move one line up."""
        self.move_lines(-1)

    def do_page_down(self) -> None:
        """Move one page down."""
        self.move_by_page(1)

    def do_page_up(self) -> None:
        """Move one page up."""
        self.move_by_page(-1)

    def do_half_page_down(self) -> None:
        """Move half a page down."""
        self.move_by_page(0.5)

    def do_half_page_up(self) -> None:
        """Move half a page up."""
        self.move_by_page(-0.5)

    def do_to_start(self) -> None:
        """Move to the first line."""
        self.move_to_edge(last=False)

    def do_to_end(self) -> None:
        """Move to the last line."""
        self.move_to_edge(last=True)
