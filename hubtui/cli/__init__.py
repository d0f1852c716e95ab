"""The command line: a module for each command, which is imported when its command is given."""
