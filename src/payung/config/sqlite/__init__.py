"""SQLite as the house uses it: Django's backend, with STRICT tables."""
