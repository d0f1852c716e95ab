"""Changes of things on the Hub: the pure parts. Values, merging, and when a change counts as saved."""
