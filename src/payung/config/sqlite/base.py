"""How does SQLite refuse a text where a number belongs? By STRICT tables, whose columns are of its own five types.

Everything else is Django's backend for SQLite. Values come back as they did: Django reads days, moments and truths by
the kind of the field, not by the type of the column.
"""

from django.db.backends.sqlite3 import base, schema

WHOLE, TEXT = "INTEGER", "TEXT"
TYPES = {
    "BooleanField": WHOLE, "DurationField": WHOLE, "IntegerField": WHOLE, "BigIntegerField": WHOLE,
    "SmallIntegerField": WHOLE, "PositiveBigIntegerField": WHOLE, "PositiveIntegerField": WHOLE,
    "PositiveSmallIntegerField": WHOLE, "CharField": TEXT, "DateField": TEXT, "DateTimeField": TEXT, "TimeField": TEXT,
    "FileField": TEXT, "FilePathField": TEXT, "IPAddressField": TEXT, "GenericIPAddressField": TEXT, "SlugField": TEXT,
    "JSONField": TEXT, "TextField": TEXT, "UUIDField": TEXT, "DecimalField": "REAL",
}  # fmt: skip


class StrictSchemaEditor(schema.DatabaseSchemaEditor):
    """Makes, and makes anew, every table STRICT."""

    sql_create_table = f"{schema.DatabaseSchemaEditor.sql_create_table} STRICT"


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite with STRICT tables."""

    data_types = base.DatabaseWrapper.data_types | TYPES
    SchemaEditorClass = StrictSchemaEditor
