"""Plain functions on text: cleaning, width, short numbers and times, fuzzy matching."""
