"""HTML mail: made safe, readable and quotable; taken apart in one linear pass.

Lives here: tokens, the sanitiser, colours, quotes, the plain text of a formatted one. May not: open
an address or a file.
"""
