"""The SQLite file, or the memory, that the demo Hub lives in."""

import gc
import sqlite3
from collections.abc import Callable
from pathlib import Path

from hubtui.demo.errors import DemoError
from hubtui.demo.schema import INDEXES, TABLES, VERSION


def open_database(path: str | None, fill: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    """A connection to a filled database: what the file holds, or a new catalogue where there is none yet.

    Raises DemoError for a file that cannot be opened, is no database, or is one of another version.
    """
    connection = None
    try:
        connection = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        _prepare(connection, path, fill)
    except (sqlite3.Error, DemoError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, DemoError):
            raise
        raise DemoError(f"{Path(path or 'memory').name} cannot be used as a database: {error}") from None
    return connection


def _prepare(connection: sqlite3.Connection, path: str | None, fill: Callable[[sqlite3.Connection], None]) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        _create(connection, fill)
    elif version != VERSION:
        raise DemoError(f"{path} is no demo Hub of this version: delete it, or name another file")
    if path:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA case_sensitive_like = OFF")


def _create(connection: sqlite3.Connection, fill: Callable[[sqlite3.Connection], None]) -> None:
    """All or nothing: a start that is broken off leaves an empty file behind, which the next one fills."""
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cache_size = -200000")
    connection.execute("PRAGMA threads = 2")
    connection.execute("BEGIN")
    for statement in TABLES.split(";\n"):
        connection.execute(statement)
    # Millions of tuples that all stay: looking for garbage among them would take a fifth of the start.
    collecting = gc.isenabled()
    gc.disable()
    try:
        fill(connection)
    finally:
        if collecting:
            gc.enable()
    for statement in INDEXES.split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
