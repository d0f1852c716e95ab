"""Where hubtui finds its settings, its state and the token; it knows no network and no screen."""
