"""Compare two to six repos of one type: their values, the table, and its export."""
