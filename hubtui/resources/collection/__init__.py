"""Collections: the tab, the editor of one, and what puts things into them."""
