"""The error of all header parsers."""


class BadHeader(ValueError):
    """The bytes are no header of the format. The text says why, as a line for the user."""
