"""Downloads: the question where to, and the list of those under way."""
