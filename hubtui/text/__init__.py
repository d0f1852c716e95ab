"""Functions on text: sanitizing, width in terminal cells, short numbers and times, fuzzy matching."""
