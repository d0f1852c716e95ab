"""Input from and output to the terminal: cells, their differences, escape sequences, and the start and the end."""
