"""Which index gives the rows whose column is unknown last? On SQLite any; PostgreSQL must be told.

Plain SQL, and on PostgreSQL alone: SQLite, which would take these for a fault, makes a changed table anew from what the
models tell of it and would lose them.
"""

from django.db import migrations

COLUMNS = {"facts_worst_last": "uncovered_days", "facts_dearest_last": "value", "facts_newest_last": "starts_on"}


def add(apps, schema_editor):
    """Three indexes in descending order, the unknown at their end."""
    if schema_editor.connection.vendor == "postgresql":
        for name, column in COLUMNS.items():
            schema_editor.execute(
                f"CREATE INDEX {name} ON projects_packagefacts ({column} DESC NULLS LAST, package_id) "
                "WHERE known_until_id IS NULL"
            )


def remove(apps, schema_editor):
    """Without them."""
    if schema_editor.connection.vendor == "postgresql":
        for name in COLUMNS:
            schema_editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_indexes_that_pages_need")]
    operations = [migrations.RunPython(add, remove)]
