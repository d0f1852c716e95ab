"""What was seen, on disk: for the next start, and for when there is no line."""
