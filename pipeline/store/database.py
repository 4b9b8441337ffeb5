"""The encrypted store: one SQLCipher database on a local disk, and its key."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, create_engine, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as sqlcipher

from pipeline.errors import ConfigurationError, NightFailedError
from pipeline.store.tables import SCHEMA_VERSION, about, metadata

KEY_VARIABLE: Final = "CALLSHEET_KEY"
KEY_BYTES: Final = 32


class Store:
    """An open store. `begin()` is one transaction: all of it is kept, or nothing."""

    def __init__(self, path: Path, key: str) -> None:
        self.path = path

        def connect() -> object:
            connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
            connection.execute(f"PRAGMA key = \"x'{key}'\"")
            for pragma in (
                "journal_mode = WAL",
                "synchronous = FULL",
                "secure_delete = ON",
                "temp_store = MEMORY",
            ):
                connection.execute(f"PRAGMA {pragma}")
            return connection

        self._engine = create_engine(
            "sqlite://", module=sqlcipher, creator=connect, poolclass=StaticPool, hide_parameters=True
        )

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            yield connection

    def about(self, name: str) -> str | None:
        with self.reading() as connection:
            return connection.execute(select(about.c.value).where(about.c.name == name)).scalar()

    def note(self, name: str, value: str) -> None:
        with self.begin() as connection:
            connection.execute(about.delete().where(about.c.name == name))
            connection.execute(about.insert().values(name=name, value=value))

    def close(self) -> None:
        self._engine.dispose()


def open_store(path: Path, key_file: Path | None) -> Store:
    """Open the store at `path`, making it (and its key) on the first run.

    The key is the variable CALLSHEET_KEY (64 hex digits), else a key file that only its owner may read: the
    configured one, else one per store in the user's configuration folder.
    Raises ConfigurationError for a wrong, missing or readable-by-others key, NightFailedError for a store
    of a newer version.
    """
    is_new = not path.exists()
    store = Store(path, _key(path, key_file, is_new))
    try:
        with store.begin() as connection:
            metadata.create_all(connection)
        version = store.about("schema_version")
    except (DatabaseError, sqlcipher.DatabaseError):
        raise ConfigurationError("store.wrong_key", path=key_place(path, key_file)) from None
    if version is None:
        store.note("schema_version", str(SCHEMA_VERSION))
    elif int(version) > SCHEMA_VERSION:
        raise NightFailedError("store.newer", path=path)
    path.chmod(0o600)
    return store


def key_place(path: Path, key_file: Path | None) -> Path:
    """Where the key of the store at `path` is kept, when no variable holds it."""
    if key_file:
        return key_file
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "callsheet"
    key_id = path.with_name("key_id")
    return home / f"{key_id.read_text().strip() if key_id.exists() else 'none'}.key"


def _key(path: Path, key_file: Path | None, is_new: bool) -> str:
    given = os.environ.get(KEY_VARIABLE)
    if given:
        return _checked(given, Path(KEY_VARIABLE))
    if is_new and not key_file and not path.with_name("key_id").exists():
        path.with_name("key_id").write_text(secrets.token_hex(8) + "\n")
    place = key_place(path, key_file)
    if not place.exists():
        if not is_new:
            raise ConfigurationError("store.key_missing", path=place)
        _write_key(place)
    if place.stat().st_mode & 0o077:
        raise ConfigurationError("store.key_readable", path=place)
    return _checked(place.read_text(), place)


def _write_key(place: Path) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())


def _checked(text: str, place: Path) -> str:
    key = text.strip().lower()
    if len(key) != 2 * KEY_BYTES or set(key) - set("0123456789abcdef"):
        raise ConfigurationError("store.key_malformed", path=place)
    return key
