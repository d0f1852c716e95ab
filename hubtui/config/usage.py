"""What a user asked for and cannot have."""


class UsageError(Exception):
    """What was asked for on the command line or in the environment cannot be; its text is one line for the user."""
