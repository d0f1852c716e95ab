"""The tests, and the programs that they start."""
