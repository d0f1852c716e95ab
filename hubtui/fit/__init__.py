"""How much memory a model takes, and whether it fits into a budget. Pure: no files, no network, no terminal."""
