"""One mail to look at, safely: its words, its pictures, its files, what is special about it.

May not: open an address of the web by looking.
"""
