"""Saved views: lists that the user has saved under a name."""
