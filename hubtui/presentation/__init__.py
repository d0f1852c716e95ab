"""Pure functions that turn models of the Hub into cells, lines and documents for the screen."""
