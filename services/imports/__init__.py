"""Records from outside: read tables, compare them with the database, show the difference, apply it.

`tables.read_tables` → `comparison.compare` → `applying.apply`; nothing here commits.
"""
