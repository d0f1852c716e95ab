"""Compute how much memory a model takes and whether it fits. Pure: no files, no network, no terminal."""
