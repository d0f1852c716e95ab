"""Saved views: listings under names of the user's own."""
