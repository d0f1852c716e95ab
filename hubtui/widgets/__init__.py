"""Widgets that know nothing of the Hub."""
