"""The command line (design section 8): words in, one sentence or JSON out, exit codes.

Lives here: the parser, and one module for each family of verbs. May not: decide anything; it says
the same commands to the room as the window does.
"""
