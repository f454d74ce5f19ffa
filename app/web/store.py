"""Saved specs in SQLite: a name for what is too long for an address."""

import sqlite3
from pathlib import Path
from threading import Lock

_SCHEMA = "CREATE TABLE IF NOT EXISTS specs (id TEXT PRIMARY KEY, spec TEXT NOT NULL) WITHOUT ROWID"


class SpecStore:
    """Specs as canonical JSON by id. One connection; each use takes well under a millisecond."""

    def __init__(self, path: str) -> None:
        """Open the database file, made with its folder if absent, or `:memory:`."""
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        # Several threads share the connection, one at a time.
        self._database = sqlite3.connect(path, check_same_thread=False, timeout=1.0)
        self._lock = Lock()
        with self._lock, self._database:
            # With the write-ahead log a reader never waits; losing the last moment is no harm.
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = NORMAL")
            self._database.execute(_SCHEMA)

    def save(self, id: str, spec: str) -> None:
        """Keep `spec` under `id`; doing it again changes nothing."""
        with self._lock, self._database:
            self._database.execute("INSERT OR IGNORE INTO specs VALUES (?, ?)", (id, spec))

    def find(self, id: str) -> str | None:
        """The spec kept under `id`."""
        with self._lock:
            row = self._database.execute("SELECT spec FROM specs WHERE id = ?", (id,)).fetchone()
        return row[0] if row else None

    def ready(self) -> bool:
        """Whether the database answers."""
        try:
            self.find("")
        except sqlite3.Error:
            return False
        return True

    def close(self) -> None:
        with self._lock:
            self._database.close()
