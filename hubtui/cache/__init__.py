"""The cache of answers on disk: for a fast start, and for use without a connection."""
