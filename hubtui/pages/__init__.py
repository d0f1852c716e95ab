"""The base classes of all screens and dialogs, and the protocols by which they ask the app for something."""
