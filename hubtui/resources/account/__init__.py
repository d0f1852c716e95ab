"""Accounts: logging in and out, and switching between them."""
