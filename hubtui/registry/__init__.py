"""The table of resources: every kind of thing that can be listed, opened and acted on."""
