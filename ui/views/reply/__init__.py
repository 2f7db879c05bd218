"""What stands in and around the words of a reply: its fields, and bars that say what concerns it.

A bar tells or asks; it never takes the hands of whoever types.
"""
