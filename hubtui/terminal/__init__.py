"""What leaves for the terminal: cells, their differences, the bytes for them, and the way out."""
