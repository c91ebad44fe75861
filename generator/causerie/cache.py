"""What earlier builds made, kept under `.cache/causerie/`: deleting it costs time and nothing else.

One SQLite file. Whatever is wrong with it (cut off, of another version, on a full disk, held by another build) makes it
an empty one: nothing that is published depends on its being there. What is in it was made of the records: where they
change or go, it is overwritten, so that nobody's words stay in it.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NoReturn

_FILE = "cache.db"
_PATIENCE = 3.0  # seconds to wait for another build
_TABLES = ("short", "long")
_SIGN = 4  # bytes behind each content that show whether it is whole


class Cache:
    """Named bytes: of each name a short part, which `read` gives for all at once, and a long one for those who ask.

    What another program has made is thrown away. Without a folder, nothing outlives the build.
    """

    def __init__(self, folder: Path | None, program: str = "") -> None:
        self._folder = folder
        self._program = program
        self._process = os.getpid()
        self._connection: sqlite3.Connection | None = None
        self._is_off = False  # for the rest of this build: no disk, no right, no room, or another build is at it
        self._at_hand: dict[str, bytes] = {}  # long parts that could not be written

    def read(self) -> dict[str, bytes]:
        """The short part of everything that has one."""
        return dict(self._select("SELECT name, content FROM short"))

    def read_long(self, name: str) -> bytes | None:
        """The long part of a name; None where it is not there, or not whole."""
        if name in self._at_hand:
            return self._at_hand[name]
        return dict(self._select("SELECT name, content FROM long WHERE name = ?", name)).get(name)

    def write(self, rows: Mapping[str, tuple[bytes, bytes]], gone: Collection[str] = ()) -> None:
        """Keep short and long parts, and forget the names that are gone; what cannot be written stays at hand.

        An empty part is not written; an earlier one of that name stays.
        """
        try:
            with self._transaction() as connection:
                for at, table in enumerate(_TABLES):
                    kept = ((name, _sign(parts[at])) for name, parts in rows.items() if parts[at])
                    connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", kept)
                    connection.executemany(f"DELETE FROM {table} WHERE name = ?", ((name,) for name in gone))
        except sqlite3.Error as error:
            self._give_up(error)
            self._at_hand.update((name, parts[1]) for name, parts in rows.items() if parts[1])
        else:
            for name in rows:
                self._at_hand.pop(name, None)
        for name in gone:
            self._at_hand.pop(name, None)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def _select(self, query: str, *values: str) -> list[tuple[str, bytes]]:
        try:
            rows = self._connect().execute(query, values).fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return []
        return [(name, content[:-_SIGN]) for name, content in rows if _is_whole(content)]

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connect()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def _connect(self) -> sqlite3.Connection:
        """The open file, with its tables. Raises sqlite3.Error."""
        if self._is_off or self._folder is None:
            raise sqlite3.OperationalError("there is no file")
        if os.getpid() != self._process:  # a fork must neither share a connection nor close it
            self._inherited, self._connection, self._process = self._connection, None, os.getpid()
        if self._connection is None:
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                ignore = self._folder / ".gitignore"
                if not (ignore.exists() and ignore.stat().st_size):  # it may be begun, by a build that was killed
                    ignore.write_text("*\n", encoding="ascii")
            except OSError as error:
                raise sqlite3.OperationalError(str(error)) from error
            self._connection = sqlite3.connect(self._folder / _FILE, timeout=_PATIENCE, isolation_level=None)
            self._connection.execute("PRAGMA synchronous = OFF")  # a crash of the machine may cost the cache
            self._connection.execute("PRAGMA secure_delete = ON")
            self._check_program(self._connection)
        return self._connection

    def _check_program(self, connection: sqlite3.Connection) -> None:
        """Empty a cache that is not this program's."""
        digest = blake2b(self._program.encode(), digest_size=8).digest()
        names = {"application_id": digest[:4], "user_version": digest[4:]}  # SQLite keeps two numbers for such uses
        numbers = {name: int.from_bytes(part, "little", signed=True) for name, part in names.items()}
        if all(connection.execute(f"PRAGMA {name}").fetchone() == (number,) for name, number in numbers.items()):
            return
        with self._transaction():
            for table in _TABLES:
                connection.execute(f"DROP TABLE IF EXISTS {table}")
                connection.execute(f"CREATE TABLE {table} (name TEXT PRIMARY KEY, content BLOB)")
            for name, number in numbers.items():
                connection.execute(f"PRAGMA {name} = {number}")

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on without the file; one that is damaged is taken away, so that the next build has a whole one."""
        self.close()
        self._is_off = True
        if self._folder and not isinstance(error, sqlite3.OperationalError):  # else it is held, or the disk is full
            with contextlib.suppress(OSError):
                (self._folder / _FILE).unlink()


def load_plain(content: bytes) -> Any:
    """What `pickle` made of text, bytes, numbers, tuples, lists and dicts; nothing else can come of it."""
    return _PlainReader(io.BytesIO(content)).load()


class _PlainReader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> NoReturn:
        raise pickle.UnpicklingError(f"{module}.{name} is no plain value")


def _sign(content: bytes) -> bytes:
    return content + zlib.crc32(content).to_bytes(_SIGN, "little")


def _is_whole(content: object) -> bool:
    if not isinstance(content, bytes) or len(content) < _SIGN:
        return False
    return zlib.crc32(memoryview(content)[:-_SIGN]).to_bytes(_SIGN, "little") == content[-_SIGN:]
