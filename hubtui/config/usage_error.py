"""The error for invalid arguments of the command line or values in the environment."""


class UsageError(Exception):
    """An argument or an environment variable has an invalid value. The text is one line for the user."""
