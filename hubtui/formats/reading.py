"""The error of all header parsers, and the reader of bytes that binary headers are read with."""


class BadHeader(ValueError):
    """The bytes are no header of the format. The text says why, as a line for the user."""


class Cut(Exception):
    """The bytes end before the value does."""


class ByteReader:
    """Reads bytes one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, length: int) -> bytes:
        """Return the next `length` bytes.

        Raises:
            Cut: There are fewer.
        """
        end = self._at + length
        if end > len(self._data):
            raise Cut
        taken, self._at = self._data[self._at : end], end
        return taken
