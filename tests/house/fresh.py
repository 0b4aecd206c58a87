"""Which database does an application of its own get, that runs beside a test?"""

import os
from urllib.parse import urlsplit, urlunsplit

import psycopg


def database(name: str) -> dict[str, str]:
    """``DATABASE_URL`` of a new database where the tests run on PostgreSQL; nothing for SQLite."""
    if not (told := os.environ.get("DATABASE_URL")):
        return {}
    with psycopg.connect(told, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}_{os.getpid()}"')
    return {"DATABASE_URL": urlunsplit(urlsplit(told)._replace(path=f"/{name}_{os.getpid()}"))}
