"""Headers of files, read from a few of their bytes. Pure: no files, no network."""
