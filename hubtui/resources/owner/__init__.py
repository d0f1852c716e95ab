"""Users and organisations: the page of one, with everything that belongs to it."""
