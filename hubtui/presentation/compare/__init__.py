"""Two to six repos of one kind beside each other: what is known of each, the table of it, and its copies."""
