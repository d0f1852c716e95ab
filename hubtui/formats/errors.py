"""What every reader of a header raises."""


class BadHeader(ValueError):
    """The bytes are no header of that format; the text says why, as a line for the user."""
