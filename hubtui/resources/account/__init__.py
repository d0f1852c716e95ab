"""Logging in and out, and being another account."""
