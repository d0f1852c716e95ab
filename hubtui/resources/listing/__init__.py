"""The listing of a kind of repo: filter bar, list and preview."""
