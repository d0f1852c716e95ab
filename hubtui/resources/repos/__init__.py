"""A repo in full: its header, and sections that are made when they are first looked at."""
