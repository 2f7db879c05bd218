"""SQLite files: schemas, opening and migrating, whose turn it is to write, errors as ours.

May not: know what a case is.
"""
