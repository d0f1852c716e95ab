"""Sends the requests of the screens to the Hub: in order of priority, equal ones once, cancelled if not needed."""
