"""Parse the headers of file formats from the first bytes of a file. Pure: no files, no network."""
