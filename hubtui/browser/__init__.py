"""The list screen of everything that hubtui lists, and its parts."""
